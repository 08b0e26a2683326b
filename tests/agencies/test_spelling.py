"""Words of a name, and how far two spellings lie apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.agencies.phrases import short_forms, with_short_forms_mended
from namro.agencies.spelling import distance, phrase


def bare(text: str) -> str:
    return " ".join(phrase(text, short_forms()).bare)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sở Tài chính", "so tai chinh"),
        ("ĐÀI PHÁT THANH – TRUYỀN HÌNH", "dai phat thanh truyen hinh"),
        ("UBND huyện Đại Từ", "uy ban nhan dan huyen dai tu"),  # a short form is written out
        ("Sở NN&MT", "so nn mt"),  # this one is not the same everywhere: the index knows it
        ("Văn hóa, Thể thao và Du lịch", "van hoa the thao du lich"),  # "và" is not spoken
        ("các sở, ban, ngành", "so ban nganh"),
        ("tất cả các đơn vị", "don vi"),
        ("khu vực VII", "khu vuc 7"),
        ("khu vực Vll", "khu vuc 7"),  # l for I, from a scan
        ("khu vực 05", "khu vuc 5"),
        ("KV5", "kv 5"),
        ("Xã Vi Hương", "xa vi huong"),  # no number: no "khu vực" before it
        ("S0 Tài ch1nh Thá1 Nguyên", "so tai chinh thai nguyen"),
        ("Quận 10", "quan 10"),
        ("", ""),
        ("…–/", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert bare(text) == words


def test_the_place_of_the_tone_mark_does_not_matter_its_letter_does() -> None:
    assert phrase("Hoà Bình, Thuỷ", {}).toned == phrase("Hòa Bình, Thủy", {}).toned
    assert phrase("Văn Lăng", {}).toned != phrase("Văn Lang", {}).toned
    assert phrase("Lâm", {}).toned != phrase("Lầm", {}).toned


def test_a_plural_is_told_where_it_opens_and_anywhere() -> None:
    opening, within, none = phrase("các sở", {}), phrase("UBND các xã", {}), phrase("UBND xã", {})
    assert (opening.opens_plural, opening.is_plural) == (True, True)
    assert (within.opens_plural, within.is_plural) == (False, True)
    assert (none.opens_plural, none.is_plural) == (False, False)


@settings(deadline=None)  # the machine is shared
@given(st.text(max_size=60))
def test_every_word_stands_where_it_says(text: str) -> None:
    words = phrase(text, short_forms())
    assert len(words.bare) == len(words.toned) == len(words.starts) == len(words.ends)
    assert all(0 <= start < end <= len(words.text) for start, end in zip(words.starts, words.ends, strict=True))
    assert list(words.starts) == sorted(words.starts)
    for count in range(len(words.bare) + 2):
        assert words.first(count).bare == words.bare[:count]


def slow_distance(one: str, other: str) -> int:
    """The textbook's optimal string alignment, whole."""
    table = [[i + j if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


letters = st.text("abc", max_size=9)


@settings(deadline=None)  # the machine is shared
@given(letters, letters, st.integers(0, 4))
def test_distance_is_the_textbooks_up_to_the_bound(one: str, other: str, most: int) -> None:
    expected = slow_distance(one, other)
    assert distance(one, other, most) == (expected if expected <= most else None)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("UBNI huyện Đại Từ", "UBND huyện Đại Từ"),
        ("uBVD tỉnh", "UBND tỉnh"),
        ("KBNM khu vực VII", "KBNN khu vực VII"),
        ("UBND tỉnh", "UBND tỉnh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("NBNN", "NBNN"),  # as near to KBNN as to NHNN
    ],
)
def test_short_forms_are_mended_where_it_is_plain_which(text: str, mended: str) -> None:
    assert with_short_forms_mended(text) == mended
