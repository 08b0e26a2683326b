from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "namro.papers"
    label = "papers"
