"""The administrator's page tells what stopped: the tick, the mail, the queue, the backups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from namro.agencies.models import Person
from namro.reminders.models import Beat, Delivery, Message
from namro.reminders.ticking import tick
from namro.site.administration import log_backup, state_of_site

NOW = datetime.fromisoformat("2025-06-20T08:00+07:00")


def test_a_tick_leaves_one_row_a_machine(db: None) -> None:
    tick(NOW)
    tick(NOW + timedelta(minutes=5))
    beat = Beat.objects.get()
    assert beat.at == NOW + timedelta(minutes=5)
    assert not state_of_site(NOW + timedelta(minutes=10)).is_silent
    assert state_of_site(NOW + timedelta(hours=2)).is_silent


def test_a_site_that_never_ticked_nor_backed_up_is_told(as_role: Callable[[str], Client]) -> None:
    page = as_role("quantri").get("/administration/").content.decode()
    assert "Chưa chạy lần nào" in page
    assert "Chưa sao lưu lần nào" in page


def test_the_newest_backup_is_told_and_grows_old(db: None) -> None:
    log_backup(Path("a.namro"), 2_000_000, at=NOW - timedelta(days=3))
    assert state_of_site(NOW).is_backup_old
    log_backup(Path("b.namro"), 2_000_000, at=NOW)
    state = state_of_site(NOW)
    assert state.backup is not None
    assert (state.backup.thing_name, state.is_backup_old) == ("b.namro", False)


def test_mail_that_was_given_up_and_work_that_failed_are_shown(
    as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    message = Message.objects.create(
        key="a", message_id="<a@b>", person=person("daumoi"), address="daumoi@an-lam.example", subject="x", text="x",
        html="x", state="failed", attempts=20, created_at=NOW, next_attempt_at=NOW,
    )  # fmt: skip
    Delivery.objects.create(message=message, attempt=20, began_at=NOW, outcome="failed", detail="550 hộp thư đầy")
    DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED, task_path="namro.directives.jobs.read_document", args_kwargs={},
        backend_name="default", finished_at=NOW, run_after=NOW, exception_class_path="", traceback="",
    )  # fmt: skip
    page = as_role("quantri").get("/administration/").content.decode()
    assert "550 hộp thư đầy" in page
    assert "namro.directives.jobs.read_document" in page


@pytest.mark.parametrize("stranger", ["daumoi", "theodoi", "lanhdao", "thanhtra"])
def test_others_do_not_come_in(stranger: str, as_role: Callable[[str], Client]) -> None:
    assert as_role(stranger).get("/administration/").status_code == 403


def test_it_asks_a_fixed_number_of_questions(as_role: Callable[[str], Client]) -> None:
    client = as_role("quantri")
    client.get("/administration/")
    with CaptureQueriesContext(connection) as few:
        client.get("/administration/")
    for number in range(20):
        Beat.objects.create(machine=f"m{number}", at=NOW, seconds=1, notices=0, digests=0, sent=0)
    with CaptureQueriesContext(connection) as many:
        client.get("/administration/")
    assert len(many) == len(few)
