"""Changing drafts, each under its version: what every act of the desk is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.content import Content
from namro.directives.errors import Stale
from namro.directives.models import Directive, DraftTask, Edit, EditAct, EditedDraft

_KEPT = ("state", "start", "end", "content")  # of a draft, in the history


@dataclass(frozen=True, slots=True)
class Change:
    """What a draft is to become; None for a draft that comes into being (it is saved already)."""

    draft: DraftTask
    version: int | None
    values: dict[str, Any]


def told(draft: DraftTask) -> dict[str, Any]:
    """The draft as the history keeps it."""
    return {name: getattr(draft, name) for name in _KEPT}


def locked(directive: Directive) -> Directive:
    """The directive, held until the transaction ends. Refused where its drafts have become the register."""
    held = Directive.objects.select_for_update().get(pk=directive.pk)
    if not held.is_under_review:
        raise Refused(_("Sổ nhiệm vụ của văn bản này đã lập. Sửa nhiệm vụ ở sổ, kèm lý do và văn bản."))
    return held


def to_content(content: Content) -> dict[str, Any]:
    """The columns of a draft that say the same as its content."""
    return {"content": content.to_json(), "start": content.task.span.start, "end": content.task.span.end}


def apply(
    directive: Directive,
    act: EditAct,
    changes: Sequence[Change],
    *,
    person: Person | None,
    by: Actor,
    at: datetime,
    undoes: Edit | None = None,
) -> Edit:
    """Make the changes, or none of them: Stale where one of the drafts is no longer what the person saw."""
    edit = Edit.objects.create(directive=directive, act=act, at=at, person=person, person_name=by.name, undoes=undoes)
    rows = [_apply_one(edit, change, person, at) for change in changes]
    EditedDraft.objects.bulk_create(rows)
    record(
        by=by,
        at=at,
        act=f"draft.{act}",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        after={"drafts": [row.draft_id for row in rows], "edit": edit.pk},
    )
    return edit


def _apply_one(edit: Edit, change: Change, person: Person | None, at: datetime) -> EditedDraft:
    draft = change.draft
    if change.version is None:
        return EditedDraft(edit=edit, draft=draft, version=draft.version, before=None, after=told(draft))
    before = told(draft)
    changed = DraftTask.objects.filter(pk=draft.pk, version=change.version).update(
        **change.values, version=F("version") + 1, changed_at=at, changed_by=person
    )
    if changed != 1:
        raise stale(draft)
    draft.refresh_from_db()
    return EditedDraft(edit=edit, draft=draft, version=draft.version, before=before, after=told(draft))


def stale(draft: DraftTask) -> Stale:
    """The refusal of an act on a draft that someone else has changed."""
    now = DraftTask.objects.select_related("changed_by").get(pk=draft.pk)
    who = now.changed_by.name if now.changed_by else _("người khác")
    return Stale(
        _("%(who)s vừa sửa nhiệm vụ này. Nội dung vừa nhập chưa lưu và được giữ bên cạnh bản mới.") % {"who": who},
        draft=draft.pk,
    )
