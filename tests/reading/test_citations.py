"""Mentions of numbered documents: the grammar of numbers, the kind, the day and the issuer."""

from __future__ import annotations

import pytest

from tests.reading.phrases import citations

NUMBERS = [
    # normative: N/YYYY/TYPE-ISSUER
    ("Quyết định số 51/2024/QĐ-UBND", "quyết định", "51/2024/QĐ-UBND"),
    ("Nghị định số 182/2024/NĐ-CP", "nghị định", "182/2024/NĐ-CP"),
    ("Thông tư số 15/2021/TT-BTC", "thông tư", "15/2021/TT-BTC"),
    ("Thông tư liên tịch số 01/2016/TTLT-BKHĐT-BTC", "thông tư liên tịch", "01/2016/TTLT-BKHĐT-BTC"),
    # laws and resolutions of the National Assembly
    ("Luật Đầu tư công số 58/2024/QH15", "luật", "58/2024/QH15"),
    ("Nghị quyết số 193/2025/QH15", "nghị quyết", "193/2025/QH15"),
    # individual: N/TYPE-ISSUER
    ("Chỉ thị số 05/CT-TTg", "chỉ thị", "05/CT-TTg"),
    ("Kế hoạch số 34/KH-UBND", "kế hoạch", "34/KH-UBND"),
    ("Công điện số 16/CĐ-TTg", "công điện", "16/CĐ-TTg"),
    ("Quyết định số 1017/QĐ-TTg", "quyết định", "1017/QĐ-TTg"),
    ("Nghị quyết số 25/NQ-CP", "nghị quyết", "25/NQ-CP"),
    ("Thông báo số 56/TB-VPCP", "thông báo", "56/TB-VPCP"),
    ("Báo cáo số 120/BC-UBND", "báo cáo", "120/BC-UBND"),
    ("Tờ trình số 77/TTr-SNV", "tờ trình", "77/TTr-SNV"),
    ("Hướng dẫn số 09/HD-SYT", "hướng dẫn", "09/HD-SYT"),
    # of the Standing Committee of the National Assembly
    ("Nghị quyết số 1683/NQ-UBTVQH15", "nghị quyết", "1683/NQ-UBTVQH15"),
    # letters: N/ISSUER-UNIT
    ("Công văn số 12/UBND-VX", "công văn", "12/UBND-VX"),
    ("Văn bản số 12729/VPCP-KGVX", "văn bản", "12729/VPCP-KGVX"),
    ("Công văn số 345/STC-QLNS", "công văn", "345/STC-QLNS"),
    # of the Party: N-TYPE/ISSUER
    ("Kết luận số 123-KL/TW", "kết luận", "123-KL/TW"),
    ("Chương trình hành động số 65-CTr/TU", "chương trình hành động", "65-CTr/TU"),
    ("Kế hoạch số 03-KH/ĐU", "kế hoạch", "03-KH/ĐU"),
    ("Nghị quyết số 57-NQ/TW", "nghị quyết", "57-NQ/TW"),
    ("Quy định số 366-QĐ/TW", "quy định", "366-QĐ/TW"),
    # consolidated texts
    ("Văn bản hợp nhất số 01/VBHN-VPCP", "văn bản hợp nhất", "01/VBHN-VPCP"),
    # without "số"
    ("Nghị định 179/2024/NĐ-CP", "nghị định", "179/2024/NĐ-CP"),
    ("Quyết định 766/QĐ-TTg", "quyết định", "766/QĐ-TTg"),
    # blanks and dashes as scanners and typists leave them
    ("Nghị quyết số 57- NQ/TW", "nghị quyết", "57-NQ/TW"),
    ("Nghị quyết số 57 - NQ/TW", "nghị quyết", "57-NQ/TW"),
    ("Nghị quyết số 57–NQ/TW", "nghị quyết", "57-NQ/TW"),
    ("Quyết định số 51 /2024/ QĐ-UBND", "quyết định", "51/2024/QĐ-UBND"),
    ("Kế hoạch số 42/ KH-UBND", "kế hoạch", "42/KH-UBND"),
    ("Chỉ thị số: 05/CT-TTg", "chỉ thị", "05/CT-TTg"),
    # by the letters of the number alone
    ("theo 05/CT-TTg", "chỉ thị", "05/CT-TTg"),
    # a letter after the number
    ("Nghị quyết số 18a/NQ-HĐND", "nghị quyết", "18a/NQ-HĐND"),
    # a unit with a digit
    ("Công văn số 1234/UBND-KT1", "công văn", "1234/UBND-KT1"),
    ("Kế hoạch số 55/KH-BCĐ389", "kế hoạch", "55/KH-BCĐ389"),
    # the figure of a footnote
    ("Nghị quyết số 57-NQ/TW1", "nghị quyết", "57-NQ/TW"),
    ("Chương trình số 12-CTr/BCĐ3", "chương trình", "12-CTr/BCĐ"),
    # a sign after a dot
    ("Quyết định số 123/QĐ-UBND.HC", "quyết định", "123/QĐ-UBND.HC"),
    # Đ typed without its stroke, or as the Icelandic letter
    ("Quyết định số 388/QD-TTg", "quyết định", "388/QD-TTg"),
    ("Quyết định số 388/Q\u00d0-TTg", "quyết định", "388/Q\u00d0-TTg"),
    # an issuer with "&"
    ("Công văn số 88/SNN&MT-KL", "công văn", "88/SNN&MT-KL"),
]


@pytest.mark.parametrize(("mention", "kind", "number"), NUMBERS)
@pytest.mark.parametrize("after", ["", ".", ", báo cáo", " về việc thi đua", ")"])
def test_numbers_and_kinds(mention: str, kind: str, number: str, after: str) -> None:
    assert [one[:2] for one in citations(f"Thực hiện {mention}{after}")] == [(kind, number)]


NONE = [
    # names without a number are no citations
    "Luật Đất đai, Đề án 06, Nghị quyết của HĐND tỉnh.",
    # fractions, days, months, roads, articles, phones
    "giảm 1/2 số hộ, ngày 15/3/2025, tháng 3/2025, Tỉnh lộ 268/QL3",
    "điểm b khoản 2 Điều 15/16",
    "đạt 15/20 chỉ tiêu, 24/24 giờ, 7/7 ngày",
    "tuyến 110/22 kV, 2025-2030, 5G/4G",
    "hỗ trợ 60 triệu đồng/hộ, 02 lần/năm",
    "điện thoại 0208.3855.123",
]


@pytest.mark.parametrize("phrase", NONE)
def test_what_is_no_citation(phrase: str) -> None:
    assert citations(phrase) == []


DATES = [
    # the day and the issuer right after the number
    ("Kế hoạch số 42/KH-UBND ngày 27/02/2025 của UBND tỉnh", "2025-02-27", "UBND tỉnh"),
    ("Chỉ thị số 05/CT-TTg ngày 01 tháng 3 năm 2025 của Thủ tướng Chính phủ", "2025-03-01", "Thủ tướng Chính phủ"),
    ("Nghị quyết số 57-NQ/TW, ngày 22-12-2024 của Bộ Chính trị", "2024-12-22", "Bộ Chính trị"),
    ("Quyết định số 06/QĐ-TTg (ngày 06/01/2022) của Thủ tướng Chính phủ", "2022-01-06", "Thủ tướng Chính phủ"),
    # the issuer ends where the subject begins
    (
        "Thông tư số 15/2021/TT-BTC ngày 18/02/2021 của Bộ Tài chính quy định về chế độ báo cáo",
        "2021-02-18",
        "Bộ Tài chính",
    ),
    ("Kế hoạch số 42/KH-UBND ngày 27/02/2025 của UBND tỉnh về giải ngân", "2025-02-27", "UBND tỉnh"),
    # the day after the issuer
    ("Nghị quyết số 46/NQ-CP của Chính phủ ngày 08 tháng 3 năm 2025", "2025-03-08", "Chính phủ"),
    # without a day
    ("Kế hoạch số 42/KH-UBND của UBND tỉnh", None, "UBND tỉnh"),
    # without an issuer
    ("Kế hoạch số 42/KH-UBND ngày 27/02/2025", "2025-02-27", None),
    # neither
    ("Kế hoạch số 42/KH-UBND", None, None),
    # a day farther on is another's
    ("Kế hoạch số 42/KH-UBND về giải ngân, báo cáo trước ngày 15/3/2025", None, None),
    # no such day
    ("Kế hoạch số 42/KH-UBND ngày 31/02/2025 của UBND tỉnh", None, None),
]


@pytest.mark.parametrize(("mention", "issued_on", "issuer"), DATES)
def test_day_and_issuer(mention: str, issued_on: str | None, issuer: str | None) -> None:
    assert [one[2:] for one in citations(f"theo {mention}.")] == [(issued_on, issuer)]


MANY = [
    # each with its own kind
    ("Chỉ thị số 05/CT-TTg và Công điện số 16/CĐ-TTg", [("chỉ thị", "05/CT-TTg"), ("công điện", "16/CĐ-TTg")]),
    # one word of kind for all
    (
        "các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND và 14/QĐ-UBND",
        [("quyết định", "12/QĐ-UBND"), ("quyết định", "13/QĐ-UBND"), ("quyết định", "14/QĐ-UBND")],
    ),
    (
        "các Công văn: số 12/UBND-VX ngày 05/01/2025, số 88/UBND-TH ngày 07/02/2025",
        [("công văn", "12/UBND-VX"), ("công văn", "88/UBND-TH")],
    ),
    # repeats count
    ("Kế hoạch số 42/KH-UBND; sửa đổi Kế hoạch số 42/KH-UBND", [("kế hoạch", "42/KH-UBND")] * 2),
]


@pytest.mark.parametrize(("phrase", "expected"), MANY)
def test_several_mentions(phrase: str, expected: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in citations(phrase)] == expected


def test_the_documents_own_number_is_none() -> None:
    phrase = "Số: 12/CT-UBND. Thay thế Chỉ thị số 11/CT-UBND. (Kèm theo Chỉ thị số 12 /CT-UBND)"
    assert [one[1] for one in citations(phrase, own_number="12/CT-UBND")] == ["11/CT-UBND"]
