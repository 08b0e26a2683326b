"""The table of a task's life, without a database."""

from __future__ import annotations

from importlib import import_module

import pytest

from namro.life.transitions import MOVE_NAMES, TRANSITIONS, WHO_NAMES, Move, Need, Who, allowed_changes, transition
from namro.tasks.progress import ENDED, Duty, Progress


def test_the_database_knows_the_same_table() -> None:
    migration = import_module("namro.life.migrations.0002_what_the_database_holds_to")
    assert frozenset(migration.CHANGES) == allowed_changes()


@pytest.mark.parametrize(
    ("state", "move", "duty", "to"),
    [
        (Progress.NOT_STARTED, Move.UPDATE, Duty.LEAD, Progress.UNDER_WAY),
        (Progress.RETURNED, Move.COMPLETE, Duty.LEAD, Progress.AWAITING),
        (Progress.AWAITING, Move.CONFIRM, Duty.LEAD, Progress.DONE),
        (Progress.AWAITING, Move.UPDATE, Duty.LEAD, None),  # what waits is decided first
        (Progress.DONE, Move.UPDATE, Duty.LEAD, None),  # an update on a confirmed task
        (Progress.DONE, Move.REOPEN, Duty.LEAD, Progress.RETURNED),
        (Progress.AWAITING, Move.HAND_OVER, Duty.LEAD, None),
        (Progress.WITHDRAWN, Move.WITHDRAW, Duty.LEAD, None),
    ],
)
def test_where_a_move_leads(state: Progress, move: Move, duty: Duty, to: Progress | None) -> None:
    row = transition(state, move, duty)
    assert (row.target if row else None) == to


def test_each_move_from_a_state_is_one_row() -> None:
    seen = [(state, row.move, duty) for row in TRANSITIONS for state in row.sources for duty in row.duties]
    assert len(seen) == len(set(seen))


def test_only_a_confirmer_or_the_lead_says_done() -> None:
    assert {row.who for row in TRANSITIONS if row.target is Progress.DONE} == {Who.CONFIRMER, Who.LEAD}


def test_what_answers_to_the_province_needs_evidence() -> None:
    rows = [row for row in TRANSITIONS if row.move is Move.COMPLETE]
    assert all((Need.EVIDENCE in row.needs) == (Duty.LEAD in row.duties) for row in rows)


def test_every_state_can_be_left_but_the_ended_ones() -> None:
    left = {state for row in TRANSITIONS for state in row.sources}
    assert set(Progress) - left == set(ENDED) - {Progress.DONE}


def test_everything_has_its_words() -> None:
    assert set(MOVE_NAMES) == set(Move)
    assert set(WHO_NAMES) == set(Who)
