"""Addresses of the work without a network. The worker stands at the root, so that it answers for every page."""

from django.urls import path

from namro.offline import views

app_name = "offline"
urlpatterns = [
    path("app.webmanifest", views.manifest, name="manifest"),
    path("worker.js", views.worker, name="worker"),
    path("offline/", views.page, name="page"),
    path("offline/mine/", views.mine, name="mine"),
    path("offline/drafts/", views.draft, name="draft"),
]
