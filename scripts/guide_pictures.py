"""Takes the pictures of the guides (src/namro/site/static/guide) from a running demonstration.

python scripts/guide_pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import BASE, CHROMIUM_FLAGS, WIDTHS, Shot, go, keep, served_demo, sign_in

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/namro/site/static/guide"
TALLEST = 900  # pixels: a guide shows where to look, not all there is
LIST_FIRST = ".day li > a, table a[href*='/assignments/']"  # the first of a list's assignments
SHOTS = (
    Shot("receive", "theodoi", "/directives/new/"),
    Shot("names", "theodoi", "/agencies/names/"),
    Shot("register", "theodoi", "/tasks/"),
    Shot("home-tracker", "theodoi", "/"),
    Shot("foreseen", "theodoi", "/reminders/foreseen/"),
    Shot("paper", "theodoi", "/papers/?kind=monthly", then="?figure=rate.done_of_due"),
    Shot("home-confirmer", "xacnhan", "/"),
    Shot("mine-narrow", "daumoi", "/assignments/mine/"),
    Shot("home-head", "thutruong", "/"),
    Shot("home-leader", "lanhdao", "/"),
    Shot("audit", "thanhtra", "/audit/"),
    Shot("agencies", "quantri", "/agencies/"),
    Shot("accounts", "quantri", "/accounts/"),
    Shot("administration", "quantri", "/administration/"),
)


def main() -> int:
    """Serve a demonstration, take the pictures, stop it."""
    OUT.mkdir(parents=True, exist_ok=True)
    with served_demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_FLAGS))
        for account in dict.fromkeys(str(shot.account) for shot in SHOTS):
            page = opened(browser, account)
            for shot in SHOTS:
                if shot.account == account:
                    go(page, shot)
                    picture(page, shot.name)
        of_one_assignment(browser)
        of_the_desk(browser)
        browser.close()
    return 0


def of_one_assignment(browser: Browser) -> None:
    """An assignment that waits for confirmation, and the form of an update on a phone."""
    page = opened(browser, "xacnhan")
    page.goto("/assignments/?progress=awaiting")
    page.locator(LIST_FIRST).first.click()
    picture(page, "assignment")
    page = opened(browser, "daumoi")
    page.goto("/assignments/mine/")
    page.goto(str(page.locator(LIST_FIRST).first.get_attribute("href")) + "update/")
    picture(page, "update-narrow")


def of_the_desk(browser: Browser) -> None:
    """The desk over the document that the demonstration has under review: the newest."""
    page = opened(browser, "theodoi")
    page.goto("/directives/")
    page.locator("main table a").first.click()
    page.locator("[data-leave]").click()
    picture(page, "desk")


def opened(browser: Browser, account: str) -> Page:
    """A window in which one of the cast has signed in."""
    page = browser.new_context(base_url=BASE).new_page()
    sign_in(page, account)
    return page


def picture(page: Page, name: str) -> None:
    """Take what is shown, at the width that the name says."""
    across, down = WIDTHS["narrow" if name.endswith("-narrow") else "wide"]
    page.set_viewport_size({"width": across, "height": down})
    page.evaluate("document.fonts.ready")
    keep(
        page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": across, "height": TALLEST}), OUT / f"{name}.png"
    )


if __name__ == "__main__":
    sys.exit(main())
