from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "namro.help"
    label = "help"
