"""The reader in a process of its own: bytes in on stdin, one line of JSON out for each step and for the end.

Run as `python -I -m namro.directives.reader_process read|open NAME`, or `picture PAGE` for a page as a WebP in base64.
It imports no Django and opens no file; the limits are set before the first byte of the document is looked at, so that a
hostile file can only end this process.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

from namro.limited_process import limit_process

MEMORY_BYTES = 1024 * 1024 * 1024  # address space; the model directive takes some 120 MB of it


def main(act: str, name: str) -> int:
    """Open, read or picture the document on stdin; the last line says what came of it."""
    limit_process(MEMORY_BYTES)
    from namro.reading import CannotRead, Secret, read_source
    from namro.reading.archive import pack_directive
    from namro.reading.sources import open_source

    data = sys.stdin.buffer.read()
    try:
        if act == "picture":
            from namro.reading.sources.page_pictures import page_picture

            _say(done=True, picture=base64.b64encode(page_picture(data, int(name))).decode())
            return 0
        _say(step="opening", progress=10)
        source = open_source(data, name=name or None)
        if act == "open":
            _say(done=True, kind=source.kind)
            return 0
        _say(step="reading", progress=40)
        directive = read_source(source)
        _say(step="packing", progress=80)
        _say(done=True, result=pack_directive(directive))
    except Secret as refusal:
        _say(refused=str(refusal), secret=True)
    except CannotRead as refusal:
        _say(refused=str(refusal))
    except MemoryError:
        _say(too_much=True)
    return 0


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
