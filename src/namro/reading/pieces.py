"""Units cut into sentences and clauses, each of which may name another doer (ANNOTATION rule 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from namro.reading.drafts import Context, Draft, Reading, Verdict
from namro.reading.lexicon import words
from namro.reading.model import Mode, Named, Span
from namro.reading.name_ends import opens_order
from namro.reading.names import is_role
from namro.reading.orders import Subject, coordinators_in
from namro.reading.outline import Node
from namro.reading.zones import is_formula

_SENTENCE = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[^\W\d_]|\"|“|\()")
_CLAUSE = re.compile(r";\s+|,\s+(?=(?:các |cơ quan |đơn vị )[^,;.]{2,60} (?:có trách nhiệm|chịu trách nhiệm) )")
_HELPS_ONLY = frozenset(words("task_words", "helps_only"))
_MANY = re.compile(r"^(?:các|những) ")


class Piece(NamedTuple):
    """A sentence, or with `clause` a part of one after its first."""

    start: int
    end: int
    clause: bool


def pieces_of(reading: Reading, node: Node, *, after: int = 0) -> Iterator[Piece]:
    """The sentences of a unit and the clauses in them; nothing is cut at or before `after`."""
    text, folded = reading.text, reading.folded
    sentences = [node.start + found.end() for found in _SENTENCE.finditer(text[node.start : node.end])]
    for start, stop in pairwise([node.start, *(cut for cut in sentences if cut > after), node.end]):
        clauses = [
            found.end()
            for found in _CLAUSE.finditer(folded, start, stop)
            if found.end() > after and not _is_in_brackets(folded, start, found.start())
        ]
        for first, last in pairwise([start, *clauses, stop]):
            end = last
            while end > first and text[end - 1] in " \n":
                end -= 1
            yield Piece(first, end, clause=first > start)


def later_doer(reading: Reading, node: Node) -> bool:
    """Whether a sentence or clause after the first names a doer."""
    return any(
        reading.subject(piece.start, piece.end) for piece in pieces_of(reading, node) if piece.start > node.start
    )


def says_nothing(folded: str, piece: Piece) -> bool:
    """A sentence before the order that is none: "Trên đây là Kế hoạch ..."."""
    if folded.startswith("trên đây là", piece.start, piece.end):
        return True
    return is_formula(folded, piece.start, piece.end) and not opens_order(folded, piece.start, piece.end)


def same_doers(names: Iterable[Named], leads: tuple[Named, ...]) -> bool:
    """Whether a sentence's doer is the one before: the same names, or a part of them told again."""
    if all(is_role(one.name) and not one.name.lower().startswith("các") for one in names):
        return bool(leads)  # "cơ quan chủ trì" is whoever was named before
    said = {_plain(one.name) for one in names}
    known = {_plain(one.name) for one in leads}
    return bool(known) and said <= known


def split(reading: Reading, node: Node, subject: Subject | None, context: Context) -> None:
    """Drafts the tasks of a unit: sentences and clauses with another doer are tasks of their own."""
    current: Draft | None = None
    for piece in pieces_of(reading, node, after=subject.end if subject else 0):
        if subject and piece.start == node.start and subject.end <= piece.end:
            own: Subject | None = subject
        else:
            own = reading.subject(piece.start, piece.end)
        if _is_formula_apart(reading, node, piece, own):
            reading.verdicts.append(Verdict(Span(piece.start, piece.end), "not_task.formula"))
            continue
        if own and piece.clause and own.rule == "doer.after_topic":
            own = None
        if own and not reading.says_after(own, piece.end):
            own = None
        if current is None:
            current = _first_draft(reading, node, piece, own, context)
        elif own is None:
            current.end = piece.end
        elif _helps_only(reading.folded, own, piece.end):
            _add_helpers(reading, current, own)
            current.end = piece.end
        elif same_doers(own.names, current.leads):
            current.end = piece.end
        elif not current.leads and not context.leads:  # the words before had no doer: they open this order
            current.leads, current.mode, current.rule = tuple(own.names), own.mode or current.mode, own.rule
            current.end = piece.end
        else:
            current = _draft_of(reading, node, piece, own, context)


def _is_formula_apart(reading: Reading, node: Node, piece: Piece, own: Subject | None) -> bool:
    """Whether a whole sentence is but a formula beside the order of its unit."""
    if piece.clause or (own and (own.ordered or piece.start == node.start)):
        return False
    return says_nothing(reading.folded, piece)


def _first_draft(reading: Reading, node: Node, piece: Piece, own: Subject | None, context: Context) -> Draft:
    if own:
        return _draft_of(reading, node, piece, own, context)
    return reading.draft(
        node,
        Span(piece.start, piece.end),
        leads=context.leads,
        coordinators=context.coordinators or None,
        mode=context.mode,
        rule=context.rule or "lead.none",
        sure=0.9 if context.named else 0.75,
    )


def _draft_of(reading: Reading, node: Node, piece: Piece, own: Subject, context: Context) -> Draft:
    """A task of the doer that the piece names."""
    after_topic = own.rule == "doer.after_topic"
    draft = reading.draft(
        node,
        Span(piece.start, piece.end),
        leads=tuple(own.names),
        mode=own.mode or _mode_above(context, own),
        rule=own.rule,
        sure=0.85 if after_topic else 0.95,
    )
    if after_topic and reading.folded.endswith(": ", 0, own.start):
        draft.said_from = own.start
    return draft


def _mode_above(context: Context, own: Subject) -> Mode | None:
    """The mode of the heading, where the doer stands after a topic and nothing orders it."""
    return context.mode if context.mode == "request" and own.rule == "doer.after_topic" and not own.ordered else None


def _helps_only(folded: str, own: Subject, end: int) -> bool:
    """ "...; Sở B, Sở C phối hợp": they only help the doer named before."""
    return folded[own.end : end].strip(" .;:") in _HELPS_ONLY


def _add_helpers(reading: Reading, draft: Draft, own: Subject) -> None:
    told = draft.coordinators or coordinators_in(reading.text, reading.folded, Span(draft.start, draft.end))
    draft.coordinators = (*told, *own.names)


def _is_in_brackets(folded: str, start: int, at: int) -> bool:
    return folded.count("(", start, at) > folded.count(")", start, at)


def _plain(name: str) -> str:
    return _MANY.sub("", name.lower()).replace("ủy ban nhân dân", "ubnd")
