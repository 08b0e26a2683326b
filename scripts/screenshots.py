"""Makes the pictures in docs/screens/: a fresh demonstration, every page, both widths, light and dark.

python scripts/screenshots.py [--only NAME] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PORT = 8791
BASE = f"http://127.0.0.1:{PORT}"
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
COLOURS = 48
READING_MS = 60_000
TALLEST = 2_400  # pixels; a longer page repeats itself
WIDTHS = {"wide": (1366, 768), "narrow": (390, 844)}


@dataclass(frozen=True)
class Shot:
    """A page to picture: its name, who opens it (None: nobody), and its address; with `then`, the page that the first
    row of the table there leads to, with that behind its address."""

    name: str
    account: str | None
    path: str
    then: str | None = None


SHOTS = (
    Shot("sign-in", None, "/sign-in/"),
    Shot("forgotten", None, "/sign-in/forgotten/"),
    Shot("link-closed", None, "/set-password/none/"),
    Shot("home-leader", "lanhdao", "/"),
    Shot("home-deputy", "phochutich", "/"),
    Shot("home-tracker", "theodoi", "/"),
    Shot("home-head", "thutruong", "/"),
    Shot("home-officer", "daumoi", "/"),
    Shot("home-auditor", "thanhtra", "/"),
    Shot("home-administrator", "quantri", "/"),
    Shot("agencies", "quantri", "/agencies/"),
    Shot("agencies-none", "quantri", "/agencies/?q=khongco"),
    Shot("agency", "quantri", "/agencies/8/"),
    Shot("agency-top", "lanhdao", "/agencies/1/"),
    Shot("agency-new", "quantri", "/agencies/new/"),
    Shot("agency-rename", "quantri", "/agencies/8/rename/"),
    Shot("groups", "theodoi", "/agencies/groups/"),
    Shot("group", "theodoi", "/agencies/groups/1/"),
    Shot("names", "theodoi", "/agencies/names/"),
    Shot("name-answer", "theodoi", "/agencies/names/1/"),
    Shot("import", "quantri", "/agencies/import/"),
    Shot("people", "quantri", "/people/"),
    Shot("person", "quantri", "/people/5/"),
    Shot("role-new", "quantri", "/people/5/roles/new/"),
    Shot("accounts", "quantri", "/accounts/"),
    Shot("account", "quantri", "/accounts/1/"),
    Shot("account-new", "quantri", "/accounts/new/"),
    Shot("accounts-import", "quantri", "/accounts/import/"),
    Shot("audit", "thanhtra", "/audit/"),
    Shot("own-account", "daumoi", "/account/"),
    Shot("password", "daumoi", "/account/password/"),
    Shot("tokens", "daumoi", "/account/tokens/"),
    Shot("calendars", "daumoi", "/account/calendars/"),
    Shot("interface", "daumoi", "/api/v1/docs/"),
    Shot("keys", "quantri", "/programs/"),
    Shot("webhooks", "quantri", "/webhooks/"),
    Shot("webhook-new", "quantri", "/webhooks/new/"),
    Shot("identities", "quantri", "/accounts/identities/"),
    Shot("two-step", "daumoi2", "/account/two-step/on/"),
    Shot("forbidden", "daumoi", "/accounts/"),
    Shot("not-found", "daumoi", "/agencies/999999/"),
    Shot("administration", "quantri", "/administration/"),
    Shot("help", "daumoi", "/help/"),
    Shot("help-officer", "daumoi", "/help/focal_officer/"),
    Shot("offline", "daumoi", "/offline/"),
    Shot("directives-new", "theodoi", "/directives/new/"),
    Shot("workbook-bring", "theodoi", "/workbooks/register/new/"),
    Shot("workbook-bring-book", "theodoi", "/workbooks/books/new/"),
    Shot("papers", "theodoi", "/papers/"),
    Shot("paper", "theodoi", "/papers/?kind=monthly", then="?figure=rate.done_of_due"),
    Shot("papers-recurring", "theodoi", "/papers/rhythms/"),
    Shot("papers-urging", "theodoi", "/papers/urging/"),
    Shot("paper-template", "theodoi", "/papers/templates/monthly/"),
)
# Taken of a demonstration without documents, after the tracker brought the example directive.
DESK = (
    Shot("directives", "theodoi", "/directives/"),
    Shot("desk", "theodoi", "/directives/1/"),
    Shot("styleguide", "quantri", "/styleguide/"),
)
# Taken of the one that has lived through it.
LIFE = (
    Shot("register", "theodoi", "/tasks/"),
    Shot("register-leader", "lanhdao", "/tasks/"),
    Shot("task", "theodoi", "/tasks/48/"),
    Shot("task-new", "theodoi", "/tasks/new/"),
    Shot("document", "theodoi", "/directives/1/"),
    Shot("documents", "theodoi", "/directives/graph/"),
    Shot("family", "theodoi", "/directives/1/family/"),
    Shot("packages", "theodoi", "/directives/1/packages/"),
    Shot("package-new", "theodoi", "/directives/packages/new/"),
    Shot("handovers", "theodoi", "/agencies/handovers/"),
    Shot("handover", "theodoi", "/agencies/8/handover/"),
    Shot("assignments-overdue", "lanhdao", "/assignments/?part=overdue"),
    Shot("reporting", "theodoi", "/assignments/reporting/"),
    Shot("reports-missing", "theodoi", "/assignments/reports/?state=missing"),
    Shot("extensions", "lanhdao", "/assignments/extensions/"),
    Shot("directions", "theodoi", "/assignments/directions/"),
    Shot("complaints", "theodoi", "/assignments/complaints/"),
    Shot("mine", "daumoi", "/assignments/mine/"),
    Shot("reminders", "daumoi2", "/reminders/"),
    Shot("foreseen", "theodoi", "/reminders/foreseen/"),
    Shot("messages", "theodoi", "/reminders/messages/"),
    Shot("ladder", "theodoi", "/directives/1/ladder/"),
    Shot("calendar", "theodoi", "/calendar/?year=2025"),
)
# Taken after an edited register and an office's own workbook were brought.
WORKBOOKS = (
    Shot("workbooks", "theodoi", "/workbooks/"),
    Shot("workbook-preview", "theodoi", "/workbooks/1/?part=change"),
    Shot("workbook-refused", "theodoi", "/workbooks/1/?part=refused"),
    Shot("workbook-mapping", "theodoi", "/workbooks/2/mapping/"),
    Shot("workbook-to-fill", "daumoi", "/workbooks/filled/"),
)


def main() -> int:
    """Serve a demonstration, take the pictures, stop it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", help="the start of the names to take")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/screens")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lived, desk = (
        [shot for shot in shots if not args.only or shot.name.startswith(args.only)] for shots in (SHOTS + LIFE, DESK)
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_FLAGS))
        if lived:
            with served_demo():
                take_all(browser, lived, args.out)
                if not args.only or any(shot.name.startswith(args.only) for shot in WORKBOOKS):
                    bring_workbooks(browser)
                    take_all(browser, WORKBOOKS, args.out)
        if desk:
            with served_demo("--empty", NAMRO_DEBUG="1"):  # the style guide is there for those who build alone
                receive_example(browser)
                take_all(browser, desk, args.out)
        browser.close()
    return 0


def take_all(browser: Browser, shots: Sequence[Shot], out: Path) -> None:
    """Take the pictures, one account after another."""
    for account in dict.fromkeys(shot.account for shot in shots):
        take(browser, account, [shot for shot in shots if shot.account == account], out)


def receive_example(browser: Browser) -> None:
    """Let the tracker bring the example directive, and wait until it is read."""
    page = browser.new_context(base_url=BASE).new_page()
    sign_in(page, "theodoi")
    page.goto("/directives/new/")
    page.set_input_files("[name=documents]", ROOT / "examples/chi-thi-tinh-an-lam.docx")
    page.get_by_role("button", name="Nhận và đọc").click()
    page.wait_for_selector("#cards .draft", timeout=READING_MS)
    page.context.close()


def bring_workbooks(browser: Browser) -> None:
    """Let the tracker edit the register in Excel and bring it back, and bring a workbook of the office's own."""
    context = browser.new_context(base_url=BASE)
    page = context.new_page()
    sign_in(page, "theodoi")
    book = openpyxl.load_workbook(io.BytesIO(context.request.get("/workbooks/register.xlsx").body()))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[5]}
    first_rows = {sheet.cell(row, heads["Nhiệm vụ"]).value: row for row in range(sheet.max_row, 5, -1)}
    for number, row in enumerate(sorted(first_rows.values())[:6], 1):
        sheet.cell(row, heads["Sản phẩm"]).value = f"Báo cáo chuyên đề số {number}"
    sheet.cell(6, heads["Hạn"]).value = "31/12/2025"
    bring(page, "/workbooks/register/new/", book, "so-nhiem-vu-da-sua.xlsx")
    own = openpyxl.Workbook()
    own.active.append(["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Văn bản giao"])
    given = "Chỉ thị 09/CT-UBND ngày 05/5/2025"
    own.active.append([1, "Rà soát quy hoạch phân khu", "Sở Xây dựng", "Sở Tài chính", "Quý III/2025", given])
    own.active.append([2, "Tổng hợp nhu cầu vốn hạ tầng", "Sở Tài chính", "", "30/9/2025", given])
    bring(page, "/workbooks/books/new/", own, "so-theo-doi-2025.xlsx")
    context.close()


def bring(page: Page, path: str, book: openpyxl.Workbook, name: str) -> None:
    """Bring one workbook, and wait until it is read."""
    out = io.BytesIO()
    book.save(out)
    page.goto(path)
    page.set_input_files(
        "[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    )
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_selector(".nr-tabs, .is-mapping", timeout=READING_MS)


@contextmanager
def served_demo(*options: str, **settings: str) -> Iterator[None]:
    """A demonstration in a home of its own, until the pictures are taken."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"NAMRO_HOME": home} | settings
        command = [sys.executable, "-m", "namro", "demo", *options, "--port", str(PORT)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_until_it_answers()
            yield
        finally:
            server.terminate()
            server.wait(20)


def wait_until_it_answers(seconds: float = 300) -> None:
    """Return once the server is ready."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{BASE}/healthz/ready", timeout=1)
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the demonstration did not start")


def take(browser: Browser, account: str | None, shots: Sequence[Shot], out: Path) -> None:
    """Take one account's pictures in all four looks."""
    context = browser.new_context(base_url=BASE)
    page = context.new_page()
    if account:
        sign_in(page, account)
    for look in ("light", "dark"):
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            page.emulate_media(color_scheme=look)
            for shot in shots:
                go(page, shot)
                page.evaluate("document.fonts.ready")
                keep(page.screenshot(full_page=True), out / f"{shot.name}-{width}-{look}.png")
    context.close()


def go(page: Page, shot: Shot) -> None:
    """Open the page of a picture."""
    page.goto(shot.path)
    if shot.then is not None:
        page.goto(f"{page.locator('tbody th a').first.get_attribute('href')}{shot.then}")
        page.wait_for_load_state("networkidle")


def keep(picture: bytes, file: Path) -> None:
    """Write a picture with few colours: pages have few, and the repository keeps all of these."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.crop((0, 0, image.width, min(image.height, TALLEST))).quantize(COLOURS, dither=Image.Dither.NONE).save(
        file, optimize=True
    )


def sign_in(page: Page, account: str) -> None:
    """Sign in with the demonstration's password, and once more before what asks for it again."""
    page.goto("/sign-in/")
    page.fill("[name=login]", account)
    page.fill("[name=password]", "namro-demo")
    page.click("main button[type=submit]")
    page.wait_for_url(f"{BASE}/")


if __name__ == "__main__":
    sys.exit(main())
