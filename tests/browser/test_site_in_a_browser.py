"""What people do on the site, in Chromium: sign in, import, answer a name, be refused; and what axe-core finds."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from .conftest import EVERYTHING

pytestmark = pytest.mark.browser

FIRST_PAGE_MOST_BYTES = 300 * 1024
PAGES = {
    None: ("/sign-in/", "/sign-in/forgotten/", "/set-password/none/"),
    "lanhdao": (
        "/",
        "/agencies/1/",
        "/people/",
        "/assignments/extensions/",
        "/assignments/?change=done&since=2025-05-30",
    ),
    "phochutich": ("/", "/agencies/"),
    "theodoi": (
        "/",
        "/tasks/",
        "/tasks/48/",
        "/tasks/new/",
        "/tasks/48/correct/",
        "/assignments/",
        "/assignments/reporting/",
        "/assignments/reports/?state=missing",
        "/assignments/complaints/",
        "/assignments/directions/",
        "/calendar/?year=2025",
        "/calendar/days/new/",
        "/directives/1/",
        "/directives/1/ladder/",
        "/reminders/foreseen/",
        "/reminders/messages/",
        "/agencies/names/",
        "/agencies/names/2/",
        "/agencies/groups/",
        "/agencies/groups/1/",
        "/agencies/handovers/",
        "/agencies/8/handover/",
        "/directives/graph/",
        "/directives/1/family/",
        "/directives/1/packages/",
        "/directives/packages/new/",
        "/workbooks/",
        "/workbooks/register/new/",
        "/workbooks/books/new/",
    ),
    "xacnhan": ("/",),
    "thutruong": ("/", "/people/5/", "/people/6/absences/new/"),
    "daumoi": (
        "/",
        "/assignments/mine/",
        "/assignments/mine/?tab=undated",
        "/reminders/",
        "/account/",
        "/account/password/",
        "/account/tokens/",
        "/account/calendars/",
        "/api/v1/docs/",
        "/workbooks/filled/",
        "/offline/",
        "/help/",
        "/help/focal_officer/",
        "/accounts/",
        "/agencies/999999/",
    ),
    "thanhtra": ("/", "/audit/", "/audit/?q=khongco"),
    "quantri": (
        "/",
        "/agencies/",
        "/agencies/?q=khongco",
        "/agencies/8/",
        "/agencies/new/",
        "/agencies/8/edit/",
        "/agencies/8/succession/",
        "/agencies/import/",
        "/people/",
        "/people/5/",
        "/people/5/posts/new/",
        "/people/5/roles/new/",
        "/accounts/",
        "/accounts/1/",
        "/accounts/new/",
        "/accounts/import/",
        "/accounts/identities/",
        "/administration/",
        "/programs/",
        "/webhooks/",
        "/webhooks/new/",
    ),
}
# In the dark only the colours are others, so only they are looked at again.
LOOKS = (("light", 1366, EVERYTHING), ("dark", 1366, ("color-contrast",)), ("light", 390, EVERYTHING))
FIRST_PAGES = {
    "lanhdao": "Kết quả theo bốn ô",
    "phochutich": "Lĩnh vực phụ trách: công thương",
    "theodoi": "trong văn bản chưa rõ là đơn vị nào",
    "xacnhan": "Người xác nhận kết quả",
    "thutruong": "chờ thủ trưởng duyệt",
    "daumoi": "Sở Xây dựng",
    "daumoi2": "Sở Công Thương",
    "thanhtra": "Nhật ký mới nhất",
    "quantri": "đã đăng nhập",
}


def workbook(*rows: tuple[str, ...]) -> dict[str, Any]:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "bang.xlsx", "mimeType": kind, "buffer": out.getvalue()}


@pytest.mark.parametrize(("account", "words"), FIRST_PAGES.items())
def test_each_account_sees_its_own_first_page(
    page: Page, sign_in: Callable[[str], None], account: str, words: str
) -> None:
    sign_in(account)
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).to_contain_text("số liệu minh họa")


@pytest.mark.parametrize("account", PAGES)
def test_axe_finds_nothing(
    page: Page, sign_in: Callable[[str], None], axe: Callable[..., list[str]], account: str | None
) -> None:
    if account:
        sign_in(account)
    found = {}
    for theme, width, what in LOOKS:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES[account]:
            page.goto(path)
            findings = axe(what)
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                findings.append(f"{overflow} px wider than the window")
            if findings:
                found[f"{path} {theme} {width} px"] = findings
    assert found == {}


def test_a_narrow_screen_shows_the_section_that_one_is_in(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in("theodoi")
    page.set_viewport_size({"width": 390, "height": 844})
    sections = page.locator(".nr-nav a")
    for path in (sections.first.get_attribute("href"), sections.last.get_attribute("href")):
        page.goto(str(path))
        expect(page.locator(".nr-nav [aria-current]")).to_be_in_viewport(ratio=1)


def test_sign_in_with_a_second_step(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in("xacnhan")
    page.goto("/account/")
    page.click("text=Bật xác thực hai lớp")
    page.fill("[name=password]", "namro-demo")
    page.click("main button[type=submit]")
    expect(page.locator(".nr-qr")).to_be_visible()
    secret = page.locator(".nr-secret").inner_text()
    page.fill("[name=code]", _code(secret, 0))
    page.click("main button:has-text('Bật')")
    expect(page.locator("h1")).to_have_text("Mã dự phòng")
    recovery = page.locator(".nr-codes li").first.inner_text()
    page.click(".nr-menu summary")
    page.click("text=Đăng xuất")
    sign_in("xacnhan")
    expect(page.locator("h1")).to_have_text("Xác thực hai lớp")
    page.fill("[name=code]", _code(secret, 1))  # the next code: one serves once
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_contain_text("Trang đầu")
    page.click(".nr-menu summary")
    page.click("text=Đăng xuất")
    sign_in("xacnhan")
    page.fill("[name=code]", recovery)
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_contain_text("Trang đầu")


def test_agencies_and_accounts_are_imported(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in("quantri")
    page.goto("/agencies/import/")
    head = ("Tên đơn vị", "Loại", "Cấp trên")
    rows = [("Sở Ngoại vụ", "Sở và cơ quan tương đương", "UBND tỉnh An Lâm"), ("Sở Y tế", "Loại lạ", "")]
    page.set_input_files("[name=file]", files=[workbook(head, *rows)])
    page.click("text=Xem trước")
    expect(page.locator("main")).to_contain_text("1 dòng nhập được")
    expect(page.locator("#bad")).to_contain_text("C3")
    page.click("text=Nhập 1 dòng")
    expect(page.locator(".nr-messages")).to_contain_text("Đã nhập 1 đơn vị")
    page.fill("[type=search]", "so ngoai vu")
    expect(page.locator("tbody tr")).to_have_count(1)  # narrowed while typing

    page.goto("/accounts/import/")
    head = ("Họ và tên", "Thư công vụ", "Tên đăng nhập", "Đơn vị", "Chức vụ", "Vai trò")
    row = ("Mai Thị Mới", "moi@an-lam.example", "moi.mt", "Sở Ngoại vụ", "Chuyên viên", "Công chức đầu mối")
    page.set_input_files("[name=file]", files=[workbook(head, row)])
    page.click("text=Xem trước")
    page.click("text=Nhập 1 dòng")
    page.click("text=moi.mt")
    page.click("text=Cấp đường dẫn mời")
    link = page.locator("#link").input_value()
    page.click(".nr-menu summary")
    page.click("text=Đăng xuất")
    page.goto(link)
    page.fill("[name=password1]", "Ruộng bậc thang 7")
    page.fill("[name=password2]", "Ruộng bậc thang 7")
    page.click("main button[type=submit]")
    page.fill("[name=login]", "moi.mt")
    page.fill("[name=password]", "Ruộng bậc thang 7")
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text("Sở Ngoại vụ")


def test_the_tracker_answers_a_name(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in("theodoi")
    page.goto("/agencies/names/")
    page.locator("tr", has_text="Sở XD").get_by_role("link").click()
    page.locator("[name=agency]").fill("")  # the likeliest stands there already
    page.locator("[name=agency]").press_sequentially("so xay")
    expect(page.locator("datalist option[value='Sở Xây dựng']")).to_have_count(1)
    page.fill("[name=agency]", "Sở Xây dựng")
    page.click("main button[type=submit]")
    expect(page.locator(".nr-messages")).to_contain_text("sẽ được nhận ra")
    expect(page.locator("table")).not_to_contain_text("Sở XD")


def test_a_stranger_finds_nothing(page: Page, sign_in: Callable[[str], None]) -> None:
    page.goto("/agencies/8/")
    page.wait_for_url("**/sign-in/**")
    sign_in("daumoi2")
    for path, title in (("/agencies/8/", "Không tìm thấy trang"), ("/accounts/", "Không có quyền mở trang này")):
        page.goto(path)
        expect(page.locator("h1")).to_have_text(title)
    page.goto("/agencies/")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_the_theme_and_the_language_are_kept(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in("daumoi")
    page.click("[data-theme-button]")
    page.wait_for_load_state("networkidle")
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.click("[name=language]")
    expect(page.locator("h1")).to_contain_text("Home of")


def test_the_keyboard_alone_is_enough(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in("quantri")
    page.goto("/agencies/")
    page.keyboard.press("Tab")
    expect(page.locator(".nr-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("[type=search]")).to_be_focused()


def test_pages_work_without_javascript(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=login]", "quantri")
    page.fill("[name=password]", "namro-demo")
    page.click("main button[type=submit]")
    page.goto("/agencies/")
    page.fill("[name=q]", "xay dung")
    page.click("text=Lọc")
    assert "Sở Xây dựng" in page.locator("tbody").inner_text()
    context.close()


def test_the_first_page_is_light_on_the_wire(page: Page, sign_in: Callable[[str], None]) -> None:
    sizes: list[int] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    sign_in("quantri")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= FIRST_PAGE_MOST_BYTES
    print(f"sign-in and first page: {sum(sizes) / 1024:.0f} KB in {len(sizes)} answers")


def _code(secret: str, steps_ahead: int) -> str:
    counters = sorted(set(yield_hotp_counters_from_time()))
    now = counters[len(counters) // 2]
    return format_hotp_value(hotp_value(secret, now + steps_ahead))
