"""What is one task: the eleven rules, each on small invented directives. Rule 11, of tables, is in test_tables.py."""

from __future__ import annotations

import pytest

from namro.reading.model import Task
from tests.reading.phrases import ADDRESSING, directive, names, texts, wrong

Told = tuple[str, list[str], list[str]]


def told(body: str, addressing: str = "") -> list[Told]:
    """The tasks of a small directive: their first two words, who leads, who helps."""
    return [
        (" ".join(task.text.split()[:2]), names(task.leads), names(task.coordinators))
        for task in directive(body, addressing=addressing).tasks
    ]


def only(body: str, addressing: str = "") -> Task:
    """The one task of a small directive."""
    tasks = directive(body, addressing=addressing).tasks
    assert len(tasks) == 1, [task.text for task in tasks]
    return tasks[0]


UNITS = [
    # 1. a bullet, an item, a paragraph that makes somebody named do something
    ("- Sở Y tế tổ chức tiêm chủng.", [("Sở Y", ["Sở Y tế"], [])]),
    (
        "1. Sở Y tế tổ chức tiêm chủng. ¶ 2. Công an tỉnh tăng cường tuần tra.",
        [("Sở Y", ["Sở Y tế"], []), ("Công an", ["Công an tỉnh"], [])],
    ),
    (
        "I. NHIỆM VỤ ¶ 1. Về y tế ¶ Sở Y tế tổ chức tiêm chủng. ¶ 2. Về trật tự ¶ Công an tỉnh tăng cường tuần tra.",
        [("Sở Y", ["Sở Y tế"], []), ("Công an", ["Công an tỉnh"], [])],
    ),
    (
        "Điều 1. Giao Sở Xây dựng lập quy hoạch. ¶ Điều 2. Giao Sở Tài chính bố trí kinh phí.",
        [("Giao Sở", ["Sở Xây dựng"], []), ("Giao Sở", ["Sở Tài chính"], [])],
    ),
    # a table of contents or a heading alone is no task
    ("1. Công tác tiêm chủng ¶ - Sở Y tế rà soát đối tượng tiêm.", [("Sở Y", ["Sở Y tế"], [])]),
]


UNITS += [
    # technical norms order nobody, but who is named
    (
        "Điều 5. Yêu cầu kỹ thuật ¶ 1. Bảo đảm an toàn lưới điện. ¶ 2. Doanh nghiệp khi lắp trạm phải niêm yết sơ đồ.",
        [("Doanh nghiệp", ["Doanh nghiệp"], [])],
    ),
    # "thông qua" tells by what means, but not in "thông qua Nghị quyết"
    (
        "I. NHIỆM VỤ ¶ 1. Vốn ¶ - Lập danh mục. ¶ - Rà soát hồ sơ. ¶ - Thông qua Quỹ đầu tư để hỗ trợ vốn.",
        [("Lập danh", [], []), ("Rà soát", [], []), ("Thông qua", [], [])],
    ),
    (
        "Điều 3. Nguyên tắc ¶ 1. Bảo đảm công khai. ¶ 2. Trạm y tế có trách nhiệm lưu hồ sơ.",
        [("Trạm y", ["Trạm y tế"], [])],
    ),
    (
        "Điều 5. Hiệu lực thi hành ¶ Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.",
        [("Giám đốc", ["Sở Y tế"], [])],
    ),
    # who is to carry a decision out, though its article tells since when it holds
    (
        "Điều 5. Hiệu lực thi hành ¶ 1. Quyết định này có hiệu lực từ ngày ký. ¶ 2. Giám đốc Sở Y tế chịu trách nhiệm "
        "thi hành Quyết định này.",
        [("Giám đốc", ["Sở Y tế"], [])],
    ),
    # work among forecasts: the measures tell who acts
    (
        "I. DỰ BÁO MƯA LỚN ¶ 1. Có khả năng ngập ở vùng trũng. ¶ 2. Biện pháp phòng tránh gồm: ¶ - UBND cấp xã chỉ đạo "
        "sơ tán người dân.",
        [("UBND cấp", ["UBND cấp xã"], [])],
    ),
    # under general provisions only who is named is told to act
    (
        "I. QUY ĐỊNH CHUNG ¶ Điều 1. Nội dung hoạt động ¶ 1. Quản lý chặt chẽ, không vì lợi nhuận. ¶ 2. Sở Y tế có "
        "trách nhiệm công khai giá thuốc.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # "Chương II" alone belongs to the title below it
    (
        "Chương I ¶ NHIỆM VỤ ¶ Điều 1. Sở Y tế rà soát thuốc. ¶ Chương II ¶ TỔ CHỨC ¶ Điều 2. Sở Nội vụ kiểm tra.",
        [("Sở Y", ["Sở Y tế"], []), ("Sở Nội", ["Sở Nội vụ"], [])],
    ),
    # one more verb of who must act, though it is one of ordering
    (
        "1. Sở Y tế ¶ - Kiểm tra nguồn nước; nếu nước không đạt chuẩn, phải hướng dẫn, yêu cầu các đơn vị khắc phục.",
        [("Kiểm tra", ["Sở Y tế"], [])],
    ),
    # an order in whole sentences before the one that addresses what follows
    (
        "I. PHÂN CÔNG ¶ 1. Trách nhiệm chung ¶ Căn cứ đề nghị của Bộ Y tế và Kế hoạch này, các sở, ngành tổ chức quán "
        "triệt. Đồng thời, yêu cầu các sở thực hiện các nội dung sau: ¶ - Rà soát thuốc.",
        [("Căn cứ", ["các sở, ngành"], []), ("Rà soát", ["các sở"], [])],
    ),
    # work assigned among criteria
    ("I. TIÊU CHÍ ¶ 1. Trên cơ sở kết quả, giao Sở Y tế lập đoàn kiểm tra.", [("Trên cơ", ["Sở Y tế"], [])]),
    # before the colon of a label, and in a heading, a group's name runs on over what tells which of many is meant
    ("1. Các cơ sở bán lẻ xăng dầu: Niêm yết giá.", [("Các cơ", ["Các cơ sở bán lẻ xăng dầu"], [])]),
    ("1. Các địa phương tập trung làm tốt: Niêm yết giá.", [("Các địa", ["Các địa phương"], [])]),
    (
        "I. TỔ CHỨC THỰC HIỆN ¶ 1. Các sở, ngành được giao quản lý công trình, dự án thủy lợi ¶ - Kiểm tra đập.",
        [("Kiểm tra", ["Các sở, ngành được giao quản lý công trình, dự án thủy lợi"], [])],
    ),
]


UNITS += [
    # a heading that tells the matter before whose it is
    (
        "Điều 3. Nội dung Sở Xây dựng có trách nhiệm chủ trì ¶ 1. Công tác cấp phép xây dựng. ¶ 2. Kiểm tra nhà ở.",
        [("Công tác", ["Sở Xây dựng"], []), ("Kiểm tra", ["Sở Xây dựng"], [])],
    ),
    # what is to be done under the title of the last chapter
    (
        "CHƯƠNG III ĐIỀU KHOẢN THI HÀNH ¶ Điều 9. Trách nhiệm thi hành ¶ Sở Y tế có trách nhiệm kiểm tra.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # what a thing holds or serves is no task
    ("I. NHIỆM VỤ ¶ 1. Hồ sơ đề nghị gồm các tài liệu sau: ¶ a) Xác nhận của xã. ¶ b) Đánh giá hiện trạng.", []),
    ("I. NHIỆM VỤ ¶ 1. Dữ liệu được sử dụng để: ¶ a) Lập kế hoạch. ¶ b) Thực hiện chế độ báo cáo.", []),
    (
        "II. NỘI DUNG ¶ 1. Bản tin hằng tháng, tập trung vào các nhóm nội dung ¶ - Phổ biến chủ trương mới. ¶ "
        "- Cung cấp thông tin trong tỉnh.",
        [],
    ),
    # law that is told, titles that a break of lines left, and grades of a paper that open as "cấp ủy" does
    ("II. NHIỆM VỤ ¶ 1. Căn cứ khoản 2 Điều 5 Luật Thủ đô quy định về quản lý thuốc.", []),
    ("II. NHIỆM VỤ ¶ 1. Căn cứ tính phí là số lượng xe ra vào bến.", []),
    (
        "II. NHIỆM VỤ ¶ 1. Căn cứ Nghị quyết số 05/NQ-CP ngày 03/2/2025 của Chính phủ, Sở Y tế rà soát thuốc.",
        [("Căn cứ", ["Sở Y tế"], [])],
    ),
    ("II. NHIỆM VỤ ¶ 1. LẬP, THẨM ĐỊNH, PHÊ DUYỆT ¶ 2. Rà soát thuốc.", [("Rà soát", [], [])]),
    ("II. NHIỆM VỤ ¶ 1. Cấp lại chứng chỉ ¶ - Rà soát hồ sơ đề nghị.", [("Rà soát", [], [])]),
    # what is paid, or not, by whom
    ("I. GIẢI PHÁP ¶ 1. Gia hạn nộp thuế không quá 60 ngày đối với cơ sở bị thiệt hại.", []),
    ("I. GIẢI PHÁP ¶ 1. Không thu phí đối với xe của người khuyết tật.", []),
    ("I. GIẢI PHÁP ¶ 1. Doanh nghiệp mới thành lập trong năm thì không phải nộp lệ phí.", []),
    # who is invited in a heading
    ("II. PHÂN CÔNG ¶ 4. Mời Sở Y tế tỉnh Hà Lam ¶ - Cử đầu mối tham gia.", [("Cử đầu", ["Sở Y tế tỉnh Hà Lam"], [])]),
    # what all do together, and what is only agreed to
    ("I. QUY ĐỊNH CHUNG ¶ 1. Nội dung phối hợp ¶ a) Tuyên truyền pháp luật. ¶ b) Kiểm tra việc chấp hành.", []),
    ("1. Cơ bản thống nhất với Báo cáo của Sở Y tế về công tác tiêm chủng.", []),
    # the stamp of a signature
    ("Ký bởi: Văn phòng UBND tỉnh Cơ quan: UBND tỉnh Ngày ký: 12/3/2025", []),
    # from a day on
    # from a day on
    (
        "I. LỘ TRÌNH THỰC HIỆN ¶ 1. Giai đoạn đầu: ¶ a) Từ ngày 01/7/2026 đến hết năm 2027: Thực hiện thí điểm.",
        [("Từ ngày", [], [])],
    ),
    # among letters that are orders one whose verb no rule knows
    (
        "I. NHIỆM VỤ ¶ 1. Về hạ tầng: ¶ a) Xây dựng trạm đo. ¶ b) Lắp đặt camera. ¶ c) Phủ xanh bờ kênh.",
        [("Xây dựng", [], []), ("Lắp đặt", [], []), ("Phủ xanh", [], [])],
    ),
]


UNITS += [
    # an item that opens with its matterUNITS += [
    # an item that opens with its matter is an order where its verb follows the colon
    (
        "1. Sở Y tế rà soát thuốc: ¶ - Đối với thuốc còn hạn: Khẩn trương cấp phát. ¶ "
        "- Đối với thuốc hết hạn: Tổ chức tiêu hủy.",
        [("Đối với", ["Sở Y tế"], []), ("Đối với", ["Sở Y tế"], [])],
    ),
    # how things are or will be is no order beside one
    (
        "1. Về nguồn thuốc: UBND tỉnh sẽ phân công các sở theo lĩnh vực. Sở Y tế chịu trách nhiệm cung ứng.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # or after a comma where an adverb tells that it does
    (
        "1. Sở Y tế có trách nhiệm: ¶ - Đối với xã đã có trạm y tế, tiếp tục bổ sung thiết bị. ¶ "
        "- Đối với xã chưa có trạm, khẩn trương chọn địa điểm. ¶ - Vận động Nhân dân hiến đất.",
        [("Đối với", ["Sở Y tế"], []), ("Đối với", ["Sở Y tế"], []), ("Vận động", ["Sở Y tế"], [])],
    ),
    # parts of one report, and who sends it
    (
        "I. NHIỆM VỤ ¶ 1. Sở Y tế thống kê các nội dung sau: ¶ (1) Số trạm y tế cần phải sửa chữa. ¶ "
        "(2) Kinh phí cần thiết. ¶ Sở Y tế gửi báo cáo trước ngày 15/4/2025.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # nearly all bullets beside one are orders
    (
        "II. NHIỆM VỤ ¶ - Kiểm tra nguồn nước. ¶ - Châm hóa chất vào bể lớn. ¶ - Hướng dẫn người dân khử khuẩn.",
        [("Kiểm tra", [], []), ("Châm hóa", [], []), ("Hướng dẫn", [], [])],
    ),
    # a rule to be made, under a title of work
    ("II. NHIỆM VỤ ¶ - Ban hành quy chế quản lý dữ liệu số.", [("Ban hành", [], [])]),
    # an order that lists its objects
    (
        "II. NHIỆM VỤ ¶ 1. Nền tảng số ¶ Triển khai các nền tảng dùng chung như: ¶ - Hệ thống giám sát giao thông. ¶ "
        "- Hệ thống thu phí tự động.",
        [("Triển khai", [], [])],
    ),
    # bullets of what is sent along belong to no task
    (
        "1. Sở Y tế tổ chức tiêm chủng. ¶ Hồ sơ gửi kèm gồm: ¶ - Cẩm nang tiêm chủng; ¶ - Đĩa hình hướng dẫn.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # a section of work among scopes
    (
        "III. PHẠM VI, ĐỐI TƯỢNG ¶ 1. Phạm vi: toàn tỉnh. ¶ 2. Phương án tổ chức cấp phát ¶ "
        "- UBND các xã tổ chức cấp phát gạo.",
        [("UBND các", ["UBND các xã"], [])],
    ),
    # the answer to a petition, and who issues it heard in mid-sentence
    (
        "1. Về đề nghị Sở Y tế sớm hướng dẫn tiêm chủng: Sở Nội vụ rà soát biên chế.",
        [("Về đề", ["Sở Nội vụ"], [])],
    ),
    (
        "1. Đây là việc cấp bách, UBND tỉnh yêu cầu các sở, ngành tập trung thực hiện.",
        [("Đây là", ["các sở, ngành"], [])],
    ),
    (
        "1. Về kiến nghị Sở Y tế cấp thêm thuốc: hiện kho còn đủ thuốc. Sở Tài chính rà soát kinh phí mua thuốc.",
        [("Về kiến", ["Sở Tài chính"], [])],
    ),
    # on what condition, and in which stage
    (
        "II. NHIỆM VỤ ¶ - Khi xuất hiện ca bệnh, báo cáo ngay Sở Y tế. ¶ "
        "- Giai đoạn đầu (0-48 giờ): Tổ chức sơ tán người dân.",
        [("Khi xuất", [], []), ("Giai đoạn", [], [])],
    ),
    # a place told short
    (
        "1. Thành phố Nam Sơn rà soát biên chế. Trên cơ sở đó, Thành phố kiện toàn bộ máy.",
        [("Thành phố", ["Thành phố Nam Sơn"], [])],
    ),
    # a heading that names bodies at large among headings of matters
    (
        "II. NHIỆM VỤ ¶ 1. Hạ tầng số ¶ - Nâng cấp mạng cáp quang. ¶ 2. Kỹ năng số ¶ - Tổ chức tập huấn. ¶ "
        "3. Doanh nghiệp số ¶ - Xây dựng chính sách ưu đãi.",
        [("Nâng cấp", [], []), ("Tổ chức", [], []), ("Xây dựng", [], [])],
    ),
    # what is said of the work and of each man
    (
        "II. NHIỆM VỤ ¶ 1. Phát triển dữ liệu là điều kiện tiên quyết để chuyển đổi số. ¶ 2. Sở Y tế cập nhật dữ liệu.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # praise is no order
    (
        "I. NHIỆM VỤ ¶ 1. Đánh giá cao nỗ lực của các thầy thuốc. ¶ 2. Sở Y tế tổ chức tiêm chủng.",
        [("Sở Y", ["Sở Y tế"], [])],
    ),
    # a point of its own does not go on with the task before it
    (
        "II. NHIỆM VỤ ¶ Thứ nhất, Công an tỉnh tăng cường tuần tra. ¶ Thứ hai, công tác này là quan trọng. ¶ "
        "Thứ ba, Sở Y tế tổ chức kiểm tra.",
        [("Thứ nhất,", ["Công an tỉnh"], []), ("Thứ ba,", ["Sở Y tế"], [])],
    ),
    # a part in the work told to act beside an agency
    (
        "1. Giao Sở Xây dựng kiểm tra tiến độ. Yêu cầu nhà đầu tư (Công ty An Lâm) bổ sung máy móc.",
        [("Giao Sở", ["Sở Xây dựng"], []), ("Yêu cầu", ["nhà đầu tư"], [])],
    ),
    # what is said of the work is no order
    (
        "1. Sở Y tế cấp phát thuốc. ¶ Đẩy mạnh việc chăm sóc sức khỏe Nhân dân là nhiệm vụ trọng tâm của các cấp. "
        "Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện nghiêm Chỉ thị này.",
        [("Sở Y", ["Sở Y tế"], []), ("Chủ tịch", ["các sở, ngành"], [])],
    ),
]


def test_a_line_that_asks_at_large_gives_its_tone() -> None:
    body = (
        "2. Để sớm phát điện, đề nghị: ¶ a) Sở Công Thương đôn đốc nhà thầu. ¶ b) Giao Sở Xây dựng thẩm định thiết kế."
    )
    assert [task.mode for task in directive(body).tasks] == ["request", "assign"]


@pytest.mark.parametrize(("body", "expected"), UNITS)
def test_rule_1_a_unit_that_makes_somebody_act(body: str, expected: list[Told]) -> None:
    assert told(body) == expected


ASSEMBLED = [
    # the heads who are to carry out a decision, whose agencies have fields parted by commas
    (
        "Điều 3. Các ông (bà): Chánh Văn phòng Bộ, Viện trưởng Viện Thủy sản, Khí tượng, Môi trường và Thủ trưởng các "
        "cơ quan liên quan chịu trách nhiệm thi hành Quyết định này.",
        [("Các ông", ["Văn phòng Bộ", "Viện Thủy sản, Khí tượng, Môi trường", "các cơ quan liên quan"], [])],
    ),
    # conclusions of a meeting: what was, then who is asked
    (
        "1. Về tiến độ dự án ¶ Giải phóng mặt bằng còn chậm. Để đẩy nhanh tiến độ, Chủ tịch UBND tỉnh yêu cầu: ¶ "
        "- Sở Tài chính: Bố trí vốn trước ngày 15/4/2025. ¶ - Giao Sở Xây dựng thẩm định thiết kế.",
        [("Sở Tài", ["Sở Tài chính"], []), ("Giao Sở", ["Sở Xây dựng"], [])],
    ),
    # a decision: those who are to carry it out
    (
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tiêm. ¶ Điều 2. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế "
        "chịu trách nhiệm thi hành Quyết định này.",
        [("Chánh Văn", ["Văn phòng UBND tỉnh", "Sở Y tế"], [])],
    ),
    # a clause of an article that gives the lead to its letters
    (
        "Điều 2. Tổ chức thực hiện ¶ 1. Giao Sở Y tế: ¶ a) Tổ chức tiêm chủng; ¶ b) Báo cáo UBND tỉnh. ¶ "
        "2. Giao Sở Tài chính bố trí kinh phí.",
        [("Tổ chức", ["Sở Y tế"], []), ("Báo cáo", ["Sở Y tế"], []), ("Giao Sở", ["Sở Tài chính"], [])],
    ),
    # money, where somebody is told to do something
    (
        "III. KINH PHÍ ¶ Kinh phí thực hiện từ ngân sách. Các đơn vị lập dự toán gửi Sở Tài chính thẩm định.",
        [("Các đơn", ["Các đơn vị"], [])],
    ),
    # the last paragraph of a plan
    (
        "IV. TỔ CHỨC THỰC HIỆN ¶ Trên đây là Kế hoạch tiêm chủng năm 2025, yêu cầu các đơn vị nghiêm túc triển khai.",
        [("Trên đây", ["các đơn vị"], [])],
    ),
]


@pytest.mark.parametrize(("body", "expected"), ASSEMBLED)
def test_rule_1_in_documents_of_other_kinds(body: str, expected: list[Told]) -> None:
    assert told(body) == expected


HEADINGS = [
    # the heading's lead holds for each bullet under it
    (
        "1. Sở Y tế ¶ - Rà soát cơ số thuốc. ¶ - Tổ chức trực cấp cứu.",
        [("Rà soát", ["Sở Y tế"], []), ("Tổ chức", ["Sở Y tế"], [])],
    ),
    # with a colon, in bold, with a number of two steps
    (
        "1.1. Sở Y tế: ¶ a) Rà soát cơ số thuốc. ¶ b) Tổ chức trực cấp cứu.",
        [("Rà soát", ["Sở Y tế"], []), ("Tổ chức", ["Sở Y tế"], [])],
    ),
    (
        "**1. Sở Y tế** ¶ - Rà soát cơ số thuốc. ¶ **2. Công an tỉnh** ¶ - Tăng cường tuần tra.",
        [("Rà soát", ["Sở Y tế"], []), ("Tăng cường", ["Công an tỉnh"], [])],
    ),
    # several agencies in one heading
    ("1. Sở Y tế, Sở Nội vụ ¶ - Rà soát biên chế y tế.", [("Rà soát", ["Sở Y tế", "Sở Nội vụ"], [])]),
    # a plain paragraph under it
    (
        "1. Sở Y tế ¶ Rà soát cơ số thuốc, hóa chất, vật tư. ¶ 2. Công an tỉnh ¶ Tăng cường tuần tra.",
        [("Rà soát", ["Sở Y tế"], []), ("Tăng cường", ["Công an tỉnh"], [])],
    ),
    # the heading asks
    ("1. Đề nghị Hội Nông dân tỉnh ¶ - Vận động hội viên tham gia.", [("Vận động", ["Hội Nông dân tỉnh"], [])]),
    # a unit that names its own doer overrides it
    (
        "1. Sở Y tế ¶ - Rà soát cơ số thuốc. ¶ - Giao Sở Tài chính bố trí kinh phí mua thuốc.",
        [("Rà soát", ["Sở Y tế"], []), ("Giao Sở", ["Sở Tài chính"], [])],
    ),
    # the next heading ends it
    (
        "1. Sở Y tế ¶ - Rà soát cơ số thuốc. ¶ 2. Nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Nội vụ.",
        [("Rà soát", ["Sở Y tế"], []), ("Nếu có", ["các đơn vị"], [])],
    ),
    # an order that opens with a verb not seen often
    (
        "1. UBND các xã, phường ¶ - Phân công công chức đầu mối hỗ trợ doanh nghiệp. ¶ - Niêm yết công khai thủ tục.",
        [("Phân công", ["UBND các xã, phường"], []), ("Niêm yết", ["UBND các xã, phường"], [])],
    ),
    # "Trách nhiệm của ..." is the heading of an agency too
    (
        "Điều 5. Trách nhiệm của Sở Y tế ¶ 1. Rà soát cơ số thuốc. ¶ 2. Tổ chức trực cấp cứu.",
        [("Rà soát", ["Sở Y tế"], []), ("Tổ chức", ["Sở Y tế"], [])],
    ),
    ("1. Đối với Sở Y tế ¶ - Rà soát cơ số thuốc.", [("Rà soát", ["Sở Y tế"], [])]),
    # several names parted by ";" before their order
    (
        "1. Các trạm y tế; Sở Y tế chịu trách nhiệm cập nhật: ¶ a) Danh sách bệnh nhân; ¶ b) Danh mục thuốc.",
        [("Các trạm", ["Các trạm y tế", "Sở Y tế"], [])],
    ),
    # whose work the heading tells
    (
        "I. NỘI DUNG ¶ 1. Nội dung kiểm tra của chủ đầu tư ¶ - Kiểm tra vật liệu.",
        [("Kiểm tra", ["chủ đầu tư"], [])],
    ),
    # two names parted by a stroke
    ("1. Sở Nội vụ/Sở Tư pháp ¶ - Rà soát thủ tục.", [("Rà soát", ["Sở Nội vụ", "Sở Tư pháp"], [])]),
    # whom a line under the heading tells to help, helps in all that follows
    (
        "1. Sở Y tế ¶ Chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh: ¶ a) Ban hành quy chế. ¶ b) Lập tổ công tác.",
        [("Ban hành", ["Sở Y tế"], ["Sở Nội vụ"]), ("Lập tổ", ["Sở Y tế"], ["Sở Nội vụ"])],
    ),
    # ... and so does one named in a heading of theirs, with a colon or without, until the words name others
    (
        "1. Sở Y tế ¶ a) Chủ trì, phối hợp với các sở, ngành ¶ - Ban hành quy chế. ¶ b) Phối hợp với Công an tỉnh: ¶ "
        "- Kiểm tra nhà thuốc. ¶ - Phối hợp với Sở Nội vụ lập tổ công tác.",
        [
            ("Ban hành", ["Sở Y tế"], ["các sở, ngành"]),
            ("Kiểm tra", ["Sở Y tế"], ["Công an tỉnh"]),
            ("Phối hợp", ["Sở Y tế"], ["Sở Nội vụ"]),
        ],
    ),
    # a paragraph with a matter of its own is a task, though its doer is the one before
    (
        "1. Các sở rà soát nhà trạm. ¶ Về kinh phí: Các sở bố trí kinh phí. ¶ Các sở chịu trách nhiệm về kết quả.",
        [("Các sở", ["Các sở"], []), ("Về kinh", ["Các sở"], [])],
    ),
    # the last words of the body tell whoever meets a difficulty to report it, though nobody is named
    (
        "II. TỔ CHỨC THỰC HIỆN ¶ 1. Sở Y tế tổ chức tiêm chủng. ¶ 2. Sở Nội vụ rà soát biên chế. ¶ Trong quá trình "
        "thực hiện, nếu có khó khăn, vướng mắc kịp thời báo cáo UBND tỉnh.",
        [("Sở Y", ["Sở Y tế"], []), ("Sở Nội", ["Sở Nội vụ"], []), ("Trong quá", [], [])],
    ),
    # the duties of a board's posts, each under its own
    (
        "1. Trưởng Ban Chỉ đạo ¶ - Điều hành chung. ¶ 2. Sở Y tế ¶ - Phối hợp, chia sẻ thông tin với Ban Quản lý Khu "
        "kinh tế và các khu công nghiệp tỉnh.",
        [
            ("Điều hành", ["Trưởng Ban Chỉ đạo"], []),
            ("Phối hợp,", ["Sở Y tế"], ["Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"]),
        ],
    ),
    # whoever bears a duty, in a heading that says so
    (
        "1. Trách nhiệm của đối tượng kê khai giá: ¶ - Báo cáo kết quả.",
        [("Báo cáo", ["đối tượng kê khai giá"], [])],
    ),
    # a long heading without a stop among such, over bullets
    (
        "I. NHIỆM VỤ ¶ 1. Hoàn thành việc rà soát, cập nhật và công khai danh mục thuốc thiết yếu của các trạm y tế "
        "theo đúng quy định; hoàn thiện phương thức cung ứng bảo đảm chất lượng, kịp thời, công bằng cho người dân ¶ "
        "- Sở Y tế lập danh mục. ¶ 2. Về nhân lực ¶ - Sở Nội vụ rà soát biên chế. ¶ 3. Về kinh phí ¶ - Sở Tài chính "
        "lập dự toán.",
        [
            ("Sở Y", ["Sở Y tế"], []),
            ("Sở Nội", ["Sở Nội vụ"], []),
            ("Sở Tài", ["Sở Tài chính"], []),
        ],
    ),
    # who answers above all stands between the doers and their duty, after a topic too
    (
        "1. Trên cơ sở nguyên tắc phân cấp, Sở Y tế, Sở Nội vụ, đặc biệt là người đứng đầu chịu trách nhiệm công khai "
        "thủ tục. ¶ 2. Hằng năm, xây dựng kế hoạch; phối hợp với cơ quan thông tin truyền thông, báo chí tuyên truyền.",
        [("Trên cơ", ["Sở Y tế", "Sở Nội vụ"], [])],
    ),
    # each field of work; what the issuer agrees with and what makes a paper valid are none
    (
        "I. NHIỆM VỤ ¶ 1. Mỗi ngành, lĩnh vực cần chọn một việc làm ngay. ¶ 2. UBND tỉnh cơ bản thống nhất với Tờ "
        "trình của Sở Y tế. ¶ 3. Hướng dẫn này, các phụ lục 1, 2 kèm theo có hiệu lực từ ngày ký.",
        [("Mỗi ngành,", ["Mỗi ngành, lĩnh vực"], [])],
    ),
    # a delegation that is sent is no body of its own; a verb within a name at the very start of a paragraph
    (
        "1. Sở Y tế ¶ - Tổ chức đoàn công tác đi khảo sát thị trường thuốc. ¶ "
        "2. Về dự án bệnh viện: ¶ Hội đồng thẩm định Nhà nước khẩn trương thẩm định dự án.",
        [("Tổ chức", ["Sở Y tế"], []), ("Hội đồng", ["Hội đồng thẩm định Nhà nước"], [])],
    ),
    # whence money comes and how many of whom are told, not ordered
    (
        "1. Sở Y tế ¶ - Xét khen thưởng. ¶ - Kinh phí khen thưởng: Từ ngân sách tỉnh. ¶ - Ban Tổ chức: tối đa 3 người.",
        [("Xét khen", ["Sở Y tế"], [])],
    ),
    # brackets inside a sentence explain a word and tell no doer
    (
        "1. Sở Y tế ¶ - Báo cáo cấp trên (UBND tỉnh, Bộ Y tế chủ trì đề án) về kết quả tiêm chủng.",
        [("Báo cáo", ["Sở Y tế"], [])],
    ),
    # one that opens with a time
    (
        "1. Sở Y tế ¶ - Trước ngày 20 hằng tháng, báo cáo UBND tỉnh. ¶ - Hằng quý tổ chức diễn tập.",
        [("Trước ngày", ["Sở Y tế"], []), ("Hằng quý", ["Sở Y tế"], [])],
    ),
]


@pytest.mark.parametrize(("body", "expected"), HEADINGS)
def test_rule_2_a_heading_gives_the_lead(body: str, expected: list[Told]) -> None:
    assert told(body) == expected


PARTS = [
    # "+" sub-bullets that only elaborate belong to their parent
    (
        "1. Sở Y tế ¶ - Rà soát các nhóm: ¶ + Thuốc thiết yếu của tuyến xã. ¶ + Thuốc dự phòng cho vùng lũ.",
        ["Rà soát các nhóm: + Thuốc thiết yếu của tuyến xã. + Thuốc dự phòng cho vùng lũ"],
    ),
    # a parent that ends with ":" over full orders is none
    (
        "1. Sở Y tế: ¶ - Tập trung một số nhiệm vụ: ¶ + Rà soát cơ số thuốc tại các trạm y tế. ¶ + Trực cấp cứu.",
        ["Rà soát cơ số thuốc tại các trạm y tế", "Trực cấp cứu"],
    ),
    # sub-items with doers of their own
    (
        "1. Phân công nhiệm vụ cụ thể: ¶ - Sở Y tế rà soát cơ số thuốc. ¶ - Công an tỉnh tăng cường tuần tra.",
        ["Sở Y tế rà soát cơ số thuốc", "Công an tỉnh tăng cường tuần tra"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), PARTS)
def test_rule_3_bullets_and_what_elaborates_them(body: str, expected: list[str]) -> None:
    assert [" ".join(text.split()).rstrip(".;") for text in texts(body)] == expected


SENTENCES = [
    # the same doer among several, with an order of its own
    (
        "1. Các sở, Bộ chỉ huy quân sự tỉnh rà soát phương án. Bộ chỉ huy quân sự tỉnh tổ chức diễn tập.",
        [
            ("Các sở,", ["Các sở", "Bộ chỉ huy quân sự tỉnh"], []),
            ("Bộ chỉ", ["Bộ chỉ huy quân sự tỉnh"], []),
        ],
    ),
    # the basis belongs to the clause that orders
    (
        "1. Căn cứ kết quả rà soát; trên cơ sở nhu cầu thực tế; các xã, phường lập danh mục đầu tư.",
        [("Căn cứ", ["các xã", "phường"], [])],
    ),
    # how all work together, before who has a duty
    (
        "I. PHỐI HỢP ¶ 1. Tổ chức họp; trao đổi bằng văn bản. Cơ quan phát hiện vi phạm có trách nhiệm thông báo ngay.",
        [("Cơ quan", ["Cơ quan phát hiện vi phạm"], [])],
    ),
    # paragraphs under an agency's heading, each an order
    (
        "Điều 1. Trách nhiệm của Sở Y tế ¶ Chủ trì rà soát cơ số thuốc. ¶ Tăng cường kiểm tra nhà thuốc.",
        [("Chủ trì", ["Sở Y tế"], []), ("Tăng cường", ["Sở Y tế"], [])],
    ),
    # ... but not by when the one above is to be done
    (
        "Điều 1. Trách nhiệm của Sở Y tế ¶ Rà soát cơ số thuốc. ¶ Bảo đảm hoàn thành trong quý I/2026.",
        [("Rà soát", ["Sở Y tế"], [])],
    ),
    # another doer in the same unit
    (
        "1. Sở Y tế rà soát cơ số thuốc. Giao Sở Tài chính bố trí kinh phí.",
        [("Sở Y", ["Sở Y tế"], []), ("Giao Sở", ["Sở Tài chính"], [])],
    ),
    (
        "1. Sở Y tế rà soát cơ số thuốc; Sở Tài chính bố trí kinh phí mua sắm.",
        [("Sở Y", ["Sở Y tế"], []), ("Sở Tài", ["Sở Tài chính"], [])],
    ),
    # the same doer
    ("1. Sở Y tế rà soát cơ số thuốc. Sở Y tế báo cáo UBND tỉnh trước ngày 15/4/2025.", [("Sở Y", ["Sở Y tế"], [])]),
    # the doer told again by its part in the work
    (
        "1. Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra. Cơ quan chủ trì chịu trách nhiệm tổng hợp.",
        [("Sở Y", ["Sở Y tế"], ["Công an tỉnh"])],
    ),
    # under a heading
    (
        "1. Sở Y tế ¶ - Rà soát cơ số thuốc. Yêu cầu các đơn vị cung cấp số liệu cho Sở Y tế chậm nhất ngày 19/3/2025.",
        [("Rà soát", ["Sở Y tế"], []), ("Yêu cầu", ["các đơn vị"], [])],
    ),
    # ... whose order opens with what is otherwise part of a name
    (
        "1. Sở Y tế rà soát cơ số thuốc. Yêu cầu các đơn vị báo cáo số liệu cho Sở Y tế.",
        [("Sở Y", ["Sở Y tế"], []), ("Yêu cầu", ["các đơn vị"], [])],
    ),
    # a case after a semicolon
    (
        "1. Các đơn vị rà soát thuốc, báo cáo Sở Y tế; trường hợp vượt thẩm quyền, Sở Y tế báo cáo UBND tỉnh.",
        [("Các đơn", ["Các đơn vị"], []), ("trường hợp", ["Sở Y tế"], [])],
    ),
    # an order of nobody named, another with a doer, and the first taken up again
    (
        "I. NHIỆM VỤ ¶ 1. Rà soát cơ số thuốc; các trạm y tế lập danh sách. Tăng cường truyền thông.",
        [("Rà soát", [], []), ("các trạm", ["các trạm y tế"], []), ("Tăng cường", [], [])],
    ),
    (
        "I. NHIỆM VỤ ¶ 1. Rà soát cơ số thuốc. Các trạm y tế lập danh sách. Kịp thời báo cáo cấp có thẩm quyền.",
        [("Rà soát", [], []), ("Các trạm", ["Các trạm y tế"], [])],
    ),
    # the same in a paragraph of its own
    (
        "I. NHIỆM VỤ ¶ 1. Rà soát cơ số thuốc. Các trạm y tế lập danh sách. ¶ Tăng cường truyền thông.",
        [("Rà soát", [], []), ("Các trạm", ["Các trạm y tế"], []), ("Tăng cường", [], [])],
    ),
    # whom the doer itself sets to work
    (
        "1. Sở Y tế ¶ - Quản lý kho thuốc; phân công phòng chuyên môn theo dõi hạn dùng.",
        [("Quản lý", ["Sở Y tế"], [])],
    ),
    # people who are told what each of them must do
    (
        "1. Sở Y tế rà soát cơ số thuốc. Mỗi cán bộ, đảng viên phải gương mẫu. Cơ quan, tổ chức phải báo cáo.",
        [
            ("Sở Y", ["Sở Y tế"], []),
            ("Mỗi cán", ["Mỗi cán bộ, đảng viên"], []),
            ("Cơ quan,", ["Cơ quan", "tổ chức"], []),
        ],
    ),
    # those who only help
    (
        "1. Giao Sở Y tế chủ trì; Sở Nội vụ, Sở Tài chính phối hợp rà soát nhân lực.",
        [("Giao Sở", ["Sở Y tế"], ["Sở Nội vụ", "Sở Tài chính"])],
    ),
    ("1. Sở Y tế kiểm tra cơ sở khám bệnh; Công an tỉnh phối hợp.", [("Sở Y", ["Sở Y tế"], ["Công an tỉnh"])]),
    # a semicolon within one doer's order
    ("1. Sở Y tế rà soát cơ số thuốc; tổ chức trực cấp cứu; báo cáo UBND tỉnh kết quả.", [("Sở Y", ["Sở Y tế"], [])]),
]


@pytest.mark.parametrize(("body", "expected"), SENTENCES)
def test_rule_4_a_sentence_with_another_doer(body: str, expected: list[Told]) -> None:
    assert told(body) == expected


def test_rule_1_paragraphs_that_order_the_doers_of_their_item_something_more() -> None:
    body = (
        "IV. TỔ CHỨC THỰC HIỆN ¶ 1. Các đảng ủy phường, xã quán triệt Hướng dẫn này. ¶ "
        "Chỉ đạo các chi bộ đổi mới nội dung sinh hoạt. ¶ Bố trí kinh phí mua sắm tài liệu. ¶ 2. Sở Y tế kiểm tra."
    )
    lead = ["Các đảng ủy phường, xã"]
    assert [one[:2] for one in told(body)] == [
        ("Các đảng", lead), ("Chỉ đạo", lead), ("Bố trí", lead), ("Sở Y", ["Sở Y tế"])
    ]  # fmt: skip


def test_rule_1_paragraphs_that_go_on_with_their_item_are_a_part_of_it() -> None:
    body = "1. Các đảng ủy quán triệt Hướng dẫn. ¶ Bố trí kinh phí in tài liệu. ¶ Kết quả báo cáo trước ngày 20/5/2025."
    assert len(told(body)) == 1


RESULTS = [
    # in the same unit
    "1. Sở Y tế rà soát cơ số thuốc. Kết quả thực hiện báo cáo UBND tỉnh trước ngày 26/3/2025.",
    # in a paragraph of its own
    "1. Sở Y tế ¶ - Rà soát cơ số thuốc. ¶ Kết quả báo cáo UBND tỉnh trước ngày 26/3/2025.",
    "1. Sở Y tế ¶ - Rà soát: ¶ + Thuốc thiết yếu. ¶ + Thuốc khác. ¶ Kết quả báo cáo UBND tỉnh trước ngày 26/3/2025.",
    # after a parent with sub-bullets
    "1. Sở Y tế rà soát thuốc, gồm: ¶ - Thuốc thiết yếu; ¶ - Thuốc khác. ¶ Báo cáo UBND tỉnh trước ngày 26/3/2025.",
]


@pytest.mark.parametrize("body", RESULTS)
def test_rule_5_how_the_result_is_reported_belongs_to_the_task(body: str) -> None:
    task = only(body)
    assert [one.date for one in task.deadlines] == ["2025-03-26"]
    assert names(task.reports_to) == ["UBND tỉnh"]
    assert task.text.endswith("26/3/2025.") or task.text.endswith("26/3/2025")


def test_rule_6_the_addressees_of_the_document_lead_where_nobody_is_named() -> None:
    body = (
        "1. Rà soát, công khai thủ tục hành chính. ¶ 2. Sở Nội vụ kiểm tra công vụ. ¶ 3. Tăng cường kỷ luật, kỷ cương."
    )
    assert told(body, ADDRESSING) == [
        ("Rà soát,", ["các sở, ngành", "UBND các huyện"], []),
        ("Sở Nội", ["Sở Nội vụ"], []),
        ("Tăng cường", ["các sở, ngành", "UBND các huyện"], []),
    ]


def test_rule_6_addressees_after_an_aim_in_the_same_sentence() -> None:
    body = (
        "II. NỘI DUNG ¶ Để phong trào đạt kết quả; các sở, ngành, các doanh nghiệp (sau đây gọi là đơn vị) triển khai "
        "các nội dung sau: ¶ 1. Thực hiện tiết kiệm điện. ¶ 2. Trồng cây xanh."
    )
    assert told(body) == [
        ("Thực hiện", ["các sở, ngành", "các doanh nghiệp"], []),
        ("Trồng cây", ["các sở, ngành", "các doanh nghiệp"], []),
    ]


def test_rule_6_addressees_in_the_last_sentence_of_an_introduction() -> None:
    body = (
        "2. Về nhiệm vụ trọng tâm ¶ Năm 2025 còn nhiều khó khăn. Căn cứ phương hướng, Văn phòng Tỉnh ủy và "
        "các văn phòng huyện ủy tổ chức thực hiện, trong đó tập trung các việc sau: ¶ (1) Nâng cao chất lượng tham mưu."
    )
    (task,) = directive(body).tasks
    assert names(task.leads)[0] == "Văn phòng Tỉnh ủy"


def test_rule_7_a_title_that_opens_with_about_may_tell_background() -> None:
    body = (
        "1. Về đánh giá tình hình hoạt động ¶ (1) Duy trì nền nếp công tác. ¶ 2. Về nhiệm vụ ¶ (1) Nâng cao chất lượng."
    )
    assert texts(body) == ["Nâng cao chất lượng."]


def test_rule_8_a_comma_among_the_doers_parts_nothing() -> None:
    task = only("1. Sở Tài chính, Bảo hiểm xã hội tỉnh, cơ quan bảo hiểm cơ sở chịu trách nhiệm về số liệu.")
    assert names(task.leads) == ["Sở Tài chính", "Bảo hiểm xã hội tỉnh", "cơ quan bảo hiểm cơ sở"]


def test_the_closing_paragraph_goes_on_no_task() -> None:
    body = (
        "IV. TỔ CHỨC THỰC HIỆN ¶ 1. Sở Y tế ¶ - Tổng hợp kết quả. ¶ Trên đây là Kế hoạch chăm sóc sức khỏe; "
        "các cơ quan, đơn vị nghiêm túc triển khai thực hiện."
    )
    assert told(body) == [("Tổng hợp", ["Sở Y tế"], []), ("các cơ", ["các cơ quan", "đơn vị"], [])]


def test_the_closing_paragraph_speaks_of_the_whole_document() -> None:
    body = (
        "IV. TỔ CHỨC THỰC HIỆN ¶ 1. Đề nghị Hội Nông dân tỉnh ¶ - Vận động hội viên. ¶ Trên đây là Kế hoạch. "
        "Trong quá trình thực hiện nếu có vướng mắc, các đơn vị báo cáo Sở Y tế."
    )
    assert [task.mode for task in directive(body).tasks] == ["request", "assign"]


def test_rule_6_without_addressees_nobody_leads() -> None:
    body = "I. NHIỆM VỤ, GIẢI PHÁP ¶ 1. Rà soát, công khai thủ tục hành chính. ¶ 2. Tăng cường kỷ luật, kỷ cương."
    assert told(body) == [("Rà soát,", [], []), ("Tăng cường", [], [])]


def test_rule_6_a_closing_formula_names_no_addressees() -> None:
    formula = "Văn phòng UBND tỉnh thông báo để các sở, ngành, địa phương biết, thực hiện. ¶ "
    assert told("I. NHIỆM VỤ ¶ 1. Rà soát, công khai thủ tục hành chính. ¶ " + formula) == [("Rà soát,", [], [])]


NO_TASKS = [
    # what the document itself amends
    "Điều 1. Sửa đổi, bổ sung một số điều của Quy chế. ¶ Điều 2. Bổ sung khoản 3 Điều 5.",
    "I. MỤC ĐÍCH, YÊU CẦU ¶ 2. Các sở, ngành có trách nhiệm phối hợp chặt chẽ.",
    # what an activity must be like, whence money comes, an order's form of words
    "Điều 1. Yêu cầu của hoạt động tư vấn ¶ 1. Cung cấp cơ sở khoa học cho quyết định.",
    "I. NHIỆM VỤ ¶ II. KINH PHÍ THỰC HIỆN ¶ - Hỗ trợ từ trung ương và các nguồn hợp pháp khác.",
    "1. Hướng dẫn này, các phụ lục kèm theo có hiệu lực từ ngày ký.",
    "I. NHIỆM VỤ ¶ CHẾ ĐỘ ¶ BÁO CÁO",
    # what only shows how an order is meant
    "I. NHIỆM VỤ ¶ 1. Cấp phép ¶ Ví dụ: ¶ - Sở Y tế cấp phép cho nhà thuốc. ¶ - Sở Xây dựng cấp phép cho nhà xưởng.",
    "I. NHIỆM VỤ ¶ 1. Cấp phép ¶ Ví dụ 1: ¶ Sở Y tế cấp phép cho nhà thuốc.",
    # viewpoints, background, aims
    "I. QUAN ĐIỂM ¶ 1. Phát triển kinh tế phải đi đôi với bảo vệ môi trường. ¶ 2. Lấy người dân làm trung tâm.",
    "I. MỤC ĐÍCH, YÊU CẦU ¶ 1. Nâng cao nhận thức của các sở, ngành. ¶ 2. Bảo đảm thiết thực, tiết kiệm.",
    "I. MỤC TIÊU ¶ - Đến năm 2030, 100% thủ tục được số hóa. ¶ - Thu hút ít nhất 450 triệu USD.",
    "I. TÌNH HÌNH ¶ 1. Thời gian qua, các sở, ngành đã tích cực chuyển đổi số. ¶ 2. Một số đơn vị còn chậm.",
    # a place whose name ends as a verb does
    "I. NỘI DUNG ¶ - Xã Hoằng Hóa: 02 trạm y tế.",
    # conditions and fields, and how points are given
    "I. NỘI DUNG ¶ Các dự án ưu tiên tập trung vào các lĩnh vực: ¶ - Phát triển y tế cơ sở. ¶ - Xây dựng trạm y tế.",
    "I. NỘI DUNG ¶ 1. Trạm y tế đạt các tiêu chuẩn sau: ¶ - Thực hiện tốt công tác tiêm chủng.",
    "I. NỘI DUNG ¶ 1. Sở Y tế ¶ - Trạm y tế hoàn thành sớm được cộng 05 điểm.",
    # how things go on is told, not ordered
    "I. THỜI GIAN KIỂM TRA ¶ Công tác kiểm tra được tiến hành thường xuyên trong năm.",
    # a proposal that goes with a file orders nobody
    "I. NỘI DUNG ¶ 1. Thời gian: Hồ sơ trình, đề nghị Bộ Y tế xem xét phải đủ chữ ký.",
    # the closing formula of a notice
    "I. NHIỆM VỤ ¶ Sở Y tế thông báo để các trạm y tế, đơn vị biết, thực hiện.",
    # repeal, entry into force
    "1. Chỉ thị này có hiệu lực kể từ ngày ký. ¶ 2. Chỉ thị này thay thế Chỉ thị số 05/CT-UBND ngày 10/3/2020.",
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng, chống thiên tai năm 2025.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký ban hành.",
    # what was
    "Trong hai tháng đầu năm, các sở, ngành đã nỗ lực thực hiện nhiệm vụ; thu ngân sách đạt 18,7% dự toán.",
]


@pytest.mark.parametrize("body", NO_TASKS)
def test_rule_7_what_holds_no_tasks(body: str) -> None:
    assert texts(body) == []


def test_rule_7_what_goes_before_the_main_work_is_none() -> None:
    body = (
        "I. NHIỆM VỤ ¶ 1. Chợ số ¶ Phát triển chợ số theo hướng hiện đại. ¶ Các nhiệm vụ trọng tâm: ¶ "
        "- Lập sàn giao dịch nông sản."
    )
    assert texts(body) == ["Lập sàn giao dịch nông sản."]


def test_rule_7_work_after_the_aims_is_found() -> None:
    body = (
        "I. MỤC ĐÍCH, YÊU CẦU ¶ 1. Nâng cao nhận thức về chuyển đổi số. ¶ "
        "II. NHIỆM VỤ ¶ 1. Rà soát hạ tầng số. ¶ "
        "III. TỔ CHỨC THỰC HIỆN ¶ 1. Sở Khoa học và Công nghệ theo dõi, đôn đốc."
    )
    assert told(body) == [("Rà soát", [], []), ("Sở Khoa", ["Sở Khoa học và Công nghệ"], [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Nội vụ để được hướng dẫn.",
        "Trong quá trình triển khai nếu có khó khăn, các đơn vị kịp thời phản ánh về Sở Nội vụ để tổng hợp.",
    ],
)
def test_rule_7_difficulties_are_to_be_told(sentence: str) -> None:
    task = only(f"III. TỔ CHỨC THỰC HIỆN ¶ {sentence}")
    assert names(task.leads) == ["các đơn vị"]
    assert names(task.reports_to) == ["Sở Nội vụ"]


TOGETHER = [
    # lead and coordinators
    ("1. Sở Y tế chủ trì, phối hợp với Công an tỉnh, Sở Nội vụ kiểm tra.", ["Sở Y tế"], ["Công an tỉnh", "Sở Nội vụ"]),
    # all lead
    (
        "1. Sở Y tế, Công an tỉnh, Sở Nội vụ tham mưu UBND tỉnh ban hành kế hoạch.",
        ["Sở Y tế", "Công an tỉnh", "Sở Nội vụ"],
        [],
    ),
    # without "chủ trì"
    ("1. Sở Y tế phối hợp với Công an tỉnh kiểm tra.", ["Sở Y tế"], ["Công an tỉnh"]),
    # who directs leads; who is directed is neither
    ("1. Sở Y tế chỉ đạo trung tâm y tế các huyện kiểm tra.", ["Sở Y tế"], []),
    # ... but with whom they act is a coordinator
    ("1. Sở Y tế chỉ đạo các bệnh viện phối hợp với Công an tỉnh kiểm tra.", ["Sở Y tế"], ["Công an tỉnh"]),
    # partners under a title that says no more
    (
        "1. Sở Y tế ¶ a) Chủ trì, phối hợp ¶ - Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí.",
        ["Sở Y tế"],
        ["Sở Tài chính"],
    ),
    # from a heading, with partners in the bullet
    ("1. Sở Y tế ¶ - Chủ trì, phối hợp với các sở, ngành rà soát.", ["Sở Y tế"], ["các sở, ngành"]),
    # who helps stands after the one who leads, without "với"
    (
        "1. Sở Y tế chủ trì, Sở Nội vụ và Công an tỉnh phối hợp rà soát nhân lực.",
        ["Sở Y tế"],
        ["Sở Nội vụ", "Công an tỉnh"],
    ),
    # each of those named before the verb
    ("1. Sở Y tế; Văn phòng UBND tỉnh mỗi đơn vị đề nghị 01 cá nhân.", ["Sở Y tế", "Văn phòng UBND tỉnh"], []),
    # communes counted and named
    (
        "1. Sở Y tế phối hợp với UBND 02 xã: Tân Lập, An Bình rà soát.",
        ["Sở Y tế"],
        ["UBND xã Tân Lập", "UBND xã An Bình"],
    ),
    # a lead is not his own partner
    ("1. Sở Y tế chủ trì, phối hợp với Sở Y tế, Công an tỉnh kiểm tra.", ["Sở Y tế"], ["Công an tỉnh"]),
]


@pytest.mark.parametrize(("body", "leads", "coordinators"), TOGETHER)
def test_rule_8_who_leads_and_who_helps(body: str, leads: list[str], coordinators: list[str]) -> None:
    task = only(body)
    assert (names(task.leads), names(task.coordinators)) == (leads, coordinators)


def test_rule_9_a_duty_in_a_footnote_belongs_to_the_task_that_calls_it() -> None:
    task = only(
        "1. Sở Y tế tổng hợp số ca mắc[1], báo cáo UBND tỉnh. ¶ "
        "[1] Báo cáo gửi trước ngày mùng 05 hàng tháng, theo mẫu tại Công văn số 88/UBND-VX ngày 10/02/2025."
    )
    assert [(one.every, one.rule, one.day) for one in task.recurrences] == [("month", "before", 5)]
    assert [one.number for one in task.citations] == ["88/UBND-VX"]


def test_rule_9_a_footnote_with_its_own_doer_is_a_task() -> None:
    found = directive(
        "1. Sở Y tế tổng hợp số ca mắc[1]. ¶ 2. Sở Nội vụ kiểm tra công vụ. ¶ "
        "[1] Trung tâm y tế các huyện gửi Sở Y tế số liệu trước ngày 10/4/2025."
    )
    assert [(task.at, names(task.leads)) for task in found.tasks] == [
        ("1", ["Sở Y tế"]),
        ("2", ["Sở Nội vụ"]),
        ("1", ["Trung tâm y tế các huyện"]),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Gồm thuốc thiết yếu và thuốc dự phòng từ 70 loại trở lên.",
        "Là thuốc đã hoàn thành đấu thầu trong năm 2025, kể cả thuốc dự phòng.",
        wrong("Là các trạm hoàn thành trong năm 2025, kể cả trạm đang sửa chữa.", got="a deadline"),
    ],
)
def test_rule_9_a_footnote_that_explains_does_not_count(note: str) -> None:
    task = only(f"1. Sở Y tế rà soát cơ số thuốc[1] của các trạm. ¶ [1] {note}")
    assert (task.targets, task.deadlines) == ((), ())


@pytest.mark.parametrize(
    "order",
    [
        "Thủ trưởng các đơn vị chịu trách nhiệm trước UBND tỉnh về kết quả thực hiện.",
        "Khuyến khích các đơn vị ứng dụng chữ ký số.",
    ],
)
def test_rule_9_weak_orders_are_tasks(order: str) -> None:
    assert only(f"I. NHIỆM VỤ ¶ 1. {order}").text == order


def test_rule_9_who_is_encouraged_leads_where_nobody_else_does() -> None:
    order = "Khuyến khích doanh nghiệp đầu tư hạ tầng số."
    assert names(only(f"I. NHIỆM VỤ ¶ 1. {order}").leads) == ["doanh nghiệp"]


def test_a_year_that_dates_a_figure_is_no_deadline() -> None:
    task = only("1. UBND tỉnh giao Sở Y tế bảo đảm đến hết năm 2030 đạt 95% dân số có hồ sơ sức khỏe.")
    assert (task.deadlines, [one.value for one in task.targets]) == ((), [95])


def test_rule_9_open_ended_times_are_none() -> None:
    task = only("1. Sở Y tế tổ chức tiêm chủng trong năm 2026 và các năm tiếp theo.")
    assert (task.deadlines, task.recurrences) == ((), ())


@pytest.mark.parametrize("label", ["Đơn vị chủ trì tham mưu thực hiện", "Cơ quan, đơn vị chủ trì triển khai"])
def test_rule_10_a_label_put_together_of_known_words(label: str) -> None:
    task = only(f"II. NHIỆM VỤ ¶ 1. Xây dựng Đề án. ¶ - {label}: Sở Tư pháp. ¶ - Đơn vị phối hợp triển khai: Sở Y tế.")
    assert (names(task.leads), names(task.coordinators)) == (["Sở Tư pháp"], ["Sở Y tế"])


LABELLED = """I. NHIỆM VỤ

1. Xây dựng Đề án phát triển dịch vụ logistics.

- Đơn vị chủ trì: Sở Công Thương.

- Đơn vị phối hợp: Sở Xây dựng, Sở Tài chính, UBND các huyện.

- Thời gian thực hiện: Quý III/2025.

- Sản phẩm: Quyết định phê duyệt Đề án.

2. Phát triển dữ liệu dùng chung

a) Kết nối dữ liệu đất đai với kho dữ liệu chung.

b) Đánh giá an toàn hệ thống thông tin.

- Cơ quan chủ trì: Sở Khoa học và Công nghệ.

- Thời hạn hoàn thành: Trước ngày 25/9/2025.

3. Duy trì đường dây nóng tiếp nhận phản ánh.

- Đơn vị chủ trì: Văn phòng UBND tỉnh.

- Thời gian thực hiện: Thường xuyên.
"""


def labelled() -> list[tuple[str, list[str], list[str], list[str | None], list[str], str | None]]:
    return [
        (
            " ".join(task.text.split()[:2]),
            names(task.leads),
            names(task.coordinators),
            [one.date for one in task.deadlines],
            [one.every for one in task.recurrences],
            task.product.name if task.product else None,
        )
        for task in directive(LABELLED).tasks
    ]


def test_rule_10_labelled_lines_fill_the_fields() -> None:
    partners = ["Sở Xây dựng", "Sở Tài chính", "UBND các huyện"]
    assert labelled()[0] == ("Xây dựng", ["Sở Công Thương"], partners, ["2025-Q3"], [], "Quyết định phê duyệt Đề án")
    assert labelled()[-1] == ("Duy trì", ["Văn phòng UBND tỉnh"], [], [], ["unspecified"], None)


@pytest.mark.parametrize("name", ["Tên nhiệm vụ", "Nội dung công việc"])
def test_rule_10_the_labelled_lines_may_be_items(name: str) -> None:
    body = (
        f"Điều 2. Điều chỉnh nhiệm vụ tại mục I như sau: ¶ 1. {name}: Xây dựng Đề án thư viện số của tỉnh. ¶ "
        "2. Cơ quan chủ trì: Sở Y tế. ¶ 3. Thời gian hoàn thành: Quý IV/2026."
    )
    task = only(body)
    assert (task.text, names(task.leads), [one.date for one in task.deadlines]) == (
        f"{name}: Xây dựng Đề án thư viện số của tỉnh.", ["Sở Y tế"], ["2026-Q4"]
    )  # fmt: skip


def test_rule_10_a_block_holds_for_every_task_above_it() -> None:
    lead = ["Sở Khoa học và Công nghệ"]
    assert labelled()[1:3] == [
        ("Kết nối", lead, [], ["2025-09-25"], [], None),
        ("Đánh giá", lead, [], ["2025-09-25"], [], None),
    ]


def test_rule_10_the_task_ends_before_its_labelled_lines() -> None:
    assert texts(LABELLED)[0] == "Xây dựng Đề án phát triển dịch vụ logistics."


def test_rule_10_the_labelled_line_is_the_assignment() -> None:
    task = only(
        "I. NHIỆM VỤ ¶ 1. Sở Y tế rà soát cơ số thuốc. ¶ - Đơn vị chủ trì: Sở Nội vụ. ¶ - Thời gian: Quý II/2025."
    )
    assert names(task.leads) == ["Sở Nội vụ"]


BRACKETED = [
    "1. Tổ chức tập huấn nghiệp vụ (Đơn vị chủ trì: Sở Nội vụ; thời gian: Quý II/2025).",
    "1. Tổ chức tập huấn nghiệp vụ (Sở Nội vụ chủ trì, hoàn thành trong quý II/2025).",
    "1. Tổ chức tập huấn nghiệp vụ (giao Sở Nội vụ thực hiện trong quý II/2025).",
]


@pytest.mark.parametrize("body", BRACKETED)
def test_rule_10_an_assignment_in_brackets(body: str) -> None:
    task = only(f"I. NHIỆM VỤ ¶ {body}")
    assert names(task.leads) == ["Sở Nội vụ"]
    assert [one.date for one in task.deadlines] == ["2025-Q2"]


def test_rule_10_lines_below_the_last_of_several_items_hold_for_all() -> None:
    lines = "- Đơn vị chủ trì: Sở Nội vụ. ¶ - Thời gian: Tháng 4/2025."
    body = (
        f"I. NHIỆM VỤ ¶ 1. Tăng cường kỷ luật công vụ. ¶ a) Rà soát vị trí việc làm. ¶ b) Tổ chức tập huấn. ¶ {lines}"
    )
    assert [one[1] for one in told(body)] == [["Sở Nội vụ"]] * 3


def test_rule_10_a_heading_alone_over_its_labelled_lines_is_the_task() -> None:
    task = only("I. NHIỆM VỤ ¶ 1. Tập huấn kỹ năng số ¶ - Đơn vị chủ trì: Sở Nội vụ. ¶ - Thời gian: Tháng 4/2025.")
    assert (task.text, names(task.leads), [one.date for one in task.deadlines]) == (
        "Tập huấn kỹ năng số",
        ["Sở Nội vụ"],
        ["2025-04"],
    )


def test_rule_10_two_lines_of_doers_under_each_other_both_lead() -> None:
    lines = "- Đơn vị chủ trì: Sở Nội vụ. ¶ - Đơn vị thực hiện: Bảo tàng tỉnh. ¶ - Thời hạn ban hành: Tháng 4/2025."
    task = only(f"I. NHIỆM VỤ ¶ 1. Xây dựng quy chế trưng bày ¶ {lines}")
    assert (names(task.leads), [one.date for one in task.deadlines]) == (["Sở Nội vụ", "Bảo tàng tỉnh"], ["2025-04"])


def test_rule_10_a_heading_is_one_task_though_words_part_its_labelled_lines() -> None:
    lines = (
        "- Đơn vị chủ trì: Sở Nội vụ. ¶ - Cách làm: trình chiếu trên các kênh của tỉnh. ¶ - Thời gian: Tháng 4/2025."
    )
    task = only(f"I. NHIỆM VỤ ¶ 1. Xây dựng phương án truyền thông ¶ {lines}")
    assert names(task.leads) == ["Sở Nội vụ"]


def test_an_annex_opens_a_part_of_its_own() -> None:
    body = "1. Sở Nội vụ theo dõi, báo cáo UBND tỉnh. ¶ Phụ lục I DANH MỤC CÔNG VIÊN CỦA TỈNH ¶ Công viên Hồ Mây"
    assert only(body).text == "Sở Nội vụ theo dõi, báo cáo UBND tỉnh."


def test_rule_10_the_label_of_a_time_may_lack_its_colon() -> None:
    body = "II. NỘI DUNG ¶ 1. Tổ chức tiêm chủng ¶ Thời gian thực hiện trong quý III/2025."
    assert [(t.text, [d.date for d in t.deadlines]) for t in directive(body).tasks] == [
        ("Tổ chức tiêm chủng", ["2025-Q3"])
    ]


def test_rule_10_a_line_between_the_labelled_ones_parts_no_task() -> None:
    lines = "- Đơn vị chủ trì: Sở Nội vụ. ¶ - Hình thức trực tuyến. ¶ - Thời gian: Tháng 4/2025."
    task = only(f"I. NHIỆM VỤ ¶ 1. Tập huấn kỹ năng số ¶ {lines}")
    assert (names(task.leads), [one.date for one in task.deadlines]) == (["Sở Nội vụ"], ["2025-04"])


def test_rule_3_what_elaborates_a_sub_item_is_no_part_of_the_parent() -> None:
    body = "1. Sở Y tế lập kế hoạch tiêm. ¶ - Rà soát đối tượng tiêm. ¶ - Trẻ em dưới 5 tuổi tại vùng cao."
    assert texts(body) == [
        "Sở Y tế lập kế hoạch tiêm.",
        "Rà soát đối tượng tiêm.\n- Trẻ em dưới 5 tuổi tại vùng cao.",
    ]


MODES = [
    ("1. Đề nghị Kho bạc Nhà nước khu vực VII kiểm soát chi.", "request"),
    ("1. Trân trọng đề nghị Hội Nông dân tỉnh vận động hội viên.", "request"),
    ("1. Yêu cầu Sở Y tế rà soát.", "assign"),
    ("1. Giao Sở Y tế rà soát.", "assign"),
    ("1. Sở Y tế rà soát.", "assign"),
    ("1. Đề nghị Hội Nông dân tỉnh ¶ - Vận động hội viên tham gia.", "request"),
]


@pytest.mark.parametrize(("body", "mode"), MODES)
def test_modes(body: str, mode: str) -> None:
    assert only(body).mode == mode


LETTER = """SỞ NỘI VỤ
Số: 45/SNV-CCVC
V/v cung cấp số liệu
Tân Lĩnh, ngày 12 tháng 3 năm 2025

Kính gửi: Các sở, ban, ngành tỉnh.

Để phục vụ tổng hợp, Sở Nội vụ đề nghị các cơ quan, đơn vị:

1. Rà soát số lượng biên chế đến ngày 28/02/2025.

2. Gửi báo cáo về Sở Nội vụ trước ngày 20/3/2025.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Mẫu
"""


def test_a_letter_between_equals_asks_throughout() -> None:
    from namro.reading import read

    found = read(LETTER.encode())
    assert [(task.mode, names(task.leads)) for task in found.tasks] == [("request", ["các cơ quan", "đơn vị"])] * 2


NATURES = [
    # an output with a day
    ("1. Sở Y tế trình UBND tỉnh kế hoạch trước ngày 15/4/2025.", "assigned"),
    # a figure to reach
    ("1. Sở Y tế bảo đảm 100% trẻ em được tiêm chủng.", "assigned"),
    # an output by its verb
    ("1. Sở Y tế xây dựng kế hoạch tiêm chủng.", "assigned"),
    # a routine duty
    ("1. Sở Y tế tiếp tục nâng cao chất lượng khám, chữa bệnh.", "routine"),
    ("1. Sở Y tế thường xuyên theo dõi tình hình dịch bệnh.", "routine"),
]


@pytest.mark.parametrize(("body", "nature"), NATURES)
def test_output_or_routine(body: str, nature: str) -> None:
    assert only(body).nature == nature


def test_tasks_are_numbered_under_their_label() -> None:
    body = "1. Sở Y tế ¶ - Rà soát cơ số thuốc. ¶ - Tổ chức trực cấp cứu. ¶ 2. Công an tỉnh ¶ - Tăng cường tuần tra."
    assert [(task.at, task.nth) for task in directive(body).tasks] == [("1", 1), ("1", 2), ("2", 1)]


def test_soft_words_of_time_are_kept() -> None:
    task = only("1. Sở Y tế khẩn trương rà soát, kịp thời báo cáo UBND tỉnh.")
    assert [one.quote for one in task.soft_times] == ["khẩn trương", "kịp thời"]


def test_the_addressees_told_again_and_others_encouraged_are_asked_as_they_were() -> None:
    asked = "UBND tỉnh đề nghị các cơ sở đào tạo trực thuộc tỉnh:\n\n"
    body = (
        "1. Các cơ sở đào tạo chủ động soạn giáo trình. ¶ 2. Khuyến khích các viện nghiên cứu góp ý. ¶ "
        "3. Rà soát thiết bị. UBND tỉnh yêu cầu các cơ sở đào tạo gửi danh mục trước ngày 15/12/2025."
    )
    found = [(task.mode, names(task.leads)) for task in directive(body, addressing=asked).tasks]
    assert found == [
        ("request", ["Các cơ sở đào tạo"]),
        ("request", ["các viện nghiên cứu"]),
        ("request", ["các cơ sở đào tạo trực thuộc tỉnh"]),
    ]


def test_what_was_told_after_an_order_before_the_first_heading_is_no_part_of_it() -> None:
    before = (
        "Số ca bệnh ở tỉnh chưa giảm. Sở Y tế cần khảo sát nhu cầu thuốc.\n\n"
        "Số người phải nhập viện vừa qua tăng gấp đôi; các sở đã chủ động hỗ trợ.\n\n"
        "Thay mặt lãnh đạo tỉnh, Chủ tịch UBND tỉnh gửi lời chia buồn tới các gia đình.\n\n"
    )
    tasks = directive("1. Sở Nội vụ rà soát biên chế.", addressing=before).tasks
    assert [task.text for task in tasks] == ["Sở Y tế cần khảo sát nhu cầu thuốc.", "Sở Nội vụ rà soát biên chế."]


def test_where_it_is_told_how_is_no_order() -> None:
    plan = (
        "KẾ HOẠCH ¶ II. NHIỆM VỤ ¶ 1. Về thành phần dự họp: thực hiện tương tự khoản 2 Mục I Hướng dẫn số 05-HD/TU. ¶ "
        "2. Thực hiện theo quy định tại Mục VI Quyết định số 21/QĐ-UBND. ¶ 3. Thực hiện theo hướng dẫn của Sở Nội vụ."
    )
    assert [task.at for task in directive(plan).tasks] == ["II.3"]
