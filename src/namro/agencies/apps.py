from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "namro.agencies"
    label = "agencies"
