"""Pages of handing over what an agency holds: which agencies, what they hold, whom it goes to, and the outcome."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.folding import fold_in_full, name_key
from namro.agencies.models import Agency
from namro.agencies.queries.directory import names_on
from namro.life import operations
from namro.life.forms.handover import BasisForm
from namro.life.jobs import hand_over_all
from namro.life.models import BatchStage, HandoverBatch
from namro.life.queries import handover as queries
from namro.life.views.acting import acting
from namro.tasks.progress import Duty

FEW = 8  # receivers that a list shows at once; of more one types the name
DIRECTLY = 40  # assignments that are handed over within the request; more go to the worker, and the page waits


@opens(Act.FOLLOW_TASKS)
def handovers(request: Request) -> HttpResponse:
    """Agencies that ended and still hold something, and the hand-overs that were done."""
    context = {"ended": queries.ended_with_work(request.day), "batches": list(queries.recent_batches(request.day))}
    return render(request, "life/handovers.html", context)


@opens(Act.FOLLOW_TASKS, methods=("GET", "POST"))
def handover(request: Request, pk: int) -> HttpResponse:
    """Everything open at an agency, and who is to take it."""
    agency = _agency(request, pk)
    batch = _batch_at_work(agency)
    if batch is not None and batch.stage == BatchStage.QUEUED:
        return redirect("life:handover_done", pk, batch.pk)
    receivers = queries.receivers_of(agency, request.day)
    form = _basis_form(request, agency, batch, receivers)
    wrong: dict[int, str] = {}
    if request.method == "POST":
        batch = operations.begin_handover(agency, acting=acting(request))
        try:
            if "basis" in request.POST or "preview" in request.POST:
                done = _save_basis(request, batch, form)
            else:
                wrong = _save_choices(request, batch, receivers)
                done = not wrong
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("life:handover", pk)
        if done:
            if "preview" in request.POST:
                return redirect("life:handover_preview", pk)
            return redirect(request.get_full_path())
    only, after = request.GET.get("only", ""), request.GET.get("after", "")
    context = {
        "agency": agency,
        "batch": batch,
        "held": queries.holdings(agency),
        "receivers": receivers,
        "few": len(receivers) <= FEW,
        "names": {one.pk: one.name for one in receivers} | _chosen_names(batch, request.day),
        "page": queries.open_page(batch, agency, only=only, after=after),
        "only": only,
        "duties": Duty.choices,
        "hindrances": queries.HINDRANCES,
        "form": form,
        "wrong": wrong,
        "typed": request.POST,
        "may_edit": may(request.person, Act.EDIT_AGENCIES, agency, request.day),
        "may_enter": may(request.person, Act.EDIT_TASKS, None, request.day),
    }
    return render(request, "life/handover.html", context, status=422 if wrong or form.errors else 200)


@opens(Act.FOLLOW_TASKS, methods=("GET", "POST"))
def preview(request: Request, pk: int) -> HttpResponse:
    """What will happen, in numbers; then the word that it may."""
    agency = _agency(request, pk)
    batch = _batch_at_work(agency)
    if batch is None:
        return redirect("life:handover", pk)
    if batch.stage == BatchStage.QUEUED:
        return redirect("life:handover_done", pk, batch.pk)
    plan = queries.plan_of(batch, request.day)
    if request.method == "POST":
        try:
            operations.confirm_handover(batch, plan=request.POST.get("plan", ""), acting=acting(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("life:handover_preview", pk)
        return _carry_out(request, batch, len(plan.steps))
    names = names_on(request.day, [receiver for receiver, _all, _joins in plan.by_receiver()])
    context = {
        "agency": agency,
        "batch": batch,
        "plan": plan,
        "lines": [(names[receiver], count, joins) for receiver, count, joins in plan.by_receiver()],
        "left": [(queries.HINDRANCES[why], count) for why, count in plan.left.items()],
        "held": queries.holdings(agency),
    }
    return render(request, "life/handover_preview.html", context)


@opens(Act.FOLLOW_TASKS, methods=("GET", "POST"))
def done(request: Request, pk: int, batch: int) -> HttpResponse:
    """How far a hand-over is, and what came of it. Asking again for one that waits is harmless: it is done once."""
    agency = _agency(request, pk)
    found = get_object_or_404(HandoverBatch.objects.select_related("confirmed_by"), pk=batch, agency=agency)
    if request.method == "POST":
        if found.stage == BatchStage.QUEUED:
            hand_over_all.enqueue(found.pk)
        return redirect("life:handover_done", pk, batch)
    if found.stage == BatchStage.DRAFT:
        return redirect("life:handover", pk)
    rows, after = queries.handed_over(found, request.day, request.GET.get("after", ""))
    context = {"agency": agency, "batch": found, "rows": rows, "after": after, "counts": found.counts}
    if found.counts:
        context["agrees"] = queries.agrees(found.counts)
    return render(request, "life/handover_done.html", context)


def _carry_out(request: Request, batch: HandoverBatch, count: int) -> HttpResponse:
    if count > DIRECTLY:
        hand_over_all.enqueue(batch.pk)
    elif operations.run_handover(batch.pk, acting=acting(request)):
        messages.success(
            request,
            ngettext("Đã chuyển giao %(num)s lượt giao.", "Đã chuyển giao %(num)s lượt giao.", count) % {"num": count},
        )
    return redirect("life:handover_done", batch.agency_id, batch.pk)


def _basis_form(request: Request, agency: Agency, batch: HandoverBatch | None, receivers: list[Agency]) -> BasisForm:
    initial: dict[str, object] = {}
    if batch is not None:
        initial = {"document": batch.document, "reason": batch.reason, "receiver": batch.receiver_id}
    if len(receivers) == 1 and not initial.get("receiver"):
        initial["receiver"] = receivers[0].pk
    asked = "basis" in request.POST or "preview" in request.POST
    offered = Agency.objects.visible_to(request.person, request.day)
    ahead = max([request.day, *(one.valid_from for one in receivers if one.valid_from)])
    return BasisForm(
        request.POST if asked else None, initial=initial, agencies=offered.on(ahead).exclude(pk=agency.pk), day=ahead
    )


def _save_basis(request: Request, batch: HandoverBatch, form: BasisForm) -> bool:
    if not form.is_valid():
        return False
    operations.set_basis(batch, **form.cleaned_data, acting=acting(request))
    if "preview" not in request.POST:
        messages.success(request, _("Đã ghi căn cứ."))
    return True


def _save_choices(request: Request, batch: HandoverBatch, receivers: list[Agency]) -> dict[int, str]:
    """Keep what was chosen row by row, then what was chosen for the picked rows or for the rest. What names nobody
    comes back as it was typed."""
    named = _Names(receivers)
    chosen: dict[int, int | None] = {}
    wrong: dict[int, str] = {}
    for name in request.POST:
        row, typed = name.removeprefix("to-"), request.POST.get(name, "")
        if row == name or not row.isdigit():
            continue
        found = named.find(typed)
        if found is None and typed.strip():
            wrong[int(row)] = _("Không có đơn vị kế thừa “%(text)s”.") % {"text": typed.strip()[:120]}
        else:
            chosen[int(row)] = found.pk if found else None
    everyone = named.find(request.POST.get("receiver", ""))
    picked = [int(one) for one in request.POST.getlist("row") if one.isdigit()]
    if "picked" in request.POST:
        if everyone is None or not picked:
            raise Refused(_("Chọn các dòng và một đơn vị kế thừa có trong danh sách."))
        chosen |= dict.fromkeys(picked, everyone.pk)
    operations.choose(batch, chosen, acting=acting(request))
    if "rest" in request.POST:
        if everyone is None:
            raise Refused(_("Chọn một đơn vị kế thừa có trong danh sách."))
        operations.choose_for_rest(batch, everyone, acting=acting(request))
    if not wrong:
        messages.success(request, _("Đã ghi lựa chọn."))
    return wrong


class _Names:
    """Finds one of the receivers by its id or by its name: with its marks (Văn Lang and Văn Lăng are two communes),
    or without where only one is meant."""

    def __init__(self, receivers: list[Agency]) -> None:
        self.by_id = {str(one.pk): one for one in receivers}
        self.by_key = {name_key(one.name): one for one in receivers}
        self.by_fold: dict[str, list[Agency]] = {}
        for one in receivers:
            self.by_fold.setdefault(fold_in_full(one.name), []).append(one)

    def find(self, typed: str) -> Agency | None:
        """The receiver that is meant; None where it is none, or not one."""
        text = typed.strip()
        if not text:
            return None
        alike = self.by_fold.get(fold_in_full(text), [])
        return self.by_id.get(text) or self.by_key.get(name_key(text)) or (alike[0] if len(alike) == 1 else None)


def _chosen_names(batch: HandoverBatch | None, day: date) -> dict[int, str]:
    return names_on(day, [batch.receiver_id]) if batch is not None and batch.receiver_id else {}


def _agency(request: Request, pk: int) -> Agency:
    named = Agency.objects.named_on(request.day)
    found: Agency = find(request, named, Act.FOLLOW_TASKS, pk=pk)
    return found


def _batch_at_work(agency: Agency) -> HandoverBatch | None:
    return agency.handover_batches.exclude(stage=BatchStage.DONE).first()
