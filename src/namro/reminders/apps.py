from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "namro.reminders"
    label = "reminders"
