"""The independent recount agrees with every kind of paper, and finds a figure that was changed."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from namro.life import operations
from namro.life.models import Extension
from namro.papers.kinds import PaperKind
from namro.papers.snapshots import take

from .histories import JUNE, MAY, at, rich
from .lives import acting, named

pytestmark = pytest.mark.django_db


@cache
def recount() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts/recount_paper.py"
    found = importlib.util.spec_from_file_location("recount_paper", path)
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def execute(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.parametrize("kind", list(PaperKind))
@pytest.mark.parametrize("moment", [MAY, JUNE, at(7, 31)])
def test_every_figure_is_counted_again(kind: PaperKind, moment: Any) -> None:
    of = rich()
    operations.direct_agency(named("Sở Xây dựng"), text="Họp giao ban hằng tuần", acting=acting("lanhdao", at(6, 16)))
    values = {"extension": Extension.objects.get()} if kind is PaperKind.EXTENSION else {}
    payload = json.loads(take(kind, directive=of, at=moment, **values).text)
    assert recount().faults(payload, execute) == []


def test_a_letter_to_one_agency_is_counted_again() -> None:
    payload = json.loads(take("urging", directive=rich(), at=JUNE, agency=named("Sở Xây dựng")).text)
    assert recount().faults(payload, execute) == []


def test_a_changed_figure_is_found() -> None:
    payload = json.loads(take("monthly", directive=rich(), at=JUNE).text)
    payload["figures"]["cells.overdue"]["value"] = 3
    payload["figures"]["cells.done"]["text"] = "20"
    payload["figures"]["poems.total"] = {"value": 1, "text": "1"}
    found = recount().faults(payload, execute)
    assert [line.partition(":")[0] for line in found] == ["cells.done", "cells.overdue", "poems.total"]
