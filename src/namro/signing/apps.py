from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "namro.signing"
    label = "signing"
