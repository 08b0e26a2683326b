"""Which lines of a row are which cell, where the cells of a table stand one under the other.

Every way to cut the lines into the columns has a price: a cell must open as its column asks, and lines that break in
mid-name or mid-sentence belong together. The cheapest is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from namro.reading.folding import fold
from namro.reading.lexicon import alternation, words
from namro.reading.name_ends import opens_name
from namro.reading.sources.plain.lines import Line

_FULL = 0.85  # of the width: so long is a line before a word that found no room
_WIDE = 0.6
_TIME = re.compile(
    r"(?:thường|h[àằ]ng|định kỳ|năm|tháng|quý|trước|đến|từ|giai đoạn|theo|sau|trong|ngay|chậm|hoàn thành|liên tục|\d)"
)
_DECIDES = re.compile(
    r"(?:các )?(?:cấp|chính phủ|quốc hội|thủ tướng|bộ|ubnd|ủy ban|chủ tịch|hđnd|hội đồng|ban|giám đốc)(?!\w)"
)
_OUTPUT = re.compile(
    rf"(?:các |dự thảo )?(?:{alternation(words('results', 'output'))}|văn bản|hoạt động|hệ thống|công văn|đề xuất"
    r"|hội nghị|hồ sơ|kết quả|tài liệu)(?!\w)"
)
# a line that ends so goes on in the next: "Bộ Khoa học và", "Các bộ,", "Bộ"
_LEFT_OPEN = re.compile(
    r"[,;/(-]$|(?<!\w)(?:và|của|các|với|về|cho|tại|theo|thuộc|trực|hoặc|từ|đến|trong|do|là|để"
    r"|(?<!ngang )(?<!cán )bộ|(?<!cơ )sở|ban|(?<!tỉnh )(?<!thành )(?<!đảng )(?<!cấp )ủy"
    r"|ủy ban|ubnd|(?<!quốc )(?<!xã )hội|viện|cục|(?<!nội )(?<!dịch )(?<!nhiệm )vụ|đại học|thủ tướng|chủ tịch"
    r"|ban chỉ đạo|ban chỉ huy|(?<!chương )(?<!quy )(?<!công )trình"
    r"|quyết|(?<!đề )(?<!kiến )nghị|(?<!pháp )luật|số|(?<!hằng )(?<!hàng )(?:năm|tháng|quý)|giai đoạn)$"
)
# a cell that a page broke in the middle of a name: "Ủy ban nhân dân các tỉnh, thành" + "phố trực thuộc trung ương"
_UNFINISHED = re.compile(r"(?<!\w)(?:thành|trực|trung|liên|ngang|cơ|đơn|địa|tổ|nhân|có|có liên|tỉnh, thành phố)$")
_NO_WAY = 10_000.0
_NONE = (_NO_WAY, 0)
_OF_EMPTY = {"task": _NO_WAY, "leads": 5.0, "coordinators": 3.0, "time": 3.0, "product": 3.0}  # else 2
_OPENING_LINES = 3  # of a cell: in so many stands what it opens with
_WORST_CELL = 3.0  # dearer cells than this on the average are no row of the table


@dataclass(frozen=True)
class Columns:
    """The columns beside that of the numbers: what each holds, and how wide that of the tasks is."""

    fields: Sequence[str]
    width: int

    @cached_property
    def task(self) -> int:
        """Which of them holds the task."""
        return list(self.fields).index("task")

    @cached_property
    def beside(self) -> Columns:
        """Those that stand after the task's."""
        return Columns(self.fields[self.task + 1 :], self.width)

    @cached_property
    def twice(self) -> Columns:
        """The same for a task with two lines of what stands beside it: two results, each with its day."""
        return Columns([*self.fields, *self.beside.fields], self.width)

    def is_wide(self, line: Line) -> bool:
        """Whether a line is so long that hardly any but the task's can be."""
        return len(line.text) > self.width * _WIDE


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the following line had hardly found room in a line."""
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width * _FULL


class Cut(NamedTuple):
    """The lines of a row as one cell a column, the lines after the last, and the price; no cells where none fit."""

    cells: list[list[Line]] | None
    left: list[Line]
    price: float


def cut(lines: list[Line], columns: Columns, *, broken: bool) -> Cut:
    """The cheapest way to cut the lines.

    `broken`: the row goes on over the page, so that any of its cells may end in the midst of a name.
    """
    row = _Row(lines, columns, left_open=1.0 if broken else 3.0)
    dearest = _WORST_CELL * len(columns.fields)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # by column, by end: the price so far, the cell's start
    for nth, field in enumerate(columns.fields):
        ways: dict[int, tuple[float, int]] = {}
        inside = row.inside(field)
        for start, (price, _) in sorted(best[nth].items()):
            empty = price + _OF_EMPTY.get(field, 2.0)
            if empty <= dearest and empty < ways.get(start, _NONE)[0]:
                ways[start] = empty, start
            if start == len(lines):
                continue
            price += row.opening(field, start) + (row.breaks[start] if nth else 0.0) - inside[start]
            for end in row.ends[bisect_right(row.ends, start) :]:
                if (way := price + inside[end - 1]) > dearest:  # the sums only grow
                    break
                if end not in ways or way < ways[end][0]:
                    ways[end] = way, start
        best.append(ways)
    # what is left over at the foot of a page has its price too
    count = len(lines)
    price, last = min(
        ((way + (2.0 + row.breaks[end] if end < count else 0.0), end) for end, (way, _) in best[-1].items()),
        default=_NONE,
    )
    if price > dearest:
        return Cut(None, [], _NO_WAY)
    cells: list[list[Line]] = []
    end = last
    for nth in range(len(columns.fields), 0, -1):
        start = best[nth][end][1]
        cells.insert(0, lines[start:end])
        end = start
    return Cut(cells, lines[last:], price)


class _Row:
    """The lines of a row with the prices of cutting them here or there."""

    def __init__(self, lines: list[Line], columns: Columns, *, left_open: float) -> None:
        self._words = fold("\n".join(line.text for line in lines)).split("\n")
        opened = [False, *(_LEFT_OPEN.search(words) is not None for words in self._words)]
        full = [False, *(is_full(*pair, columns.width) for pair in pairwise(lines))]
        capital = [not line.text[0].islower() for line in lines]
        # of a cell that begins at a line: it opens with a capital or a figure, and the line before is not left open
        self.breaks = [0.0]
        # of no cell beginning at a line, in the task and elsewhere; each the sum up to there
        in_task, in_cell = [0.0], [0.0]
        for at in range(1, len(lines)):
            self.breaks.append((0.0 if capital[at] else 4.0) + (left_open if opened[at] else 0.0))
            in_task.append(in_task[-1] + (0.0 if full[at] else 2.0))
            clean = lines[at].text[0].isalnum() and capital[at] and not opened[at]
            in_cell.append(in_cell[-1] + (1.5 if clean else 0.0) + (1.0 if columns.is_wide(lines[at]) else 0.0))
        self._in_task, self._in_cell = in_task, in_cell
        self.ends = [at for at in range(len(lines)) if capital[at] or not (opened[at] or full[at])] + [len(lines)]
        self._openings: dict[tuple[str, int], float] = {}

    def inside(self, field: str) -> list[float]:
        """The sums of what it costs that no cell begins at the lines up to each, in a column."""
        return self._in_task if field == "task" else self._in_cell

    def opening(self, field: str, start: int) -> float:
        """Of a cell of a column that begins at a line, by its words."""
        if (field, start) not in self._openings:
            words = " ".join(self._words[start : start + _OPENING_LINES])
            self._openings[field, start] = _price_of_opening(field, words)
        return self._openings[field, start]


def is_broken_off(cell: list[Line]) -> bool:
    """Whether the names of a cell go on though its lines are over."""
    return bool(cell) and (_is_open(cell[-1]) or _UNFINISHED.search(fold(cell[-1].text)) is not None)


def _is_open(line: Line) -> bool:
    return _LEFT_OPEN.search(fold(line.text)) is not None


def _price_of_opening(field: str, words: str) -> float:
    """Of the words that open a cell of this column."""
    is_name = opens_name(words, 0, len(words))
    if field in ("leads", "coordinators"):
        return 0.0 if is_name else 5.0
    if field == "time":
        return 0.0 if _TIME.match(words) else 5.0
    if field == "product":
        return 0.0 if _OUTPUT.match(words) else 2.0 if not is_name and not _TIME.match(words) else 3.0
    if field == "approval":
        return 0.0 if _DECIDES.match(words) else 4.0
    return 1.0 if field == "skip" else 0.0
