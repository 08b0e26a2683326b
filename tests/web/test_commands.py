"""The site's commands, run as one runs them: in a process of their own, in a home of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import xlsxwriter


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a demonstration, made once."""
    home = tmp_path_factory.mktemp("namro")
    assert run(home, "demo", "--no-serve").returncode == 0
    return home


@pytest.fixture
def home(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of it, to spoil."""
    return Path(shutil.copytree(demonstration, tmp_path / "home"))


def environment(home: Path, **more: str) -> dict[str, str]:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("NAMRO_", "DATABASE_", "DJANGO_"))
    }
    return plain | {"NAMRO_HOME": str(home), "NAMRO_LOG_LEVEL": "WARNING"} | more


def run(home: Path, *arguments: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "namro", *arguments]
    return subprocess.run(
        command, env=environment(home, **more), input=given, capture_output=True, text=True, check=False, timeout=120
    )


def asked(home: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "namro.sqlite3") as database:
        return database.execute(question).fetchall()


def spoil(home: Path, *statements: str) -> None:
    """As one could who has the file itself: the triggers go first."""
    with sqlite3.connect(home / "namro.sqlite3") as database:
        for statement in ("DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete", *statements):
            database.execute(statement)


def test_from_nothing_to_a_site_that_is_ready(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert "namro migrate" in run(home, "check").stdout
    refused = run(home, "serve")
    assert refused.returncode == 1
    assert "namro migrate" in refused.stderr
    assert run(home, "migrate").returncode == 0
    assert "Chưa có quản trị" in run(home, "check").stdout
    who = ("createadmin", "--username", "quan.tri", "--name", "Đỗ Văn Trị", "--email", "tri@an-lam.example")
    weak = run(home, *who, "--password-stdin", given="ngắn\n")
    assert weak.returncode == 2
    assert "ít nhất 10 ký tự" in weak.stderr
    assert run(home, *who, "--password-stdin", given="Ruộng bậc thang 7\n").returncode == 0
    ready = run(home, "check")
    assert ready.returncode == 0, ready.stdout
    assert "[cần sửa]" not in ready.stdout
    assert (home / "secret_key").stat().st_mode & 0o077 == 0


def test_a_setting_that_makes_no_sense_ends_the_command_in_one_line(tmp_path: Path) -> None:
    refused = run(tmp_path, "check", NAMRO_HTTPS="maybe")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "NAMRO_HTTPS='maybe'" in refused.stderr


def test_the_demonstration_is_made_once_and_spoils_nothing(home: Path, tmp_path: Path) -> None:
    assert "Đã có" in run(home, "demo", "--no-serve").stdout
    other = run(home, "demo", "--no-serve", "--province", "thai-nguyen-2025-03")
    assert other.returncode == 2
    assert "NAMRO_HOME" in other.stderr
    (home / "demo.json").unlink()  # now it is anybody's data
    refused = run(home, "demo", "--no-serve")
    assert refused.returncode == 2
    assert "không phải của bản trình diễn" in refused.stderr
    assert run(tmp_path / "tn", "demo", "--no-serve", "--province", "thai-nguyen").returncode == 0
    unknown = run(tmp_path, "demo", "--no-serve", "--province", "atlantis")
    assert unknown.returncode == 2
    assert "thai-nguyen-2025-03, thai-nguyen-2025-07, an-lam" in unknown.stderr


def test_the_demonstration_has_lived(demonstration: Path) -> None:
    kinds = dict(asked(demonstration, "SELECT kind, count(*) FROM tasks_event GROUP BY kind"))
    for kind in ("updated", "completed", "accepted", "returned", "to_head", "reported", "asked", "granted", "denied",
                 "countered", "complained", "directed", "paused", "refused", "handed_over", "withdrawn"):  # fmt: skip
        assert kinds.get(kind), kind
    assert asked(demonstration, "SELECT stage FROM directives_directive ORDER BY issued_date") == [
        ("issued",), ("trial",), ("review",),
    ]  # fmt: skip
    overdue = "SELECT count(*) FROM tasks_assignment WHERE is_counted AND closed_at IS NULL AND due_date < '2025-06-20'"
    done = "SELECT count(*) FROM tasks_assignment WHERE is_counted AND progress = 'done'"
    assert 5 <= asked(demonstration, overdue)[0][0] <= 15
    assert asked(demonstration, done)[0][0] > 100
    assert asked(demonstration, "SELECT DISTINCT state FROM reminders_message") == [("sent",)]
    assert len(list((demonstration / "mail").iterdir())) > 60  # one file a morning on which something was sent
    assert run(demonstration, "audit", "verify").returncode == 0


def test_a_demonstration_that_starts_earlier_is_the_beginning_of_the_same(demonstration: Path, tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "--no-serve", NAMRO_CLOCK="2025-04-10T08:00+07:00").returncode == 0
    events = "SELECT id, kind, at, person_name, reason FROM tasks_event ORDER BY id"
    early = asked(tmp_path, events)
    assert len(early) > 200
    assert asked(demonstration, events)[: len(early)] == early


def test_a_demonstration_without_documents(tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "--no-serve", "--empty").returncode == 0
    assert asked(tmp_path, "SELECT count(*) FROM directives_directive") == [(0,)]


def test_a_set_of_agencies_is_loaded_over_another(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    march = run(tmp_path, "agencies", "load", "thai-nguyen-2025-03")
    assert march.returncode == 0, march.stderr
    assert "nhập mới 63 đơn vị" in march.stdout
    assert "nhập mới 94 đơn vị" in run(tmp_path, "agencies", "load", "thai-nguyen-2025-07").stdout
    assert (
        "nhập mới 0 đơn vị, 0 nhóm, 0 cách gọi, 0 việc"
        in run(tmp_path, "agencies", "load", "thai-nguyen-2025-07").stdout
    )
    invented = run(tmp_path, "agencies", "load", "an-lam")
    assert invented.returncode == 2
    assert "minh họa" in invented.stderr
    assert run(tmp_path, "agencies", "load", "atlantis").returncode == 2


def test_routes_as_json(home: Path) -> None:
    routes = json.loads(run(home, "routes", "--format", "json").stdout)
    listing = next(route for route in routes if route["name"] == "agencies:list")
    assert listing["path"] == "/agencies/"
    assert listing["methods"] == ["GET"]
    assert "focal_officer" in listing["roles"]
    assert all({"path", "name", "methods", "roles"} <= set(route) for route in routes)


def test_a_whole_log_is_verified(home: Path) -> None:
    whole = run(home, "audit", "verify", "--anchor", str(home / "audit-anchors.jsonl"))
    assert whole.returncode == 0
    assert "nguyên vẹn" in whole.stdout


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit_entry SET thing_name = 'khác' WHERE number = 5", "dòng 5: nội dung đã bị sửa"),
        ("DELETE FROM audit_entry WHERE number = 5", "thiếu dòng 5"),
        ("DELETE FROM audit_entry WHERE number > 100", "bị cắt"),
    ],
)
def test_a_spoilt_log_is_found(home: Path, statement: str, says: str) -> None:
    run(home, "audit", "anchor", "--file", str(home / "outside.jsonl"))
    spoil(home, statement)
    found = run(home, "audit", "verify", "--anchor", str(home / "outside.jsonl"))
    assert found.returncode == 1
    assert says in found.stdout
    assert "mất lớp bảo vệ" in run(home, "check").stdout


def test_an_anchor_that_is_not_there_is_refused(home: Path) -> None:
    refused = run(home, "audit", "verify", "--anchor", str(home / "none"))
    assert refused.returncode == 2
    assert "Không đọc được tệp mốc" in refused.stderr


def test_agencies_from_a_workbook_in_the_terminal(home: Path) -> None:
    file = home / "them.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Tên đơn vị", "Loại", "Cấp trên"))
        sheet.write_row(1, 0, ("Sở Ngoại vụ", "Sở và cơ quan tương đương", "UBND tỉnh An Lâm"))
        sheet.write_row(2, 0, ("Sở Lạ", "Loại lạ", ""))
    asked = run(home, "agencies", "import", str(file))
    assert asked.returncode == 1
    assert "dòng 3, ô C3" in asked.stdout
    assert "Chưa nhập gì" in asked.stdout
    assert "Đã nhập 1 đơn vị" in run(home, "agencies", "import", str(file), "--yes").stdout
    assert run(home, "agencies", "import", str(home / "none.xlsx")).returncode == 2
    assert run(home, "agencies", "template", str(home / "mau.xlsx")).returncode == 0


def test_the_server_serves_and_stops_gracefully(home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "namro", "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE, text=True)
    try:
        for _try in range(150):
            try:
                answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/ready", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        assert json.load(answer) == {"status": "ready", "failing": []}
        assert answer.headers["Strict-Transport-Security"] is None  # over plain HTTP it would mean nothing
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def test_help_in_english(tmp_path: Path) -> None:
    import argparse

    from namro.site.commands import add_commands

    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(), "en")
    assert "say what is not ready" in parser.format_help()


def test_the_papers_of_the_demonstration_agree_with_its_records(home: Path) -> None:
    """Every figure, counted again from the raw rows by a script of its own; the papers say that they are a sample."""
    script = Path(__file__).parents[2] / "scripts/recount_paper.py"
    for kind, moment in (
        *((kind, "2025-06-20T08:00") for kind in ("monthly", "urging", "brief", "annex", "directions")),
        ("monthly", "2025-05-20T08:00"),
    ):
        out = home / f"{kind}-{moment[:10]}.json"
        made = run(home, "paper", kind, "--directive", "1", "--as-of", moment, "--out", str(out))
        assert (made.returncode, made.stderr) == (0, "")
        assert json.loads(out.read_text())["sample"] is True
        command = [sys.executable, str(script), str(out), str(home / "namro.sqlite3")]
        recounted = subprocess.run(command, capture_output=True, text=True, check=False)
        assert recounted.returncode == 0, recounted.stdout + recounted.stderr
    verified = run(home, "paper", "verify", str(home / "monthly-2025-06-20.json"))
    assert (verified.returncode, verified.stdout) == (0, "Ảnh chụp khớp với sổ.\n")
