"""Whether two PDFs show the same pages: text for text and picture for picture, the signatures' own places left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

DPI = 60
MOST_PAGES = 400
GRAIN = 40  # of 255: less is the smoothing of edges, not ink
LARGEST_BOX = 0.4  # of a page, for one signature
STRAY = 4  # pixels of a page that may differ by more

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


class TooMany(Exception):
    """More pages than are looked at."""


def differing_pages(one: bytes, other: bytes, signature_boxes: Mapping[int, Sequence[Box]]) -> tuple[int, ...]:
    """The pages, from 1, on which the two differ outside the boxes (page from 0 → boxes)."""
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        first.init_forms()
        second.init_forms()
        if max(len(first), len(second)) > MOST_PAGES:
            raise TooMany
        shorter, longer = sorted((len(first), len(second)))
        differing = [
            number
            for number in range(shorter)
            if not _same(first[number], second[number], signature_boxes.get(number, ()))
        ]
    return tuple(number + 1 for number in (*differing, *range(shorter, longer)))


def _same(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage, boxes: Sequence[Box]) -> bool:
    if one.get_size() != other.get_size() or one.get_rotation() != other.get_rotation():
        return False
    width, height = one.get_size()
    if any((x1 - x0) * (y1 - y0) > width * height * LARGEST_BOX for x0, y0, x1, y1 in boxes):
        return False  # so large a signature hides what it covers
    return _text(one) == _text(other) and _same_picture(one, other, boxes)


def _text(page: pypdfium2.PdfPage) -> str:
    return "".join(page.get_textpage().get_text_bounded().split())


def _same_picture(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage, boxes: Sequence[Box]) -> bool:
    pictures = [_picture(page, boxes) for page in (one, other)]
    difference = ImageChops.difference(*pictures).point(lambda level: 255 if level > GRAIN else 0)
    return difference.histogram()[255] <= STRAY


def _picture(page: pypdfium2.PdfPage, boxes: Sequence[Box]) -> Image.Image:
    scale = DPI / 72
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    left, _bottom, _right, top = page.get_mediabox()
    drawing = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in boxes:
        place = ((x0 - left) * scale - 1, (top - y1) * scale - 1, (x1 - left) * scale + 1, (top - y0) * scale + 1)
        drawing.rectangle(place, fill=255)
    return picture
