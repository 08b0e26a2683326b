"""Addresses of the working calendar."""

from django.urls import path

from namro.workdays import views

app_name = "workdays"
urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/days/new/", views.enter, name="enter"),
    path("calendar/days/<int:office_day>/drop/", views.drop, name="drop"),
]
