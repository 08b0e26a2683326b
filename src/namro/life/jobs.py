"""Jobs of assignments' lives, run by `namro worker` or, in a demonstration, inside the server."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks import task

from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.life import operations
from namro.life.models import HandoverBatch
from namro.life.operations import Acting

now = import_string(settings.CLOCK)  # a job is an edge: it reads the clock and hands it in


@task()
def hand_over_all(batch: int) -> bool:
    """Carry out a confirmed hand-over, as the person who confirmed it."""
    person = cast(Person, HandoverBatch.objects.select_related("confirmed_by").get(pk=batch).confirmed_by)
    return operations.run_handover(batch, acting=Acting(person, Actor(person.name, person.pk), now()))
