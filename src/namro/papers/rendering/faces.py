"""The face of a printed paper: Tinos, which has Times New Roman's measure and every Vietnamese letter."""

from __future__ import annotations

import struct
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

import namro
from namro.papers.rendering.errors import FacesMissing

FAMILY = "Tinos"
FOLDER = Path(namro.__file__).parent / "site/static/vendor/print"  # collected, and in the wheel
_CUTS = {
    (False, False): "400Regular",
    (True, False): "700Bold",
    (False, True): "400Regular_Italic",
    (True, True): "700Bold_Italic",
}
_UNITS = 1000  # the size at which letters are measured; advances scale with the size
_MM_PER_POINT = 25.4 / 72


def folder() -> Path:
    """Where the faces lie. Raises FacesMissing."""
    if not all((FOLDER / f"Tinos_{cut}.ttf").is_file() for cut in _CUTS.values()):
        raise FacesMissing(str(FOLDER))
    return FOLDER


@lru_cache(maxsize=20_000)  # words come again and again
def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Millimetres that the text takes on one line at `size` points."""
    return float(_face(bold, italic).getlength(text.replace("\n", " "))) * size / _UNITS * _MM_PER_POINT


@cache
def letters() -> frozenset[int]:
    """The code points that the face can draw; PDF/A refuses a letter without a shape."""
    data = (folder() / "Tinos_400Regular.ttf").read_bytes()
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * data[5], 16)}
    cmap = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    starts = [cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * one)[2] for one in range(count)]
    table = next(start for start in starts if struct.unpack_from(">H", data, start)[0] == 4)
    (twice,) = struct.unpack_from(">H", data, table + 6)
    ends = struct.unpack_from(f">{twice // 2}H", data, table + 14)
    begins = struct.unpack_from(f">{twice // 2}H", data, table + 16 + twice)
    return frozenset(point for a, b in zip(begins, ends, strict=True) for point in range(a, b + 1) if point != 0xFFFF)


@cache
def _face(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(folder() / f"Tinos_{_CUTS[bold, italic]}.ttf"), _UNITS, layout_engine=ImageFont.Layout.BASIC
    )
