"""Addresses of what programs may use."""

from django.urls import path

from namro.programs.views import keys, tokens

app_name = "programs"
urlpatterns = [
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("programs/", keys.keys, name="keys"),
    path("programs/tokens/<int:pk>/revoke/", keys.revoke_anyones_token, name="revoke_anyones_token"),
]
