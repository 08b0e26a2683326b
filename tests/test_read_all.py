"""`namro read-all`: each document once, one table of results, and a stop that costs nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from namro.cli import main
from namro.cli import read_all as module
from tests.making_pdf import directive


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    (folder / "con").mkdir(parents=True)
    (folder / "a.txt").write_text("CHỈ THỊ\n1. Sở Tài chính báo cáo trước ngày 26/3/2025.\n", "utf-8")
    (folder / "con" / "a.pdf").write_bytes(directive())
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    return folder


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return {Path(row["file"]).name: row for row in csv.DictReader(file)}


def test_a_corpus_is_read_and_told(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    assert main(["read-all", str(corpus), "--out", str(out), "--jobs", "2"]) == 2
    found = rows(out)
    assert {name: row["state"] for name, row in found.items()} == {
        "a.txt": "read",
        "a.pdf": "read",
        "hong.pdf": "refused",
    }
    assert found["a.pdf"]["number"] == "07/CT-UBND"
    assert "hỏng" in found["hong.pdf"]["said"]
    assert len(json.loads(Path(found["a.pdf"]["result"]).read_text("utf-8"))["tasks"]) == int(found["a.pdf"]["tasks"])
    said = capsys.readouterr()
    assert said.out == ""
    assert "3 văn bản: 2 đọc được, 1 bị từ chối" in said.err


def test_run_again_it_reads_only_what_changed(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    command = ["read-all", str(corpus), "--out", str(out), "--jobs", "1"]
    main(command)
    table = out / "results.csv"
    table.write_bytes(table.read_bytes() + b"half a li")  # as a stop may leave it
    capsys.readouterr()
    main(command)
    assert "0 đọc trong lần này" in capsys.readouterr().err
    (corpus / "a.txt").write_text("CHỈ THỊ\n1. Sở Y tế báo cáo kết quả trước ngày 27/3/2025.\n", "utf-8")
    main(command)
    assert "1 đọc trong lần này" in capsys.readouterr().err
    assert len(rows(out)) == 3


def test_it_needs_a_folder_for_the_results(corpus: Path) -> None:
    with pytest.raises(SystemExit):
        main(["read-all", str(corpus)])
    with pytest.raises(SystemExit):
        main(["read-all", str(corpus), "--out", "x", "--jobs", "0"])


def test_a_file_that_kills_its_reader_is_refused(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    class Dying:
        def __enter__(self) -> Dying:
            return self

        def __exit__(self, *_: object) -> None: ...

        def submit(self, *_: object) -> object:
            raise BrokenProcessPool

    monkeypatch.setattr(module, "_pool", lambda _: Dying())
    row = module._alone(corpus / "a.txt", tmp_path, module.Speech("vi"))
    assert row.state == "refused" and "dừng đột ngột" in row.said
