#!/usr/bin/env python3
"""Makes examples/chi-thi-tinh-an-lam.docx and .txt from the .md beside them. Standard library only.

usage: python3 examples/make_example.py [FOLDER]    (where to write; this folder by default)
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.source import parse
from making.text import as_text
from making.word import as_docx

HERE = Path(__file__).parent
NAME = "chi-thi-tinh-an-lam"


def main(folder: Path) -> None:
    example = parse((HERE / f"{NAME}.md").read_text("utf-8"))
    (folder / f"{NAME}.txt").write_text(as_text(example), "utf-8", newline="\n")
    (folder / f"{NAME}.docx").write_bytes(as_docx(example))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
