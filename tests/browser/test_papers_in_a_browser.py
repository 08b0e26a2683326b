"""The main job from end to end, in Chromium: a directive goes in, a report that is ready to sign comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from namro.papers.checking import examine

from .test_desk_in_a_browser import settled, upload

pytestmark = pytest.mark.browser

LONG_MS = 60_000  # a slow machine draws a report of the whole register
LOOKS = (("light", 1366), ("dark", 1366), ("light", 390))
PAGES = (
    "/papers/",
    "/papers/new/",
    "/papers/urging/",
    "/papers/rhythms/",
    "/papers/rhythms/new/",
    "/papers/templates/",
    "/papers/templates/monthly/",
    "/papers/1/",
    "/papers/1/?figure=cells.total",
    "/papers/1/figures/cells.total/",
    "/papers/1/checks/",
)


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    return ("--empty",)


def sign_out(page: Page) -> None:
    page.click(".nr-menu summary:has-text('Mở trình đơn tài khoản')")
    page.click("text=Đăng xuất")


def make_the_register(page: Page) -> None:
    """Confirm what is clear, drop what is not, name who follows, make the register."""
    settled(page, page.get_by_role("button", name=re.compile("việc đã rõ")).click)
    while (asking := page.locator('#cards .draft[data-state="ask"] .n')).count():
        asking.first.click()
        settled(page, lambda: page.keyboard.press("x"))
    page.goto("/directives/1/settings/")
    page.fill("[name=tracker]", "Sở Tài chính")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/directives/1/")
    page.get_by_role("link", name="Lập sổ nhiệm vụ").click()
    page.get_by_role("button", name="Lập sổ nhiệm vụ").click()
    expect(page.locator(".nr-messages")).to_contain_text("Đã lập sổ nhiệm vụ")


def report_on_the_first(page: Page, button: str, *, number: str = "") -> str:
    """The officer says of the first task of their list how far it is; returns the address of its assignment."""
    page.goto("/assignments/mine/")
    page.locator(".day li a[href^='/assignments/']").first.click()
    page.wait_for_load_state()
    address = page.url
    page.get_by_role("link", name="Cập nhật, báo cáo").click()
    page.fill("[name=text]", "Đã trình dự thảo, đang lấy ý kiến các đơn vị")
    if page.locator("[name=cause]").count():
        page.fill("[name=cause]", "Chờ số liệu của các huyện")
        page.fill("[name=proposal]", "Đề nghị UBND tỉnh đôn đốc các huyện")
    if number:
        page.fill("[name=document_number]", number)
        page.fill("[name=document_date]", "20/6/2025")
    page.get_by_role("button", name=button).click()
    page.wait_for_url(lambda url: "/update/" not in url)
    return address


def test_from_the_directive_to_the_issued_report(
    page: Page, sign_in: Callable[[str], None], axe: Callable[..., list[str]]
) -> None:
    sign_in("theodoi")
    upload(page)
    make_the_register(page)
    sign_out(page)

    # The agency carries out: one is reported as done and confirmed by another, one is on its way.
    sign_in("daumoi")
    done = report_on_the_first(page, "Báo cáo hoàn thành", number="12/TTr-SXD")
    report_on_the_first(page, "Chỉ cập nhật")
    sign_out(page)
    sign_in("xacnhan")
    page.goto(f"{done}moves/confirm/")
    page.click("main form button[type=submit]")
    sign_out(page)

    # The month's report is drafted; from a figure one click leads to its rows.
    sign_in("theodoi")
    page.goto("/directives/1/")
    page.get_by_role("link", name="Lập báo cáo").click()
    page.get_by_role("button", name="Lập dự thảo").click()
    page.wait_for_selector(".a4 .fx", timeout=LONG_MS)
    expect(page.locator(".a4").first).to_contain_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    figure = page.locator('.a4 .fx[data-figure="cells.done"]').first
    assert figure.inner_text() == "1"
    figure.click()
    expect(page.locator("#trail h2")).to_have_text("Dấu vết số liệu: “1”")
    expect(page.locator("#trail .rows li")).to_have_count(1)
    expect(figure).to_have_class(re.compile("is-lit"))
    assert "figure=cells.done" in page.url
    expect(page.locator(".checks")).to_contain_text(
        re.compile(r"Thể thức Nghị định 30/2020: (\d+) trên \1 mục đạt"), timeout=LONG_MS
    )
    expect(page.locator(".checks")).to_contain_text("Mọi số cộng khớp")

    # One paragraph is edited in its place, by the keyboard alone.
    block = page.locator("[id='b-I.period']")
    block.get_by_role("link", name="Sửa").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".a4 .edit textarea")
    page.fill(".a4 .edit textarea", "2. Trong kỳ, các đơn vị đã khởi động các nhiệm vụ trọng tâm.")
    page.get_by_role("button", name="Lưu đoạn").click()
    expect(page.locator("[id='b-I.period']")).to_contain_text("đã khởi động các nhiệm vụ trọng tâm")
    expect(page.locator("#strip")).to_contain_text("Chờ người khác kiểm tra")
    sign_out(page)

    # Another checks, the clerk's number and date are written down, and it is locked.
    sign_in("xacnhan")
    page.goto("/papers/1/")
    page.get_by_role("button", name="Xác nhận đã kiểm tra").click()
    expect(page.locator(".nr-messages")).to_contain_text("chờ ban hành")
    sign_out(page)
    sign_in("theodoi")
    page.goto("/papers/1/")
    page.get_by_role("link", name="Ban hành").click()
    page.fill("[name=number]", "45")
    page.get_by_role("button", name="Ghi số, ban hành").click()
    expect(page.locator(".steps [aria-current]")).to_have_text("Đã ban hành")
    expect(page.locator(".a4").first).to_contain_text("Số: 45/BC-STC")
    assert page.locator(".a4 .tools").count() == 0

    # What goes out is held against the decree.
    for name in ("Word", "PDF"):
        with page.expect_download(timeout=LONG_MS) as download:
            page.get_by_role("link", name=name, exact=True).click()
        data = Path(str(download.value.path())).read_bytes()
        if name == "Word":
            found = examine(data, "monthly")
            assert [one for one in found if not one.ok and "trống" not in one.name.casefold()] == []
        else:
            assert data.startswith(b"%PDF-")
    found = {}
    for theme, width in LOOKS:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES:
            page.goto(path)
            findings = axe()
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            findings += [f"{overflow} px wider than the window"] if overflow > 0 else []
            if findings:
                found[f"{path} {theme} {width} px"] = findings
    assert found == {}


def test_the_trail_and_the_edits_work_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=login]", "theodoi")
    page.fill("[name=password]", "namro-demo")
    page.click("main button[type=submit]")
    page.goto("/papers/new/?kind=brief&directive=1")
    page.get_by_role("button", name="Lập dự thảo").click()
    figure = page.locator(".a4 .fx").first
    told = figure.inner_text()
    figure.click()
    assert page.locator("#trail h2").inner_text() == f"Dấu vết số liệu: “{told}”"
    page.locator(".a4 .tools a:has-text('Sửa')").first.focus()  # shown to who points at the paragraph or tabs there
    page.keyboard.press("Enter")
    page.fill("textarea", "Lời của cán bộ.")
    page.get_by_role("button", name="Lưu đoạn").click()
    assert "Lời của cán bộ." in page.locator(".a4").first.inner_text()
    context.close()
