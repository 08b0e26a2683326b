"""Addresses of reminders."""

from django.urls import path

from namro.reminders import views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.mine, name="mine"),
    path("reminders/foreseen/", views.foreseen, name="foreseen"),
    path("directives/<int:pk>/ladder/", views.ladder, name="ladder"),
    path("reminders/messages/", views.messages_sent, name="messages"),
]
