"""Where a name and a list of names end: groups, typed lists, names with commas, offices told as agencies."""

from __future__ import annotations

import pytest

from tests.reading.phrases import names_in

LISTS = [
    (
        "Các địa phương có nông sản xuất khẩu qua cửa khẩu chủ động nắm giá",
        ["Các địa phương có nông sản xuất khẩu qua cửa khẩu"],
        " chủ động nắm giá",
    ),
    ("Người có thẩm quyền xử phạt phải lập biên bản", ["Người có thẩm quyền xử phạt"], " phải lập biên bản"),
    ("Cấp có thẩm quyền phải xem xét hồ sơ", ["Cấp có thẩm quyền"], " phải xem xét hồ sơ"),
    ("Chủ đầu tư, chủ sở hữu công trình có trách nhiệm", ["Chủ đầu tư", "chủ sở hữu công trình"], " có trách nhiệm"),
    # agencies of the centre and of localities are one group; "tổ chức" in a list is no verb
    ("Các cơ quan Trung ương và địa phương rà soát", ["Các cơ quan Trung ương và địa phương"], " rà soát"),
    ("các bộ, cơ quan TW và địa phương tổng hợp", ["các bộ, cơ quan TW và địa phương"], " tổng hợp"),
    (
        "Các cơ quan, đơn vị, tổ chức và cá nhân có liên quan chịu trách nhiệm",
        ["Các cơ quan", "đơn vị", "tổ chức", "cá nhân có liên quan"],
        " chịu trách nhiệm",
    ),
    ("Các cơ quan, đơn vị, tổ chức chủ động đăng ký", ["Các cơ quan", "đơn vị", "tổ chức"], " chủ động đăng ký"),
    ("các hội, tổ chức phi chính phủ tham gia", ["các hội", "tổ chức phi chính phủ"], " tham gia"),
    ("Sở Y tế đối với tuyến tỉnh", ["Sở Y tế"], " đối với tuyến tỉnh"),
    ("Doanh nghiệp, tổ chức, cơ sở y tế kê khai", ["Doanh nghiệp", "tổ chức", "cơ sở y tế"], " kê khai"),
    ("Các cơ quan, đơn vị tổ chức triển khai", ["Các cơ quan", "đơn vị"], " tổ chức triển khai"),
    # what a part in the work, or one of many, is told by up to its duty
    ("Cơ quan chủ trì soạn thảo gửi hồ sơ", ["Cơ quan chủ trì soạn thảo"], " gửi hồ sơ"),
    (
        "Các cơ quan, tổ chức chủ trì soạn thảo đề án, quy hoạch có trách nhiệm báo cáo",
        ["Các cơ quan, tổ chức chủ trì soạn thảo đề án, quy hoạch"],
        " có trách nhiệm báo cáo",
    ),
    (
        "Đơn vị quản lý, vận hành bãi xe có trách nhiệm niêm yết giá",
        ["Đơn vị quản lý, vận hành bãi xe"],
        " có trách nhiệm niêm yết giá",
    ),
    (
        "Cơ quan chủ trì tổng hợp kết quả, có trách nhiệm lưu hồ sơ",
        ["Cơ quan chủ trì"],
        " tổng hợp kết quả, có trách nhiệm lưu hồ sơ",
    ),
    ("Cá nhân được giao tài khoản có trách nhiệm bảo mật", ["Cá nhân được giao tài khoản"], " có trách nhiệm bảo mật"),
    ("Đơn vị chưa nộp báo cáo phải giải trình", ["Đơn vị chưa nộp báo cáo"], " phải giải trình"),
    ("Cấp ủy trực tiếp quản lý cán bộ phải thẩm tra", ["Cấp ủy trực tiếp quản lý cán bộ"], " phải thẩm tra"),
    ("Đơn vị căn cứ kế hoạch này có trách nhiệm rà soát", ["Đơn vị"], " căn cứ kế hoạch này có trách nhiệm rà soát"),
    ("Thứ trưởng phụ trách lĩnh vực chủ trì họp", ["Thứ trưởng phụ trách lĩnh vực"], " chủ trì họp"),
    ("Lực lượng tại chỗ mở đường tạm", ["Lực lượng tại chỗ"], " mở đường tạm"),
    (
        "Chủ đầu tư các dự án đang thi công tiếp tục bố trí nhân lực",
        ["Chủ đầu tư các dự án đang thi công"],
        " tiếp tục bố trí nhân lực",
    ),
    ("Mỗi đoàn thanh tra, kiểm tra phải có biên bản", ["Mỗi đoàn thanh tra, kiểm tra"], " phải có biên bản"),
    ("Tập thể lãnh đạo cơ quan, đơn vị xem xét", ["Tập thể lãnh đạo cơ quan", "đơn vị"], " xem xét"),
    # one name, and the verb that ends it
    ("Sở Tài chính chủ trì thẩm định dự toán", ["Sở Tài chính"], " chủ trì thẩm định dự toán"),
    ("Công an tỉnh tăng cường tuần tra", ["Công an tỉnh"], " tăng cường tuần tra"),
    ("Chi cục Kiểm lâm theo dõi diễn biến rừng", ["Chi cục Kiểm lâm"], " theo dõi diễn biến rừng"),
    # commas and "và" join names
    (
        "Sở Xây dựng, Sở Công Thương và Công an tỉnh phối hợp kiểm tra",
        ["Sở Xây dựng", "Sở Công Thương", "Công an tỉnh"],
        " phối hợp kiểm tra",
    ),
    # "cùng" and "cùng với" join too
    ("Sở Y tế cùng với Công an tỉnh rà soát", ["Sở Y tế", "Công an tỉnh"], " rà soát"),
    # a name that holds a comma
    (
        "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế báo cáo",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        " báo cáo",
    ),
    # a name that holds "và"
    (
        "Sở Giáo dục và Đào tạo và Sở Dân tộc và Tôn giáo khảo sát",
        ["Sở Giáo dục và Đào tạo", "Sở Dân tộc và Tôn giáo"],
        " khảo sát",
    ),
    ("Sở Nông nghiệp và Môi trường rà soát quỹ đất", ["Sở Nông nghiệp và Môi trường"], " rà soát quỹ đất"),
    # a name that holds a dash
    (
        "Sở Lao động - Thương binh và Xã hội, Đài Phát thanh - Truyền hình tỉnh đưa tin",
        ["Sở Lao động - Thương binh và Xã hội", "Đài Phát thanh - Truyền hình tỉnh"],
        " đưa tin",
    ),
    # a name that holds a verb
    (
        "Ban Quản lý các khu công nghiệp tỉnh rà soát hạ tầng",
        ["Ban Quản lý các khu công nghiệp tỉnh"],
        " rà soát hạ tầng",
    ),
    (
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh khẩn trương hoàn thiện hồ sơ",
        ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"],
        " khẩn trương hoàn thiện hồ sơ",
    ),
    (
        "Trung tâm Phục vụ hành chính công tỉnh công khai kết quả",
        ["Trung tâm Phục vụ hành chính công tỉnh"],
        " công khai kết quả",
    ),
    # the same after a comma, where a name must not end at its own verb
    (
        "Ban Quản lý dự án đầu tư xây dựng khu vực 1, Ban Quản lý dự án đầu tư xây dựng khu vực 2 nhập dữ liệu",
        ["Ban Quản lý dự án đầu tư xây dựng khu vực 1", "Ban Quản lý dự án đầu tư xây dựng khu vực 2"],
        " nhập dữ liệu",
    ),
    # branches that bear a number or a place
    ("Chi cục Thuế khu vực XXI đôn đốc thu nợ", ["Chi cục Thuế khu vực XXI"], " đôn đốc thu nợ"),
    ("Kho bạc Nhà nước khu vực VII kiểm soát chi", ["Kho bạc Nhà nước khu vực VII"], " kiểm soát chi"),
    (
        "Ngân hàng Nhà nước Chi nhánh Khu vực 16 chỉ đạo các tổ chức tín dụng",
        ["Ngân hàng Nhà nước Chi nhánh Khu vực 16"],
        " chỉ đạo các tổ chức tín dụng",
    ),
    # two sectors whose second word is an agency too
    ("Sở Khoa học và Công nghệ, Công an tỉnh hoàn thiện", ["Sở Khoa học và Công nghệ", "Công an tỉnh"], " hoàn thiện"),
    # a reading aid in brackets is left out
    (
        "Sở Nội vụ (cơ quan thường trực), Thanh tra tỉnh kiểm tra",
        ["Sở Nội vụ", "Thanh tra tỉnh"],
        " kiểm tra",
    ),
    # old and new place of the tone mark
    ("Uỷ ban nhân dân các xã rà soát", ["Uỷ ban nhân dân các xã"], " rà soát"),
    # mass organisations
    (
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội tham gia giám sát",
        ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
        " tham gia giám sát",
    ),
    ("Tỉnh đoàn, Hội Nông dân tỉnh vận động", ["Tỉnh đoàn", "Hội Nông dân tỉnh"], " vận động"),
    # newspapers and stations
    (
        "Báo Tân Lĩnh, Đài Phát thanh - Truyền hình tỉnh mở chuyên mục",
        ["Báo Tân Lĩnh", "Đài Phát thanh - Truyền hình tỉnh"],
        " mở chuyên mục",
    ),
    # companies and universities
    ("Công ty Điện lực Tân Lĩnh bảo đảm nguồn điện", ["Công ty Điện lực Tân Lĩnh"], " bảo đảm nguồn điện"),
    ("Đại học Tân Lĩnh mở rộng đào tạo", ["Đại học Tân Lĩnh"], " mở rộng đào tạo"),
    ("Tập đoàn Điện lực Việt Nam đẩy nhanh tiến độ", ["Tập đoàn Điện lực Việt Nam"], " đẩy nhanh tiến độ"),
    # no name at all
    ("rà soát quy hoạch", [], "rà soát quy hoạch"),
    ("báo cáo kết quả", [], "báo cáo kết quả"),
    ("trường hợp phát sinh", [], "trường hợp phát sinh"),
    ("ban hành kế hoạch", [], "ban hành kế hoạch"),
    ("phòng chống thiên tai", [], "phòng chống thiên tai"),
]


@pytest.mark.parametrize(("phrase", "expected", "rest"), LISTS)
def test_lists(phrase: str, expected: list[str], rest: str) -> None:
    assert names_in(phrase) == (expected, rest)


BODIES = [
    ("Cơ quan nhà nước có thẩm quyền thu hồi đất ban hành", ["Cơ quan nhà nước có thẩm quyền thu hồi đất"]),
    ("Bộ phận tiếp nhận và trả kết quả cấp xã rà soát", ["Bộ phận tiếp nhận và trả kết quả cấp xã"]),
    ("các bộ phận thường trực rà soát", ["các bộ phận thường trực"]),
    ("các đoàn kiểm tra của Sở Y tế chủ động rà soát", ["các đoàn kiểm tra của Sở Y tế"]),
    (
        "Đơn vị được giao làm nhiệm vụ bồi thường, hỗ trợ, tái định cư khẩn trương kiểm đếm",
        ["Đơn vị được giao làm nhiệm vụ bồi thường, hỗ trợ, tái định cư"],
    ),
    # who is told to act in a province, beside its departments
    ("Hạt Kiểm lâm Tân Lĩnh tuần tra", ["Hạt Kiểm lâm Tân Lĩnh"]),
    ("Bệnh viện Đa khoa tỉnh bố trí giường bệnh", ["Bệnh viện Đa khoa tỉnh"]),
    ("Bảo hiểm xã hội tỉnh chi trả chế độ", ["Bảo hiểm xã hội tỉnh"]),
    ("Trường Tiểu học Tân Lập huy động học sinh", ["Trường Tiểu học Tân Lập"]),
    ("Hiệp hội Doanh nghiệp tỉnh tập hợp kiến nghị", ["Hiệp hội Doanh nghiệp tỉnh"]),
    (
        "Tòa án nhân dân tỉnh, Viện Kiểm sát nhân dân tỉnh xét xử",
        ["Tòa án nhân dân tỉnh", "Viện Kiểm sát nhân dân tỉnh"],
    ),
    ("Thường trực HĐND tỉnh cho ý kiến", ["Thường trực HĐND tỉnh"]),
    ("Phòng Kinh tế, Hạ tầng và Đô thị rà soát", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
    ("Ban Chỉ đạo 389 tỉnh kiểm tra", ["Ban Chỉ đạo 389 tỉnh"]),
    (
        "Bộ Chỉ huy Quân sự tỉnh, Bộ đội Biên phòng tỉnh nắm chắc địa bàn",
        ["Bộ Chỉ huy Quân sự tỉnh", "Bộ đội Biên phòng tỉnh"],
    ),
    # an office of two bodies is one name
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh tham mưu", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh"]),
    # a fund that bears a verb
    ("Quỹ Đầu tư phát triển tỉnh cho vay", ["Quỹ Đầu tư phát triển tỉnh"]),
    # one station for each commune: a group, not two names
    ("Trạm Y tế các xã, phường tổ chức tiêm", ["Trạm Y tế các xã, phường"]),
    # heads of police in communes
    ("Trưởng Công an các xã nắm tình hình", ["Công an các xã"]),
    # state enterprises by their short names
    ("VNPT, Viettel lắp đặt trạm", ["VNPT", "Viettel"]),
    ("Viễn thông Tân Lĩnh bảo đảm thông tin liên lạc", ["Viễn thông Tân Lĩnh"]),
    ("Vườn quốc gia Tân Lĩnh bảo vệ rừng", ["Vườn quốc gia Tân Lĩnh"]),
    ("Cảng vụ Đường thủy nội địa kiểm tra", ["Cảng vụ Đường thủy nội địa"]),
]


@pytest.mark.parametrize(("phrase", "expected"), BODIES)
def test_kinds_of_bodies(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


HIDDEN = [
    ("Văn phòng đăng ký đất đai tiếp nhận hồ sơ", ["Văn phòng đăng ký đất đai"]),
    ("Cục Đăng kiểm Việt Nam rà soát quy chuẩn", ["Cục Đăng kiểm Việt Nam"]),
    ("các đơn vị cấp nước thuộc phạm vi quản lý rà soát", ["các đơn vị cấp nước thuộc phạm vi quản lý"]),
    ("Các địa phương có nông sản xuất khẩu lập danh mục", ["Các địa phương có nông sản xuất khẩu"]),
    ("Các trường đại học, cao đẳng mở ngành mới", ["Các trường đại học, cao đẳng"]),
    ("Doanh nghiệp bưu chính, viễn thông rà soát", ["Doanh nghiệp bưu chính, viễn thông"]),
    # a name that holds a word which elsewhere opens an order
    ("Ủy ban bầu cử tỉnh tổ chức tập huấn", ["Ủy ban bầu cử tỉnh"]),
    ("Ban Chỉ đạo bầu cử tỉnh rà soát", ["Ban Chỉ đạo bầu cử tỉnh"]),
    ("các cơ sở đào tạo nghề rà soát chương trình", ["các cơ sở đào tạo nghề"]),
    ("các doanh nghiệp khởi nghiệp sáng tạo đăng ký", ["các doanh nghiệp khởi nghiệp sáng tạo"]),
    ("Liên hiệp các tổ chức hữu nghị tỉnh vận động", ["Liên hiệp các tổ chức hữu nghị tỉnh"]),
    ("Hội đồng thi đua các cấp xét duyệt", ["Hội đồng thi đua các cấp"]),
    ("Trung tâm tích hợp dữ liệu tỉnh vận hành", ["Trung tâm tích hợp dữ liệu tỉnh"]),
    ("viện nghiên cứu, trường đại học tổ chức đào tạo", ["viện nghiên cứu", "trường đại học"]),
    ("các đơn vị thuộc phạm vi quản lý thực hiện", ["các đơn vị thuộc phạm vi quản lý"]),
    ("các đơn vị cung cấp dịch vụ vận chuyển thực hiện", ["các đơn vị cung cấp dịch vụ vận chuyển"]),
    ("các cơ sở nuôi trồng hải sản kê khai", ["các cơ sở nuôi trồng hải sản"]),
    # which of many is meant, up to what they must do
    ("cơ quan tiếp nhận hồ sơ có trách nhiệm trả kết quả", ["cơ quan tiếp nhận hồ sơ"]),
    ("doanh nghiệp sử dụng nước ngầm phải lắp đồng hồ", ["doanh nghiệp sử dụng nước ngầm"]),
    ("đơn vị được lựa chọn nạo vét kênh triển khai", ["đơn vị được lựa chọn nạo vét kênh"]),
    (
        "cơ quan được giao thẩm tra giá tại khoản 2 Điều này rà soát",
        ["cơ quan được giao thẩm tra giá tại khoản 2 Điều này"],
    ),
    ("các sở liên quan đến việc cấp phép chịu trách nhiệm đôn đốc", ["các sở liên quan đến việc cấp phép"]),
    ("các đơn vị kiểm tra các hồ sơ phải nộp bổ sung", ["các đơn vị"]),
    ("các cơ quan rà soát, theo chức năng có trách nhiệm báo cáo", ["các cơ quan"]),
    ("các doanh nghiệp sử dụng nhiều lao động tổ chức", ["các doanh nghiệp sử dụng nhiều lao động"]),
    ("Sở Y tế cấp thẻ bảo hiểm", ["Sở Y tế"]),
    ("Lực lượng Công an, Quân sự các cấp tuần tra", ["Lực lượng Công an, Quân sự các cấp"]),
    # levels and places after a name
    ("các tổ chức hội tại địa phương vận động", ["các tổ chức hội tại địa phương"]),
    ("các trạm y tế từ tỉnh đến cơ sở rà soát", ["các trạm y tế từ tỉnh đến cơ sở"]),
    ("các tổ chức khoa học trong và ngoài nước tham gia", ["các tổ chức khoa học trong và ngoài nước"]),
]


@pytest.mark.parametrize(("phrase", "expected"), HIDDEN)
def test_verbs_within_a_name(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


RUN_TOGETHER = [
    # an order right after a colon is no place of a list
    ("UBND các xã, phường: Tổng hợp, báo cáo kết quả.", ["UBND các xã, phường"]),
    ("UBND các huyện: Rà soát, thống kê hộ nghèo.", ["UBND các huyện"]),
    ("Các Sở: Rà soát, thống kê hồ sơ.", ["Các Sở"]),
    # a capital verb after a name that no sector ends
    ("Công ty Điện lực Tân Lĩnh Chủ trì, xây dựng phương án", ["Công ty Điện lực Tân Lĩnh"]),
    # two names without a comma, as cells leave them
    ("Sở Khoa học và Công nghệ Sở Công Thương thẩm định", ["Sở Khoa học và Công nghệ", "Sở Công Thương"]),
    ("Bộ Nội vụ Các bộ, ngành liên quan", ["Bộ Nội vụ", "Các bộ, ngành liên quan"]),
    # the number and the words of the next row
    ("Thủ tướng Chính phủ 30 Xây dựng Đề án", ["Thủ tướng Chính phủ"]),
    ("Các bộ, ngành 2026 - 2027 15 Xây dựng Đề án", ["Các bộ, ngành"]),
    # a line's end ends a name
    ("Bộ Chính trị\nĐề án phát triển đô thị", ["Bộ Chính trị"]),
    ("Ban Chỉ đạo Trung ương\nTháng 5/2026", ["Ban Chỉ đạo Trung ương"]),
]


@pytest.mark.parametrize(("phrase", "expected"), RUN_TOGETHER)
def test_names_end_where_something_else_begins(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


SCANNED = [
    # a scanner's faults in the verb
    ("Công an tỉnh đây mạnh tuyên truyền", ["Công an tỉnh"]),
    ("Vụ Tổ chức chủ tri, phối hợp", ["Vụ Tổ chức"]),
    ("Công an tỉnh khan trương rà soát", ["Công an tỉnh"]),
    # ... and in the name
    ("Uy ban nhân dân các xã rà soát", ["Uy ban nhân dân các xã"]),
    ("Sở Nông nghiệp va Môi trường rà soát", ["Sở Nông nghiệp va Môi trường"]),
]


@pytest.mark.parametrize(("phrase", "expected"), SCANNED)
def test_scanned_text(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


GROUPS = [
    # a fixed group phrase is one name
    ("các sở, ban, ngành rà soát", ["các sở, ban, ngành"]),
    ("các sở, ngành rà soát", ["các sở, ngành"]),
    ("các bộ, ngành rà soát", ["các bộ, ngành"]),
    ("Các sở, ban, ngành, đoàn thể tỉnh rà soát", ["Các sở, ban, ngành, đoàn thể tỉnh"]),
    (
        "các Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ rà soát",
        ["các Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
    ),
    ("UBND các huyện, thị xã, thành phố rà soát", ["UBND các huyện, thị xã, thành phố"]),
    ("Ủy ban nhân dân các xã, phường rà soát", ["Ủy ban nhân dân các xã, phường"]),
    ("Ủy ban nhân dân các xã, phường, đặc khu rà soát", ["Ủy ban nhân dân các xã, phường, đặc khu"]),
    (
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương rà soát",
        ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"],
    ),
    ("UBND cấp xã rà soát", ["UBND cấp xã"]),
    # "xây dựng" is a verb after a group, though "ngành xây dựng" is a name
    ("Các sở, ngành xây dựng kế hoạch", ["Các sở, ngành"]),
    # two groups are two names
    (
        "các sở, ban, ngành, UBND các huyện, thành phố rà soát",
        ["các sở, ban, ngành", "UBND các huyện, thành phố"],
    ),
    ("các sở, ngành và UBND các xã, phường rà soát", ["các sở, ngành", "UBND các xã, phường"]),
    # "địa phương", "đơn vị" beside a group are names of their own
    ("các bộ, ngành, địa phương rà soát", ["các bộ, ngành", "địa phương"]),
    ("các sở, ngành, đơn vị liên quan rà soát", ["các sở, ngành", "đơn vị liên quan"]),
    ("các cơ quan, đơn vị rà soát", ["các cơ quan", "đơn vị"]),
    # a group beside a named agency
    ("Sở Nội vụ, các sở, ngành rà soát", ["Sở Nội vụ", "các sở, ngành"]),
    ("Công an tỉnh và các đơn vị liên quan rà soát", ["Công an tỉnh", "các đơn vị liên quan"]),
    # whoever manages a field, whose name holds a comma
    ("Sở quản lý ngành, lĩnh vực thẩm định", ["Sở quản lý ngành, lĩnh vực"]),
    ("Các Sở quản lý ngành, lĩnh vực cấp tỉnh kiểm tra", ["Các Sở quản lý ngành, lĩnh vực cấp tỉnh"]),
    (
        "các cơ quan chuyên môn quản lý ngành, lĩnh vực và UBND cấp xã lập",
        ["các cơ quan chuyên môn quản lý ngành, lĩnh vực", "UBND cấp xã"],
    ),
    ("các tỉnh ủy, thành ủy lãnh đạo thực hiện", ["các tỉnh ủy, thành ủy"]),
    # "tổ chức" before a comma is a body where another follows
    ("các cơ quan, tổ chức, đơn vị rà soát", ["các cơ quan", "tổ chức", "đơn vị"]),
    # chủ đầu tư, ban quản lý dự án
    ("các chủ đầu tư, các ban quản lý dự án lập tiến độ", ["các chủ đầu tư", "các ban quản lý dự án"]),
]


@pytest.mark.parametrize(("phrase", "expected"), GROUPS)
def test_groups_stay_whole(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


TYPED = [
    # items with a kind of their own that share the word before them, as far as they are of one kind
    (
        "các Đảng ủy Bộ Tài chính, Bộ Nội vụ, Ban Tổ chức Trung ương báo cáo",
        ["Đảng ủy Bộ Tài chính", "Đảng ủy Bộ Nội vụ", "Ban Tổ chức Trung ương"],
    ),
    (
        "các Đảng ủy: Chính phủ; Quốc hội; Bộ Y tế và các cấp ủy báo cáo",
        ["Đảng ủy Chính phủ", "Đảng ủy Quốc hội", "Đảng ủy Bộ Y tế", "các cấp ủy"],
    ),
    ("các Tập đoàn VNPT, Viettel và Sở Y tế rà soát", ["Tập đoàn VNPT", "Tập đoàn Viettel", "Sở Y tế"]),
    # one word of kind opens a list of ministries
    ("các Bộ: Tài chính, Xây dựng, Y tế nghiên cứu", ["Bộ Tài chính", "Bộ Xây dựng", "Bộ Y tế"]),
    ("các Bộ Tài chính, Xây dựng nghiên cứu", ["Bộ Tài chính", "Bộ Xây dựng"]),
    # ... of departments, one of which holds a comma
    (
        "các Sở: Nội vụ, Văn hóa, Thể thao và Du lịch, Y tế rà soát",
        ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
    ),
    (
        "Các sở: Khoa học và Công nghệ; Nông nghiệp và Môi trường rà soát",
        ["Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường"],
    ),
    # the office before the list is the agency's
    ("Các Bộ:\nTài chính, Xây dựng", ["Bộ Tài chính", "Bộ Xây dựng"]),
    ("Bộ trưởng các Bộ: Công Thương, Nội vụ chỉ đạo", ["Bộ Công Thương", "Bộ Nội vụ"]),
    ("Giám đốc các Sở: Tài chính, Y tế chỉ đạo", ["Sở Tài chính", "Sở Y tế"]),
    # places
    ("UBND các huyện: Bình Sơn, Mường Chuông bàn giao", ["UBND huyện Bình Sơn", "UBND huyện Mường Chuông"]),
    (
        "Ủy ban nhân dân các tỉnh: Hà Giang, Lào Cai, Yên Bái rà soát",
        ["Ủy ban nhân dân tỉnh Hà Giang", "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Yên Bái"],
    ),
    ("Chủ tịch UBND các xã: Tân Lập, Hồng Thái huy động", ["UBND xã Tân Lập", "UBND xã Hồng Thái"]),
    # the list ends at an agency of another kind
    (
        "các Bộ: Tài chính, Xây dựng, Ngân hàng Nhà nước Việt Nam nghiên cứu",
        ["Bộ Tài chính", "Bộ Xây dựng", "Ngân hàng Nhà nước Việt Nam"],
    ),
    # a sector alone after a department takes its word of kind
    ("Sở Tài chính, Xây dựng rà soát", ["Sở Tài chính", "Sở Xây dựng"]),
    # groups of enterprises
    (
        "các Tập đoàn: Điện lực Việt Nam, Bưu chính Viễn thông Việt Nam bảo đảm",
        ["Tập đoàn Điện lực Việt Nam", "Tập đoàn Bưu chính Viễn thông Việt Nam"],
    ),
    # an item that elsewhere opens an order
    ("các Vụ: Tổ chức cán bộ, Pháp chế rà soát", ["Vụ Tổ chức cán bộ", "Vụ Pháp chế"]),
    ("các Sở: Xây dựng, Tài chính rà soát", ["Sở Xây dựng", "Sở Tài chính"]),
    ("các Sở: Xây dựng phương án, tổ chức thực hiện", ["các Sở"]),
    ("UBND các huyện: Lập Thạch, Tam Đảo rà soát", ["UBND huyện Lập Thạch", "UBND huyện Tam Đảo"]),
    # two offices share one list
    (
        "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: Lào Cai, Cao Bằng chỉ đạo",
        ["tỉnh ủy Lào Cai", "tỉnh ủy Cao Bằng", "UBND tỉnh Lào Cai", "UBND tỉnh Cao Bằng"],
    ),
]


@pytest.mark.parametrize(("phrase", "expected"), TYPED)
def test_lists_opened_by_one_word_of_kind(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


OFFICES = [
    # whatever the place of the tone mark
    ("Chủ tịch Uỷ ban nhân dân tỉnh chủ trì", ["Uỷ ban nhân dân tỉnh"]),
    # heads of bodies of one name, after a list that shares its word of kind
    ("Giám đốc các Sở: Tài chính, Xây dựng; Trưởng Thuế tỉnh rà soát", ["Sở Tài chính", "Sở Xây dựng", "Thuế tỉnh"]),
    # the head of an agency named beside it stands for the agency
    ("Bộ trưởng Bộ Tài chính chỉ đạo", ["Bộ Tài chính"]),
    ("Giám đốc Sở Y tế chỉ đạo", ["Sở Y tế"]),
    ("Thủ trưởng các sở, ban, ngành chỉ đạo", ["các sở, ban, ngành"]),
    ("Chủ tịch UBND các xã, phường chỉ đạo", ["UBND các xã, phường"]),
    ("Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng chỉ đạo", ["Ủy ban nhân dân tỉnh Cao Bằng"]),
    ("Chánh Văn phòng UBND tỉnh chỉ đạo", ["Văn phòng UBND tỉnh"]),
    ("Chánh Thanh tra tỉnh chỉ đạo", ["Thanh tra tỉnh"]),
    ("Thống đốc Ngân hàng Nhà nước Việt Nam chỉ đạo", ["Ngân hàng Nhà nước Việt Nam"]),
    ("Cục trưởng Cục Thuế chỉ đạo", ["Cục Thuế"]),
    ("Trưởng Ban Quản lý Khu kinh tế chỉ đạo", ["Ban Quản lý Khu kinh tế"]),
    # in a list
    (
        "Giám đốc Sở Nội vụ, Chánh Thanh tra tỉnh, Chủ tịch UBND các huyện, thành phố chỉ đạo",
        ["Sở Nội vụ", "Thanh tra tỉnh", "UBND các huyện, thành phố"],
    ),
    # a person without an agency stays
    ("các đồng chí Phó Chủ tịch UBND tỉnh chỉ đạo", ["các đồng chí Phó Chủ tịch UBND tỉnh"]),
    ("Phó Thủ tướng Nguyễn Văn Mẫu chỉ đạo", ["Phó Thủ tướng Nguyễn Văn Mẫu"]),
    # a deputy does not stand for the whole agency
    ("Phó Giám đốc Sở Y tế chỉ đạo", ["Phó Giám đốc Sở Y tế"]),
]


@pytest.mark.parametrize(("phrase", "expected"), OFFICES)
def test_heads_of_agencies_are_told_as_agencies(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase)[0] == expected


ENDS = [
    ("Doanh nghiệp viễn thông là nòng cốt của mạng lưới", " là nòng cốt của mạng lưới"),
    ("Ủy ban Công tác phi chính phủ nước ngoài vận động viện trợ", " vận động viện trợ"),
    ("các trường dạy nghề còn lại tự bảo đảm kinh phí", " tự bảo đảm kinh phí"),
    ("các bộ, ngành, địa phương trực tiếp chỉ đạo và chịu trách nhiệm", " trực tiếp chỉ đạo và chịu trách nhiệm"),
    ("Mỗi tỉnh, thành phố có ít nhất 03 trạm cấp cứu", " có ít nhất 03 trạm cấp cứu"),
    ("Bộ Nông nghiệp và Môi trường Các cơ quan liên quan", " Các cơ quan liên quan"),
    ("Phó Thủ tướng Chính phủ Trần An đi kiểm tra tuyến đê", " đi kiểm tra tuyến đê"),
    # adverbs that open an order
    ("Sở Y tế khẩn trương ban hành", " khẩn trương ban hành"),
    ("Sở Y tế thường xuyên theo dõi", " thường xuyên theo dõi"),
    ("Sở Y tế kịp thời xử lý", " kịp thời xử lý"),
    ("Sở Y tế tiếp tục triển khai", " tiếp tục triển khai"),
    ("Sở Y tế chịu trách nhiệm trước UBND tỉnh", " chịu trách nhiệm trước UBND tỉnh"),
    ("Sở Y tế có trách nhiệm hướng dẫn", " có trách nhiệm hướng dẫn"),
    ("Sở Y tế căn cứ chức năng được giao rà soát", " căn cứ chức năng được giao rà soát"),
    ("Sở Y tế trình UBND tỉnh ban hành", " trình UBND tỉnh ban hành"),
    # rarer verbs
    ("Sở Y tế chi tiết hóa kịch bản", " chi tiết hóa kịch bản"),
    ("Sở Y tế mở chuyên mục hỏi đáp", " mở chuyên mục hỏi đáp"),
    ("Sở Y tế lập đường găng tiến độ", " lập đường găng tiến độ"),
    ("Sở Y tế nhập đủ dữ liệu", " nhập đủ dữ liệu"),
    ("Sở Y tế lồng ghép nội dung", " lồng ghép nội dung"),
    ("Sở Y tế bố trí đủ nhân lực", " bố trí đủ nhân lực"),
    ("Sở Y tế niêm yết công khai", " niêm yết công khai"),
    ("Sở Y tế số hóa hồ sơ", " số hóa hồ sơ"),
    ("Sở Y tế gỡ bỏ rào cản", " gỡ bỏ rào cản"),
    # a group at large runs on until its verb
    ("các đơn vị được giao nhiệm vụ báo cáo", " báo cáo"),
    ("các cơ quan, đơn vị trên địa bàn tỉnh thực hiện", " thực hiện"),
    # a place after the group belongs to it; the verb does not
    ("UBND các huyện, thị xã, thành phố chi tiết hóa kịch bản", " chi tiết hóa kịch bản"),
    ("UBND các xã, phường niêm yết công khai", " niêm yết công khai"),
    ("các sở, ban, ngành lồng ghép nội dung", " lồng ghép nội dung"),
    ("Công an tỉnh mở đợt cao điểm", " mở đợt cao điểm"),
    # Party bodies lead
    ("Đảng ủy, UBND các xã lãnh đạo, chỉ đạo", " lãnh đạo, chỉ đạo"),
    # a colon or a bracket
    ("Sở Y tế: Rà soát", ": Rà soát"),
    ("Sở Y tế để tổng hợp", " để tổng hợp"),
    ("Sở Y tế trước ngày 15/3", " trước ngày 15/3"),
]


@pytest.mark.parametrize(("phrase", "rest"), ENDS)
def test_where_the_verb_begins(phrase: str, rest: str) -> None:
    assert names_in(phrase)[1] == rest


# Verbs that open an order in directives; after a name whose last word no lexicon ends, only the verb tells its end.
VERBS = """
    áp dụng, ban hành, bàn giao, báo cáo, bảo đảm, bảo trì, bảo vệ, biên soạn, biểu dương, bổ sung, bố trí, bồi
    dưỡng, cải cách, cải thiện, cam kết, cảnh báo, cân đối, cắt giảm, cập nhật, chấm điểm, chấn chỉnh, chấp
    hành, chỉ đạo, chi trả, chú trọng, chủ động, chủ trì, chuẩn bị, chuẩn hóa, chuyển đổi, công bố, công khai,
    cung cấp, củng cố, cụ thể hóa, dự báo, duy trì, đánh giá, đào tạo, đăng tải, đấu tranh, đẩy mạnh, đẩy nhanh,
    đề xuất, điều chỉnh, điều phối, điều tra, đôn đốc, đối thoại, đổi mới, đơn giản hóa, giải ngân, giải quyết,
    giải trình, giám sát, giữ vững, góp ý, hoàn thành, hoàn thiện, hỗ trợ, huy động, hướng dẫn, kết nối, khai
    thác, khảo sát, khắc phục, khen thưởng, khuyến khích, kiểm kê, kiểm soát, kiểm tra, kiên quyết, kiến nghị,
    kiện toàn, lắp đặt, lập, lồng ghép, lựa chọn, mở rộng, nâng cấp, nắm bắt, ngăn chặn, nghiêm túc, nghiên cứu,
    nghiệm thu, nhân rộng, niêm yết, phát động, phát hiện, phát huy, phân bổ, phân cấp, phân công, phân loại,
    phê duyệt, phòng ngừa, phối hợp, phổ biến, quán triệt, quản lý, quảng bá, quyết toán, rà soát, rút ngắn, sắp
    xếp, sơ kết, số hóa, sử dụng, sửa chữa, tăng cường, tạo điều kiện, tập huấn, tập trung, tháo gỡ, tham gia,
    tham mưu, thanh toán, thanh tra, thành lập, theo dõi, thẩm định, thí điểm, thống kê, thông báo, thu hồi, thu
    hút, thúc đẩy, thực hiện, tích hợp, tiếp nhận, tiếp tục, tổ chức, tổng hợp, tổng kết, triển khai, trình,
    truyền thông, tuân thủ, tuần tra, tuyên truyền, ứng dụng, ưu tiên, vận động, vận hành, xác định, xác minh,
    xem xét, xúc tiến, xử lý, xử phạt, xây dựng, bảo dưỡng, biên tập, bóc tách, chấm dứt, chứng thực, cưỡng chế,
    duy tu, dừng, đặt hàng, đẩy lùi, đề cao, điều chuyển, đo đạc, gắn kết, kế thừa, kích hoạt, kiểm điểm, lan
    tỏa, mời gọi, nạo vét, nêu rõ, nhập, nuôi dưỡng, phủ sóng, quyết định, ra quân, san lấp, sẵn sàng, soạn
    thảo, tháo dỡ, thanh lý, thiết kế, tiếp cận, tiêu hủy, tranh thủ, triệu tập, trồng, truy quét, tu bổ, tuyên
    dương, tuyển chọn, tự kiểm tra, xác nhận, xóa bỏ, chung tay, nêu gương, cắm mốc, lắng nghe, khởi động,
    trích, tạm ứng, kê biên, niêm phong, tống đạt, hòa giải, chất vấn, sáp nhập, hợp nhất, tiếp xúc, bứt phá,
    tra cứu, đính chính, khử trùng, khởi tố
"""


def words_of(table: str) -> list[str]:
    return [" ".join(word.split()) for word in table.split(",")]


@pytest.mark.parametrize("verb", words_of(VERBS))
def test_verbs_that_end_a_name(verb: str) -> None:
    assert names_in(f"Công an tỉnh {verb} các nội dung sau") == (["Công an tỉnh"], f" {verb} các nội dung sau")
