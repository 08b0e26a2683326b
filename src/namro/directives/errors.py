"""What the desk refuses, besides agencies.errors.Refused."""

from __future__ import annotations

from namro.agencies.errors import Refused


class Stale(Refused):
    """Someone else changed a draft, or the document's settings, since this page was shown. Nothing was saved;
    `draft` is the one to show beside what the person wanted."""

    def __init__(self, message: str, *, draft: int | None = None) -> None:
        super().__init__(message)
        self.draft = draft


class AlreadyHere(Refused):
    """The same file was received before; `directive` is where."""

    def __init__(self, message: str, *, directive: int) -> None:
        super().__init__(message, field="documents")
        self.directive = directive
