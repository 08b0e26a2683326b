"""Plain forms of a name, in which two spellings of it are the same.

SQLite's own folding leaves đ as it is and PostgreSQL has another, so both databases store this one.
"""

from __future__ import annotations

import re
import unicodedata

from namro.agencies.phrases import short_forms
from namro.agencies.spelling import phrase

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case without tone marks, đ as d, anything but letters and digits one space.

    >>> fold("Uỷ ban nhân dân  huyện Đại Từ")
    'uy ban nhan dan huyen dai tu'
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()


def fold_in_full(text: str) -> str:
    """Likewise, with the short forms that mean the same everywhere written out.

    >>> fold_in_full("UBND tỉnh An Lâm")
    'uy ban nhan dan tinh an lam'
    """
    forms = short_forms()
    return " ".join(bare for word in fold(text).split() for bare, _toned in forms.get(word, ((word, word),)))


def name_key(text: str) -> tuple[str, ...]:
    """What all spellings of one name share, with its marks: Văn Lang and Văn Lăng are two communes.

    >>> name_key("UỶ BAN NHÂN DÂN xã Văn Lang") == name_key("UBND xã Văn Lang"), name_key("Lang") == name_key("Lăng")
    (True, False)
    """
    return phrase(text, short_forms()).toned


def same_name(one: str, other: str) -> bool:
    """Whether two texts are spellings of one name."""
    return name_key(one) == name_key(other)
