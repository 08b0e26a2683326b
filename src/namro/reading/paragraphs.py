"""Paragraphs without a label: they address what follows, order something, go on the task before, or tell nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from namro.reading.drafts import Context, Draft, Reading, Verdict
from namro.reading.lexicon import pattern
from namro.reading.model import Span
from namro.reading.orders import Subject, coordinators_in
from namro.reading.outline import Node, in_capitals, is_subtitle
from namro.reading.pieces import Piece, is_mere_topic, pieces_of, same_doers, says_nothing, split
from namro.reading.zones import describes_below, is_background, is_formula, tells_only

# "Trong quá trình thực hiện nếu có vướng mắc, ..."
_DIFFICULTY = re.compile(
    r"(?:trong quá trình|quá trình|nếu|trường hợp)[^.]{0,90}(?:vướng mắc|khó khăn|phát sinh)"
    r"|(?:khó khăn|vướng mắc)[^.]{0,60}(?:phản ánh|báo cáo|gửi)"
)
_TELL_OF_DIFFICULTY = re.compile(
    r"(?:trong )?quá trình [^.;:\n]{0,80}?nếu [^.;:\n]{2,60}?(?:khó khăn|vướng mắc|phát sinh|bất cập),? "
    r"(?:(?:đề nghị|yêu cầu|cần|phải) )?(?:kịp thời |chủ động )?(?:báo cáo|phản ánh|gửi|thông tin|liên hệ) "
)
_OWN_MATTER = re.compile(r"về [^:;.\n]{3,60}: ")  # "Về kinh phí: Các xã phải ...": a matter of its own
_ADDRESSING = re.compile(rf"(?:{pattern('task_words', 'addressing')})[^:]*:$")  # "... quyết định:"
_ORDERING = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao) ")
_CLOSING = "trên đây là"  # the last paragraph speaks of the whole document
_COUNTED = re.compile(r"thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)[,:] ")  # a point of its own in a list of such
_NEXT_CLAUSE = re.compile(r"; ")  # "Để ...; các sở, ban, ngành tập trung thực hiện ...:"
# who issues the document addresses nobody: "UBND tỉnh ban hành Kế hoạch ... như sau:"
_ISSUES = re.compile(r" ?(?:ban hành|gửi kèm|phát động|kết luận|có ý kiến|thông báo|báo cáo|quyết nghị|quyết định|đã )")
_GOES_ON = re.compile(pattern("task_words", "goes_on"))  # "Kết quả báo cáo trước ngày ..."
# by when the task above is to be done: "Bảo đảm hoàn thành trong quý I/2026."
_WHEN_DONE = re.compile(
    r"(?:(?:bảo đảm|đảm bảo|phấn đấu),? )?(?:hoàn thành|xong) (?:trước|trong|xong|chậm nhất|vào|đúng)"
)
# under "Điều 3. Nguyên tắc", "Điều 5. Hiệu lực thi hành": "Giám đốc các sở" + " chịu trách nhiệm thi hành"
_OWES = re.compile(r",? ?(?:có|chịu) trách nhiệm(?!\w)")
_BEGINS_ORDER = re.compile(rf",? ?(?:{pattern('task_words', 'begins_order')})")
_ORDER_REACH = 60  # code points after the doer
_FEWEST_PARAGRAPHS = 2  # under an item, before each of them counts as a task
_OPENING_REACH = 18  # code points from the start of an order to its doer, where nobody is named as giving it


def read_paragraph(reading: Reading, node: Node, context: Context, parent: Node) -> Context:
    """Reads a paragraph under `parent`; returns the context of the units after it."""
    words = reading.words(node)
    if words.endswith(":"):
        return _addressing(reading, node, words, context)
    if in_capitals(reading.text[node.start : node.end]) or is_subtitle(reading.text, node):
        reading.dismiss(node, "not_task.preamble" if parent.parent is None else "not_task.heading")
        return context
    subject = reading.subject(node.start, node.end)
    ordered = subject is not None and subject.ordered
    remark = words.startswith("(") and words.endswith((")", ").")) and not ordered
    if remark or (is_formula(reading.folded, node.start, node.end) and not ordered):
        reading.dismiss(node, "not_task.formula")
    elif context.closed and not is_assigned(reading, node):
        reading.dismiss_aim(node)
    else:
        before = _goes_on(reading, node, parent, words)
        if before and parent.parent is None and before.node.kind == "paragraph" and _only_tells(reading, node, words):
            before = None
        spoken = Context(work=context.work) if words.startswith(_CLOSING) else context  # of the whole document
        if subject:
            _with_doer(reading, node, subject, before, spoken, parent)
        elif (
            before and not _takes_up_again(reading, node, before) and not _stands_beside(reading, node, before, context)
        ):
            _resume(reading, node, before)
        elif _TELL_OF_DIFFICULTY.match(words):  # whoever meets one, though nobody is named
            split(reading, node, None, Context(work=True))
        elif _may_be_task(reading, node, words, spoken):
            split(reading, node, None, spoken)
        else:
            _without_order(reading, node, spoken, "not_task.preamble" if parent.parent is None else "not_task.no_order")
    return context


def is_assigned(reading: Reading, node: Node) -> bool:
    """Whether a unit assigns work though it stands among criteria or aims: "... , giao Sở Y tế thành lập đoàn"."""
    in_article = node.path.startswith("Điều")  # elsewhere the aims of a plan tell what all are to be like
    if not in_article and reading.folded.find("giao ", node.start, node.end) < 0:
        return False
    subject = reading.subject(node.start, node.end)
    if subject is None:
        return False
    gives = subject.ordered and reading.folded.startswith("giao ", subject.start)
    return gives or (in_article and _OWES.match(reading.folded, subject.end, node.end) is not None)


def _without_order(reading: Reading, node: Node, context: Context, rule: str) -> None:
    """A paragraph that opens with no order: its later sentences may be orders all the same."""
    order = next((piece for piece in pieces_of(reading, node) if _is_later_order(reading, node, piece, rule)), None)
    if order is None:
        for piece in pieces_of(reading, node):
            read = piece.start == node.start or reading.subject(piece.start, piece.end) is None
            reading.verdicts.append(Verdict(Span(piece.start, piece.end), rule, read=read))
        return
    reading.verdicts.append(Verdict(Span(node.start, order.start), rule))
    split(reading, replace(node, start=order.start), None, context)


def _is_later_order(reading: Reading, node: Node, piece: Piece, rule: str) -> bool:
    """Whether a sentence after the first tells somebody to act; before the first heading many tell what was."""
    apart = not piece.clause or reading.folded.startswith(_CLOSING, node.start)  # "Trên đây là ...; các sở triển khai"
    own = reading.subject(piece.start, piece.end) if piece.start > node.start and apart else None
    if own is None or not reading.says_after(own, piece.end):
        return False
    if own.ordered:
        return True
    if is_background(reading.folded[piece.start : piece.end]):
        return False
    return rule != "not_task.preamble" or _begins_order(reading, own, piece.end)


def _begins_order(reading: Reading, subject: Subject, end: int) -> bool:
    return _BEGINS_ORDER.match(reading.folded, subject.end, min(end, subject.end + _ORDER_REACH)) is not None


def last_order(reading: Reading, node: Node) -> Subject | None:
    """The doers of the last order in a unit that ends with ":"."""
    found: Subject | None = None
    within = node.parent is not None and node.parent.parent is not None
    orders = (order.start() for order in _ORDERING.finditer(reading.folded, node.start, node.end))
    clauses = _clauses(reading, node) if within else []
    for place in (node.start, *clauses, *orders):
        subject = reading.subject(place, node.end - 1, heading=True)
        opens_clause = place == node.start or place in clauses
        if subject and not subject.ordered and _ISSUES.match(reading.folded, subject.end, node.end):
            continue
        if not subject or not ((subject.ordered and subject.start == place) or (within and opens_clause)):
            continue
        if found and place < found.end and not subject.ordered:  # "Các cơ quan A; Sở B" + " cập nhật:"
            continue
        if found is None or not found.ordered or subject.ordered:
            found = subject
    return found


def _clauses(reading: Reading, node: Node) -> list[int]:
    """Where, after the first clause of a unit that ends with ":", one may begin that addresses what follows."""
    sentence = max(reading.folded.rfind(". ", node.start, node.end) + 2, node.start)
    found = [cut.end() for cut in _NEXT_CLAUSE.finditer(reading.folded, sentence, node.end)]
    return [sentence, *found] if sentence > node.start else found


def _addressing(reading: Reading, node: Node, words: str, context: Context) -> Context:
    """ "... yêu cầu các sở, ban, ngành thực hiện các nội dung sau:" addresses what follows it."""
    last = _order_before(reading, node, context)
    reading.dismiss(replace(node, start=last), "not_task.addressing")
    subject = last_order(reading, node)
    if subject is None:
        if context.under_agency and (helpers := coordinators_in(reading.text, reading.folded, node.span)):
            return replace(context, coordinators=tuple(helpers))
        if describes_below(words):
            return replace(context, closed=True)
        return replace(context, work=context.work or _ADDRESSING.search(words) is not None)
    return replace(
        context,
        leads=tuple(subject.names),
        mode=subject.mode or context.mode,
        rule="lead.addressee",
        named=node.parent is not None and node.parent.parent is not None,
        work=True,
        closed=False,
    )


def _order_before(reading: Reading, node: Node, context: Context) -> int:
    """Drafts the order that stands in whole sentences before the one that addresses; gives where that one begins."""
    last = max(reading.folded.rfind(". ", node.start, node.end) + 2, node.start)
    if last == node.start or context.closed or node.parent is None or node.parent.parent is None:
        return node.start
    before = replace(node, end=last - 1)
    subject = reading.subject(before.start, before.end)
    if subject is None or not reading.says_after(subject, before.end) or is_background(reading.words(before)):
        return node.start
    split(reading, before, subject, context)
    return last


def _with_doer(
    reading: Reading, node: Node, subject: Subject, before: Draft | None, context: Context, parent: Node
) -> None:
    """A paragraph that names a doer; `before` is the task that it stands right after."""
    words = reading.words(node)
    told_again = before is not None and not subject.ordered and same_doers(subject.names, before.leads)
    told_again = told_again and not _OWN_MATTER.match(words)
    if before and told_again and not _DIFFICULTY.match(words):
        before.end = node.end
    elif parent.parent is None and _is_preamble(reading, node, subject, context):
        reading.leave_unread(node, "not_task.preamble")
    elif before and _GOES_ON.match(words):
        _resume(reading, node, before)
    else:
        split(reading, node, subject, context)


def _is_preamble(reading: Reading, node: Node, subject: Subject, context: Context) -> bool:
    """Whether a doer before the first heading only stands in the account of what was: "Các sở đã ..."."""
    if subject.ordered or context.work:
        return False
    return is_background(reading.words(node)) or not _begins_order(reading, subject, node.end)


def _may_be_task(reading: Reading, node: Node, words: str, context: Context) -> bool:
    """Whether a paragraph without a doer is a task of the heading's leads, or of nobody named."""
    if context.under_agency:
        return not tells_only(reading.folded, node.start, node.end)
    if not (context.work or (context.leads and context.named)) or not reading.is_order(node):
        return False
    return bool(context.leads and context.named) or not is_background(words)


def _goes_on(reading: Reading, node: Node, parent: Node, words: str) -> Draft | None:
    """The last task, if a paragraph stands right after it under the same heading and may go on with it."""
    last = reading.drafts[-1] if reading.drafts else None
    if (
        last is None
        or words.startswith(_CLOSING)
        or _COUNTED.match(words)
        or reading.text[node.start : node.end].isupper()
    ):
        return None
    if not _is_beside(last.node, node, parent):
        return None
    if not _touches(reading, last, node) or _closes_body(last, node, parent, words):
        return None
    if _TELL_OF_DIFFICULTY.match(words) and _ends_body(node, parent):
        return None
    return last


def _takes_up_again(reading: Reading, node: Node, last: Draft) -> bool:
    """Whether a paragraph goes on with what nobody named is to do, after a sentence that told a doer in its item."""
    earlier = reading.drafts[-2] if len(reading.drafts) > 1 else None
    if earlier is None or earlier.leads or last.rule != "doer.subject":
        return False
    return (
        earlier.node.path == last.node.path == node.path
        and reading.is_order(node)
        and not _GOES_ON.match(reading.words(node))
    )


def _stands_beside(reading: Reading, node: Node, last: Draft, context: Context) -> bool:
    """Whether a paragraph under an agency's heading orders something of its own, as the paragraph before it does."""
    beside = last.node.kind == "paragraph" and last.node.parent is node.parent
    if context.under_agency and beside:
        return _orders_anew(reading, node)
    # "1. Các đảng ủy quán triệt ..." over paragraphs of which each orders the same doers something more
    item = node.parent
    if item is None or item.kind != "item" or not last.leads or not (beside or last.node is item):
        return False
    told = {"doer.subject", "lead.parent"} if beside else {"doer.subject"}
    if last.rule not in told or len(item.kids) < _FEWEST_PARAGRAPHS:
        return False
    return all(kid.kind == "paragraph" and _orders_anew(reading, kid) for kid in item.kids)


def _orders_anew(reading: Reading, node: Node) -> bool:
    """Whether a paragraph orders something, and does not only tell how the task before it is to be done."""
    words = reading.words(node)
    return reading.is_order(node) and not _GOES_ON.match(words) and not _WHEN_DONE.match(words)


def _is_beside(earlier: Node, node: Node, parent: Node) -> bool:
    """Whether a unit is the paragraph's parent or its sibling, or hangs as a bullet under a sibling bullet."""
    if earlier.parent is parent or earlier is parent:
        return True
    above = earlier.parent
    return above is not None and above.parent is parent and earlier.kind == above.kind == "bullet"


def _touches(reading: Reading, last: Draft, node: Node) -> bool:
    """Whether nothing but a footnote stands between a task and a paragraph."""
    between = reading.source.blocks[max(last.node.block, 0) : node.block]
    return all(block.note is not None or block.end <= last.end for block in between)


def _closes_body(last: Draft, node: Node, parent: Node, words: str) -> bool:
    """Whether a paragraph after the last item of the body speaks of the whole document again."""
    holder = parent.parent
    if holder is None or holder.parent is not None or parent is not last.node or parent.kind != "item":
        return False
    return holder.kids[-1] is parent and parent.kids[-1] is node and not _GOES_ON.match(words)


def _only_tells(reading: Reading, node: Node, words: str) -> bool:
    """Whether a paragraph before the first heading goes on with what was: "Thiệt hại vừa qua là rất lớn ..."."""
    return is_background(words) and not reading.is_order(node)


def _ends_body(node: Node, parent: Node) -> bool:
    """Whether a paragraph stands last in all that holds it."""
    above: Node | None = parent
    while above is not None:
        if above.kids[-1] is not node:
            return False
        node, above = above, above.parent
    return True


def _resume(reading: Reading, node: Node, last: Draft) -> None:
    """A paragraph that goes on the task before it; sentences with another doer open tasks of their own."""
    current = last
    whole = reading.subject(node.start, node.end)
    for piece in pieces_of(reading, node, after=whole.end if whole else 0):
        first_of_many = piece.start == node.start and piece.end < node.end
        if first_of_many and says_nothing(reading.folded, piece):
            reading.verdicts.append(Verdict(Span(piece.start, piece.end), "not_task.formula"))
            continue
        own = reading.subject(piece.start, piece.end)
        if own and (_opens_task(reading, piece, own, current) or _returns_to_first(node, piece, own, current, last)):
            current = reading.draft(
                node,
                Span(piece.start, piece.end),
                leads=tuple(own.names),
                mode=own.mode,
                rule=own.rule,
                sure=0.85,
            )
        else:
            current.end = piece.end


def _opens_task(reading: Reading, piece: Piece, own: Subject, current: Draft) -> bool:
    """Whether a sentence orders another doer than the task at hand, or orders the same one anew."""
    if is_mere_topic(reading, piece, own):
        return False
    if not reading.says_after(own, piece.end):
        return False
    return _is_commanded(own) or not same_doers(own.names, current.leads)


def _is_commanded(own: Subject) -> bool:
    """Whether the one who orders names himself: "Thủ tướng Chính phủ yêu cầu Chủ tịch UBND các tỉnh ..."."""
    return own.ordered and own.names[0].span.start - own.start > _OPENING_REACH


def _returns_to_first(node: Node, piece: Piece, own: Subject, current: Draft, last: Draft) -> bool:
    """Whether a sentence after another doer's names the doer of the task before the paragraph again."""
    if own.ordered or piece.clause or piece.start == node.start or current is last or current.node is not node:
        return False
    return same_doers(own.names, last.leads)
