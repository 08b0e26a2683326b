"""A task carried out, in Chromium on a served demonstration: from its first update to its confirmation, by the people
whose turn it is; an extension countered, a silent member of a group, a monthly report whose day is a holiday."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PHOTOGRAPH = b"\xff\xd8\xff\xe0" + b"0" * 200
TEXT = "Rà soát nhà chung cư cũ trên địa bàn"
LONGEST_READING_MS = 20_000

As = Callable[[str], Page]


@pytest.fixture
def as_one(browser: Browser, site: str) -> Iterator[As]:
    """A window of its own for each of the cast, kept open, so that they work side by side."""
    windows: dict[str, Page] = {}

    def window(account: str) -> Page:
        if account not in windows:
            page = browser.new_context(base_url=site, viewport={"width": 1366, "height": 768}).new_page()
            page.goto("/sign-in/")
            page.fill("[name=login]", account)
            page.fill("[name=password]", "namro-demo")
            page.click("main button[type=submit]")
            page.wait_for_url(f"{site}/")
            windows[account] = page
        return windows[account]

    yield window
    for page in windows.values():
        page.context.close()


def enter_task(tracker: Page, leads: str, text: str) -> str:
    """Enter a task by hand; the address of its page."""
    tracker.goto("/tasks/")
    tracker.get_by_role("link", name="Nhập tay").click()
    for name, value in (
        ("number", "900/UBND-XD"), ("document_kind", "công văn"), ("issued_date", "18/6/2025"), ("text", text),
        ("product", "Báo cáo"), ("due", "30/7/2025"), ("leads", leads),
    ):  # fmt: skip
        tracker.fill(f"[name={name}]", value)
    tracker.get_by_role("button", name="Đưa vào sổ").click()
    tracker.wait_for_url(re.compile(r"/tasks/\d+/$"))
    return tracker.url


def assignment_of(officer: Page) -> str:
    """The address of the task among the officer's own."""
    officer.goto("/assignments/mine/")
    officer.get_by_role("link", name=re.compile(TEXT)).first.click()
    officer.wait_for_url(re.compile(r"/assignments/\d+/$"))
    return officer.url


def say(officer: Page, address: str, text: str, button: str, **values: str) -> None:
    officer.goto(f"{address}update/")
    officer.fill("[name=text]", text)
    for name, value in values.items():
        officer.fill(f"[name={name}]", value)
    officer.get_by_role("button", name=button).click()


def press(page: Page, address: str, button: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()


def fill_and_send(page: Page, button: str, **values: str) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def test_from_the_first_update_to_the_confirmation(as_one: As, axe: Callable[..., list[str]], page: Page) -> None:
    enter_task(as_one("theodoi"), "Sở Xây dựng", TEXT)
    officer, head, leader, confirmer = (as_one(name) for name in ("daumoi", "thutruong", "lanhdao", "xacnhan"))
    address = assignment_of(officer)

    # An update waits for the agency's head, and leaves when he approves.
    say(officer, address, "Đã lập danh sách 12 tòa nhà", "Chỉ cập nhật", percent="40")
    expect(officer.locator(".nr-messages")).to_contain_text("Đã trình thủ trưởng duyệt")
    head.goto("/")
    expect(head.locator("main")).to_contain_text(TEXT)
    press(head, address, "Duyệt, gửi đi")
    expect(head.locator("main")).to_contain_text("đang thực hiện")

    # An extension is asked for; another day is offered, and taken. The original deadline stays.
    officer.goto(address)
    officer.get_by_role("link", name="Xin gia hạn").click()
    fill_and_send(officer, "Gửi đề nghị", requested_date="15/8/2025", reason="Chờ kết quả kiểm định của 03 tòa nhà")
    leader.goto("/assignments/extensions/")
    leader.locator("tr", has_text=TEXT).get_by_role("link", name="Ngày khác").click()
    fill_and_send(leader, "Gửi quyết định", offered_date="05/8/2025", words="Báo cáo trước kỳ họp tháng 8")
    press(officer, address, "Nhận hạn 05/8/2025")
    expect(officer.locator("main")).to_contain_text("hạn gốc 30/7/2025")
    expect(officer.locator("main")).to_contain_text("hạn 05/8/2025")

    # Completion needs evidence; without it nothing is sent, and no word is lost.
    say(officer, address, "Đã hoàn thành rà soát", "Trình thủ trưởng duyệt hoàn thành")
    expect(officer.locator(".nr-error").first).to_contain_text("Chưa có minh chứng")
    expect(officer.locator("[name=text]")).to_have_value("Đã hoàn thành rà soát")
    officer.fill("[name=document_number]", "412/BC-SXD")
    officer.fill("[name=document_date]", "20/6/2025")
    officer.get_by_role("button", name="Trình thủ trưởng duyệt hoàn thành").click()
    press(head, address, "Duyệt, gửi đi")

    # It is returned with a reason, completed again with a photograph, and confirmed.
    confirmer.goto("/")
    confirmer.locator("main").get_by_role("link", name=re.compile(TEXT)).first.click()
    confirmer.get_by_role("link", name="Trả lại").click()
    fill_and_send(confirmer, "Trả lại", reason="Chưa có danh sách kèm theo")
    officer.goto(f"{address}update/")
    officer.fill("[name=text]", "Đã gửi kèm danh sách")
    photograph = {"name": "danh-sach.jpg", "mimeType": "image/jpeg", "buffer": PHOTOGRAPH}
    officer.set_input_files("[name=photo]", files=[photograph])
    officer.get_by_role("button", name="Trình thủ trưởng duyệt hoàn thành").click()
    press(head, address, "Duyệt, gửi đi")
    confirmer.goto(address)
    confirmer.get_by_role("link", name="Xác nhận hoàn thành").click()
    confirmer.get_by_role("button", name="Xác nhận hoàn thành").click()
    officer.goto(address)
    expect(officer.locator("main")).to_contain_text("Đã hoàn thành")
    expect(officer.locator("main")).to_contain_text("Chưa có danh sách kèm theo")  # what was returned stays
    expect(officer.get_by_role("link", name="danh-sach.jpg")).to_be_visible()
    expect(officer.get_by_role("link", name="Cập nhật, báo cáo")).to_have_count(0)

    page.context.add_cookies(officer.context.cookies())
    page.goto(address)
    assert axe() == []


def test_a_collective_task_names_its_silent_member(as_one: As) -> None:
    leader = as_one("lanhdao")
    leader.goto("/tasks/?q=ban+hành+kế+hoạch+thực+hiện+Chỉ+thị")
    leader.locator("table.nr-table tbody a").first.click()
    group = leader.locator(".task-group", has_text="UBND các huyện")
    expect(group).to_contain_text("5 trên 6 đơn vị đã hoàn thành")
    expect(group).to_contain_text("UBND huyện Lâm Giang Thượng chưa có cập nhật")
    leader.goto("/")
    expect(leader.locator("table.heat tbody tr").first).to_contain_text("UBND huyện Lâm Giang Thượng")


def test_a_monthly_report_that_falls_on_a_holiday(as_one: As) -> None:
    tracker, officer = as_one("theodoi"), as_one("daumoi")
    tracker.goto("/directives/new/")
    words = "Giao Sở Xây dựng báo cáo UBND tỉnh tiến độ nhà ở xã hội trước ngày mùng 03 hằng tháng."
    tracker.fill("[name=words]", words)
    tracker.get_by_role("button", name="Nhận và đọc").click()
    tracker.wait_for_selector("#cards .draft", timeout=LONGEST_READING_MS)
    desk = tracker.url
    tracker.goto(f"{desk}settings/")
    tracker.fill("[name=number]", "31/CV-UBND")
    tracker.fill("[name=issued_date]", "10/3/2025")
    tracker.select_option("[name=roll]", "next_working_day")
    tracker.get_by_role("button", name="Lưu").click()
    tracker.goto(desk)
    with answered(tracker):
        tracker.keyboard.press("c")
    tracker.get_by_role("link", name="Lập sổ nhiệm vụ").click()
    tracker.get_by_role("button", name="Lập sổ nhiệm vụ").click()
    tracker.wait_for_load_state()

    officer.goto("/assignments/mine/?tab=undated")
    officer.get_by_role("link", name=re.compile("mùng 03")).first.click()
    row = officer.locator("tr", has_text="tháng 4/2025")
    # 02/5 was a day off in 2025 (swapped), 03 and 04 a weekend: the working day after them.
    expect(row).to_contain_text("05/5/2025")
    expect(row).to_contain_text("Chưa gửi, quá hạn", ignore_case=True)
    row.get_by_role("link").click()
    officer.fill("[name=text]", "Số căn hoàn thành trong tháng: 120")
    officer.get_by_role("button", name="Gửi báo cáo").click()
    expect(officer.locator("tr", has_text="tháng 4/2025")).to_contain_text("gửi muộn, 20/6/2025")


def test_the_officers_way_on_a_phone(browser: Browser, site: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844}, has_touch=True)
    phone = context.new_page()
    phone.goto("/sign-in/")
    phone.fill("[name=login]", "daumoi2")
    phone.fill("[name=password]", "namro-demo")
    phone.tap("main button[type=submit]")
    phone.wait_for_url(f"{site}/")
    phone.locator(".day.late a").first.tap()
    phone.get_by_role("link", name="Cập nhật, báo cáo").tap()
    assert phone.get_attribute("[name=photo]", "capture") == "environment"  # the camera, not the gallery
    phone.fill("[name=text]", "Đã nhận báo cáo hiện trạng của huyện")
    phone.fill("[name=cause]", "Huyện gửi chậm 10 ngày")
    phone.fill("[name=proposal]", "Cho hoàn thành trước ngày 27/6")
    picture = tmp_path / "bao-cao.jpg"
    picture.write_bytes(PHOTOGRAPH)
    phone.set_input_files("[name=photo]", picture)
    expect(phone.locator("[data-chosen]").first).to_have_text("bao-cao.jpg")
    wider = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
    phone.get_by_role("button", name="Chỉ cập nhật").tap()
    expect(phone.locator(".nr-messages")).to_contain_text("Đã gửi cập nhật")
    expect(phone.get_by_role("link", name="bao-cao.jpg")).to_be_visible()
    context.close()


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Wait until the desk has answered what was done inside."""
    page.evaluate("document.querySelector('#desk').dataset.before = '1'")
    yield
    page.wait_for_selector("#desk:not([data-before])", timeout=LONGEST_READING_MS)
