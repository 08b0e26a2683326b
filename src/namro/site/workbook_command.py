"""`namro agencies import`: the same checks as the page, in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from namro.agencies.imports import agencies
from namro.agencies.imports.workbook import read_rows
from namro.audit.actor import machine
from namro.site import clock


def import_agencies(file: Path, *, sure: bool) -> int:
    """Show the refusals, ask, enter the good rows. Returns 0 when they were entered, 1 when not."""
    good, refusals = agencies.check(read_rows(file.read_bytes(), agencies.COLUMNS))
    for refusal in refusals:
        print(f"dòng {refusal.row}, ô {refusal.cell}: {refusal.reason}")
    bad = len({refusal.row for refusal in refusals})
    print(f"{len(good)} dòng nhập được, {bad} dòng có lỗi.")
    if not good or not (sure or _asked(len(good))):
        print("Chưa nhập gì.")
        return 1
    agencies.enter([row.cells for row in good], by=machine("namro agencies import"), at=clock.now())
    print(f"Đã nhập {len(good)} đơn vị.")
    return 0


def _asked(count: int) -> bool:
    return sys.stdin.isatty() and input(f"Nhập {count} đơn vị? (c/k) ").strip().lower() in ("c", "co", "có", "y")
