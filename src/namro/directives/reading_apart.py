"""Opening and reading documents in a process of their own, from the side that waits for it."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST_SECONDS = 90.0  # of wall time; the reader's own limit is lower and has the better message
LONGEST_PICTURE_SECONDS = 20.0  # of one page, which takes less than one
_OF_A_LOOK = 2 / 3  # of its time may go into the first page, so that its own message comes
SIGN_SECONDS = 5.0  # so often who waits is told that the reading lives, though nothing new is to be told
_ENVIRONMENT = {"LANG": "C.UTF-8"}  # all that the process of its own gets of it

Progress = Callable[[str, int], object]
KeepPage = Callable[[str, str], object]


class NotRead(Exception):
    """A document that is refused, with cause and remedy in words. `is_secret`: nothing of it may be kept."""

    def __init__(self, message: str, *, is_secret: bool = False) -> None:
        super().__init__(message)
        self.is_secret = is_secret


class Overtaken(Exception):
    """Whoever waits has said that the reading is no more his."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A document that would be read: its kind, and the page that was recognised for that, by its key."""

    kind: str
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Answer:
    last: dict[str, Any]
    code: int


def open_apart(data: bytes, name: str) -> Looked:
    """Look into a document without keeping it; of a scan only at the first page, where a mark of secrecy stands.

    Raises NotRead for what the reader refuses.
    """
    pages: dict[str, str] = {}
    told = _ask("open", data, name, keep_page=pages.__setitem__, longest=LONGEST_SECONDS)
    return Looked(str(told["kind"]), pages)


def read_apart(
    data: bytes,
    name: str,
    progress: Progress,
    *,
    pages: Mapping[str, str] | None = None,
    keep_page: KeepPage | None = None,
) -> dict[str, Any]:
    """Read a document; the Directive as reading.archive packs it.

    `progress` is told each step, and again while one lasts; where it answers False, Overtaken is raised. `pages` were
    recognised before, and `keep_page` is given each that is recognised now. A reading may last as long as it goes on:
    only a page has a limit of time.
    """
    silence = max(LONGEST_SECONDS, 2 * settings.SCAN_PAGE_SECONDS + 30.0)
    told = _ask("read", data, name, progress, pages=pages, keep_page=keep_page, silence=silence)
    result: dict[str, Any] = told["result"]
    return result


def picture_apart(data: bytes, page: int) -> bytes:
    """A page (from 1) of a PDF or scan as a picture, drawn anew. Raises NotRead for a page that is not there."""
    told = _ask("picture", data, str(page), longest=LONGEST_PICTURE_SECONDS)
    return base64.b64decode(told["picture"])


def _ask(
    act: str,
    data: bytes,
    name: str,
    progress: Progress | None = None,
    *,
    pages: Mapping[str, str] | None = None,
    keep_page: KeepPage | None = None,
    longest: float = float("inf"),
    silence: float = float("inf"),
) -> dict[str, Any]:
    page_seconds = min(settings.SCAN_PAGE_SECONDS, longest * _OF_A_LOOK)
    limits = {"max_page_seconds": page_seconds, "max_scanned_pages": settings.SCAN_PAGES}
    told = {"limits": limits, "processes": settings.SCAN_PROCESSES, "pages": dict(pages or {})}
    given = json.dumps(told, ensure_ascii=False).encode() + b"\n" + data
    answer = _run(
        act,
        given,
        name,
        progress or (lambda step, share: None),
        keep_page or (lambda key, value: None),
        longest=longest,
        silence=silence,
    )
    if answer.last.get("done"):
        return answer.last
    if refused := answer.last.get("refused"):
        raise NotRead(refused, is_secret=bool(answer.last.get("secret")))
    if answer.last.get("too_much") or answer.code < 0:
        raise NotRead(_("Đọc tệp tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng. Tách tệp rồi gửi từng phần."))
    raise NotRead(_("Chương trình đọc gặp lỗi với tệp này. Gửi tệp cho bộ phận kỹ thuật để kiểm tra."))


def _run(
    act: str, given: bytes, name: str, progress: Progress, keep_page: KeepPage, *, longest: float, silence: float
) -> _Answer:
    # -I: no current folder, no variables of the user's environment.
    command = [sys.executable, "-I", "-m", "namro.directives.reader_process", act, name]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_ENVIRONMENT
    ) as child:
        # In threads of their own: neither a child that does not read nor one that is silent must hold us up.
        lines: SimpleQueue[bytes | None] = SimpleQueue()
        threading.Thread(target=_feed, args=(child, given), daemon=True).start()
        threading.Thread(target=_listen, args=(child, lines), daemon=True).start()
        last: dict[str, Any] = {}
        ends = time.monotonic() + longest
        silent_until = time.monotonic() + silence
        line: bytes | None = b""
        try:
            while (now := time.monotonic()) < min(ends, silent_until):
                try:
                    line = lines.get(timeout=min(SIGN_SECONDS, ends - now, silent_until - now))
                except Empty:
                    line = b""
                if line is None:
                    break
                if line:
                    silent_until = time.monotonic() + silence
                    told = _understood(line)
                    if told is None:
                        continue
                    if "page" in told:
                        keep_page(told["page"], told["value"])
                        continue
                    last = told
                if "step" in last and progress(last["step"], last["progress"]) is False:
                    raise Overtaken
        finally:
            if line is not None:
                child.kill()
        return _Answer(last, child.wait())


def _listen(child: subprocess.Popen[bytes], lines: SimpleQueue[bytes | None]) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        lines.put(line)
    lines.put(None)


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(data)
        child.stdin.close()
    except (BrokenPipeError, ValueError):
        pass  # it ended before it had read all: its own last words say why


def _understood(line: bytes) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:  # cut off in mid-line: what came before stands
        return None
    return told
