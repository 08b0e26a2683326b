"""How a document stands to one that it names, and how high that one's issuer stands."""

from __future__ import annotations

import pytest

from namro.reading.relations import Level, level_of, relation_of


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Triển khai thực hiện ◆Nghị quyết số 57-NQ/TW ngày 22/12/2024", "implements"),
        ("Tiếp tục quán triệt, cụ thể hóa ◆Chương trình số 65-CTr/TU", "implements"),
        ("Chỉ thị này thay thế ◆Chỉ thị số 02/CT-UBND ngày 05/01/2024", "replaces"),
        ("Sửa đổi, bổ sung một số điều của ◆Quyết định số 51/2024/QĐ-UBND", "amends"),
        ("Căn cứ ◆Luật Tổ chức chính quyền địa phương số 65/2025/QH15", "cites"),
        ("Thực hiện đúng quy trình theo quy định tại ◆Nghị định số 30/2020/NĐ-CP", "cites"),
        ("Hoàn thành trước ngày 30/6. Báo cáo tại ◆Công văn số 12/UBND-TH", "cites"),  # the verb is another sentence's
        ("xem ◆Kế hoạch số 42/KH-UBND", "cites"),
        ("THỰC HIỆN ◆Kế hoạch số 42/KH-UBND", "implements"),
    ],
)
def test_the_last_verb_of_the_clause_says_how(words: str, relation: str) -> None:
    assert relation_of(words.replace("◆", ""), words.index("◆")) == relation


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "level"),
    [
        ("57-NQ/TW", "nghị quyết", "", Level.CENTRAL),
        ("65/2025/QH15", "luật", "", Level.CENTRAL),
        ("1683/NQ-UBTVQH15", "nghị quyết", "", Level.CENTRAL),
        ("30/2020/NĐ-CP", "nghị định", "", Level.CENTRAL),
        ("05/CT-TTg", "chỉ thị", "", Level.CENTRAL),
        ("12/2025/TT-BTC", "thông tư", "", Level.MINISTRY),
        ("987/VPCP-CN", "công văn", "", Level.MINISTRY),
        ("42/KH-UBND", "kế hoạch", "", Level.PROVINCE),
        ("42/KH-UBND", "kế hoạch", "UBND xã An Hòa", Level.LOCAL),
        ("03-KH/ĐU", "kế hoạch", "", Level.PROVINCE),
        ("12/TTr-SXD", "tờ trình", "", Level.LOCAL),
        ("123/BC", "báo cáo", "", Level.UNKNOWN),  # BC is the kind, no ministry
    ],
)
def test_the_sign_of_a_number_says_how_high(number: str, kind: str, issuer: str, level: Level) -> None:
    assert level_of(number, kind, issuer) is level
