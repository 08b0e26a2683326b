"""Letters for the signs of symbol fonts, which stand in a document as bare places in a font (U+F020–U+F0FF)."""

from __future__ import annotations

import re

SYMBOL_PLACE = re.compile("[\uf020-\uf0ff]")

UNKNOWN = "•"  # most such signs are ornaments before a line

# Adobe Symbol, the places above ASCII that turn up in targets and lists.
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x2D: "-", 0x40: "≅", 0x5E: "⊥", 0x60: "‾", 0x7E: "∼",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA8: "♦", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD0: "∠", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_SYMBOL |= dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))

_WINGDINGS = {
    0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def sign(font: str, place: int) -> str:
    """The letter for a place (0x20–0xFF, with or without the 0xF000 of its private form) of a symbol font."""
    place &= 0xFF
    if font.casefold().startswith("wingdings"):
        return _WINGDINGS.get(place, UNKNOWN)
    if place in _SYMBOL:
        return _SYMBOL[place]
    return chr(place) if 0x20 <= place < 0x7F else UNKNOWN


def with_signs(text: str, font: str) -> str:
    """The text with every place of a symbol font written out."""
    return SYMBOL_PLACE.sub(lambda found: sign(font, ord(found.group())), text)
