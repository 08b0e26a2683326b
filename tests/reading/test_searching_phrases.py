"""Several phrases searched at once give what one pattern of all of them would."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from namro.reading.phrases import in_order, phrases

_WORDS = ("trong", "trong vòng", "ngay trong", "hạn", "thời hạn", "quá")
_AS_ONE = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))


@given(st.lists(st.sampled_from([*_WORDS, " ", "x"])).map("".join))
def test_as_one_pattern_of_all(text: str) -> None:
    together = [found.span() for found in in_order(phrases(*_WORDS), text)]
    assert together == [found.span() for found in _AS_ONE.finditer(text)]
