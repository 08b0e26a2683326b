"""The reader in a process of its own: bytes in on stdin, one line of JSON out for each step and for the end.

Run as `python -I -m namro.directives.reader_process read|open NAME`, or `picture PAGE` for a page as a WebP in base64.
On stdin a line of JSON comes before the document: the limits, and the pages of it that were recognised already. A
page that is recognised anew goes out as a line, so that whoever waits can keep it; `open` recognises only the first.
It imports no Django and opens no file; the limits are set before the first byte of the document is looked at, so that a
hostile file can only end this process.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from typing import Any

from namro.limited_process import limit_process

MEMORY_BYTES = 1024 * 1024 * 1024  # address space; the model directive takes some 120 MB of it
CPU_SECONDS = 120  # of this process, and of each tesseract that it starts
NICE = 5  # who waits for a page of the site goes before who waits for a document to be read


def main(act: str, name: str) -> int:
    """Open, read or picture the document on stdin; the last line says what came of it."""
    limit_process(MEMORY_BYTES, cpu_seconds=CPU_SECONDS)
    from namro.reading import CannotRead, Secret, read_source
    from namro.reading.archive import pack_directive
    from namro.reading.sources import Limits, open_source
    from namro.reading.sources.scan.reading import Scanning

    told = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        if act == "picture":
            from namro.reading.sources.page_pictures import page_picture

            _say(done=True, picture=base64.b64encode(page_picture(data, int(name))).decode())
            return 0
        if act == "read":
            os.nice(NICE)
        _say(step="opening", progress=5)
        scanning = Scanning(told["processes"], _say_pages, _Pages(told["pages"]), first_page_only=act == "open")
        source = open_source(data, name=name or None, limits=Limits(**told["limits"]), scanning=scanning)
        if act == "open":
            _say(done=True, kind=source.kind)
            return 0
        _say(step="reading", progress=80)
        directive = read_source(source)
        _say(step="packing", progress=90)
        _say(done=True, result=pack_directive(directive))
    except Secret as refusal:
        _say(refused=str(refusal), secret=True)
    except CannotRead as refusal:
        _say(refused=str(refusal))
    except MemoryError:
        _say(too_much=True)
    return 0


class _Pages:
    """Recognised pages as the reader wants them kept: who waits has them."""

    def __init__(self, known: dict[str, str]) -> None:
        self._known = known

    def get(self, key: str) -> bytes | None:
        found = self._known.get(key)
        return None if found is None else found.encode()

    def put(self, key: str, value: bytes) -> None:
        _say(page=key, value=value.decode())


def _say_pages(done: int, pages: int) -> None:
    _say(step=f"pages {done}/{pages}", progress=5 + 70 * done // pages)


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
