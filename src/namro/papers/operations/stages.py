"""A paper's way: draft, checked by another, issued with number and date, and locked; a correction is a new paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from namro.access.policy import Act
from namro.agencies.errors import Refused
from namro.directives import storage
from namro.directives.operations.intake import NewFile
from namro.life.operations.acting import Acting, allowed
from namro.life.operations.evidence import form_of_evidence
from namro.papers.kinds import PaperKind
from namro.papers.models import OfficeTemplate, Paper, PaperAddressee, Stage
from namro.papers.operations.drafting import again, draft, hold, log
from namro.papers.operations.editing import add_paragraph
from namro.papers.rendering.reply_slips import written_to
from namro.words import day_in_words

_NUMBER = re.compile(r"\d{1,6}[a-z]?\Z")
SIGNED_FORMS = ("pdf", "docx", "jpeg", "png")


@transaction.atomic
def check(paper: Paper, *, version: int, acting: Acting) -> None:
    """Say that the paper is right. Not by who drafted it or wrote in it; the template is fixed with it."""
    held = hold(paper, version=version)
    acting = allowed(acting, Act.CHECK_PAPERS, held)
    _at_stage(held, Stage.DRAFT)
    if acting.person.pk in _writers(held):
        raise Refused(_("Không ai kiểm tra văn bản do chính mình lập hoặc sửa. Chuyển người khác kiểm tra."))
    template = OfficeTemplate.objects.in_use().filter(kind=held.kind).first()
    held.stage, held.checked_at, held.checked_by, held.template = Stage.CHECKED, acting.at, acting.person, template
    _save(held, "stage", "checked_at", "checked_by", "template")
    log(held, "checked", by=acting.by, at=acting.at, after={"snapshot": held.snapshot.sha256})


@transaction.atomic
def back_to_draft(paper: Paper, *, reason: str, version: int, acting: Acting) -> None:
    """It is not right yet, and why: by who checks, or by who drafts."""
    held = hold(paper, version=version)
    acting = allowed(acting, Act.CHECK_PAPERS, held)
    _at_stage(held, Stage.CHECKED)
    if not reason.strip():
        raise Refused(_("Ghi điều cần sửa."), field="reason")
    held.stage, held.checked_at, held.checked_by, held.template = Stage.DRAFT, None, None, None
    _save(held, "stage", "checked_at", "checked_by", "template")
    log(held, "sent_back", by=acting.by, at=acting.at, after={"reason": reason.strip()})


@transaction.atomic
def issue(paper: Paper, *, number: str, issued_on: date, signed: NewFile | None, version: int, acting: Acting) -> None:
    """Write down the number and date that the clerk gave. From here on it is locked."""
    held = hold(paper, version=version)
    acting = allowed(acting, Act.ISSUE_PAPERS, held)
    if held.is_issued:
        raise Refused(_twice(held))
    _at_stage(held, Stage.CHECKED)
    number = number.strip()
    if not _NUMBER.match(number):
        raise Refused(
            _("Số văn bản là chữ số, như 45; đã nhập “%(number)s”. Phần /%(symbol)s có sẵn.")
            % {"number": number, "symbol": held.symbol},
            field="number",
        )
    if not timezone.localdate(held.moment) <= issued_on <= acting.day:
        raise Refused(
            _("Ngày ban hành phải từ %(first)s (ngày chốt số liệu) đến hôm nay; đã nhập %(day)s.")
            % {"first": day_in_words(timezone.localdate(held.moment)), "day": day_in_words(issued_on)},
            field="issued_on",
        )
    held.stage, held.issued_at, held.issued_by = Stage.ISSUED, acting.at, acting.person
    held.number, held.issued_on, held.issued_year = number, issued_on, issued_on.year
    _keep_signed(held, signed, acting.at)
    try:
        with transaction.atomic():
            fields = ("stage", "issued_at", "issued_by", "number", "issued_on", "issued_year", "signed", "signed_name")
            _save(held, *fields)
    except IntegrityError:
        raise _known(held) from None
    if held.kind == PaperKind.URGING and held.agency_id is None:
        agencies = sorted(written_to(held.snapshot.payload))
        PaperAddressee.objects.bulk_create(PaperAddressee(paper=held, agency_id=agency) for agency in agencies)
    log(held, "issued", by=acting.by, at=acting.at, after={"number": held.full_number, "issued_on": issued_on})


@transaction.atomic
def add_signed(paper: Paper, *, signed: NewFile, acting: Acting) -> None:
    """The signed file of an issued paper, where it came after the number. Once."""
    held = hold(paper)
    acting = allowed(acting, Act.ISSUE_PAPERS, held)
    _at_stage(held, Stage.ISSUED)
    if held.signed_id is not None:
        raise Refused(_("Văn bản đã có bản ký; bản đã lưu không thay được."), field="documents")
    _keep_signed(held, signed, acting.at)
    held.save(update_fields=("signed", "signed_name"))
    log(held, "signed_file_added", by=acting.by, at=acting.at, after={"sha256": held.signed and held.signed.sha256})


@transaction.atomic
def drop(paper: Paper, *, reason: str, version: int, acting: Acting) -> None:
    """Leave a draft that is not needed. It stays in the list of dropped ones."""
    held = hold(paper, version=version)
    acting = allowed(acting, Act.DRAFT_PAPERS, held)
    _at_stage(held, Stage.DRAFT)
    if not reason.strip():
        raise Refused(_("Ghi lý do bỏ dự thảo."), field="reason")
    held.stage = Stage.DROPPED
    _save(held, "stage")
    log(held, "dropped", by=acting.by, at=acting.at, after={"reason": reason.strip()})


@transaction.atomic
def correct(paper: Paper, *, moment: datetime, acting: Acting) -> Paper:
    """A draft that corrects an issued paper and names it. The issued one stays as it is."""
    held = hold(paper)
    acting = allowed(acting, Act.DRAFT_PAPERS, held)
    _at_stage(held, Stage.ISSUED)
    if held.corrected_by.exclude(stage=Stage.DROPPED).exists():
        raise Refused(_("Đã có văn bản đính chính văn bản này."))
    made = draft(replace(again(held, moment), corrects=held), person=acting.person, by=acting.by, at=acting.at)
    name_corrected(made, held, acting)
    return made


def name_corrected(made: Paper, held: Paper, acting: Acting) -> None:
    """The correction says which paper it stands in place of: its own first paragraph, as an officer's."""
    payload = made.snapshot.payload
    opening = next((block["key"] for block in payload["body"] if block["style"] == "opening"), "")
    with translation.override("vi"):  # words of the paper, whatever language the officer reads
        kind = str(PaperKind(held.kind).label)
    named = f"{kind[:1].lower()}{kind[1:]} số {held.full_number} ngày {day_in_words(held.issued_on)}"
    told = f"Văn bản này thay thế {named}."
    add_paragraph(made, told, style="paragraph", after=opening, acting=acting)


def _writers(held: Paper) -> set[int | None]:
    return {held.drafted_by_id, *held.edits.values_list("by", flat=True)}


def _at_stage(held: Paper, stage: Stage) -> None:
    if held.stage != stage:
        raise Refused(
            _("Văn bản %(now)s; việc này chỉ làm khi văn bản %(needed)s.")
            % {"now": held.get_stage_display(), "needed": stage.label}
        )


def _save(held: Paper, *fields: str) -> None:
    held.version += 1
    held.save(update_fields=(*fields, "version"))


def _keep_signed(held: Paper, signed: NewFile | None, at: datetime) -> None:
    if signed is None:
        return
    form = form_of_evidence(signed)
    if form not in SIGNED_FORMS:
        raise Refused(
            _("Bản đã ký là tệp PDF, .docx hoặc ảnh; tệp %(name)s không phải.") % {"name": signed.name},
            field="documents",
        )
    held.signed, held.signed_name = storage.keep(signed.data, form=form, at=at), signed.name[:255]


def _twice(held: Paper) -> str:
    return _("Văn bản này đã ban hành: số %(number)s ngày %(day)s. Có sai sót thì lập văn bản đính chính.") % {
        "number": held.full_number,
        "day": day_in_words(held.issued_on),
    }


def _known(held: Paper) -> Refused:
    """Which rule of the database refused it, in words."""
    issued = Paper.objects.filter(stage=Stage.ISSUED, issuer=held.issuer_id)
    same_number = issued.filter(symbol=held.symbol, issued_year=held.issued_year, number=held.number).first()
    if same_number is not None:
        return Refused(
            _("Số %(number)s đã cấp trong năm %(year)d cho: %(title)s. Kiểm tra sổ văn bản đi.")
            % {"number": held.full_number, "year": held.issued_year, "title": same_number.title},
            field="number",
        )
    same = issued.filter(kind=held.kind, directive=held.directive_id, period=held.period, corrects=None)
    if held.extension_id is not None:
        same = issued.filter(extension=held.extension_id, corrects=None)
    before = same.first()
    if before is None:
        return Refused(_("Văn bản này không ban hành được vì trái với dữ liệu đã có. Mở lại trang."))
    return Refused(
        _("Đã ban hành cho %(what)s: số %(number)s ngày %(day)s. Có sai sót thì lập văn bản đính chính.")
        % {"what": held.period or _("việc này"), "number": before.full_number, "day": day_in_words(before.issued_on)}
    )
