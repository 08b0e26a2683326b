"""Workbooks as people bring them: downloaded, changed with openpyxl, sent, worked on."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from namro.workbooks.jobs import work_on
from namro.workbooks.models import Brought, State


def downloaded(client: Client, address: str) -> Any:
    """A workbook of the site, opened."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: Client, address: str, content: bytes, name: str = "so.xlsx") -> Brought:
    """Bring a workbook and let the worker read it."""
    response = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()
    return worked(Brought.objects.order_by("-pk")[0])


def worked(brought: Brought) -> Brought:
    """After the worker was there, as often as it is asked."""
    for _time in range(3):
        brought.refresh_from_db()
        if brought.state != State.QUEUED:
            break
        work_on.func(brought.pk)
    brought.refresh_from_db()
    return brought


def column(sheet: Any, head: str) -> int:
    """The place of a column by its head."""
    for row in sheet.iter_rows(min_row=1, max_row=8):
        for cell in row:
            if cell.value == head:
                return int(cell.column)
    raise AssertionError(head)


def row_of(sheet: Any, words: str) -> int:
    """The first row in which a cell begins with these words."""
    found: Callable[[Any], bool] = lambda cell: str(cell.value or "").startswith(words)  # noqa: E731
    return next(cell.row for row in sheet.iter_rows() for cell in row if found(cell))
