"""A paper's way from draft to issued: each act a form, one operation, and back to the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.views.form_page import act_page, button_pressed, files, form_page, posted
from namro.life.views.acting import acting
from namro.papers import operations
from namro.papers.forms import CorrectionForm, IssueForm, ReasonForm, SignedForm
from namro.papers.models import Paper
from namro.papers.views.asking import FORM, find_paper, whole_number


@opens(Act.DRAFT_PAPERS, methods=("POST",))
def refresh(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    version = whole_number(request.POST.get("version"))
    before = paper.snapshot.sha256

    def act() -> None:
        taken = operations.refresh(
            paper, moment=request.now, version=version, person=request.person, by=request.actor, at=request.now
        )
        said = _("Đã lấy số liệu mới; lời cán bộ đã sửa được giữ nguyên.")
        messages.success(request, said if taken.sha256 != before else _("Số liệu không đổi từ lần chụp trước."))

    return button_pressed(request, act, _page(paper))


@opens(Act.CHECK_PAPERS, methods=("POST",))
def check(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.CHECK_PAPERS)
    version = whole_number(request.POST.get("version"))
    return button_pressed(
        request,
        lambda: operations.check(paper, version=version, acting=acting(request)),
        _page(paper),
        said=_("Đã xác nhận kiểm tra. Văn bản chờ ban hành."),
    )


@opens(Act.CHECK_PAPERS, methods=FORM)
def back(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.CHECK_PAPERS)
    form = ReasonForm(posted(request), initial={"version": paper.version})
    return act_page(
        request,
        form,
        lambda data: operations.back_to_draft(paper, **data, acting=acting(request)),
        title=_("Trả về dự thảo: %(title)s") % {"title": paper.title},
        submit=_("Trả về dự thảo"),
        back=_page(paper),
    )


@opens(Act.DRAFT_PAPERS, methods=FORM)
def drop(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    form = ReasonForm(posted(request), initial={"version": paper.version})
    return act_page(
        request,
        form,
        lambda data: operations.drop(paper, **data, acting=acting(request)),
        title=_("Bỏ dự thảo: %(title)s") % {"title": paper.title},
        submit=_("Bỏ dự thảo"),
        intro=_("Dự thảo và lời đã sửa được giữ trong danh sách “đã bỏ”, không sửa tiếp được."),
        back=_page(paper),
    )


@opens(Act.ISSUE_PAPERS, methods=FORM)
def issue(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.ISSUE_PAPERS)
    form = IssueForm(
        posted(request),
        files(request),
        symbol=paper.symbol,
        initial={"version": paper.version, "issued_on": request.day},
    )

    def act(data: dict[str, Any]) -> None:
        operations.issue(
            paper,
            number=data["number"],
            issued_on=data["issued_on"],
            signed=form.brought(),
            version=data["version"],
            acting=acting(request),
        )

    return act_page(
        request,
        form,
        act,
        title=_("Ban hành: %(title)s") % {"title": paper.title},
        submit=_("Ghi số, ban hành"),
        intro=_("Sau khi ban hành, văn bản không sửa được; có sai sót thì lập văn bản đính chính."),
        back=_page(paper),
    )


@opens(Act.ISSUE_PAPERS, methods=FORM)
def add_signed(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.ISSUE_PAPERS)
    form = SignedForm(posted(request), files(request))

    def act(_data: dict[str, Any]) -> None:
        signed = form.brought()
        if signed is not None:
            operations.add_signed(paper, signed=signed, acting=acting(request))

    return act_page(
        request,
        form,
        act,
        title=_("Bản đã ký: %(title)s") % {"title": paper.title},
        submit=_("Lưu bản đã ký"),
        back=_page(paper),
    )


@opens(Act.DRAFT_PAPERS, methods=FORM)
def correct(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    form = CorrectionForm(posted(request), initial={"moment": paper.moment})

    def act(data: dict[str, Any]) -> str:
        made = operations.correct(paper, moment=data["moment"] or request.now, acting=acting(request))
        return reverse("papers:paper", args=[made.pk])

    return form_page(
        request,
        form,
        act,
        title=_("Lập văn bản đính chính: %(number)s") % {"number": paper.full_number},
        submit=_("Lập dự thảo"),
        back=_page(paper),
        intro=_("Văn bản đã ban hành được giữ nguyên; bản đính chính nêu tên văn bản đó."),
    )


def _page(paper: Paper) -> str:
    return reverse("papers:paper", args=[paper.pk])
