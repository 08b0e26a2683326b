"""The table in the terminal fits its width, cuts no agency's name, and shows what was not read."""

import pytest

from namro.reading.export.table import columns_of, render, wrap
from tests.export.invented import register


@pytest.mark.parametrize("width", [60, 80, 100, 116, 140, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(columns_of(line) for line in render(register(), width).splitlines()) <= width


@pytest.mark.parametrize("width", [80, 140])
def test_all_that_a_register_holds_is_shown(width):
    shown = " ".join(render(register(), width).split())
    for words in (
        "Sở Tư pháp",
        "┃┃╻┃.",
        "14/3/2025",
        "Câu này không ai hiểu.",
        "Văn bản số 42/KH-UBND không nêu ngày.",
    ):
        assert words in shown


def test_no_signs_for_a_terminal_unless_asked():
    assert "\x1b" not in render(register(), 100)
    assert "\x1b[1m" in render(register(), 100, styled=True)


def test_a_co_ordinator_stands_in_a_column_of_its_own_where_there_is_room():
    assert "Phối hợp" in render(register(), 140)
    assert "Phối hợp" not in render(register(), 80) and "+ các sở, ban," in render(register(), 80)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Uỷ ban nhân dân", 10, ["Uỷ ban", "nhân dân"]),
        ("https://thainguyen.gov.vn/a", 10, ["https://th", "ainguyen.g", "ov.vn/a"]),
        ("", 10, []),
        ("  a\n b ", 10, ["a b"]),
    ],
)
def test_wrapping(text, width, lines):
    import unicodedata

    assert [unicodedata.normalize("NFC", line) for line in wrap(text, width)] == lines
    decomposed = wrap(unicodedata.normalize("NFD", text), width)
    assert [unicodedata.normalize("NFC", line) for line in decomposed] == lines
