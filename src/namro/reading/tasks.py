"""From the outline to the tasks: who is to do what, by the rules of docs/reading.md.

A walk over the outline keeps what a heading says (who leads, in what tone) for what stands under it. Each unit becomes
a task, a part of the task before it, a heading, or is told to be no task, with the rule that says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from namro.reading.brackets import doer_in_brackets, fill_from_brackets, labels_in_brackets
from namro.reading.drafts import Context, Draft, Reading, Verdict
from namro.reading.labelled import (
    draft_heading,
    draft_item,
    fields_under,
    fill,
    has_only_labelled,
    labelled_line,
    unfilled,
)
from namro.reading.labels import BULLET, LETTER
from namro.reading.model import Source, Span
from namro.reading.names import is_at_large
from namro.reading.notes import read_note
from namro.reading.orders import Subject, coordinators_in
from namro.reading.outline import Node, Outline, in_capitals
from namro.reading.paragraphs import is_assigned, last_order, read_paragraph
from namro.reading.pieces import later_doer, same_doers, split
from namro.reading.zones import describes_below, gives_points, is_formula, lists_things, sets_norm, tells_only, zone_of

_LEADS_TO_WORK = re.compile(
    r"(?:các |một số |những )?(?:(?:nhiệm vụ|giải pháp|nội dung) )?trọng tâm(?: (?:bao )?gồm(?: có)?| là)?:"
)
_EXAMPLE = re.compile(r"ví dụ(?: \d{1,2})?:")
_TO_WHOM = re.compile(r"(?:[^:\n]{0,60} điện|kính gửi) ?:$")  # "Thủ tướng Chính phủ điện:", "Kính gửi:"
_ONLY_TOGETHER = re.compile(r"(?:chủ trì,? )?phối hợp(?: với)?[:.]?")
_TOGETHER = re.compile(r"(?:chủ trì,? )?(?:và )?phối hợp ")
_ASKING = re.compile(r"(?<!\w)đề nghị ?:$")
_FIGURE_FIRST = re.compile(r"\d|(?:ít nhất|tối thiểu|trên|tỷ lệ|tỉ lệ)(?!\w)")  # an aim: "Trên 80% người dân ..."
_FEWEST_BESIDE = 2  # bullets that tell what the one among them is
_SHORT_CELL = 30  # code points; so few in a table that lost its lines are a result or a title
_SURE_OF_UNRULED = 0.5
_OTHER_CELLS = ("báo cáo", "căn cứ", "chỉ đạo")  # what opens the cells of the result, the basis and of bodies
_TITLE_LENGTH = 160  # code points; a longer heading is a sentence
_BOLD_TITLE_LENGTH = 120  # of a bold one that ends with a stop


def find_tasks(source: Source, folded: str, outline: Outline) -> tuple[list[Draft], list[Verdict]]:
    """The drafts of the tasks in the body and its notes, in reading order, and the verdicts on all that is none."""
    reading = Reading(source, folded)
    _read_kids(reading, outline.root, Context())
    for note in outline.notes:
        read_note(reading, note)
    reading.drafts.sort(key=lambda draft: draft.start)
    return reading.drafts, reading.verdicts


def _read_kids(reading: Reading, node: Node, context: Context) -> None:
    """What stands under a heading, with the blocks of labelled lines among it."""
    since = len(reading.drafts)  # the first draft that the next labelled line may fill
    block: list[Draft] | None = None  # the tasks that the labelled lines at hand fill
    addressing = False
    listing: Draft | None = None  # an order that ends with ":", whose parts the bullets after it are
    beside = _told_beside(reading, node, context)
    for kid, following in zip_longest(node.kids, node.kids[1:]):
        if kid.start in beside:
            _dismiss_whole(reading, kid, beside[kid.start])
            continue
        if reading.unruled and reading.in_unruled_table(kid):
            _read_unruled(reading, kid)
            continue
        # 1. "Kính gửi:" and the bullets after it
        addressing = (addressing and kid.kind == "bullet") or _TO_WHOM.match(reading.words(kid)) is not None
        if addressing:
            reading.dismiss(kid, "not_task.addressees")
            continue
        # 2. a part of the order that the paragraph before it opened
        if listing and kid.kind == "bullet" and _is_part(reading, kid):
            listing.end = kid.last
            continue
        listing = None
        # 3. a labelled line
        line = labelled_line(reading.folded, kid)
        if line and line.field != "content":
            if block is None:
                if since == len(reading.drafts):
                    draft_heading(reading, node, context)
                block = unfilled(reading.drafts[since:])
            fill(reading, line, kid, block)
            continue
        if block and following and _stands_between(reading, kid, following, block):
            block[-1].fields.append(kid.span)
            continue
        if block is not None:
            block = None
            since = len(reading.drafts)
        # 4. an item with a block of its own
        if has_only_labelled(reading.folded, kid) and not context.closed:
            draft_item(reading, kid, context, since)
            since = len(reading.drafts)
            continue
        # 5. anything else
        if following and _opens_list(reading, kid, following, context):
            split(reading, kid, None, context)
            listing = reading.drafts[-1]
            continue
        context = _read_unit(reading, kid, context, node)


def _told_beside(reading: Reading, node: Node, context: Context) -> dict[int, str]:
    """Units under a heading that order nothing, by where they start, with the rule that says so.

    They go before the work ("Phát triển chợ số theo hướng hiện đại" over "Các nhiệm vụ trọng tâm:"), or stand
    after "Ví dụ:".
    """
    told: dict[int, str] = {}
    opening: list[Node] = []  # the paragraphs right after the heading
    example = False
    for at, kid in enumerate(node.kids):
        leads_on = kid.kind == "paragraph" and reading.folded[kid.end - 1] == ":"
        if kid.kind == "paragraph" and len(opening) == at:
            if leads_on and context.work and not context.leads and _LEADS_TO_WORK.fullmatch(reading.words(kid)):
                told |= {one.start: "not_task.aim" for one in opening if not reading.subject(one.start, one.end)}
            opening.append(kid)
        if example and kid.kind in ("bullet", "paragraph"):
            told[kid.start] = "not_task.formula"
        example = (example and kid.kind == "bullet") or (
            leads_on and _EXAMPLE.fullmatch(reading.words(kid)) is not None
        )
    return told


def _dismiss_whole(reading: Reading, node: Node, rule: str) -> None:
    """Tells a unit and all that stands under it to be no task."""
    reading.dismiss(node, rule)
    for kid in node.kids:
        _dismiss_whole(reading, kid, rule)


def _opens_list(reading: Reading, node: Node, following: Node, context: Context) -> bool:
    """Whether a paragraph is an order of nobody named that lists its objects: "Triển khai các nền tảng như:"."""
    if node.kind != "paragraph" or following.kind != "bullet" or context.closed or not context.work:
        return False
    if not reading.words(node).endswith(":") or not reading.is_order(node) or last_order(reading, node):
        return False
    return _is_part(reading, following)


def _read_unruled(reading: Reading, node: Node) -> None:
    """A unit of a table that lost its lines: an order is a task of nobody known, the rest is left to an officer."""
    words = reading.text[node.start : node.end]
    result = reading.folded.startswith(_OTHER_CELLS, node.start)
    if reading.is_order(node) and len(words) > _SHORT_CELL and not in_capitals(words) and not result:
        span = Span(node.start, node.end)
        reading.draft(node, span, leads=(), coordinators=(), mode=None, rule="task.unruled_row", sure=_SURE_OF_UNRULED)
    else:
        reading.leave_unread(node, "not_task.unruled_table")
    for kid in node.kids:
        _read_unruled(reading, kid)


def _stands_between(reading: Reading, node: Node, following: Node, block: list[Draft]) -> bool:
    """Whether a plain line stands among labelled ones that fill one block: a time for tasks that have none yet."""
    line = labelled_line(reading.folded, following)
    if node.kids or not line or line.field in ("leads", "content") or any(draft.times for draft in block):
        return False
    return not reading.is_order(node) and reading.subject(node.start, node.end) is None


def _read_unit(reading: Reading, node: Node, context: Context, parent: Node) -> Context:
    """Reads one unit with all that stands under it; returns the context of the units after it."""
    words = reading.words(node)
    if node.kind == "paragraph":
        return read_paragraph(reading, node, context, parent)
    if node.kids and _is_title(reading, node, words):
        _read_title(reading, node, words, context)
    elif node.kids and words.endswith(":"):
        _read_intro(reading, node, context)
    elif context.closed and not is_assigned(reading, node):
        reading.dismiss_aim(node)
        for kid in node.kids:
            _read_unit(reading, kid, context, node)
    else:
        subject = reading.subject(node.start, node.end, heading=bool(node.kids) or node.title)
        if subject and not reading.says_after(subject, node.end):
            _read_under_agency(reading, node, subject, context)
        else:
            _read_order(reading, node, subject, context)
    return context


# ---- headings


def _is_title(reading: Reading, node: Node, words: str) -> bool:
    """A heading that is no order of its own: it ends without a stop, or holds labelled lines."""
    if any(field and field != "content" for field in fields_under(reading.folded, node)):
        return True
    bold_with_stop = words.endswith(".") and node.title and len(words) < _BOLD_TITLE_LENGTH
    if words[-1:] in ".;:" and not bold_with_stop and not _stands_among_titles(reading, node, words):
        return False
    first = next((kid for kid in node.kids if kid.kind != "paragraph"), node.kids[0])
    return first.rank < BULLET or node.title or len(words) < _TITLE_LENGTH or _is_among_open_ended(reading, node)


def _stands_among_titles(reading: Reading, node: Node, words: str) -> bool:
    """Whether a heading ends with a stop though most of its like end with none, and holds items as they do."""
    if not words.endswith(".") or not any(kid.rank < BULLET for kid in node.kids):
        return False
    return _is_among_open_ended(reading, node)


def _is_among_open_ended(reading: Reading, node: Node) -> bool:
    """Whether most of those beside a unit that hold units, too, end with no stop."""
    if node.parent is None:
        return False
    like = [kid for kid in node.parent.kids if kid is not node and kid.rank == node.rank and kid.kids]
    open_ended = sum(reading.words(kid)[-1:] not in ".;:" for kid in like)
    return len(like) > 1 and open_ended * 4 >= len(like) * 3


def _read_title(reading: Reading, node: Node, words: str, context: Context) -> None:
    subject = reading.subject(node.start, node.end, heading=True)
    told = subject and subject.rule != "doer.after_topic" and "leads" not in fields_under(reading.folded, node)
    if subject and told and not _is_topic_among_topics(reading, node, subject):
        _read_under_agency(reading, node, subject, context)
        return
    reading.dismiss(node, "not_task.heading")
    before = len(reading.drafts)
    _read_kids(reading, node, _helped(reading, node, zone_of(words, context)))
    if context.leads and _ONLY_TOGETHER.fullmatch(words):
        for draft in reading.drafts[before:]:
            if draft.rule == "doer.subject":  # "b) Chủ trì, phối hợp" over "- Sở Y tế tham mưu ...": they help
                draft.leads, draft.coordinators, draft.rule = context.leads, draft.leads, context.rule


def _is_topic_among_topics(reading: Reading, node: Node, subject: Subject) -> bool:
    """Whether a heading that names bodies at large is a matter among matters: "9. Doanh nghiệp số", "8. Kỹ năng số"."""
    if subject.ordered or node.parent is None or not all(is_at_large(one.name) for one in subject.names):
        return False
    beside = [kid for kid in node.parent.kids if kid is not node and kid.kids and kid.rank == node.rank]
    named = sum(reading.subject(kid.start, kid.end, heading=True) is not None for kid in beside)
    return len(beside) >= _FEWEST_BESIDE and named * 3 <= len(beside)


def _read_under_agency(reading: Reading, node: Node, subject: Subject, context: Context) -> None:
    """ "1.1. Sở Tài chính": the lead of what stands under it."""
    reading.dismiss(node, "not_task.agency_heading")
    below = _led_by(reading, node, subject, context, rule="lead.heading")
    _read_kids(reading, node, replace(below, mode=below.mode or "assign"))


def _read_intro(reading: Reading, node: Node, context: Context) -> None:
    """A line that ends with ":" and hands its doer down, or whose kids only elaborate it."""
    subject = last_order(reading, node) or reading.subject(node.start, node.end - 1, heading=True)
    if subject and not subject.ordered and describes_below(reading.words(node)):
        subject = None
    if subject and not reading.says_after(subject, node.end):
        _read_under_agency(reading, node, subject, context)
        return
    if _is_elaborated(reading, node, subject, context):
        _read_order(reading, node, subject, context, whole=True)
        return
    if subject:
        below = _led_by(reading, node, subject, context, rule="lead.intro")
    else:
        below = zone_of(reading.words(node), context)
        if lists_things(reading.words(node)) and not reading.is_order(node):
            below = replace(below, closed=True, work=False)
        if _ASKING.search(reading.words(node)):
            below = replace(below, mode="request", asking=True, work=True)
        below = _helped(reading, node, below)
    reading.dismiss(node, "not_task.aim" if context.closed and not subject else "not_task.intro")
    _read_kids(reading, node, below)


def _helped(reading: Reading, node: Node, context: Context) -> Context:
    """The context under a heading that tells with whom an agency acts: "a) Chủ trì, phối hợp với các sở, ngành:"."""
    if not context.under_agency or not _TOGETHER.match(reading.folded, node.start, node.end):
        return context
    helpers = coordinators_in(reading.text, reading.folded, node.span)
    return replace(context, coordinators=tuple(helpers)) if helpers else context


def _led_by(reading: Reading, node: Node, subject: Subject, context: Context, *, rule: str) -> Context:
    """The context under a heading that names a doer."""
    rest = Span(subject.end, node.end)
    return replace(
        context,
        leads=tuple(subject.names),
        coordinators=tuple(coordinators_in(reading.text, reading.folded, rest)),
        mode=subject.mode or context.mode,
        rule=rule,
        named=True,
        work=True,
        closed=context.closed and not subject.ordered,
        under_agency=True,
    )


def _is_elaborated(reading: Reading, node: Node, subject: Subject | None, context: Context) -> bool:
    """Whether the kids of a line with ":" are parts of its order, not orders of their own."""
    ordering = subject or context.work or (context.leads and reading.is_order(node))
    if context.closed or not ordering:
        return False
    if any(kid.rank < LETTER or labelled_line(reading.folded, kid) for kid in node.kids):
        return False
    if any(not _goes_on_with(reading, below, subject) for kid in node.kids for below in kid.kids):
        return False
    parts = [kid for kid in node.kids if kid.kind != "paragraph"]
    orders = sum(map(reading.tells_order, parts))
    return orders * 2 < len(parts)


def _goes_on_with(reading: Reading, node: Node, subject: Subject | None) -> bool:
    """Whether a paragraph under a part of an order tells the same doers more of it."""
    told = reading.subject(node.start, node.end)
    if node.kind != "paragraph" or subject is None or told is None:
        return False
    return not told.ordered and same_doers(told.names, tuple(subject.names))


# ---- units that are tasks


def _read_order(
    reading: Reading, node: Node, subject: Subject | None, context: Context, *, whole: bool = False
) -> None:
    """A unit with its own words: one task, several, or none. With `whole` all that stands under it is part of it."""
    ordered = subject is not None and subject.ordered
    # "1. Sở Y tế" over "a) Ban hành kế hoạch ...", "III. NHIỆM VỤ" over "- Ban hành quy chế ..."
    its_work = (context.named or (context.work and node.kind == "bullet")) and reading.is_order(node)
    formula = is_formula(reading.folded, node.start, node.end) and not its_work
    formula = formula and not _orders_on_its_basis(reading, node, subject)
    if formula and not ordered and not later_doer(reading, node):
        reading.dismiss(node, "not_task.formula")
        _read_kids(reading, node, context)
        return
    if not ordered and gives_points(reading.folded, node.start, node.end):
        reading.dismiss(node, "not_task.no_order")
        _read_kids(reading, node, context)
        return
    before = len(reading.drafts)
    labels = labels_in_brackets(reading.folded, node)
    subject = subject or doer_in_brackets(reading, node)
    if subject or labels or _may_stand_alone(reading, node, context) or later_doer(reading, node):
        split(reading, node, subject, context)
    else:
        reading.dismiss_unless_doer(node, "not_task.no_order")
    made = reading.drafts[before:]
    if made:
        fill_from_brackets(reading, made[-1], labels)
    if whole and made:
        made[-1].end = max(made[-1].end, node.last)
    else:
        _read_below(reading, node, context, made)


def _orders_on_its_basis(reading: Reading, node: Node, subject: Subject | None) -> bool:
    """Whether an item tells its basis before whose order it is: "Căn cứ Nghị quyết số ..., Sở Y tế rà soát ..."."""
    if subject is None or subject.rule != "doer.after_topic" or not reading.words(node).endswith("."):
        return False
    return node.kind == "item" and reading.folded.startswith("căn cứ ", node.start)


def _may_stand_alone(reading: Reading, node: Node, context: Context) -> bool:
    """Whether words without a doer of their own are a task of the context's leads, or of nobody named."""
    if labelled_line(reading.folded, node):
        return True
    if context.under_agency:
        return not tells_only(reading.folded, node.start, node.end)
    if node.kind != "bullet" and not node.kids and reading.text[node.start : node.end].isupper():
        return False  # a title, of which a break of lines left this piece
    if not context.leads and sets_norm(reading.folded, node.start, node.end):
        return False
    return bool(context.leads or context.work) and (reading.is_order(node) or _stands_among_orders(reading, node))


def _stands_among_orders(reading: Reading, node: Node) -> bool:
    """Whether nearly all bullets beside one are orders: then so is it, though no rule knows its verb."""
    if node.rank < LETTER or node.kind == "paragraph" or node.parent is None or node.kids:
        return False
    if _FIGURE_FIRST.match(reading.folded, node.start):
        return False
    beside = [kid for kid in node.parent.kids if kid is not node and kid.kind == node.kind and kid.rank == node.rank]
    orders = sum(map(reading.tells_order, beside))
    return len(beside) >= _FEWEST_BESIDE and orders * 4 >= len(beside) * 3


def _read_below(reading: Reading, node: Node, context: Context, made: list[Draft]) -> None:
    """Bullets under a unit that is itself an order: tasks of their own, or parts of it (`made`)."""
    if not node.kids:
        return
    below = context
    if made:
        last = made[-1]
        below = replace(
            context, leads=last.leads, coordinators=(), mode=last.mode, rule="lead.parent", named=True, work=True
        )
    since = len(reading.drafts)
    beside = _told_beside(reading, node, below)
    listing = False  # among the bullets of a paragraph that addresses nobody: "Gửi kèm theo:"
    for kid in node.kids:
        line = labelled_line(reading.folded, kid)
        if kid.start in beside:
            _dismiss_whole(reading, kid, beside[kid.start])
            continue
        if kid.kind == "paragraph":
            listing = reading.words(kid).endswith(":") and last_order(reading, kid) is None
        if listing and kid.kind == "bullet" and made and _is_part(reading, kid):
            reading.dismiss(kid, "not_task.no_order")
        elif made and line:
            fill(reading, line, kid, made)
        elif made and has_only_labelled(reading.folded, kid):
            draft_item(reading, kid, below, reading.drafts.index(made[0]))
        elif kid.kind == "paragraph":
            nobodys = bool(made) and not made[0].leads  # and so is what goes on with it, though one was named since
            said = replace(below, leads=(), named=context.named) if nobodys else below
            after = read_paragraph(reading, kid, said, node)
            below = below if after is said else after
        elif made and _is_part(reading, kid):
            told_of = made[-1] if len(reading.drafts) == since else reading.drafts[-1]
            told_of.end = max(told_of.end, kid.last)
        else:
            _read_unit(reading, kid, below, node)


def _is_part(reading: Reading, node: Node) -> bool:
    """Whether a bullet only tells more of the order that it hangs under."""
    if reading.subject(node.start, node.end):
        return False
    return node.label == "+" or not reading.is_order(node)


__all__ = ["find_tasks"]
