"""Who is told to act, in what tone, who helps, to whom the result goes and who gathers on the way."""

from __future__ import annotations

import pytest

from tests.reading.phrases import coordinators, doer, order, recipients, through

DOERS = [
    # the last article, though one of its names is not known
    (
        "Giám đốc Sở Y tế, kế toán trưởng dự án chịu trách nhiệm trước UBND tỉnh về việc chấp hành Quy chế này.",
        (["Sở Y tế"], None),
    ),
    (
        "Giám đốc Sở Y tế, kế toán trưởng dự án chịu trách nhiệm thi hành Quyết định này.",
        (["Sở Y tế"], None),
    ),
    # whoever is said to have a duty, though no lexicon has such a name
    ("Văn thư cơ quan có trách nhiệm bảo quản con dấu.", (["Văn thư cơ quan"], None)),
    ("Cán bộ trực trạm bơm có trách nhiệm ghi nhật ký.", (["Cán bộ trực trạm bơm"], None)),
    ("Thuê bao phải có trách nhiệm bàn giao thiết bị.", (["Thuê bao"], None)),
    ("Khi ngừng vận hành, người điều hành có trách nhiệm báo cáo ngay.", (["người điều hành"], None)),
    ("Xác định rõ cơ quan có trách nhiệm chủ trì.", None),
    ("Nâng cao ý thức của người có trách nhiệm quản lý.", None),
    ("Mức chi do đơn vị có trách nhiệm quản lý quyết định.", None),
    ("Phân công rõ các bên có trách nhiệm liên quan.", None),
    # what tells which of many is no order
    ("Cơ quan, đơn vị có yêu cầu cấp tài khoản.", None),
    # who may, and whom one asks to decide, is told to do nothing
    ("Chủ đầu tư có thể thuê tư vấn.", None),
    ("Rà soát, ban hành mới hoặc đề nghị cấp có thẩm quyền ban hành quy chế.", None),
    # a rhythm before the doers, with a comma or without
    ("Định kỳ 06 tháng các sở báo cáo kết quả.", (["các sở"], None)),
    ("Hằng quý, năm các xã, phường công khai thu chi.", (["các xã", "phường"], None)),
    # an order to others in one's own order
    ("Tiếp tục chỉ đạo phòng chuyên môn, các cơ quan có liên quan kiểm tra nhà thuốc.", None),
    # people with a duty, and who has the authority
    ("Người sử dụng có trách nhiệm bảo mật tài khoản.", (["Người sử dụng"], None)),
    ("Người sử dụng đăng nhập bằng mật khẩu.", None),
    ("Người có thẩm quyền phê duyệt dự toán.", (["Người có thẩm quyền"], None)),
    ("Trong thời hạn 10 ngày, cấp có thẩm quyền phải xem xét hồ sơ.", (["cấp có thẩm quyền"], None)),
    ("Quá thời hạn trên, đơn vị chưa nộp báo cáo phải giải trình.", (["đơn vị chưa nộp báo cáo"], None)),
    # when they must act stands between
    ("Các trạm y tế khi phát hiện ca bệnh phải báo cáo Sở Y tế.", (["Các trạm y tế"], None)),
    ("Theo ý kiến của cấp ủy, cơ quan, đơn vị, Sở Nội vụ lập danh sách.", (["Sở Nội vụ"], None)),
    # the bare name and its verb
    ("Sở Tài chính thẩm định dự toán.", (["Sở Tài chính"], None)),
    ("Các sở, ban, ngành rà soát quy trình.", (["Các sở, ban, ngành"], None)),
    # people before a ";" with those who answer for bodies
    (
        "Đề nghị người đứng đầu cấp ủy; thủ trưởng cơ quan, đơn vị chịu trách nhiệm tiết kiệm điện.",
        (["cấp ủy", "cơ quan", "đơn vị"], "request"),
    ),
    # a colon parts name and order
    ("Sở Tư pháp: Công khai kết quả.", (["Sở Tư pháp"], None)),
    # a right, and what cannot be done, are no orders
    ("Các đơn vị nhập dữ liệu được quyền khai thác báo cáo.", None),
    ("Sau khi khóa sổ, các đơn vị không thể sửa dữ liệu.", None),
    # what the one who speaks does himself
    ("Ban Thường vụ Tỉnh ủy ghi nhận và biểu dương các đơn vị.", None),
    # a list told after those who are meant
    (
        "Giao các trường trọng điểm gồm: Trường Cao đẳng Y tế, Trường Đại học Tân Lĩnh thực hiện đào tạo.",
        (["Trường Cao đẳng Y tế", "Trường Đại học Tân Lĩnh"], "assign"),
    ),
    # people, where it is said that they ought to
    ("Cán bộ, công chức có trách nhiệm giữ gìn tài sản chung.", (["Cán bộ, công chức"], None)),
    # which of many, by the place in the document
    ("Cơ quan quy định tại khoản 2 Điều này lập phương án.", (["Cơ quan quy định tại khoản 2 Điều này"], None)),
    # bodies of the Party
    (
        "Yêu cầu các cấp ủy, tổ chức đảng, chính quyền cơ sở nghiêm túc học tập.",
        (["các cấp ủy", "tổ chức đảng", "chính quyền cơ sở"], "assign"),
    ),
    ("Sở Tư pháp: Rà soát văn bản quy phạm pháp luật.", (["Sở Tư pháp"], None)),
    # words of ordering
    ("Giao Sở Nội vụ kiểm tra công vụ.", (["Sở Nội vụ"], "assign")),
    ("Yêu cầu Công an tỉnh tăng cường tuần tra.", (["Công an tỉnh"], "assign")),
    ("Phân công Sở Y tế thường trực cấp cứu.", (["Sở Y tế"], "assign")),
    ("Giao nhiệm vụ cho Sở Xây dựng lập quy hoạch.", (["Sở Xây dựng"], "assign")),
    # a request
    ("Đề nghị Kho bạc Nhà nước khu vực VII kiểm soát chi.", (["Kho bạc Nhà nước khu vực VII"], "request")),
    (
        "Trân trọng đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh tham gia giám sát.",
        (["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"], "request"),
    ),
    ("Kính đề nghị Bộ Tài chính xem xét bố trí vốn.", (["Bộ Tài chính"], "request")),
    # the one who orders names himself
    ("UBND tỉnh yêu cầu các sở, ngành báo cáo kết quả.", (["các sở, ngành"], "assign")),
    ("Thủ tướng Chính phủ giao Bộ Công Thương chủ trì nghiên cứu.", (["Bộ Công Thương"], "assign")),
    (
        "Chủ tịch UBND tỉnh đề nghị các tổ chức chính trị - xã hội vận động hội viên.",
        (["các tổ chức chính trị - xã hội"], "request"),
    ),
    # connectives before the order
    ("Đồng thời, giao Sở Công Thương theo dõi giá cả.", (["Sở Công Thương"], "assign")),
    ("Ngoài ra, yêu cầu UBND các xã niêm yết công khai.", (["UBND các xã"], "assign")),
    ("Trước mắt, Sở Y tế rà soát cơ số thuốc.", (["Sở Y tế"], None)),
    # heads of agencies
    ("Yêu cầu Giám đốc Sở Xây dựng chịu trách nhiệm trước UBND tỉnh.", (["Sở Xây dựng"], "assign")),
    (
        "Yêu cầu Thủ trưởng các sở, ngành, Chủ tịch UBND các huyện khẩn trương triển khai.",
        (["các sở, ngành", "UBND các huyện"], "assign"),
    ),
    (
        "Giao đồng chí Phó Chủ tịch UBND tỉnh Lê Văn Mẫu trực tiếp chỉ đạo.",
        (["Phó Chủ tịch UBND tỉnh Lê Văn Mẫu"], "assign"),
    ),
    # a task with a modal verb
    ("Các chủ đầu tư phải cập nhật tiến độ hằng tuần.", (["Các chủ đầu tư"], None)),
    ("Sở Nội vụ có trách nhiệm theo dõi, đôn đốc.", (["Sở Nội vụ"], None)),
    ("UBND các xã chịu trách nhiệm toàn diện về kết quả.", (["UBND các xã"], None)),
    # words of scope between the doer and the verb
    ("Sở Tài chính, theo chức năng, nhiệm vụ được giao, rà soát dự toán.", (["Sở Tài chính"], None)),
    ("UBND các huyện, trên cơ sở quy hoạch được duyệt, lập kế hoạch sử dụng đất.", (["UBND các huyện"], None)),
    ("Sở Y tế trong phạm vi nhiệm vụ được giao tổ chức tiêm chủng.", (["Sở Y tế"], None)),
    # the doer after a topic
    ("Về công tác tiêm chủng: giao Sở Y tế xây dựng kế hoạch.", (["Sở Y tế"], "assign")),
    ("Về xử lý nợ đọng, Sở Tài chính tham mưu UBND tỉnh trước ngày 30/6/2025.", (["Sở Tài chính"], None)),
    ("Đối với dự án chậm tiến độ, yêu cầu các chủ đầu tư giải trình rõ nguyên nhân.", (["các chủ đầu tư"], "assign")),
    ("Trên cơ sở kết quả rà soát, Sở Xây dựng đề xuất phương án xử lý.", (["Sở Xây dựng"], None)),
    ("Căn cứ tình hình thực tế, UBND các xã chủ động bố trí lực lượng.", (["UBND các xã"], None)),
    ("Trước ngày 15/4/2025, Sở Nội vụ báo cáo UBND tỉnh.", (["Sở Nội vụ"], None)),
    ("Định kỳ hằng quý, Công an tỉnh báo cáo kết quả.", (["Công an tỉnh"], None)),
    ("Trong tháng 4/2025, Sở Công Thương tổ chức hội chợ.", (["Sở Công Thương"], None)),
    # difficulties are to be told
    (
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các đơn vị phản ánh về Sở Tài chính.",
        (["các đơn vị"], "request"),
    ),
    (
        "Quá trình triển khai nếu có vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Sở Nội vụ.",
        (["các cơ quan", "đơn vị"], None),
    ),
    ("Nếu phát sinh vấn đề vượt thẩm quyền, các địa phương báo cáo UBND tỉnh.", (["các địa phương"], None)),
    # lists
    (
        "Sở Văn hóa, Thể thao và Du lịch, Báo Tân Lĩnh đưa tin kịp thời.",
        (["Sở Văn hóa, Thể thao và Du lịch", "Báo Tân Lĩnh"], None),
    ),
    (
        "Yêu cầu các Sở: Tài chính, Xây dựng; UBND các huyện rà soát.",
        (["Sở Tài chính", "Sở Xây dựng", "UBND các huyện"], "assign"),
    ),
    # a part in the work told before the verb
    ("Giao Sở Y tế là cơ quan thường trực, chủ trì xây dựng kế hoạch.", (["Sở Y tế"], "assign")),
    ("Giao Sở Y tế làm đầu mối tổng hợp kết quả.", (["Sở Y tế"], "assign")),
    ("Sở Y tế là cơ quan đầu mối, có trách nhiệm tổng hợp.", (["Sở Y tế"], None)),
    ("Giao Sở Nội vụ - cơ quan thường trực Ban Chỉ đạo tổng hợp kết quả.", (["Sở Nội vụ"], "assign")),
    ("Là cơ quan thường trực, Sở Nội vụ tổng hợp kết quả.", (["Sở Nội vụ"], None)),
    ("Với vai trò cơ quan thường trực, Sở Nội vụ tổng hợp kết quả.", (["Sở Nội vụ"], None)),
    # an order after an assent
    ("Đồng ý với đề nghị của Sở Xây dựng, giao Sở Tài chính cân đối vốn.", (["Sở Tài chính"], "assign")),
    ("Thống nhất chủ trương, giao Sở Xây dựng nghiên cứu đề xuất.", (["Sở Xây dựng"], "assign")),
    # the topic is the doer
    ("Riêng đối với Sở Y tế, yêu cầu bổ sung nhân lực.", (["Sở Y tế"], "assign")),
    ("Đối với UBND các xã: chủ động bố trí lực lượng.", (["UBND các xã"], None)),
    # "cơ sở" is no department
    (
        "Trên cơ sở Kế hoạch này, các sở, ngành tổ chức thực hiện nhiệm vụ được giao.",
        (["các sở, ngành"], None),
    ),
    # a way of doing before the verb
    ("Đề nghị Hội Nông dân tỉnh bằng nhiều hình thức tuyên truyền.", (["Hội Nông dân tỉnh"], "request")),
    # several parted by semicolons
    ("Sở Y tế; Sở Nội vụ; UBND các xã tổ chức thực hiện.", (["Sở Y tế", "Sở Nội vụ", "UBND các xã"], None)),
    # a count of people, not an order
    ("Ban Tổ chức hội thi: Không quá 05 cá nhân.", None),
    # each one of a group
    ("Tất cả các sở, ngành phải công khai thủ tục.", (["Tất cả các sở, ngành"], None)),
    ("Từng sở, ngành xây dựng kế hoạch chi tiết.", (["Từng sở, ngành"], None)),
    ("Mỗi xã, phường thành lập một tổ công tác.", (["Mỗi xã, phường"], None)),
    # owners and managers of what is to be kept
    ("Các chủ rừng tổ chức tuần tra, canh gác.", (["Các chủ rừng"], None)),
    # a list of places whose kind is not told one by one
    ("UBND các xã, phường: Tân Lập, Hồng Thái bàn giao mặt bằng.", (["UBND Tân Lập", "UBND Hồng Thái"], None)),
    (
        "Chủ tịch UBND các xã, phường và đặc khu Hòn Mây tuần tra rừng.",
        (["UBND các xã, phường và đặc khu Hòn Mây"], None),
    ),
    ("Các chủ rừng là tổ chức thực hiện tuần tra.", (["Các chủ rừng là tổ chức"], None)),
    (
        "UBND các xã tại khu vực dự báo có mưa, lũ tập trung chỉ đạo.",
        (["UBND các xã tại khu vực dự báo có mưa, lũ"], None),
    ),
    ("Các xã tổ chức tiêm chủng.", (["Các xã"], None)),
    (
        "Các tỉnh Nam Sơn, Bắc Hà và Tây Lâm khẩn trương đo đạc.",
        (["tỉnh Nam Sơn", "tỉnh Bắc Hà", "tỉnh Tây Lâm"], None),
    ),
    ("UBND các tỉnh, thành phố: Nam Sơn, Đà Nẵng rà soát.", (["UBND tỉnh Nam Sơn", "UBND thành phố Đà Nẵng"], None)),
    ("Các tỉnh Tây Nguyên tập trung chống hạn.", (["Các tỉnh Tây Nguyên"], None)),
    # what a body is besides
    ("Giao Sở Nội vụ - Cơ quan Thường trực Hội đồng tổng hợp.", (["Sở Nội vụ"], "assign")),
    ("Giám đốc Sở Y tế - Phó Trưởng Ban Chỉ đạo 35 quốc gia kiểm tra.", (["Sở Y tế"], None)),
    # a board is no briefing
    ("Giao Ban Quản lý khu kinh tế rà soát.", (["Ban Quản lý khu kinh tế"], "assign")),
    ("Giao ban hằng tuần tại Sở Y tế.", None),
    # whom it concerns most
    ("Yêu cầu các sở, ngành, nhất là ngành y tế phải kiểm tra.", (["các sở, ngành"], "assign")),
    # points of a list
    ("Thứ ba, các sở, ngành tập trung rà soát.", (["các sở, ngành"], None)),
    # Party and state bodies of a commune
    ("Đảng ủy, UBND các xã lãnh đạo, chỉ đạo việc sắp xếp.", (["Đảng ủy, UBND các xã"], None)),
    # sentences that order nothing of anybody named
    ("Bản tin nội bộ tập trung vào các nội dung sau.", None),
    ("Đơn vị nào không bảo đảm điều kiện sẽ không được xét.", None),
    ("Ban Chỉ đạo của tỉnh thẳng thắn chỉ ra những hạn chế cần khắc phục.", None),
    ("Xử lý nghiêm các cơ quan, đơn vị vi phạm.", None),
    ("Bảo đảm các sở, ngành kết nối dữ liệu.", None),
    ("Đôn đốc các sở, ngành báo cáo đúng hạn.", None),
    ("Trường hợp vượt thẩm quyền, báo cáo UBND tỉnh xem xét.", None),
    ("Rà soát, sắp xếp lại quỹ đất.", None),
    ("Kết quả thực hiện báo cáo UBND tỉnh trước ngày 15/4/2025.", None),
    ("Công tác phòng cháy, chữa cháy còn nhiều hạn chế.", None),
    ("Giao thông nông thôn được cải thiện rõ rệt.", None),
    ("Phân công công chức đầu mối hỗ trợ doanh nghiệp.", None),
    ("Phân công cán bộ trực 24/24 giờ.", None),
    ("Báo cáo của Sở Y tế cho thấy dịch đã giảm.", None),
    ("Phối hợp với Sở Y tế tổ chức khám sức khỏe.", None),
    ("Tham mưu UBND tỉnh ban hành kế hoạch.", None),
    ("Chỉ đạo UBND các xã kiểm tra.", None),
    ("Thực hiện Kế hoạch của Sở Y tế về tiêm chủng mở rộng.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), DOERS)
def test_who_is_told_to_act(sentence: str, expected: tuple[list[str], str | None] | None) -> None:
    assert doer(sentence) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        # a heading is a name alone
        ("Sở Tài chính", ["Sở Tài chính"]),
        ("Sở Tài chính:", ["Sở Tài chính"]),
        ("Các sở, ban, ngành, UBND các huyện, thành phố", ["Các sở, ban, ngành", "UBND các huyện, thành phố"]),
        # ... or an order without its object
        ("Giao Sở Nội vụ:", ["Sở Nội vụ"]),
        ("Đề nghị Hội Nông dân tỉnh", ["Hội Nông dân tỉnh"]),
        ("Trách nhiệm của Sở Y tế", ["Sở Y tế"]),
        ("Đối với Sở Y tế:", ["Sở Y tế"]),
        # whose the duty is, whatever verb tells which of many
        ("Trách nhiệm của đơn vị sử dụng lao động", ["đơn vị sử dụng lao động"]),
        ("Trách nhiệm của cơ quan, tổ chức đặt hàng nghiên cứu", ["cơ quan", "tổ chức đặt hàng nghiên cứu"]),
        ("Các cơ sở đào tạo đại học, sau đại học", ["Các cơ sở đào tạo đại học, sau đại học"]),
        # which of many is meant, to the end of the heading or up to their duty
        (
            "Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải",
            ["Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải"],
        ),
        (
            "Các hộ gia đình khai thác nước ngầm trên địa bàn có trách nhiệm",
            ["Các hộ gia đình khai thác nước ngầm trên địa bàn"],
        ),
        # a heading of work names nobody
        ("Công tác tiêm chủng", None),
        ("Tổ chức, cá nhân có quyền:", None),
        ("Cấp cảnh báo lũ và biện pháp sơ tán", None),
        ("Nhiệm vụ trọng tâm", None),
        ("Tổ chức thực hiện", None),
    ],
)
def test_headings(heading: str, expected: list[str] | None) -> None:
    found = doer(heading, heading=True)
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the order begins at the verb, after the names
        ("Giao Sở Nội vụ kiểm tra công vụ.", "kiểm tra công vụ."),
        ("Sở Tư pháp: Rà soát văn bản.", "Rà soát văn bản."),
        ("Về đê điều, giao Sở Xây dựng chủ trì khảo sát.", "chủ trì khảo sát."),
    ],
)
def test_where_the_order_begins(sentence: str, expected: str) -> None:
    assert order(sentence) == expected


COORDINATORS = [
    # after "phối hợp với", as far as the verb
    ("Sở Y tế chủ trì, phối hợp với Công an tỉnh, Sở Nội vụ kiểm tra cơ sở khám bệnh.", ["Công an tỉnh", "Sở Nội vụ"]),
    ("Chủ trì, phối hợp với các sở, ngành, UBND các xã rà soát quy trình.", ["các sở, ngành", "UBND các xã"]),
    # without "với"
    ("Sở Y tế phối hợp Sở Tài chính thẩm định.", ["Sở Tài chính"]),
    # with an adverb between
    ("Phối hợp chặt chẽ với Công an tỉnh xử lý vi phạm.", ["Công an tỉnh"]),
    # "cùng"
    ("Chủ trì, cùng với Sở Xây dựng kiểm tra hiện trường.", ["Sở Xây dựng"]),
    # a name that holds a comma among the partners
    (
        "Phối hợp với Sở Văn hóa, Thể thao và Du lịch, Sở Y tế tổ chức lễ hội.",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
    ),
    # one sector after another, whose second is an agency of another kind
    (
        "Phối hợp với Sở Khoa học và Công nghệ, Công an tỉnh hoàn thiện hệ thống.",
        ["Sở Khoa học và Công nghệ", "Công an tỉnh"],
    ),
    # typed lists
    ("Phối hợp với các Sở: Tài chính, Xây dựng rà soát.", ["Sở Tài chính", "Sở Xây dựng"]),
    (
        "Phối hợp với UBND các huyện: Bình Sơn, Mường Chuông triển khai.",
        ["UBND huyện Bình Sơn", "UBND huyện Mường Chuông"],
    ),
    # a purpose after the partners is none of them
    ("Phối hợp với Công an tỉnh để xác minh.", ["Công an tỉnh"]),
    ("Phối hợp với các cơ quan, đơn vị liên quan trong việc xử lý.", ["các cơ quan", "đơn vị liên quan"]),
    # twice in one sentence
    ("Phối hợp với Sở Y tế khám bệnh, phối hợp với Sở Nội vụ chi trả.", ["Sở Y tế", "Sở Nội vụ"]),
    # whom somebody directs is no partner, with whom he acts is
    ("Chỉ đạo UBND các xã phối hợp với Hội Nông dân tỉnh vận động.", ["Hội Nông dân tỉnh"]),
    # a second "với"
    ("Phối hợp với Sở Tài chính tổng hợp; với Sở Nội vụ thẩm định.", ["Sở Tài chính", "Sở Nội vụ"]),
    # a list parted by semicolons, until the verb
    (
        "Phối hợp với Sở Y tế; Sở Nội vụ và các đơn vị liên quan rà soát.",
        ["Sở Y tế", "Sở Nội vụ", "các đơn vị liên quan"],
    ),
    ("Phối hợp với Công an tỉnh; Sở Nội vụ có trách nhiệm rà soát.", ["Công an tỉnh"]),
    # the group's own attribute
    ("Phối hợp với các địa phương giáp ranh tuần tra.", ["các địa phương giáp ranh"]),
    ("Phối hợp với các Bộ, ngành trung ương làm việc.", ["các Bộ, ngành trung ương"]),
    # forces
    ("Phối hợp với lực lượng Công an, Quân đội bảo đảm an ninh.", ["lực lượng Công an", "Quân đội"]),
    # helping is acting together
    # who is helped or guided is no partner
    ("Phối hợp, hỗ trợ Sở Y tế trong công tác tiêm chủng.", []),
    ("Phối hợp và hướng dẫn UBND các xã tiêm chủng.", []),
    # people at large are none
    ("Phối hợp với người dân giữ gìn vệ sinh.", []),
    # no word of acting together
    ("Sở Y tế báo cáo UBND tỉnh.", []),
    ("Nâng cao hiệu quả công tác phối hợp giữa các ngành.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), COORDINATORS)
def test_who_acts_together_with_the_doer(sentence: str, expected: list[str]) -> None:
    assert coordinators(sentence) == expected


RECIPIENTS = [
    # which of many, and at which level
    ("UBND cấp xã trình HĐND cùng cấp quyết định.", ["HĐND cùng cấp"]),
    # the one to whom it is sent reports
    ("phản ánh về Sở Nội vụ để báo cáo UBND tỉnh.", ["Sở Nội vụ"]),
    ("phản ánh kịp thời tới Sở Nội vụ về vướng mắc.", ["Sở Nội vụ"]),
    (
        "Báo cáo Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh.",
        ["Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh"],
    ),
    # a report to somebody named
    ("Báo cáo UBND tỉnh trước ngày 15/4/2025.", ["UBND tỉnh"]),
    ("Tổng hợp, báo cáo Chủ tịch UBND tỉnh kết quả thực hiện.", ["Chủ tịch UBND tỉnh"]),
    ("Báo cáo kết quả về Sở Nội vụ trước ngày 20 hằng tháng.", ["Sở Nội vụ"]),
    ("Gửi kết quả về Văn phòng UBND tỉnh để tổng hợp.", ["Văn phòng UBND tỉnh"]),
    ("Báo cáo kết quả thực hiện gửi Sở Tài chính.", ["Sở Tài chính"]),
    # what is to be reported is no part of the name
    ("Báo cáo UBND tỉnh những vấn đề phát sinh.", ["UBND tỉnh"]),
    ("Báo cáo Chủ tịch UBND tỉnh kết luận và kiến nghị xử lý.", ["Chủ tịch UBND tỉnh"]),
    ("Báo cáo UBND tỉnh danh sách đơn vị chậm trễ.", ["UBND tỉnh"]),
    ("Báo cáo Sở Tài chính tình hình thực hiện vốn.", ["Sở Tài chính"]),
    # a proposal
    ("Trình UBND tỉnh phê duyệt trong quý II/2025.", ["UBND tỉnh"]),
    ("Trình Hội đồng Thi đua - Khen thưởng tỉnh xét khen thưởng.", ["Hội đồng Thi đua - Khen thưởng tỉnh"]),
    ("Đề xuất cấp có thẩm quyền xem xét, xử lý.", ["cấp có thẩm quyền"]),
    ("Kiến nghị Chính phủ tháo gỡ vướng mắc.", ["Chính phủ"]),
    # difficulties
    ("Nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Tư pháp để được hướng dẫn.", ["Sở Tư pháp"]),
    # a name that goes on with "các"
    ("Kịp thời phản ánh về Ban Quản lý các khu công nghiệp tỉnh để xử lý.", ["Ban Quản lý các khu công nghiệp tỉnh"]),
    # what the recipient is to do with it
    ("Xét, trình Chủ tịch UBND tỉnh tặng Bằng khen.", ["Chủ tịch UBND tỉnh"]),
    # a verb that looks like a body
    ("Báo cáo kết quả về lãnh đạo, chỉ đạo thực hiện Nghị quyết.", []),
    # a power that is handed down
    ("Nghiên cứu, đề xuất phân cấp cho Bộ trưởng Bộ Xây dựng điều chỉnh quy hoạch.", []),
    # several at once
    ("Báo cáo UBND tỉnh và Bộ Xây dựng trước ngày 30/6/2025.", ["UBND tỉnh", "Bộ Xây dựng"]),
    ("Báo cáo Tỉnh ủy, HĐND tỉnh, UBND tỉnh theo quy định.", ["Tỉnh ủy", "HĐND tỉnh", "UBND tỉnh"]),
    ("Báo cáo UBND tỉnh, đồng gửi Sở Tài chính trước ngày 15/5/2025.", ["UBND tỉnh", "Sở Tài chính"]),
    # who gathers on the way is no recipient
    ("Báo cáo UBND tỉnh (qua Sở Nội vụ tổng hợp) trước ngày 20/6/2025.", ["UBND tỉnh"]),
    # figures for another's report
    ("Gửi số liệu cho Sở Tài chính.", []),
    # advice is no report
    ("Tham mưu UBND tỉnh ban hành quyết định.", []),
    ("Tham mưu UBND tỉnh trình HĐND tỉnh thông qua nghị quyết.", []),
    ("Tham mưu đề xuất UBND tỉnh phát triển mô hình.", []),
    # the one who gathers reports
    ("Phản ánh về Sở Y tế tổng hợp, báo cáo UBND tỉnh xem xét.", ["Sở Y tế"]),
    # the report that another makes
    ("Cung cấp thông tin để Sở Tài chính tổng hợp, báo cáo UBND tỉnh.", []),
    # words that hold the syllable "trình"
    ("Xây dựng chương trình phối hợp với Sở Y tế.", []),
    ("Thi công công trình giao thông phối hợp với UBND thành phố Tân Lĩnh.", []),
    ("Công khai quy trình giải quyết cho Sở Y tế, các xã.", []),
    # the one who gathers reports, with a comma or without; when it is, not to whom
    ("Gửi Sở Y tế tổng hợp báo cáo Tỉnh ủy, UBND tỉnh.", ["Sở Y tế"]),
    ("Báo cáo UBND tỉnh trước khi xin ý kiến các sở.", ["UBND tỉnh"]),
    ("Lập hồ sơ trình UBND tỉnh đúng tiến độ.", ["UBND tỉnh"]),
    ("Báo cáo Thường trực Ban Chỉ đạo kết quả thực hiện.", ["Thường trực Ban Chỉ đạo"]),
    ("Nếu có vướng mắc, phản hồi về Ban Chỉ đạo để xem xét.", ["Ban Chỉ đạo"]),
    # no recipient
    ("Thực hiện chế độ báo cáo theo quy định.", []),
    ("Báo cáo kết quả trước ngày 15/4/2025.", []),
    ("Bố trí công trình phụ trợ của UBND tỉnh.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), RECIPIENTS)
def test_to_whom_the_result_goes(sentence: str, expected: list[str]) -> None:
    assert recipients(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Báo cáo UBND tỉnh (qua Sở Nội vụ tổng hợp) trước ngày 20/6/2025.", ["Sở Nội vụ"]),
        ("Báo cáo UBND tỉnh (thông qua Sở Tài chính) để chỉ đạo.", ["Sở Tài chính"]),
        ("Báo cáo UBND tỉnh qua Văn phòng UBND tỉnh để tổng hợp.", ["Văn phòng UBND tỉnh"]),
        ("Báo cáo Ban Chỉ đạo tỉnh (qua Sở Nội vụ - cơ quan thường trực) kết quả.", ["Sở Nội vụ"]),
        # time that went by
        ("Thời gian qua, Sở Y tế đã cố gắng.", []),
        # a way
        ("Tăng số thu qua thanh tra, kiểm tra.", []),
        # a means
        ("Chi trả qua tài khoản ngân hàng.", []),
    ],
)
def test_who_gathers_on_the_way(sentence: str, expected: list[str]) -> None:
    assert through(sentence) == expected
