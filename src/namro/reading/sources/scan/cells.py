"""The cells of a table cut out of a picture and stood below each other, so that each is read as a text of its own.

Read where it stands, a table gives lines that run across its columns, and tesseract takes rules for letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from namro.reading.sources.paged.grids import Grid, GridCell
from namro.reading.sources.paged.model import Word
from namro.reading.sources.scan.pictures import Area, inked

_INSET = 5  # pixels of a cell's edge that may be its rule
_APART = 26  # pixels of paper between two cells
_MARGIN = 20  # pixels of paper at the left
_NARROWEST, _LOWEST = 8, 12  # pixels of a cell that can hold a letter


@dataclass(frozen=True, slots=True)
class CutCells:
    """Cells below each other on one picture, and where each was."""

    image: Image.Image
    tops: tuple[int, ...]  # of each cell on this picture
    places: tuple[tuple[int, int], ...]  # left and top of each on the page

    def back(self, words: list[Word]) -> list[Word]:
        """The words, read on this picture, at their places on the page."""
        for word in words:
            index = max(0, bisect_right(self.tops, word.middle) - 1)
            left, top = self.places[index]
            word.left, word.right = word.left + left - _MARGIN, word.right + left - _MARGIN
            word.top, word.bottom = word.top + top - self.tops[index], word.bottom + top - self.tops[index]
        return words


def cut_out(image: Image.Image, grids: Sequence[Grid], scale: float) -> tuple[Image.Image, CutCells | None]:
    """The picture without its tables, and the cells of them; `scale` is points to a pixel."""
    boxes = [
        _box(grid, cell, scale) for grid in grids for cell in sorted(grid.cells, key=lambda one: (one.left, one.top))
    ]
    pieces = [found for box in boxes if (found := _inked(image, box)) is not None]
    if not pieces:
        return image, None
    rest = image.copy()
    draw = ImageDraw.Draw(rest)
    for grid in grids:
        frame = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
        draw.rectangle([edge / scale + by for edge, by in zip(frame, (-3, -3, 3, 3), strict=True)], fill=255)
    width = max(piece.width for _, piece in pieces) + 2 * _MARGIN
    height = sum(piece.height + _APART for _, piece in pieces) + _APART
    stacked = Image.new("L", (width, height), 255)
    tops: list[int] = []
    top = _APART
    for _, piece in pieces:
        stacked.paste(piece, (_MARGIN, top))
        tops.append(top)
        top += piece.height + _APART
    return rest, CutCells(stacked, tuple(tops), tuple((box[0], box[1]) for box, _ in pieces))


def _box(grid: Grid, cell: GridCell, scale: float) -> Area:
    left, right = round(grid.xs[cell.left] / scale) + _INSET, round(grid.xs[cell.right] / scale) - _INSET
    top, bottom = round(grid.ys[cell.top] / scale) + _INSET, round(grid.ys[cell.bottom] / scale) - _INSET
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _inked(image: Image.Image, box: Area) -> tuple[Area, Image.Image] | None:
    """The part of a cell that is written on, cut out; None where nothing is that could be a letter."""
    piece = image.crop(box)
    ink = inked(piece)
    if ink is None or piece.width <= _NARROWEST or piece.height <= _LOWEST:
        return None
    left, top, right, bottom = ink
    return (box[0] + left, box[1] + top, box[0] + right, box[1] + bottom), piece.crop(ink)
