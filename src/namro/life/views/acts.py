"""What is done: each a form, one operation, and back to the assignment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.agencies.views.form_page import act_page, button_pressed, files, posted
from namro.life import forms, operations
from namro.life.models import Extension, Update
from namro.life.operations.moves import ACT_OF
from namro.life.queries import lists
from namro.life.queries.as_of import as_of, working_days_between
from namro.life.queries.figures import with_timeliness
from namro.life.report_items import Item, written
from namro.life.transitions import MOVE_NAMES, Move, transition
from namro.life.views.acting import acting
from namro.tasks.models import Assignment, ExpectedReport, Task
from namro.tasks.progress import Duty

FORM = ("GET", "POST")
# What an agency reports has its form, and a whole task is withdrawn where it was entered.
BY_BUTTON = {str(one) for one in Move} - {Move.UPDATE, Move.COMPLETE, Move.WITHDRAW}
_FIELDS = ("text", "percent", "target", "figure", "cause", "proposal", "document_number", "document_date")


@opens(Act.REPORT_PROGRESS, methods=FORM)
def update(request: Request, pk: int) -> HttpResponse:
    found = lists.shown(with_timeliness(Assignment.objects.all(), as_of(request.day)), request.day)
    one = find(request, found, Act.REPORT_PROGRESS, pk=pk)
    is_overdue = one.due_date is not None and one.due_date < request.day
    form = forms.UpdateForm(
        posted(request),
        files(request),
        assignment=one,
        is_overdue=is_overdue,
        initial={"version": one.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _send_update(request, one, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(_page(pk))
    practice = operations.head_approves(one.agency_id)
    waits = practice and not may(request.person, Act.APPROVE_REPORTS, one, request.day)
    return render(
        request,
        "life/update.html",
        {
            "form": form,
            "one": one,
            "waits": waits,
            "is_overdue": is_overdue,
            "on": as_of(request.day),
            "working_days": working_days_between,
            "extension": one.extensions.filter(stage="asked").first(),
        },
        status=422 if form.errors else 200,
    )


def _send_update(request: Request, one: Assignment, form: forms.UpdateForm) -> None:
    given = form.cleaned_data
    values = {name: given[name] for name in _FIELDS if name in given}
    new = operations.NewUpdate(**values, is_completion="complete" in request.POST, files=form.brought())
    made = operations.make_update(one, new, version=given["version"], acting=acting(request))
    said = {
        "with_head": _("Đã trình thủ trưởng duyệt."),
        "sent": _("Đã gửi báo cáo hoàn thành; chờ xác nhận.") if made.is_completion else _("Đã gửi cập nhật."),
    }
    messages.success(request, said[made.stage])


@opens(Act.APPROVE_REPORTS, methods=("POST",))
def approve(request: Request, pk: int, update: int) -> HttpResponse:
    one = find(request, Assignment.objects.all(), Act.APPROVE_REPORTS, pk=pk)
    made = get_object_or_404(Update, pk=update, assignment=one)
    said = _("Đã duyệt và gửi đi.")
    return button_pressed(request, lambda: operations.approve(made, acting=acting(request)), _page(pk), said=said)


@opens(Act.APPROVE_REPORTS, methods=FORM)
def send_back(request: Request, pk: int, update: int) -> HttpResponse:
    one = find(request, Assignment.objects.all(), Act.APPROVE_REPORTS, pk=pk)
    made = get_object_or_404(Update, pk=update, assignment=one)
    return act_page(
        request,
        forms.ReasonForm(posted(request)),
        lambda data: operations.send_back(made, **data, acting=acting(request)),
        title=_("Yêu cầu sửa trước khi gửi"),
        submit=_("Yêu cầu sửa"),
        back=_page(pk),
    )


@opens(Act.SEE_TASKS, methods=FORM)
def move(request: Request, pk: int, move: str) -> HttpResponse:
    """Every move of the table but an agency's own reports. Who may is the table's to say."""
    if move not in BY_BUTTON:
        raise Http404
    what = Move(move)
    one = get_object_or_404(Assignment.objects.visible_to(request.person, request.day).select_related("task"), pk=pk)
    row = transition(one.progress, what, one.duty)
    if row is None or not may(request.person, ACT_OF[row.who], one, request.day):
        messages.error(request, _("Việc này không thực hiện được lúc này hoặc thuộc thẩm quyền của người khác."))
        return redirect(_page(pk))
    form: django_forms.Form = forms.NothingForm(posted(request))
    if what is not Move.CONFIRM:
        agencies = Agency.objects.visible_to(request.person, request.day).on(request.day)
        form = forms.MoveForm(posted(request), row=row, agencies=agencies, day=request.day)
    return act_page(
        request,
        form,
        lambda data: _move(request, one, what, data),
        title=f"{MOVE_NAMES[what]}: {one.task}",
        submit=str(MOVE_NAMES[what]),
        back=_page(pk),
    )


def _move(request: Request, one: Assignment, what: Move, data: dict[str, Any]) -> None:
    who = acting(request)
    if what is Move.CONFIRM:
        operations.confirm(one, version=one.version, acting=who)
    elif what is Move.RETURN:
        operations.return_(one, reason=data["reason"], version=one.version, acting=who)
    elif what is Move.HAND_OVER:
        receivers = [data.pop("receivers"), *data.pop("others")]
        operations.hand_over(one, receivers, **data, version=one.version, acting=who)
    else:
        operations.move(one, what, **data, version=one.version, acting=who)


@opens(Act.REPORT_PROGRESS, methods=FORM)
def partner(request: Request, pk: int, partner: int, answer: str) -> HttpResponse:
    """The lead confirms or returns what a partner reported, or says that it does not co-operate."""
    one = find(request, Assignment.objects.all(), Act.REPORT_PROGRESS, pk=pk)
    helping = get_object_or_404(Assignment, pk=partner, task=one.task_id, duty=Duty.COORDINATE)
    who = acting(request)
    name = Agency.objects.named_on(request.day).get(pk=helping.agency_id).name
    acts: dict[str, tuple[str, django_forms.Form, Callable[[dict[str, Any]], object]]] = {
        "confirm": (
            _("Xác nhận phần phối hợp"),
            forms.NothingForm(posted(request)),
            lambda data: operations.confirm(helping, version=helping.version, acting=who),
        ),
        "return": (
            _("Trả lại phần phối hợp"),
            forms.ReasonForm(posted(request)),
            lambda data: operations.return_(helping, **data, version=helping.version, acting=who),
        ),
        "complain": (
            _("Phản ánh chưa phối hợp"),
            forms.WordsForm(posted(request)),
            lambda data: operations.complain(one, helping, **data, acting=who),
        ),
    }
    if answer not in acts:
        raise Http404
    title, form, do = acts[answer]
    return act_page(request, form, do, title=f"{title}: {name}", submit=title, back=_page(pk))


@opens(Act.REPORT_PROGRESS, methods=FORM)
def ask(request: Request, pk: int) -> HttpResponse:
    one = find(request, Assignment.objects.all(), Act.REPORT_PROGRESS, pk=pk)
    count = one.extensions.count()
    intro = _("Đây là lần xin gia hạn thứ %(number)d.") % {"number": count + 1} if count else ""
    return act_page(
        request,
        forms.ExtensionForm(posted(request)),
        lambda data: operations.ask(one, **data, version=one.version, acting=acting(request)),
        title=_("Xin gia hạn"),
        submit=_("Gửi đề nghị"),
        intro=intro,
        back=_page(pk),
    )


@opens(Act.DECIDE_TASKS, methods=FORM)
def decide(request: Request, pk: int, extension: int) -> HttpResponse:
    one = find(request, Assignment.objects.all(), Act.DECIDE_TASKS, pk=pk)
    asked = get_object_or_404(Extension, pk=extension, assignment=one)
    answer = request.GET.get("answer", "grant")
    return act_page(
        request,
        forms.DecisionForm(posted(request), initial={"answer": answer}),
        lambda data: _decide(request, asked, data),
        title=_("Quyết định gia hạn"),
        submit=_("Gửi quyết định"),
        intro=asked.reason,
        back=_page(pk),
    )


def _decide(request: Request, asked: Extension, data: dict[str, Any]) -> None:
    who, words = acting(request), data["words"]
    if data["answer"] == "grant":
        operations.grant(asked, words=words, acting=who)
    elif data["answer"] == "deny":
        operations.deny(asked, words=words, acting=who)
    else:
        operations.counter(asked, offered_date=data["offered_date"], words=words, acting=who)


@opens(Act.REPORT_PROGRESS, methods=("POST",))
def answer_offer(request: Request, pk: int, extension: int) -> HttpResponse:
    one = find(request, Assignment.objects.all(), Act.REPORT_PROGRESS, pk=pk)
    offered = get_object_or_404(Extension, pk=extension, assignment=one)
    do = operations.accept_offer if "accept" in request.POST else operations.decline_offer
    said = _("Đã trả lời đề nghị hạn khác.")
    return button_pressed(request, lambda: do(offered, acting=acting(request)), _page(pk), said=said)


@opens(Act.REPORT_PROGRESS, methods=FORM)
def report(request: Request, pk: int, expected: int) -> HttpResponse:
    one = find(request, Assignment.objects.select_related("task"), Act.REPORT_PROGRESS, pk=pk)
    due = get_object_or_404(ExpectedReport, pk=expected, assignment=one)
    form = forms.ReportForm(
        posted(request), files(request), targets=one.task.targets.all(), items=list(one.task.report_items.all())
    )

    def send(data: dict[str, Any]) -> None:
        new = operations.NewReport(
            text=data["text"],
            document_number=data["document_number"],
            document_date=data["document_date"],
            figures=form.figures(),
            answers=form.answers(),
            files=form.brought(),
        )
        operations.send_report(due, new, acting=acting(request))

    title = _("Báo cáo %(period)s") % {"period": due.period}
    return act_page(request, form, send, title=title, submit=_("Gửi báo cáo"), back=_page(pk), intro=due.reason)


@opens(Act.EDIT_TASKS, methods=FORM)
def report_form(request: Request, pk: int) -> HttpResponse:
    """What the periodic reports of a task are to hold."""
    task = find(request, Task.objects.all(), Act.EDIT_TASKS, pk=pk)
    present = [Item(one.kind, one.label, one.unit, tuple(one.columns), one.is_required)
               for one in task.report_items.all()]  # fmt: skip
    return act_page(
        request,
        forms.ReportItemsForm(posted(request), initial={"items": written(present)}),
        lambda data: operations.set_report_form(task, data["items"], acting=acting(request)),
        title=_("Mẫu báo cáo định kỳ: %(task)s") % {"task": task},
        submit=_("Lưu"),
        back=reverse("tasks:task", args=[pk]),
        intro=_("Mọi đơn vị báo cáo nhiệm vụ này điền theo mẫu. Báo cáo đã gửi giữ nguyên mẫu lúc gửi."),
        said=_("Đã lưu mẫu báo cáo."),
    )


@opens(Act.DECIDE_TASKS, methods=FORM)
def direct(request: Request, pk: int) -> HttpResponse:
    one = find(request, Assignment.objects.select_related("task"), Act.DECIDE_TASKS, pk=pk)
    return act_page(
        request,
        forms.WordsForm(posted(request)),
        lambda data: operations.direct(one, **data, acting=acting(request)),
        title=_("Ý kiến chỉ đạo: %(task)s") % {"task": one.task},
        submit=_("Gửi ý kiến"),
        back=_page(pk),
    )


@opens(Act.APPROVE_REPORTS, methods=FORM)
def practice(request: Request, pk: int) -> HttpResponse:
    """An agency's own setting, its head's to change."""
    agency = find(request, Agency.objects.all(), Act.APPROVE_REPORTS, pk=pk)
    return act_page(
        request,
        forms.PracticeForm(posted(request), initial={"head_approves": operations.head_approves(pk)}),
        lambda data: operations.set_practice(agency, **data, acting=acting(request)),
        title=_("Cách làm việc của đơn vị"),
        submit=_("Lưu"),
        back=reverse("agencies:agency", args=[pk]),
        said=_("Đã lưu."),
    )


def _page(pk: int) -> str:
    return reverse("life:assignment", args=[pk])
