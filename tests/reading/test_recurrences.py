"""Rhythms of a duty, and the same words where they only describe."""

from __future__ import annotations

import pytest

from tests.reading.phrases import recurrences

RHYTHMS = [
    # it opens the order, whatever the work is
    ("Hằng năm, Sở Xây dựng có trách nhiệm trồng bổ sung cây xanh.", [("year", None, None)]),
    ("- Hằng năm trồng bổ sung cây xanh.", [("year", None, None)]),
    # however many are named before what they do
    (
        "Hằng năm, các sở, ban, ngành, UBND các xã, phường, đặc khu trực thuộc tỉnh báo cáo Sở Nội vụ kết quả.",
        [("year", None, None)],
    ),
    # the units
    ("Báo cáo hằng ngày số thu ngân sách.", [("day", None, None)]),
    ("Chủ trì xây dựng và triển khai kế hoạch hằng năm đào tạo nhân lực.", [("year", None, None)]),
    ("Sao lưu hằng ngày dữ liệu của hệ thống.", [("day", None, None)]),
    ("Cập nhật hằng tuần trên hệ thống.", [("week", None, None)]),
    ("Hàng tháng công khai danh sách hồ sơ quá hạn.", [("month", None, None)]),
    ("Hằng quý tổ chức đối thoại với doanh nghiệp.", [("quarter", None, None)]),
    ("Hằng năm rà soát, công bố danh mục.", [("year", None, None)]),
    ("Định kỳ 6 tháng báo cáo UBND tỉnh.", [("half_year", None, None)]),
    ("6 tháng một lần tổ chức đối thoại.", [("half_year", None, None)]),
    ("Mỗi tuần họp giao ban một lần.", [("week", None, None)]),
    # with the day before which
    ("Báo cáo trước ngày 20 hằng tháng.", [("month", "before", 20)]),
    ("Gửi trước ngày mùng 03 hàng tháng.", [("month", "before", 3)]),
    ("Gửi trước ngày mồng 5 hàng tháng.", [("month", "before", 5)]),
    ("Trước ngày 25 hằng tháng, báo cáo Sở Tài chính.", [("month", "before", 25)]),
    ("Công bố giá chậm nhất ngày 10 hằng tháng.", [("month", "by", 10)]),
    ("Báo cáo vào ngày 15 hàng tháng.", [("month", "by", 15)]),
    ("Báo cáo ngày 15 hằng tháng.", [("month", None, 15)]),
    # day of the week, Monday = 1
    ("Báo cáo vào thứ Sáu hàng tuần.", [("week", "by", 5)]),
    ("Gửi trước 16 giờ thứ Sáu hàng tuần.", [("week", "before", 5)]),
    ("Gửi trước thứ 5 hằng tuần.", [("week", "before", 4)]),
    ("Giao ban chiều thứ Hai hằng tuần.", [("week", None, 1)]),
    ("Báo cáo vào 15:00 ngày Chủ nhật hàng tuần.", [("week", "by", 7)]),
    ("Báo cáo Chủ nhật hằng tuần.", [("week", None, 7)]),
    # several rhythms, each with its day in brackets
    (
        "Báo cáo định kỳ hằng tháng (trước ngày 14 hằng tháng), 6 tháng (trước ngày 14/6), năm (trước ngày 20/11).",
        [("month", "before", 14), ("half_year", "before", None, "06-14"), ("year", "before", None, "11-20")],
    ),
    # yearly days
    (
        "Định kỳ báo cáo kết quả thực hiện Kế hoạch hằng năm (trước ngày 15 tháng 11).",
        [("year", "before", None, "11-15")],
    ),
    ("Báo cáo trước ngày 15/12 hằng năm.", [("year", "before", None, "12-15")]),
    ("Báo cáo trước ngày 15 tháng 12 hàng năm.", [("year", "before", None, "12-15")]),
    ("Tổ chức ngày hội vào ngày 20/11 hằng năm.", [("year", "by", None, "11-20")]),
    # in the quarter
    ("Báo cáo trước ngày 25 của tháng cuối quý.", [("quarter", "before", 25)]),
    ("Gửi trước ngày 10 của tháng đầu mỗi quý.", [("quarter", "before", 10)]),
    ("Hằng quý, trước ngày 25 của tháng cuối quý, cung cấp số ước.", [("quarter", "before", 25)]),
    ("Báo cáo trước ngày 20 của tháng.", [("month", "before", 20)]),
    # the day told after the rhythm
    ("Báo cáo định kỳ hằng quý (trước ngày 20 của tháng cuối quý).", [("quarter", "before", 20)]),
    ("Báo cáo định kỳ hàng tháng (trước ngày 25).", [("month", "before", 25)]),
    ("Định kỳ hằng tháng trước ngày 20, báo cáo kết quả.", [("month", "before", 20)]),
    ("Hằng tháng, chậm nhất ngày 05, báo cáo kết quả.", [("month", "by", 5)]),
    ("Hàng tháng (vào ngày 15) báo cáo kết quả.", [("month", "by", 15)]),
    ("Họp giao ban hằng tuần vào sáng thứ Hai.", [("week", "by", 1)]),
    # two days of the year
    (
        "Báo cáo trước ngày 15/6 và 15/12 hằng năm.",
        [("year", "before", None, "06-15"), ("year", "before", None, "12-15")],
    ),
    # duties that are not to report
    ("Hằng tháng công khai danh sách hồ sơ.", [("month", None, None)]),
    ("Phát sóng, đăng tải hằng tuần.", [("week", None, None)]),
    # beside the mark of a footnote
    ("Cập nhật hằng tuần³ trên Hệ thống.", [("week", None, None)]),
    ("Cập nhật hằng tuần[3] trên Hệ thống.", [("week", None, None)]),
    # several at once
    ("Báo cáo hàng tuần, tháng, quý.", [("week", None, None), ("month", None, None), ("quarter", None, None)]),
    ("Báo cáo định kỳ (6 tháng, 1 năm).", [("half_year", None, None), ("year", None, None)]),
    ("Báo cáo định kỳ hằng tháng, hằng quý.", [("month", None, None), ("quarter", None, None)]),
    ("Báo cáo định kỳ tháng, quý, năm.", [("month", None, None), ("quarter", None, None), ("year", None, None)]),
    (
        "Định kỳ 6 tháng (trước ngày 15/6), 01 năm (trước ngày 15/12) báo cáo UBND tỉnh.",
        [("half_year", None, None), ("year", None, None)],
    ),
    ("Báo cáo trước ngày 05 của tháng đầu tiên quý sau.", [("quarter", "before", 5)]),
    ("Tổ chức giao ban 01 tháng/lần.", [("month", None, None)]),
    ("Tổ chức giao ban một tháng/lần.", [("month", None, None)]),
    ("Lấy mẫu nước với tần suất 2 lần/tháng.", [("month", None, None)]),
    ("Định kỳ 06 tháng, năm tổng hợp báo cáo UBND tỉnh.", [("half_year", None, None), ("year", None, None)]),
    ("Định kỳ 6 tháng, hằng năm báo cáo kết quả.", [("half_year", None, None), ("year", None, None)]),
    (
        "Định kỳ hằng quý, 6 tháng, năm báo cáo kết quả.",
        [("quarter", None, None), ("half_year", None, None), ("year", None, None)],
    ),
    # one rhythm told in two phrases
    ("Định kỳ 6 tháng trước ngày 10 tháng 6 hằng năm báo cáo.", [("half_year", "before", None, "06-10")]),
    # so many times
    ("Kiểm tra ít nhất 02 lần/năm.", [("year", None, None)]),
    ("Họp giao ban một lần mỗi tháng.", [("month", None, None)]),
    # no unit
    ("Định kỳ báo cáo UBND tỉnh.", [("unspecified", None, None)]),
    ("Thường xuyên cập nhật, báo cáo UBND tỉnh.", [("unspecified", None, None)]),
    # old spelling
    ("Báo cáo trước ngày 20 hàng tháng.", [("month", "before", 20)]),
]


@pytest.mark.parametrize(("sentence", "expected"), RHYTHMS)
def test_rhythms(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert recurrences(sentence) == expected


NONE = [
    "Thẩm tra quyết toán hằng năm của các đơn vị.",
    # an adjective of something else
    "Cân đối ngân sách hằng năm của tỉnh.",
    "Theo kế hoạch vốn hằng năm.",
    "Kinh phí chi thường xuyên.",
    # haste, not a duty to report
    "Thường xuyên tuần tra, kiểm soát địa bàn.",
    # only when something happens
    "Báo cáo đột xuất khi có yêu cầu.",
    # a day that comes once
    "Báo cáo trước ngày 20/4/2025.",
    "Báo cáo trong tháng 4/2025.",
    # a single session
    "Trình tại kỳ họp thường lệ cuối năm.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_no_rhythm(sentence: str) -> None:
    assert recurrences(sentence) == []
