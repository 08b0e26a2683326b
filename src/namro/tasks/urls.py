"""Addresses of the register."""

from django.urls import path

from namro.tasks.views import registering

app_name = "tasks"
urlpatterns = [
    path("directives/<int:pk>/register/", registering.make_register, name="make_register"),
    path("directives/<int:pk>/issue/", registering.issue, name="issue"),
]
