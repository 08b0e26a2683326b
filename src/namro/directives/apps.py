from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "namro.directives"
    label = "directives"
