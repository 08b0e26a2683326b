"""`namro read`: documents into registers, in the form that is asked for."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from namro.cli.formats import FORMATS, Format, Setting, export, export_text
from namro.cli.inputs import Inputs, inputs_of
from namro.cli.outputs import CannotWrite, folder_of_results, name_apart, refuse_inputs, write_whole
from namro.cli.registers import Refused, each, register
from namro.cli.wording import Speech
from namro.reading.export.register import Register, register_of

ALL_READ, REFUSED = 0, 2
_VIETNAM = timezone(timedelta(hours=7))  # without summer time; needs no table of zones on the machine
_PIPE_WIDTH = 120  # columns where nobody watches


def run(arguments: Namespace, speech: Speech) -> int:
    """Read all documents and write the result; 0, or 2 where one was refused or nothing could be written."""
    form = FORMATS[arguments.format]
    out = Path(arguments.out) if arguments.out and arguments.out != "-" else None
    inputs = inputs_of(arguments.files, out)
    work = _Work(arguments, form, inputs, speech)
    try:
        if out is None:
            work.print()
        elif work.into_folder(out):
            work.write_each(folder_of_results(out, speech))
        else:
            work.write_one(out)
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return REFUSED
    work.sum_up()
    return REFUSED if work.refused else ALL_READ


class _Work:
    """One run of the command: what was read so far, and what was refused."""

    def __init__(self, arguments: Namespace, form: Format, inputs: Inputs, speech: Speech) -> None:
        self.name = arguments.format
        self.out = arguments.out
        self.form = form
        self.inputs = inputs
        self.speech = speech
        self.setting = Setting(
            now=datetime.now(_VIETNAM),  # the one place where the command reads the clock
            width=shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns,
            styled=arguments.out in (None, "-") and sys.stdout.isatty(),
            by_agency=arguments.by_agency,
        )
        self.read = self.refused = self.tasks = self.unread = 0

    def into_folder(self, out: Path) -> bool:
        """Whether each document gets a file of its own."""
        if self.inputs.several and not self.form.joins:
            return True
        return out.is_dir() or self.out.endswith(("/", "\\"))

    def print(self) -> None:
        """To standard output, as the documents are read."""
        if not self.form.text:
            raise CannotWrite(self.speech("out_needed", format=self.name))
        if self.inputs.several and not self.form.joins:
            raise CannotWrite(self.speech("folder_needed", format=self.name))
        for piece in export_text(self.name, self._registers(), self.setting, several=self.inputs.several):
            sys.stdout.write(piece)

    def write_one(self, out: Path) -> None:
        """All into one file; none where the only document was refused."""
        refuse_inputs(out, self.inputs.files, self.speech)
        if self.inputs.several:
            pieces = export_text(self.name, self._registers(), self.setting, several=True)
            encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
            write_whole(out, encoded, self.inputs.files, self.speech)
            self._say("written", path=out)
        else:
            found = next(self._registers())
            if not isinstance(found, dict):
                self._write(out, found)

    def write_each(self, folder: Path) -> None:
        """A file for each document; one that cannot be written does not stop the rest."""
        taken: set[str] = set()
        for path, found in zip(self.inputs.files, self._registers(), strict=False):
            if isinstance(found, dict):
                continue
            target = folder / name_apart(path, self.form.suffix, taken)
            try:
                self._write(target, found)
            except CannotWrite as error:
                print(error, file=sys.stderr)
                self.refused += 1

    def _write(self, target: Path, found: Register) -> None:
        write_whole(target, [export(self.name, found, self.setting)], self.inputs.files, self.speech)
        self._say("written", path=target)

    def sum_up(self) -> None:
        """What came of several documents."""
        if self.inputs.passed_over:
            self._say("passed_over", count=self.inputs.passed_over)
        if not self.inputs.several:
            return
        total = len(self.inputs.files)
        self._say("summary", read=self.read, total=total, tasks=self.tasks, unread=self.unread)
        if self.refused:
            self._say("summary_refused", refused=self.refused)

    def _registers(self) -> Iterator[Register | dict[str, str]]:
        for folder in self.inputs.empty_folders:
            self.refused += 1
            self._say("refused", file=folder, why=self.speech("empty_folder"))
        for found in each(self.inputs.files, self.speech):
            if isinstance(found, Refused):
                self.refused += 1
                yield {"file": str(found.file), "error": found.why}
                continue
            self.read += 1
            self.tasks += len(found.tasks)
            self.unread += found.coverage.count("unread")
            # JSON tells what was read; due days and marks are of the register.
            yield register_of(found) if self.name == "json" else register(found)

    def _say(self, key: str, **values: object) -> None:
        print(self.speech(key, **values), file=sys.stderr)
