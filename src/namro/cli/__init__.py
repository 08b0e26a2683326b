"""The command `namro`: documents in, registers out, and the site.

Standard output holds the result and nothing else; what is said to the person goes to standard error.
"""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from namro.cli.arguments import parse
from namro.cli.wording import Speech

READ_ALL = 0
REFUSED = 2  # also for a command that is written wrong, as argparse has it
INTERRUPTED = 130  # 128 and the signal's number, as a shell says it
READER_GONE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code. Raises SystemExit for help, version and a command written wrong."""
    _speak_utf8()
    arguments = parse(sys.argv[1:] if argv is None else argv)
    speech = Speech(arguments.lang)
    try:
        code = _run(arguments, speech)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return READER_GONE
    except KeyboardInterrupt:
        print(speech("interrupted"), file=sys.stderr)
        return INTERRUPTED
    except OSError as error:  # standard output itself: a full disk
        print(speech("not_written", path="stdout", why=speech("system", why=error.strerror or error)), file=sys.stderr)
        return REFUSED
    return code


def _run(arguments: Namespace, speech: Speech) -> int:
    # What a command needs is imported when it is called: help and version must come at once.
    if arguments.command == "read":
        from namro.cli.read import run

        return run(arguments, speech)
    if arguments.command == "lint":
        from namro.cli.lint import run as lint

        return lint(arguments, speech)
    if arguments.command == "read-all":
        from namro.cli.read_all import run as read_all

        return read_all(arguments, speech)
    code: int = arguments.run(arguments)  # the site's commands bring their own
    return code


def _speak_utf8() -> None:
    """Vietnamese in UTF-8 whatever the locale says, and line ends as they are written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file's name may hold bytes that are no UTF-8; as \udce9 they are at least told, and valid in JSON.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _let_go_of_stdout() -> None:
    """Python flushes standard output once more when it ends; that must not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
