"""What is looked at before a paper goes to be signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.directives.forms_of_files import PDF
from namro.papers.checking import examine
from namro.papers.models import Paper
from namro.papers.printing import printed
from namro.papers.queries.sums import disagreements
from namro.signing import sentences
from namro.signing.apart import examine_apart
from namro.signing.roots import roots_in


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at: whether it is right, and what is not."""

    words: str
    ok: bool
    points: tuple[str, ...] = ()


def checks(paper: Paper) -> list[Looked]:
    """The form by Decree 30 on the Word file as it would go out, and whether the sums agree."""
    return [_form(paper), _sums(paper), *_signature(paper)]


def _form(paper: Paper) -> Looked:
    try:
        file = printed(paper, "docx")
    except Refused as refusal:
        return Looked(_("Chưa in được văn bản"), False, (str(refusal),))
    found = examine(file, paper.kind)
    wrong = tuple(
        f"{one.name}: {one.detail} ({one.article})" if one.detail else one.name for one in found if not one.ok
    )
    told = {"ok": len(found) - len(wrong), "all": len(found)}
    return Looked(_("Thể thức Nghị định 30/2020: %(ok)d trên %(all)d mục đạt") % told, not wrong, wrong)


def _signature(paper: Paper) -> list[Looked]:
    """Who signed the file that came back, and whether its content is what was printed."""
    if paper.signed is None or paper.signed.form != PDF or not paper.signed.path.exists():
        return []
    roots = roots_in(settings.SIGNING_ROOTS)
    found = examine_apart(printed(paper, "pdf"), paper.signed.path.read_bytes(), roots=roots)
    points = [*sentences.told(found), *(word for one in found.signers for word in sentences.told_of(one))]
    return [Looked(str(sentences.verdict(found)), bool(found.is_accepted), tuple(map(str, points)))]


def _sums(paper: Paper) -> Looked:
    wrong = tuple(disagreements(paper.snapshot.payload))
    return Looked(_("Có số cộng không khớp") if wrong else _("Mọi số cộng khớp với bảng và Phụ lục"), not wrong, wrong)
