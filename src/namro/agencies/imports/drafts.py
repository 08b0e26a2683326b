"""Keeps what was read until the one who brought it says yes, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.imports.workbook import Refusal
from namro.agencies.models import ImportDraft, Person


def keep(
    subject: str, *, file_name: str, rows: Sequence[Any], refusals: Sequence[Refusal], by: Person, at: datetime
) -> ImportDraft:
    """Keep the good rows (as plain values) and the refusals."""
    return ImportDraft.objects.create(
        subject=subject,
        file_name=file_name[:200],
        rows=[{"number": row.number, "cells": row.cells} for row in rows],
        refusals=[asdict(refusal) for refusal in refusals],
        brought_by=by,
        brought_at=at,
    )


def claim(draft: ImportDraft, *, at: datetime) -> None:
    """Take the draft for saving; a second confirmation of the same one is refused."""
    if ImportDraft.objects.filter(pk=draft.pk, confirmed_at=None).update(confirmed_at=at) != 1:
        raise Refused(_("Bản xem trước này đã được nhập."))
