"""The check in a process of its own: the two files and the roots in on stdin, the finding out as one line of JSON.

Run as `python -I -m namro.signing.process`. It imports no Django and opens no file of the site; the limits are set
before the first byte is looked at, so that a hostile PDF can only end this process.
"""

from __future__ import annotations

import struct
import sys

from namro.limited_process import limit_process

MEMORY_BYTES = 1536 * 1024 * 1024


def main() -> int:
    """Read the parts, each after its length, and say what was found."""
    limit_process(MEMORY_BYTES)
    from asn1crypto import x509  # type: ignore[import-untyped]

    from namro.signing.examining import examine

    stream = sys.stdin.buffer
    parts = []
    while header := stream.read(8):
        parts.append(stream.read(struct.unpack(">Q", header)[0]))
    original, signed, *roots = parts
    found = examine(original, signed, roots=[x509.Certificate.load(one) for one in roots])
    sys.stdout.write(found.to_json() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
