"""Units cut into sentences and clauses, each of which may name another doer and so be a task of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from namro.reading.drafts import Context, Draft, Reading, Verdict
from namro.reading.folding import fold
from namro.reading.lexicon import pattern, words
from namro.reading.model import Mode, Named, Span
from namro.reading.name_ends import opens_order
from namro.reading.name_patterns import AT_LARGE
from namro.reading.names import is_role
from namro.reading.orders import Subject, answers_petition, coordinators_in, encouraged_in, is_order
from namro.reading.outline import Node
from namro.reading.partners import HELPING, joins_partners
from namro.reading.zones import is_formula, told_elsewhere

_SENTENCE = re.compile(r"[.!?][\"”)]?\s+(?=[^\W\d_]|\"|“|\()")
_CLAUSE = re.compile(r";\s+|,\s+(?=(?:các |cơ quan |đơn vị )[^,;.]{2,60} (?:có trách nhiệm|chịu trách nhiệm) )")
# how many in a hundred tasks of each way of finding are tasks, as measured on annotated documents
_SURE = {
    "lead.heading": 0.97,
    "doer.ordered": 0.97,
    "lead.addressee": 0.97,
    "doer.in_brackets": 0.95,
    "lead.parent": 0.95,
    "doer.subject": 0.94,
    "doer.after_topic": 0.93,
    "lead.intro": 0.93,
    "lead.none": 0.92,
}
_SURE_OF_LATER = 0.75  # where the doer is told after words without one
_CASE = re.compile(r"(?:trong )?trường hợp |nếu ")  # "...; trường hợp vượt thẩm quyền, Sở X ..."
# "Tổ chức hội thi ...; Sở Y tế" + " chủ trì": the words before are the doer's task, too
_TAKES_UP = re.compile(r",? ?(?:chủ trì|chịu trách nhiệm|thực hiện|là |phối hợp)")
_GOES_ON = re.compile(
    rf"(?:(?:kịp thời|định kỳ|tổng hợp),? )?(?:{pattern('task_words', 'goes_on')})"
)  # "Báo cáo kết quả trước ngày ..."
_HELPS_ONLY = frozenset(words("task_words", "helps_only"))
# "thành phố" after "thành phố Đà Nẵng", "đơn vị" after "đơn vị được giao lập quy hoạch"
_TOLD_SHORT = (
    "cơ quan", "đơn vị", "tổ chức", "địa phương", "doanh nghiệp", "tỉnh", "thành phố", "ubnd tỉnh", "ubnd thành phố"
)  # fmt: skip
_BASIS = re.compile(r"(?:lưu ý: )?(?:căn cứ|trên cơ sở)(?!\w)")
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
            if found.end() > after
            and not _lists_doers(reading, start, found, stop)
            and not _is_in_brackets(folded, start, found.start())
            and not joins_partners(text, folded, start, found.start(), stop)
        ]
        for first, last in pairwise([start, *clauses, stop]):
            end = last
            while end > first and text[end - 1] in " \n":
                end -= 1
            yield Piece(first, end, clause=first > start)


def _lists_doers(reading: Reading, start: int, cut: re.Match[str], stop: int) -> bool:
    """Whether the comma of `cut` stands among the doers: "Sở A, các cơ quan B có trách nhiệm"."""
    if not cut[0].startswith(","):
        return False
    own = reading.subject(start, stop)
    return own is not None and own.start == start and own.end > cut.end()


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


def is_mere_topic(reading: Reading, piece: Piece, own: Subject) -> bool:
    """Whether the doer of a clause stands after a topic, which is more often a part of the sentence before it."""
    return piece.clause and own.rule == "doer.after_topic" and not _CASE.match(reading.folded, piece.start)


def same_doers(names: Iterable[Named], leads: tuple[Named, ...]) -> bool:
    """Whether a sentence's doer is the one before: the same names, or a part of them told again."""
    if all(is_role(one.name) and not one.name.lower().startswith("các") for one in names):
        return bool(leads)  # "cơ quan chủ trì" is whoever was named before
    said = {_plain(one.name) for one in names}
    known = {_plain(one.name) for one in leads}
    return bool(known) and all(_is_told(one, known) for one in said)


def _orders_a_role(own: Subject, current: Draft) -> bool:
    """Whether a part in the work is told to act beside another doer: "Giao Bộ X ... Yêu cầu nhà đầu tư ..."."""
    told = {_plain(one.name) for one in current.leads}
    return own.ordered and all(is_role(one.name) and _plain(one.name) not in told for one in own.names)


def _narrows(own: Subject, piece: Piece, current: Draft) -> bool:
    """Whether a sentence tells some of several doers to do something of their own."""
    if piece.clause or own.start != piece.start or any(is_role(one.name) for one in own.names):
        return False
    said, known = {_plain(one.name) for one in own.names}, {_plain(one.name) for one in current.leads}
    return said < known


def _is_told(name: str, known: set[str]) -> bool:
    """Whether a name was told before, or opens one that was: "đơn vị" of "đơn vị được giao lập quy hoạch"."""
    short = name in _TOLD_SHORT or (" " in name and AT_LARGE.match(name) is not None)
    return name in known or (short and any(one.startswith(f"{name} ") for one in known))


def split(reading: Reading, node: Node, subject: Subject | None, context: Context) -> None:
    """Drafts the tasks of a unit: sentences and clauses with another doer are tasks of their own."""
    current: Draft | None = None
    nobodys = False  # whether a task of nobody named stands before the one at hand
    for piece, own in _with_their_basis(reading, node, subject):
        if _is_formula_apart(reading, node, piece, own):
            reading.verdicts.append(Verdict(Span(piece.start, piece.end), "not_task.formula"))
            continue
        if own and is_mere_topic(reading, piece, own):
            own = None
        if own and not reading.says_after(own, piece.end):
            own = None
        if own and current and current.leads and _hands_down(reading.folded, own, piece):
            own = None
        if current is None and own is None and _is_no_order_yet(reading, node, piece, context):
            reading.verdicts.append(Verdict(Span(piece.start, piece.end), "not_task.no_order"))
            continue
        if current is None:
            current = _first_draft(reading, node, piece, own, context)
        elif own is None and _returns_to_all(reading, node, piece, current, nobodys):
            current = _first_draft(reading, node, piece, None, context)
        elif own is None:
            current.end = piece.end
        elif _helps_only(reading.folded, own, piece, current):
            _add_helpers(reading, current, own)
            current.end = piece.end
        elif (
            same_doers(own.names, current.leads)
            and not _orders_a_role(own, current)
            and not _narrows(own, piece, current)
        ):
            current.end = piece.end
        elif not current.leads and not context.leads and not _stands_apart(reading, current, own, piece):
            # the words before had no doer: they open this order
            current.leads, current.mode, current.rule = tuple(own.names), own.mode or current.mode, own.rule
            current.sure = _SURE_OF_LATER
            current.end = piece.end
        else:
            nobodys = nobodys or not current.leads
            current = _draft_of(reading, node, piece, own, context)


def _with_their_basis(reading: Reading, node: Node, first: Subject | None) -> Iterator[tuple[Piece, Subject | None]]:
    """The pieces of a unit with their doers, of which `first` is known to open it. What a sentence tells first to be
    its basis belongs to the clause that orders: "Căn cứ kết quả rà soát; trên cơ sở nhu cầu; " + "các sở lập kế hoạch".
    """
    basis: Piece | None = None
    for piece in pieces_of(reading, node, after=first.end if first else 0):
        opens_unit = first is not None and piece.start == node.start and first.end <= piece.end
        own = first if opens_unit else reading.subject(piece.start, piece.end)
        if basis and piece.clause:
            piece = Piece(basis.start, piece.end, clause=basis.clause)
        elif basis:
            yield basis, None
        opens = piece.clause is False and _BASIS.match(reading.folded, piece.start, piece.end) is not None
        basis = piece if own is None and opens else None
        if basis is None:
            yield piece, own
    if basis:
        yield basis, None


def _is_no_order_yet(reading: Reading, node: Node, piece: Piece, context: Context) -> bool:
    """Whether the first sentence orders nothing, or nobody where no heading tells whose the work below it is."""
    if told_elsewhere(reading.folded, piece.start, piece.end):
        return True
    if context.under_agency:
        return False
    if _only_tells(reading, node, piece):
        return True
    sentence = _SENTENCE.search(reading.text, piece.start, node.end)
    if context.leads or context.work or sentence is None or answers_petition(reading.folded, piece.start, piece.end):
        return False
    rest = (one for one in pieces_of(reading, node) if piece.start <= one.start < sentence.start())
    return all(reading.subject(one.start, one.end) is None for one in rest)


def _hands_down(folded: str, own: Subject, piece: Piece) -> bool:
    """Whether the doer at hand is to set others of its own to work: "...; phân công phòng chuyên môn theo dõi"."""
    return own.ordered and own.start == piece.start and folded.startswith("phân công", piece.start)


def _stands_apart(reading: Reading, current: Draft, own: Subject, piece: Piece) -> bool:
    """Whether an order of nobody named is whole before another tells a doer: "Khai thác ...; các xã lập ..."."""
    if own.ordered or own.rule != "doer.subject" or _TAKES_UP.match(reading.folded, own.end, piece.end):
        return False
    return is_order(reading.folded, current.start, current.end)


def _returns_to_all(reading: Reading, node: Node, piece: Piece, current: Draft, nobodys: bool) -> bool:
    """Whether a sentence goes on with what nobody named is to do, after one that told a doer."""
    if not nobodys or piece.clause or not current.leads or _GOES_ON.match(reading.folded, piece.start, piece.end):
        return False
    return is_order(reading.folded, piece.start, piece.end)


def _only_tells(reading: Reading, node: Node, piece: Piece) -> bool:
    """Whether a first sentence tells how things are before another is told to act: "Về hồ sơ: Chính phủ sẽ ..."."""
    whole = piece.end < node.end and reading.text[piece.end - 1] == "."
    if answers_petition(reading.folded, piece.start, piece.end):  # what was asked for belongs to the answer
        return False
    return whole and not is_order(reading.folded, piece.start, piece.end)


def _is_formula_apart(reading: Reading, node: Node, piece: Piece, own: Subject | None) -> bool:
    """Whether a whole sentence is but a formula beside the order of its unit."""
    if piece.clause or (own and (own.ordered or piece.start == node.start)):
        return False
    return says_nothing(reading.folded, piece)


def _first_draft(reading: Reading, node: Node, piece: Piece, own: Subject | None, context: Context) -> Draft:
    if own:
        return _draft_of(reading, node, piece, own, context)
    encouraged = () if context.under_agency else encouraged_in(reading.text, reading.folded, piece.start, piece.end)
    helpers = context.coordinators
    if helpers and coordinators_in(reading.text, reading.folded, Span(piece.start, piece.end)):
        helpers = ()  # whom the words name themselves help in place of those above
    rule = "doer.ordered" if encouraged else context.rule or "lead.none"
    return reading.draft(
        node,
        Span(piece.start, piece.end),
        leads=tuple(encouraged) or context.leads,
        coordinators=helpers or None,
        mode=context.mode,
        rule=rule,
        sure=_SURE[rule],
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
        sure=_SURE[own.rule],
    )
    if after_topic and reading.folded.endswith(": ", 0, own.start):
        draft.said_from = own.start
    return draft


def _mode_above(context: Context, own: Subject) -> Mode | None:
    """The mode of the heading, where nothing orders the doer and it stands after a topic or below "... đề nghị:"."""
    told = context.asking or own.rule == "doer.after_topic" or same_doers(own.names, context.leads)
    return context.mode if context.mode == "request" and told and not own.ordered else None


def _helps_only(folded: str, own: Subject, piece: Piece, current: Draft) -> bool:
    """ "Sở A chủ trì ...; Sở B, Sở C phối hợp": they only help the doer named before."""
    if folded[own.end : piece.end].strip(" .:;") in _HELPS_ONLY:
        return True
    leads = folded.find("chủ trì", current.start, current.end) >= 0
    return leads and piece.clause and HELPING.match(folded, own.end, piece.end) is not None


def _add_helpers(reading: Reading, draft: Draft, own: Subject) -> None:
    told = draft.coordinators or coordinators_in(reading.text, reading.folded, Span(draft.start, draft.end))
    draft.coordinators = (*told, *own.names)


def _is_in_brackets(folded: str, start: int, at: int) -> bool:
    return folded.count("(", start, at) > folded.count(")", start, at)


@lru_cache(maxsize=1024)  # the same few names are compared at each sentence
def _plain(name: str) -> str:
    return _MANY.sub("", fold(name)).replace("ủy ban nhân dân", "ubnd")
