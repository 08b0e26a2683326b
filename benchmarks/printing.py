"""How long papers take to print, each in a process of its own so that its peak of memory is its own.

    .venv/bin/python benchmarks/printing.py [tasks …]

A monthly report of 60 agencies: one task in five is overdue and stands in an annex, so that 3,000 tasks give some 70
pages. Then 60 urging letters, each in Word and as PDF.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AGENCIES, OVERDUE_PART, LETTERS = 60, 5, 60
FORMS = ("docx", "pdf", "xlsx")


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(_one(sys.argv[2], int(sys.argv[3]))))
        return 0
    sizes = [int(one) for one in sys.argv[1:]] or [3_000, 30_000]
    print(f"{'paper':40}{'seconds':>9}{'KB':>9}{'peak MB':>9}")
    for tasks in sizes:
        for form in FORMS:
            _print(f"monthly report, {tasks:,} tasks, {form}", _apart(form, tasks))
    _print(f"{LETTERS} urging letters, docx and pdf", _apart("letters", LETTERS))
    return 0


def _apart(form: str, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--one", form, str(count)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return json.loads(done.stdout)


def _one(form: str, count: int) -> dict[str, float]:
    sys.path.insert(0, str(ROOT))
    from tests import invented_papers as invented

    from namro.papers import rendering

    if form == "letters":
        papers = [invented.letter(number) for number in range(count)]
        started = time.perf_counter()
        made = [b"".join((rendering.to_docx(one, one["body"]), rendering.to_pdf(one, one["body"]))) for one in papers]
    else:
        paper = invented.monthly(agencies=AGENCIES, overdue=count // OVERDUE_PART)
        paper["rows"] = [invented.row(number) for number in range(1, count + 1)]
        started = time.perf_counter()
        if form == "xlsx":
            made = [rendering.to_xlsx(paper)]
        else:
            made = [(rendering.to_docx if form == "docx" else rendering.to_pdf)(paper, paper["body"])]
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "kilobytes": sum(map(len, made)) / 1024, "peak": peak}


def _print(name: str, figures: dict[str, float]) -> None:
    print(f"{name:40}{figures['seconds']:9.2f}{figures['kilobytes']:9.0f}{figures['peak']:9.0f}")


if __name__ == "__main__":
    sys.exit(main())
