"""The check in a process of its own: the two files and the roots in on stdin, the finding out as one line of JSON.

Run as `python -I -m namro.signing.process`. It imports no Django and opens no file of the site; the limits are set
before the first byte is looked at, so that a hostile PDF can only end this process.
"""

from __future__ import annotations

import resource
import struct
import sys

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 60


def main() -> int:
    """Read the parts, each after its length, and say what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
