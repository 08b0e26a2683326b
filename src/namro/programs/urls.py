"""Addresses of what programs may use."""

from django.urls import path

from namro.programs.views import calendars, keys, tokens

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
]
