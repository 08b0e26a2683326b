"""A snapshot's payload made ready to print: every sentence whole, every cell a text, every width fixed.

Word and PDF draw the same prepared paper, so the two cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from namro.papers.rendering.columns import fit
from namro.papers.rendering.errors import MissingFigure, MissingTable
from namro.papers.rendering.faces import width

Payload = Mapping[str, Any]

ANNEX_ONLY = frozenset({"annex"})  # goes with another's letter: no letterhead, no signature
ONE_PAGE = frozenset({"brief"})
SIZE, LEAST_SIZE = 14.0, 13.0  # points of the text (Appendix I, II.6.e)
LINE, SINGLE = 1.15, 1.0  # lines
SAMPLE_MARK = "Số liệu minh họa"
NUMBER_BLANK = " " * 8  # the clerk writes the number in (Decree 30/2020/NĐ-CP, Article 15)
DAY_BLANK = MONTH_BLANK = " " * 4
SIGNER_UNKNOWN = "." * 30  # nobody is known to hold the post: a line to fill, and a finding of the snapshot
TEXT_WIDTH = 165.0  # millimetres between the margins of a standing page, 30 and 15
LYING_WIDTH = 252.0
ISSUER_SIDE, NATION_SIDE = 71.0, 94.0  # the letterhead's two columns
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_RULE_PART = 0.42  # of the line above it: a third to a half (Appendix I, II.2.b and II.5.b)
_TITLE_ROOM = 150.0  # what a title may take before it breaks
_CLINGING = frozenset({"số", "ngày", "tháng", "năm", "của", "về", "tại", "và", "-"})  # no line ends with these
_OPEN = frozenset({"của", "về", "trong", "đến"})  # a line may well begin with these
_COMMON_WORDS = {"ỦY BAN NHÂN DÂN": "UBND", "UỶ BAN NHÂN DÂN": "UBND", "HỘI ĐỒNG NHÂN DÂN": "HĐND"}
NOTHING = "Không có"
END = "./."
NUMBER_OF_DOCUMENT = re.compile(r"(\d+/[\w./-]*\w)|.", re.DOTALL)
_DASHED = re.compile(r"^[-–•+*]\s*")
_LOOSE_END = re.compile(r"[\s./;,:]+$")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    group: str  # the head over several columns, "" for none
    align: str  # left | center | right
    width: float  # millimetres


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]  # one text alone: a line across the table
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float  # points of its letters
    title: str = ""
    has_total: bool = False  # the last row is the sum

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)


@dataclass(frozen=True, slots=True)
class Block:
    key: str
    style: str
    text: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    label: str  # "Phụ lục I"
    title: str
    accompanies: str
    lying: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    kind: str
    moment: datetime
    sample: bool
    superior: str
    issuer: str
    symbol: str
    number: str  # the blank where it is not given
    place: str
    day: str
    month: str
    year: str
    kind_name: str  # "" for an official letter
    title: str
    subject_line: str  # "V/v …", "" for what has a name
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]  # "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"
    signer_title: str
    signer_name: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    size: float = SIZE  # points of the text
    line: float = LINE  # height of its lines

    @property
    def is_letter(self) -> bool:
        return bool(self.subject_line)

    @property
    def has_text(self) -> bool:
        """Whether something stands before the annexes; a kind that is only an annex may have no more."""
        return self.kind not in ANNEX_ONLY or bool(self.blocks)

    @property
    def name(self) -> str:
        """What the file is called in its properties."""
        return " ".join((self.subject_line or f"{self.kind_name}: {self.title}".strip(": ")).split())


def prepare(payload: Payload, body: Sequence[Mapping[str, Any]], *, number: str = "", on: date | None = None) -> Paper:
    """The paper of this payload with these words. Raises MissingFigure or MissingTable, never leaves a number blank."""
    head = payload["head"]
    signature = head.get("signature") or {}
    paper_number = _number(number)
    lines = tuple(_blocks(payload, body, TEXT_WIDTH))
    annexes = payload.get("annexes") or []
    return Paper(
        kind=payload["kind"],
        moment=datetime.fromisoformat(payload["moment"]),
        sample=bool(payload.get("sample")),
        superior=shortened(one_line(head.get("superior"))),
        issuer=one_line(head.get("issuer")),
        symbol=one_line(head.get("symbol")) or "……",
        number=paper_number or NUMBER_BLANK,
        place=one_line(head.get("place")) or "……………",
        day=f"{on.day:02d}" if on else DAY_BLANK,
        month=_month(on) if on else MONTH_BLANK,
        year=str(on.year if on else head["year"]),
        kind_name=one_line(head.get("kind_name")),
        title="\n".join(balanced(clean(head.get("title")))),
        subject_line="\n".join(balanced(one_line(head.get("subject_line")), ISSUER_SIDE - 5, 12)),
        addressees=tuple(one_line(one).rstrip(" ;.,") for one in head.get("addressees") or ()),
        recipients=_recipients(head.get("recipients") or (), head.get("archive")),
        authority=tuple(one_line(line) for line in clean(signature.get("authority")).split("\n") if line.strip()),
        signer_title=one_line(signature.get("title")),
        signer_name=one_line(signature.get("name")) or SIGNER_UNKNOWN,
        blocks=_ended(lines),
        annexes=tuple(_annex(payload, annex, len(annexes), paper_number, on) for annex in annexes),
    )


def text_of(block: Mapping[str, Any], payload: Payload) -> str:
    """A block's sentence: as the officer left it, or its runs with their figures. Raises MissingFigure."""
    if block.get("text") is not None:
        return clean(block["text"])
    return clean("".join(_runs(block.get("runs") or (), payload, f"mục {block.get('key', '?')}")))


def clean(text: object) -> str:
    """Text that a page can bear: composed letters, no control signs; lines stay lines."""
    given = normalize("NFC", "" if text is None else str(text)).replace("\r\n", "\n").replace("\t", " ")
    if not given.isprintable():
        given = "".join(letter for letter in given if letter.isprintable() or letter == "\n")
    return given.strip()


def one_line(text: object) -> str:
    return " ".join(clean(text).split())


def in_capitals(text: str) -> str:
    """In capitals, but the numbers of documents as they are: "05/CT-TTg" is not "05/CT-TTG".

    >>> in_capitals("Danh mục nhiệm vụ tại Chỉ thị số 05/CT-TTg")
    'DANH MỤC NHIỆM VỤ TẠI CHỈ THỊ SỐ 05/CT-TTg'
    """
    return NUMBER_OF_DOCUMENT.sub(lambda found: found[1] or found[0].upper(), text)


def listed(names: Sequence[str]) -> list[str]:
    """One a line: all but the last end with a semicolon, the last with a full stop (Decree 30, Appendix I, II.9.d)."""
    return [f"{name}{'.' if at == len(names) else ';'}" for at, name in enumerate(names, 1)]


def balanced(text: str, room: float = _TITLE_ROOM, size: float = 14) -> list[str]:
    """A title in as few lines as fit, of like length; lines that it has already stay.

    >>> balanced("Tình hình thực hiện Chỉ thị số 07/CT-UBND ngày 10/3/2025 của UBND tỉnh An Lâm tháng 6 năm 2025")
    ['Tình hình thực hiện Chỉ thị số 07/CT-UBND ngày 10/3/2025', 'của UBND tỉnh An Lâm tháng 6 năm 2025']
    """
    if "\n" in text:
        return text.split("\n")
    words = text.split(" ")
    whole = width(text, size, bold=True)
    if whole <= room or len(words) < 2:
        return [text]
    aim = whole / -(-whole // room)
    lines, line = [], words[0]
    for word in words[1:]:
        now, then = width(line, size, bold=True), width(f"{line} {word}", size, bold=True)
        breaks = (
            then > room or (then > aim and abs(now - aim) <= abs(then - aim)) or (now > aim * 0.85 and word in _OPEN)
        )
        if breaks and line.split(" ")[-1] not in _CLINGING:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}"
    return [*lines, line]


def rule_lengths(paper: Paper) -> dict[str, float]:
    """Millimetres of the rules under issuer, motto and title: they follow from the text above them."""
    title = max(width(line, 14, bold=True) for line in paper.title.split("\n"))
    return {
        "issuer": min(width(paper.issuer, 12, bold=True), ISSUER_SIDE) * _RULE_PART,
        "motto": width(MOTTO, 13, bold=True),
        "title": min(title, _TITLE_ROOM) * _RULE_PART,
    }


def shortened(superior: str) -> str:
    """The superior's name with its common words shortened (Appendix I, II.2.a)."""
    for long, short in _COMMON_WORDS.items():
        superior = superior.replace(long, short)
    return superior


def _number(number: str) -> str:
    """Numbers below 10 take a zero before them (Appendix I, II.3.c)."""
    plain = one_line(number).split("/")[0].strip()
    return f"{int(plain):02d}" if plain.isdecimal() else plain


def _month(on: date) -> str:
    return f"{on.month:02d}" if on.month < 3 else str(on.month)


def _recipients(names: Iterable[str], archive: str | None) -> tuple[str, ...]:
    """The lines under "Nơi nhận", the last of them "Lưu: VT, …" (Appendix I, II.9.d)."""
    lines = [one_line(name).lstrip("- ").rstrip(" ;.") for name in names]
    last = one_line(archive).lstrip("- ").rstrip(" ;.") or "Lưu: VT"
    return tuple(listed([*(line for line in lines if not line.startswith("Lưu:")), last]))


def _blocks(payload: Payload, body: Iterable[Mapping[str, Any]], room: float) -> Iterable[Block]:
    for block in body:
        if block["style"] == "table":
            place = f"mục {block.get('key', '?')}"
            yield Block(block.get("key", ""), "table", table=table_of(payload, block["table"], place, room))
            continue
        for line in text_of(block, payload).split("\n"):
            if line.strip():
                yield Block(block.get("key", ""), block["style"], _dashed(line) if block["style"] == "dash" else line)


def _dashed(line: str) -> str:
    """A line of a list begins with a dash, whoever wrote it (Appendix I, V.8 shows it)."""
    return f"- {_DASHED.sub('', line)}"


def _ended(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The text ends with "./." once, on its last line; after a table the sign stands alone."""
    if not blocks:
        return blocks
    last = blocks[-1]
    if last.style == "table":
        return (*blocks, Block("end", "end", END))
    return (*blocks[:-1], Block(last.key, last.style, _LOOSE_END.sub("", last.text) + END))


def _annex(payload: Payload, annex: Mapping[str, Any], count: int, number: str, on: date | None) -> Annex:
    label = (
        "Phụ lục" if count == 1 and payload["kind"] != "annex" else f"Phụ lục {one_line(annex.get('number'))}".strip()
    )
    lying = annex.get("orientation") == "landscape"
    room = LYING_WIDTH if lying else TEXT_WIDTH
    blocks = list(_blocks(payload, annex.get("body") or (), room))
    if annex.get("table"):
        table = table_of(payload, annex["table"], label, room)
        blocks.append(Block(label, "table", table=replace(table, title="")))  # the annex bears the title
    return Annex(
        label,
        in_capitals(clean(annex["title"])),
        one_line(annex.get("accompanies")) or _accompanies(payload, number, on),
        lying,
        (*blocks, Block("end", "end", END)),
    )


def _accompanies(payload: Payload, number: str, on: date | None) -> str:
    """What the annex goes with (Appendix I, III.1.c; sample 2.1): the clerk fills in number and day."""
    head = payload["head"]
    name = one_line(head.get("kind_name"))
    of = name.capitalize() if name and name != "PHỤ LỤC" else ("Công văn" if head.get("subject_line") else "Văn bản")
    symbol = one_line(head.get("symbol")) or "………"
    day, month, year = (f"{on.day:02d}", _month(on), str(on.year)) if on else ("…", "…", str(head["year"]))
    issuer = one_line(head.get("issuer_name")) or one_line(head.get("issuer"))
    return f"(Kèm theo {of} số {number or '……'}/{symbol} ngày {day} tháng {month} năm {year} của {issuer})"


def table_of(payload: Payload, key: str, place: str, room: float = LYING_WIDTH) -> Table:
    """The table of that name, its cells as text. Raises MissingTable or MissingFigure."""
    table = (payload.get("tables") or {}).get(key)
    if table is None:
        raise MissingTable(key, place)
    keys = [column["key"] for column in table["columns"]]
    rows = [_row(payload, row, keys, place) for row in table["rows"]]
    if table.get("total"):
        rows.append(_row(payload, table["total"], keys, place, bold=True))
    if not table["rows"]:
        rows.insert(0, Row((NOTHING,)))
    size = 12.0 if len(keys) <= 7 else 11.0
    columns = table["columns"]
    widths = fit(
        [(one_line(column.get("name")), column.get("align", "left"), column.get("width")) for column in columns],
        [row.cells for row in rows if len(row.cells) == len(keys)],
        room,
        size,
    )
    drawn = tuple(
        Column(one_line(column.get("name")), one_line(column.get("group")), column.get("align", "left"), width)
        for column, width in zip(columns, widths, strict=True)
    )
    return Table(drawn, tuple(rows), size, clean(table.get("title")), bool(table.get("total")))


def _row(payload: Payload, row: Mapping[str, Any], keys: Sequence[str], place: str, *, bold: bool = False) -> Row:
    """A row's texts. A row with "heading" is a line across the table, that names the rows after it."""
    if "heading" in row:
        return Row((_cell(payload, row["heading"], place),), bold=True)
    return Row(tuple(_cell(payload, row.get(key), place) for key in keys), bold=bold or bool(row.get("bold")))


def _cell(payload: Payload, cell: Any, place: str) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, Mapping):
        return clean(cell)
    if "runs" in cell:
        return clean("".join(_runs(cell["runs"], payload, place)))
    if "f" in cell:
        return _figure(payload, cell["f"], place)
    return clean(cell.get("text"))


def _runs(runs: Iterable[Any], payload: Payload, place: str) -> Iterable[str]:
    for run in runs:
        yield _figure(payload, run["f"], place) if isinstance(run, Mapping) else str(run)


def _figure(payload: Payload, key: str, place: str) -> str:
    figure = payload["figures"].get(key)
    text = None if figure is None else figure.get("text")
    if not text:
        raise MissingFigure(key, place)
    return str(text)
