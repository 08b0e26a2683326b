"""Addresses of agencies and people."""

from django.urls import path

from namro.agencies.views import agencies, imports, names, people

app_name = "agencies"
urlpatterns = [
    path("agencies/", agencies.agencies, name="list"),
    path("agencies/new/", agencies.new, name="new"),
    path("agencies/suggestions/", agencies.suggest, name="suggest"),
    path("agencies/import/", imports.upload, name="import"),
    path("agencies/import/template/", imports.import_template, name="import_template"),
    path("agencies/import/<int:pk>/", imports.preview, name="import_preview"),
    path("agencies/groups/", names.groups, name="groups"),
    path("agencies/groups/<int:pk>/", names.group, name="group"),
    path("agencies/names/", names.queue, name="names"),
    path("agencies/names/<int:pk>/", names.answer, name="answer_name"),
    path("agencies/<int:pk>/", agencies.agency, name="agency"),
    path("agencies/<int:pk>/edit/", agencies.edit, name="edit"),
    path("agencies/<int:pk>/rename/", agencies.rename, name="rename"),
    path("agencies/<int:pk>/close/", agencies.close, name="close"),
    path("agencies/<int:pk>/succession/", agencies.succession, name="succession"),
    path("agencies/<int:pk>/aliases/new/", agencies.new_alias, name="new_alias"),
    path("agencies/<int:pk>/inner-units/new/", agencies.new_inner_unit, name="new_inner_unit"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="new_person"),
    path("people/suggestions/", people.suggest, name="suggest_people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="edit_person"),
    path("people/<int:pk>/posts/new/", people.new_post, name="new_post"),
    path("people/<int:pk>/posts/<int:post>/end/", people.end_post, name="end_post"),
    path("people/<int:pk>/roles/new/", people.new_role, name="new_role"),
    path("people/<int:pk>/roles/<int:grant>/end/", people.end_role, name="end_role"),
    path("people/<int:pk>/absences/new/", people.new_absence, name="new_absence"),
]
