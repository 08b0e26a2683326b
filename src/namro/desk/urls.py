"""The address of the first page."""

from django.urls import path

from namro.desk import views

app_name = "desk"
urlpatterns = [path("", views.home, name="home")]
