"""Addresses of workbooks."""

from django.urls import path

from namro.workbooks.views import pages, register

app_name = "workbooks"
urlpatterns = [
    path("workbooks/", register.listing, name="list"),
    path("workbooks/register.xlsx", register.to_edit, name="to_edit"),
    path("workbooks/register/new/", register.bring, name="bring_register"),
    path("workbooks/<int:pk>/", pages.page, name="page"),
    path("workbooks/<int:pk>/progress/", pages.progress, name="progress"),
    path("workbooks/<int:pk>/again/", register.read_again, name="again"),
    path("workbooks/<int:pk>/choices/", register.choose, name="choose"),
    path("workbooks/<int:pk>/apply/", register.apply, name="apply"),
    path("workbooks/<int:pk>/undo/", register.undo, name="undo"),
]
