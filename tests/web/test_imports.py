"""Workbooks: bad rows are named with cell and reason, good ones shown, nothing saved until confirmed, once."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from namro.access.models import Account
from namro.agencies.errors import Refused
from namro.agencies.imports.agencies import COLUMNS, check
from namro.agencies.imports.workbook import read_rows, template
from namro.agencies.models import Agency, ImportDraft, Person

AGENCY_HEAD = ("Tên đơn vị", "Loại", "Cấp trên", "Từ ngày", "Đến hết ngày", "Mã định danh")
ACCOUNT_HEAD = ("Họ và tên", "Thư công vụ", "Tên đăng nhập", "Đơn vị", "Chức vụ", "Vai trò")


def workbook(*rows: tuple[Any, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def file(content: bytes, name: str = "don-vi.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_three_bad_rows_of_five_hundred(as_role: Callable[[str], Client]) -> None:
    rows: list[tuple[Any, ...]] = [AGENCY_HEAD]
    rows += [(f"UBND xã {number}", "UBND cấp xã", "UBND tỉnh An Lâm", "01/7/2025", "") for number in range(497)]
    rows[10] = ("UBND xã lạ", "Loại lạ", "UBND tỉnh An Lâm", "", "")
    rows[20] = ("UBND xã muộn", "UBND cấp xã", "UBND tỉnh An Lâm", "01/7/2025", "30/6/2025")
    rows[30] = ("Sở Xây dựng", "Sở và cơ quan tương đương", "UBND tỉnh An Lâm", "", "")
    rows += [(f"UBND phường {number}", "UBND cấp xã", "UBND tỉnh An Lâm", "", "") for number in range(3)]
    client = as_role("quantri")
    preview = client.post("/agencies/import/", {"file": file(workbook(*rows))}).headers["Location"]
    before = Agency.objects.count()
    page = client.get(preview).content.decode()
    assert "497 dòng nhập được" in page
    assert "3 dòng có lỗi" in page
    draft = ImportDraft.objects.latest("pk")
    cells = {refusal["cell"]: refusal["reason"] for refusal in draft.refusals}
    assert set(cells) == {"C11", "J21", "A31"}
    assert "trước ngày bắt đầu" in cells["J21"]
    assert Agency.objects.count() == before
    client.post(preview)
    assert Agency.objects.count() == before + 497
    client.post(preview)  # a repeated form
    assert Agency.objects.count() == before + 497


def test_a_parent_may_stand_above_in_the_same_workbook(as_role: Callable[[str], Client]) -> None:
    content = workbook(
        AGENCY_HEAD,
        ("Tổng công ty A", "Doanh nghiệp", "UBND tỉnh An Lâm", "", ""),
        ("Công ty con B", "Doanh nghiệp", "Tổng công ty A", "", ""),
    )
    client = as_role("quantri")
    client.post(client.post("/agencies/import/", {"file": file(content)}).headers["Location"])
    child = Agency.objects.get(names__name="Công ty con B")
    assert child.parent.names.get().name == "Tổng công ty A"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tệp"),
        (b"not a workbook", "Không đọc được bảng tính"),
        (workbook(AGENCY_HEAD)[:200], "Không đọc được bảng tính"),
        (workbook(("Cột lạ",), ("a",)), "Thiếu cột Tên đơn vị, Loại"),
        (workbook(AGENCY_HEAD), "chỉ có dòng tiêu đề"),
    ],
)
def test_what_is_no_such_workbook_is_refused_in_words(
    as_role: Callable[[str], Client], content: bytes, says: str
) -> None:
    response = as_role("quantri").post("/agencies/import/", {"file": file(content)})
    assert response.status_code in (200, 422)
    assert says in response.content.decode()


def test_a_workbook_that_is_too_large_is_refused(settings: object) -> None:
    settings.MAX_IMPORT_BYTES = 10
    with pytest.raises(Refused, match="lớn hơn"):
        read_rows(workbook(AGENCY_HEAD, ("a", "b")), COLUMNS)


def test_the_template_reads_back(db: None) -> None:
    rows = read_rows(template(COLUMNS, "Đơn vị"), COLUMNS)
    assert rows[0].cells["name"] == "Sở Tài chính"
    _good, refusals = check(rows)
    assert [refusal.cell for refusal in refusals] == ["A2"]  # it is there already


def test_accounts_with_their_people_posts_and_roles(as_role: Callable[[str], Client]) -> None:
    content = workbook(
        ACCOUNT_HEAD,
        ("Mai Thị Mới", "moi@an-lam.example", "moi.mt", "Sở Y tế", "Chuyên viên", "Công chức đầu mối"),
        ("Trùng Tên", "daumoi@an-lam.example", "daumoi", "Sở Y tế", "Chuyên viên", ""),
        ("Không Nơi", "khong@an-lam.example", "khong.noi", "Sở Vũ trụ", "Chuyên viên", "Vua"),
    )
    client = as_role("quantri")
    preview = client.post("/accounts/import/", {"file": file(content)}).headers["Location"]
    cells = {refusal["cell"] for refusal in ImportDraft.objects.latest("pk").refusals}
    assert cells == {"B3", "D3", "E4", "H4"}
    client.post(preview)
    account = Account.objects.get(username="moi.mt")
    assert not account.has_usable_password()
    assert account.person.role_grants.get().role == "focal_officer"
    assert Person.objects.filter(name="Không Nơi").count() == 0


def test_a_preview_belongs_to_who_brought_it(as_role: Callable[[str], Client], person: Callable[[str], Person]) -> None:
    draft = ImportDraft.objects.create(
        subject="agencies", file_name="a", rows=[], refusals=[], brought_by=person("theodoi"),
        brought_at="2025-06-20T08:00+07:00",
    )  # fmt: skip
    assert as_role("quantri").get(f"/agencies/import/{draft.pk}/").status_code == 404
