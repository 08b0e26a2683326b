"""Addresses of the register."""

from django.urls import path

from namro.tasks.views import acts, bulk, documents, exports, register, registering, saved_views, task

app_name = "tasks"
urlpatterns = [
    path("directives/<int:pk>/register/", registering.make_register, name="make_register"),
    path("directives/<int:pk>/issue/", registering.issue, name="issue"),
    path("directives/graph/", documents.documents, name="documents"),
    path("directives/graph/document/", documents.document, name="document"),
    path("directives/graph/graph.json", documents.graph_json, name="graph_json"),
    path("directives/graph/graph.graphml", documents.graph_graphml, name="graph_graphml"),
    path("directives/<int:pk>/family/", documents.family, name="family"),
    path("tasks/", register.register, name="register"),
    path("tasks/export.xlsx", exports.xlsx, name="export_xlsx"),
    path("tasks/export.csv", exports.csv, name="export_csv"),
    path("tasks/export.docx", exports.docx, name="export_docx"),
    path("tasks/export.ics", exports.ics, name="export_ics"),
    path("tasks/picked.xlsx", exports.picked, name="export_picked"),
    path("tasks/overseer/", bulk.set_overseer, name="set_overseer"),
    path("tasks/field/", bulk.set_field, name="set_field"),
    path("tasks/views/new/", saved_views.new_view, name="new_view"),
    path("tasks/views/<int:pk>/drop/", saved_views.drop_view, name="drop_view"),
    path("tasks/new/", acts.enter, name="enter"),
    path("tasks/<int:pk>/", task.task, name="task"),
    path("tasks/<int:pk>/correct/", acts.correct, name="correct"),
    path("tasks/<int:pk>/doers/new/", acts.add_doer, name="add_doer"),
    path("tasks/<int:pk>/withdraw/", acts.withdraw, name="withdraw"),
    path("assignments/<int:pk>/allot/", acts.allot, name="allot"),
]
