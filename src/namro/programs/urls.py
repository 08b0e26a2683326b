"""Addresses of what programs may use."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from namro.programs.views import calendars, keys, tokens, webhooks


class WebhookAct(StringConverter):
    """What an administrator does to a webhook at a word."""

    regex = "|".join(webhooks.ACTS)


register_converter(WebhookAct, "webhook_act")

app_name = "programs"
urlpatterns = [
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("account/calendars/", calendars.calendars, name="calendars"),
    path("account/calendars/<int:pk>/revoke/", calendars.revoke, name="revoke_calendar"),
    path("calendar/<str:token>.ics", calendars.ics, name="calendar"),
    path("programs/", keys.keys, name="keys"),
    path("programs/tokens/<int:pk>/revoke/", keys.revoke_anyones_token, name="revoke_anyones_token"),
    path("programs/calendars/", keys.calendars, name="all_calendars"),
    path("programs/calendars/<int:pk>/revoke/", keys.revoke_anyones_calendar, name="revoke_anyones_calendar"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/new/", webhooks.new, name="webhook_new"),
    path("webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:pk>/edit/", webhooks.edit, name="webhook_edit"),
    path("webhooks/<int:pk>/secret/", webhooks.renew_secret, name="webhook_secret"),
    path("webhooks/<int:pk>/try/", webhooks.try_out, name="webhook_try"),
    path("webhooks/<int:pk>/deliveries/<int:delivery>/again/", webhooks.send_again, name="webhook_again"),
    path("webhooks/<int:pk>/<webhook_act:act>/", webhooks.act, name="webhook_act"),
]
