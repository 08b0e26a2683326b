from django.apps import AppConfig


class LifeConfig(AppConfig):
    name = "namro.life"
    label = "life"
