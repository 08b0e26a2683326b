"""What an operation refuses, in words for the person who asked."""

from __future__ import annotations


class Refused(Exception):
    """An act that would leave the records untrue. `str(error)` says what, with which value, and what to do;
    `field` is the input to mend, where there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
