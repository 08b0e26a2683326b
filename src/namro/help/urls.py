"""Addresses of the help."""

from django.urls import path

from namro.help import views

app_name = "help"
urlpatterns = [
    path("help/", views.index, name="index"),
    path("help/<str:role>/", views.guide, name="guide"),
    path("help/walks/<str:walk>/seen/", views.seen, name="seen"),
]
