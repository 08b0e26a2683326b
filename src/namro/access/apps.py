from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "namro.access"
    label = "access"

    def ready(self) -> None:
        from namro.access import sign_in_log

        sign_in_log.connect()
