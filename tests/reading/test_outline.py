"""The tree of sections, items and bullets, and the path that each is told by."""

from __future__ import annotations

import pytest

from namro.reading.folding import fold
from namro.reading.outline import outline_of
from namro.reading.sources import open_source
from tests.reading.phrases import FOOT, directive


def tree(body: str) -> list[tuple[str, str, str | None]]:
    """(path, first word, first word of the parent) of each unit."""
    source = open_source(body.encode())
    units = outline_of(source, fold(source.text), 0).units()

    def word(index: int | None) -> str | None:
        return None if index is None else source.words(units[index].span).split()[0].strip(":;.")

    return [(unit.path, word(i) or "", word(unit.parent)) for i, unit in enumerate(units)]


def paths(body: str) -> list[str]:
    return [path for path, _, _ in tree(body)]


def test_sections_items_and_letters_nest() -> None:
    assert tree("I. MỘT\n1. Hai\n1.1. Ba\na) Bốn\nb) Năm\n1.2. Sáu\n2. Bảy\nII. TÁM\n1. Chín\n") == [
        ("I", "MỘT", None),
        ("I.1", "Hai", "MỘT"),
        ("I.1.1", "Ba", "Hai"),
        ("I.1.1.a", "Bốn", "Ba"),
        ("I.1.1.b", "Năm", "Ba"),
        ("I.1.2", "Sáu", "Hai"),
        ("I.2", "Bảy", "MỘT"),
        ("II", "TÁM", None),
        ("II.1", "Chín", "TÁM"),
    ]


def test_bullets_keep_the_path_of_what_they_hang_under() -> None:
    assert tree("II. MỘT\n1. Hai\n- Ba\n+ Bốn\n+ Năm\n- Sáu\n2. Bảy\n") == [
        ("II", "MỘT", None),
        ("II.1", "Hai", "MỘT"),
        ("II.1", "Ba", "Hai"),
        ("II.1", "Bốn", "Ba"),
        ("II.1", "Năm", "Ba"),
        ("II.1", "Sáu", "Hai"),
        ("II.2", "Bảy", "MỘT"),
    ]


def test_a_paragraph_under_an_item_is_its_child() -> None:
    assert tree("1. Một\nHai\n2. Ba\n") == [("1", "Một", None), ("1", "Hai", "Một"), ("2", "Ba", None)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # items of a plain list
        ("1. A\n2. B\n3. C\n", ["1", "2", "3"]),
        # letters right under a section
        ("2. A\na) B\nb) C\n", ["2", "2.a", "2.b"]),
        # articles and their clauses
        ("Điều 1. A\n1. B\n2. C\nĐiều 2. D\n1. E\n", ["Điều 1", "Điều 1.1", "Điều 1.2", "Điều 2", "Điều 2.1"]),
        # a part above the sections is the outermost label
        ("PHẦN I A B C\nI. D\n1. E\n", ["PHẦN I", "PHẦN I.I", "PHẦN I.1"]),
        # a label left out does not disturb the rest
        ("I. A\n1. B\n3. C\nIII. D\n", ["I", "I.1", "I.3", "III"]),
        # the same label twice
        ("I. A\nb) B\nb) C\nc) D\n", ["I", "I.b", "I.b", "I.c"]),
        # numbers in brackets under a letter
        ("1. A\na) B\n(1) C\n(2) D\nb) E\n", ["1", "1.a", "1.a.1", "1.a.2", "1.b"]),
        # bullets before any label
        ("- A\n- B\n", ["", ""]),
    ],
)
def test_paths(body: str, expected: list[str]) -> None:
    assert paths(body) == expected


@pytest.mark.parametrize(
    "title",
    [
        "TỔ CHỨC THỰC HIỆN",  # a title in capitals without a label parts the sections
        "NHIỆM VỤ, GIẢI PHÁP",
    ],
)
def test_a_title_in_capitals_holds_what_follows(title: str) -> None:
    first = title.split()[0].strip(",")
    assert [parent for _, _, parent in tree(f"{title}\n1. Một\n2. Hai\n")] == [None, first, first]


def test_the_foot_is_no_part_of_the_body() -> None:
    found = directive("\n1. Giao Sở Y tế rà soát.\n", foot=FOOT)
    words = [found.source.words(unit.span) for unit in found.outline]
    assert words == ["Giao Sở Y tế rà soát."]


def test_an_annex_after_the_signature_is_read_again() -> None:
    annex = "\n\nKẾ HOẠCH\nPhòng, chống thiên tai năm 2025\n\nI. NHIỆM VỤ\n\n1. Giao Sở Y tế chuẩn bị cơ số thuốc.\n"
    found = directive("\nĐiều 1. Ban hành Kế hoạch kèm theo.\n", foot=FOOT + annex)
    assert [(task.at, task.leads[0].name) for task in found.tasks] == [("I.1", "Sở Y tế")]


@pytest.mark.parametrize(
    "heading",
    [
        "",  # lost
        "Nui nhau:\n",  # garbled by a scan
        "Nui nhau: TM. ỦY BAN NHÂN DÂN\n",  # beside the signature
    ],
)
def test_recipients_without_their_heading_are_no_part_of_the_body(heading: str) -> None:
    lines = "- Thường trực Tỉnh ủy (để báo cáo);\n- Các sở, ban, ngành;\n- Văn phòng UBND tỉnh;\n- Lưu: VT, TH.\n"
    found = directive("\n1. Giao Sở Y tế rà soát thuốc./.\n", foot=f"\n{heading}{lines}")
    assert [task.leads[0].name for task in found.tasks] == ["Sở Y tế"]
    assert found.head.recipients[-3:] == (
        "Thường trực Tỉnh ủy (để báo cáo)", "Các sở, ban, ngành", "Văn phòng UBND tỉnh"
    )  # fmt: skip


def test_bullets_of_the_body_are_no_recipients() -> None:
    body = "\n1. Sở Y tế:\n- Rà soát thuốc;\n- Kiểm tra trạm y tế;\n- Lập dự toán;\n- Lưu trữ hồ sơ theo quy định.\n"
    assert len(directive(body).tasks) == 4


@pytest.mark.parametrize(
    "title",
    [
        "KẾ HOẠCH TỔ CHỨC NGÀY HỘI ĐỌC SÁCH (Kèm theo Quyết định số 15/QĐ-UBND ngày 10/3/2025 của UBND tỉnh)",
        "KẾ HOẠCH\n\nTriển khai ngày hội đọc sách trên địa bàn tỉnh năm 2025",
        "KẾ HOẠCH\n\nTriển khai ngày hội đọc sách (Ban hành kèm theo Quyết định số 15/QĐ-UBND của UBND tỉnh)",
    ],
)
def test_a_title_and_what_goes_on_with_it_are_no_task(title: str) -> None:
    annex = f"\n\n{title}\n\nI. NHIỆM VỤ\n\n1. Giao Sở Y tế chuẩn bị cơ số thuốc.\n"
    found = directive("\nĐiều 1. Giao Sở Nội vụ rà soát.\n", foot=FOOT + annex)
    assert [task.leads[0].name for task in found.tasks] == ["Sở Nội vụ", "Sở Y tế"]


def test_a_footnote_stands_beside_the_tree() -> None:
    found = directive("\n1. Giao Sở Y tế rà soát[1] cơ số thuốc.\n\n[1] Kể cả thuốc dự phòng.\n")
    assert [(unit.kind, unit.label) for unit in found.outline] == [("item", "1"), ("note", "1")]
