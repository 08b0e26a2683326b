"""The focal officer's phone without a network: the list opens, a draft with a photograph is written, kept sealed, and
sent once when the network is back."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PASSPHRASE = "một hai ba bốn"
SECRET = "Đã trình hồ sơ trong lúc mất mạng"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
READ_ALL = """async () => {
  const opened = await new Promise((resolve) => {
    const asked = indexedDB.open("namro", 1);
    asked.onsuccess = () => resolve(asked.result);
  });
  const asked = opened.transaction("kept").objectStore("kept").getAll();
  const rows = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const bytes = rows.flatMap((row) => [...new Uint8Array(row.sealed ?? [])]);
  return new TextDecoder("utf-8").decode(new Uint8Array(bytes));
}"""


def test_a_draft_is_written_without_a_network_and_sent_once(
    page: Page, sign_in: Callable[[str], None], axe: Callable[..., list[str]], home: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in("daumoi")
    page.goto("/assignments/mine/")
    page.get_by_role("link", name="Dùng khi không có mạng").click()
    expect(page.get_by_role("heading", name="Làm việc khi không có mạng")).to_be_visible()
    assert axe() == []
    page.get_by_label("Mật mã cho máy này").first.fill(PASSPHRASE)
    page.get_by_label("Nhập lại").fill(PASSPHRASE)
    page.get_by_role("button", name="Lưu danh sách về máy").click()
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    page.context.set_offline(True)
    page.goto("/assignments/mine/")  # whatever is asked for, the page that works is shown
    expect(page.get_by_role("heading", name="Mở danh sách trên máy")).to_be_visible()
    page.get_by_label("Mật mã cho máy này").last.fill("sai mật mã rồi")
    page.get_by_role("button", name="Mở", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Mật mã không đúng")
    page.get_by_label("Mật mã cho máy này").last.fill(PASSPHRASE)
    page.get_by_role("button", name="Mở", exact=True).click()
    page.locator("[data-rows] button").first.click()
    page.get_by_label("Kết quả đến nay").fill(SECRET)
    for name in ("Nguyên nhân quá hạn", "Đề xuất, kiến nghị"):
        if page.get_by_label(name).is_visible():
            page.get_by_label(name).fill("Chờ ý kiến Sở Tài chính")
    page.get_by_label("Chụp văn bản").set_input_files([{"name": "anh.png", "mimeType": "image/png", "buffer": PNG}])
    assert axe() == []
    page.get_by_role("button", name="Lưu cập nhật").click()
    expect(page.get_by_role("heading", name="Bản nháp chờ gửi")).to_be_visible()
    kept = page.evaluate(READ_ALL)
    assert kept
    assert "mất mạng" not in kept  # sealed

    page.reload()  # the phone was put away
    page.get_by_label("Mật mã cho máy này").last.fill(PASSPHRASE)
    page.get_by_role("button", name="Mở", exact=True).click()
    expect(page.get_by_role("heading", name="Bản nháp chờ gửi")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Đã gửi 1 bản nháp", timeout=15_000)
    expect(page.get_by_role("heading", name="Bản nháp chờ gửi")).to_be_hidden()
    assert axe() == []
    with sqlite3.connect(home / "namro.sqlite3") as database:
        sent = database.execute("SELECT file_count FROM life_update WHERE text = ?", [SECRET]).fetchall()
    assert sent == [(1,)]
