"""Addresses of assignments and of what becomes of them."""

from django.urls import path

from namro.life.views import acts, handover, overviews, pages

app_name = "life"
urlpatterns = [
    path("assignments/", pages.assignments, name="list"),
    path("assignments/mine/", pages.mine, name="mine"),
    path("assignments/transitions/", pages.transitions, name="transitions"),
    path("assignments/reporting/", overviews.reporting, name="reporting"),
    path("assignments/reports/", overviews.reports, name="reports"),
    path("assignments/complaints/", overviews.complaints, name="complaints"),
    path("assignments/complaints/<int:complaint>/settle/", overviews.settle, name="settle"),
    path("assignments/extensions/", overviews.extensions, name="extensions"),
    path("assignments/directions/", overviews.directions, name="directions"),
    path("assignments/directions/<int:direction>/task/", overviews.make_task, name="make_task"),
    path("assignments/<int:pk>/", pages.assignment, name="assignment"),
    path("assignments/<int:pk>/files/<int:file>/", pages.attachment, name="attachment"),
    path("assignments/<int:pk>/update/", acts.update, name="update"),
    path("assignments/<int:pk>/updates/<int:update>/approve/", acts.approve, name="approve"),
    path("assignments/<int:pk>/updates/<int:update>/send-back/", acts.send_back, name="send_back"),
    path("assignments/<int:pk>/moves/<str:move>/", acts.move, name="move"),
    path("assignments/<int:pk>/partners/<int:partner>/<str:answer>/", acts.partner, name="partner"),
    path("assignments/<int:pk>/extensions/new/", acts.ask, name="ask"),
    path("assignments/<int:pk>/extensions/<int:extension>/decide/", acts.decide, name="decide"),
    path("assignments/<int:pk>/extensions/<int:extension>/answer/", acts.answer_offer, name="answer_offer"),
    path("assignments/<int:pk>/reports/<int:expected>/", acts.report, name="report"),
    path("assignments/<int:pk>/directions/new/", acts.direct, name="direct"),
    path("agencies/<int:pk>/directions/new/", overviews.direct_agency, name="direct_agency"),
    path("agencies/handovers/", handover.handovers, name="handovers"),
    path("agencies/<int:pk>/handover/", handover.handover, name="handover"),
    path("agencies/<int:pk>/handover/preview/", handover.preview, name="handover_preview"),
    path("agencies/<int:pk>/handover/<int:batch>/", handover.done, name="handover_done"),
    path("agencies/<int:pk>/practice/", acts.practice, name="practice"),
]
