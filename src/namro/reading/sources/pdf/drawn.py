"""What a page draws besides letters: straight lines, as tables have, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from namro.reading.sources.paged.model import Rule
from namro.reading.sources.pdf.glyphs import View

_THIN = 2.6  # points: a filled rectangle as thin is a line
_SHORTEST = 5.0  # points
_MOST_OBJECTS = 40_000  # looked at on one page
_MOST_SEGMENTS = 400  # of one path; a drawing has more
_DEEPEST = 4  # forms inside forms

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """The rules and the boxes of the pictures of a page."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def drawn_on(page: pdfium.PdfPage, view: View) -> Drawn:
    """The straight lines and pictures of a page."""
    drawn = Drawn()
    for thing, kind, matrix in _things(page):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            if (box := _bounds(thing, matrix)) is not None:
                drawn.pictures.append(view.box(*box))
            continue
        for left, bottom, right, top in _strokes(thing, matrix):
            _add_rule(drawn, *view.box(left, bottom, right, top))
    return drawn


def _things(page: pdfium.PdfPage) -> Iterator[tuple[Any, int, Matrix]]:
    """The paths and pictures of a page, those inside forms, too."""
    left = _MOST_OBJECTS
    stack: list[tuple[Any, Any, int, Matrix, int]] = [
        (page, raw.FPDFPage_GetObject, raw.FPDFPage_CountObjects(page), _AS_IT_IS, 0)
    ]
    while stack:
        holder, get, count, matrix, depth = stack.pop()
        for index in range(min(count, left)):
            thing = get(holder, index)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                yield thing, kind, matrix
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _product(_matrix(thing), matrix)
                stack.append((thing, raw.FPDFFormObj_GetObject, raw.FPDFFormObj_CountObjects(thing), inner, depth + 1))
        left -= count
        if left <= 0:
            return


def _matrix(thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(found)):
        return _AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(x: float, y: float, by: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix) -> Box | None:
    """The box of a thing on the page: left, bottom, right, top."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    if matrix == _AS_IT_IS:
        return left.value, bottom.value, right.value, top.value
    corners = [_moved(x, y, matrix) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _strokes(path: Any, matrix: Matrix) -> Iterator[Box]:
    """The straight pieces of a path as thin boxes: a thin rectangle is one, an outline has four."""
    box = _bounds(path, matrix)
    if box is None:
        return
    width, height = box[2] - box[0], box[3] - box[1]
    if width <= _THIN or height <= _THIN:
        yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    count = raw.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS or (not stroke.value and count <= 5):  # a shaded cell
        return
    own = _product(_matrix(path), matrix)
    if stroke.value:
        yield from _segments(path, count, own)
    else:  # many thin rectangles filled as one path
        yield from _subpaths(path, count, own)


def _points(path: Any, count: int, matrix: Matrix) -> Iterator[tuple[int, float, float, bool]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = _moved(x.value, y.value, matrix)
        yield raw.FPDFPathSegment_GetType(segment), *here, bool(raw.FPDFPathSegment_GetClose(segment))


def _segments(path: Any, count: int, matrix: Matrix) -> Iterator[Box]:
    start = last = (0.0, 0.0)
    for kind, x, y, closes in _points(path, count, matrix):
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = (x, y)
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield _ordered(last, (x, y))
        last = (x, y)
        if closes:
            yield _ordered(last, start)


def _subpaths(path: Any, count: int, matrix: Matrix) -> Iterator[Box]:
    xs: list[float] = []
    ys: list[float] = []
    for kind, x, y, _ in _points(path, count, matrix):
        if kind == raw.FPDF_SEGMENT_MOVETO and xs:
            yield min(xs), min(ys), max(xs), max(ys)
            xs, ys = [], []
        xs.append(x)
        ys.append(y)
    if xs:
        yield min(xs), min(ys), max(xs), max(ys)


def _ordered(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _add_rule(drawn: Drawn, left: float, top: float, right: float, bottom: float) -> None:
    width, height = right - left, bottom - top
    if height <= _THIN and width >= _SHORTEST:
        drawn.across.append(Rule((top + bottom) / 2, left, right))
    elif width <= _THIN and height >= _SHORTEST:
        drawn.down.append(Rule((left + right) / 2, top, bottom))
