"""The parts of a paper's body: numbered paragraphs, whose numbers are figures, tables, and the closing sentence."""

from __future__ import annotations

from typing import Any

Run = str | dict[str, str]
Block = dict[str, Any]


def f(key: str) -> dict[str, str]:
    """A figure in a sentence."""
    return {"f": key}


class Body:
    """Blocks in their order, each with a key that stays the same as long as its place in the paper does."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def opening(self, *runs: Run) -> None:
        """The sentence that says by what and of what the paper reports."""
        self._add("0", "opening", runs)

    def section(self, key: str, title: str) -> None:
        """A Roman part."""
        self._add(key, "section", (title,))

    def heading(self, key: str, *runs: Run) -> None:
        """An Arabic part with a title of its own."""
        self._add(key, "heading", runs)

    def paragraph(self, key: str, *runs: Run) -> None:
        """A paragraph."""
        self._add(key, "paragraph", runs)

    def dash(self, key: str, *runs: Run) -> None:
        """A line of a list."""
        self._add(key, "dash", runs)

    def table(self, key: str, table: str) -> None:
        """A table of the payload."""
        self.blocks.append({"key": key, "style": "table", "table": table})

    def closing(self, *runs: Run) -> None:
        """The last sentence; "./." follows."""
        self._add("z", "closing", runs)

    def _add(self, key: str, style: str, runs: tuple[Run, ...]) -> None:
        joined: list[Run] = []
        for run in runs:
            if isinstance(run, str) and joined and isinstance(joined[-1], str):
                joined[-1] += run
            elif run != "":
                joined.append(run)
        self.blocks.append({"key": key, "style": style, "runs": joined})
