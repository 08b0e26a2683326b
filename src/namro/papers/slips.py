"""The reply slip of an urging letter as a Word file: made from the snapshot's rows, read back when filled in.

One table; each line begins with the number of an assignment in brackets, by which it is known again whatever an office
does to the rest of the file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

HEADS = ("Mã", "Nhiệm vụ", "Kết quả đến nay", "Mức hoàn thành (%)", "Nguyên nhân chậm", "Đề xuất, kiến nghị")
_WIDTHS = (1.6, 7.0, 6.0, 2.0, 4.4, 4.4)  # centimetres of a lying A4 sheet
_CODE = re.compile(r"\[(\d{1,12})\]")
_LARGEST = 20_000_000  # bytes unpacked


@dataclass(frozen=True, slots=True)
class SlipLine:
    """What an agency answers for one assignment."""

    assignment: int
    text: str
    percent: str = ""
    cause: str = ""
    proposal: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anything was written."""
        return bool(self.text or self.percent or self.cause or self.proposal)


class NotASlip(Exception):
    """The file is not a filled slip; `str(error)` says why and what to do."""


def slip_rows(payload: Mapping[str, Any], agency: int | None = None) -> list[Mapping[str, Any]]:
    """The assignments that a letter urges, of one agency or of all."""
    found = [row for row in payload["rows"] if row["counted"] and row["timeliness"] in ("overdue", "due_soon")]
    return [row for row in found if agency is None or row["agency"] == agency]


def make_slip(payload: Mapping[str, Any], letter: str) -> bytes:
    """The empty slip of a letter."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    document.add_paragraph().add_run("PHIẾU TRẢ LỜI").bold = True
    document.add_paragraph(f"{letter}. {payload['directive']['name']}.")
    document.add_paragraph("Ghi vào các cột còn trống; không sửa cột “Mã”. Việc không trả lời thì để trống cả dòng.")
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for row in slip_rows(payload):
        cells = table.add_row().cells
        cells[0].text = f"[{row['id']}]"
        cells[1].text = f"{row['place']}. {row['text']}" if row["place"] else row["text"]
    for row_ in table.rows:
        for cell, width in zip(row_.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def read_slip(data: bytes) -> list[SlipLine]:
    """The lines of a slip that was sent back. Raises NotASlip."""
    from docx import Document

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > _LARGEST:
                raise NotASlip("Tệp phiếu quá lớn. Tải phiếu từ trang này, điền rồi gửi lại.")
        document = Document(BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotASlip("Tệp không phải Word (.docx). Tải phiếu từ trang này, điền rồi gửi lại.") from error
    found = [line for table in document.tables for line in _lines(row.cells for row in table.rows)]
    if not found:
        raise NotASlip("Không thấy cột “Mã” của phiếu trong tệp. Tải phiếu từ trang này, điền rồi gửi lại.")
    return found


def _lines(rows: Iterable[Any]) -> Iterable[SlipLine]:
    for cells in rows:
        texts = [" ".join(cell.text.split()) for cell in cells]
        code = _CODE.fullmatch(texts[0]) if len(texts) == len(HEADS) else None
        if code is not None:
            percent = texts[3].rstrip(" %")
            yield SlipLine(int(code[1]), texts[2], percent, texts[4], texts[5])
