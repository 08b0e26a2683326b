"""The pages of a document as pictures, and where on them the words stand that were recognised."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from namro.directives.models import Directive, Original, Reading
from namro.directives.once import read_once
from namro.directives.queries.desk import PICTURED, shown_readings
from namro.reading.doubts import DOUBTFUL
from namro.reading.model import Source
from namro.reading.sources.page_pictures import has_pictures

PAGES = 10  # shown at a time: a page of a scan has some 400 words
SIDE = 1000  # of the square into which a page's boxes are drawn; it is stretched over the picture
_BEGINNING = 4096  # bytes by which a file tells what it is


@dataclass(frozen=True, slots=True)
class Box:
    """A recognised word on its page: its place in the text, its box, and the task to which it belongs."""

    start: int
    end: int
    words: str
    left: int
    top: int
    width: int
    height: int
    is_doubtful: bool
    task: int | None
    opens_task: bool


@dataclass(frozen=True, slots=True)
class PictureOfPage:
    """A page and the boxes on it, in reading order; none where the page had text."""

    number: int  # from 1
    start: int | None  # of its words in the text
    boxes: tuple[Box, ...]

    @property
    def doubts(self) -> int:
        """How many words on it are to be looked at."""
        return sum(box.is_doubtful for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Some pages of one part of a document, and which others there are."""

    part: int
    parts: tuple[tuple[int, str], ...]  # those that have pictures, with the names of their files
    pages: tuple[PictureOfPage, ...]
    page_count: int

    @property
    def before(self) -> int | None:
        """The page from which the ones before are shown."""
        return self.pages[0].number - PAGES if self.pages and self.pages[0].number > 1 else None

    @property
    def after(self) -> int | None:
        """The page from which the ones after are shown."""
        return self.pages[-1].number + 1 if self.pages and self.pages[-1].number < self.page_count else None


def pictures_of(directive: Directive, *, part: int | None = None, page: int = 1, at: int | None = None) -> Pictures:
    """The pages of a part from about `page` on, or from about the one where the text's offset `at` stands."""
    readings = list(directive.readings.light().select_related("annex__original").order_by("number"))
    drafts = list(directive.drafts.alive().in_reading_order().values_list("part", "start", "end", "pk", "reading"))
    shown = shown_readings(readings, {draft[0]: draft[4] for draft in drafts})
    parts = {number: reading for number, reading in sorted(shown.items()) if _is_pictured(directive, reading)}
    names = tuple((number, one.annex.file_name if one.annex else directive.file_name) for number, one in parts.items())
    if part is None:
        part = min(parts, default=0)
    if part not in parts:
        return Pictures(part, names, (), 0)
    source = read_once(parts[part].pk).source
    count = max([*(word.page for word in source.seen), *(block.page or 0 for block in source.blocks)], default=0)
    if at is not None:
        page = _page_of(source, at)
    first = (min(max(page, 1), max(count, 1)) - 1) // PAGES * PAGES + 1
    wanted = range(first, min(count, first + PAGES - 1) + 1)
    boxes = _boxes(source, wanted, [(start, end, pk) for number, start, end, pk, _ in drafts if number == part])
    pages = tuple(PictureOfPage(one, _start_of(source, one, boxes[one]), tuple(boxes[one])) for one in wanted)
    return Pictures(part, names, pages, count)


def _is_pictured(directive: Directive, reading: Reading) -> bool:
    """Whether the file that came has pages: what was read may have stood in a mail."""
    original: Original | None = reading.annex.original if reading.annex else directive.original
    return read_once(reading.pk).source.kind in PICTURED and has_pages(original)


def has_pages(original: Original | None) -> bool:
    """Whether a kept file has pages that can be looked at; its first bytes tell."""
    if original is None:
        return False
    try:
        with original.path.open("rb") as file:
            return has_pictures(file.read(_BEGINNING))
    except FileNotFoundError:
        return False


def _page_of(source: Source, at: int) -> int:
    for word in source.seen:
        if word.span.start <= at < word.span.end:
            return word.page
    return next((one.page for one in source.blocks if one.start <= at < one.end and one.page), 1)


def _start_of(source: Source, page: int, boxes: Sequence[Box]) -> int | None:
    if boxes:
        return boxes[0].start
    return next((one.start for one in source.blocks if one.page == page), None)


def _boxes(source: Source, pages: range, tasks: Sequence[tuple[int, int, int]]) -> dict[int, list[Box]]:
    """The boxes on each page. Of the tasks that cover a word, the one that begins last has it."""
    starts = [start for start, _, _ in tasks]
    opened: set[int] = set()
    found: dict[int, list[Box]] = {page: [] for page in pages}
    for (start, end), page, box, confidence in source.seen:
        if page not in found:
            continue
        upto = bisect_right(starts, start)
        task = next((pk for _, stop, pk in reversed(tasks[max(0, upto - 4) : upto]) if start < stop), None)
        left, top, right, bottom = (round(SIDE * share) for share in box)
        opens = task is not None and task not in opened
        if task is not None:
            opened.add(task)
        found[page].append(
            Box(
                start=start,
                end=end,
                words=source.text[start:end],
                left=left,
                top=top,
                width=max(1, right - left),
                height=max(1, bottom - top),
                is_doubtful=confidence < DOUBTFUL,
                task=task,
                opens_task=opens,
            )
        )
    return found
