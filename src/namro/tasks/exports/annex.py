"""The register as an annex in Word to a letter, by Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

from namro.reading.export.annex import ACCOMPANIES
from namro.reading.export.word_annex import Column, add_table, add_title, close, new_document
from namro.tasks.exports.lines import Value
from namro.words import day_in_words

MOST_ROWS = 500  # about 80 pages; Word and its reader both get slow beyond
COLUMNS = (
    Column("TT", 11, centred=True),
    Column("Nội dung nhiệm vụ", 96),
    Column("Văn bản giao", 36),
    Column("Cơ quan\nthực hiện", 38),
    Column("Thời hạn", 26),
    Column("Tình trạng", 32),
)


def render(lines: Iterable[tuple[Value, ...]], *, as_of: date, made_at: datetime) -> bytes:
    """The bytes of a .docx with these lines. It is an official paper, so it speaks Vietnamese in any interface."""
    document = new_document("Danh mục nhiệm vụ", made_at)
    title = ("Phụ lục", "DANH MỤC NHIỆM VỤ", f"TÍNH ĐẾN NGÀY {day_in_words(as_of)}")
    add_title(document, title, ACCOMPANIES)
    add_table(document, COLUMNS, [_cells(line) for line in lines])
    close(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _cells(line: tuple[Value, ...]) -> tuple[list[str], ...]:
    number, place, text, directive, agency, duty, _original, due, rhythm, state, *_rest = line
    where = f"{directive}, mục {place}" if place else str(directive)
    when = day_in_words(due) if isinstance(due, date) else str(rhythm or "Không hạn")
    return [str(number)], str(text).split("\n"), [where], [f"{agency} ({duty})"], [when], [str(state)]
