"""What stops a paper from being printed, each with the place and what to do."""

from __future__ import annotations


class CannotPrint(ValueError):
    """Base: the message is for the person who asked for the paper."""


class MissingFigure(CannotPrint):
    """A sentence or a cell calls for a figure that the snapshot does not hold; a blank would be a wrong number."""

    def __init__(self, key: str, place: str) -> None:
        super().__init__(
            f"Thiếu số liệu “{key}” tại {place}: ảnh chụp số liệu không có số này. Làm mới số liệu rồi in lại."
        )
        self.key, self.place = key, place


class MissingTable(CannotPrint):
    """A block or an annex names a table that the snapshot does not hold."""

    def __init__(self, key: str, place: str) -> None:
        super().__init__(
            f"Thiếu bảng “{key}” tại {place}: ảnh chụp số liệu không có bảng này. Làm mới số liệu rồi in lại."
        )
        self.key, self.place = key, place


class FacesMissing(CannotPrint):
    """The faces that papers are set in were not collected."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Chưa có phông chữ Tinos tại {place}. Chạy “make setup” (scripts/collect_frontend.py) rồi in lại."
        )


class BadTemplate(CannotPrint):
    """The office's template cannot be filled; the message names field and place."""
