"""The number and the day that a clerk wrote by hand into the letterhead: read digit by digit, and always to be checked.

Tesseract was taught printed letters. A place that it has no sure digits for is read again in three
sizes, upright and leaning less; what most of these readings agree on is taken, with a low confidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from PIL import Image

from namro.reading.sources.paged.model import Word
from namro.reading.sources.scan.tesseract import Tesseract

CONFIDENCE = 0.3  # of what was read by hand; it must be looked at
_SURE = 0.75  # digits that are printed are surer
_HEAD = 0.35  # of the page: where the letterhead ends
_LEANS = (0.0, 0.18, 0.35, 0.5)  # of the height, by which the writing is pushed back
_SCALES = (1.0, 1.5, 2.0)
_FEWEST_VOTES = 2
_PAPER = 30  # pixels round the writing
_INK = 120  # of 255
_LEAST_INK = 25  # pixels; a speck has fewer

_SIGN = re.compile(r"/[A-ZĐ]{2,}[\w.&Đ-]*-?[A-ZĐ]")
_NAME_NUMBER = r"(?<!\d)(\d{{1,5}})[-_. ]{sign}(?![^\W_])"


def read_handwriting(image: Image.Image, words: list[Word], tesseract: Tesseract) -> list[Word]:
    """Words for the day and month that no sure digits stand for; the unsure ones are taken out of `words`."""
    head = [word for word in words if word.bottom < _HEAD * image.height]
    found: list[Word] = []
    for before, after, limit in _places(head):
        inside = [word for word in head if _between(word, before, after)]
        if any(word.text.strip(".,").isdecimal() and (word.sure or 0.0) > _SURE for word in inside):
            continue
        box = (round(before.right) + 4, round(before.top) - 12, round(after.left) - 4, round(before.bottom) + 10)
        digits = _digits(image, box, limit, tesseract)
        if digits is not None:
            words[:] = [word for word in words if word not in inside]
            found.append(Word(digits, box[0] + 1, before.top, box[2] - 1, before.bottom, sure=CONFIDENCE))
    return found


def number_from_name(words: Sequence[Word], name: str | None) -> str | None:
    """Set a number that was read unsurely to the one that the file's name bears with the same sign; returns a remark.

    "Số: 445 /NQ-CP", its number written by hand, in "nghi-quyet_115-NQ-CP.pdf" is 115.
    """
    for at, word in enumerate(words[:80]):
        sign = _SIGN.search(word.text)
        if sign is None:
            continue
        own = word.text[: sign.start()]
        holder = word if own else words[at - 1] if at else None
        if holder is None or not any(map(str.isdigit, own or holder.text)) or (holder.sure or 1.0) > _SURE:
            return None
        pattern = _NAME_NUMBER.format(sign=re.sub(r"\\?[-/.]", "[-_. ]", re.escape(sign.group()[1:])))
        named = re.search(pattern, (name or "").replace("Đ", "D").replace("đ", "d"), re.I)
        read = own or holder.text
        if named is None or named[1] == read.strip():
            return None
        holder.text = named[1] + word.text[sign.start() :] if own else named[1]
        holder.sure = CONFIDENCE
        return f"Số đọc không chắc (“{read.strip()}”); lấy số {named[1]} theo tên tệp, hãy đối chiếu với ảnh trang."
    return None


def _places(head: Sequence[Word]) -> Iterator[tuple[Word, Word, int]]:
    """Between which words of the letterhead the day and the month stand, and how large each may be."""
    for month, after_month, limit in (("ngày", "tháng", 31), ("tháng", "năm", 12)):
        for word in head:
            if word.text.lower() != month:
                continue
            after = next((one for one in head if one.text.lower() == after_month and _follows(word, one)), None)
            if after is not None:
                yield word, after, limit
                break


def _follows(word: Word, other: Word) -> bool:
    return 0 < other.left - word.right < 8 * word.height and abs(other.middle - word.middle) < word.height


def _between(word: Word, before: Word, after: Word) -> bool:
    return before.right <= word.centre <= after.left and abs(word.middle - before.middle) < 1.2 * before.height


def _digits(image: Image.Image, box: tuple[int, int, int, int], limit: int, tesseract: Tesseract) -> str | None:
    if box[2] - box[0] < 12:
        return None
    piece = image.crop(box)
    ink = piece.point(_IS_INK).getbbox()
    if ink is None or sum(piece.point(_IS_INK).histogram()[1:]) < _LEAST_INK:
        return None
    piece = piece.crop(ink)
    framed = Image.new("L", (piece.width + 2 * _PAPER, piece.height + 2 * _PAPER), 255)
    framed.paste(piece, (_PAPER, _PAPER))
    sized = [
        framed.resize((round(framed.width * scale), round(framed.height * scale)), Image.Resampling.BICUBIC)
        for scale in _SCALES
    ]
    seen = tesseract.digits([_leaning(one, lean) for one in sized for lean in _LEANS])
    votes = Counter(digits for digits in seen if digits.isdecimal() and 1 <= int(digits) <= limit)
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] >= _FEWEST_VOTES else None


def _leaning(image: Image.Image, lean: float) -> Image.Image:
    if not lean:
        return image
    across = (1, lean, -lean * image.height / 2, 0, 1, 0)
    return image.transform(image.size, Image.Transform.AFFINE, across, Image.Resampling.BICUBIC, fillcolor=255)


_IS_INK = [255 if value < _INK else 0 for value in range(256)]
