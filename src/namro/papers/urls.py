"""Addresses of papers."""

from django.urls import path

from namro.papers.views import editing, files, listing, making, preview, replies, rhythms, stages, templates

app_name = "papers"
urlpatterns = [
    path("papers/", listing.papers, name="list"),
    path("papers/new/", making.new, name="new"),
    path("papers/urging/", making.new_urging, name="new_urging"),
    path("papers/brief.pdf", files.meeting_brief, name="meeting_brief"),
    path("papers/bundle.zip", files.bundle, name="bundle"),
    path("papers/extensions/<int:extension>/", making.of_extension, name="of_extension"),
    path("papers/rhythms/", rhythms.rhythms, name="rhythms"),
    path("papers/rhythms/new/", rhythms.new, name="new_rhythm"),
    path("papers/rhythms/<int:pk>/end/", rhythms.end, name="end_rhythm"),
    path("papers/templates/", templates.templates, name="templates"),
    path("papers/templates/<str:kind>/", templates.template, name="template"),
    path("papers/templates/<str:kind>/shipped.docx", templates.shipped, name="shipped_template"),
    path("papers/templates/files/<int:pk>/", templates.own, name="own_template"),
    path("papers/templates/files/<int:pk>/trial.docx", templates.trial, name="trial"),
    path("papers/templates/files/<int:pk>/use/", templates.put_to_use, name="put_to_use"),
    path("papers/templates/files/<int:pk>/rest/", templates.take_out_of_use, name="take_out_of_use"),
    path("papers/<int:pk>/", preview.paper, name="paper"),
    path("papers/<int:pk>/figures/<str:key>/", preview.figure, name="figure"),
    path("papers/<int:pk>/checks/", files.checks, name="checks"),
    path("papers/<int:pk>/files/signed/", files.signed, name="signed"),
    path("papers/<int:pk>/files/<str:form>/", files.file, name="file"),
    path("papers/<int:pk>/paragraphs/new/", editing.add_paragraph, name="add_paragraph"),
    path("papers/<int:pk>/paragraphs/<str:key>/edit/", editing.edit_paragraph, name="edit_paragraph"),
    path("papers/<int:pk>/paragraphs/<str:key>/remove/", editing.remove_paragraph, name="remove_paragraph"),
    path("papers/<int:pk>/paragraphs/<str:key>/restore/", editing.restore_paragraph, name="restore_paragraph"),
    path("papers/<int:pk>/refresh/", stages.refresh, name="refresh"),
    path("papers/<int:pk>/check/", stages.check, name="check"),
    path("papers/<int:pk>/back/", stages.back, name="back"),
    path("papers/<int:pk>/drop/", stages.drop, name="drop"),
    path("papers/<int:pk>/issue/", stages.issue, name="issue"),
    path("papers/<int:pk>/signed/", stages.add_signed, name="add_signed"),
    path("papers/<int:pk>/correct/", stages.correct, name="correct"),
    path("papers/<int:pk>/reply/", replies.reply, name="reply"),
    path("papers/<int:pk>/reply/slip.docx", replies.slip, name="slip"),
]
