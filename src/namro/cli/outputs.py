"""Where a result goes: to standard output, or whole into a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from namro.cli.wording import Speech


class CannotWrite(Exception):
    """A place that nothing is written to; the message is one line with the cause and the remedy."""


def write_whole(path: Path, pieces: Iterable[bytes], inputs: Iterable[Path], speech: Speech) -> None:
    """Write a file that appears at once when it is complete: to a temporary one beside it, then renamed.

    Raises CannotWrite, and leaves nothing behind, where that is not possible.
    """
    refuse_inputs(path, inputs, speech)
    if path.is_dir():
        raise CannotWrite(speech("not_written", path=path, why=speech("is_folder")))
    if not path.parent.is_dir():
        why = speech("no_parent", folder=path.parent)
        raise CannotWrite(speech("not_written", path=path, why=why))
    try:
        if path.exists() and not path.is_file():  # a device or a pipe, as /dev/null: never to be replaced
            with path.open("wb") as out:
                out.writelines(pieces)
            return
        _replace(path, pieces)
    except OSError as error:
        why = speech("system", why=error.strerror or error)
        raise CannotWrite(speech("not_written", path=path, why=why)) from error


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.writelines(pieces)
        os.chmod(name, _permissions(path))
        os.replace(name, path)
    except BaseException:  # an interrupt, too, must leave nothing half-written
        Path(name).unlink(missing_ok=True)
        raise


def _permissions(path: Path) -> int:
    """Those of the file that is replaced, else those that a new file would have; mkstemp gives them to nobody else."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def refuse_inputs(path: Path, inputs: Iterable[Path], speech: Speech) -> None:
    """A result never replaces a document that is being read, by whatever name it is called."""
    if not path.exists():
        return
    for one in inputs:
        if one.exists() and path.samefile(one):
            raise CannotWrite(speech("not_written", path=path, why=speech("is_input")))


def folder_of_results(out: Path, speech: Speech) -> Path:
    """The folder, made where it is not there yet. Raises CannotWrite."""
    if out.exists() and not out.is_dir():
        raise CannotWrite(speech("not_written", path=out, why=speech("is_file")))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = speech("system", why=error.strerror or error)
        raise CannotWrite(speech("not_written", path=out, why=why)) from error
    return out


def name_apart(document: Path, suffix: str, taken: set[str]) -> str:
    """A name for a document's result that no other has: "chi-thi.html", "chi-thi.docx.html", "chi-thi-3.html"."""
    names = (f"{document.stem}-{number}{suffix}" for number in count(3))
    for name in chain((f"{document.stem}{suffix}", f"{document.name}{suffix}"), names):
        if name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name
