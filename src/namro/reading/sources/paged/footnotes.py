"""Footnotes told from the body: smaller, at the foot of the page, opened by a number that the body calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from namro.reading.sources.paged.model import Line, Page

_SMALLER = 0.92  # of the body's height
_SHORT_RULE = (60.0, 260.0)  # points: how long the rule above the notes is

_OPENING = re.compile(r"\[?(\d{1,3}|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)[\].)]?\s*(?=\D)")
RAISED = re.compile(r"(?<=\S)[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Note:
    """A footnote: its number as the page has it, and its lines."""

    printed: str
    page: int
    lines: list[Line] = field(default_factory=list)
    opening: int = 0  # characters of the first line that are its number


def body_height(lines: Iterable[Line]) -> float:
    """The height of most of the text."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height * 2) / 2] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def split_notes(page: Page, lines: list[Line], height: float, called: set[str], open_note: Note | None) -> list[Note]:
    """Take the footnotes out of a page's lines. `open_note` goes on where the foot begins without a number."""
    start = len(lines)
    while start > 0 and lines[start - 1].height < height * _SMALLER:
        start -= 1
    foot = lines[start:]
    if not foot:
        return []
    if not _ruled_off(page, foot[0]):
        while foot and not _is_called(foot[0], called):
            foot.pop(0)
    if not foot:
        return []
    notes: list[Note] = []
    for line in foot:
        opened = _OPENING.match(line.text)
        if opened and _opens(opened[1].translate(_PLAIN), notes, called):
            notes.append(Note(opened[1].translate(_PLAIN), page.number, [line], opened.end()))
        elif _opens_unread(line, notes, page):
            last = notes[-1] if notes else open_note
            notes.append(Note(str(int(last.printed) + 1 if last else 1), page.number, [line]))
        elif notes:
            notes[-1].lines.append(line)
        elif open_note is not None:
            open_note.lines.append(line)
        else:  # small text that is no note
            return []
    del lines[len(lines) - len(foot) :]
    return notes


def _opens_unread(line: Line, notes: list[Note], page: Page) -> bool:
    """Whether a line of a recognised page opens a note though its raised number was not seen."""
    if line.words[0].sure is None or not line.text[0].isupper():
        return False
    if not notes:
        return _ruled_off(page, line)
    last = notes[-1].lines[-1]
    right = max(one.right for note in notes for one in note.lines)
    return last.text[-1] in ".;" and last.right + line.words[0].right - line.words[0].left < right


def _is_called(line: Line, called: set[str]) -> bool:
    opened = _OPENING.match(line.text)
    return opened is not None and opened[1].translate(_PLAIN) in called


def _opens(number: str, notes: list[Note], called: set[str]) -> bool:
    """A line may begin with any number; the next note has the number after the last one, or one that is called."""
    if notes:
        return int(number) == int(notes[-1].printed) + 1
    return True if not called else number in called or int(number) < min(map(int, called))


def called_in(lines: Sequence[Line]) -> set[str]:
    """The numbers of the notes that lines call."""
    return {mark.translate(_PLAIN) for line in lines for mark in RAISED.findall(line.text)}


def _ruled_off(page: Page, first: Line) -> bool:
    """Whether a short rule at the left stands above the first small line."""
    return any(
        first.top - 25 < rule.at < first.top + 3
        and _SHORT_RULE[0] < rule.end - rule.start < _SHORT_RULE[1]
        and abs(rule.start - first.left) < 45
        for rule in page.across
    )


def raised(number: int) -> str:
    return str(number).translate(_RAISE)


def plain(mark: str) -> str:
    return mark.translate(_PLAIN)
