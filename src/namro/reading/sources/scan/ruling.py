"""Straight drawn lines in a picture of a page, as tables have."""

from __future__ import annotations

import re

from PIL import Image

from namro.reading.sources.paged.model import Rule

# A line is dark over many steps in a row. Letters are shorter than 40 pixels at 200 dpi, words not so dark.
_STEP_ACROSS, _FEWEST_ACROSS = 24, 4
_STEP_DOWN, _FEWEST_DOWN = 10, 4
_DARK = 150  # of 255: how dark a step is at most; a thin line lies over two rows of pixels and is grey in both
_THICKEST = 14  # pixels; thicker is a bar or a picture

_BESIDE, _PAPER = (
    4,
    212,
)  # so many pixels above and below a rule is paper, as light as this; a row of letters has letters
_THRESHOLD = bytes(value < _DARK for value in range(256))


def rules_on(image: Image.Image) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules, in pixels."""
    sideways = image.reduce((1, _STEP_DOWN)).transpose(Image.Transpose.TRANSPOSE)
    down = _runs(sideways, _STEP_DOWN, _FEWEST_DOWN)
    return _runs(image.reduce((_STEP_ACROSS, 1)), _STEP_ACROSS, _FEWEST_ACROSS), down


def _runs(grey: Image.Image, step: int, fewest: int) -> list[Rule]:
    """The horizontal rules: rows of at least `fewest` dark points, `step` pixels each, paper on either side."""
    width, height, shades = grey.width, grey.height, grey.tobytes()
    data = shades.translate(_THRESHOLD)
    long_run = re.compile(b"\x01{%d,}" % fewest)
    found: list[tuple[int, int, int]] = []
    for y in range(height):
        row = data[y * width : (y + 1) * width]
        if 1 in row:
            found += ((y, run.start(), run.end()) for run in long_run.finditer(row))

    def is_paper(y: int, start: int, end: int) -> bool:
        part = shades[y * width + start : y * width + end] if 0 <= y < height else b""
        return not part or sum(part) > _PAPER * len(part)

    return [
        Rule((top + bottom) / 2, start * step - step / 2, end * step + step / 2)
        for top, bottom, start, end in _thick(found)
        if bottom - top <= _THICKEST and is_paper(top - _BESIDE, start, end) and is_paper(bottom + _BESIDE, start, end)
    ]


def _thick(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Rows of one line, which lie on one another, as (top, bottom, start, end)."""
    lines: list[list[int]] = []
    for y, start, end in found:
        for line in lines[::-1][:12]:
            if y - line[1] <= 3 and start <= line[3] + 1 and end >= line[2] - 1:
                line[1], line[2], line[3] = y, min(line[2], start), max(line[3], end)
                break
        else:
            lines.append([y, y, start, end])
    return [(line[0], line[1], line[2], line[3]) for line in lines]
