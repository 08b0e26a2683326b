"""Papers before and after one another."""

from __future__ import annotations

from datetime import datetime

from namro.agencies.models import Agency
from namro.directives.models import Directive
from namro.life.models import Extension
from namro.papers.models import Paper, Stage


def paper_before(
    kind: str,
    directive: Directive,
    moment: datetime,
    *,
    agency: Agency | None = None,
    extension: Extension | None = None,
) -> Paper | None:
    """The last issued paper of the same kind about the same, whose figures are older than `moment`."""
    found = Paper.objects.filter(
        kind=kind, directive=directive, agency=agency, extension=extension, stage=Stage.ISSUED, moment__lt=moment
    )
    return found.select_related("snapshot").order_by("-moment", "-pk").first()


def compared_with(paper: Paper) -> Paper | None:
    """The paper that this one is compared with: the one it corrects, else the one before it."""
    if paper.corrects_id is not None:
        return Paper.objects.select_related("snapshot").get(pk=paper.corrects_id)
    return paper_before(paper.kind, paper.directive, paper.moment, agency=paper.agency, extension=paper.extension)
