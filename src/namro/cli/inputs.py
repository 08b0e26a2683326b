"""Which documents a command is about: the files that it names, and those in the folders that it names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Documents in a folder, by name. Those of a kind that is not read yet are here, too: they are refused, not passed over.
DOCUMENT_SUFFIXES = frozenset(
    {".docx", ".docm", ".doc", ".odt", ".rtf", ".txt", ".md", ".markdown", ".pdf", ".html", ".htm", ".edxml"}
    | {".xlsx", ".xls", ".ods", ".eml", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)


@dataclass(slots=True)
class Inputs:
    """The documents in order, the folders that hold none, and how many other files were passed over."""

    files: list[Path] = field(default_factory=list)
    empty_folders: list[Path] = field(default_factory=list)
    passed_over: int = 0
    several: bool = False  # whether the result is one of several documents, though a folder may hold one only


def inputs_of(names: Sequence[str], out: Path | None) -> Inputs:
    """Folders are searched to the bottom, hidden files and the folder of the results left out; names are sorted."""
    inputs = Inputs(several=len(names) > 1)
    for name in names:
        path = Path(name)
        if not path.is_dir():
            inputs.files.append(path)  # also what is not there: reading it says so
            continue
        inputs.several = True
        found = _in_folder(path, out, inputs)
        inputs.files.extend(found)
        if not found:
            inputs.empty_folders.append(path)
    return inputs


def _in_folder(folder: Path, out: Path | None, inputs: Inputs) -> list[Path]:
    results = out.resolve() if out else None
    found: list[Path] = []
    for where, folders, files in os.walk(folder):
        here = Path(where)
        folders[:] = sorted(one for one in folders if not one.startswith(".") and (here / one).resolve() != results)
        for name in sorted(files):
            # "~$" is how Word names the lock beside an open document.
            if name.startswith((".", "~$")):
                continue
            if Path(name).suffix.lower() in DOCUMENT_SUFFIXES:
                found.append(here / name)
            else:
                inputs.passed_over += 1
    return found
