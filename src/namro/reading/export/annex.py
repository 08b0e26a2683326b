"""The register as an annex in Word, in the form of Decree 30/2020 (annex I, part I, points I and III.1; sample 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from namro.reading.export.register import Entry, Register
from namro.reading.export.word_annex import Column, add_table, add_title, close, new_document

# Of the letter that the annex goes with; the clerk fills it in on paper, an electronic one leaves it (III.1.c).
ACCOMPANIES = "(Kèm theo Văn bản số ……/……… ngày …… tháng …… năm ……… của ……………………………)"

COLUMNS = (
    Column("TT", 11, centred=True),
    Column("Nội dung nhiệm vụ", 104),
    Column("Cơ quan\nchủ trì", 36),
    Column("Cơ quan\nphối hợp", 36),
    Column("Thời hạn", 30),
    Column("Sản phẩm,\nchỉ tiêu", 35),
)


def render(register: Register, made_at: datetime) -> bytes:
    """The bytes of a .docx. The number and day of the letter that it goes with stay blank: the clerk fills them in."""
    document = new_document(f"Danh mục nhiệm vụ: {register.title}", made_at)
    titles = ("Phụ lục", "DANH MỤC NHIỆM VỤ", f"GIAO TẠI {_in_capitals(register)}")
    add_title(document, titles, ACCOMPANIES)
    add_table(document, COLUMNS, [_paragraphs(entry) for entry in register.entries])
    close(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _in_capitals(register: Register) -> str:
    """The document in capitals, but its number as it is: "05/CT-TTg" is not "05/CT-TTG"."""
    number = register.directive.head.number
    if not number:
        return register.title.upper()
    return number.join(part.upper() for part in register.title.split(number))


def _paragraphs(entry: Entry) -> tuple[Sequence[str], ...]:
    when = (*entry.deadline_quotes, *entry.rhythms)
    return (
        [str(entry.number)],
        entry.task.text.split("\n"),
        _listed(entry.leads),
        _listed(entry.coordinators),
        _listed(when),
        _listed(entry.outcome),
    )


def _listed(items: Sequence[str]) -> list[str]:
    """One item a line; all but the last end with a semicolon."""
    return [f"{item};" for item in items[:-1]] + list(items[-1:])
