"""The log: it only grows, each row holds the one before, and a change, a gap or a cut is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from namro.audit.actor import Actor
from namro.audit.models import Entry
from namro.audit.operations import anchor, record
from namro.audit.ownership import PROTECT
from namro.audit.verification import BadAnchor, verify

from .conftest import NOW

UNPROTECT = {
    "sqlite": ["DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete"],
    "postgresql": ["ALTER TABLE audit_entry DISABLE TRIGGER USER"],
}


@pytest.fixture
def unprotected(db: None) -> None:
    """As one who owns the database could: the triggers are gone (and back when the test is rolled back)."""
    with connection.cursor() as cursor:
        for statement in UNPROTECT[connection.vendor]:
            cursor.execute(statement)


def append(by: Actor, count: int = 1) -> None:
    for number in range(count):
        record(by=by, at=NOW, act="person.edited", thing="person", thing_id=number, after={"ngày": NOW, "số": number})


def test_a_whole_log_is_whole(db: None, by: Actor) -> None:
    append(by, 3)
    assert verify().is_whole
    assert verify().count == Entry.objects.count()


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_remove(db: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_postgresql_refuses_to_empty_it(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")


def test_the_orm_is_refused_too(db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.first().delete()


def test_a_changed_row_is_found(unprotected: None, by: Actor) -> None:
    append(by, 3)
    number = Entry.objects.order_by("number").last().number - 1
    Entry.objects.filter(number=number).update(actor_name="người khác")
    assert [(fault.number, fault.reason) for fault in verify().faults] == [(number, "nội dung đã bị sửa")]


def test_a_removed_row_is_found(unprotected: None, by: Actor) -> None:
    append(by, 3)
    number = Entry.objects.order_by("number").last().number - 1
    Entry.objects.filter(number=number).delete()
    assert [fault.reason for fault in verify().faults] == [f"thiếu dòng {number}"]


def test_a_cut_off_end_is_found_by_the_anchor(unprotected: None, by: Actor, tmp_path: Path) -> None:
    append(by, 3)
    anchor(tmp_path / "anchors.jsonl")
    Entry.objects.filter(number__gt=Entry.objects.count() - 2).delete()
    assert verify().is_whole  # the chain alone cannot know
    assert "bị cắt" in verify(tmp_path / "anchors.jsonl").faults[0].reason


def test_a_chain_written_anew_is_found_by_the_anchor(unprotected: None, by: Actor, tmp_path: Path) -> None:
    append(by, 2)
    anchor(tmp_path / "anchors.jsonl")
    Entry.objects.filter(number=Entry.objects.count()).delete()
    append(Actor(name="kẻ khác"), 1)
    assert verify().is_whole
    assert "viết lại" in verify(tmp_path / "anchors.jsonl").faults[0].reason


def test_an_anchor_file_that_makes_no_sense_is_named_by_line(db: None, tmp_path: Path) -> None:
    file = tmp_path / "anchors.jsonl"
    file.write_text('{"day": "2025-06-20", "count": 0, "head": "0"}\nhỏng\n', encoding="utf-8")
    with pytest.raises(BadAnchor, match="dòng 2"):
        verify(file)
    with pytest.raises(BadAnchor, match="Không đọc được"):
        verify(tmp_path / "none")


def test_an_act_and_its_row_stand_or_fall_together(db: None, by: Actor) -> None:
    before = Entry.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(by)
        raise ZeroDivisionError
    assert Entry.objects.count() == before


def test_an_anchor_is_written_once_a_day(
    db: None, by: Actor, tmp_path: Path, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors.jsonl"
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            append(by)
    lines = settings.AUDIT_ANCHOR_FILE.read_text().splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["count"] == Entry.objects.count() - 1


def test_the_auditor_narrows_and_exports(as_role: Callable[[str], Client], by: Actor) -> None:
    client = as_role("thanhtra")
    with transaction.atomic():
        record(by=Actor(name="=cmd()"), at=NOW, act="person.edited", thing="person", thing_name="Vũ Thị Mối")
    page = client.get("/audit/", {"q": "Vũ Thị", "act": "person.edited", "first_day": "20/6/2025"}).content.decode()
    assert "Vũ Thị Mối" in page
    assert "Ghi ngày như" in client.get("/audit/", {"first_day": "hôm qua"}).content.decode()
    lines = b"".join(client.get("/audit/export/", {"act": "person.edited"}).streaming_content).decode()
    assert lines.startswith("\ufeffnumber,at,actor_name")
    assert "'=cmd()" in lines  # no formula for Excel
    assert Entry.objects.order_by("-number").first().act == "audit.exported"


def test_pages_of_the_log_go_by_number(as_role: Callable[[str], Client], by: Actor) -> None:
    append(by, 60)
    client = as_role("thanhtra")
    page = client.get("/audit/").content.decode()
    assert "before=" in page
    assert client.get("/audit/", {"before": "3"}).content.decode().count("<tr>") == 3


def test_another_owner_keeps_the_site_from_the_triggers(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE site_of_test; GRANT ALL ON audit_entry TO site_of_test")
        cursor.execute(PROTECT.replace(':"site"', "site_of_test"))
        cursor.execute("SET LOCAL ROLE site_of_test")
        cursor.execute("SELECT count(*) FROM audit_entry")
        for statement in (
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "DROP TRIGGER audit_entry_append_only ON audit_entry",
            "DROP TABLE audit_entry",
            "DELETE FROM audit_entry",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)
