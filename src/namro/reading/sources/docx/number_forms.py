"""How Word writes a count: 4 as "4", "04", "d", "IV"; and which plain bullet stands for one from a symbol font."""

from __future__ import annotations

from collections.abc import Callable

_MAX_LETTERS = 780  # Word repeats a letter up to thirty times
_MAX_ROMAN = 3_999

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

# U+F020–U+F0FF: the same places of a symbol font, moved out of the way of letters.
_BULLETS = {
    "-": "-", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\uf02d": "-",
    "+": "+", "\uf02b": "+",
    "*": "*", "\uf02a": "*",
}  # fmt: skip


def written(count: int, form: str) -> str:
    """The count in a number form of ECMA-376 17.18.59; a form that is not known here is written in digits."""
    if form[:1] == "0":  # a custom form is given by its first number: "001"
        return str(count).zfill(len(form))
    return _FORMS.get(form, str)(count)


def bullet(pattern: str) -> str:
    """The plain bullet of a list level: "-", "+" and "*" as such, any other single sign as "-"; words stay."""
    sign = pattern.strip()
    return sign if len(sign) != 1 else _BULLETS.get(sign, "-")


def _letters(count: int) -> str:
    """a … z, aa, bb … zz, aaa: the letter is repeated, as in Word and not as in a spreadsheet."""
    if not 1 <= count <= _MAX_LETTERS:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    if not 1 <= count <= _MAX_ROMAN:
        return str(count)
    signs = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        signs += sign * times
    return signs


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "ordinal": str,  # "1st" in English; a Vietnamese Word prints the bare number
    "none": lambda count: "",
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "numberInDash": lambda count: f"- {count} -",
}
