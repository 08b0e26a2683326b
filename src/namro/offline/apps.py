from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "namro.offline"
    label = "offline"
