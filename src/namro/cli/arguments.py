"""The command line, read by argparse and explained in Vietnamese or English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NoReturn

from namro import __version__
from namro.cli.formats import FORMATS
from namro.cli.wording import LANGUAGES, Language, Speech
from namro.site.commands import add_commands

LINT_FORMATS = ("table", "json")

# What argparse says in English of a command written wrong, as patterns with the texts that replace it.
_COMPLAINTS = (
    (re.compile(r"argument (?P<option>\S+): expected one argument"), "needs_value"),
    (
        re.compile(r"argument (?P<option>\S+): invalid choice: '(?P<value>.*?)' \(choose from (?P<choices>.*)\)"),
        "not_among",
    ),
    (re.compile(r"argument (?P<option>\S+): invalid _positive value: '(?P<value>.*)'"), "not_positive"),
    (re.compile(r"(?:unrecognized arguments|ambiguous option): (?P<value>\S+).*"), "unknown"),
    (re.compile(r"argument (?P<option>\S+): invalid \w+ value: (?P<value>.*)"), "not_such"),
    (re.compile(r"the following arguments are required: (?P<value>.*)"), "missing"),
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command with its options. Ends the program for help, version, or a command that cannot be understood."""
    speech = Speech(_language(argv))
    parser = _parser(speech)
    arguments = parser.parse_args(argv)
    if not arguments.command:
        if argv and any(not word.startswith("-") for word in argv):
            parser.error(speech("no_command"))
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    part = parser.parts.get(arguments.command)
    if part is None:  # one of the site's
        return arguments
    if not arguments.files:
        part.error(speech("no_file"))
    if arguments.command == "read-all" and not arguments.out:
        part.error(speech("out_folder_needed"))
    if arguments.command == "read" and arguments.by_agency and arguments.format != "xlsx":
        part.error(speech("only_xlsx"))
    return arguments


def _language(argv: Sequence[str]) -> Language:
    """The language that is asked for, before the parser that is worded in it exists."""
    asked = "vi"
    for word, following in pairwise([*argv, ""]):
        if word == "--":
            break
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return "en" if asked == "en" else "vi"


class _Parser(argparse.ArgumentParser):
    """An argument parser whose headings and complaints are ours."""

    def __init__(self, *, speech: Speech, **options: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Help(speech, prog),
            **options,
        )
        self.speech = speech
        self.parts: dict[str, _Parser] = {}
        self._positionals.title = speech("files")
        self._optionals.title = speech("options")
        self.add_argument("--lang", choices=LANGUAGES, default=speech.language, help=speech("lang"), metavar="vi|en")
        self.add_argument("-h", "--help", action="help", help=speech("help"))

    def add_subparsers(self, **options: Any) -> Any:
        """Commands below this one, whose parsers speak as it does."""
        self._positionals.title = self.speech("commands")
        return super().add_subparsers(parser_class=partial(_Parser, speech=self.speech), **options)

    def error(self, message: str) -> NoReturn:
        for pattern, key in _COMPLAINTS:
            found = pattern.fullmatch(message)
            if found:
                message = self.speech(key, **{name: text.replace("'", "") for name, text in found.groupdict().items()})
        self.exit(2, self.speech("wrong", message=message, command=self.prog) + "\n")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with our word for "usage", wide enough for Vietnamese."""

    def __init__(self, speech: Speech, prog: str) -> None:
        super().__init__(prog, max_help_position=28)
        self._speech = speech

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._speech("usage") if prefix is None else prefix)


def _parser(speech: Speech) -> _Parser:
    parser = _Parser(speech=speech, prog="namro", description=speech("about"), epilog=speech("examples"))
    parser.add_argument("--version", action="version", version=f"namro {__version__}", help=speech("version"))
    parts = parser.add_subparsers(dest="command", metavar=speech("command"))
    for name, formats in (("read", tuple(FORMATS)), ("lint", LINT_FORMATS)):
        part = parts.add_parser(name, help=speech(name), description=speech(name))
        parser.parts[name] = part
        part.add_argument("files", nargs="*", metavar="FILE", help=speech("file"))
        listed = speech("format", formats=", ".join(formats))
        part.add_argument("--format", choices=formats, default="table", metavar="FORMAT", help=listed)
    _add_read_all(parser, parts, speech)
    parser.parts["read"].add_argument("--out", metavar="PATH", help=speech("out"))
    parser.parts["read"].add_argument("--why", action="store_const", const="why", dest="format", help=speech("why"))
    parser.parts["read"].add_argument("--by-agency", action="store_true", help=speech("by_agency"))
    add_commands(parts, speech.language)
    return parser


def _add_read_all(parser: _Parser, parts: Any, speech: Speech) -> None:
    part = parts.add_parser("read-all", help=speech("read_all"), description=speech("read_all_more"))
    parser.parts["read-all"] = part
    part.add_argument("files", nargs="*", metavar="DIR", help=speech("folder"))
    part.add_argument("--out", metavar="DIR", help=speech("out_all"))
    part.add_argument("--jobs", type=_positive, default=None, metavar="N", help=speech("jobs"))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
