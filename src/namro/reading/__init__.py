"""From a document's bytes to a Directive: what is to be done, by whom, by when, each with its words in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namro.reading.errors import CannotRead
from namro.reading.model import Directive
from namro.reading.reader import read, read_source
from namro.reading.sources import Limits, Secret
from namro.reading.stretch import read_stretch

if TYPE_CHECKING:
    from namro.reading.clarity import lint

__all__ = ["CannotRead", "Directive", "Limits", "Secret", "lint", "read", "read_source", "read_stretch"]


def __getattr__(name: str) -> object:
    """`lint` is imported when it is first asked for: who only reads need not wait for it."""
    if name == "lint":
        from namro.reading.clarity import lint

        return lint
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
