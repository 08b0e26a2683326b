"""The desk, and the acts at it. Each act answers with the desk anew; without htmx, with a way back to the card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Group
from namro.agencies.views.form_page import posted
from namro.directives import operations
from namro.directives.content import Content
from namro.directives.doers import members_of
from namro.directives.dues import day_of
from namro.directives.errors import Stale
from namro.directives.forms.draft import DUTY_NAMES, DraftForm
from namro.directives.models import Directive, DraftTask, Edit, ReadingState
from namro.directives.operations.desk import read_of, waiting_beside
from namro.directives.queries.desk import Desk, desk_of
from namro.directives.queries.differences import differences
from namro.directives.queries.naming import doer_names
from namro.directives.queries.pictures import has_pages
from namro.directives.spreading import alike
from namro.help.walks import DESK, walk_for

FORM = ("GET", "POST")
POST = ("POST",)


@opens(Act.SEE_DIRECTIVES)
def directive(request: Request, pk: int) -> HttpResponse:
    """The desk for who reviews it, as long as it is under review; else the document's page."""
    shown = get_object_or_404(Directive.objects.visible_to(request.person, request.day), pk=pk)
    may_review = may(request.person, Act.REVIEW_DIRECTIVES, shown, request.day)
    if not (shown.is_under_review and may_review):
        return _document_page(request, shown, may_review=may_review)
    desk = desk_of(shown, request.person)
    if not desk.parts:
        return render(request, "directives/being_read.html", {"directive": shown, "reading": desk.newest})
    return _desk_page(request, desk)


@opens(Act.REVIEW_DIRECTIVES)
def progress(request: Request, pk: int) -> HttpResponse:
    """How far the reading is; the page asks again until it is over, then goes to the desk.

    It goes there by an answer to a last question: one that is asked again and again would stop the desk from coming.
    """
    shown = _find(request, pk)
    reading = shown.readings.light().filter(annex=None).last()
    if reading is not None and reading.state == ReadingState.DONE and (not request.htmx or "over" in request.GET):
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = reverse("directives:directive", args=[pk])
        return response if request.htmx else redirect("directives:directive", pk)
    return render(request, "directives/progress.html", {"directive": shown, "reading": reading})


@opens(Act.REVIEW_DIRECTIVES, methods=POST)
def confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm the drafts sent as "id:version"."""
    shown = _find(request, pk)
    return _act(request, shown, lambda who: operations.confirm_drafts(shown, _versions(request), **who))


@opens(Act.REVIEW_DIRECTIVES, methods=POST)
def drop(request: Request, pk: int, draft: int) -> HttpResponse:
    one = _draft(request, pk, draft)
    return _act(request, one.directive, lambda who: operations.drop_draft(one, version=_version(request), **who))


@opens(Act.REVIEW_DIRECTIVES, methods=POST)
def reopen(request: Request, pk: int, draft: int) -> HttpResponse:
    one = _draft(request, pk, draft)
    return _act(request, one.directive, lambda who: operations.reopen_draft(one, version=_version(request), **who))


@opens(Act.REVIEW_DIRECTIVES, methods=FORM)
def split(request: Request, pk: int, draft: int) -> HttpResponse:
    """Split at a place in the text; asked without one, offer the places where a sentence or an item begins."""
    one = _draft(request, pk, draft)
    if request.method == "GET":
        text = read_of(one.reading).source.text
        return render(request, "directives/split.html", {"draft": one, "places": list(_places(text, one))})
    return _act(
        request,
        one.directive,
        lambda who: operations.split_draft(one, version=_version(request), at_offset=_number(request, "at"), **who),
    )


@opens(Act.REVIEW_DIRECTIVES, methods=POST)
def merge(request: Request, pk: int, draft: int) -> HttpResponse:
    """Merge with the draft that follows."""
    one = _draft(request, pk, draft)
    following = one.directive.drafts.filter(pk=_number(request, "following")).first()
    if following is None:
        return _act(request, one.directive, _refuse(_("Không có nhiệm vụ liền sau để gộp.")))
    versions = (_version(request), _number(request, "following_version"))
    return _act(request, one.directive, lambda who: operations.merge_drafts(one, following, versions=versions, **who))


@opens(Act.REVIEW_DIRECTIVES, methods=POST)
def undo(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)
    return _act(request, shown, lambda who: operations.undo(shown, **who))


@opens(Act.REVIEW_DIRECTIVES, methods=FORM)
def new_draft(request: Request, pk: int) -> HttpResponse:
    """A task from words of the document: selected on the sheet, or typed in as they stand there."""
    shown = _find(request, pk)
    if request.method == "GET":
        return render(request, "directives/new_draft.html", {"directive": shown})
    part = _number(request, "part")
    reading = shown.readings.light().select_related("annex").filter(state=ReadingState.DONE)
    used = shown.drafts.filter(part=part).values_list("reading", flat=True).first()
    where = next((one for one in reading if one.pk == used), None) or next(
        (one for one in reversed(reading) if one.part == part), None
    )
    if where is None:
        return _act(request, shown, _refuse(_("Chưa đọc xong tệp này.")))
    start, end = _stretch(request, read_of(where).source.text)
    return _act(request, shown, lambda who: operations.add_draft(shown, where, start=start, end=end, **who))


@opens(Act.REVIEW_DIRECTIVES, methods=FORM)
def edit(request: Request, pk: int, draft: int) -> HttpResponse:
    """The form of a draft; a save that comes too late shows both versions, and the next one counts."""
    one = _draft(request, pk, draft)
    content = Content.from_json(one.content)
    others = alike(content, (Content.from_json(other.content) for other in waiting_beside(one)))
    form = DraftForm(posted(request), directive=one.directive, content=content, version=one.version, others=others)
    newer: Stale | None = None
    if request.method == "POST" and form.is_valid():
        try:
            version, content = form.cleaned_data["version"], form.result()
            done = operations.change_draft(one, version=version, content=content, spread=form.spread, **_who(request))
        except Stale as stale:
            newer = stale
            form.now_of_version(DraftTask.objects.get(pk=one.pk).version)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _answer(request, one.directive, done, opened=one.pk)
    context: dict[str, Any] = {"form": form, "draft": one, "directive": one.directive, "newer": newer}
    if newer is not None:
        context["theirs"] = desk_of(one.directive, request.person).card_of(one.pk)
    template = "directives/edit_form.html" if request.htmx else "directives/edit.html"
    response = render(request, template, context, status=409 if newer else 422 if form.errors else 200)
    if request.method == "POST":  # the form again, in its card; only what was saved answers with the whole desk
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = f"#n{one.pk}", "innerHTML"
    return response


@opens(Act.REVIEW_DIRECTIVES)
def members(request: Request, pk: int, group: int) -> HttpResponse:
    """The agencies that a collective addressee means on the day of the document."""
    shown = get_object_or_404(Group, pk=group)
    return render(request, "directives/members.html", {"members": members_of(shown, day_of(_find(request, pk)))})


@opens(Act.REVIEW_DIRECTIVES)
def suggest_doers(request: Request) -> HttpResponse:
    """Agencies and groups, while someone types."""
    options = doer_names(request.person, request.day, request.GET.get("q", "")[:120])
    return render(request, "directives/suggestions.html", {"options": options})


@opens(Act.REVIEW_DIRECTIVES, methods=POST)
def read_again(request: Request, pk: int) -> HttpResponse:
    """Have the document read by today's reader; what people made stands."""
    shown = _find(request, pk)
    operations.request_reading(shown, at=request.now)
    return redirect("directives:directive", pk)


@opens(Act.REVIEW_DIRECTIVES)
def newer_reading(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)
    return render(request, "directives/differences.html", {"directive": shown, "differences": differences(shown)})


def _document_page(request: Request, shown: Directive, *, may_review: bool) -> HttpResponse:
    context = {
        "directive": shown,
        "annexes": shown.annexes.all(),
        "relations": shown.relations.select_related("other"),
        "cited_by": shown.cited_by.select_related("directive"),
        "overseers": shown.overseers.select_related("person", "field"),
        "has_pages": has_pages(shown.original),
        "may_review": may_review,
        "may_see_tasks": may(request.person, Act.SEE_TASKS, None, request.day),
        "may_draft_papers": may(request.person, Act.DRAFT_PAPERS, None, request.day),
    }
    return render(request, "directives/directive.html", context)


def _desk_page(
    request: Request, desk: Desk, *, opened: int | None = None, notice: str = "", said: str = "", status: int = 200
) -> HttpResponse:
    template = "directives/desk_body.html" if request.htmx else "directives/desk.html"
    context = {"desk": desk, "directive": desk.directive, "opened": opened, "notice": notice, "said": said}
    context["duty_names"] = DUTY_NAMES
    context |= {"walk": DESK, "stops": () if request.htmx else walk_for(request.person, DESK)}
    return render(request, template, context, status=status)


def _act(request: Request, shown: Directive, do: Callable[[dict[str, Any]], Edit]) -> HttpResponse:
    try:
        done = do(_who(request))
    except Refused as refusal:
        opened = refusal.draft if isinstance(refusal, Stale) else None
        desk = desk_of(Directive.objects.get(pk=shown.pk), request.person)
        return _desk_page(request, desk, opened=opened, notice=str(refusal), status=409)
    return _answer(request, shown, done)


def _answer(request: Request, shown: Directive, done: Edit, *, opened: int | None = None) -> HttpResponse:
    """The desk after an act, at the card that was `opened`, by default the first that the act touched."""
    touched = [edited.draft_id for edited in done.drafts.order_by("draft__part", "draft__start", "draft_id")]
    desk = desk_of(Directive.objects.get(pk=shown.pk), request.person)
    said = ""
    if opened is None:
        opened = next((pk for pk in touched if (card := desk.card_of(pk)) and card.number), None)
    elif more := len(touched) - 1:
        said = ngettext(
            "Đã làm như vậy ở %(count)s nhiệm vụ khác. Phím Z hoàn tác tất cả.",
            "Đã làm như vậy ở %(count)s nhiệm vụ khác. Phím Z hoàn tác tất cả.",
            more,
        ) % {"count": more}
    if request.htmx:
        return _desk_page(request, desk, opened=opened, said=said)
    anchor = f"#n{opened}" if opened else ""
    return redirect(reverse("directives:directive", args=[shown.pk]) + anchor)


def _refuse(message: str) -> Callable[[dict[str, Any]], Edit]:
    def refuse(who: dict[str, Any]) -> Edit:
        raise Refused(message)

    return refuse


def _find(request: Request, pk: int) -> Directive:
    found: Directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    return found


def _draft(request: Request, pk: int, draft: int) -> DraftTask:
    drafts = DraftTask.objects.filter(directive=_find(request, pk)).select_related("directive", "reading__annex")
    return get_object_or_404(drafts.defer("reading__result"), pk=draft)


def _who(request: Request) -> dict[str, Any]:
    return {"person": request.person, "by": request.actor, "at": request.now}


def _number(request: Request, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdigit() and len(sent) < 10 else 0


def _version(request: Request) -> int:
    return _number(request, "version")


def _versions(request: Request) -> dict[int, int]:
    pairs = (sent.partition(":") for sent in request.POST.getlist("draft"))
    return {int(pk): int(version) for pk, _mark, version in pairs if pk.isdigit() and version.isdigit()}


def _stretch(request: Request, text: str) -> tuple[int, int]:
    words = request.POST.get("words", "").strip()
    if not words:
        return _number(request, "start"), _number(request, "end")
    start = text.find(words.replace("\r\n", "\n"))
    return (start, start + len(words)) if start >= 0 else (0, 0)


def _places(text: str, draft: DraftTask) -> Any:
    """Where a second task may begin in the draft's words: after a sentence, a semicolon or a line."""
    for at in range(draft.start + 1, draft.end):
        if text[at - 1] == "\n" or (text[at - 1] == " " and text[at - 2] in ".;:"):
            yield at, text[at : min(draft.end, at + 80)]
