"""Tesseract as a program beside: a picture goes in, words with their boxes and how sure they are come out."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from threading import BoundedSemaphore

from PIL import Image

from namro.reading.errors import CannotRead
from namro.reading.sources.paged.model import Word
from namro.reading.sources.syllables import is_syllable

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_WORD_LEVEL = "5"
_UNSURE = 0.25  # below, a thing without letters is a speck
_TALL = 3.2  # times the usual height: a stamp, a signature
_INSTALL = "Cài gói tesseract-ocr và tesseract-ocr-vie (make system), hoặc xin bản Word của văn bản."


def require_tesseract() -> None:
    """Raise CannotRead where tesseract or its Vietnamese is not installed."""
    if shutil.which(_PROGRAM) is None:
        raise CannotRead("Văn bản là ảnh, cần nhận dạng chữ, nhưng máy chưa cài tesseract.", _INSTALL)
    if _LANGUAGE not in _languages():
        raise CannotRead("Văn bản là ảnh, nhưng tesseract trên máy chưa có tiếng Việt.", _INSTALL)


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    listed = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(listed.stdout.split())


class Tesseract:
    """Runs tesseract for one page, on which it may take so many seconds in all.

    However many threads ask, no more processes run at a time than `free` has room for.
    """

    def __init__(self, free: BoundedSemaphore, seconds: float) -> None:
        self._free = free
        self._seconds = self._left = seconds

    def within(self, seconds: float) -> Tesseract:
        """The same with less time, which does not count as that of the page."""
        return Tesseract(self._free, min(seconds, self._seconds))

    def words(self, image: Image.Image, *, dense: bool = False) -> list[Word]:
        """The words on a picture, in its pixels. `dense` reads it as one block, which suits the cells of a table.

        Raises CannotRead where tesseract fails or takes too long.
        """
        told = self._run(_packed(image), "--psm", "6" if dense else "3", "--oem", "1", "tsv")
        rows = [row.split("\t") for row in told.splitlines()[1:]]
        lines: dict[tuple[str, ...], list[Word]] = {}
        for row in rows:
            if len(row) == 12 and row[0] == _WORD_LEVEL and row[11].strip():
                lines.setdefault(tuple(row[1:5]), []).append(_word(row))
        return _levelled(list(lines.values()))

    def orientation(self, image: Image.Image) -> int:
        """By how many quarters clockwise the picture must be turned to stand upright; 0 where tesseract cannot tell."""
        try:
            told = self._run(_packed(image), "--psm", "0", language="osd")
        except CannotRead:
            return 0
        found = re.search(r"Rotate: (\d+)", told)
        return int(found[1]) // 90 % 4 if found else 0

    def digits(self, images: Sequence[Image.Image]) -> list[str]:
        """The digits that tesseract sees on each of small pictures of one number, "" for none; all in one run.

        Handwritten digits are known better to its English, which every installation has, than to its Vietnamese.
        """
        only_digits = "tessedit_char_whitelist=0123456789"
        try:
            told = self._run(_packed(*images), "--psm", "7", "-c", only_digits, language="eng")
        except CannotRead:
            return []
        return [page.strip() for page in told.split("\f")]

    def _run(self, picture: bytes, *options: str, language: str = _LANGUAGE) -> str:
        try:
            with self._free:
                started = time.monotonic()
                done = subprocess.run(
                    [_PROGRAM, "stdin", "stdout", "-l", language, "--dpi", "200", *options],
                    input=picture,
                    capture_output=True,
                    timeout=max(self._left, 0.1),
                    check=False,
                    # With threads of its own tesseract takes twice as long; a process per core uses a core well.
                    env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                )
                self._left -= time.monotonic() - started
        except subprocess.TimeoutExpired as error:
            raise CannotRead(
                f"Nhận dạng chữ một trang quá {self._seconds:g} giây nên đã dừng.",
                "Quét lại ở 200 dpi, đen trắng; nếu cần, nâng giới hạn max_page_seconds trong thiết lập.",
            ) from error
        except OSError as error:
            raise CannotRead("Không chạy được tesseract.", _INSTALL) from error
        if done.returncode != 0:
            raise CannotRead("Tesseract không đọc được trang ảnh.", "Quét lại rồi đọc lại.")
        return done.stdout.decode("utf-8", errors="replace")


def _packed(*images: Image.Image) -> bytes:
    """Pictures as tesseract takes them in fastest: it reads stdin letter by letter, and paper packs to almost nothing.

    Measured: 50 ms a page less than a plain PGM, and quicker to make than a PNG.
    """
    frames = io.BytesIO()
    images[0].save(frames, "TIFF", compression="packbits", save_all=True, append_images=images[1:])
    return frames.getvalue()


def _word(row: list[str]) -> Word:
    left, top, width, height = map(float, row[6:10])
    text = unicodedata.normalize("NFC", row[11].strip()).replace("¡", "i")  # "(¡)": Vietnamese has no such sign
    return Word(text, left, top, left + width, top + height, sure=max(float(row[10]), 0.0) / 100)


def _levelled(lines: list[list[Word]]) -> list[Word]:
    """The words without specks, those of a line with one top and one bottom: letters differ in height, lines do not."""
    heights = sorted(word.height for words in lines for word in words)
    usual = heights[len(heights) // 2] if heights else 0.0
    out: list[Word] = []
    for words in lines:
        kept = [word for word in words if not _is_speck(word, usual)]
        if not kept:
            continue
        tops, bottoms = sorted(word.top for word in kept), sorted(word.bottom for word in kept)
        top, bottom = tops[len(tops) // 4], bottoms[(3 * len(bottoms)) // 4]
        for word in kept:
            if word.bottom - word.top > 0.35 * (bottom - top):
                word.top, word.bottom = min(top, word.bottom - 1), max(bottom, word.top + 1)
            out.append(word)
    return out


def _is_speck(word: Word, usual: float) -> bool:
    """Whether a thing is no word: part of a stamp or signature, a stain, a piece of a rule."""
    sure = word.sure or 0.0
    if word.height > _TALL * usual or (word.height < 0.2 * usual and word.text not in ("-", "–", "…", "...")):
        return True
    letters = re.sub(r"[\W_]", "", word.text)
    if not letters:
        return ("%" not in word.text and word.text not in ("-", "–", "+", "/")) or sure < _UNSURE
    return sure < _UNSURE and not (any(map(str.isdigit, letters)) or is_syllable(letters))
