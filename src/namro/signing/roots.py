"""The certificates that an office trusts: files in a folder, as the issuing centres hand them out."""

from __future__ import annotations

from pathlib import Path

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.keys import load_certs_from_pemder

ENDINGS = (".pem", ".crt", ".cer", ".der")


def roots_in(folder: Path) -> list[x509.Certificate]:
    """Every certificate in the folder; a file that is none is passed over."""
    found: list[x509.Certificate] = []
    for file in sorted(folder.glob("*")) if folder.is_dir() else ():
        if file.suffix.lower() in ENDINGS:
            try:
                found.extend(load_certs_from_pemder([str(file)]))  # type: ignore[no-untyped-call]
            except (ValueError, OSError):
                continue
    return found
