"""`namro read --why`: every field is told with its rule, and every rule has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from namro.cli import main
from namro.reading import read
from namro.reading.export import why
from namro.reading.lexicon import rows

EXAMPLE = Path(__file__).parents[2] / "examples" / "chi-thi-tinh-an-lam.docx"
READING = Path(why.__file__).parents[1]


def test_every_rule_of_the_reader_has_a_sentence() -> None:
    named = {
        rule
        for path in READING.glob("*.py")
        for rule in re.findall(
            r'"((?:task|doer|lead|coordinator|deadline|report|product|not_task)\.[a-z_]+)"', path.read_text("utf-8")
        )
    }
    assert named - {row["rule"] for row in rows("rules")} == set()


def test_rules_used_on_the_example_have_sentences() -> None:
    assert "Quy tắc " not in why.render(read(EXAMPLE))


def test_the_command_tells_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(EXAMPLE), "--why"]) == 0
    said = capsys.readouterr().out
    assert "Chủ trì “Sở Tài chính”" in said
    assert "chính ngày ấy đã là trễ" in said
