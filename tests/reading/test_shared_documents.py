"""The reader on the documents handed to the project: the scores asked of it, Word and text alike, nothing dismissed.

All is skipped in a clone that has no ../shared. The same scores with every miss: `make gold`.
"""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from namro.reading import Directive, read
from namro.reading.export.json_form import as_dict
from namro.reading.folding import fold
from namro.reading.orders import subject_of
from tests.relisting import docx_from_text
from tests.scoring import compare
from tests.shared_material import SHARED, shared_files

SCORER = SHARED / "reading" / "score.py"
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason=f"no documents: {SHARED} is not here")

# What the first issue asks for.
GOALS = {
    "dev": {
        "document head": 0.95,
        "recipients": 0.97,
        "citations": 0.98,
        "tasks": 0.95,
        "leads": 0.95,
        "coordinators": 0.90,
        "mode": 0.97,
        "deadlines": 0.95,
        "recurrences": 0.90,
        "targets": 0.90,
        "cites": 0.97,
        "reports_to": 0.85,
        "names apart": 0.90,
        "whole task right": 0.80,
    },
    "tables": {"tasks": 0.98, "leads": 0.97, "coordinators": 0.95, "deadlines": 0.97},
}
DEV = shared_files("reading/dev/*.txt")
UNLABELLED = shared_files("reading/unlabelled/*.txt")


@cache
def directive(path: Path) -> Directive:
    return read(path)


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    """F1 by folder and row, as ../shared/reading/score.py counts."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    told = {}
    for folder in GOALS:
        tallies: dict[str, Any] = defaultdict(score.Tally)
        for gold in shared_files(f"reading/{folder}/*.json"):
            text, docx = gold.with_suffix(".txt"), gold.with_suffix(".docx")
            found = as_dict(directive(docx if docx.exists() else text))
            score.score(text.read_text("utf-8"), json.loads(gold.read_text("utf-8")), found, tallies)
        told[folder] = {row: tally.row()[2] for row, tally in tallies.items()}
    return told


@pytest.mark.parametrize(("folder", "row"), [(folder, row) for folder, goals in GOALS.items() for row in goals])
def test_the_scores_asked_for(folder: str, row: str, figures: dict[str, dict[str, float]]) -> None:
    assert figures[folder][row] >= GOALS[folder][row]


@pytest.mark.parametrize("path", DEV, ids=lambda path: path.stem)
def test_word_and_text_give_the_same_tasks(path: Path) -> None:
    text, word = as_dict(directive(path)), as_dict(read(docx_from_text(path)))
    scores = compare(path.read_text("utf-8"), text["tasks"], word["tasks"])
    assert scores["tasks"].f1 >= 0.98, scores["tasks"].misses
    assert scores["whole"].f1 >= 0.98, [miss for score in scores.values() for miss in score.misses]


def test_all_documents_are_read() -> None:
    assert UNLABELLED
    for path in UNLABELLED:
        directive(path)  # raises where one is refused


LOST_LINES = "not_task.unruled_table"


def test_few_sentences_are_unread() -> None:
    sentences = [one for path in UNLABELLED for one in directive(path).coverage.sentences]
    unread = sum(one.state == "unread" and one.found_by != LOST_LINES for one in sentences)
    assert unread <= 0.01 * len(sentences)


def test_tables_that_lost_their_lines_give_no_names() -> None:
    """Some texts were copied out of PDFs; in them a table is prose, and a cell could be taken for a doer."""
    documents = [directive(path) for path in UNLABELLED]
    lost = [one for document in documents for one in document.tasks if one.found_by == "task.unruled_row"]
    assert lost
    assert not any(one.leads or one.coordinators or one.confidence > 0.5 for one in lost)


# A sentence may be told to be no task by these rules: each looks at the sentence's own words or at the title that it
# stands under, and its name is the reason. Any other rule is a default, what is left when no rule speaks.
NAMED_REASONS = frozenset(
    {
        "not_task.addressees",  # to whom a letter goes
        "not_task.addressing",  # "... yêu cầu các sở, ngành:" hands its doer down
        "not_task.agency_heading",  # a heading that names who leads
        "not_task.aim",  # among viewpoints, aims, background
        "not_task.formula",  # entry into force, repeal, legal bases, "thông báo để ... biết"
        "not_task.heading",  # a title
        "not_task.intro",  # a line that ends with ":" over its items
        "not_task.note",  # a footnote that explains
        "not_task.table",  # a table that is no table of tasks: letterheads, recipients, figures
    }
)


@pytest.mark.parametrize("path", UNLABELLED, ids=lambda path: path.stem)
def test_a_doer_with_an_order_is_never_dismissed_by_default(path: Path) -> None:
    """Every sentence to which the grammar of orders gives a doer, with words of the order after it."""
    found = directive(path)
    text, folded = found.source.text, fold(found.source.text)
    dismissed = []
    for sentence in found.coverage.sentences:
        if sentence.state != "not_task" or sentence.found_by in NAMED_REASONS:
            continue
        subject = subject_of(text, folded, sentence.span.start, sentence.span.end)
        if subject and text[subject.end : sentence.span.end].strip(" :.;"):
            dismissed.append(f"{sentence.found_by}: {found.source.words(sentence.span)}")
    assert dismissed == []
