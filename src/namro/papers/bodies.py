"""The words of a paper: what the snapshot proposes, with the officers' edits laid over it. Plain values, no database.

An edited paragraph keeps the officer's words whatever the figures become. What the figures and the proposal were when
it was written is kept beside them, so that a later snapshot can say what no longer agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

TEXT_STYLES = ("basis", "opening", "section", "heading", "paragraph", "dash", "closing")

Payload = Mapping[str, Any]
Run = str | Mapping[str, str]
Shown = Sequence[Sequence[str]]  # key and printed text of each figure, in the order of the words


class EditLike(Protocol):
    """One act on one paragraph, as PaperEdit keeps it."""

    pk: int
    key: str
    act: str
    text: str
    style: str
    after: str
    figures: Shown
    drafted: str
    by_name: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure in an officer's words that is another one now."""

    key: str
    what: str
    then: str
    now: str  # "" where the snapshot has no such figure any more


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table as it stands. `text` is an officer's; None where the words are the proposal's."""

    key: str
    style: str
    runs: tuple[Run, ...] = ()
    table: str = ""
    text: str | None = None
    removed: bool = False
    added: bool = False
    edit: int = 0  # the last act on it: what a save must have seen
    edited_by: str = ""
    proposed_figures: Shown = ()  # of the proposal, as of the snapshot
    figures: Shown = ()  # of the edited words, as of the edit
    disagreements: tuple[Disagreement, ...] = ()
    drafted_then: str = ""
    drafted_now: str = ""

    @property
    def is_edited(self) -> bool:
        """Whether an officer's words stand in place of the proposal."""
        return self.text is not None and not self.added

    @property
    def is_table(self) -> bool:
        """Whether it is a table, whose cells are figures and are not edited."""
        return bool(self.table)

    @property
    def is_outdated(self) -> bool:
        """Whether the officer's words were written beside other figures or another proposal."""
        return bool(self.disagreements) or (self.is_edited and self.drafted_then != self.drafted_now)

    def printed(self) -> dict[str, Any]:
        """As rendering takes it."""
        told: dict[str, Any] = {"key": self.key, "style": self.style}
        if self.table:
            return told | {"table": self.table}
        return told | ({"runs": list(self.runs)} if self.text is None else {"text": self.text})


def blocks(payload: Payload, edits: Iterable[EditLike]) -> list[Block]:
    """All paragraphs in their order, those that were removed among them."""
    proposed = [_proposed(block, payload) for block in payload["body"]]
    found = {block.key: block for block in proposed}
    order = [block.key for block in proposed]
    for edit in edits:
        before = found.get(edit.key)
        found[edit.key] = _after_edit(before, edit)
        if before is None:
            order.insert(_place(order, edit.after), edit.key)
    return [_compared(found[key], payload) for key in order]


def body(payload: Payload, edits: Iterable[EditLike]) -> list[dict[str, Any]]:
    """What is printed: payload["body"] after the officers' edits."""
    return [block.printed() for block in blocks(payload, edits) if not block.removed]


def words(runs: Iterable[Run], payload: Payload) -> str:
    """Runs as one text."""
    return "".join(run if isinstance(run, str) else figure_text(payload, run["f"]) for run in runs)


def figure_text(payload: Payload, key: str) -> str:
    """A figure as it is printed."""
    return str(payload["figures"][key]["text"])


def figures_in(runs: Iterable[Run], payload: Payload) -> list[tuple[str, str]]:
    """The figures of runs, in their order, each with its key and as it is printed."""
    return [(run["f"], figure_text(payload, run["f"])) for run in runs if not isinstance(run, str)]


def linked(text: str, figures: Shown) -> list[Run]:
    """An officer's words as runs again: each kept figure that still stands in them, in its order, is one."""
    runs: list[Run] = []
    at = 0
    for key, shown in figures:
        found = _find(shown, text, at)
        if found is None:
            continue
        if found.start() > at:
            runs.append(text[at : found.start()])
        runs.append({"f": key, "text": shown})
        at = found.end()
    return [*runs, text[at:]] if at < len(text) else runs


def _proposed(block: Mapping[str, Any], payload: Payload) -> Block:
    runs = tuple(block.get("runs", ()))
    return Block(
        key=block["key"],
        style=block["style"],
        runs=runs,
        table=block.get("table", ""),
        proposed_figures=figures_in(runs, payload),
        drafted_now=words(runs, payload),
    )


def _after_edit(before: Block | None, edit: EditLike) -> Block:
    # The proposal may have lost a paragraph that an officer edited: it stays, as one of the officer's own.
    block = before or Block(edit.key, edit.style or "paragraph", added=True, text=edit.text)
    block = replace(block, edit=edit.pk, edited_by=edit.by_name)
    if edit.act == "remove":
        return replace(block, removed=True)
    if edit.act == "restore":
        if block.removed or block.added:
            return replace(block, removed=False)
        return replace(block, text=None, disagreements=(), drafted_then="")
    return replace(block, text=edit.text, removed=False, figures=edit.figures, drafted_then=edit.drafted)


def _place(order: list[str], after: str) -> int:
    if after in order:
        return order.index(after) + 1
    return len(order) if after else 0


def _compared(block: Block, payload: Payload) -> Block:
    if block.text is None:
        return block
    gone = tuple(
        Disagreement(key, str(now.get("what", "")), then, str(now.get("text", "")))
        for key, then in block.figures
        if (now := payload["figures"].get(key, {})).get("text") != then and _find(then, block.text)
    )
    return replace(block, disagreements=gone)


def _find(shown: str, text: str, at: int = 0) -> re.Match[str] | None:
    # "7" does not stand in "74", "7,5" or "7%".
    return re.compile(rf"(?<![\d.,]){re.escape(shown)}(?![\d%]|[.,]\d)").search(text, at)
