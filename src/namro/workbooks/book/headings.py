"""What the columns of an office's own workbook are: guessed by the usual headings, said by a person, learnt once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.workbooks.cells import text_of
from namro.workbooks.models import Mapping
from namro.workbooks.sheet import Line, Opened, lines

HEAD_ROWS = 40
SAMPLES = 6

# What a column can be. The order is the one in which a person is asked.
KINDS: dict[str, Promise] = {
    "": gettext_lazy("— bỏ qua —"),
    "text": gettext_lazy("Nội dung nhiệm vụ"),
    "lead": gettext_lazy("Đơn vị chủ trì"),
    "partners": gettext_lazy("Đơn vị phối hợp"),
    "due": gettext_lazy("Thời hạn"),
    "document": gettext_lazy("Văn bản giao (số, ngày)"),
    "document_date": gettext_lazy("Ngày văn bản giao"),
    "product": gettext_lazy("Sản phẩm"),
    "place": gettext_lazy("Mục trong văn bản"),
    "result": gettext_lazy("Kết quả, tiến độ (giữ làm ghi chú)"),
    "note": gettext_lazy("Ghi chú"),
}
NEEDED = ("text", "lead")

# The usual headings, folded; the longest that a heading begins with or holds decides. Taken from tracking tables that
# annexes of directives and offices' own workbooks show.
LEXICON: tuple[tuple[str, str], ...] = (
    ("noi dung nhiem vu", "text"),
    ("ten nhiem vu", "text"),
    ("nhiem vu duoc giao", "text"),
    ("noi dung cong viec", "text"),
    ("noi dung chi dao", "text"),
    ("noi dung giao", "text"),
    ("noi dung", "text"),
    ("cong viec", "text"),
    ("nhiem vu", "text"),
    ("co quan chu tri", "lead"),
    ("don vi chu tri", "lead"),
    ("chu tri", "lead"),
    ("co quan thuc hien", "lead"),
    ("don vi thuc hien", "lead"),
    ("don vi duoc giao", "lead"),
    ("co quan duoc giao", "lead"),
    ("trach nhiem thuc hien", "lead"),
    ("co quan phoi hop", "partners"),
    ("don vi phoi hop", "partners"),
    ("phoi hop", "partners"),
    ("thoi han hoan thanh", "due"),
    ("thoi gian hoan thanh", "due"),
    ("thoi gian thuc hien", "due"),
    ("han hoan thanh", "due"),
    ("han xu ly", "due"),
    ("thoi han", "due"),
    ("thoi gian", "due"),
    ("han", "due"),
    ("ngay van ban", "document_date"),
    ("ngay ban hanh", "document_date"),
    ("van ban giao nhiem vu", "document"),
    ("van ban giao", "document"),
    ("van ban chi dao", "document"),
    ("so van ban", "document"),
    ("so ky hieu", "document"),
    ("can cu", "document"),
    ("van ban", "document"),
    ("san pham", "product"),
    ("ket qua dau ra", "product"),
    ("ket qua thuc hien", "result"),
    ("tinh hinh thuc hien", "result"),
    ("tien do", "result"),
    ("ket qua", "result"),
    ("trang thai", "result"),
    ("ghi chu", "note"),
    ("muc diem khoan", "place"),
    ("muc", "place"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a workbook: its sheet, the row of its headings, these, and some rows to look at."""

    sheet: str
    head: int
    headings: list[str]
    samples: list[list[str]]

    @property
    def fingerprint(self) -> str:
        """By which the same headings are known again, in any workbook."""
        return hashlib.sha256("|".join(fold(one) for one in self.headings).encode()).hexdigest()


def find_table(book: Opened, *, head: int | None = None, sheet: str = "") -> Table:
    """The table of the workbook: the row of `sheet` with the most usual headings, or row `head`."""
    best: tuple[int, str, list[Line], int] | None = None
    for name in [sheet] if sheet in book.names else book.names:
        first = list(islice(lines(book.sheet(name)), HEAD_ROWS))
        for at, line in enumerate(first):
            score = _score(line)
            if head is not None and line.number == head:
                score = 1_000
            if score and (best is None or score > best[0]):
                best = score, name, first, at
    if best is None:
        raise Refused(_("Không thấy bảng nào: cần một dòng tiêu đề có cột nội dung nhiệm vụ và đơn vị."), field="file")
    _score_of_it, name, first, at = best
    headings = [" ".join(text_of(cell).split()) for cell in first[at].cells]
    while headings and not headings[-1]:
        headings.pop()
    samples = [line for line in first[at + 1 :] if not is_numbering(line)]
    return Table(name, first[at].number, headings, [_shown(line, len(headings)) for line in samples[:SAMPLES]])


def guess(headings: Sequence[str]) -> dict[str, str]:
    """What each column is likely to be, each kind once but for notes: place of the column → kind."""
    found: dict[str, str] = {}
    for place, heading in enumerate(headings):
        kind = _kind(heading)
        if kind and (kind in ("result", "note", "partners") or kind not in found.values()):
            found[str(place)] = kind
    return found


def known(table: Table) -> Mapping | None:
    """What was learnt of these headings."""
    return Mapping.objects.filter(fingerprint=table.fingerprint).first()


def check(columns: MappingOf[str, str]) -> None:
    """Raises Refused where a needed column lacks, or two claim to be the one that can only be once."""
    kinds = [kind for kind in columns.values() if kind]
    lacking = [str(KINDS[kind]) for kind in NEEDED if kind not in kinds]
    if lacking:
        raise Refused(_("Chưa chọn cột cho: %(columns)s.") % {"columns": ", ".join(lacking)})
    once = ("text", "due", "document", "document_date", "product", "place")
    twice = [str(KINDS[kind]) for kind in once if kinds.count(kind) > 1]
    if twice:
        raise Refused(_("Chỉ chọn một cột cho: %(columns)s.") % {"columns": ", ".join(twice)})


def is_numbering(line: Line) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3) …"""
    texts = [text_of(cell).strip("()[] .=+") for cell in line.cells if text_of(cell)]
    return len(texts) > 2 and all(text.isdigit() and len(text) < 3 for text in texts)


def _kind(heading: str) -> str:
    folded = fold(heading)
    matches = [(len(words), kind) for words, kind in LEXICON if f" {words} " in f" {folded} "]
    return max(matches)[1] if matches else ""


def _score(line: Line) -> int:
    """How much a row looks like headings: different kinds that it names, in short cells."""
    texts = [text_of(cell) for cell in line.cells]
    kinds = {_kind(text) for text in texts if 0 < len(text) <= 60} - {""}
    return len(kinds) if "text" in kinds and len(kinds) > 1 else 0


def _shown(line: Line, width: int) -> list[str]:
    texts = [text_of(cell)[:120] for cell in line.cells[:width]]
    return texts + [""] * (width - len(texts))
