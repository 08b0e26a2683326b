"""An agency's answer to an urging letter: each line becomes an update of its assignment, all or none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.directives import storage
from namro.directives.forms_of_files import DOCX
from namro.directives.operations.intake import NewFile
from namro.life import operations as life
from namro.life.operations.acting import Acting
from namro.papers.models import Paper, ReplyLine, ReplySlip
from namro.papers.operations.drafting import log
from namro.papers.rendering.reply_slips import urged
from namro.papers.slips import SlipLine
from namro.tasks.models import Assignment


class BadLine(Refused):
    """One line cannot become an update. Nothing was sent; `assignment` is whose line it is."""

    def __init__(self, assignment: int, refusal: Refused) -> None:
        super().__init__(str(refusal), field=f"{refusal.field or 'text'}_{assignment}")
        self.assignment = assignment


@transaction.atomic
def reply(
    paper: Paper, lines: Sequence[SlipLine], *, agency: Agency, file: NewFile | None = None, acting: Acting
) -> ReplySlip:
    """Send the filled lines of a slip, for an agency to which the paper went."""
    filled = [line for line in lines if line.is_filled]
    is_ours = paper.agency == agency or paper.addressees.filter(agency=agency).exists()
    if not paper.is_issued or not is_ours:
        raise Refused(_("Chỉ trả lời công văn đã ban hành gửi đơn vị mình."))
    if not filled:
        raise Refused(_("Phiếu chưa ghi gì. Ghi kết quả của ít nhất một việc."))
    asked = {row["id"] for row in urged(paper.snapshot.payload, agency.pk)}
    strange = [line.assignment for line in filled if line.assignment not in asked]
    if strange:
        raise Refused(
            _("Phiếu có mã [%(code)d] không thuộc công văn này. Tải lại phiếu rồi điền.") % {"code": strange[0]}
        )
    found = Assignment.objects.in_bulk([line.assignment for line in filled])
    slip = ReplySlip.objects.create(
        paper=paper,
        agency=agency,
        original=storage.keep(file.data, form=DOCX, at=acting.at) if file else None,
        file_name=file.name[:255] if file else "",
        at=acting.at,
        by=acting.person,
        by_name=acting.by.name,
    )
    for line in filled:
        try:
            made = life.make_update(found[line.assignment], _update(line), version=None, acting=acting)
        except Refused as refusal:
            raise BadLine(line.assignment, refusal) from refusal
        ReplyLine.objects.create(slip=slip, assignment=found[line.assignment], update_made=made)
    log(paper, "replied", by=acting.by, at=acting.at, after={"slip": slip.pk, "lines": len(filled)})
    return slip


def _update(line: SlipLine) -> life.NewUpdate:
    if line.percent and not line.percent.isdecimal():
        raise Refused(
            _("Mức hoàn thành là số nguyên từ 0 đến 100; đã ghi “%(value)s”.") % {"value": line.percent},
            field="percent",
        )
    return life.NewUpdate(
        line.text,
        percent=int(line.percent) if line.percent else None,
        cause=line.cause,
        proposal=line.proposal,
    )
