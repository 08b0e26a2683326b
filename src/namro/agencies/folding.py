"""One plain form of a name, in which two spellings of it are the same.

SQLite's own folding leaves đ as it is and PostgreSQL has another, so both databases store this one.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case without tone marks, đ as d, anything but letters and digits one space.

    >>> fold("Uỷ ban nhân dân  huyện Đại Từ")
    'uy ban nhan dan huyen dai tu'
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()
