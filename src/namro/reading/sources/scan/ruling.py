"""Straight drawn lines in a picture of a page, as tables have."""

from __future__ import annotations

import re

from PIL import Image

from namro.reading.sources.paged.model import Rule

_STEP = 24  # pixels: a line is dark over many such steps in a row
_DARK = 110  # of 255: how dark a whole step is at most, with a line that is not quite level
_FEWEST = 4  # steps, half an inch
_THICKEST = 14  # pixels; thicker is a bar or a picture


def rules_on(image: Image.Image) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules, in pixels."""
    across = _runs(image)
    down = _runs(image.transpose(Image.Transpose.TRANSPOSE))
    return (across, down) if down else (across, [])


def _runs(image: Image.Image) -> list[Rule]:
    """The horizontal rules: rows of steps that are dark from end to end."""
    small = image.reduce((_STEP, 1)).point(_THRESHOLD)
    width, height, data = small.width, small.height, small.tobytes()
    if 1 not in data:
        return []
    found: list[tuple[int, int, int]] = []
    for y in range(height):
        row = data[y * width : (y + 1) * width]
        if 1 in row:
            found += ((y, run.start(), run.end()) for run in _LONG_RUN.finditer(row))
    return [
        Rule((top + bottom) / 2, start * _STEP - _STEP / 2, end * _STEP + _STEP / 2)
        for top, bottom, start, end in _thick(found)
        if bottom - top <= _THICKEST
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


_THRESHOLD = [1 if value < _DARK else 0 for value in range(256)]
_LONG_RUN = re.compile(b"\x01{%d,}" % _FEWEST)
