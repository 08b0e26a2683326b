"""`namro paper`: what it writes, what it refuses and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from namro.cli import main
from namro.life.models import Extension
from namro.papers.kinds import PaperKind
from namro.papers.snapshots import take
from namro.site import paper_command

from .histories import JUNE, rich
from .lives import directive, named

pytestmark = pytest.mark.django_db
AS_OF = ("--as-of", "2025-06-20T08:00")


def paper(*arguments: object) -> int:
    try:
        return main(["paper", *map(str, arguments)])
    except SystemExit as end:
        return int(end.code or 0)


def test_the_kinds_are_those_of_the_papers(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(paper_command.KINDS) == set(PaperKind)
    assert paper("list") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(PaperKind)


def test_json_is_the_snapshot_itself_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of = rich()
    out = tmp_path / "june.json"
    assert paper("monthly", "--directive", of.pk, *AS_OF, "--out", out) == 0
    assert out.read_text().removesuffix("\n") == take("monthly", directive=of, at=JUNE).text
    assert paper("verify", out) == 0
    assert "khớp với sổ" in capsys.readouterr().out
    payload = json.loads(out.read_text())
    payload["figures"]["cells.done"]["text"] = "3"
    out.write_text(json.dumps(payload))
    assert paper("verify", out) == 1
    assert capsys.readouterr().out.splitlines() == ["figures.cells.done.text: tệp ghi 3; sổ là 2", "Khác 1 chỗ."]


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_the_other_forms_are_written_whole(form: str, tmp_path: Path) -> None:
    of = rich()
    assert paper("monthly", "--directive", of.pk, *AS_OF, "--format", form, "--out", f"{tmp_path}/") == 0
    written = list(tmp_path.iterdir())
    assert [one.name for one in written] == [f"monthly-{of.pk}-2025-06-20.{form}"]
    assert written[0].read_bytes().startswith(b"%PDF-" if form == "pdf" else b"PK")


def test_a_letter_for_each_that_is_late(tmp_path: Path) -> None:
    of = rich()
    assert paper("urging", "--directive", of.pk, *AS_OF, "--each", "--out", tmp_path / "letters") == 0
    letters = [json.loads(one.read_text()) for one in sorted((tmp_path / "letters").iterdir())]
    assert sorted(one["head"]["addressees"][0] for one in letters) == ["Sở Công Thương", "Sở Xây dựng"]


def test_an_extension_and_a_letter_to_one(capsys: pytest.CaptureFixture[str]) -> None:
    of = rich()
    assert paper("extension", "--directive", of.pk, *AS_OF, "--extension", Extension.objects.get().pk) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "extension"
    health = named("Sở Y tế")
    asked: tuple[Any, ...] = ("--agency", health.pk, "--reply-by", "2025-06-30", "--unit", "TH")
    assert paper("urging", "--directive", of.pk, *AS_OF, *asked) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["head"]["symbol"] == "STC-TH"
    assert "không giao nhiệm vụ nào cho Sở Y tế" in told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("monthly", "--directive", 987, *AS_OF), "Không có văn bản số 987"),
        (("monthly", "--directive", "{of}", "--as-of", "hôm qua"), "không phải thời điểm"),
        (("monthly", "--directive", "{of}", *AS_OF, "--since", "2025-07-01"), "Đầu kỳ phải trước"),
        (("monthly", "--directive", "{of}", *AS_OF, "--format", "docx"), "cần --out"),
        (("monthly", "--directive", "{of}", *AS_OF, "--out", "/no/such/folder/x.json"), "/no/such/folder"),
        (("urging", "--directive", "{of}", *AS_OF, "--each"), "cần --out"),
        (("urging", "--directive", "{of}", *AS_OF, "--each", "--out", "{tmp}/x"), "Không có đơn vị nào"),
        (("extension", "--directive", "{of}", *AS_OF, "--extension", 5), "Không có đề nghị gia hạn số 5"),
        (("poem", "--directive", "{of}", *AS_OF), "poem"),
        (("verify", "/no/such/file.json"), "Không đọc được"),
        (("verify", __file__), "không phải tệp JSON"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_code_2(
    arguments: tuple[Any, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = directive()
    assert paper(*(str(one).format(of=of.pk, tmp=tmp_path) for one in arguments)) == 2
    assert words in capsys.readouterr().err


def test_help_comes_without_a_site(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "namro", "paper", "urging", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "--each" in told.stdout
