"""One spelling for comparison: the same length, whatever the writer's habits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.reading.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        # capitals
        ("UBND TỈNH", "ubnd tỉnh"),
        # the old place of the tone mark in open syllables
        ("Uỷ ban, hoà bình, thuý, khoẻ", "ủy ban, hòa bình, thúy, khỏe"),
        # ... also in capitals
        ("UỶ BAN NHÂN DÂN, CỘNG HOÀ", "ủy ban nhân dân, cộng hòa"),
        # a closed syllable has one place only
        ("hoàn thành toán loại", "hoàn thành toán loại"),
        # "qu" is a consonant: the tone stays on "y"
        ("quý, quỹ, quỷ", "quý, quỹ, quỷ"),
        # kinds of dash
        ("57–NQ/TW — 58‑KL/TW", "57-nq/tw - 58-kl/tw"),
        # kinds of quotation mark
        ("“150 ngày” ‘x’", "\"150 ngày\" 'x'"),
        # kinds of space
        ("Sở\u00a0Tài\u202fchính\tquý", "sở tài chính quý"),
        # a letter outside Vietnamese that grows when it is made small keeps its place
        ("İ Sở", "İ sở"),
        # nothing to fold
        ("", ""),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == folded


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_places_stay(text: str) -> None:
    once = fold(text)
    assert len(once) == len(text)
    assert fold(once) == once
