"""Scores the reader on annotated documents, tells every miss, and says how far its confidence can be trusted.

Run: python benchmarks/gold.py SHARED_DIR [FOLDER ...]. SHARED_DIR holds reading/score.py, reading/dev and
reading/tables; where folders are named, they are scored in place of those two. A document is NAME.txt with NAME.json
or NAME.expected.json beside it; where there is a NAME.docx, that is read instead of the text. One process reads all.
Scores are those of score.py; "goal" is what the first issue asks for.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from namro.reading import CannotRead, read
from namro.reading.export.json_form import as_dict

Json = dict[str, Any]

ROWS = ("document head", "recipients", "citations", "tasks", "leads", "coordinators", "mode", "deadlines",
        "recurrences", "targets", "cites", "reports_to", "names apart", "whole task right")  # fmt: skip
GOALS = {
    "dev": {
        "document head": 0.95, "recipients": 0.97, "citations": 0.98, "tasks": 0.95, "leads": 0.95,
        "coordinators": 0.90, "mode": 0.97, "deadlines": 0.95, "recurrences": 0.90, "targets": 0.90, "cites": 0.97,
        "reports_to": 0.85, "names apart": 0.90, "whole task right": 0.80,
    },
    "tables": {"tasks": 0.98, "leads": 0.97, "coordinators": 0.95, "deadlines": 0.97},
}  # fmt: skip
BANDS = (0.0, 0.8, 0.9, 0.95, 0.97, 1.01)


class Gold(NamedTuple):
    """An annotated document: its text as annotated, and the file that the reader is given."""

    name: str
    text: str
    annotation: Json
    original: Path


class Judged(NamedTuple):
    """One finding of a document and whether the annotation has it."""

    kind: str  # "tasks", "leads", "deadlines"
    confidence: float
    right: bool


def scorer(shared: Path) -> ModuleType:
    """The module ../shared/reading/score.py."""
    spec = importlib.util.spec_from_file_location("score", shared / "reading" / "score.py")
    if spec is None or spec.loader is None or not Path(spec.origin or "").is_file():
        raise SystemExit(f"no score.py in {shared / 'reading'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(folder: Path) -> Iterator[Gold]:
    """The annotated documents of a folder, in order; a .docx beside the text is what is read."""
    for path in sorted(folder.glob("*.json")):
        name = path.name.removesuffix(".json").removesuffix(".expected")
        text, docx = folder / f"{name}.txt", folder / f"{name}.docx"
        if text.exists():
            annotation = json.loads(path.read_text("utf-8"))
            yield Gold(name, text.read_text("utf-8"), annotation, docx if docx.exists() else text)


def found_in(document: Gold) -> Json:
    """What the reader gives, in the form that score.py knows; nothing where it refuses."""
    try:
        return as_dict(read(document.original))
    except CannotRead as error:
        print(f"{document.name}: refused: {error}", file=sys.stderr)
        return {"tasks": []}


def judged(score: ModuleType, document: Gold, found: Json) -> Iterator[Judged]:
    """Each task, lead and deadline that was found, right or wrong; those of a task that nobody annotated are not."""
    text, gold = score.flat(document.text), document.annotation
    gold_tasks, tasks = gold.get("tasks", []), found["tasks"]
    pairs = score.pair(score.gold_spans(text, gold_tasks), score.found_spans(text, tasks))
    partner = {j: gold_tasks[i] for i, j in pairs}
    only = gold.get("only")
    for j, task in enumerate(tasks):
        yield Judged("tasks", task["confidence"], j in partner)
        if j not in partner:
            continue
        if not only or "leads" in only:
            leads = score.facts(partner[j], "leads")
            for one in task["evidence"]["leads"]:
                yield Judged("leads", one["confidence"], not score.atoms([one["name"]]) - leads)
        if not only or "deadlines" in only:
            deadlines = score.facts(partner[j], "deadlines")
            for one in task["deadlines"]:
                yield Judged("deadlines", one["confidence"], (one["rule"], score.as_date(one)) in deadlines)


def print_scores(tallies: dict[str, Any], goals: dict[str, float]) -> None:
    """The table of one folder."""
    print(f"{'':18}{'precision':>10}{'recall':>8}{'F1':>8}{'goal':>7}{'gold':>7}{'found':>7}")
    for row in ROWS:
        tally = tallies[row]
        if not tally.gold and not tally.found:
            continue
        precision, recall, f1 = tally.row()
        goal = goals.get(row)
        told = f"{goal:7.2f}" if goal is not None else " " * 7
        short = "  < goal" if goal is not None and f1 < goal else ""
        print(f"{row:18}{precision:10.3f}{recall:8.3f}{f1:8.3f}{told}{tally.gold:7}{tally.found:7}{short}")


def print_calibration(findings: list[Judged]) -> None:
    """How many of the findings of each band of confidence are right: a sound reader's share lies in its band."""
    print("\nconfidence and truth: share right (findings)")
    heads = [f"{low:.2f}-{min(high, 1):.2f}" for low, high in pairwise(BANDS)]
    print(" " * 12 + "".join(f"{head:>18}" for head in heads))
    for kind in ("tasks", "leads", "deadlines"):
        cells = []
        for low, high in pairwise(BANDS):
            some = [one.right for one in findings if one.kind == kind and low <= one.confidence < high]
            cells.append(f"{sum(some) / len(some):.3f} ({len(some)})" if some else "-")
        print(f"{kind:12}" + "".join(f"{cell:>18}" for cell in cells))


def print_unread(folder: Path) -> None:
    """What share of the sentences of unannotated documents the reader says it could not read."""
    states: dict[str, int] = defaultdict(int)
    refused = unruled = 0
    paths = sorted(folder.glob("*.txt"))
    for path in paths:
        try:
            sentences = read(path).coverage.sentences
        except CannotRead:
            refused += 1
            continue
        for sentence in sentences:
            states[sentence.state] += 1
            unruled += sentence.state == "unread" and sentence.found_by == "not_task.unruled_table"
    total = sum(states.values())
    if total:
        shares = ", ".join(f"{states[state] / total:.1%} {state}" for state in ("task", "not_task", "unread"))
        print(f"\nunlabelled: {len(paths)} documents, {refused} refused; {total:,} sentences: {shares}")
        rest = states["unread"] - unruled
        print(f"of the unread, {unruled:,} stand in tables that lost their lines, {rest:,} elsewhere")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds reading/score.py")
    parser.add_argument("folders", type=Path, nargs="*", help="folders of NAME.txt and NAME.json to score instead")
    parser.add_argument("--no-misses", action="store_true", help="the tables alone")
    args = parser.parse_args()
    if not (args.shared / "reading" / "score.py").is_file():
        print(f"no annotated documents: {args.shared / 'reading'} is absent", file=sys.stderr)
        return
    score = scorer(args.shared)
    folders = args.folders or [args.shared / "reading" / "dev", args.shared / "reading" / "tables"]
    findings: list[Judged] = []
    for folder in folders:
        tallies: dict[str, Any] = defaultdict(score.Tally)
        misses: list[str] = []
        count = 0
        for count, document in enumerate(documents(folder), 1):  # noqa: B007
            found = found_in(document)
            score.score(document.text, document.annotation, found, tallies, misses, document.name)
            findings += judged(score, document, found)
        print(f"\n{folder.name}: {count} documents")
        print_scores(tallies, GOALS.get(folder.name, {}))
        if not args.no_misses:
            print(f"misses ({len(misses)}):" if misses else "no misses")
            for miss in misses:
                print(f"  {miss}")
    print_calibration(findings)
    if not args.folders:
        print_unread(args.shared / "reading" / "unlabelled")


if __name__ == "__main__":
    main()
