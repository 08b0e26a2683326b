"""Holds the reader against sentences that a person has judged, known by their hashes alone.

Run: python benchmarks/judged_sentences.py SHARED_DIR. The table beside it has 300 sentences of the documents
in SHARED_DIR/reading/unlabelled, the first by the order of their hashes: what each is (part of a task, no task, or in a
table that lost its lines and so not to be read) and who leads the task. The judge saw what the reader made of them,
which flatters the reader; who wants a sterner measure annotates whole documents unseen and runs gold.py on them. A
sentence that the reader cuts in another way than on the day of the judgement is not found and told so.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from namro.reading import CannotRead, read

TABLE = Path(__file__).with_suffix(".tsv")
_SHORTEST = 25  # code points of a sentence that is worth a judgement


class Verdict(NamedTuple):
    """What a sentence is, and who leads what it orders."""

    state: str  # "task", "not_task", "unread"
    leads: frozenset[str]


def judged() -> dict[str, Verdict]:
    """The verdicts by the hash of the sentence."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["sentence"]: Verdict(row["state"], _names(row["leads"].split("|")))
            for row in csv.DictReader(file, delimiter="\t")
        }


def found(folder: Path) -> dict[str, Verdict]:
    """What the reader makes of every sentence, by its hash; of one that stands twice the first counts."""
    out: dict[str, Verdict] = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            directive = read(path)
        except CannotRead as error:
            print(f"{path.name}: refused: {error}", file=sys.stderr)
            continue
        for one in directive.coverage.sentences:
            words = re.sub(r"\s+", " ", directive.source.text[one.span.start : one.span.end]).strip()
            if len(words) >= _SHORTEST:
                task = directive.tasks[one.task] if one.task is not None else None
                leads = _names(name.name for name in task.leads) if task else frozenset()
                out.setdefault(hash_of(words), Verdict(one.state, leads))
    return out


def hash_of(words: str) -> str:
    """How a sentence is known in the table."""
    return hashlib.sha256(words.casefold().encode()).hexdigest()[:16]


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names if name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds reading/unlabelled")
    folder = parser.parse_args().shared / "reading" / "unlabelled"
    if not folder.is_dir():
        print(f"no documents: {folder} is absent", file=sys.stderr)
        return
    verdicts, sentences = judged(), found(folder)
    told = Counter[str]()
    for key, verdict in verdicts.items():
        if key not in sentences:
            told["not found"] += 1
            continue
        told["state right"] += sentences[key].state == verdict.state
        told["state and leads right"] += sentences[key] == verdict
        told["orders dismissed"] += verdict.state == "task" and sentences[key].state == "not_task"
        told["tasks made of nothing"] += verdict.state != "task" and sentences[key].state == "task"
    print(f"{len(verdicts)} sentences judged, {told['not found']} of them not found")
    for what in ("state right", "state and leads right", "orders dismissed", "tasks made of nothing"):
        print(f"{what:24}{told[what]:5}{told[what] / max(1, len(verdicts) - told['not found']):8.1%}")


if __name__ == "__main__":
    main()
