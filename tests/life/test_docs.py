"""docs/life.md bears the table of today."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation

from namro.life.table import as_markdown

PAGE = Path(__file__).parents[2] / "docs/life.md"


def test_the_page_bears_the_table_of_today() -> None:
    with translation.override("vi"):
        assert as_markdown() in PAGE.read_text(encoding="utf-8")
