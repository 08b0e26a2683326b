"""A scan at the desk, in Chromium: the picture of its page beside the text, boxes about the words on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.making_pdf import directive, scanned

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]

LONGEST_READING_MS = 60_000


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    return ("--empty",)


@pytest.fixture
def desk(page: Page, sign_in: Callable[[str], None], tmp_path: Path) -> str:
    """The address of the desk of a scan; what came before is found again."""
    file = tmp_path / "ban-quet.pdf"
    file.write_bytes(scanned(directive()))
    sign_in("theodoi")
    page.goto("/directives/new/")
    page.set_input_files("[name=documents]", file)
    page.get_by_role("button", name="Nhận và đọc").click()
    page.wait_for_selector("#cards .draft", timeout=LONGEST_READING_MS)
    return page.url.partition("#")[0]


def words_in(page: Page, boxes: str) -> str:
    """The words of the text at the places that boxes bear."""
    places = page.locator(boxes).evaluate_all("all => all.map(one => [one.dataset.at, one.dataset.end].map(Number))")
    text = page.evaluate(
        """() => {
          const found = [];
          for (const piece of document.querySelectorAll("#paper [data-at]"))
            [...piece.textContent].forEach((letter, index) => { found[Number(piece.dataset.at) + index] = letter; });
          return Array.from(found, (letter) => letter || " ").join("");
        }"""
    )
    return " ".join(text[start:end] for start, end in places)


def picture_is_drawn(page: Page) -> None:
    expect(page.locator("#pictures img").first).to_have_js_property("naturalWidth", 1_400, timeout=20_000)


def test_the_lit_words_are_framed_on_the_picture(desk: str, page: Page, axe: Callable[[], list[str]]) -> None:
    page.keyboard.press("p")
    picture_is_drawn(page)
    assert page.locator("#pictures rect").count() > 100
    assert words_in(page, "#pictures rect.is-here").startswith("1. Sở Tài chính chủ trì")

    # A field's words are framed where they stand, and are in view.
    page.locator("#cards .draft.is-open a[data-words*=due] >> nth=0").click()
    assert words_in(page, "#pictures rect.is-lit") == "trước ngày 26/3/2025."
    expect(page.locator("#pictures rect.is-lit").first).to_be_in_viewport()
    page.keyboard.press("j")
    assert "Sở Xây dựng" in words_in(page, "#pictures rect.is-here")
    assert page.locator("#pictures rect.is-lit").count() == 0

    # A box leads to its words and the task.
    first = page.locator("#pictures rect.is-task").first
    first.dispatch_event("click")
    expect(page.locator("#cards .draft.is-open .n")).to_have_text("1")
    assert axe() == []

    # An act that answers with the desk anew leaves the picture where it was; the key takes it away.
    page.keyboard.press("c")
    expect(page.locator("#cards .draft.is-open .n")).to_have_text("2")
    assert "Sở Xây dựng" in words_in(page, "#pictures rect.is-here")
    assert page.locator("#pictures img").first.is_visible()
    page.keyboard.press("z")
    expect(page.locator("#cards .draft.is-open .n")).to_have_text("1")
    page.keyboard.press("p")
    expect(page.locator("#pictures")).to_be_hidden()


def test_the_key_leads_through_the_doubtful_words(desk: str, page: Page) -> None:
    doubts = page.locator("#paper .doubt")
    if doubts.count() == 0:
        pytest.skip("tesseract doubted no word of this scan")
    page.keyboard.press("p")
    picture_is_drawn(page)
    page.keyboard.press("d")
    expect(doubts.first).to_have_class("doubt is-lit")
    assert words_in(page, "#pictures rect.is-lit") == doubts.first.inner_text()
    page.locator("[data-next-doubt]").click()
    expect(doubts.nth(1 % doubts.count())).to_have_class("doubt is-lit")


@pytest.mark.parametrize("script", [True, False])
def test_the_pages_are_there_on_a_phone_and_without_a_script(
    desk: str, page: Page, browser: Browser, site: str, script: bool
) -> None:
    state = page.context.storage_state()
    context = browser.new_context(
        base_url=site, storage_state=state, viewport={"width": 390, "height": 844}, java_script_enabled=script
    )
    phone = context.new_page()
    phone.goto(desk)
    phone.locator("[data-pictures]").click()
    expect(phone.locator("#pictures rect")).not_to_have_count(0)
    expect(phone.locator("#pictures img").first).to_be_visible()
    assert phone.url.endswith("/pictures/") is not script
    context.close()
