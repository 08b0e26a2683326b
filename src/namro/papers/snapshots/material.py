"""What the words of a paper are drafted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from namro.papers.snapshots.figures import Figures
from namro.papers.snapshots.gathering import Named
from namro.papers.snapshots.head import Issuer
from namro.papers.snapshots.rows import Row


@dataclass
class Material:
    """Counted rows and lists, figures, and who writes to whom."""

    directive: dict[str, Any]
    period: dict[str, Any]
    moment: datetime
    since: datetime
    next_until: date
    issuer: Issuer
    receiver: str
    rows: list[Row]
    lists: Mapping[str, list[Row]]
    figures: Figures
    agencies: dict[int, Named]  # that lead something counted, in the order of the tree
    sections: dict[str, str]
    unit: str = ""  # that drafts, in short
    addressee: Named | None = None  # the one agency that the paper is about
    extension: Row | None = None
    reply_by: date | None = None
    findings: list[str] = field(default_factory=list)

    @property
    def counted(self) -> list[Row]:
        """Rows that figures count."""
        return [row for row in self.rows if row["counted"]]

    def standing(self, *timeliness: str) -> list[Row]:
        """Counted rows that stand so."""
        return [row for row in self.rows if row["timeliness"] in timeliness]

    @property
    def overdue(self) -> list[Row]:
        """Overdue rows, the longest first."""
        return sorted(self.standing("overdue"), key=lambda row: (row["due"], row["number"], row["id"]))
