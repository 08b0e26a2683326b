"""Every lead and coordinator that the reader finds in the model directive and in the example is rightly resolved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from namro.agencies.resolution import Directory, Resolution
from namro.agencies.shipped import shipped_rows
from namro.reading import read
from tests.shared_material import SHARED

MODEL = SHARED / "reading" / "dev" / "chi-thi_thai-nguyen_2025-03-10.txt"
EXAMPLE = Path(__file__).parents[2] / "examples" / "chi-thi-tinh-an-lam"

# Whom the names mean, in small letters. What names no agency is told by the word "none" and why.
COMMON = {
    "sở tài chính": "so-tai-chinh",
    "sở nội vụ": "so-noi-vu",
    "sở tư pháp": "so-tu-phap",
    "sở công thương": "so-cong-thuong",
    "sở nông nghiệp và môi trường": "so-nong-nghiep-va-moi-truong",
    "sở xây dựng": "so-xay-dung",
    "sở khoa học và công nghệ": "so-khoa-hoc-va-cong-nghe",
    "sở văn hóa, thể thao và du lịch": "so-van-hoa-the-thao-va-du-lich",
    "sở giáo dục và đào tạo": "so-giao-duc-va-dao-tao",
    "văn phòng ubnd tỉnh": "van-phong-ubnd-tinh",
    "đài phát thanh - truyền hình tỉnh": "dai-phat-thanh-truyen-hinh-tinh",
    "các sở, ban, ngành": "so-ban-nganh",
    # the vice-chairmen, each in their field: persons, chosen by field
    "các đồng chí phó chủ tịch ubnd tỉnh": "none: cấp phó",
    # no name is named: who gives the task must say
    "đơn vị": "none: không nêu tên",
    "các cơ quan": "none: không nêu tên",
    # whoever owns the project in question
    "các chủ đầu tư": "none: từng dự án",
}
IN_MODEL = COMMON | {
    "các sở, ngành": "so-ban-nganh",
    "địa phương": "ubnd-cac-huyen-thanh-pho",
    "các địa phương": "ubnd-cac-huyen-thanh-pho",
    "chính quyền địa phương": "ubnd-cac-huyen-thanh-pho",
    "ubnd các huyện, thành phố": "ubnd-cac-huyen-thanh-pho",
    "ubnd các huyện thành phố": "ubnd-cac-huyen-thanh-pho",
    "chi cục thuế khu vực vii": "chi-cuc-thue-khu-vuc-vii",
    "kho bạc nhà nước khu vực vii": "kho-bac-nha-nuoc-khu-vuc-vii",
    "ngân hàng nhà nước chi nhánh khu vực 5": "ngan-hang-nha-nuoc-khu-vuc-5",
    "ban quản lý các kcn": "ban-quan-ly-cac-kcn",
    "ban quản lý các kcn thái nguyên": "ban-quan-ly-cac-kcn",
    "đại học thái nguyên": "dai-hoc-thai-nguyen",
    "ủy ban mặt trận tổ quốc việt nam tỉnh thái nguyên": "mttq-tinh",
    "các tổ chức chính trị - xã hội": "to-chuc-chinh-tri-xa-hoi",
    "báo thái nguyên": "bao-thai-nguyen",
    "trung tâm thông tin tỉnh": "trung-tam-thong-tin-tinh",
    "các cơ quan thông tin, báo chí": "co-quan-thong-tin-bao-chi",
    "chủ đầu tư": "none: từng dự án",
    "đơn vị trên địa bàn tỉnh": "none: không nêu tên",
    "các đơn vị": "none: không nêu tên",
    "đơn vị liên quan": "none: không nêu tên",
    "các bộ, cơ quan": "none: trung ương",
    "các doanh nghiệp": "none: doanh nghiệp",
}
IN_EXAMPLE = COMMON | {
    "ubnd các huyện, thị xã, thành phố": "ubnd-cac-huyen-thi-xa-thanh-pho",
    "chi cục thuế khu vực xxi": "chi-cuc-thue-khu-vuc-xxi",
    "kho bạc nhà nước khu vực xxi": "kho-bac-nha-nuoc-khu-vuc-xxi",
    "ngân hàng nhà nước chi nhánh khu vực 16": "ngan-hang-nha-nuoc-khu-vuc-16",
    "chi cục thống kê tỉnh an lâm": "chi-cuc-thong-ke-tinh",
    "các ban quản lý dự án": "cac-ban-quan-ly-du-an",  # here two are named
    "ban quản lý dự án đầu tư xây dựng công trình giao thông tỉnh": "ban-qlda-giao-thong",
    "ban quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp tỉnh": "ban-qlda-dan-dung-va-cong-nghiep",
    "ubnd huyện bình sơn hạ": "ubnd-huyen-binh-son-ha",
    "ubnd huyện mường chuông": "ubnd-huyen-muong-chuong",
    "ubnd huyện cẩm khê thượng": "ubnd-huyen-cam-khe-thuong",
    "ubnd huyện lâm giang thượng": "ubnd-huyen-lam-giang-thuong",
    "ubnd thị xã vĩnh trạch đông": "ubnd-thi-xa-vinh-trach-dong",
    "ubnd thành phố an lâm": "ubnd-thanh-pho-an-lam",
    "thanh tra tỉnh": "thanh-tra-tinh",
    "sở y tế": "so-y-te",
    "sở dân tộc và tôn giáo": "so-dan-toc-va-ton-giao",
    "ban quản lý các khu công nghiệp tỉnh": "ban-quan-ly-cac-kcn",
    "trung tâm phục vụ hành chính công tỉnh": "trung-tam-phuc-vu-hanh-chinh-cong",
    "hiệp hội doanh nghiệp tỉnh an lâm": "hiep-hoi-doanh-nghiep-tinh",
    "công ty điện lực an lâm": "cong-ty-dien-luc-an-lam",
    "đại học an lâm": "dai-hoc-an-lam",
    "công an tỉnh": "cong-an-tinh",
    "bộ chỉ huy quân sự tỉnh": "bo-chi-huy-quan-su-tinh",
    "báo an lâm": "bao-an-lam",
    "ủy ban mặt trận tổ quốc việt nam tỉnh an lâm": "mttq-tinh",
    "ủy ban mttq việt nam tỉnh": "mttq-tinh",
    "các tổ chức chính trị - xã hội tỉnh": "to-chuc-chinh-tri-xa-hoi",
}


def told(found: Resolution) -> str:
    """The answer as the tables tell it."""
    if body := found.agency or found.group:
        return body.key
    return f"none: {found.reason}" if found.outcome == "not_an_agency" else found.outcome


def names_read(path: Path) -> set[str]:
    return {named.name for task in read(path).tasks for named in (*task.leads, *task.coordinators)}


def wrong(names: set[str], directory: Directory, day: date, expected: dict[str, str]) -> dict[str, str]:
    """The names that do not resolve as expected, with what came out."""
    answers = {name: told(directory.resolve(name, day)) for name in names}
    return {
        name: answer
        for name, answer in answers.items()
        if not (right := expected.get(name.lower(), "not in the table"))
        or not (answer == right or (right.startswith("none: ") and answer.startswith("none: ") and right[6:] in answer))
    }


@pytest.mark.skipif(not MODEL.exists(), reason="the shared material is not here")
def test_every_lead_and_coordinator_of_the_model_directive() -> None:
    names = names_read(MODEL)
    assert len(names) >= 40  # the reader found what there is
    assert wrong(names, Directory(shipped_rows("thai-nguyen-2025-03")), date(2025, 3, 10), IN_MODEL) == {}


def test_every_lead_and_coordinator_of_the_example_as_a_careful_reader_draws_it_up() -> None:
    register = json.loads(EXAMPLE.with_suffix(".expected.json").read_text("utf-8"))
    names = {name for task in register["tasks"] for name in (*task["leads"], *task["coordinators"])}
    assert wrong(names, Directory(shipped_rows("an-lam")), date(2025, 3, 12), IN_EXAMPLE) == {}


@pytest.mark.parametrize("form", [".txt", ".docx"])
def test_every_lead_and_coordinator_of_the_example_as_our_reader_finds_it(form: str) -> None:
    directory, day = Directory(shipped_rows("an-lam")), date(2025, 3, 12)
    left = wrong(names_read(EXAMPLE.with_suffix(form)), directory, day, IN_EXAMPLE)
    # A name that the reader cut short, "... công trình | giao thông tỉnh, Ban Quản lý ...", may only give candidates.
    assert len(left) <= 1
    for name in left:
        found = directory.resolve(name, day)
        keys = {one.body.key for one in found.candidates}
        assert keys == {"ban-qlda-giao-thong", "ban-qlda-dan-dung-va-cong-nghiep"}, name
