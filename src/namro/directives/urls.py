"""Addresses of documents and of the desk."""

from django.urls import path

from namro.directives.views import desk, intake, pictures, settings

app_name = "directives"
urlpatterns = [
    path("directives/", intake.directives, name="list"),
    path("directives/new/", intake.new, name="new"),
    path("directives/doers/suggestions/", desk.suggest_doers, name="suggest_doers"),
    path("directives/<int:pk>/", desk.directive, name="directive"),
    path("directives/<int:pk>/progress/", desk.progress, name="progress"),
    path("directives/<int:pk>/settings/", settings.settings, name="settings"),
    path("directives/<int:pk>/relations/new/", settings.relate, name="relate"),
    path("directives/<int:pk>/annexes/new/", intake.new_annex, name="new_annex"),
    path("directives/<int:pk>/files/<int:part>/", intake.original, name="original"),
    path("directives/<int:pk>/files/<int:part>/pages/<int:page>/", pictures.picture, name="picture"),
    path("directives/<int:pk>/pictures/", pictures.pictures, name="pictures"),
    path("directives/<int:pk>/groups/<int:group>/", desk.members, name="members"),
    path("directives/<int:pk>/readings/new/", desk.read_again, name="read_again"),
    path("directives/<int:pk>/readings/newer/", desk.newer_reading, name="newer_reading"),
    path("directives/<int:pk>/undo/", desk.undo, name="undo"),
    path("directives/<int:pk>/confirm/", desk.confirm, name="confirm"),
    path("directives/<int:pk>/drafts/new/", desk.new_draft, name="new_draft"),
    path("directives/<int:pk>/drafts/<int:draft>/edit/", desk.edit, name="edit_draft"),
    path("directives/<int:pk>/drafts/<int:draft>/drop/", desk.drop, name="drop_draft"),
    path("directives/<int:pk>/drafts/<int:draft>/reopen/", desk.reopen, name="reopen_draft"),
    path("directives/<int:pk>/drafts/<int:draft>/split/", desk.split, name="split_draft"),
    path("directives/<int:pk>/drafts/<int:draft>/merge/", desk.merge, name="merge_draft"),
]
