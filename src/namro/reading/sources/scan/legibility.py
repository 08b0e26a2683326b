"""A quick measure of a picture that may show no text: tesseract looks for letters in noise for a minute.

Text is thin dark strokes on much paper. What has more ink than that, or ink in more and smaller pieces, is noise, a
photograph, or a poor scan: of these only a small piece is read first, as it is and with its specks taken off.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from namro.reading.errors import CannotRead
from namro.reading.sources.paged.model import Word
from namro.reading.sources.scan.pictures import turned
from namro.reading.sources.scan.tesseract import Tesseract
from namro.reading.sources.syllables import vietnamese_share

_MOST_INK = 0.25  # of its points; a page of text has 0.07 to 0.15
_MOST_EDGES = 0.09  # of its points; text has 0.04 to 0.07
_SPECKS = 0.2  # of the ink: more vanishes with specks than with the corners of letters
_LEAST_CONTRAST = 40  # shades between ink and paper; less is the grain of empty paper
_STRIP = (560, 180)  # pixels of each of the strips that are measured, and read first
_STRIPS = 3
_HARDLY_WORSE = 0.1  # a page that lies on its side makes no sense in either way
_SOME_SENSE = 0.25  # noise has 0.1, a poor scan 0.4


def sense_of(words: Sequence[Word]) -> float:
    """How much sense words make, 0 to 1: the share that are Vietnamese, by how sure the recognition was of all."""
    share = vietnamese_share([word.text for word in words])
    if share is None:
        return 0.0
    # Letters upside down give short syllables, too, but none that the recognition is sure of.
    return share * sum(word.sure or 0.0 for word in words) / len(words)


def legible(image: Image.Image, tesseract: Tesseract) -> Image.Image | None:
    """The picture as it is read best, which is mostly as it is; None where it shows no text."""
    ink, edges, specks = _measures(image)
    if ink <= _MOST_INK and edges <= _MOST_EDGES and specks <= _SPECKS:
        return image
    best = image
    try:
        worth = _sense_of_piece(image, 0, tesseract)
        if specks > _SPECKS:
            plain = image.filter(ImageFilter.MedianFilter(3))
            worth_of_plain = _sense_of_piece(plain, 0, tesseract)
            if worth_of_plain > worth - _HARDLY_WORSE:
                best, worth = plain, worth_of_plain
        quarters = iter((1, 2, 3))
        while worth < _SOME_SENSE:
            if (turn := next(quarters, None)) is None:
                return None
            worth = _sense_of_piece(best, turn, tesseract)
    except CannotRead:  # it took too long over these few words
        return None
    return best


def _measures(image: Image.Image) -> tuple[float, float, float]:
    """Of the strips: the share of ink, that of points where ink begins or ends, and of ink in specks."""
    strips = _strips(image)
    across, down = strips.size
    shade, contrast = _parting(strips.histogram())
    dark = strips.point([255 if value <= shade else 0 for value in range(256)])
    ink = _share(dark)
    if not ink or contrast < _LEAST_CONTRAST:
        return 0.0, 0.0, 0.0
    beside = ImageChops.difference(dark.crop((1, 0, across, down)), dark.crop((0, 0, across - 1, down)))
    lost = ImageChops.subtract(dark, dark.filter(ImageFilter.MedianFilter(3)))
    return ink, _share(beside), _share(lost) / ink


def _share(image: Image.Image) -> float:
    return image.histogram()[255] / (image.width * image.height)


def _parting(counts: Sequence[int]) -> tuple[int, float]:
    """The shade that parts dark from light points best (Otsu's), and how far apart these are."""
    points, weight = sum(counts), sum(shade * count for shade, count in enumerate(counts))
    darker = sum_darker = 0
    best, shade_of_best, contrast = 0.0, 0, 0.0
    for shade, count in enumerate(counts):
        darker, sum_darker = darker + count, sum_darker + shade * count
        lighter = points - darker
        if darker and lighter:
            step = (weight - sum_darker) / lighter - sum_darker / darker
            if step**2 * darker * lighter > best:
                best, shade_of_best, contrast = step**2 * darker * lighter, shade, step
    return shade_of_best, contrast


def _sense_of_piece(image: Image.Image, quarters: int, tesseract: Tesseract) -> float:
    return sense_of(tesseract.words(_strips(turned(image, quarters)), dense=True))


def _strips(image: Image.Image) -> Image.Image:
    """The strips on which a picture is darkest, below each other."""
    width, height = min(_STRIP[0], image.width), min(_STRIP[1], image.height // _STRIPS)
    left, count = (image.width - width) // 2, image.height // height
    column = image.crop((left, 0, left + width, count * height))
    shades = column.resize((1, count), Image.Resampling.BOX).tobytes()
    strips = Image.new("L", (width, height * _STRIPS), 255)
    for place, number in enumerate(sorted(sorted(range(count), key=shades.__getitem__)[:_STRIPS])):
        strips.paste(column.crop((0, number * height, width, (number + 1) * height)), (0, place * height))
    return strips
