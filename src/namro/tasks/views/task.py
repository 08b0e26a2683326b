"""The page of one task."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.directives.models import Directive
from namro.tasks.models import Task
from namro.tasks.queries.rows import clears_in_words
from namro.tasks.queries.task import task_page


@opens(Act.SEE_TASKS)
def task(request: Request, pk: int) -> HttpResponse:
    tasks = Task.objects.select_related("directive", "field", "overseer")
    shown = find(request, tasks, Act.SEE_TASKS, pk=pk)
    directive_is_seen = Directive.objects.visible_to(request.person, request.day).filter(pk=shown.directive_id).exists()
    context = {
        "page": task_page(shown, request.person, request.day),
        "task": shown,
        "citations": shown.citations.select_related("directive"),
        "clears_in_words": clears_in_words,
        "targets": shown.targets.all(),
        "directive_is_seen": directive_is_seen,
        "may_edit": may(request.person, Act.EDIT_TASKS, shown, request.day),
    }
    return render(request, "tasks/task.html", context)
