"""Numbers to reach, and the numbers that set a scope, name a programme, or tell what was."""

from __future__ import annotations

import pytest

from namro.reading.folding import fold
from namro.reading.model import Span
from namro.reading.targets import find_targets
from tests.reading.phrases import YEAR, targets

TARGETS = [
    # at least
    ("phấn đấu tổng vốn đạt 58.600 tỷ đồng.", [(">=", 58600, "tỷ đồng")]),
    ("phấn đấu tăng trưởng đạt từ 10% trở lên.", [(">=", 10, "%")]),
    ("tỷ lệ giải ngân tối thiểu 50%.", [(">=", 50, "%")]),
    ("kiểm tra ít nhất 24 cuộc trong năm.", [(">=", 24, "cuộc")]),
    ("số hóa không dưới 80% hồ sơ.", [(">=", 80, "%")]),
    ("hoàn thành 1.240 căn trong năm.", [(">=", 1240, "căn")]),
    ("trồng mới 3.500 ha rừng.", [(">=", 3500, "ha")]),
    ("kết nạp tối thiểu 15 đảng viên.", [(">=", 15, "đảng viên")]),
    ("tuyển mới tối thiểu 600 sinh viên.", [(">=", 600, "sinh viên")]),
    ("thu hút tối thiểu 450 triệu USD.", [(">=", 450, "triệu USD")]),
    ("giữ vững tốc độ tăng trưởng từ 4% trở lên.", [(">=", 4, "%")]),
    ("nâng tỷ lệ che phủ rừng lên 47%.", [(">=", 47, "%")]),
    ("kim ngạch xuất khẩu đạt 3,2 tỷ USD.", [(">=", 3.2, "tỷ USD")]),
    ("giải ngân đạt trên 95% kế hoạch.", [(">", 95, "%")]),
    # more than
    ("thu ngân sách vượt 14.250 tỷ đồng.", [(">", 14250, "tỷ đồng")]),
    ("thu ngân sách vượt mức 14.250 tỷ đồng.", [(">", 14250, "tỷ đồng")]),
    ("đón hơn 2,5 triệu lượt khách.", [(">", 2.5, "triệu lượt khách")]),
    ("tỷ lệ lấp đầy trên 60%.", [(">", 60, "%")]),
    # at most and less than
    ("tỷ lệ hồ sơ quá hạn không quá 1%.", [("<=", 1, "%")]),
    ("tối đa 05 ngày cho một thủ tục.", []),
    ("tỷ lệ hộ nghèo giảm còn 3%.", [("<=", 3, "%")]),
    ("tỷ lệ nợ xấu dưới 2%.", [("<", 2, "%")]),
    ("khen thưởng không quá 01 tập thể, 03 cá nhân.", [("<=", 1, "tập thể"), ("<=", 3, "cá nhân")]),
    ("chọn không quá 10% tập thể và 5% cá nhân.", [("<=", 10, "%"), ("<=", 5, "%")]),
    # exactly
    ("cắt giảm 10% dự toán chi thường xuyên.", [("=", 10, "%")]),
    ("tiết kiệm 5% chi hội nghị.", [("=", 5, "%")]),
    ("100% thủ tục được giải quyết trực tuyến.", [("=", 100, "%")]),
    ("giải ngân 100% kế hoạch vốn được giao.", [("=", 100, "%")]),
    ("triển khai hồ sơ bệnh án điện tử tại 100% bệnh viện.", [("=", 100, "%")]),
    # a cut of at least so much
    ("cắt giảm ít nhất 30% thời gian giải quyết.", [(">=", 30, "%")]),
    ("giảm tối thiểu 20% số vụ tai nạn.", [(">=", 20, "%")]),
    # a rise
    ("dư nợ tín dụng tăng ít nhất 16%.", [(">=", 16, "%")]),
    ("xuất khẩu tăng trên 12%.", [(">", 12, "%")]),
    # a share with its noun
    ("70% phụ nữ trong độ tuổi được tầm soát.", [(">=", 70, "%")]),
    ("trên 90% hộ dân dùng nước sạch.", [(">", 90, "%")]),
    # milestones one after another
    (
        "quý II đạt tối thiểu 50%, quý III đạt 75%, quý IV vượt 100% dự toán.",
        [(">=", 50, "%"), (">=", 75, "%"), (">", 100, "%")],
    ),
    # figures apportioned
    (
        "lắp đặt 58 trạm (VNPT: 25 trạm; Viettel: 33 trạm).",
        [(">=", 58, "trạm"), (">=", 25, "trạm"), (">=", 33, "trạm")],
    ),
    # written with a blank before the sign
    ("đạt 95 % kế hoạch.", [(">=", 95, "%")]),
    # first words of the task
    ("Hoàn thành 12 mô hình trong năm 2025.", [(">=", 12, "mô hình")]),
    ("Đạt ít nhất 8 bác sĩ trên một vạn dân.", [(">=", 8, "bác sĩ")]),
    # a written range
    ("đạt từ 12 - 15% tổng số hồ sơ.", [(">=", 12, "%")]),
    ("đạt 70 - 80% kế hoạch.", [(">=", 70, "%")]),
    # from so much to so much
    ("giảm tỷ lệ hộ nghèo từ 5% xuống còn 3%.", [("<=", 3, "%")]),
    ("nâng tổng số xã đạt chuẩn lên 95/110 xã.", [(">=", 95, "xã")]),
    # "đạt" with its noun
    ("đạt tỷ lệ 98,5%.", [(">=", 98.5, "%")]),
    # for each one of many
    ("mỗi xã có ít nhất 01 mô hình.", [(">=", 1, "mô hình")]),
    # a ceiling said otherwise
    ("không để quá 5% hồ sơ trễ hạn.", [("<=", 5, "%")]),
    # a bare figure to reach
    ("xây dựng 03 khu tái định cư.", [(">=", 3, "khu")]),
    ("đào tạo nghề cho 12.000 lao động.", [(">=", 12000, "lao động")]),
    ("cấp mới 25.000 giấy chứng nhận.", [(">=", 25000, "giấy chứng nhận")]),
    ("hỗ trợ 350 hộ nghèo xây nhà.", [(">=", 350, "hộ")]),
    ("phấn đấu sản lượng thịt hơi 40.000 tấn.", [(">=", 40000, "tấn")]),
    # what is given to be reached was decided, not reached
    ("quyết tâm giải ngân 100% kế hoạch vốn năm 2025 đã được UBND tỉnh giao.", [("=", 100, "%")]),
    # a unit of two syllables, and a range of it
    ("chọn không quá 05 cá nhân.", [("<=", 5, "cá nhân")]),
    ("thu hút 45 - 50 triệu lượt khách.", [(">=", 45, "triệu lượt khách")]),
    # several kinds in one order
    (
        "hoàn thành 1.240 căn, khởi công mới ít nhất 02 dự án.",
        [(">=", 1240, "căn"), (">=", 2, "dự án")],
    ),
]


@pytest.mark.parametrize(("phrase", "expected"), TARGETS)
def test_numbers_to_reach(phrase: str, expected: list[tuple[object, ...]]) -> None:
    assert targets(phrase) == expected


NONE = [
    # where, not more than how many
    "đưa tin trên 4 loại hình báo chí.",
    # a time, not a figure to reach
    "mở cửa bến xe ngay khi hoàn thành 03 công trình.",
    # a scope
    "rà soát các dự án từ 70 tỷ đồng trở lên.",
    "thu hồi vốn của dự án có tỷ lệ giải ngân dưới 40%.",
    "đối với dự án có tổng mức đầu tư trên 500 tỷ đồng.",
    "xử lý hồ sơ quá hạn trên 30 ngày.",
    "nhà chung cư từ 7 tầng trở lên.",
    "khám sức khỏe cho trẻ em dưới 15 tuổi.",
    # the past
    "tỷ lệ giải ngân mới đạt 6,8% kế hoạch.",
    "năm 2024 đã hoàn thành 350 căn.",
    "hiện có 120 hợp tác xã.",
    "tăng 12% so với cùng kỳ năm trước đã đạt được.",
    # the name of a programme
    'thực hiện Đề án "Đầu tư xây dựng ít nhất 01 triệu căn hộ nhà ở xã hội".',
    "phát động đợt thi đua “150 ngày tăng tốc giải ngân”.",
    # days, numbers of documents, articles
    "trước ngày 15/3/2025.",
    "theo Kế hoạch số 42/KH-UBND ngày 27/02/2025.",
    "quy định tại khoản 2 Điều 15.",
    "trong vòng 15 ngày làm việc.",
    "tuyến đường dây 110 kV.",
    "giai đoạn 2 của dự án.",
    "cấp độ 3.",
    "Quốc lộ 3, Tỉnh lộ 268.",
]


@pytest.mark.parametrize("phrase", NONE)
def test_numbers_that_are_none(phrase: str) -> None:
    assert targets(phrase) == []


PERIODS = [
    # the quarter in the clause
    ("thu nội địa quý II đạt tối thiểu 50%.", ["2025-Q2"]),
    ("quý II đạt tối thiểu 50%, quý III đạt 75%.", ["2025-Q2", "2025-Q3"]),
    # the year before it, or after it
    ("năm 2025 đạt 58.600 tỷ đồng.", ["2025"]),
    ("đạt 47% vào năm 2030.", ["2030"]),
    # none
    ("đạt 58.600 tỷ đồng.", [None]),
]


@pytest.mark.parametrize(("phrase", "expected"), PERIODS)
def test_periods(phrase: str, expected: list[str | None]) -> None:
    found = find_targets(phrase, fold(phrase), Span(0, len(phrase)), year=YEAR)
    assert [one.period for one in found] == expected
