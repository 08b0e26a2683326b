"""The rows of an office's own workbook as tasks to be: checked, their doers resolved, the bad ones told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.imports.workbook import cell_name
from namro.agencies.operations import note_unresolved
from namro.agencies.queries import resolving
from namro.directives.models import Directive
from namro.tasks.models import Duty, Task
from namro.words import day_in_words
from namro.workbooks import models, queue
from namro.workbooks.book import headings
from namro.workbooks.book.values import Cited, cited_in, due_of
from namro.workbooks.cells import NotSuch, text_of
from namro.workbooks.models import Brought, State
from namro.workbooks.sheet import Line, Opened, lines

BATCH = 500
SIGN_EVERY = 500
PRODUCT, PLACE = 400, 60


def read(brought: Brought, mark: str, at: datetime) -> None:
    """Read the rows by the mapping and keep the preview."""
    rows = _Rows(brought, timezone.localdate(at))
    kept: list[models.Line] = []
    for line in rows.lines():
        kept.append(line)
        if len(kept) % SIGN_EVERY == 0:
            queue.progress(brought.pk, mark, min(90, len(kept) * 90 // settings.MAX_IMPORT_ROWS))
    with transaction.atomic():
        brought.lines.all().delete()
        models.Line.objects.bulk_create(kept, BATCH)
        for name, day in sorted(rows.unresolved.items()):
            note_unresolved(name, day=day, seen_in=brought.file_name, at=at)
        told = brought.told | {"headings_skipped": rows.skipped}
        queue.finish(brought, mark, State.READY, told=told)


@dataclass(slots=True)
class _Row:
    """A row while it is checked."""

    line: Line
    refusals: list[dict[str, str]] = field(default_factory=list)

    def refuse(self, place: int, reason: str) -> None:
        self.refusals.append({"cell": cell_name(place, self.line.number), "reason": reason})


class _Rows:
    """The rows of one workbook, with what has to be known to judge them."""

    def __init__(self, brought: Brought, day: date) -> None:
        told = brought.told
        self._brought, self._day = brought, day
        self._sheet, self._head = told["sheet"], told["head"]
        self._places: dict[str, list[int]] = {}  # of the columns of each kind
        for place, kind in sorted((int(place), kind) for place, kind in told["columns"].items()):
            self._places.setdefault(kind, []).append(place)
        default = told.get("default")
        self._default = Cited(default["kind"], default["number"], _iso(default["issued_date"])) if default else None
        self._resolve = resolving.Resolver()
        self._resolved: dict[tuple[str, date], resolving.Resolution] = {}
        self._here: dict[tuple[str, date | None], Directive | None] = {}
        self._texts: dict[int, set[str]] = {}
        self._seen: dict[tuple[Any, ...], int] = {}
        self.skipped = 0
        self.unresolved: dict[str, date] = {}

    def lines(self) -> Iterator[models.Line]:
        """Each row that is a task, judged."""
        count = 0
        for line in lines(Opened(self._brought.original.path).sheet(self._sheet)):
            if line.number <= self._head or headings.is_numbering(line):
                continue
            if self._is_heading(line):
                self.skipped += 1
                continue
            count += 1
            if count > settings.MAX_IMPORT_ROWS:
                raise Refused(
                    _("Bảng có hơn %(most)s dòng. Tách thành nhiều tệp.") % {"most": settings.MAX_IMPORT_ROWS}
                )
            yield self._judged(_Row(line))

    def _is_heading(self, line: Line) -> bool:
        """A row that only groups others: "II. Lĩnh vực đất đai", without anyone to do it."""
        filled = {text_of(cell) for place, cell in enumerate(line.cells) if text_of(cell) and place not in line.lost}
        has_doer = any(self._values(line, "lead")) or any(self._values(line, "due"))
        return len(filled) <= 2 and not has_doer

    def _judged(self, row: _Row) -> models.Line:
        line = row.line
        text = self._text(row, "text", most=20_000)
        if not text:
            row.refuse(self._place("text"), _("Thiếu nội dung nhiệm vụ."))
        cited, directive = self._document(row)
        issued = cited.issued_date if cited else None
        day = issued or self._day
        due, is_routine = self._due(row, issued)
        leads = self._doers(row, "lead", day)
        partners = self._doers(row, "partners", day)
        if not leads:
            row.refuse(self._place("lead"), _("Thiếu đơn vị chủ trì."))
        doers = [*leads, *partners]
        content: dict[str, Any] = {
            "text": text,
            "kind": "routine" if is_routine else "followed",
            "product": self._text(row, "product", most=PRODUCT),
            "place": self._text(row, "place", most=PLACE),
            "due_date": due.isoformat() if due else None,
            "document": _told(cited),
            "directive": directive.pk if directive else None,
            "doers": doers,
            "notes": self._notes(line),
        }
        self._refuse_known(row, content, directive)
        waits = any(doer["agency"] is None and doer["group"] is None for doer in doers)
        outcome = models.Line.Outcome.REFUSED if row.refusals else models.Line.Outcome.GOOD
        if waits and not row.refusals:
            outcome = models.Line.Outcome.WAITING
        return models.Line(
            brought=self._brought,
            sheet=self._sheet[:60],
            row=line.number,
            content=content,
            refusals=row.refusals,
            outcome=outcome,
        )

    def _document(self, row: _Row) -> tuple[Cited | None, Directive | None]:
        values = self._values(row.line, "document")
        if not values:
            if self._default is None:
                row.refuse(self._place("document", "text"), _("Không ghi văn bản giao, và chưa chọn văn bản chung."))
                return None, None
            cited = self._default
        else:
            place, value = values[0]
            days = self._values(row.line, "document_date")
            try:
                cited = cited_in(value, days[0][1] if days else None) or Cited("", "", None)
            except NotSuch as reason:
                row.refuse(place, str(reason))
                return None, None
        directive = self._directive(cited)
        if directive is not None:
            cited = Cited(cited.kind, cited.number, directive.issued_date)
            if directive.is_under_review and directive.original_id is not None:
                row.refuse(self._place("document", "text"), _("Văn bản này đang rà soát: thêm nhiệm vụ ở bàn rà soát."))
        elif cited.issued_date is None:
            row.refuse(self._place("document", "text"), _("Thiếu ngày của văn bản %(n)s.") % {"n": cited.number})
        return cited, directive

    def _directive(self, cited: Cited) -> Directive | None:
        key = cited.number, cited.issued_date
        if key not in self._here:
            found = Directive.objects.filter(number=cited.number)
            if cited.issued_date is not None:
                found = found.filter(issued_date=cited.issued_date)
            two = list(found[:2])
            # A number without its day is only known where one document bears it.
            self._here[key] = two[0] if two and (cited.issued_date is not None or len(two) == 1) else None
        return self._here[key]

    def _due(self, row: _Row, issued: date | None) -> tuple[date | None, bool]:
        values = self._values(row.line, "due")
        if not values:
            return None, False
        place, value = values[0]
        try:
            due = due_of(value)
        except NotSuch as reason:
            row.refuse(place, str(reason))
            return None, False
        if due.day and issued and due.day < issued:
            row.refuse(place, _("Hạn không thể trước ngày ban hành %(day)s.") % {"day": day_in_words(issued)})
        return due.day, due.is_routine

    def _doers(self, row: _Row, kind: str, day: date) -> list[dict[str, Any]]:
        duty = Duty.LEAD if kind == "lead" else Duty.COORDINATE
        found: dict[str, dict[str, Any]] = {}
        for _place, value in self._values(row.line, kind):
            for name in self._names(text_of(value), day):
                resolved = self._resolution(name, day)
                meant = resolved.candidates[0] if resolved.agency or resolved.group else None
                if meant is None:
                    self.unresolved.setdefault(name, day)
                found[name] = {
                    "duty": str(duty),
                    "name": name,
                    "agency": meant.agency if meant else None,
                    "group": meant.group if meant else None,
                    "found": meant.name if meant else "",
                    "reason": resolved.reason[:300],
                }
        return list(found.values())

    def _names(self, text: str, day: date) -> list[str]:
        """The bodies that a cell lists. A comma may stand within a name, so the longest known one is taken."""
        names: list[str] = []
        for piece in (one.strip(" .-+•*") for one in text.replace("\n", ";").split(";")):
            if not piece:
                continue
            if "," not in piece or self._is_known(piece, day):
                names.append(piece)
                continue
            parts = [one.strip() for one in piece.split(",") if one.strip()]
            at = 0
            while at < len(parts):
                longest = next(
                    (to for to in range(len(parts), at, -1) if self._is_known(", ".join(parts[at:to]), day)), at + 1
                )
                names.append(", ".join(parts[at:longest]))
                at = longest
        return names

    def _is_known(self, name: str, day: date) -> bool:
        found = self._resolution(name, day)
        return found.agency is not None or found.group is not None

    def _resolution(self, name: str, day: date) -> resolving.Resolution:
        key = name, day
        if key not in self._resolved:
            self._resolved[key] = self._resolve(name, day)
        return self._resolved[key]

    def _refuse_known(self, row: _Row, content: dict[str, Any], directive: Directive | None) -> None:
        """The same task twice: in the register, or above in this file."""
        folded = fold(content["text"])
        place = self._place("text")
        if directive is not None:
            if directive.pk not in self._texts:
                texts = Task.objects.filter(directive=directive).values_list("text", flat=True)
                self._texts[directive.pk] = {fold(text) for text in texts}
            if folded in self._texts[directive.pk]:
                row.refuse(place, _("Nhiệm vụ này đã có trong sổ, cùng văn bản."))
                return
        names = tuple(sorted(doer["name"] for doer in content["doers"]))
        key = folded, names, str(content["document"]), content["due_date"]
        if key in self._seen:
            row.refuse(place, _("Trùng dòng %(row)s.") % {"row": self._seen[key]})
        else:
            self._seen[key] = row.line.number

    def _notes(self, line: Line) -> str:
        heads = self._brought.told["headings"]
        told = [(place, value) for kind in ("result", "note") for place, value in self._values(line, kind)]
        return "; ".join(f"{heads[place]}: {text_of(value)}" for place, value in told)[:2000]

    def _text(self, row: _Row, kind: str, *, most: int) -> str:
        values = self._values(row.line, kind)
        text = text_of(values[0][1]) if values else ""
        if len(text) > most:
            row.refuse(
                values[0][0], _("Dài %(length)s ký tự; nhiều nhất %(most)s.") % {"length": len(text), "most": most}
            )
        return text[:most]

    def _values(self, line: Line, kind: str) -> Sequence[tuple[int, Any]]:
        """The cells of a kind in a row, with their places."""
        places, cells = self._places.get(kind, ()), line.cells
        return [(place, cells[place]) for place in places if place < len(cells) and text_of(cells[place])]

    def _place(self, *kinds: str) -> int:
        """Where a column of the first of these kinds stands."""
        return next((self._places[kind][0] for kind in kinds if kind in self._places), 0)


def _told(cited: Cited | None) -> dict[str, Any] | None:
    if cited is None:
        return None
    told = asdict(cited)
    return told | {"issued_date": cited.issued_date.isoformat() if cited.issued_date else None}


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
