"""A paper as its page shows it: the sheet with its figures as links. From the snapshot and the edits alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from namro.papers.bodies import Block, Payload, Run, linked

SHOWN_ROWS = 60  # of one annex on the page; the files have them all


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a figure that leads to what it counts."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    pieces: tuple[Piece, ...]
    align: str
    span: int = 1
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    cells: tuple[Cell, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A head over one column, or over several with their own below."""

    name: str
    span: int = 1
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, of which `more` rows are left out on the page."""

    name: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    widths: tuple[int, ...] = ()  # of the columns, in hundredths of the table
    more: int = 0

    @property
    def has_groups(self) -> bool:
        """Whether some columns stand under one head."""
        return any(head.below for head in self.heads)


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph or table of the body, ready for the page."""

    block: Block
    pieces: tuple[Piece, ...] = ()
    table: Table | None = None
    changed: bool = False  # since the paper before


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex, ready for the page."""

    label: str
    title: str
    accompanies: str
    is_lying: bool
    table: Table | None
    paragraphs: tuple[tuple[Piece, ...], ...]


def sheet(payload: Payload, found: Iterable[Block], changed: frozenset[str]) -> list[Shown]:
    """The body. A paragraph is changed where one of its figures is among `changed` since the paper before."""
    return [_shown(block, payload, changed) for block in found]


def annexes(payload: Payload, *, most: int | None = SHOWN_ROWS) -> list[Annex]:
    """The annexes; of each table the first `most` rows."""
    given = payload.get("annexes") or []
    return [_annex(payload, one, len(given), most) for one in given]


def recipients(payload: Payload) -> list[str]:
    """The lines under "Nơi nhận"."""
    head = payload["head"]
    return [one.strip(" -;.") for one in (*(head.get("recipients") or ()), head.get("archive") or "Lưu: VT")]


def pieces(runs: Iterable[Run], payload: Payload) -> tuple[Piece, ...]:
    """Runs for the page."""
    return tuple(_piece(run, payload) for run in runs)


def _piece(run: Run, payload: Payload) -> Piece:
    if isinstance(run, str):
        return Piece(run)
    key = run["f"]
    return Piece(run.get("text") or str(payload["figures"][key]["text"]), key if key in payload["figures"] else "")


def _shown(block: Block, payload: Payload, changed: frozenset[str]) -> Shown:
    keys = [key for key, _text in (block.figures if block.text is not None else block.proposed_figures)]
    if block.is_table:
        given = payload["tables"][block.table]
        keys = sorted(_figures_of_table(given))
        return Shown(block, table=_table(payload, given, None), changed=not changed.isdisjoint(keys))
    runs = block.runs if block.text is None else linked(block.text, block.figures)
    return Shown(block, pieces(runs, payload), changed=not changed.isdisjoint(keys))


def _figures_of_table(table: Mapping[str, Any]) -> set[str]:
    rows = [*table["rows"], table.get("total") or {}]
    return {cell["f"] for row in rows for cell in row.values() if isinstance(cell, Mapping) and "f" in cell}


def _annex(payload: Payload, annex: Mapping[str, Any], count: int, most: int | None) -> Annex:
    label = "Phụ lục" if count == 1 and payload["kind"] != "annex" else f"Phụ lục {annex.get('number', '')}".strip()
    table = _table(payload, payload["tables"][annex["table"]], most) if annex.get("table") else None
    paragraphs = tuple(pieces(block.get("runs", ()), payload) for block in annex.get("body") or ())
    return Annex(
        label,
        annex["title"],
        annex.get("accompanies") or "",
        annex.get("orientation") == "landscape",
        table,
        paragraphs,
    )


def _table(payload: Payload, table: Mapping[str, Any], most: int | None) -> Table:
    columns = table["columns"]
    rows = table["rows"] if most is None else table["rows"][:most]
    lines = [_line(payload, row, columns) for row in rows]
    more = len(table["rows"]) - len(rows)
    if table.get("total") and not more:
        lines.append(_line(payload, table["total"], columns, bold=True))
    return Table(str(table.get("title") or ""), tuple(_heads(columns)), tuple(lines), _widths(columns), more)


def _widths(columns: list[Mapping[str, Any]]) -> tuple[int, ...]:
    given = [column.get("width") for column in columns]
    if not all(given):
        return ()
    padded = [one + 2 for one in given]  # type: ignore[operator]  # for what stands around the text
    return tuple(round(100 * one / sum(padded)) for one in padded)


def _heads(columns: Iterable[Mapping[str, Any]]) -> Iterable[Head]:
    heads: list[Head] = []
    for column in columns:
        group = column.get("group") or ""
        if group and heads and heads[-1].below and heads[-1].name == group:
            last = heads.pop()
            heads.append(Head(group, last.span + 1, (*last.below, column["name"])))
        else:
            heads.append(Head(group, 1, (column["name"],)) if group else Head(column["name"]))
    return heads


def _line(payload: Payload, row: Mapping[str, Any], columns: list[Mapping[str, Any]], *, bold: bool = False) -> Line:
    if "heading" in row:
        return Line((Cell(_cell(payload, row["heading"]), "left", span=len(columns)),), bold=True)
    cells = tuple(Cell(_cell(payload, row.get(one["key"])), one.get("align", "left")) for one in columns)
    return Line(cells, bold=bold or bool(row.get("bold")))


def _cell(payload: Payload, cell: Any) -> tuple[Piece, ...]:
    if cell is None:
        return ()
    if not isinstance(cell, Mapping):
        return (Piece(str(cell)),)
    if "runs" in cell:
        return pieces(cell["runs"], payload)
    return (_piece({"f": cell["f"]}, payload),) if "f" in cell else (Piece(str(cell.get("text") or "")),)
