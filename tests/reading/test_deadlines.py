"""Phrases that set a day or a period, and those that only date something. Issued 12/3/2025 unless said otherwise."""

from __future__ import annotations

import pytest

from tests.reading.phrases import column, deadlines

DATED = [
    # before a day
    ("báo cáo trước ngày 15/3/2025.", [("trước ngày 15/3/2025", "before", "2025-03-15")]),
    ("báo cáo trước 15/3/2025.", [("trước 15/3/2025", "before", "2025-03-15")]),
    ("gửi trước ngày 05 tháng 4 năm 2025.", [("trước ngày 05 tháng 4 năm 2025", "before", "2025-04-05")]),
    ("gửi trước ngày mùng 05 tháng 4/2025.", [("trước ngày mùng 05 tháng 4/2025", "before", "2025-04-05")]),
    ("gửi trước ngày 15-4-2025.", [("trước ngày 15-4-2025", "before", "2025-04-15")]),
    ("gửi trước ngày 15.4.2025.", [("trước ngày 15.4.2025", "before", "2025-04-15")]),
    # the day alone, told of what the sentence names
    ("Tổ chức hội thi: Ngày 05/9/2025 (thứ Sáu).", [("Ngày 05/9/2025", "by", "2025-09-05")]),
    # "đầu cấp" is no act that a day would date
    ("hoàn thành tuyển sinh đầu cấp trước ngày 31/7/2025.", [("trước ngày 31/7/2025", "before", "2025-07-31")]),
    # with the hour, which is kept in the phrase
    ("gửi trước 16 giờ ngày 20/3/2025.", [("trước 16 giờ ngày 20/3/2025", "before", "2025-03-20")]),
    ("gửi trước 16h00 ngày 20/3/2025.", [("trước 16h00 ngày 20/3/2025", "before", "2025-03-20")]),
    # the year of the document where the text has none
    ("báo cáo trước ngày 20/4.", [("trước ngày 20/4", "before", "2025-04-20")]),
    # before a period
    ("hoàn thành trước tháng 6/2025.", [("trước tháng 6/2025", "before", "2025-06")]),
    # by a day
    ("gửi chậm nhất ngày 30/4/2025.", [("chậm nhất ngày 30/4/2025", "by", "2025-04-30")]),
    ("gửi chậm nhất là ngày 30/4/2025.", [("chậm nhất là ngày 30/4/2025", "by", "2025-04-30")]),
    ("gửi chậm nhất đến ngày 30/4/2025.", [("chậm nhất đến ngày 30/4/2025", "by", "2025-04-30")]),
    ("gửi muộn nhất vào ngày 30/4/2025.", [("muộn nhất vào ngày 30/4/2025", "by", "2025-04-30")]),
    ("gửi không muộn hơn ngày 30/4/2025.", [("không muộn hơn ngày 30/4/2025", "by", "2025-04-30")]),
    ("hoàn thành không quá ngày 30/4/2025.", [("không quá ngày 30/4/2025", "by", "2025-04-30")]),
    ("hoàn thành ngày 30/4/2025.", [("hoàn thành ngày 30/4/2025", "by", "2025-04-30")]),
    ("lấy ý kiến đến hết ngày 28/3/2025.", [("đến hết ngày 28/3/2025", "by", "2025-03-28")]),
    ("bàn giao vào ngày 28/3/2025.", [("vào ngày 28/3/2025", "by", "2025-03-28")]),
    # "chậm nhất trước" is before
    ("gửi chậm nhất trước ngày 30/4/2025.", [("chậm nhất trước ngày 30/4/2025", "before", "2025-04-30")]),
    # in a month, a quarter, a half, a year
    ("hoàn thành trong tháng 6/2025.", [("trong tháng 6/2025", "by", "2025-06")]),
    ("hoàn thành trong tháng 6 năm 2025.", [("trong tháng 6 năm 2025", "by", "2025-06")]),
    ("hoàn thành trong tháng 6.", [("trong tháng 6", "by", "2025-06")]),
    ("ban hành trong quý II/2025.", [("trong quý II/2025", "by", "2025-Q2")]),
    ("ban hành trong quý III năm 2025.", [("trong quý III năm 2025", "by", "2025-Q3")]),
    ("ban hành trong Quý 4/2025.", [("trong Quý 4/2025", "by", "2025-Q4")]),
    ("ban hành trong 6 tháng đầu năm 2025.", [("trong 6 tháng đầu năm 2025", "by", "2025-H1")]),
    ("ban hành trong năm 2025.", [("trong năm 2025", "by", "2025")]),
    ("hoàn thành trong quý I/2026.", [("trong quý I/2026", "by", "2026-Q1")]),
    ("xong trong tháng 7/2025.", [("xong trong tháng 7/2025", "by", "2025-07")]),
    # "hoàn thành" with a period of its own
    ("phấn đấu hoàn thành năm 2026.", [("hoàn thành năm 2026", "by", "2026")]),
    ("hoàn thành dứt điểm trong quý II/2025.", [("hoàn thành dứt điểm trong quý II/2025", "by", "2025-Q2")]),
    # "cuối" of a period is that period
    ("gửi chậm nhất cuối tháng 6/2025.", [("chậm nhất cuối tháng 6/2025", "by", "2025-06")]),
    ("hoàn thành vào cuối quý II/2025.", [("cuối quý II/2025", "by", "2025-Q2")]),
    ("báo cáo UBND tỉnh vào đầu tháng 6/2025.", [("vào đầu tháng 6/2025", "by", "2025-06")]),
    # two days of one document, of which the second is not a state of affairs
    (
        "quy chế phải soạn xong trước ngày 10/4/2025 và ban hành trước ngày 20/4/2025.",
        [("trước ngày 10/4/2025", "before", "2025-04-10"), ("trước ngày 20/4/2025", "before", "2025-04-20")],
    ),
    ("đến cuối năm 2025 hoàn thành.", [("đến cuối năm 2025", "by", "2025")]),
    ("họp trong tuần đầu tháng 4/2025.", [("tháng 4/2025", "by", "2025-04")]),
    # within a day
    ("trả lời ngay trong ngày 20/3/2025.", [("trong ngày 20/3/2025", "by", "2025-03-20")]),
    # the hour with a stroke, as it is often typed
    ("gửi trước 17 giờ 30 phút ngày 20/3/2025.", [("ngày 20/3/2025", "before", "2025-03-20")]),
    ("gửi trước 17h00' ngày 20/3/2025.", [("ngày 20/3/2025", "before", "2025-03-20")]),
    # said as a term, in the sentence itself
    ("lập hồ sơ (thời hạn hoàn thành: 30/4/2025).", [("30/4/2025", "by", "2025-04-30")]),
    ("lập hồ sơ (thời hạn 30/4/2025).", [("thời hạn 30/4/2025", "by", "2025-04-30")]),
    ("lập hồ sơ (hạn: quý II/2025).", [("hạn: quý II/2025", "by", "2025-Q2")]),
    ("cho vay (thời hạn 5 năm).", []),
    ("lập hồ sơ; thời gian hoàn thành: Quý II/2025.", [("Quý II/2025", "by", "2025-Q2")]),
    ("lập hồ sơ, hạn cuối 30/4/2025.", [("30/4/2025", "by", "2025-04-30")]),
    # one word for two days
    (
        "báo cáo trước ngày 30/4 và 30/6/2025.",
        [("30/4", "before", "2025-04-30"), ("30/6/2025", "before", "2025-06-30")],
    ),
    # two deadlines in one order
    (
        "trình trước ngày 18/4/2025, ban hành trong quý II/2025.",
        [("trước ngày 18/4/2025", "before", "2025-04-18"), ("trong quý II/2025", "by", "2025-Q2")],
    ),
    # broken by the place of the tone mark or by capitals
    ("Trước Ngày 15/3/2025", [("Trước Ngày 15/3/2025", "before", "2025-03-15")]),
    ("hoàn thành trong quí II/2025.", [("trong quí II/2025", "by", "2025-Q2")]),
]


def same_dates(phrase: str, expected: list[tuple[object, ...]]) -> None:
    """The dates and rules are exact; the phrase kept holds the words expected."""
    found = deadlines(phrase)
    assert [one[1:] for one in found] == [one[1:] for one in expected]
    for one, other in zip(found, expected, strict=True):
        assert str(other[0]) in str(one[0])


@pytest.mark.parametrize(("phrase", "expected"), DATED)
def test_days_and_periods(phrase: str, expected: list[tuple[object, ...]]) -> None:
    same_dates(phrase, expected)


TERMS = [
    ("sau tối đa 05 ngày kể từ ngày ký, công khai.", [("within", 5, "day", "ngày ký")]),
    # from what, in the text's words
    (
        "trong vòng 02 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
        [("within", 2, "working_day", "ngày nhận đủ hồ sơ")],
    ),
    ("trong vòng 30 ngày kể từ ngày ký Chỉ thị này, tham mưu.", [("within", 30, "day", "ngày ký Chỉ thị này")]),
    ("trong thời hạn 05 ngày làm việc, trả lời.", [("within", 5, "working_day", None)]),
    ("trong vòng 24 giờ, xử lý.", [("within", 24, "hour", None)]),
    ("xử lý trong 24-48 giờ.", [("within", 48, "hour", None)]),
    ("trong vòng 3 tháng kể từ ngày ban hành.", [("within", 3, "month", "ngày ban hành")]),
    ("trong thời gian 02 tuần, hoàn thành.", [("within", 2, "week", None)]),
    # a number said twice
    ("trong vòng 10 (mười) ngày kể từ ngày ban hành.", [("within", 10, "day", "ngày ban hành")]),
    ("chậm nhất 15 ngày sau khi kết thúc quý.", [("within", 15, "day", "sau khi kết thúc quý")]),
    ("chậm nhất là 05 ngày làm việc trước ngày họp.", [("within", 5, "working_day", None)]),
    ("giải quyết không quá 05 ngày làm việc kể từ ngày nhận hồ sơ.", [("within", 5, "working_day", "ngày nhận hồ sơ")]),
    # without "vòng" or "thời hạn"
    ("giải quyết trong 03 ngày làm việc.", [("within", 3, "working_day", None)]),
    ("hoàn thành trong 10 ngày.", [("within", 10, "day", None)]),
    # a term of a right or of a state, not of a duty
    ("dự án chậm tiến độ quá 24 tháng.", []),
    ("hồ sơ lưu giữ trong 10 năm.", []),
]


@pytest.mark.parametrize(("phrase", "expected"), TERMS)
def test_terms(phrase: str, expected: list[tuple[object, ...]]) -> None:
    found = deadlines(phrase)
    assert [(one[1], one[2], one[3], one[4]) for one in found] == expected


NONE = [
    "tập huấn trong vòng 01 ngày/hội nghị.",
    # haste sets no day
    "khẩn trương triển khai ngay.",
    "kịp thời báo cáo cấp có thẩm quyền.",
    # the date of a document
    "theo Kế hoạch số 42/KH-UBND ngày 27/02/2025 của UBND tỉnh.",
    "ban hành ngày 15/4/2025.",
    # a rhythm, not a day
    "báo cáo trước ngày 20 hằng tháng.",
    "báo cáo trước ngày 15/12 hằng năm.",
    "báo cáo trước ngày 15/6 và 15/12 hằng năm.",
    # long past: a state of affairs
    "số liệu tính trước ngày 31/12/2022.",
    "hoàn thành năm 2023.",
    # the year of a plan or a figure
    "kế hoạch năm 2025 của tỉnh.",
    "giai đoạn 2021-2025.",
    # open-ended
    "trong năm 2026 và các năm tiếp theo.",
    # which tasks, not until when
    "đối với các nhiệm vụ được giao trong năm 2025.",
    # from a day on
    "có hiệu lực từ ngày 01/7/2025.",
    "thực hiện từ ngày 01/7/2025.",
    # no such day
    "báo cáo trước ngày 31/02/2025.",
    "báo cáo trước ngày 45/13/2025.",
    # a figure
    "đạt 15/20 chỉ tiêu.",
]


@pytest.mark.parametrize("phrase", NONE)
def test_what_sets_no_day(phrase: str) -> None:
    assert deadlines(phrase) == []


def test_without_a_date_of_issue_the_year_must_be_written() -> None:
    assert deadlines("báo cáo trước ngày 20/4.", year=None, issued_on=None) == []
    assert deadlines("báo cáo trước ngày 20/4/2025.", year=None, issued_on=None) == [
        ("trước ngày 20/4/2025", "before", "2025-04-20")
    ]


COLUMNS = [
    # a bare date in a time column is a deadline
    ("31/10/2025", [("by", "2025-10-31")], []),
    ("Ngày 31/10/2025", [("by", "2025-10-31")], []),
    ("Trước ngày 20/6/2025", [("before", "2025-06-20")], []),
    ("Tháng 7/2025", [("by", "2025-07")], []),
    ("7/2025", [("by", "2025-07")], []),
    ("Quý IV/2025", [("by", "2025-Q4")], []),
    ("Trong quý II/2025", [("by", "2025-Q2")], []),
    ("Năm 2026", [("by", "2026")], []),
    ("2026", [("by", "2026")], []),
    # a span ends with its last year
    ("2025 - 2026", [("by", "2026")], []),
    ("Giai đoạn 2026-2030", [("by", "2030")], []),
    ("Từ năm 2026 đến năm 2030", [("by", "2030")], []),
    ("Tháng 5 - tháng 7/2025", [("by", "2025-07")], []),
    ("Từ tháng 5 đến tháng 7/2025", [("by", "2025-07")], []),
    ("Quý III - IV/2025", [("by", "2025-Q4")], []),
    # a term
    ("15 ngày làm việc kể từ ngày ban hành Kế hoạch", [("within", 15)], []),
    # a rhythm
    ("Thường xuyên", [], [("unspecified", None, None)]),
    ("Hàng năm", [], [("year", None, None)]),
    ("Hàng quý", [], [("quarter", None, None)]),
    ("Hằng tháng, trước ngày 20", [], [("month", "before", 20)]),
    ("Định kỳ 6 tháng", [], [("half_year", None, None)]),
    # open-ended
    ("Năm 2026 và các năm tiếp theo", [], []),
    # nothing
    ("Theo kế hoạch của Trung ương", [], []),
    ("", [], []),
]


def test_a_time_column_that_only_tells_when_it_begins() -> None:
    assert column("Từ 01/7/2025.") == ([], [])
    assert column("Từ tháng 7 năm 2025") == ([], [])
    assert column("Từ tháng 7/2025 đến khi kết thúc đợt kiểm tra.") == ([], [])


@pytest.mark.parametrize(("cell", "dates", "rhythms"), COLUMNS)
def test_time_columns(cell: str, dates: list[tuple[object, ...]], rhythms: list[tuple[object, ...]]) -> None:
    found, told = column(cell)
    assert [one[1:3] for one in found] == dates
    assert told == rhythms
