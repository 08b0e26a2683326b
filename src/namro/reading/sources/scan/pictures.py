"""Pictures of pages: from image files, evened out, and made straight."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat

from namro.reading.errors import CannotRead
from namro.reading.sources.paged.model import Word

DPI = 200  # measured: 300 is slower and not better
_PAGE_WIDTH = 595.3  # points: a photograph is taken to show an A4 page
_WIDEST = 2_400  # pixels; a photograph has more than letters need
_NARROWEST = 1_200
_SMALLEST = 150  # pixels; smaller shows no line of text
MAX_PIXELS = 120_000_000
MAX_FRAMES = 300

_COARSE = 8  # pixels to one when what was not read is looked for
_LEAST_LEFTOVER = 0.006  # of the page
_DARK_POINT = [255 if value > 60 else 0 for value in range(256)]

_CLUMP = 8  # coarse pixels: what lies nearer than this lies together
_INK = [255 if value < 140 else 0 for value in range(256)]
_PAPER = 16  # pixels left round what is drawn
_ANY = [255 if value else 0 for value in range(256)]

Area = tuple[int, int, int, int]  # left, top, right, bottom

_SKEW_WIDTH = 500  # pixels of the picture by which the skew is told
_STRIPS = 32
_MOST_SKEW = 6.0  # degrees
_LEAST_SKEW = 0.25  # degrees; tesseract does not mind less


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, and how wide it is in points."""

    image: Image.Image
    points: float


class ImageFile:
    """The pictures in an image file, which may be several. Use `picture` as for a PDF's page."""

    def __init__(self, data: bytes, key: str) -> None:
        self.key = key
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                self._image = Image.open(io.BytesIO(data))
                self.page_count = min(getattr(self._image, "n_frames", 1), MAX_FRAMES)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise _damaged() from error
        if self._image.width * self._image.height > MAX_PIXELS:
            raise CannotRead("Ảnh có quá nhiều điểm ảnh.", "Thu nhỏ ảnh (chiều ngang khoảng 2.000 điểm) rồi đọc lại.")

    def picture(self, index: int) -> Picture:
        """The page in grey. Raises CannotRead for a damaged one, or one too small to hold text."""
        try:
            self._image.seek(index)
            image = _in_grey(ImageOps.exif_transpose(self._image))
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise _damaged() from error
        if min(image.size) < _SMALLEST:
            raise CannotRead(
                f"Ảnh chỉ có {image.width} × {image.height} điểm, quá nhỏ để đọc chữ.",
                "Chụp hoặc quét lại ở độ phân giải 200–300 dpi rồi đọc lại.",
            )
        return Picture(evened(_sized(image)), _PAGE_WIDTH if image.width < image.height else _PAGE_WIDTH * 1.414)


def _damaged() -> CannotRead:
    return CannotRead("Tệp ảnh bị hỏng hoặc bị cắt cụt.", "Xin lại hoặc chụp lại rồi đọc lại.")


def _in_grey(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA", "P"):  # what is see-through is paper
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("L")


def _sized(image: Image.Image) -> Image.Image:
    across = min(image.size)
    if across > _WIDEST:
        factor = _WIDEST * 0.75 / across
    elif across < _NARROWEST:
        factor = min(_NARROWEST / across, 3.0)
    else:
        return image
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)


def evened(image: Image.Image) -> Image.Image:
    """The picture with the shadow of a photograph taken off; a clean scan stays as it is."""
    small = image.reduce(16).filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(3))
    low, high = small.getextrema()
    if not isinstance(low, int) or not isinstance(high, int) or (low > 225 and high - low < 25):
        return image
    paper = small.resize(image.size, Image.Resampling.BILINEAR)
    return ImageOps.autocontrast(ImageChops.add(image, ImageChops.invert(paper)), cutoff=(1, 0))


def turned(image: Image.Image, quarters: int) -> Image.Image:
    """The picture turned clockwise by quarters."""
    if quarters % 4 == 0:
        return image
    turns = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    return image.transpose(turns[quarters % 4])


def straightened(image: Image.Image) -> tuple[Image.Image, float]:
    """The picture with its lines level, and by how many degrees it was turned counter-clockwise for that."""
    skew = _skew_of(image)
    if abs(skew) < _LEAST_SKEW:
        return image, 0.0
    return image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255), skew


def _skew_of(image: Image.Image) -> float:
    """The angle at which dark rows and light rows differ most: first coarsely, then finely round the best.

    The page is looked at as so many upright strips, each a column of shades; to turn it by little is to move these.
    """
    factor = max(1, image.width // _SKEW_WIDTH)
    small = ImageOps.invert(image.reduce(factor))
    if small.point(_DARK_POINT).getbbox() is None:  # nothing is drawn
        return 0.0
    strips = small.resize((_STRIPS, small.height), Image.Resampling.BOX)
    width = small.width / _STRIPS

    def contrast(angle: float) -> float:
        fall = math.tan(math.radians(angle)) * width
        level = (1, 0, 0, fall, 1, -fall * _STRIPS / 2)
        moved = strips.transform(strips.size, Image.Transform.AFFINE, level, Image.Resampling.BILINEAR)
        return float(ImageStat.Stat(moved.resize((1, moved.height), Image.Resampling.BOX)).var[0])

    most = round(_MOST_SKEW * 2)
    best = max((step / 2 for step in range(-most, most + 1)), key=contrast)
    for finer in (0.25, 0.125):
        best = max((best - finer, best, best + finer), key=contrast)
    return best


def inked(image: Image.Image) -> Area | None:
    """The part of a picture that is drawn on, with some paper round it; None where nothing is."""
    box = image.point(_INK).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    return (
        max(0, left - _PAPER),
        max(0, top - _PAPER),
        min(image.width, right + _PAPER),
        min(image.height, bottom + _PAPER),
    )


def leftovers(image: Image.Image, words: Iterable[Word]) -> list[Area]:
    """Where something dark stands under no word, in pixels: stamps and signatures, not specks and not the edge."""
    small = ImageOps.invert(image.reduce(_COARSE))
    draw = ImageDraw.Draw(small)
    for word in words:
        covered = (word.left, word.top, word.right, word.bottom)
        draw.rectangle([one / _COARSE + by for one, by in zip(covered, (-2, -2, 2, 2), strict=True)], fill=0)
    edge_x, edge_y = small.width // 20, small.height // 20
    drawn = small.crop((edge_x, edge_y, small.width - edge_x, small.height - edge_y)).point(_DARK_POINT)
    # Three dark points together: a line of letters, not a speck or a thin rule.
    letters = drawn.filter(ImageFilter.MinFilter(3))
    least = _LEAST_LEFTOVER * small.width * small.height
    found: list[Area] = []
    for clump in _clumps(drawn):
        if (core := letters.crop(clump).getbbox()) and (core[2] - core[0]) * (core[3] - core[1]) >= least:
            left, top, right, bottom = clump
            wider = (left - 4, top - 4, right + 4, bottom + 4)
            x0, y0, x1, y1 = ((one + edge) * _COARSE for one, edge in zip(wider, (edge_x, edge_y) * 2, strict=True))
            found.append((max(0, x0), max(0, y0), min(image.width, x1), min(image.height, y1)))
    return found


def _clumps(dark: Image.Image) -> list[Area]:
    """The boxes of what lies together on a picture of black and white."""
    blocks = ImageOps.expand(dark.reduce(_CLUMP).point(_ANY), 1, 0)
    found: list[Area] = []
    while (box := blocks.getbbox()) is not None:
        row = blocks.crop((0, box[1], blocks.width, box[1] + 1)).getbbox()
        assert row is not None
        before = blocks.copy()
        ImageDraw.floodfill(blocks, (row[0], box[1]), 0)
        clump = ImageChops.difference(before, blocks).getbbox()
        assert clump is not None
        left, top, right, bottom = ((one - 1) * _CLUMP for one in clump)
        found.append((left, top, min(right, dark.width), min(bottom, dark.height)))
    return found
