from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "namro.site"
    label = "site"
