"""Addresses of packages."""

from django.urls import path

from namro.exchange import views

app_name = "exchange"
urlpatterns = [
    path("directives/packages/new/", views.new, name="new"),
    path("directives/<int:pk>/packages/", views.packages, name="packages"),
    path("directives/<int:pk>/packages/package.zip", views.package, name="package"),
    path("directives/<int:pk>/packages/status.xml", views.status, name="status"),
]
