"""Addresses of the check of signed papers."""

from django.urls import path

from namro.signing import views

app_name = "signing"
urlpatterns = [path("directives/<int:pk>/signed/", views.check, name="check")]
