"""Footnotes told from the body: smaller, at the foot of the page, opened by a number that the body calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from namro.reading.sources.paged.model import Line, Page

_SMALLER = 0.92  # of the body's height
_MUCH_SMALLER = 0.82  # of the body's height, on a picture, where a line is as high as the letters on it
_SHORT_RULE = (60.0, 260.0)  # points: how long the rule above the notes is

_GUESSED_CONFIDENCE = 0.3
_NUMBERED = re.compile(r"(\d{1,2}) ?(?=[A-ZĐ])")
_SIGN_FOR_CALL = re.compile(r"(?<=[^\W\d_])['’‘\"”“!*°ˆ^]{1,2}(?=[.,;:)]*$)")
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
        while foot and not _is_called(foot[0], called) and not _is_small_print(foot, height, open_note):
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


def _is_small_print(foot: Sequence[Line], height: float, open_note: Note | None) -> bool:
    """Whether the rest of a recognised page is set small and opens with the number due: the call was misread."""
    if foot[0].words[0].sure is None or any(line.height > _MUCH_SMALLER * height for line in foot):
        return False
    opened = _NUMBERED.match(foot[0].text)
    return opened is not None and int(opened[1]) in (1, int(open_note.printed) + 1 if open_note else 1)


def call_misread(lines: Sequence[Line], notes: Sequence[Note], called: set[str]) -> None:
    """Put the calls of a recognised page's notes where signs were seen for them: "văn bản' chỉ đạo", "các dự án”."

    In their order; where there are more such signs than notes that nothing calls, none can be told.
    """
    uncalled = [
        note.printed for note in notes if note.printed not in called and note.lines[0].words[0].sure is not None
    ]
    signs = [found for line in lines for found in _misread_calls(line)] if uncalled else []
    if len(signs) > len(uncalled):
        return
    for number, (line, index, sign) in zip(uncalled, signs, strict=False):
        word = line.words[index]
        word.text = word.text[: sign.start()] + raised(int(number)) + word.text[sign.end() :]
        word.sure = min(word.sure or 1.0, _GUESSED_CONFIDENCE)
        line.measure()


def _misread_calls(line: Line) -> list[tuple[Line, int, re.Match[str]]]:
    """The words of a line that end with a sign that closes nothing."""
    found: list[tuple[Line, int, re.Match[str]]] = []
    quoted = False
    for index, word in enumerate(line.words):
        quoted = quoted or any(sign in word.text for sign in "“‘") or word.text[0] in "\"'"
        sign = _SIGN_FOR_CALL.search(word.text)
        if sign is not None and not quoted:
            found.append((line, index, sign))
        quoted = quoted and not any(sign in word.text[1:] for sign in "”’\"'")
    return found


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
