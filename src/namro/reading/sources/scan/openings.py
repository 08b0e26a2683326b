"""The openings of lines looked at again: a bullet or label that was not seen, or stands too far from its words.

Tesseract reads a letter by its neighbours. A label that a tab parts from its words has none, so that "2." comes out as
"3;" and "-" not at all. Here each such label is moved to its words and read with them; a dash is told by its shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from PIL import Image, ImageFilter

from namro.reading.labels import label_of
from namro.reading.sources.paged.model import Word
from namro.reading.sources.scan.pictures import Area
from namro.reading.sources.scan.tesseract import Tesseract

# In heights of a line of letters, from their tops to their tails.
_REACH = 5.0  # how far before its words a label may begin
_WIDEST = 2.6  # "VIII.", "1.10.2."
_LETTERS_APART = 0.08  # nearer than this lie the letters of one word
_SPECK = 0.16
_APART = 0.7  # further than this a label is read worse
_MORE_APART = 1.7  # times the gaps between the other words of its line: those of a justified line are wide, too
_DOT = 0.4
_NEAR = 0.3  # where a label is put for another look
_BESIDE = 5.0  # of the words that are looked at with it
_DASH_LOW, _DASH_WIDE = 0.17, (0.12, 0.75)
_DASH_AT = (0.35, 0.8)  # of the line's height
_STROKES = re.compile(r"(?P<five>V?)[IlH1|L]{1,4}[.,]?")
_THICK = 0.33  # of its height: no stroke of a letter is thicker
_SURE = 0.9  # of a label that needs no second look
_SURE_OF_DASH = 0.7
_FAINTEST = 50  # shades darker than paper, what is nearer to it is none
_LEAST_INK = 0.6  # of the way from paper to ink
_PAPER = 24  # pixels between two lines that are looked at again


@dataclass(slots=True)
class _Opening:
    """What stands before the words of a line: where its ink is, and which word it was read as."""

    line: list[Word]
    ink: Area
    read: Word | None

    @property
    def words(self) -> list[Word]:
        return self.line[1:] if self.read else self.line


def read_openings(image: Image.Image, words: list[Word], tesseract: Tesseract) -> None:
    """Mend, in place, the first words of lines: the lost are put in, the misread are changed."""
    dark = _dark_from(image)
    if dark is None:
        return
    unsure: list[_Opening] = []
    for line in _lines(words):
        opening = None if _tell_by_strokes(image, line, dark) else _opening(image, line, dark)
        if opening is None:
            continue
        if _is_dash(opening):
            _take(opening, "-", _SURE_OF_DASH, words)
        elif opening.read is None or (opening.read.sure or 0.0) < _SURE or not _is_label(opening.read.text):
            unsure.append(opening)
    for opening, text, sure in _looked_at_again(image, unsure, tesseract):
        known = opening.read is not None and _is_label(opening.read.text)
        if not (known and opening.read and (opening.read.sure or 0.0) >= sure):
            _take(opening, text, sure, words)


def _is_label(text: str) -> bool:
    return label_of(f"{text} Xx") is not None


def _take(opening: _Opening, text: str, sure: float, words: list[Word]) -> None:
    if opening.read is not None:
        opening.read.text, opening.read.sure = text, sure
        return
    first = opening.line[0]
    left, _, right, _ = opening.ink
    words.insert(_place(words, first), Word(text, left, first.top, right, first.bottom, sure=sure))


def _place(words: list[Word], word: Word) -> int:
    return next(index for index, one in enumerate(words) if one is word)


def _dark_from(image: Image.Image) -> int | None:
    """The shade from which on a point is ink; None for a page without."""
    counts = image.resize((image.width // 4 + 1, image.height // 4 + 1), Image.Resampling.NEAREST).histogram()
    paper = max(range(256), key=counts.__getitem__)
    darker = counts[: max(0, paper - _FAINTEST)]
    left, ink = sum(darker) // 3, 0
    if not left:
        return None
    while left > darker[ink]:
        left -= darker[ink]
        ink += 1
    return round(ink + (paper - ink) * _LEAST_INK)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each line, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.left)):
        for line in lines[:-5:-1]:
            if abs(line[0].middle - word.middle) < 0.3 * max(line[0].height, word.height):
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _opening(image: Image.Image, line: list[Word], dark: int) -> _Opening | None:
    """What of a line must be looked at again: ink before its first word, or a first word that stands apart."""
    first = line[0]
    height = max(word.height for word in line[:3])
    left = max(0, round(first.left - _REACH * height))
    top = round(first.top) - 1
    runs = _runs(image.crop((left, top, round(first.left), round(first.bottom) + 1)), dark)
    if (unread := _box(runs, left, top, height)) is not None and first.left - unread[2] > _LETTERS_APART * height:
        return _Opening(line, unread, None) if unread[2] - unread[0] <= _WIDEST * height else None
    if len(line) == 1 or first.right - first.left > _WIDEST * height or _is_no_label(first.text):
        return None
    gap = line[1].left - first.right
    usual = median([after.left - before.right for before, after in pairwise(line[1:])] or [0.0])
    if gap < max(_APART * height, _MORE_APART * usual):
        return None
    left = round(first.left)
    runs = _runs(image.crop((left - 2, top, round(line[1].left) - 1, round(first.bottom) + 1)), dark)
    seen = _box(runs, left - 2, top, height)
    if seen is None or line[1].left - seen[2] < _APART * height or seen[2] - seen[0] > _WIDEST * height:
        return None
    return _Opening(line, seen, first)


def _is_no_label(text: str) -> bool:
    """Whether a word is too long for a label that was misread: a word of a justified line, or a year."""
    return len(text) > 2 and (text.islower() or text.isdecimal()) and text.isalnum()


def _box(runs: list[Area], across: int, down: int, height: float) -> Area | None:
    """The box round the letters of a label, on the page; None where there are but specks."""
    letters = [run for run in runs if run[2] - run[0] > _SPECK * height or run[3] - run[1] > _SPECK * height]
    if not letters:
        return None
    start = letters[0][0]
    label = [run for run in runs if run[0] >= start]
    tops, bottoms = [run[1] for run in label], [run[3] for run in label]
    return start + across, min(tops) + down, label[-1][2] + across, max(bottoms) + down


def _runs(band: Image.Image, dark: int) -> list[Area]:
    """The boxes of what is drawn on a strip, from left to right."""
    if min(band.size) < 3:
        return []
    ink = band.filter(ImageFilter.MedianFilter(3)).point([255 if shade <= dark else 0 for shade in range(256)])
    columns = ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()
    least = 255 // ink.height  # one point of a column
    edges = [
        at
        for at, (one, other) in enumerate(pairwise([False, *(shade > least for shade in columns), False]))
        if one != other
    ]
    out: list[Area] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        box = ink.crop((start, 0, end, ink.height)).getbbox()
        if box is not None and end - start > 2:
            out.append((start, box[1], end, box[3]))
    return out


def _tell_by_strokes(image: Image.Image, line: list[Word], dark: int) -> bool:
    """Mend, in place, a Roman number at the head of a line by its upright strokes, of which one is easily not seen.

    Returns whether they tell it. An "H" has a bar in the middle, where only strokes stand of "II"; what has more than
    strokes is left as it was read.
    """
    first = line[0]
    if len(line) < 2 or not line[1].text[:1].isupper() or (number := _STROKES.fullmatch(first.text)) is None:
        return False
    left, top, right = round(first.left) - 2, round(first.top), round(first.right) + 2
    tall = [run for run in _runs(image.crop((left, top, right, round(first.bottom))), dark) if _is_tall(run, first)]
    if not tall:
        return False
    upper, lower = top + min(run[1] for run in tall), top + max(run[3] for run in tall)
    height = lower - upper
    strokes = _runs(image.crop((left, upper + height * 3 // 8, right, lower - height * 3 // 8)), dark)
    if any(stroke[2] - stroke[0] > _THICK * height for stroke in strokes):
        return False
    count = len(strokes) - (2 if number["five"] else 0)
    if not (0 if number["five"] else 1) <= count <= 3:
        return False
    if first.text[0] in "1L":
        head = _runs(image.crop((left, upper, right, upper + max(3, height // 5))), dark)
        if not line[1].text.isupper() or not head or not _has_serifs(head[0], strokes[0]):
            return False
    meant = number["five"] + "I" * count + "."
    if meant != first.text:
        first.text, first.sure = meant, min(first.sure or 1.0, _SURE_OF_DASH)
    return True


def _is_tall(run: Area, word: Word) -> bool:
    return run[3] - run[1] > 0.4 * word.height


def _has_serifs(head: Area, stroke: Area) -> bool:
    """Whether a stroke has serifs on both sides of its head, as "I" has, where "1" has a flag at its left."""
    before, after = stroke[0] - head[0], head[2] - stroke[2]
    return after > 1 and after > 0.6 * before


def _is_dash(opening: _Opening) -> bool:
    """Whether the ink is low and wide and stands in the middle of the line."""
    left, top, right, bottom = opening.ink
    first = opening.line[0]
    height = first.height
    middle = ((top + bottom) / 2 - first.top) / height
    return (
        bottom - top <= _DASH_LOW * height
        and _DASH_WIDE[0] * height <= right - left <= _DASH_WIDE[1] * height
        and right - left > 1.3 * (bottom - top)
        and _DASH_AT[0] < middle < _DASH_AT[1]
    )


def _looked_at_again(
    image: Image.Image, openings: Sequence[_Opening], tesseract: Tesseract
) -> list[tuple[_Opening, str, float]]:
    """Each opening as it reads beside its words."""
    pieces: list[tuple[_Opening, Image.Image, int]] = []
    for opening in openings:
        if not opening.words:
            continue
        first = opening.words[0]
        height = first.height
        top, bottom = round(first.top - 0.15 * height), round(first.bottom + 0.15 * height)
        ends = [word.right for word in opening.words if word.right - first.left < _BESIDE * height]
        # With room for a dot, which may be too small to tell from a speck.
        end = min(opening.ink[2] + round(_DOT * height), round(first.left) - 2)
        label = image.crop((opening.ink[0] - 2, top, max(end, opening.ink[2]), bottom))
        words = image.crop((round(first.left) - 2, top, round(max(ends, default=first.right)) + 3, bottom))
        gap = round(_NEAR * height)
        piece = Image.new("L", (label.width + gap + words.width, label.height), 255)
        piece.paste(label, (0, 0))
        piece.paste(words, (label.width + gap, 0))
        pieces.append((opening, piece, label.width + gap // 2))
    if not pieces:
        return []
    stacked = Image.new(
        "L",
        (
            max(piece.width for _, piece, _ in pieces) + 2 * _PAPER,
            sum(piece.height + _PAPER for _, piece, _ in pieces) + _PAPER,
        ),
        255,
    )
    tops: list[int] = []
    top = _PAPER
    for _, piece, _ in pieces:
        stacked.paste(piece, (_PAPER, top))
        tops.append(top)
        top += piece.height + _PAPER
    found = tesseract.words(stacked, dense=True)
    out: list[tuple[_Opening, str, float]] = []
    for (opening, piece, edge), top in zip(pieces, tops, strict=True):
        line = sorted((word for word in found if top < word.middle < top + piece.height), key=lambda one: one.left)
        if not line or line[0].left > _PAPER + edge:
            continue
        text = " ".join(word.text for word in line)  # "1.Sở" may be one word
        read = label_of(text)
        if read is not None:
            out.append((opening, text[: read.length].strip(), line[0].sure or 0.0))
    return out
