"""Holds what lint tells the drafter against findings that a person has judged, known by their hashes alone.

Run: python benchmarks/judged_findings.py SHARED_DIR. The table beside it has two sets, judged as an officer who drafts
and chases a province's directives would: is it true of the sentence, worth telling, and worded so that it helps?
  before  every finding on reading/dev and 160 of reading/unlabelled as lint told them task by task. "word": true, but
          asked for the wrong thing. Of these what is true must still be told, alone or in a list.
  after   every finding on both folders as lint tells them now. A finding is the words of its (first) task, its kind and
          its message without the numbers in it.
The documents of reading/unlabelled were looked at while the rules were mended, which flatters them: of four samples
judged before the rules had seen their documents (160, 128, 43 and 93 findings), 57, 54, 49 and 61 % were agreed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from namro.calendar import WorkingCalendar
from namro.reading import CannotRead, read
from namro.reading.clarity import Finding, lint
from namro.reading.model import Directive

TABLE = Path(__file__).with_suffix(".tsv")
FOLDERS = ("dev", "unlabelled")
_TRACKED = ("time", "result")  # both are told as one where a task has neither


class Judged(NamedTuple):
    """One row of the table."""

    when: str  # "before", "after"
    folder: str
    words: str  # hash of the words of the task that it is told of, of the first where several share it
    kind: str
    message: str
    verdict: str  # "yes", "no", "word"


class Found(NamedTuple):
    """One finding of today."""

    folder: str
    words: tuple[str, ...]  # of all its tasks
    kind: str
    rule: str
    message: str


def judged() -> list[Judged]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Judged(**row) for row in csv.DictReader(file, delimiter="\t")]


def found(shared: Path) -> Iterator[Found]:
    """What lint tells of every document of the folders."""
    calendar = WorkingCalendar.vietnam()
    for folder in FOLDERS:
        for path in sorted((shared / "reading" / folder).glob("*.txt")):
            try:
                directive = read(path)
            except CannotRead as error:
                print(f"{path.name}: refused: {error}", file=sys.stderr)
                continue
            for one in lint(directive, calendar):
                yield Found(folder, words_of(directive, one), one.kind, one.rule, hash_of_message(one.message))


def words_of(directive: Directive, finding: Finding) -> tuple[str, ...]:
    """The hashes of the tasks that a finding is told of; outside of tasks, of its sentence."""
    tasks = finding.tasks or ((finding.task,) if finding.task is not None else ())
    spans = [directive.tasks[index].span for index in tasks] or [finding.sentence]
    return tuple(hash_of(directive.source.words(span)) for span in spans)


def hash_of(words: str) -> str:
    return hashlib.sha256(re.sub(r"\s+", " ", words).strip().casefold().encode()).hexdigest()[:16]


def hash_of_message(message: str) -> str:
    """Without the numbers: how many tasks share a fault is no part of what was judged."""
    return hash_of(re.sub(r"\d+", "", message))[:8]


def is_told(row: Judged, today: dict[str, set[tuple[str, str]]]) -> bool:
    """Whether what is true of a task is told of it now, alone or in a list; `today`: kinds and rules by the words."""
    return any(
        kind == row.kind
        or (rule == "result.untracked" and row.kind in _TRACKED)
        or (rule == "responsibility.leading_group" and row.kind == "person")
        for kind, rule in today.get(row.words, ())
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds reading/dev and reading/unlabelled")
    shared = parser.parse_args().shared
    if not (shared / "reading" / "dev").is_dir():
        print(f"no documents: {shared / 'reading' / 'dev'} is absent", file=sys.stderr)
        return
    rows, findings = judged(), list(found(shared))
    verdicts = {(row.words, row.kind, row.message): row.verdict for row in rows if row.when == "after"}
    told: dict[str, set[tuple[str, str]]] = {}
    for one in findings:
        for words in one.words:
            told.setdefault(words, set()).add((one.kind, one.rule))
    for folder in FOLDERS:
        counts = Counter[tuple[str, str]]()
        for one in (one for one in findings if one.folder == folder):
            verdict = verdicts.get((one.words[0], one.kind, one.message), "not judged")
            counts[one.rule, verdict] += 1
        print(f"\n{folder:32}{'told':>6}{'judged':>8}{'agreed':>8}{'share':>8}")
        for rule in [*sorted({rule for rule, _ in counts}), ""]:
            of_rule = Counter[str]()
            for (name, verdict), count in counts.items():
                of_rule[verdict] += count if rule in ("", name) else 0
            known = of_rule["yes"] + of_rule["no"]
            share = f"{of_rule['yes'] / known:8.1%}" if known else f"{'–':>8}"
            print(f"{rule or 'all':32}{known + of_rule['not judged']:6}{known:8}{of_rule['yes']:8}{share}")
    true_before = [row for row in rows if row.when == "before" and row.verdict != "no"]
    kept = sum(is_told(row, told) for row in true_before)
    before = [row for row in rows if row.when == "before"]
    agreed = sum(row.verdict == "yes" for row in before)
    print(f"\nbefore: {agreed} of {len(before)} agreed; of {len(true_before)} true ones {kept} are told now")


if __name__ == "__main__":
    main()
