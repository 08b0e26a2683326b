"""Addresses of workbooks."""

from django.urls import path

from namro.workbooks.views import agency, book, pages, register

app_name = "workbooks"
urlpatterns = [
    path("workbooks/", register.listing, name="list"),
    path("workbooks/register.xlsx", register.to_edit, name="to_edit"),
    path("workbooks/register/new/", register.bring, name="bring_register"),
    path("workbooks/books/new/", book.bring, name="bring_book"),
    path("workbooks/agencies/<int:pk>/to-fill.xlsx", agency.to_fill, name="to_fill"),
    path("workbooks/agencies/<int:pk>/new/", agency.bring, name="bring_filled"),
    path("workbooks/filled/", agency.filled, name="own_filled"),
    path("workbooks/filled/<int:pk>/", agency.page, name="filled"),
    path("workbooks/filled/<int:pk>/progress/", agency.progress, name="filled_progress"),
    path("workbooks/filled/<int:pk>/again/", agency.read_again, name="filled_again"),
    path("workbooks/filled/<int:pk>/take/", agency.take, name="take"),
    path("workbooks/<int:pk>/", pages.page, name="page"),
    path("workbooks/<int:pk>/progress/", pages.progress, name="progress"),
    path("workbooks/<int:pk>/again/", register.read_again, name="again"),
    path("workbooks/<int:pk>/mapping/", book.mapping, name="mapping"),
    path("workbooks/<int:pk>/enter/", book.enter, name="enter"),
    path("workbooks/<int:pk>/choices/", register.choose, name="choose"),
    path("workbooks/<int:pk>/apply/", register.apply, name="apply"),
    path("workbooks/<int:pk>/undo/", register.undo, name="undo"),
]
