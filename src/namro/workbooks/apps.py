from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "namro.workbooks"
    label = "workbooks"
