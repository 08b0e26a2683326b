from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "namro.programs"
    label = "programs"
