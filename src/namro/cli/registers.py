"""From a file to its register: the door where reading meets the calendar and the measure of clearness."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from namro.cli.wording import Speech
from namro.reading.errors import CannotRead
from namro.reading.export.register import Due, Register, register_of
from namro.reading.model import Deadline, Directive, Head

if TYPE_CHECKING:
    from namro.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be read, and why, in one line."""

    file: Path
    why: str


def read_directive(
    path: Path, speech: Speech, reader: Callable[[Path], Directive] | None = None
) -> Directive | Refused:
    """The document read, or why it cannot be. Whatever goes wrong with one document, the others are still read."""
    from namro.reading import read

    try:
        return (reader or read)(path)
    except CannotRead as error:
        return Refused(path, _one_line(error))
    except FileNotFoundError:
        return Refused(path, speech("not_there"))
    except PermissionError:
        return Refused(path, speech("not_allowed"))
    except OSError as error:
        return Refused(path, speech("system", why=_one_line(error.strerror or error)))
    except (Exception, RecursionError, MemoryError) as error:
        if os.environ.get("NAMRO_TRACE"):
            traceback.print_exc(file=sys.stderr)
        return Refused(path, speech("fault", why=_one_line(f"{type(error).__name__}: {error}")))


def register(directive: Directive) -> Register:
    """The directive's register with its due days by the working calendar, its marks, and the slips of its text."""
    from namro.reading.clarity import measure, slips_of

    calendar = working_calendar()

    def due_day(deadline: Deadline, head: Head) -> Due | None:
        return _due_day(deadline, head, calendar)

    return register_of(directive, due_day, measure(directive), slips_of(directive, calendar))


def working_calendar() -> WorkingCalendar:
    """Vietnam's, read once."""
    from namro.calendar import WorkingCalendar

    return WorkingCalendar.vietnam()


def _due_day(deadline: Deadline, head: Head, calendar: WorkingCalendar) -> Due | None:
    """As the register says it; None where the day hangs on an event that nobody knows."""
    from namro.due_days import due_day

    due = due_day(deadline, head, calendar)
    return Due(due.day, due.explain) if due else None


def each(files: Sequence[Path], speech: Speech) -> Iterator[Directive | Refused]:
    """The documents in order, with the progress on standard error where a person watches."""
    watched = sys.stderr.isatty() and len(files) > 1
    for count, path in enumerate(files, 1):
        if watched:
            line = speech("progress", count=count, total=len(files), file=path.name)
            print(f"\r\x1b[2K{line}", end="", file=sys.stderr, flush=True)
        found = read_directive(path, speech)
        if watched:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
        if isinstance(found, Refused):
            print(speech("refused", file=found.file, why=found.why), file=sys.stderr)
        yield found


def _one_line(said: object) -> str:
    return " ".join(str(said).split())
