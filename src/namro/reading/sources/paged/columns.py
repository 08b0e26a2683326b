"""Side by side without a drawn line: the letterhead, and the recipients beside the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.reading.sources.paged.model import Line, Word

_GUTTER = 9.0  # points that stay free between two columns
_WIDE_GAP = 1.6  # of the height: between words further apart a column may end
_NEAR = 3.2  # of the height: what lies lower than this under a column is no more of it

_MOTTO = re.compile(r"C[ỘO]NG H[OÒỎ]?[AÀÒ]? X[ÃA] H[ỘO]I|Đ[ẢA]NG C[ỘO]NG S[ẢA]N")
_MOTTO_OPENS = frozenset(("CỘNG", "CÔNG", "CONG", "ĐẢNG", "ĐANG"))
_DATE = re.compile(r",? ?ng[àa]y\b.*\bth[áa]ng\b.*\bn[ăa]m\b")
_YEAR = re.compile(r"(?:n[ăa]m )?\d{4}")
_ADDRESS = re.compile(r"[Kk]ính gửi")
_RECIPIENTS = re.compile(r"N[ơo]i nh[ậa]n\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.|(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BÍ THƯ)"
)


@dataclass(slots=True)
class Columns:
    """Two columns side by side: the lines of each from top to bottom."""

    left: list[Line]
    right: list[Line]

    @property
    def top(self) -> float:
        return min(line.top for line in self.left + self.right)


def part_columns(lines: list[Line], *, first_page: bool) -> list[Line | Columns]:
    """The lines of a page with its letterhead and its foot taken together as columns."""
    out: list[Line | Columns] = list(lines)
    if first_page and (head := _letterhead(lines)) is not None:
        out = _replaced(out, *head)
    rest = [one for one in out if isinstance(one, Line)]
    if (foot := _foot(rest)) is not None:
        out = _replaced(out, *foot)
    return out


def pieces_of(line: Line) -> list[Line]:
    """A line cut where words stand far apart."""
    runs: list[list[Word]] = [[line.words[0]]]
    for word in line.words[1:]:
        if word.left - runs[-1][-1].right > line.height * _WIDE_GAP:
            runs.append([word])
        else:
            runs[-1].append(word)
    return [Line(run, line.page) for run in runs] if len(runs) > 1 else [line]


def _replaced(items: list[Line | Columns], columns: Columns, taken: set[int]) -> list[Line | Columns]:
    at = next(index for index, one in enumerate(items) if id(one) in taken)
    kept = [one for one in items if id(one) not in taken]
    return [*kept[:at], columns, *kept[at:]]


def _letterhead(lines: list[Line]) -> tuple[Columns, set[int]] | None:
    """The agency, number and subject on the left, the motto, place and date on the right."""
    for index, line in enumerate(lines[:14]):
        motto = _from_motto(line)
        if motto is None:
            continue
        centre = (min(one.left for one in lines) + max(one.right for one in lines)) / 2
        if motto.left < centre - 0.35 * (motto.right - motto.left):  # it stands alone in the middle of the page
            return None
        edge = motto.left
        start = max(0, index - 2)
        return _grown(lines[start:], edge, _HeadEnd(motto, centre))
    return None


def _from_motto(line: Line) -> Line | None:
    """The part of a line that begins with the motto; what stands before it may be near."""
    for index in range(len(line.words) - 2):
        words = line.words[index:]
        if words[0].text in _MOTTO_OPENS and _MOTTO.match(" ".join(word.text for word in words[:5])):
            return Line(words, line.page)
    return None


class _HeadEnd:
    """Tells the line after the letterhead: below the date, in the middle of the page or across both columns."""

    def __init__(self, motto: Line, centre: float) -> None:
        self._motto, self._centre, self._dated = motto, centre, False

    def __call__(self, line: Line, left: list[Word], right: list[Word]) -> bool:
        if line.bottom <= self._motto.bottom:
            return False
        if _ADDRESS.search(line.text):
            return True
        text = " ".join(word.text for word in right)
        if not left and right and self._dated:
            return not _YEAR.fullmatch(text)  # of a date that its column was too narrow for
        if left and not right and self._dated:
            middle = (left[0].left + left[-1].right) / 2
            return abs(middle - self._centre) < abs(middle - self._motto.left / 2) and left[-1].right > self._motto.left
        if _DATE.search(text):
            self._dated = True
        return False


def _foot(lines: list[Line]) -> tuple[Columns, set[int]] | None:
    """The recipients on the left, who signs on the right."""
    for index, line in enumerate(lines):
        pieces = pieces_of(line)
        if not _RECIPIENTS.match(pieces[0].text.strip("./ ")):
            continue
        right = [piece for piece in pieces[1:]] or _signature_near(lines, index, pieces[0])
        if not right:
            return None
        edge = min(piece.left for piece in right)
        start = index
        while start > 0 and _is_right_of(lines[start - 1], pieces[0].right) and _close(lines[start - 1], lines[start]):
            start -= 1
        # "TM. ỦY BAN NHÂN DÂN" is wider than what stands beside "Nơi nhận"
        for other in lines[index + 1 : index + 8]:
            edge = min([edge, *(piece.left for piece in pieces_of(other)[1:] if _OFFICE.match(piece.text))])
        return _grown(lines[start:], edge, None)
    return None


def _signature_near(lines: list[Line], index: int, left: Line) -> list[Line]:
    near = [*lines[max(0, index - 4) : index], *lines[index + 1 : index + 4]]
    return [
        piece
        for line in near
        for piece in pieces_of(line)[-1:]
        if piece.left > left.right and _OFFICE.match(piece.text) and abs(line.top - left.top) < 6 * left.height
    ]


def _is_right_of(line: Line, edge: float) -> bool:
    return line.left > edge and bool(_OFFICE.match(line.text))


def _close(upper: Line, lower: Line) -> bool:
    return lower.top - upper.bottom < _NEAR * upper.height


def _grown(lines: list[Line], edge: float, ends: _HeadEnd | None) -> tuple[Columns, set[int]] | None:
    """The columns beside the gutter left of `edge`, as far down as no line crosses it."""
    left_lines: list[Line] = []
    right_lines: list[Line] = []
    taken: set[int] = set()
    gutter_left, gutter_right = 0.0, edge
    for line in lines:
        left, right = _parted(line, gutter_left, gutter_right)
        if left is None or right is None:
            if taken and ends is None and not right_lines:
                break
            if not taken:
                continue
            break
        if ends is not None and ends(line, left, right):
            break
        new_left = max([gutter_left, *(word.right for word in left)])
        new_right = min([gutter_right, *(word.left for word in right)])
        if new_right - new_left < _GUTTER * 0.6:
            break
        gutter_left, gutter_right = new_left, new_right
        if left:
            left_lines.append(Line(left, line.page))
        if right:
            right_lines.append(Line(right, line.page))
        taken.add(id(line))
    if not left_lines or not right_lines:
        return None
    return Columns(left_lines, right_lines), taken


def _parted(line: Line, gutter_left: float, gutter_right: float) -> tuple[list[Word] | None, list[Word] | None]:
    """The words on either side of the gutter; None where the line runs across it."""
    best: tuple[float, int] | None = None
    words = line.words
    if words[0].left >= gutter_right - 2 * line.height and words[0].left > gutter_left:
        return [], words
    if words[-1].right <= gutter_right:
        return words, []
    for index in range(1, len(words)):
        gap = words[index].left - words[index - 1].right
        if words[index - 1].right <= gutter_right and words[index].left >= max(gutter_left, 0.0):
            distance = abs(words[index].left - gutter_right)
            if gap >= min(_GUTTER, line.height * 0.6) and (best is None or gap - distance > best[0]):
                best = (gap - distance, index)
    if best is None:
        return None, None
    return words[: best[1]], words[best[1] :]
