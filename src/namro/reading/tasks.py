"""From the outline to the tasks: who is to do what, by the rules of docs/reading.md.

A walk over the outline keeps what a heading says (who leads, in what tone) for what stands under it. Each unit becomes a
task, a part of the task before it, a heading, or is told to be no task, with the rule that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from namro.reading.labels import BULLET
from namro.reading.lexicon import alternation, rows
from namro.reading.model import Mode, Named, Source, Span
from namro.reading.names import as_agencies, is_role, names_at, opens_name, opens_order, predicate_follows
from namro.reading.orders import WITH_WHOM, Subject, coordinators_in, is_order, subject_of
from namro.reading.outline import Node, Outline

_TITLES = rows("section_titles")
_NO_WORK = re.compile(
    rf"(?:về )?(?:(?:các|một số|những) )?(?:{alternation(r['title'] for r in _TITLES if r['class'] in ('aim', 'background'))})(?!\w)(?<!yêu cầu)|(?:mục (?:đích|tiêu)[ ,]+)?yêu cầu(?:$|[,:;.]? ?$|, )"
)
_WORK = re.compile(rf"(?:{alternation(r['title'] for r in _TITLES if r['class'] == 'work')})(?!\w)")
_LABELS = {row["label"]: row["field"] for row in rows("labelled_lines")}
_LABELLED = re.compile(rf"(?P<label>{alternation(_LABELS)})(?: \([^)]*\))? ?: ?")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[^\W\d_]|\"|“|\()")
_CLAUSE = re.compile(r";\s+|,\s+(?=(?:các |cơ quan |đơn vị )[^,;.]{2,60} (?:có trách nhiệm|chịu trách nhiệm) )")
_NO_TASK = re.compile(
    r"(?:quyết định|nghị quyết|kế hoạch|chỉ thị|thông báo|văn bản|quy chế|chương trình|quy định|công điện)(?: này)? (?:này )?(?:có hiệu lực|thay thế|bãi bỏ|được ban hành)|"
    r"ban hành kèm theo|ban hành (?:kế hoạch|quy định|quy chế|chương trình)|thay thế|bãi bỏ|căn cứ (?:các |bộ )?(?![^,]{0,30}này)(?:luật|nghị|quyết|chỉ|công|thông|kế|văn|kết)[^\n]*[;.]$|kèm theo|ghi chú|"
    r"theo đề nghị của|xét đề nghị|xét báo cáo|trên cơ sở (?:kết quả|ý kiến) biểu quyết|phê duyệt (?:kèm|đề án|kế hoạch|chương trình)|thông qua|quyết định này|nghị quyết này|chỉ thị này được phổ biến|"
    r"(?:văn phòng [^,;.]{2,40}|vpcp) (?:trân trọng |xin )?(?:thông báo|kính báo)|trân trọng|hiệu lực thi hành"
)
_DIFFICULTY = re.compile(
    r"(?:trong quá trình|quá trình|nếu|trường hợp)[^.]{0,90}(?:vướng mắc|khó khăn|phát sinh)|(?:khó khăn|vướng mắc)[^.]{0,60}(?:phản ánh|báo cáo|gửi)"
)
_ADDRESSING = re.compile(r"(?:yêu cầu|đề nghị|giao|chỉ đạo|quyết định|kết luận|ban hành|có ý kiến)[^:]*:$")
_RESULT = re.compile(r"(?:kết quả|thời gian|thời hạn|hoàn thành|báo cáo|trong đó|cụ thể|đồng thời|gửi|trước ngày)")


_SCOPE = re.compile(r",? (?:trong|theo|căn cứ|trên|tùy)(?!\w)")
_ASSIGNED_IN_BRACKETS = re.compile(r"\( ?(?=giao |phân công |yêu cầu )")
_NEXT_NAME = re.compile(r"[;\n]|\. |, | và ")
_TO_WHOM = re.compile(r"(?:[^:\n]{0,60} điện|kính gửi) ?:$")


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above a unit say."""

    leads: tuple[Named, ...] = ()
    coordinators: tuple[Named, ...] = ()
    mode: Mode | None = None
    rule: str = ""
    named: bool = False  # a heading named the leads, not only the addressees of the document
    work: bool = False  # under a title of tasks
    closed: bool = False  # under a title of aims or background: no tasks
    under_agency: bool = False  # an agency's own heading: whatever stands under it is its task


@dataclass(slots=True)
class Draft:
    """A task while it is put together."""

    start: int
    end: int
    node: Node
    leads: tuple[Named, ...]
    coordinators: tuple[Named, ...] | None  # None: as the words say
    mode: Mode
    rule: str
    sure: float
    fields: list[Span] = field(default_factory=list)  # labelled lines and cells that tell its fields
    times: list[Span] = field(default_factory=list)  # those of them that tell when
    product: Named | None = None
    extra: list[Span] = field(default_factory=list)  # other words that belong to it, such as a footnote
    said_from: int = 0  # where the order begins after a topic: "Về ...: giao Bộ X ..."
    row: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of a part of the body that is no task."""

    span: Span
    rule: str
    read: bool = True  # False: the reader could not tell


class TaskFinder:
    """One walk over one document. `drafts` and `verdicts` hold the result in reading order."""

    def __init__(self, source: Source, folded: str, outline: Outline) -> None:
        self.source, self.text, self.folded, self.outline = source, source.text, folded, outline
        self.drafts: list[Draft] = []
        self.verdicts: list[Verdict] = []
        self._subjects: dict[tuple[int, int, bool], Subject | None] = {}

    def find(self) -> None:
        """Walks the body, then the notes."""
        self._children(self.outline.root, Context())
        for note in self.outline.notes:
            self._note(note)
        self.drafts.sort(key=lambda draft: draft.start)

    def _subject(self, start: int, end: int, *, heading: bool = False) -> Subject | None:
        """The doer that the words name; asked more than once of most units, so kept."""
        key = (start, end, heading)
        if key not in self._subjects:
            self._subjects[key] = subject_of(self.text, self.folded, start, end, heading=heading)
        return self._subjects[key]

    # ---- the walk

    def _children(self, node: Node, context: Context) -> None:
        """The kids of a heading, with the blocks of labelled lines among them."""
        block_from = len(self.drafts)
        block: list[Draft] | None = None  # the tasks that the labelled lines at hand fill
        addressing = False
        for position, kid in enumerate(node.kids):
            addressing = (addressing and kid.kind == "bullet") or _TO_WHOM.match(
                self.folded[kid.start : kid.end]
            ) is not None
            if addressing:
                self._verdict(kid, "not_task.addressees")
                continue
            label = self._labelled(kid)
            if label and label[0] != "content":
                if block is None and block_from == len(self.drafts):
                    self._heading_as_task(node, context)
                block = block if block is not None else self._unfilled(block_from)
                self._apply(label, kid, block)
                continue
            if block is not None:
                block = None
                block_from = len(self.drafts)
            if self._has_only_labelled(kid) and not context.closed:
                self._labelled_item(kid, context, block_from)
                block_from = len(self.drafts)
                continue
            context = self._unit(kid, context, node, position)

    def _unit(self, node: Node, context: Context, parent: Node, position: int) -> Context:
        """Reads one unit with its kids; returns the context for the units after it."""
        words = self.folded[node.start : node.end]
        if node.kind == "paragraph":
            return self._paragraph(node, context, parent)
        if node.kids and self._is_title(node, words):
            self._title(node, words, context)
            return context
        if words.endswith(":") and node.kids:
            self._intro(node, context)
            return context
        if context.closed:
            self._verdict(node, "not_task.aim")
            for kid in node.kids:
                self._unit(kid, context, node, 0)
            return context
        subject = self._subject(node.start, node.end, heading=bool(node.kids) or node.title)
        if subject and not self.folded[subject.end : node.end].strip(" .:;"):
            self._agency_heading(node, subject, context)
            return context
        self._order(node, subject, context)
        return context

    def _is_title(self, node: Node, words: str) -> bool:
        """A heading that is no order of its own: it ends without a stop, or holds labelled lines."""
        if any((label := self._labelled(kid)) and label[0] != "content" for kid in node.kids):
            return True
        if words[-1:] in ".;:" and not (words[-1] == "." and node.title and len(words) < 120):
            return False
        first = next((kid for kid in node.kids if kid.kind != "paragraph"), node.kids[0])
        return first.rank < BULLET or node.title or len(words) < 160

    def _title(self, node: Node, words: str, context: Context) -> None:
        subject = self._subject(node.start, node.end, heading=True)
        labelled = any((label := self._labelled(kid)) and label[0] == "leads" for kid in node.kids)
        if subject and not subject.rule.endswith("after_topic") and not labelled:
            self._agency_heading(node, subject, context)
            return
        below = self._zone(words, context)
        self._verdict(node, "not_task.heading")
        self._children(node, below)

    def _zone(self, words: str, context: Context) -> Context:
        """What a title says of what stands under it."""
        no_work, work = _NO_WORK.match(words), _WORK.search(words)
        if no_work and not (
            work
            and not re.match(r"(?:mục đích|yêu cầu|mục tiêu|quan điểm|tình hình|đánh giá|nguyên tắc|kết quả)", words)
        ):
            if words.startswith("kinh phí"):
                return replace(context, work=False)
            return replace(context, closed=True, work=False)
        if words.startswith("mục tiêu") or words.startswith("quan điểm"):
            return replace(context, closed=True, work=False)
        return replace(
            context, work=context.work or bool(work), closed=False if work and not context.closed else context.closed
        )

    def _agency_heading(self, node: Node, subject: Subject, context: Context) -> None:
        """ "1.1. Sở Tài chính": the lead of what stands under it. With an order of its own, that is told too."""
        self._verdict(node, "not_task.agency_heading")
        rest = self.folded[subject.end : node.end].strip(" .:;")
        coordinators = tuple(coordinators_in(self.text, self.folded, Span(subject.end, node.end))) if rest else ()
        below = replace(
            context,
            leads=tuple(subject.names),
            coordinators=coordinators,
            mode=subject.mode or ("assign" if context.mode is None else None) or context.mode,
            rule="lead.heading",
            named=True,
            closed=context.closed and not subject.ordered,
            work=True,
            under_agency=True,
        )
        self._children(node, below)

    def _intro(self, node: Node, context: Context) -> None:
        """A line that ends with ":" and hands its doer down, or whose kids only elaborate it."""
        subject = self._last_order(node) or self._subject(node.start, node.end - 1, heading=True)
        named = subject is not None
        if subject and not self.folded[subject.end : node.end].strip(" .:;"):
            self._agency_heading(node, subject, context)
            return
        if self._elaborated(node, subject, context):
            self._order(node, subject, context, whole=True)
            return
        if subject:
            coordinators = tuple(coordinators_in(self.text, self.folded, Span(subject.end, node.end)))
            below = replace(
                context,
                leads=tuple(subject.names),
                coordinators=coordinators,
                mode=subject.mode or context.mode,
                rule="lead.intro",
                named=True,
                work=True,
                closed=context.closed and not subject.ordered,
                under_agency=True,
            )
        else:
            below = self._zone(self.folded[node.start : node.end], context)
        self._verdict(node, "not_task.intro" if named or not context.closed else "not_task.aim")
        self._children(node, below)

    def _elaborated(self, node: Node, subject: Subject | None, context: Context) -> bool:
        """Whether the kids of a line with ":" are parts of its order, not orders of their own."""
        if context.closed or not (
            subject or (context.leads and is_order(self.text, self.folded, node.start, node.end)) or context.work
        ):
            return False
        if any(self._labelled(kid) or kid.kids or kid.rank < 60 for kid in node.kids):
            return False
        kids = [kid for kid in node.kids if kid.kind != "paragraph"]
        if not kids:
            return False
        orders = sum(self._full_order(kid) for kid in kids)
        return orders * 2 < len(kids) or (orders < len(kids) and len(kids) <= 2 and orders == 0)

    def _full_order(self, node: Node) -> bool:
        if node.kids and self.folded[node.start : node.end].endswith(":"):
            return True
        return is_order(self.text, self.folded, node.start, node.end) or self._subject(node.start, node.end) is not None

    # ---- units that are tasks

    def _order(self, node: Node, subject: Subject | None, context: Context, *, whole: bool = False) -> None:
        """A unit with its own words: one task, several, or none."""
        if (
            _NO_TASK.match(self.folded, node.start, node.end)
            and not (subject and subject.ordered)
            and not self._later_order(node)
        ):
            self._verdict(node, "not_task.formula")
            self._children(node, context)
            return
        before = len(self.drafts)
        subject = subject or self._in_brackets_at_end(node)
        if subject or self._may_stand_alone(node, context) or self._later_order(node):
            self._split(node, subject, context)
        else:
            self._verdict(node, "not_task.no_order", read=not self._has_doer_and_order(node))
        made = self.drafts[before:]
        if whole and made:
            made[-1].end = max([made[-1].end, *(self._last(kid) for kid in node.kids)])
            return
        self._below(node, context, made)

    def _in_brackets_at_end(self, node: Node) -> Subject | None:
        """ "Thành lập Đoàn kiểm tra (Giao Công an tỉnh tham mưu)": the doer told after the task."""
        found = _ASSIGNED_IN_BRACKETS.search(self.folded, node.start, node.end)
        if not found:
            return None
        subject = self._subject(found.end(), node.end)
        return subject._replace(rule="doer.in_brackets", end=node.start) if subject and subject.ordered else None

    def _later_order(self, node: Node) -> bool:
        """Whether a sentence after the first names a doer."""
        pieces = [piece for piece in self._pieces(node) if piece[0] > node.start]
        return any(self._subject(start, end) for start, end, _ in pieces)

    def _may_stand_alone(self, node: Node, context: Context) -> bool:
        """Whether words without a doer of their own are a task of the context's leads, or of nobody named."""
        if context.under_agency or self._labelled(node):
            return True
        if context.leads or context.work:
            return is_order(self.text, self.folded, node.start, node.end)
        return False

    def _below(self, node: Node, context: Context, made: list[Draft]) -> None:
        """Bullets under a unit that is itself an order: their own tasks, or parts of it."""
        if not node.kids:
            return
        below = context
        if made:
            last = made[-1]
            below = replace(
                context, leads=last.leads, coordinators=(), mode=last.mode, rule="lead.parent", named=True, work=True
            )
        for kid in node.kids:
            label = self._labelled(kid)
            if label and made:
                self._apply(label, kid, made)
                continue
            own = self._subject(kid.start, kid.end)
            if kid.kind == "paragraph":
                below = self._paragraph(kid, below, node)
            elif made and not own and (kid.label == "+" or not is_order(self.text, self.folded, kid.start, kid.end)):
                made[-1].end = max(made[-1].end, self._last(kid))
            else:
                self._unit(kid, below, node, 0)

    def _split(self, node: Node, subject: Subject | None, context: Context) -> None:
        """Sentences and clauses with another doer are tasks of their own (ANNOTATION rule 4)."""
        current: Draft | None = None
        for start, end, strict in self._pieces(node, subject.end if subject else 0):
            own = subject if start == node.start and subject and subject.end <= end else self._subject(start, end)
            if (
                self._says_nothing(start, end)
                and not (own and own.ordered)
                and (own is None or start > node.start)
                and not strict
            ):
                self.verdicts.append(Verdict(Span(start, end), "not_task.formula"))
                continue
            if own and strict and own.rule == "doer.after_topic":
                own = None
            if own and not self.folded[own.end : end].strip(" .:;"):
                own = None
            if own and current and self._helps_only(own, end):
                current.coordinators = (
                    *(
                        current.coordinators
                        or tuple(coordinators_in(self.text, self.folded, Span(current.start, current.end)))
                    ),
                    *own.names,
                )
                current.end = end
                continue
            if own and (current is None or not self._same(own.names, current.leads)):
                if current is not None and not current.leads and not context.leads:
                    current.leads, current.mode, current.rule = tuple(own.names), own.mode or current.mode, own.rule
                    current.end = end
                    continue
                current = self._draft(
                    node,
                    start,
                    end,
                    tuple(own.names),
                    None,
                    own.mode or self._mode(context, own),
                    own.rule,
                    0.95 if own.rule != "doer.after_topic" else 0.85,
                )
                if own.rule == "doer.after_topic" and self.folded[own.start - 2 : own.start] == ": ":
                    current.said_from = own.start
            elif current is None:
                current = self._draft(
                    node,
                    start,
                    end,
                    context.leads,
                    context.coordinators or None,
                    context.mode or "assign",
                    context.rule or "lead.none",
                    0.9 if context.named else 0.75,
                )
            else:
                current.end = end

    def _mode(self, context: Context, own: Subject) -> Mode:
        return (
            context.mode
            if context.mode and not own.ordered and context.mode == "request" and own.rule != "doer.subject"
            else "assign"
        )

    def _helps_only(self, own: Subject, end: int) -> bool:
        """ "...; Sở B, Sở C phối hợp": they only help the doer named before."""
        rest = self.folded[own.end : end].strip(" .;:")
        return rest in (
            "phối hợp",
            "phối hợp thực hiện",
            "phối hợp triển khai",
            "phối hợp triển khai thực hiện",
            "tham gia phối hợp",
        )

    def _says_nothing(self, start: int, end: int) -> bool:
        """A sentence before the order that is none: "Trên đây là Kế hoạch ..."."""
        words = self.folded[start:end]
        return words.startswith("trên đây là") or (
            bool(_NO_TASK.match(words)) and not opens_order(self.folded, start, end)
        )

    def _pieces(self, node: Node, after: int = 0) -> Iterator[tuple[int, int, bool]]:
        """Sentences, and within them clauses; the flag tells that a piece is a mere clause. No cut before `after`."""
        bounds = [node.start]
        bounds += [
            cut for m in _SENTENCE.finditer(self.text[node.start : node.end]) if (cut := node.start + m.end()) > after
        ]
        bounds.append(node.end)
        for start, stop in zip(bounds, bounds[1:], strict=False):
            inner = [start] + [
                start + m.end()
                for m in _CLAUSE.finditer(self.folded[start:stop])
                if start + m.end() > after and not self._in_brackets(start, start + m.start())
            ]
            inner.append(stop)
            for position, (first, last) in enumerate(zip(inner, inner[1:], strict=False)):
                end = last
                while end > first and self.text[end - 1] in " \n":
                    end -= 1
                yield first, end, position > 0

    def _in_brackets(self, start: int, at: int) -> bool:
        return self.folded.count("(", start, at) > self.folded.count(")", start, at)

    def _same(self, names: Iterable[Named], leads: Iterable[Named]) -> bool:
        """Whether a sentence's doer is the one before: the same names, or a part of them told again."""
        if all(is_role(one.name) and not one.name.lower().startswith("các") for one in names):
            return any(True for _ in leads)  # "cơ quan chủ trì" is whoever was named before
        plain = {self._plain(one.name) for one in names}
        known = {self._plain(one.name) for one in leads}
        return bool(known) and (plain <= known or (known <= plain and len(plain) == len(known)))

    @staticmethod
    def _plain(name: str) -> str:
        return re.sub(r"^(?:các|những) ", "", name.lower()).replace("ủy ban nhân dân", "ubnd")

    def _draft(
        self,
        node: Node,
        start: int,
        end: int,
        leads: tuple[Named, ...],
        coordinators: tuple[Named, ...] | None,
        mode: Mode,
        rule: str,
        sure: float,
    ) -> Draft:
        draft = Draft(start, end, node, leads, coordinators, mode, rule, sure)
        self.drafts.append(draft)
        return draft

    # ---- plain paragraphs

    def _paragraph(self, node: Node, context: Context, parent: Node) -> Context:
        """A paragraph without a label: addresses what follows, gives an order, goes on the task before, or tells nothing."""
        words = self.folded[node.start : node.end]
        subject = self._subject(node.start, node.end)
        if words.endswith(":"):
            return self._addressing(node, words, context)
        if _NO_TASK.match(words) and not (subject and subject.ordered):
            self._verdict(node, "not_task.formula")
            return context
        if context.closed:
            self._verdict(node, "not_task.aim", read=not (subject and subject.ordered))
            return context
        last = self.drafts[-1] if self.drafts else None
        continues = (
            last is not None
            and self._shares(last.node, node, parent)
            and self._touches(last, node)
            and not self._closes(last, node, parent, words)
        )
        if subject:
            if (
                continues
                and last
                and self._same(subject.names, last.leads)
                and not _DIFFICULTY.match(words)
                and not subject.ordered
            ):
                last.end = node.end
                return context
            if (
                parent.parent is None
                and not subject.ordered
                and not context.work
                and (self._background(words) or not self._orders(subject, node))
            ):
                self._verdict(node, "not_task.preamble", read=False)
                return context
            if continues and last and _RESULT.match(words):
                self._resume(node, last, context)
                return context
            self._split(node, subject, context)
            return context
        if continues and last:
            self._resume(node, last, context)
        elif (
            context.under_agency
            or (context.leads and context.named and is_order(self.text, self.folded, node.start, node.end))
            or (context.work and is_order(self.text, self.folded, node.start, node.end) and not self._background(words))
        ):
            self._split(node, None, context)
        else:
            self._verdict(
                node,
                "not_task.preamble" if parent.parent is None else "not_task.no_order",
                read=not self._has_doer_and_order(node),
            )
        return context

    def _resume(self, node: Node, last: Draft, context: Context) -> None:
        """A paragraph that goes on the task before it; sentences with another doer open tasks of their own."""
        current = last
        whole = self._subject(node.start, node.end)
        for start, end, strict in self._pieces(node, whole.end if whole else 0):
            if start == node.start and end < node.end and self._says_nothing(start, end):
                self.verdicts.append(Verdict(Span(start, end), "not_task.formula"))
                continue
            own = self._subject(start, end)
            if (
                own
                and not (strict and own.rule == "doer.after_topic")
                and (self._commanded(own) or not self._same(own.names, current.leads))
                and self.folded[own.end : end].strip(" .:;")
            ) or (
                own
                and own.ordered is False
                and start > node.start
                and not strict
                and current.node is node
                and self._same(own.names, last.leads)
                and current is not last
            ):
                current = self._draft(node, start, end, tuple(own.names), None, own.mode or "assign", own.rule, 0.85)
            else:
                current.end = end

    @staticmethod
    def _commanded(own: Subject) -> bool:
        """Whether the one who orders names himself: "Thủ tướng Chính phủ yêu cầu Chủ tịch UBND các tỉnh ..."."""
        return own.ordered and bool(own.names) and own.names[0].span.start - own.start > 18

    def _addressing(self, node: Node, words: str, context: Context) -> Context:
        """ "... yêu cầu các sở, ban, ngành thực hiện các nội dung sau:" addresses what follows it."""
        self._verdict(node, "not_task.addressing")
        subject = self._last_order(node)
        if subject is None:
            return replace(context, work=True) if _ADDRESSING.search(words) else context
        return replace(
            context,
            leads=tuple(subject.names),
            mode=subject.mode or context.mode,
            rule="lead.addressee",
            named=node.parent is not None and node.parent.parent is not None,
            work=True,
            closed=False,
        )

    def _last_order(self, node: Node) -> Subject | None:
        """The doers of the last order in a paragraph that ends with ":"."""
        found: Subject | None = None
        places = [
            node.start,
            *(
                node.start + m.start()
                for m in re.finditer(r"(?<!\w)(?:yêu cầu|đề nghị|giao) ", self.folded[node.start : node.end])
            ),
        ]
        for place in places:
            subject = self._subject(place, node.end - 1, heading=True)
            within = node.parent is not None and node.parent.parent is not None
            if subject and ((subject.start == place and subject.ordered) or (place == node.start and within)):
                found = subject if found is None or not found.ordered or subject.ordered else found
        return found

    def _orders(self, subject: Subject, node: Node) -> bool:
        rest = self.folded[subject.end : min(node.end, subject.end + 60)]
        return bool(
            re.match(
                r",? ?(?:khẩn trương|chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|nghiên cứu|chủ động|căn cứ|tiếp tục|tổ chức|rà soát|chỉ đạo|theo|tập trung|phải|cần|báo cáo|xử lý|xem xét|hướng dẫn|thực hiện|triển khai|kịp thời|nghiêm túc)",
                rest,
            )
        )

    def _background(self, words: str) -> bool:
        return bool(re.search(r"(?:^| )(?:đã|vừa qua|thời gian qua|tuy nhiên)(?: |,)", words[:120]))

    def _closes(self, last: Draft, node: Node, parent: Node, words: str) -> bool:
        """Whether a paragraph after the last item of the body speaks of the whole document again."""
        holder = parent.parent
        last_item = holder is not None and parent is last.node and parent.kind == "item" and holder.kids[-1] is parent
        return (
            last_item
            and holder is not None
            and holder.parent is None
            and parent.kids[-1] is node
            and not _RESULT.match(words)
        )

    def _touches(self, last: Draft, node: Node) -> bool:
        """Whether nothing but a footnote stands between a task and a paragraph."""
        return all(
            block.note is not None or block.end <= last.end
            for block in self.source.blocks[max(last.node.block, 0) : node.block]
        )

    def _shares(self, earlier: Node, node: Node, parent: Node) -> bool:
        """Whether a paragraph stands right after a task of the same heading."""
        if earlier.parent is parent or earlier is parent:
            return True
        return (
            earlier.parent is not None
            and earlier.parent.parent is parent
            and earlier.kind == "bullet"
            and earlier.parent.kind == "bullet"
        )

    # ---- labelled lines

    def _labelled(self, node: Node) -> tuple[str, int] | None:
        """The field that a line such as "Đơn vị chủ trì: ..." fills, and where its value begins."""
        found = _LABELLED.match(self.folded, node.start, node.end) if node.kind != "section" else None
        if not found or (found.end() >= node.end and not node.kids):
            return None
        return _LABELS[found["label"]], found.end()

    def _heading_as_task(self, node: Node, context: Context) -> None:
        """Labelled lines with nothing above them: the heading itself is the task."""
        fields = [label[0] for kid in node.kids if (label := self._labelled(kid))]
        if node.parent is None or context.closed or "leads" not in fields:
            return
        subject = self._subject(node.start, node.end)
        leads = tuple(subject.names) if subject else context.leads if context.named else ()
        draft = self._draft(
            node,
            node.start,
            node.end,
            leads,
            context.coordinators or None,
            context.mode or "assign",
            "task.labelled_heading",
            0.9,
        )
        while draft.end > draft.start and self.text[draft.end - 1] in ":. ":
            draft.end -= 1

    def _has_only_labelled(self, node: Node) -> bool:
        """Whether all that stands under an item are labelled lines that tell who and when."""
        if not node.kids or node.kind not in ("item", "bullet"):
            return False
        fields = [self._labelled(kid) for kid in node.kids]
        return (
            all(fields)
            and any(one and one[0] == "leads" for one in fields)
            and not any(one and one[0] == "content" for one in fields)
        )

    def _labelled_item(self, node: Node, context: Context, since: int) -> None:
        """An item that is a task, with a block that fills it and the items above it which have none of their own."""
        subject = self._subject(node.start, node.end)
        leads = tuple(subject.names) if subject else context.leads if context.named else ()
        end = node.end
        while end > node.start and self.text[end - 1] in ": ":
            end -= 1
        self._draft(
            node,
            node.start,
            end,
            leads,
            None,
            (subject.mode if subject else None) or context.mode or "assign",
            "task.labelled_heading",
            0.9,
        )
        block = self._unfilled(since)
        for kid in node.kids:
            label = self._labelled(kid)
            if label:
                self._apply(label, kid, block)

    def _unfilled(self, since: int) -> list[Draft]:
        """The tasks above that no labelled line has filled yet; of those that name their own doer only the last."""
        above = [draft for draft in self.drafts[since:] if not draft.fields]
        return [draft for draft in above if not draft.rule.startswith("doer") or draft is above[-1]]

    def _apply(self, label: tuple[str, int], node: Node, block: list[Draft]) -> None:
        """Fills the tasks of a block from one labelled line."""
        what, at = label
        if any(self._labelled(kid) for kid in node.kids):
            for kid in node.kids:
                inner = self._labelled(kid)
                if inner and inner[0] != "content":
                    self._apply(inner, kid, block)
            return
        for draft in block:
            end = max([node.end, *(self._last(kid) for kid in node.kids)])
            if what == "leads":
                self._labelled_leads(draft, at, end)
            elif what == "coordinators":
                draft.coordinators = tuple(self.names_in(at, end, "coordinator.labelled"))
            elif what == "time":
                draft.times.append(Span(at, end))
            elif what == "product":
                stop = end
                while stop > at and self.text[stop - 1] in " .;":
                    stop -= 1
                draft.product = Named(self.text[at:stop], Span(at, stop), "product.labelled", 0.97)
            draft.fields.append(Span(node.start, end))

    def _labelled_leads(self, draft: Draft, at: int, end: int) -> None:
        """ "Cơ quan thực hiện: Sở A chủ trì, phối hợp với Sở B; UBND các xã": who leads, and who helps."""
        helping = WITH_WHOM.search(self.folded, at, end)
        names = self.names_in(at, helping.start() if helping else end, "lead.labelled")
        if not names:
            return
        draft.leads, draft.rule, draft.sure = tuple(names), "lead.labelled", 0.97
        if helping and draft.coordinators is None:
            draft.coordinators = tuple(self.names_in(helping.end(), end, "coordinator.labelled")) or None

    def names_in(self, at: int, end: int, rule: str) -> list[Named]:
        """Names in a labelled line or a cell, where ";" and line ends part them and each may tell what it does."""
        found: list[Named] = []
        here = at
        while here < end:
            while here < end and self.text[here] in " -–+\n;,.|":
                here += 1
            listed = names_at(self.text, self.folded, here, end, found_by=rule, semicolons=True)
            if listed.names:
                found += listed.names
                here = listed.end
                if predicate_follows(self.text, self.folded, here, end) and not _SCOPE.match(
                    self.folded, here, end
                ):  # what they do may name others
                    here = min((at for mark in ";\n" if (at := self.folded.find(mark, here, end)) >= 0), default=end)
            nxt = _NEXT_NAME.search(self.folded, here, end)
            while nxt and nxt[0][0] in ", v" and not opens_name(self.folded, nxt.end(), end):
                nxt = _NEXT_NAME.search(self.folded, nxt.end(), end)
            if not nxt:
                break
            here = nxt.end()
        return as_agencies(found)

    # ---- footnotes, verdicts

    def _note(self, note: Node) -> None:
        """A duty in a footnote: a task where it names its doer, else it belongs to the task that calls it."""
        subject = self._subject(note.start, note.end)
        host = self._host(note.label)
        if (
            subject
            and subject.rule != "doer.after_topic"
            and not subject.colon
            and not self._background(self.folded[note.start : note.end])
            and not re.match(r",? ?(?:đề nghị|phê duyệt)", self.folded[subject.end : note.end])
            and self.folded[subject.end : note.end].strip(" .:;")
            and (host or subject.ordered)
        ):
            before = len(self.drafts)
            self._split(note, subject, Context())
            for draft in self.drafts[before:]:
                draft.rule = f"{draft.rule}+note"
                if host:
                    draft.node = replace_path(draft.node, host.node.path)
            return
        if (
            host
            and not self._background(self.folded[note.start : note.end])
            and is_order(self.text, self.folded, note.start, note.end)
        ):
            host.extra.append(note.span)
        self.verdicts.append(Verdict(note.span, "not_task.note"))

    def _host(self, mark: str) -> Draft | None:
        for one in self.source.marks:
            if one.mark == mark:
                return next((d for d in self.drafts if d.start <= one.span.start < d.end), None)
        return None

    def _last(self, node: Node) -> int:
        return max([node.end, *(self._last(kid) for kid in node.kids)])

    def _verdict(self, node: Node, rule: str, *, read: bool = True) -> None:
        self.verdicts.append(Verdict(node.span, rule, read))

    def _has_doer_and_order(self, node: Node) -> bool:
        """A sentence with a known doer and an order verb may never be dismissed in silence."""
        return self._subject(node.start, node.end) is not None


def replace_path(node: Node, path: str) -> Node:
    """The node under another path, as a footnote's task stands where it is called."""
    return Node(node.block, node.start, node.end, node.label, node.rank, path, node.parent, node.kind)


__all__ = ["Context", "Draft", "TaskFinder", "Verdict"]
