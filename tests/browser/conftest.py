"""Chromium, and a demonstration served as an office would serve it: `namro demo` in a home of its own."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.demonstrations import copy_of_demo, plain_environment

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 300  # the history of three months is lived through first: twenty seconds on an idle machine
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, demo_options: tuple[str, ...]) -> Path:
    """Where the served demonstration keeps its data."""
    return copy_of_demo(tmp_path_factory, tmp_path_factory.mktemp("demo"), demo_options)


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    """How the demonstration is made; a module whose tests bring the documents themselves says `--empty`."""
    return ()


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    """Settings of the served demonstration, besides its own; a module that needs some overrides this."""
    return {}


@pytest.fixture(scope="module")
def site(home: Path, demo_options: tuple[str, ...], site_settings: dict[str, str]) -> Iterator[str]:
    """The address of a served demonstration."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "namro", "demo", *demo_options, "--port", str(port)]
    environment = plain_environment() | site_settings | {"NAMRO_HOME": str(home)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait(f"{address}/healthz/ready")
        yield address
    finally:
        server.terminate()
        assert server.wait(20) == 0  # a graceful stop


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. It is stopped with the module: while it runs, Django refuses its database in this thread."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh window; a page that reports an error in its console fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    # The browser writes a line for every answer of 4xx, and where there is no network; some tests ask for those.
    asked_for = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    assert [text for text in complaints if not any(part in text for part in asked_for)] == []


@pytest.fixture
def sign_in(page: Page) -> Callable[[str], None]:
    """Sign in as one of the cast."""

    def as_one(account: str) -> None:
        page.goto("/sign-in/")
        page.fill("[name=login]", account)
        page.fill("[name=password]", "namro-demo")
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/sign-in/" not in url or "/code/" in url)

    return as_one


@pytest.fixture
def axe(page: Page) -> Callable[..., list[str]]:
    """What axe-core finds on the page that is shown."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: python scripts/collect_frontend.py")
    source = AXE.read_text(encoding="utf-8")

    def findings(what: tuple[str, ...] = EVERYTHING) -> list[str]:
        page.evaluate(source)
        result = page.evaluate("(what) => axe.run(document, {runOnly: what})", list(what))
        return [
            f"{found['id']}: {found['help']} ({json.dumps(node['target'], ensure_ascii=False)})"
            for found in result["violations"]
            for node in found["nodes"]
        ]

    return findings


def _wait(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer in {START_SECONDS} s")
