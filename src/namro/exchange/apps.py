from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "namro.exchange"
    label = "exchange"
