"""An officer's way from a docx to the register, in Chromium on a served demonstration."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from namro.reading import read

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/chi-thi-tinh-an-lam.docx"
LONGEST_READING_MS = 20_000


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    return ("--empty",)


def upload(page: Page) -> None:
    page.goto("/directives/new/")
    page.set_input_files("[name=documents]", EXAMPLE)
    page.get_by_role("button", name="Nhận và đọc").click()
    page.wait_for_selector("#cards .draft", timeout=LONGEST_READING_MS)


def settled(page: Page, act: Callable[[], None]) -> None:
    """Do something that the desk answers anew, and wait for that answer."""
    page.evaluate("document.querySelector('#desk').dataset.before = '1'")
    act()
    page.wait_for_selector("#desk:not([data-before])", timeout=LONGEST_READING_MS)


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)


def caret_before(page: Page, words: str) -> None:
    """Put the caret before words of the sheet, as a click there does."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector("#paper"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at >= 0) { getSelection().collapse(walker.currentNode, at); return; }
          }
          throw new Error(words);
        }""",
        words,
    )


def select(page: Page, words: str) -> None:
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector("#paper"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            return;
          }
          throw new Error(words);
        }""",
        words,
    )


def cards(page: Page) -> int:
    return page.locator("#cards .draft:not(.is-dropped)").count()


def test_from_the_docx_to_the_register(
    page: Page, sign_in: Callable[[str], None], axe: Callable[[], list[str]]
) -> None:
    tasks = read(EXAMPLE).tasks
    sign_in("theodoi")
    upload(page)

    # Exactly the drafts that `namro read` gives, in its order.
    shown = page.locator("#cards .draft .tx").all_text_contents()
    assert [" ".join(text.split()) for text in shown] == [" ".join(task.text.split()) for task in tasks]
    assert axe() == []

    # Either side leads to the other; a field lights its own words.
    press(page, "j")
    second = page.locator("#cards .draft.is-open")
    expect(second.locator(".n")).to_have_text("2")
    expect(page.locator(".task.is-here").first).to_be_visible()
    press(page, "k")
    page.locator("#cards .draft.is-open a[data-words*=due] >> nth=0").click()
    expect(page.locator("#paper .is-lit")).to_contain_text("trước ngày 26/3/2025")

    # One splits at the caret, two are merged, one is dropped, and the last act is taken back and done again.
    count = len(tasks)
    page.locator("#cards .draft >> nth=0").locator(".n").click()
    caret_before(page, "Kết quả báo cáo ")
    settled(page, lambda: press(page, "s"))
    assert cards(page) == count + 1
    page.locator("#cards .draft >> nth=2").locator(".n").click()
    settled(page, lambda: press(page, "m"))
    assert cards(page) == count
    settled(page, lambda: press(page, "x"))
    assert cards(page) == count - 1
    settled(page, lambda: press(page, "z"))
    assert cards(page) == count
    page.locator("#cards .draft >> nth=4").locator(".n").click()
    settled(page, lambda: press(page, "x"))

    # One is added from selected text.
    select(page, "giải ngân vốn đầu tư công mới đạt")
    settled(page, lambda: press(page, "n"))
    assert cards(page) == count
    expect(page.locator("#cards .draft.is-open .tx")).to_have_text("giải ngân vốn đầu tư công mới đạt")
    fix_doer(page, page.locator("#cards .draft.is-open"), "Sở Y tế")

    # Doers that nobody knows are fixed; what cannot be is dropped.
    while (asking := page.locator('#cards .draft[data-state="ask"]:has(.remedy)')).count():
        asking.first.locator(".n").click()
        opened = page.locator("#cards .draft.is-open")
        if "hạn trước ngày" in opened.inner_text() or "đơn vị nào" in opened.inner_text():
            fix_doer(page, opened, "Sở Xây dựng", due="30/6/2025")
        else:
            settled(page, lambda: press(page, "c"))

    # All are confirmed, and the register is made.
    if (bulk := page.get_by_role("button", name=re.compile("việc đã rõ"))).count():
        settled(page, bulk.click)
    for left in range(page.locator('#cards .draft[data-state="ask"]').count(), 0, -1):
        page.locator('#cards .draft[data-state="ask"] .n').first.click()
        settled(page, lambda: press(page, "c"))
        assert page.locator('#cards .draft[data-state="ask"]').count() == left - 1
    page.get_by_role("link", name="Lập sổ nhiệm vụ").click()
    page.get_by_role("button", name="Lập sổ nhiệm vụ").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("đã lập sổ")


def fix_doer(page: Page, card: object, name: str, due: str = "") -> None:
    """Put one agency in the place of the doers by the card's form."""
    press(page, "e")
    form = page.locator("form.draft-form")
    form.wait_for()
    meant = form.locator("[name=doer_meant]")
    for row in range(meant.count()):
        meant.nth(row).fill(name if row == 0 else "")
    form.locator("[name=doer_duty]").first.select_option("lead")
    if due:
        form.locator("[name=due]").fill(due)
    settled(page, form.get_by_role("button", name="Lưu").click)


def test_the_register_holds_one_assignment_per_agency_with_the_right_days(site: str, home: Path) -> None:
    with sqlite3.connect(home / "namro.sqlite3") as database:
        one_each = database.execute(
            "SELECT count(*), count(DISTINCT task_id || '-' || agency_id || '-' || duty) FROM tasks_assignment"
        ).fetchone()
        days = database.execute(
            "SELECT t.original_due_date, a.due_date FROM tasks_task t JOIN tasks_assignment a ON a.task_id = t.id "
            "WHERE t.due_phrase = 'trước ngày 26/3/2025'"
        ).fetchall()
    assert one_each[0] == one_each[1] > 69
    assert days
    assert set(days) == {("2025-03-25", "2025-03-25")}


def test_two_officers_at_once_lose_nothing(
    page: Page, browser: Browser, site: str, sign_in: Callable[[str], None]
) -> None:
    sign_in("theodoi")
    page.goto("/directives/new/")
    page.fill("[name=words]", "Giao Sở Xây dựng chủ trì rà soát quy hoạch, báo cáo UBND tỉnh trước ngày 30/6/2025.")
    page.get_by_role("button", name="Nhận và đọc").click()
    page.wait_for_selector("#cards .draft", timeout=LONGEST_READING_MS)
    other = browser.new_context(base_url=site, storage_state=page.context.storage_state()).new_page()
    other.goto(page.url)
    for one in (page, other):
        press(one, "e")
        one.locator("form.draft-form").wait_for()
    other.fill("form.draft-form [name=text]", "Bản của người thứ nhất")
    settled(other, other.get_by_role("button", name="Lưu").click)
    page.fill("form.draft-form [name=text]", "Bản của người thứ hai")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_selector("[role=alert]")
    expect(page.locator("[role=alert]")).to_contain_text("Bản của người thứ nhất")
    expect(page.locator("form.draft-form [name=text]")).to_have_value("Bản của người thứ hai")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("#cards .draft .tx")).to_have_text("Bản của người thứ hai")
    other.context.close()


def test_a_worker_killed_in_mid_reading_does_not_stop_the_job(tmp_path: Path) -> None:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("NAMRO_", "DATABASE_", "DJANGO_"))
    }
    environment = plain | {"NAMRO_HOME": str(tmp_path)}
    namro = [sys.executable, "-m", "namro"]
    subprocess.run([*namro, "demo", "--empty", "--no-serve"], env=environment, check=True, stdout=subprocess.DEVNULL)
    script = Path(__file__).with_name("receive_slow_document.py")
    subprocess.run([sys.executable, script], env=environment, check=True)
    worker = subprocess.Popen([*namro, "worker"], env=environment, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while _state(tmp_path)[0] != "running" and time.monotonic() < until:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert _state(tmp_path) == ("running", 1)
    with sqlite3.connect(tmp_path / "namro.sqlite3") as database:  # as if its lease had run out
        database.execute("UPDATE directives_reading SET lease_until = '2020-01-01 00:00:00'")
    subprocess.run([*namro, "worker", "--batch"], env=environment, check=True, stderr=subprocess.DEVNULL)
    assert _state(tmp_path) == ("done", 2)


def _state(home: Path) -> tuple[str, int]:
    with sqlite3.connect(home / "namro.sqlite3") as database:
        return database.execute("SELECT state, attempts FROM directives_reading").fetchone()
