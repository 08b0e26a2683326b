"""`namro lint`: what is not clear in a draft, and the slips of its text."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from namro.cli.inputs import inputs_of
from namro.cli.registers import Refused, each, working_calendar
from namro.cli.wording import Speech
from namro.reading.clarity import Finding, lint
from namro.reading.export import findings as form
from namro.reading.model import Directive

NOTHING_FOUND, FOUND, REFUSED = 0, 1, 2
_PIPE_WIDTH = 120  # columns where nobody watches

Linted = tuple[str, Directive, tuple[Finding, ...]]


def run(arguments: Namespace, speech: Speech) -> int:
    """Lint all documents; 0 where nothing was found, 1 where something was, 2 where a document was refused."""
    inputs = inputs_of(arguments.files, None)
    total = found = refused = 0
    for folder in inputs.empty_folders:
        refused += 1
        print(speech("refused", file=folder, why=speech("empty_folder")), file=sys.stderr)

    def linted() -> Iterator[Linted | Refused]:
        nonlocal total, found, refused
        calendar = working_calendar()
        for path, directive in zip(inputs.files, each(inputs.files, speech), strict=True):
            if isinstance(directive, Refused):
                refused += 1
                yield directive
                continue
            remarks = lint(directive, calendar)
            total += 1
            found += len(remarks)
            yield str(path), directive, remarks

    write = _write_json if arguments.format == "json" else _write_tables
    write(linted(), inputs.several)
    if inputs.several:
        if inputs.passed_over:
            print(speech("passed_over", count=inputs.passed_over), file=sys.stderr)
        print(speech("summary_lint", read=total, total=len(inputs.files), findings=found), file=sys.stderr)
        if refused:
            print(speech("summary_refused", refused=refused), file=sys.stderr)
    return REFUSED if refused else FOUND if found else NOTHING_FOUND


def _write_tables(linted: Iterator[Linted | Refused], several: bool) -> None:
    width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
    between = ""
    for one in linted:
        if isinstance(one, Refused):
            continue
        _, directive, remarks = one
        sys.stdout.write(between + form.render(directive, remarks, width, styled=sys.stdout.isatty()))
        between = "\n"


def _write_json(linted: Iterator[Linted | Refused], several: bool) -> None:
    """An object for one document, an array in input order for several."""
    made: list[dict[str, Any]] = [
        {"file": str(one.file), "error": one.why} if isinstance(one, Refused) else form.as_dict(one[1], one[2], one[0])
        for one in linted
    ]
    said = made if several else made[0]
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1 if several else None) + "\n")
