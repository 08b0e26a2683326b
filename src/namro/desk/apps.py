from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "namro.desk"
    label = "desk"
