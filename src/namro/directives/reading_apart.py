"""Opening and reading documents in a process of their own, from the side that waits for it."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

LONGEST_SECONDS = 90.0  # of wall time; the reader's own limit is lower and has the better message
LONGEST_PICTURE_SECONDS = 20.0  # of one page, which takes less than one

Progress = Callable[[str, int], object]


class NotRead(Exception):
    """A document that is refused, with cause and remedy in words. `is_secret`: nothing of it may be kept."""

    def __init__(self, message: str, *, is_secret: bool = False) -> None:
        super().__init__(message)
        self.is_secret = is_secret


@dataclass(frozen=True, slots=True)
class _Answer:
    last: dict[str, Any]
    code: int


def open_apart(data: bytes, name: str) -> str:
    """Look into a document without keeping it: its kind. Raises NotRead for what the reader refuses."""
    return str(_ask("open", data, name, lambda step, progress: None)["kind"])


def read_apart(data: bytes, name: str, progress: Progress) -> dict[str, Any]:
    """Read a document; the Directive as reading.archive packs it. `progress` is told each step."""
    result: dict[str, Any] = _ask("read", data, name, progress)["result"]
    return result


def picture_apart(data: bytes, page: int) -> bytes:
    """A page (from 1) of a PDF or scan as a picture, drawn anew. Raises NotRead for a page that is not there."""
    told = _ask("picture", data, str(page), lambda step, progress: None, seconds=LONGEST_PICTURE_SECONDS)
    return base64.b64decode(told["picture"])


def _ask(act: str, data: bytes, name: str, progress: Progress, *, seconds: float = LONGEST_SECONDS) -> dict[str, Any]:
    answer = _run(act, data, name, progress, seconds)
    if answer.last.get("done"):
        return answer.last
    if refused := answer.last.get("refused"):
        raise NotRead(refused, is_secret=bool(answer.last.get("secret")))
    if answer.last.get("too_much") or answer.code < 0:
        raise NotRead(_("Đọc tệp tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng. Tách tệp rồi gửi từng phần."))
    raise NotRead(_("Chương trình đọc gặp lỗi với tệp này. Gửi tệp cho bộ phận kỹ thuật để kiểm tra."))


def _run(act: str, data: bytes, name: str, progress: Progress, seconds: float) -> _Answer:
    # -I: no current folder, no variables of the user's environment.
    command = [sys.executable, "-I", "-m", "namro.directives.reader_process", act, name]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"LANG": "C.UTF-8"}
    ) as child:
        stop = threading.Timer(seconds, child.kill)
        stop.start()
        # Fed from a thread: a child that does not read must not hold us up.
        feeder = threading.Thread(target=_feed, args=(child, data), daemon=True)
        feeder.start()
        last: dict[str, Any] = {}
        try:
            assert child.stdout is not None
            for line in child.stdout:
                last = _understood(line, last)
                if "step" in last:
                    progress(last["step"], last["progress"])
        finally:
            stop.cancel()
            child.kill()
        return _Answer(last, child.wait())


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(data)
        child.stdin.close()
    except (BrokenPipeError, ValueError):
        pass  # it ended before it had read all: its own last words say why


def _understood(line: bytes, last: dict[str, Any]) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:  # cut off in mid-line: what came before stands
        return last
    return told
