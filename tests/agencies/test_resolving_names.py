"""Whom a name means on a day, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from namro.agencies.resolution import Agency, Directory, Group, Resolution
from namro.agencies.shipped import shipped_rows

DIRECTORY = Directory(shipped_rows("thai-nguyen-2025-07"))  # holds the rows of March too
FEBRUARY, MARCH, JULY = date(2025, 2, 10), date(2025, 3, 10), date(2025, 7, 10)

SHORT = [
    ("STC", MARCH, "so-tai-chinh"),  # an alias
    ("SNN&MT", MARCH, "so-nong-nghiep-va-moi-truong"),
    ("SNNMT", MARCH, "so-nong-nghiep-va-moi-truong"),  # without the mark
    ("Sở NN&MT", MARCH, "so-nong-nghiep-va-moi-truong"),  # initials of the second half
    ("Sở NN-MT", MARCH, "so-nong-nghiep-va-moi-truong"),
    ("Sở Nông nghiệp & MT", MARCH, "so-nong-nghiep-va-moi-truong"),  # half written out
    ("Sở KH&CN", MARCH, "so-khoa-hoc-va-cong-nghe"),  # CN is no "chi nhánh" here
    ("Sở TP", MARCH, "so-tu-phap"),  # TP is no "thành phố" here
    ("Sở VH, TT và DL", MARCH, "so-van-hoa-the-thao-va-du-lich"),  # commas and "và" do not count
    ("UBND tỉnh", MARCH, "ubnd-tinh"),
    ("sở nn&mt", MARCH, "so-nong-nghiep-va-moi-truong"),  # typed without capitals
    ("VP UBND tỉnh", MARCH, "van-phong-ubnd-tinh"),
    ("VPUB", MARCH, "van-phong-ubnd-tinh"),  # an alias: not the initials of the name
    ("BQL các KCN", MARCH, "ban-quan-ly-cac-kcn"),
    ("KBNN KV VII", MARCH, "kho-bac-nha-nuoc-khu-vuc-vii"),
    ("KBNN khu vực 7", MARCH, "kho-bac-nha-nuoc-khu-vuc-vii"),  # Roman or not
    ("Chi cục Thuế KV 07", MARCH, "chi-cuc-thue-khu-vuc-vii"),
    ("NHNN CN KV5", MARCH, "ngan-hang-nha-nuoc-khu-vuc-5"),
    ("Đài PTTH tỉnh", MARCH, "dai-phat-thanh-truyen-hinh-tinh"),
    ("Ủy ban MTTQ Việt Nam tỉnh", MARCH, "mttq-tinh"),
    ("UBND TP. Thái Nguyên", MARCH, "ubnd-thanh-pho-thai-nguyen"),
    ("H. Đại Từ", MARCH, "ubnd-huyen-dai-tu"),
]

SPELLING = [
    ("Uỷ ban nhân dân tỉnh Thái Nguyên", MARCH, "ubnd-tinh"),  # old placement of the tone mark
    ("SỞ TÀI CHÍNH", MARCH, "so-tai-chinh"),
    ("so tai chinh", MARCH, "so-tai-chinh"),  # typed without marks
    ("Sở  Tài\u00a0chính ", MARCH, "so-tai-chinh"),
    ("Sở TàiChính", MARCH, "so-tai-chinh"),  # a blank lost
    ("Đài Phát thanh – Truyền hình tỉnh", MARCH, "dai-phat-thanh-truyen-hinh-tinh"),  # en dash
    ("Đài Phát thanh và Truyền hình tỉnh", MARCH, "dai-phat-thanh-truyen-hinh-tinh"),
    ("Sở Ta\u0300i chi\u0301nh", MARCH, "so-tai-chinh"),  # marks as letters of their own
    ("Sở Nông nghi\u00adệp và Môi trường", MARCH, "so-nong-nghiep-va-moi-truong"),  # a soft hyphen
    ("UBND xã Văn Lang", JULY, "ubnd-xa-van-lang-02143"),  # told from Văn Lăng by the mark alone
    ("UBND xã Văn Lăng", JULY, "ubnd-xa-van-lang"),
    ("UBND phường Phan Đinh Phùng", JULY, "ubnd-phuong-phan-dinh-phung"),  # a mark missing
]

FAULTS = [
    ("Sở Tài chlnh", MARCH, "so-tai-chinh"),
    ("SởTàichlnh", MARCH, "so-tai-chinh"),  # blanks lost as well
    ("S0 Tài ch1nh", MARCH, "so-tai-chinh"),  # figures for letters
    ("Kho bạc Nhà nước khu vực Vll", MARCH, "kho-bac-nha-nuoc-khu-vuc-vii"),
    ("Sở Nông nghlệp và Môi lruờng", MARCH, "so-nong-nghiep-va-moi-truong"),
    ("Sở Tài chníh", MARCH, "so-tai-chinh"),  # two letters swapped
    ("UBNI huyện Đại Từ", MARCH, "ubnd-huyen-dai-tu"),
    ("Sở Tài chính tỉnh Thái Nguycn", MARCH, "so-tai-chinh"),  # the fault is in the place
]

PLACES = [
    ("Thanh tra", MARCH, "thanh-tra-tinh"),  # "tỉnh" left out
    ("Thanh tra tỉnh Thái Nguyên", MARCH, "thanh-tra-tinh"),
    ("Sở Y tế tỉnh Thái Nguyên", MARCH, "so-y-te"),
    ("Sở Y tế Thái Nguyên", MARCH, "so-y-te"),
    ("Báo Thái Nguyên", MARCH, "bao-thai-nguyen"),  # here the place belongs to the name
    ("UBND huyện Đại Từ, tỉnh Thái Nguyên", MARCH, "ubnd-huyen-dai-tu"),
    ("huyện Đại Từ", MARCH, "ubnd-huyen-dai-tu"),  # a place for its committee
    ("Đại Từ", MARCH, "ubnd-huyen-dai-tu"),
    ("Đại Từ", JULY, "ubnd-xa-dai-tu"),  # the name went over to a commune
    ("xã Đại Từ", JULY, "ubnd-xa-dai-tu"),
    ("Thuế tỉnh", JULY, "thue-tinh-thai-nguyen"),
    ("Sở Tài chính (chủ trì)", MARCH, "so-tai-chinh"),
]

DAYS = [
    ("Sở Tài chính", FEBRUARY, "so-tai-chinh-truoc-2025-03"),  # another agency bore the name
    ("Sở Tài chính", date(2025, 2, 28), "so-tai-chinh-truoc-2025-03"),  # its last day
    ("Sở Tài chính", date(2025, 3, 1), "so-tai-chinh"),
    ("Sở KH&ĐT", FEBRUARY, "so-ke-hoach-va-dau-tu"),
    ("Sở LĐ-TB&XH", FEBRUARY, "so-lao-dong-thuong-binh-va-xa-hoi"),
    ("UBND huyện Đại Từ", date(2025, 6, 30), "ubnd-huyen-dai-tu"),
]


@pytest.mark.parametrize(("name", "day", "key"), SHORT + SPELLING + FAULTS + PLACES + DAYS)
def test_a_name_means_one_agency(name: str, day: date, key: str) -> None:
    found = DIRECTORY.resolve(name, day)
    assert (found.outcome, found.agency and found.agency.key) == ("agency", key), found.reason
    assert found.name == name and found.day == day


@pytest.mark.parametrize("name", ["Sở Tài chlnh", "UBNI huyện Đại Từ", "Sở Tài chính tỉnh Thái Nguycn"])
def test_a_name_with_faults_is_to_be_looked_at(name: str) -> None:
    found = DIRECTORY.resolve(name, MARCH)
    assert found.found_by == "near" and found.needs_review
    assert "kiểm tra lại" in found.reason


OFFICES = [
    ("Giám đốc Sở Y tế", "so-y-te", "Giám đốc"),
    ("đồng chí Giám đốc Sở Y tế", "so-y-te", "Giám đốc"),
    ("Q. Giám đốc Sở Y tế", "so-y-te", "Giám đốc"),  # acting
    ("Chánh Thanh tra tỉnh", "thanh-tra-tinh", "Chánh"),
    ("Chánh Văn phòng UBND tỉnh", "van-phong-ubnd-tinh", "Chánh"),
    ("CVP UBND tỉnh", "van-phong-ubnd-tinh", "CVP"),  # the short form holds half of the agency's name
    ("Lãnh đạo VP UBND tỉnh", "van-phong-ubnd-tinh", "Lãnh đạo"),
    ("Trưởng Ban Quản lý các KCN", "ban-quan-ly-cac-kcn", "Trưởng"),
    ("Chi cục trưởng Chi cục Thuế khu vực VII", "chi-cuc-thue-khu-vuc-vii", "Chi cục trưởng"),
    ("Chủ tịch UBND tỉnh", "ubnd-tinh", "Chủ tịch"),
    ("Thường trực Tỉnh ủy", "tinh-uy", "Thường trực"),
    ("GĐ Sở NN&MT", "so-nong-nghiep-va-moi-truong", "GĐ"),
]


@pytest.mark.parametrize(("name", "key", "office"), OFFICES)
def test_the_head_of_an_agency_means_the_agency(name: str, key: str, office: str) -> None:
    found = DIRECTORY.resolve(name, MARCH)
    assert (found.agency and found.agency.key, found.office) == (key, office)
    assert found.reason.startswith(f"“{name}” nêu người đứng đầu")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("các đồng chí Phó Chủ tịch UBND tỉnh", "ubnd-tinh"),  # III.4 of the model directive
        ("Phó Giám đốc Sở Y tế", "so-y-te"),
        ("PCT UBND tỉnh", "ubnd-tinh"),
    ],
)
def test_a_deputy_is_a_person_not_the_agency(name: str, key: str) -> None:
    found = DIRECTORY.resolve(name, MARCH)
    assert found.outcome == "not_an_agency"
    assert [one.body.key for one in found.candidates] == [key]  # where to look for the person


GROUPS = [
    ("các sở, ban, ngành", MARCH, "so-ban-nganh", 14, None),  # 13 departments and the board of industrial zones
    ("Sở, ban, ngành", MARCH, "so-ban-nganh", 14, None),
    ("các Sở, Ban, Ngành cấp tỉnh", MARCH, "so-ban-nganh", 14, None),
    ("tất cả các sở, ban, ngành trên địa bàn tỉnh Thái Nguyên", MARCH, "so-ban-nganh", 14, None),
    ("các sở, ngành", MARCH, "so-ban-nganh", 14, None),
    ("các sở, ban, ngành liên quan", MARCH, "so-ban-nganh", 14, "liên quan"),
    ("các sở, ngành có liên quan", MARCH, "so-ban-nganh", 14, "có liên quan"),
    ("các sở, ban, ngành, đoàn thể", MARCH, "so-ban-nganh-doan-the", 20, None),
    ("Thủ trưởng các sở, ban, ngành", MARCH, "so-ban-nganh", 14, None),
    ("Các Sở", MARCH, "co-quan-chuyen-mon", 13, None),
    ("UBND các huyện, thành phố", MARCH, "ubnd-cac-huyen-thanh-pho", 9, None),
    ("Ủy ban nhân dân các huyện thành phố", MARCH, "ubnd-cac-huyen-thanh-pho", 9, None),  # the comma is lost
    ("Chủ tịch UBND các huyện, thành phố", MARCH, "ubnd-cac-huyen-thanh-pho", 9, None),
    ("UBND các huyện", MARCH, "ubnd-cac-huyen", 6, None),  # not the three cities
    ("địa phương", MARCH, "ubnd-cac-huyen-thanh-pho", 9, None),  # in March the districts ...
    ("địa phương", JULY, "ubnd-cac-xa-phuong", 92, None),  # ... from July the communes
    ("các sở, ngành, địa phương", MARCH, "so-ban-nganh-va-huyen", 23, None),
    ("các sở, ngành, địa phương", JULY, "so-ban-nganh-va-xa", 106, None),
    ("UBND các xã, phường", MARCH, "ubnd-cac-xa-phuong", 0, None),  # the 172 old communes are not known
    ("UBND các xã, phường", JULY, "ubnd-cac-xa-phuong", 92, None),
    ("UBND các phường, xã", JULY, "ubnd-cac-xa-phuong", 92, None),
    ("UBND các phường", JULY, "ubnd-cac-phuong", 15, None),
    ("Các huyện ủy, thành ủy", MARCH, "huyen-uy-thanh-uy", 9, None),
    ("các tổ chức chính trị - xã hội tỉnh", MARCH, "to-chuc-chinh-tri-xa-hoi", 5, None),
    ("các cơ quan thông lin, báo chí", MARCH, "co-quan-thong-tin-bao-chi", 3, None),  # with a fault
]


@pytest.mark.parametrize(("name", "day", "key", "members", "qualifier"), GROUPS)
def test_a_collective_phrase_means_a_group(name: str, day: date, key: str, members: int, qualifier: str | None) -> None:
    found = DIRECTORY.resolve(name, day)
    assert (found.outcome, found.group and found.group.key) == ("group", key), found.reason
    assert (len(found.members), found.qualifier) == (members, qualifier)
    assert all(member.holds_on(day) for member in found.members)
    if qualifier:
        assert found.needs_review and "cần chọn trong danh sách" in found.reason


CANDIDATES = [
    # old names on a later day: who came after
    ("Sở Kế hoạch và Đầu tư", MARCH, ["so-tai-chinh"]),
    ("Sở KH&ĐT", MARCH, ["so-tai-chinh"]),
    ("Giám đốc Sở Giao thông vận tải", MARCH, ["so-xay-dung"]),
    ("Sở Kế hoạch và Đầu lư", MARCH, ["so-tai-chinh"]),  # old, and with a fault
    ("Sở Lao động - Thương binh và Xã hội", MARCH, ["so-noi-vu", "so-y-te"]),  # split
    ("Cục Thuế tỉnh Thái Nguyên", MARCH, ["chi-cuc-thue-khu-vuc-vii"]),
    ("Cục Thuế tỉnh Thái Nguyên", JULY, ["thue-tinh-thai-nguyen"]),  # two steps on
    ("Chi cục Thuế khu vực VII", JULY, ["thue-tinh-thai-nguyen"]),
    ("UBND huyện Đại Từ", JULY, ["ubnd-cac-xa-phuong"]),  # one to many: a person decides which
    ("UBND các huyện, thành phố", JULY, ["ubnd-cac-xa-phuong"]),
    ("UBND tỉnh Bắc Kạn", JULY, ["ubnd-tinh"]),
    # new names on an earlier day: who was before
    (
        "Sở Nông nghiệp và Môi trường",
        FEBRUARY,
        ["so-nong-nghiep-va-phat-trien-nong-thon", "so-tai-nguyen-va-moi-truong"],
    ),
    ("Thuế tỉnh Thái Nguyên", MARCH, ["chi-cuc-thue-khu-vuc-vii"]),
    # a name that says too little
    ("Thái Nguyên", MARCH, ["ubnd-tinh", "ubnd-thanh-pho-thai-nguyen"]),
    ("UBND xã Van Lang", JULY, ["ubnd-xa-van-lang", "ubnd-xa-van-lang-02143"]),  # no marks to tell them by
    ("Sở Văn hóa", MARCH, ["so-van-hoa-the-thao-va-du-lich"]),
    ("Chi cục Thuế khu vực", MARCH, ["chi-cuc-thue-khu-vuc-vii"]),
    # words of the sentence behind the name
    ("Đài Phát thanh - Truyền hình tỉnh mở chuyên mục", MARCH, ["dai-phat-thanh-truyen-hinh-tinh"]),
    ("UBND các huyện, thành phố chi tiết hóa kịch bản", MARCH, ["ubnd-cac-huyen-thanh-pho"]),
    # a fault that makes another word ("phát"): only to choose from
    ("Sở Tư phát", MARCH, ["so-tu-phap"]),
    # two lie about as near
    ("UBND xã Tân Khánn", JULY, ["ubnd-xa-tan-khanh", "ubnd-xa-tan-thanh"]),
]


@pytest.mark.parametrize(("name", "day", "keys"), CANDIDATES)
def test_a_person_chooses_where_it_is_not_sure(name: str, day: date, keys: list[str]) -> None:
    found = DIRECTORY.resolve(name, day)
    assert (found.outcome, [one.body.key for one in found.candidates]) == ("candidates", keys), found.reason
    assert found.needs_review and found.reason and all(one.reason.endswith(".") for one in found.candidates)


def test_an_old_name_tells_what_became_of_it() -> None:
    assert DIRECTORY.resolve("Sở Kế hoạch và Đầu tư", MARCH).reason == (
        "Sở Kế hoạch và Đầu tư kết thúc ngày 28/02/2025; từ ngày 01/3/2025 là Sở Tài chính."
    )
    district = DIRECTORY.resolve("UBND huyện Đại Từ", JULY)
    assert "do người có thẩm quyền quyết định" in district.reason
    assert isinstance(district.candidates[0].body, Group)


def test_too_many_candidates_are_cut_the_highest_kept() -> None:
    found = DIRECTORY.resolve("UBND", MARCH)
    assert found.outcome == "candidates"
    assert isinstance(found.candidates[0].body, Agency) and found.candidates[0].body.key == "ubnd-tinh"
    assert len(found.candidates) == 12


NOT_AN_AGENCY = [
    ("chủ đầu tư", "từng dự án"),
    ("các chủ đầu tư", "từng dự án"),
    ("các ban quản lý dự án", "từng dự án"),  # none is named in Thái Nguyên
    ("các doanh nghiệp", "doanh nghiệp"),
    ("Các doanh nghiệp thứ cấp đang hoạt động trong KCN", "doanh nghiệp"),
    ("đơn vị", "không nêu tên"),
    ("đơn vị liên quan", "không nêu tên"),
    ("đơn vị trên địa bàn tỉnh", "không nêu tên"),
    ("các cơ quan, đơn vị được giao chủ trì", "không nêu tên"),
    ("Thủ trưởng các cơ quan, đơn vị", "không nêu tên"),
    ("cấp có thẩm quyền", "không nêu tên"),
    ("cán bộ, công chức", "công chức"),
    ("người dân", "người dân"),
    ("các bộ, cơ quan", "trung ương"),
    ("Bộ Tài chính", "trung ương"),  # one letter from Sở Tài chính
    ("Bộ NN&MT", "trung ương"),
    ("Bộ trưởng Bộ Xây dựng", "trung ương"),
    ("Thủ tướng Chính phủ (để b/c)", "trung ương"),
    ("Giám đốc", "chỉ nêu chức vụ"),
]


@pytest.mark.parametrize(("name", "why"), NOT_AN_AGENCY)
def test_words_that_name_no_agency_say_why(name: str, why: str) -> None:
    found = DIRECTORY.resolve(name, MARCH)
    assert found.outcome == "not_an_agency", found
    assert why in found.reason and not found.needs_review


UNKNOWN = [
    ("Sở Y tế tỉnh Bắc Kạn", JULY),  # a neighbour's
    ("Sở Y tế Hà Nội", MARCH),
    ("Sở Ngoại vụ", MARCH),  # near to Sở Nội vụ, but another
    ("Sở Du lịch", MARCH),
    ("KBNN khu vực VI", MARCH),  # figures are taken as they stand
    ("Trường Đại học Thái Nguyên", MARCH),  # "trường" is no "trưởng"
    ("các Sở Tài chính", MARCH),  # a plural is no single agency
    ("UBND xã Tân Cương", MARCH),  # not yet
    ("KBNN khu vực VII", JULY),  # no more, and nobody is known to have come after
    ("Ủy ban nhân dvn", MARCH),  # a wrong letter, no initials of "dân Võ Nhai"
    ("SN", MARCH),  # two initials are anyone's
    ("", MARCH),
    (" ... ", MARCH),
    ("統計局", MARCH),
]


@pytest.mark.parametrize(("name", "day"), UNKNOWN)
def test_what_is_not_known_is_not_guessed(name: str, day: date) -> None:
    found = DIRECTORY.resolve(name, day)
    assert found.outcome == "unknown" and found.needs_review
    assert not found.candidates and found.reason.endswith(".")


def test_an_ended_agency_without_a_successor_is_told() -> None:
    found = DIRECTORY.resolve("KBNN khu vực VII", JULY)
    assert (found.outcome, found.found_by) == ("unknown", "former")
    assert found.reason == "Kho bạc Nhà nước khu vực VII kết thúc ngày 30/6/2025; danh bạ chưa ghi đơn vị kế tục."


def test_a_resolution_is_the_same_twice() -> None:
    found: list[Resolution] = [DIRECTORY.resolve("các sở, ngành, địa phương", MARCH) for _ in range(2)]
    assert found[0] == found[1]
