"""The register as csv: opened by Excel as it is, and harmless there."""

import csv
from io import StringIO

from namro.reading.export import flat
from tests.export.invented import register


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_utf8_is_marked_and_lines_end_as_rfc_4180_says():
    text = flat.render([register()])
    assert text.startswith("\ufeff") and text.endswith("\r\n")


def test_several_registers_share_one_head():
    found = rows(flat.render([register(), register()]))
    assert len(found) == 8 and found[4]["STT"] == "1"


def test_fields():
    first = rows(flat.render([register()]))[0]
    assert first["Hạn cuối"] == "2025-03-14" and first["Thời hạn (nguyên văn)"] == "trước ngày 15/3/2025"
    assert first["Số mục rõ"] == "5/5" and first["Báo cáo tới"] == "UBND tỉnh"


def test_a_formula_is_made_harmless():
    assert rows(flat.render([register()]))[2]["Nhiệm vụ"].startswith("'=HYPERLINK")
