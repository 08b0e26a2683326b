"""The labels that open an item, and the words that only look like one."""

from __future__ import annotations

import pytest

from namro.reading.labels import BULLET, PLUS, label_of


def told(line: str) -> tuple[str, str] | None:
    """The label as a path prints it, and the item's own words."""
    label = label_of(line)
    return (label.printed, line[label.length :]) if label else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # parts and chapters, which have no mark after them
        ("PHẦN I NHIỆM VỤ", ("PHẦN I", "NHIỆM VỤ")),
        ("Phần thứ hai: Tổ chức", ("Phần thứ hai", "Tổ chức")),
        ("Chương II. Quy định", ("Chương II", "Quy định")),
        # divisions of a chapter, not one that is only spoken of
        ("Mục 2. QUẢN LÝ GIÁ", ("Mục 2", "QUẢN LÝ GIÁ")),
        ("Mục 2 QUẢN LÝ GIÁ", ("Mục 2", "QUẢN LÝ GIÁ")),
        ("Mục 2 Kế hoạch này", None),
        # an abbreviation at the head of a line is no label: "vân vân"
        ("V.V phục vụ người dân", None),
        # articles
        ("Điều 3. Giao Sở Nội vụ", ("Điều 3", "Giao Sở Nội vụ")),
        ("Điều 12a: Sửa đổi", ("Điều 12a", "Sửa đổi")),
        # an article that is only spoken of
        ("Điều 3 của Quyết định này", None),
        # Roman sections
        ("I. MỤC TIÊU", ("I", "MỤC TIÊU")),
        ("IV. TỔ CHỨC", ("IV", "TỔ CHỨC")),
        ("XIX. KINH PHÍ", ("XIX", "KINH PHÍ")),
        ("II) Giải pháp", ("II", "Giải pháp")),
        ("III- NHIỆM VỤ", ("III", "NHIỆM VỤ")),
        ("II/ NHIỆM VỤ", ("II", "NHIỆM VỤ")),
        # letters of parts
        ("A. PHẦN CHUNG", ("A", "PHẦN CHUNG")),
        # a word that opens with a Roman letter
        ("Viện Kiểm sát", None),
        ("Các sở, ngành", None),
        # numbers of one to four steps
        ("1. Rà soát", ("1", "Rà soát")),
        ("12. Rà soát", ("12", "Rà soát")),
        ("1) Rà soát", ("1", "Rà soát")),
        ("1/ Rà soát", ("1", "Rà soát")),
        ("2.1. Sở Tài chính", ("2.1", "Sở Tài chính")),
        ("2.1 Sở Tài chính", ("2.1", "Sở Tài chính")),
        ("2.1.3. Rà soát", ("2.1.3", "Rà soát")),
        ("1 - Rà soát", ("1", "Rà soát")),
        # run together with its words
        ("1.Rà soát", ("1", "Rà soát")),
        # years, days and figures are none
        ("2025. Giao Sở", None),
        ("2025 là năm", None),
        ("15/3/2025 báo cáo", None),
        ("104.100 tỷ đồng", None),
        ("1/2 số hộ", None),
        ("30 ngày làm việc", None),
        # letters, also the one that only Vietnamese has
        ("a) Rà soát", ("a", "Rà soát")),
        ("đ) Rà soát", ("đ", "Rà soát")),
        ("b. Rà soát", ("b", "Rà soát")),
        ("a1) Rà soát", ("a1", "Rà soát")),
        ("a.1) Rà soát", ("a.1", "Rà soát")),
        ("a.1. Rà soát", ("a.1", "Rà soát")),
        # a section's number before the item's
        ("I.1. Rà soát", ("I.1", "Rà soát")),
        ("II.2.3. Rà soát", ("II.2.3", "Rà soát")),
        # in brackets
        ("(1) Rà soát", ("1", "Rà soát")),
        ("(a) Rà soát", ("a", "Rà soát")),
        ("(ii) Rà soát", ("ii", "Rà soát")),
        # a bracket that explains
        ("(đính kèm danh sách)", None),
        # bullets of every kind are told as one
        ("- Rà soát", ("-", "Rà soát")),
        ("– Rà soát", ("-", "Rà soát")),
        ("• Rà soát", ("-", "Rà soát")),
        ("-Rà soát", ("-", "Rà soát")),
        ("o Rà soát", ("-", "Rà soát")),
        # a fall is no bullet
        ("-5 % so với kế hoạch", None),
        # a bullet under a bullet, also doubled
        ("+ Khu vực 1", ("+", "Khu vực 1")),
        ("- + Khu vực 1", ("+", "Khu vực 1")),
        # a label with nothing after it opens no item
        ("II.", None),
        ("", None),
    ],
)
def test_label(line: str, expected: tuple[str, str] | None) -> None:
    assert told(line) == expected


def test_the_label_of_a_place_inside_a_text() -> None:
    assert label_of("Mở đầu\n1. Rà soát", 7) == label_of("1. Rà soát")


def test_ranks_nest_as_officials_write() -> None:
    lines = (
        "PHẦN I A",
        "A. B",
        "I. C",
        "Mục 1. C",
        "Điều 1. D",
        "1. E",
        "1.1. F",
        "1.1.1. G",
        "a) H",
        "(1) I",
        "- K",
        "+ L",
    )
    ranks = [label.rank for line in lines if (label := label_of(line))]
    assert len(ranks) == len(lines)
    assert ranks == sorted(ranks)
    assert ranks[-2:] == [BULLET, PLUS]
