"""What a webhook is told of an event: which task of whom, how it stands, and where to look. No person's name, no reason
and no evidence leaves the site by this way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from namro.agencies.queries.directory import names_on
from namro.tasks.models import Event

TEXT_LENGTH = 300


def key_of(webhook: int, event: int) -> str:
    """The key of a delivery: the same whenever and wherever it is made."""
    return f"namro-{webhook}-{event}"


def bodies_of(webhook: int, events: Sequence[Event], day: date) -> dict[int, str]:
    """The body of each event by its number. The events come with assignment, task and its directive."""
    agencies = {one.assignment.agency_id for one in events if one.assignment is not None}
    names = names_on(day, sorted(agencies))
    return {one.pk: _written(_told(key_of(webhook, one.pk), one, names)) for one in events}


def trial_body(key: str, at: datetime) -> str:
    """The body of a trial delivery."""
    return _written({"id": key, "type": "trial", "at": timezone.localtime(at).isoformat()})


def _told(key: str, event: Event, names: dict[int, str]) -> dict[str, Any]:
    task, of = event.task, event.assignment
    text = " ".join(task.text.split())
    return {
        "id": key,
        "type": f"task.{event.kind}",
        "name": str(event.get_kind_display()),
        "at": timezone.localtime(event.at).isoformat(),
        "event": event.pk,
        "task": {
            "id": task.pk,
            "place": task.place,
            "text": text if len(text) <= TEXT_LENGTH else f"{text[: TEXT_LENGTH - 1]}…",
        },
        "directive": {"id": task.directive_id, "title": task.directive.title},
        "assignment": None
        if of is None
        else {
            "id": of.pk,
            "agency": {"id": of.agency_id, "name": names[of.agency_id]},
            "duty": of.duty,
            "progress": (event.after or {}).get("progress", of.progress),
            "due_date": of.due_date.isoformat() if of.due_date else None,
        },
        "url": settings.SITE_ADDRESS + reverse("tasks:task", args=[task.pk]),
    }


def _written(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
