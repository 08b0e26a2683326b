"""An office's own Word templates: checked when they come, used when somebody says so, kept for what was printed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives import storage
from namro.directives.forms_of_files import DOCX
from namro.directives.operations.intake import NewFile
from namro.papers.kinds import PaperKind
from namro.papers.models import OfficeTemplate
from namro.papers.rendering import check_template


class BadTemplate(Refused):
    """The file cannot be a template. `faults` says each fault with its field and place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(_("Mẫu chưa dùng được; sửa các điểm dưới đây rồi tải lên lại."), field="documents")
        self.faults = faults


@transaction.atomic
def bring_template(kind: str, file: NewFile, *, person: Person, by: Actor, at: datetime) -> OfficeTemplate:
    """Keep a template that has no fault which would stop a paper from being printed."""
    faults = [told for told, blocks in findings(kind, file.data) if blocks]
    if faults:
        raise BadTemplate(faults)
    made = OfficeTemplate.objects.create(
        kind=kind,
        original=storage.keep(file.data, form=DOCX, at=at),
        file_name=file.name[:255],
        brought_at=at,
        brought_by=person,
    )
    _log(made, "brought", by=by, at=at)
    return made


@transaction.atomic
def put_to_use(template: OfficeTemplate, *, person: Person, by: Actor, at: datetime) -> None:
    """Print papers of its kind with it from now on; the one before rests. What was checked keeps its own."""
    held = OfficeTemplate.objects.select_for_update().get(pk=template.pk)
    if held.is_in_use:
        raise Refused(_("Mẫu này đang dùng."))
    OfficeTemplate.objects.in_use().filter(kind=held.kind).update(in_use_until=at)
    held.in_use_since, held.in_use_until, held.put_to_use_by = at, None, person
    held.save(update_fields=("in_use_since", "in_use_until", "put_to_use_by"))
    _log(held, "put_to_use", by=by, at=at)


@transaction.atomic
def take_out_of_use(template: OfficeTemplate, *, by: Actor, at: datetime) -> None:
    """Go back to the shipped template."""
    if OfficeTemplate.objects.in_use().filter(pk=template.pk).update(in_use_until=at) != 1:
        raise Refused(_("Mẫu này không còn dùng."))
    _log(template, "taken_out_of_use", by=by, at=at)


def findings(kind: str, data: bytes) -> list[tuple[str, bool]]:
    """What is wrong with a template, in words with field and place; and whether it stops it."""
    return [
        (": ".join(part for part in (one.place, one.message) if part), one.blocks) for one in check_template(kind, data)
    ]


def _log(template: OfficeTemplate, act: str, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        at=at,
        act=f"paper_template.{act}",
        thing="paper_template",
        thing_id=template.pk,
        thing_name=f"{PaperKind(template.kind).label}: {template.file_name}",
        after={"sha256": template.original.sha256},
    )
