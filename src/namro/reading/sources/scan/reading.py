"""Pictures of pages → pages of placed words, one tesseract per core, page by page, so that a stop loses one page."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Protocol

from PIL import Image

from namro.reading.errors import CannotRead
from namro.reading.sources.limits import Budget
from namro.reading.sources.paged.grids import Grid, grids_of
from namro.reading.sources.paged.model import Page, Rule, Word, moved
from namro.reading.sources.scan.cells import CutCells, cut_out
from namro.reading.sources.scan.handwriting import read_handwriting
from namro.reading.sources.scan.legibility import legible, sense_of
from namro.reading.sources.scan.mending import mend, mend_names, part_glued
from namro.reading.sources.scan.openings import read_openings
from namro.reading.sources.scan.pictures import DPI, Picture, inked, leftovers, straightened, turned
from namro.reading.sources.scan.ruling import rules_on
from namro.reading.sources.scan.sequences import mend_sequences
from namro.reading.sources.scan.tesseract import Tesseract, require_tesseract
from namro.reading.sources.syllables import is_syllable

_VERSION = "5"  # of what is kept in a cache; raise it when the words of a page would come out otherwise
_READS_WELL = 0.55  # of the words that are Vietnamese syllables: below, the page may lie on its side

_FIRST_LOOK_SECONDS = 10.0  # a poor page whose first strips take longer shows no text

_TABLE_WIDTH = 0.4  # of the page
_TABLE_CELLS = 4
_SURE_UNDER_STAMP = 0.6


class Cache(Protocol):
    """Where recognised pages are kept, so that a document that was stopped goes on where it was."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, value: bytes) -> None: ...


class FolderCache:
    """Recognised pages as files of a folder. They hold the document's words: keep them as it is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> bytes | None:
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, value: bytes) -> None:
        temporary = self._folder / f".{key}.{os.getpid()}.tmp"
        temporary.write_bytes(value)
        temporary.replace(self._folder / key)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Scanning:
    """How pictures are read. `progress` is told (pages done, pages in all), from the thread that reads.

    With `first_page_only` a document is looked into: its other pages come as blank ones.
    """

    jobs: int = field(default_factory=cores)
    progress: Callable[[int, int], None] | None = None
    cache: Cache | None = None
    first_page_only: bool = False


class Pictures(Protocol):
    """A document whose pages can be looked at. `key` tells it from others."""

    key: str

    def picture(self, index: int) -> Picture: ...


def read_pages(document: Pictures, indexes: Sequence[int], scanning: Scanning, budget: Budget) -> dict[int, Page]:
    """The pages `indexes` (from 0) of a document as words, read from their pictures; of a look only the first page.

    Raises CannotRead where tesseract is not installed, or where the pages are more or slower than the limits allow.
    """
    if len(indexes) > budget.limits.max_scanned_pages:
        raise CannotRead(
            f"Tệp có {len(indexes)} trang ảnh cần nhận dạng chữ, quá giới hạn {budget.limits.max_scanned_pages} trang.",
            "Tách lấy phần cần đọc; nếu cần, nâng giới hạn max_scanned_pages trong thiết lập.",
        )
    if scanning.first_page_only:
        indexes = [index for index in indexes if index == 0]
    started = time.monotonic()
    done: dict[int, Page] = {}
    for index, page in _each(document, indexes, scanning, budget):
        done[index] = page
        if scanning.progress is not None:
            scanning.progress(len(done), len(indexes))
    in_order = [done[index] for index in sorted(done)]
    mend_names(in_order)
    mend_sequences(in_order)
    budget.extend(time.monotonic() - started)
    return done


def _each(document: Pictures, indexes: Sequence[int], scanning: Scanning, budget: Budget) -> Iterator[tuple[int, Page]]:
    """The pages as they are ready. Pictures are made in this thread, for pdfium serves one, and never far ahead."""
    waiting: list[int] = []
    for index in indexes:
        known = scanning.cache.get(_key(document, index)) if scanning.cache else None
        if known is not None:
            yield index, _unpacked(known)
        else:
            waiting.append(index)
    if not waiting:
        return
    require_tesseract()
    free = BoundedSemaphore(scanning.jobs)
    # A page more than there are processes: while one page is laid out, no process of tesseract waits for it.
    with ThreadPoolExecutor(scanning.jobs + 1) as pool:
        running: dict[Future[Page], int] = {}
        try:
            for index in waiting:
                if len(running) > scanning.jobs + 1:
                    yield from _finished(running, document, scanning)
                picture = document.picture(index)
                running[pool.submit(_read, picture, index + 1, Tesseract(free, budget.limits.max_page_seconds))] = index
            while running:
                yield from _finished(running, document, scanning)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _finished(running: dict[Future[Page], int], document: Pictures, scanning: Scanning) -> Iterator[tuple[int, Page]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        index = running.pop(future)
        page = future.result()
        if scanning.cache is not None:
            scanning.cache.put(_key(document, index), _packed(page))
        yield index, page


def _read(picture: Picture, number: int, tesseract: Tesseract) -> Page:
    """One page: made straight, recognised, and turned round where it makes no sense as it lies.

    A first page that shows no text comes as a blank one, and soon: whoever hands it in waits for the answer.
    """
    image = legible(picture.image, tesseract.within(_FIRST_LOOK_SECONDS))
    if image is None and number == 1:
        scale = picture.points / picture.image.width
        return Page(number, picture.points, picture.image.height * scale)
    picture = Picture(image or picture.image, picture.points)
    page = _recognised(picture, number, 0, tesseract)
    if sense_of(page.words) >= _READS_WELL:
        return page
    quarters = tesseract.orientation(picture.image)
    others = (quarters,) if quarters else (2, 1, 3) if page.words else ()
    best = page
    for quarter in others:
        other = _recognised(picture, number, quarter, tesseract)
        if sense_of(other.words) > sense_of(best.words) + 0.1:
            best = other
        if sense_of(best.words) >= _READS_WELL:
            break
    return best


def _recognised(picture: Picture, number: int, quarters: int, tesseract: Tesseract) -> Page:
    image, skew = straightened(turned(picture.image, quarters))
    scale = picture.points / picture.image.width  # points to a pixel; the same whichever way the page was turned
    across, down = (_scaled(rules, scale) for rules in rules_on(image))
    page = Page(number, image.width * scale, image.height * scale, [], across, down, quarters, skew)
    grids = [grid for grid in grids_of(page) if _is_table(grid, page)]
    if not grids:
        page.down = []
    rest, cells = cut_out(image, grids, scale)
    words = part_glued(_words_on(rest, cells, tesseract))
    mend(words)
    if number == 1:
        words += read_handwriting(rest, words, tesseract)
    for word in words:
        word.left, word.right = word.left * scale, word.right * scale
        word.top, word.bottom = word.top * scale, word.bottom * scale
    page.words = words
    return page


def _scaled(rules: Sequence[Rule], scale: float) -> list[Rule]:
    return [Rule(rule.at * scale, rule.start * scale, rule.end * scale) for rule in rules]


def _is_table(grid: Grid, page: Page) -> bool:
    """Whether drawn lines are a table's, and not a stamp's or an arrow's: it is as wide as the text."""
    return grid.xs[-1] - grid.xs[0] > _TABLE_WIDTH * page.width and len(grid.cells) >= _TABLE_CELLS


def _words_on(rest: Image.Image, cells: CutCells | None, tesseract: Tesseract) -> list[Word]:
    """The words of a page without its tables, and of the cells of these, which are read meanwhile."""
    if cells is None:
        words = _with_missed(rest, tesseract)
        read_openings(rest, words, tesseract)
        return words
    with ThreadPoolExecutor(1) as beside:
        inside = beside.submit(tesseract.words, cells.image, dense=True)
        # What stands about a table is little: the paper around it is not worth a look.
        area = inked(rest)
        words = moved(_with_missed(rest.crop(area), tesseract), area[0], area[1]) if area else []
        read_openings(rest, words, tesseract)
        return words + cells.back(inside.result())


def _with_missed(image: Image.Image, tesseract: Tesseract) -> list[Word]:
    """The words, and those under a stamp or signature, which tesseract takes for a picture: each is read alone."""
    words = tesseract.words(image)
    kept: list[Word] = []
    for area in leftovers(image, words):
        for word in moved(tesseract.words(image.crop(area), dense=True), area[0], area[1]):
            if _is_surely_a_word(word) and not any(_meet(word, other) for other in words):
                kept.append(word)
    return words + kept


def _is_surely_a_word(word: Word) -> bool:
    """Whether a word under a stamp is one, and not a line of the stamp's: a syllable, or capitals as in "KT."."""
    letters = "".join(filter(str.isalpha, word.text))
    return (word.sure or 0.0) > _SURE_UNDER_STAMP and len(letters) > 1 and (letters.isupper() or is_syllable(letters))


def _meet(one: Word, other: Word) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.middle < one.bottom


def _key(document: Pictures, index: int) -> str:
    return hashlib.sha256(f"{_VERSION} {DPI} {document.key} {index}".encode()).hexdigest()


def _packed(page: Page) -> bytes:
    words = [[w.text, w.left, w.top, w.right, w.bottom, w.sure] for w in page.words]
    rules = [[[rule.at, rule.start, rule.end] for rule in some] for some in (page.across, page.down)]
    return json.dumps(
        [page.number, page.width, page.height, words, *rules, page.quarters, page.skew], ensure_ascii=False
    ).encode()


def _unpacked(data: bytes) -> Page:
    number, width, height, words, across, down, quarters, skew = json.loads(data)
    return Page(
        number,
        width,
        height,
        [Word(text, left, top, right, bottom, sure=sure) for text, left, top, right, bottom, sure in words],
        _rules(across),
        _rules(down),
        quarters,
        skew,
    )


def _rules(packed: Iterable[Sequence[float]]) -> list[Rule]:
    return [Rule(*one) for one in packed]
