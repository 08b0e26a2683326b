"""Acts on a task of the register: entered, corrected, given to one more, withdrawn; and allotted within an agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.views.form_page import act_page, form_page, posted
from namro.directives.models import Directive
from namro.directives.operations import enter_without_file
from namro.tasks import operations
from namro.tasks.forms import acts
from namro.tasks.models import Allotment, Assignment, Task
from namro.tasks.operations import Correction, NewTask

FORM = ("GET", "POST")


@opens(Act.EDIT_TASKS, methods=FORM)
def enter(request: Request) -> HttpResponse:
    """A task that no reading drafted."""
    form = acts.EnterTaskForm(posted(request), directives=_directives(request), day=request.day)

    def do(data: dict[str, Any]) -> str:
        return task_page_of(operations.enter_task(document_of(request, data), new_task(data), **_who(request)))

    return form_page(
        request,
        form,
        do,
        title=_("Nhập tay nhiệm vụ"),
        submit=_("Đưa vào sổ"),
        back=reverse("tasks:register"),
        intro=_("Dùng khi nhiệm vụ giao bằng văn bản không có tệp, hoặc bổ sung vào văn bản đã lập sổ."),
        said=_("Đã đưa nhiệm vụ vào sổ."),
    )


def document_of(request: Request, data: dict[str, Any]) -> Directive:
    """The document that the form of a new task names: one that is here, or one known by its number."""
    chosen: Directive | None = data["directive"]
    return chosen or enter_without_file(
        number=data["number"],
        kind=data["document_kind"],
        issued_date=data["issued_date"],
        by=request.actor,
        at=request.now,
    )


def new_task(data: dict[str, Any]) -> NewTask:
    """The task that the form says."""
    assignees = (*data["leads"], *data["coordinators"])
    return NewTask(data["text"], data["kind"], data["product"], data["due"], assignees)


@opens(Act.EDIT_TASKS, methods=FORM)
def correct(request: Request, pk: int) -> HttpResponse:
    task = _task(request, pk)

    def do(data: dict[str, Any]) -> None:
        correction = Correction(data["text"], data["kind"], data["product"])
        operations.correct_task(task, correction, reason=data["reason"], document=data["document"], **_who(request))

    form = acts.CorrectTaskForm(posted(request), task=task)
    intro = _("Bản trước vẫn giữ trong quá trình thực hiện. Hạn gốc không sửa ở đây: dời hạn bằng gia hạn.")
    return _page(request, task, form, do, title=_("Đính chính nhiệm vụ"), intro=intro)


@opens(Act.EDIT_TASKS, methods=FORM)
def add_doer(request: Request, pk: int) -> HttpResponse:
    task = _task(request, pk)

    def do(data: dict[str, Any]) -> None:
        named = data["agency"]
        assignee = operations.Assignee(data["duty"], named.name, named.agency, named.group)
        operations.add_assignment(task, assignee, reason=data["reason"], document=data["document"], **_who(request))

    form = acts.AddDoerForm(posted(request), day=request.day)
    return _page(request, task, form, do, title=_("Giao thêm đơn vị"))


@opens(Act.EDIT_TASKS, methods=FORM)
def withdraw(request: Request, pk: int) -> HttpResponse:
    task = _task(request, pk)
    form = acts.WithdrawForm(posted(request))
    intro = _("Nhiệm vụ không còn tính vào số liệu và không nhắc nữa, nhưng vẫn còn trong sổ. Không hoàn tác được.")
    return _page(
        request,
        task,
        form,
        lambda data: operations.withdraw_task(task, **data, **_who(request)),
        title=_("Thu hồi nhiệm vụ"),
        intro=intro,
    )


@opens(Act.ALLOT_TASKS, methods=FORM)
def allot(request: Request, pk: int) -> HttpResponse:
    """The head of an agency says who in it does the work."""
    one = find(request, Assignment.objects.select_related("task", "agency"), Act.ALLOT_TASKS, pk=pk)
    given = Allotment.objects.filter(assignment=one).values("inner_unit", "officer", "deputy").first()
    form = acts.AllotForm(posted(request), assignment=one, day=request.day, initial=given)
    return act_page(
        request,
        form,
        lambda data: operations.allot(one, **data, **_who(request)),
        title=_("Phân công trong đơn vị"),
        submit=_("Phân công"),
        back=reverse("life:assignment", args=[pk]),
        intro=one.task.text,
        said=_("Đã phân công."),
    )


def task_page_of(task: Task) -> str:
    """The address of a task."""
    return reverse("tasks:task", args=[task.pk])


def _task(request: Request, pk: int) -> Task:
    task: Task = find(request, Task.objects.select_related("directive"), Act.EDIT_TASKS, pk=pk)
    return task


def _directives(request: Request) -> Any:
    return Directive.objects.visible_to(request.person, request.day).order_by("-issued_date", "-pk")


def _who(request: Request) -> dict[str, Any]:
    return {"person": request.person, "by": request.actor, "at": request.now}


def _page(
    request: Request,
    task: Task,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    title: str,
    intro: str = "",
) -> HttpResponse:
    return act_page(request, form, do, title=title, submit=title, back=task_page_of(task), intro=intro or task.text)
