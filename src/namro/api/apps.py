from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "namro.api"
    label = "api"
