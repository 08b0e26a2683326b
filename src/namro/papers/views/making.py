"""Making papers: one, or urging letters for many agencies at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.agencies.views.form_page import form_page, posted
from namro.directives.models import Directive, Stage
from namro.life.models import Extension
from namro.life.queries.as_of import as_of
from namro.papers import operations
from namro.papers.forms import NewPaperForm, UrgingForm
from namro.papers.kinds import PaperKind
from namro.papers.operations.issuers import issuer_of
from namro.papers.queries.late import late_agencies
from namro.papers.views.asking import FORM, whole_number


def registered() -> Any:
    """The documents that papers can be about."""
    return Directive.objects.filter(stage=Stage.ISSUED)


@opens(Act.DRAFT_PAPERS, methods=FORM)
def new(request: Request) -> HttpResponse:
    """A paper by hand. The address may name its kind, document and agency: the register and the leader's page do."""
    asked = request.GET
    first = registered().first()
    initial = {
        "kind": asked.get("kind") if asked.get("kind") in PaperKind.values else PaperKind.MONTHLY,
        "directive": whole_number(asked.get("directive")) or (first.pk if first else None),
        "agency": whole_number(asked.get("agency")) or None,
    }
    agencies = Agency.objects.visible_to(request.person, request.day)
    form = NewPaperForm(posted(request), initial=initial, directives=registered(), agencies=agencies, day=request.day)

    def make(data: dict[str, Any]) -> str:
        made = operations.draft(
            operations.NewPaper(
                kind=data["kind"],
                directive=data["directive"],
                moment=data["moment"] or request.now,
                issuer=data["issuer"] or issuer_of(data["directive"], request.person, request.day),
                agency=data["agency"],
                signer=data["signer"],
                due_date=data["due_date"],
            ),
            person=request.person,
            by=request.actor,
            at=request.now,
        )
        return reverse("papers:paper", args=[made.pk])

    if first is None:
        messages.info(request, _("Chưa có văn bản nào lập sổ chính thức; lập sổ nhiệm vụ trước rồi lập báo cáo."))
        return redirect("papers:list")
    return form_page(request, form, make, title=_("Lập văn bản"), submit=_("Lập dự thảo"), back=reverse("papers:list"))


@opens(Act.DRAFT_PAPERS, methods=FORM)
def new_urging(request: Request) -> HttpResponse:
    """Letters to the agencies that are late, chosen from their list."""
    directive = (
        registered().filter(pk=whole_number(request.GET.get("directive") or request.POST.get("directive"))).first()
    )
    directive = directive or registered().first()
    late = late_agencies(directive, as_of(request.day)) if directive else []
    form = UrgingForm(
        posted(request),
        directives=registered(),
        late={one.agency.pk: one.agency.name for one in late},
        initial={"directive": directive, "agencies": _chosen(request, [one.agency.pk for one in late])},
    )
    if directive is not None and request.method == "POST" and form.is_valid():
        try:
            made = _urge(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            said = ngettext("Đã lập %(n)d dự thảo công văn.", "Đã lập %(n)d dự thảo công văn.", len(made))
            messages.success(request, said % {"n": len(made)})
            if len(made) == 1:
                return redirect("papers:paper", made[0])
            return redirect(reverse("papers:list") + "?kind=urging&stage=draft")
    context = {"form": form, "late": late, "directive": directive, "directives": registered()}
    return render(request, "papers/urging.html", context, status=422 if form.errors else 200)


@opens(Act.DRAFT_PAPERS, methods=("POST",))
def of_extension(request: Request, extension: int) -> HttpResponse:
    """The paper that tells a decided extension."""
    asked = get_object_or_404(Extension.objects.select_related("assignment__directive", "decided_for"), pk=extension)
    known = asked.papers.alive().first()
    if known is not None:
        return redirect("papers:paper", known.pk)
    directive = asked.assignment.directive
    try:
        made = operations.draft(
            operations.NewPaper(
                kind=PaperKind.EXTENSION,
                directive=directive,
                moment=request.now,
                issuer=asked.decided_for or issuer_of(directive, request.person, request.day),
                agency=None,
                extension=asked,
                signer=asked.decided_by,
            ),
            person=request.person,
            by=request.actor,
            at=request.now,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("life:assignment", asked.assignment_id)
    return redirect("papers:paper", made.pk)


def _urge(request: Request, data: dict[str, Any]) -> list[int]:
    directive, moment = data["directive"], data["moment"] or request.now
    issuer = issuer_of(directive, request.person, request.day)
    agencies: list[Agency | None] = [None]
    if not data["together"]:
        named = Agency.objects.named_on(timezone.localdate(moment))
        agencies = list(named.filter(pk__in=data["agencies"]).order_by("path"))
    return operations.draft_urging(
        directive,
        agencies,
        moment=moment,
        issuer=issuer,
        reply_by=data["reply_by"],
        person=request.person,
        by=request.actor,
        at=request.now,
    )


def _chosen(request: Request, late: list[int]) -> list[int]:
    # The register names the agencies of the rows that were ticked; without any, all that are late.
    asked = {whole_number(one) for one in request.GET.getlist("agency")}
    return [one for one in late if one in asked] or late
