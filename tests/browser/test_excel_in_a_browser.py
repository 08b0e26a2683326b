"""The register goes out to Excel and comes back, as the tracker does it; an agency hands its workbook in."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Văn bản giao")


def file_of(book: Any, name: str) -> Any:
    out = io.BytesIO()
    book.save(out)
    return {"name": name, "mimeType": SHEET, "buffer": out.getvalue()}


def bring(page: Page, book: Any, name: str) -> None:
    page.set_input_files("[name=file]", file_of(book, name))
    page.get_by_role("button", name="Xem trước").click()


def downloaded(page: Page, path: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(page.context.request.get(path).body()))


def heads(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[5]}


def test_an_old_book_comes_in_and_the_register_goes_out_and_back(
    page: Page, sign_in: Callable[[str], None], axe: Callable[..., list[str]]
) -> None:
    sign_in("theodoi")
    # What the office followed in Excel until today.
    old = openpyxl.Workbook()
    old.active.append(OWN)
    given = "Chỉ thị 09/CT-UBND ngày 05/5/2025"
    old.active.append((1, "Rà soát quy hoạch phân khu", "Sở Xây dựng", "30/9/2025", given))
    old.active.append((2, "Tổng hợp nhu cầu vốn", "Sở Tài chính", "Quý III/2025", given))
    old.active.append((3, "Hạn không rõ", "Sở Tài chính", "sớm nhất", given))
    page.goto("/workbooks/books/new/")
    bring(page, old, "so-cu.xlsx")
    assert axe() == []
    page.get_by_role("button", name="Xem trước nhiệm vụ").click()
    page.get_by_role("button", name="Nhập 2 nhiệm vụ").click()
    expect(page.get_by_text("Đã nhập", exact=False).first).to_be_visible()
    expect(page.get_by_role("link", name="Rà soát quy hoạch phân khu")).to_be_visible()

    # The register that came of it, edited.
    book = downloaded(page, "/workbooks/register.xlsx")
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["D"] if cell.value == "Tổng hợp nhu cầu vốn")
    sheet.cell(row, heads(sheet)["Sản phẩm"]).value = "Báo cáo tổng hợp"
    sheet.cell(row, heads(sheet)["Hạn"]).value = "31/12/2025"
    page.goto("/tasks/")
    page.locator("summary", has_text="Xuất").click()
    page.get_by_role("link", name="Nhập tệp đã sửa").click()
    bring(page, book, "so-da-sua.xlsx")
    expect(page.get_by_text("Ghi 1 ô, mỗi nhiệm vụ")).to_be_visible()
    page.get_by_role("link", name="Không nhận").click()
    expect(page.get_by_text("Hạn chỉ đổi qua gia hạn")).to_be_visible()
    assert axe() == []
    page.get_by_label("Lý do đính chính").fill("Thống nhất tên sản phẩm")
    page.get_by_role("button", name="Ghi 1 ô vào sổ").click()
    expect(page.get_by_role("button", name="Hoàn tác việc nhập")).to_be_visible()
    page.get_by_role("link", name="Đã ghi").click()
    page.get_by_role("link", name="Tổng hợp nhu cầu vốn").click()
    expect(page.get_by_text("Báo cáo tổng hợp").first).to_be_visible()
    expect(page.get_by_text("Thống nhất tên sản phẩm").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Hoàn tác việc nhập").click()
    expect(page.get_by_text("1 ô trở lại như trước")).to_be_visible()


def test_an_officer_hands_the_agencys_workbook_in(
    page: Page, sign_in: Callable[[str], None], axe: Callable[..., list[str]]
) -> None:
    sign_in("daumoi")
    page.goto("/assignments/mine/")
    page.get_by_role("link", name="Điền bằng Excel").click()
    address = page.get_by_role("link", name="Tải bảng để điền").get_attribute("href")
    book = downloaded(page, str(address))
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["C"] if cell.value == "Rà soát quy hoạch phân khu")
    sheet.cell(row, heads(sheet)["Kết quả đến nay"]).value = "Đã lấy ý kiến các sở"
    sheet.cell(row, heads(sheet)["Mức hoàn thành (%)"]).value = "40 %"
    bring(page, book, "so-xay-dung.xlsx")
    expect(page.get_by_role("button", name="Gửi 1 dòng")).to_be_visible()
    assert axe() == []
    page.get_by_role("button", name="Gửi 1 dòng").click()
    expect(page.get_by_role("link", name="Đã nhập")).to_be_visible()
    page.get_by_role("link", name="Rà soát quy hoạch phân khu").click()
    expect(page.get_by_text("Đã lấy ý kiến các sở").first).to_be_visible()
