"""The reply slip that goes with an urging letter: a table in Word that the agency fills in, and its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from lxml import etree

from namro.papers.checking.reading import NotWord, W, document_of
from namro.papers.forms_of_papers import styles
from namro.papers.rendering import word_parts
from namro.papers.rendering.prepared import LYING_WIDTH, SAMPLE_MARK, Column, Payload, Row, Table, clean, one_line
from namro.words import day_in_words

MOST_BYTES = 5_000_000
MOST_ROWS = 2_000
MOST_LETTERS = 5_000  # of one answer
_URGED = frozenset({"overdue", "due_soon"})
_ROOM_TO_WRITE = 900  # twentieths of a point that a row is high at least
CODE = "Mã"
# (what the reader calls it, its head, millimetres, how it is set)
COLUMNS = (
    ("code", CODE, 16, "center"),
    ("task", "Nhiệm vụ", 68, "left"),
    ("due", "Hạn", 24, "center"),
    ("result", "Kết quả đến nay", 44, "left"),
    ("cause", "Nguyên nhân", 38, "left"),
    ("proposal", "Đề xuất, kiến nghị", 36, "left"),
    ("committed", "Ngày cam kết hoàn thành", 26, "center"),
)
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n"}
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_DAY_IN_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


class NotASlip(ValueError):
    """The file is no filled reply slip; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a filled slip. `problems` says what could not be read; the answer stays as it was written."""

    assignment: int
    result: str
    cause: str
    proposal: str
    committed: date | None
    problems: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not (self.result or self.cause or self.proposal or self.committed or self.problems)


def render(payload: Payload, agency: int | None = None) -> bytes:
    """The slip for what the letter urges `agency` to, by default the one that it is written to: its code and deadline
    filled in, the answers left free."""
    document = Document()
    styles.base(document)
    styles.add_missing(document)
    _page(document.sections[0])
    head = payload["head"]
    rows = urged(payload, agency or (payload.get("subject") or {}).get("agency"))
    for text, style in (
        ("PHIẾU TRẢ LỜI", "NRKind"),
        ("Kết quả thực hiện nhiệm vụ được đôn đốc", "NRTitle"),
        (_of_letter(head), "NRAccompanies"),
    ):
        document.add_paragraph(text, style=styles.BY_ID[style].name)
    how = (
        f"Đơn vị ghi vào các cột từ “Kết quả đến nay”; ngày ghi dạng ngày/tháng/năm; không sửa cột “{CODE}”. "
        "Việc đã xong ghi số, ngày văn bản hoặc sản phẩm vào cột kết quả. Gửi lại chính tệp này."
    )
    document.add_paragraph(how, style=styles.BY_ID["NRParagraph"].name)
    document.add_paragraph("", style=styles.BY_ID["NRBeforeFoot"].name)
    end = document.element.body.sectPr
    end.addprevious(_table(rows))
    for text, style in (("Người lập phiếu: ……………………………  Điện thoại: …………………", "NRParagraph"),):
        document.add_paragraph(text, style=styles.BY_ID[style].name)
    if payload.get("sample"):
        document.sections[0].footer.paragraphs[0].text = SAMPLE_MARK
    moment = datetime.fromisoformat(payload["moment"]).astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author = "Phiếu trả lời", one_line(head.get("issuer"))
    properties.created = properties.modified = moment
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def urged(payload: Payload, agency: int | None = None) -> list[Mapping[str, Any]]:
    """The assignments that a letter asks about, of one agency or of all: overdue or due soon."""
    return [
        row
        for row in payload["rows"]
        if row.get("counted", True) and row["timeliness"] in _URGED and agency in (None, row["agency"])
    ]


def written_to(payload: Payload) -> set[int]:
    """The agencies that a letter to several goes to: those asked about an assignment, or for a missing report."""
    missing = {one["agency"] for one in payload["lists"]["reports"] if one["state"] == "missing"}
    return {row["agency"] for row in urged(payload)} | missing


def read(data: bytes) -> list[Answer]:
    """The answers of a filled slip, in its order. Raises NotASlip, with words for who sent it."""
    if len(data) > MOST_BYTES:
        raise NotASlip(f"Tệp quá {MOST_BYTES // 1_000_000} MB. Gửi lại phiếu không kèm ảnh; minh chứng gửi riêng.")
    try:
        root = document_of(data, MOST_BYTES * 12)
    except NotWord as error:
        raise NotASlip("Tệp không phải phiếu Word (.docx). Điền vào phiếu đã gửi kèm công văn rồi gửi lại.") from error
    for table in root.iter(f"{W}tbl"):
        rows = [[_cell(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        if rows and (columns := _columns(rows[0])):
            return _answers(rows[1:], columns)
    raise NotASlip(f"Không thấy bảng trả lời có cột “{CODE}” và “Kết quả đến nay”. Điền vào phiếu gửi kèm công văn.")


def _answers(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> list[Answer]:
    if len(rows) > MOST_ROWS:
        raise NotASlip(f"Phiếu có {len(rows)} dòng, nhiều hơn {MOST_ROWS}. Gửi lại đúng phiếu kèm công văn.")
    answers: list[Answer] = []
    for number, cells in enumerate(rows, 1):
        given = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        code = given["code"].strip()
        if not code and not any(value.strip() for name, value in given.items() if name not in {"task", "due"}):
            continue
        if not code.isdecimal():
            raise NotASlip(f"Dòng {number}: mã “{code}” không đúng. Giữ nguyên cột “{CODE}” của phiếu rồi gửi lại.")
        if any(answer.assignment == int(code) for answer in answers):
            raise NotASlip(f"Dòng {number}: mã {code} có hai lần. Mỗi nhiệm vụ ghi một dòng rồi gửi lại.")
        committed, problem = _day(given["committed"])
        result, cause, proposal = (given[name][:MOST_LETTERS] for name in ("result", "cause", "proposal"))
        answers.append(Answer(int(code), result, cause, proposal, committed, (problem,) if problem else ()))
    if not answers:
        raise NotASlip("Phiếu không có dòng nào có mã. Điền vào phiếu gửi kèm công văn rồi gửi lại.")
    return answers


def _day(text: str) -> tuple[date | None, str]:
    """A day as people write it: 30/6/2025, 30-06-2025, ngày 30 tháng 6 năm 2025."""
    if not text.strip():
        return None, ""
    found = _DAY.search(text) or _DAY_IN_WORDS.search(text)
    if found is None:
        return None, f"Không đọc được ngày cam kết “{text.strip()[:40]}”. Ghi dạng ngày/tháng/năm."
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, f"Ngày cam kết “{found.group()}” không có trong lịch."


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Where each column stands, by its head: the agency may have moved or narrowed them. Empty: not our table."""
    places: dict[str, int] = {}
    for at, head in enumerate(heads):
        said = " ".join(head.split()).casefold()
        for name, ours, _, _ in COLUMNS:
            if said == ours.casefold():
                places[name] = at
    needed = {"code", "result", "cause", "proposal", "committed"}
    return places if needed <= places.keys() else {}


def _cell(cell: Any) -> str:
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        lines.append("".join(_SIGNS.get(one.tag, one.text or "") for one in paragraph.iter(f"{W}t", *_SIGNS)))
    return clean("\n".join(lines))


def _of_letter(head: Mapping[str, Any]) -> str:
    issuer = one_line(head.get("issuer_name")) or one_line(head.get("issuer"))
    year = head["year"]
    return f"(Kèm theo Công văn số ……/{one_line(head.get('symbol'))} ngày … tháng … năm {year} của {issuer})"


def _table(rows: Iterable[Mapping[str, Any]]) -> Any:
    columns = tuple(Column(head, "", align, width) for _, head, width, align in COLUMNS)
    assert sum(column.width for column in columns) == LYING_WIDTH
    lines = tuple(
        Row((str(row["id"]), f"{clean(row['text'])}{_place(row)}", _due(row), "", "", "", "")) for row in rows
    )
    xml = "".join(word_parts.table(Table(columns, lines, 11.0)))
    table = parse_xml(xml.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1))
    for properties in table.iter(f"{W}trPr"):
        etree.SubElement(properties, f"{W}trHeight").set(f"{W}val", str(_ROOM_TO_WRITE))
    return table


def _place(row: Mapping[str, Any]) -> str:
    return f" (mục {one_line(row['place'])})" if row.get("place") else ""


def _due(row: Mapping[str, Any]) -> str:
    return day_in_words(date.fromisoformat(row["due"])) if row.get("due") else "không hạn"


def _page(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.footer_distance = Mm(9)
    section.footer.paragraphs[0].style = styles.BY_ID["NRSample"].name
