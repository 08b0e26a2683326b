"""Blocks of a source as a tree of labelled units: sections, items, bullets and the paragraphs between them.

Labels nest by their rank (labels.py): a label pops every label of the same or a deeper rank, and bullets hang under
whatever stands before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from namro.reading.foot import list_without_heading
from namro.reading.labels import BULLET, LETTER, NO_LABEL, PLUS, Label, label_of
from namro.reading.lexicon import pattern
from namro.reading.model import Block, Source, Span, Unit, UnitKind

_ITEM_RANK = 30  # Điều; above it stand PHẦN, CHƯƠNG, A., I. and an unlabelled title in capitals
_TITLE_RANK = 5
# "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN"
_FOOT = re.compile(
    rf"n[ơo]i nh[ậa]n ?:?|như trên[;,]|(?:tm|kt|tl|tuq|q)\. ?(?:{pattern('head_words', 'signing_body')}|ban )"
)
_NEW_PART = re.compile(rf"(?:{pattern('head_words', 'new_part')})(?!\w)")  # after the signature: "PHỤ LỤC I"


# "Phụ lục I" alone, or over a title in capitals: "Phụ lục II DANH MỤC NHIỆM VỤ (Kèm theo ...)"
_ANNEX = re.compile(r"Phụ lục(?: số)?(?: (?:[IVX]+|\d{1,2}|[A-H]))?[.:]?(?:$|\s+[A-ZĐ]\w*(?:,? [^\Wa-zà-ỹđ]+){2})")

# what a title in capitals says last of where it belongs: "KẾ HOẠCH TỔ CHỨC LỄ HỘI" + " (Kèm theo Quyết định số ...)"
_ATTACHED = re.compile(r"\s*\((?:Ban hành k|Phê duyệt k|Công bố k|K)èm theo [^()]{3,300}\)[.\s]*$")
_LONGEST_PART = 20  # code points of such a label: "Chương thứ mười hai"
_PART_ALONE = re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục) (?:thứ \w+|THỨ \w+|[IVX]+|\d{1,2})[.:]?")


@dataclass(slots=True)
class Node:
    """A unit with its children, while the outline is read."""

    block: int
    start: int  # of the unit's own words, after its label
    end: int
    label: str
    rank: int
    path: str
    parent: Node | None
    kind: UnitKind
    kids: list[Node] = field(default_factory=list)
    title: bool = False  # set in capitals or in bold as a whole

    @property
    def span(self) -> Span:
        """The unit's own words."""
        return Span(self.start, self.end)

    @property
    def last(self) -> int:
        """Where the unit ends with all that stands under it."""
        return max([self.end, *(kid.last for kid in self.kids)])


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of the body, and the notes and tables beside it."""

    root: Node
    notes: list[Node]
    foot: int  # index of the first block after the body: recipients and signature

    def units(self) -> tuple[Unit, ...]:
        """The units in reading order, the notes last."""
        out: list[Unit] = []

        def put(node: Node, parent: int | None, depth: int) -> None:
            for kid in node.kids:
                out.append(Unit(kid.span, kid.label, kid.path, parent, depth, kid.kind, kid.block))
                put(kid, len(out) - 1, depth + 1)

        put(self.root, None, 0)
        for note in self.notes:
            out.append(Unit(note.span, note.label, "", None, 0, "note", note.block))
        return tuple(out)


def outline_of(source: Source, folded: str, body: int) -> Outline:
    """The outline of the blocks from `body` on. Table cells stand outside; tables are read by tables.py."""
    root = Node(block=-1, start=0, end=0, label="", rank=-1, path="", parent=None, kind="section")
    stack = [root]
    notes: list[Node] = []
    foot = len(source.blocks)
    in_foot = False
    listed = list_without_heading(source, folded)
    for number in range(body, len(source.blocks)):
        block = source.blocks[number]
        if block.note is not None:
            notes.append(_note(block, number))
            continue
        if block.table is not None:
            if "nhận" in folded[block.start : block.end] and _FOOT.match(folded, block.start, block.end):
                in_foot = True
                foot = min(foot, number)
            continue
        words = folded[block.start : block.end]
        if number == listed or _FOOT.match(words):
            in_foot = True
            foot = min(foot, number)
            continue
        if in_foot:
            label = label_of(source.text, block.start)
            again = label is not None and label.printed in ("I", "A", "Điều 1") and label.rank < 40
            if not again and not (in_capitals(source.text[block.start : block.end]) and _NEW_PART.match(words)):
                continue
            in_foot = False
            del stack[1:]
        _place(source, block, number, stack)
    return Outline(root, notes, foot)


def in_capitals(words: str) -> bool:
    """Whether words are set in capitals as a title is, but for its "(Kèm theo Quyết định ...)" at the end."""
    if not words[:8].isupper():  # most paragraphs are told by their first words
        return False
    return words.isupper() or (words.endswith((")", ").")) and _ATTACHED.sub("", words).isupper())


def is_subtitle(text: str, node: Node) -> bool:
    """Whether a paragraph goes on with the title in capitals above it: "Thực hiện Chỉ thị số ... (Kèm theo ...)"."""
    above = node.parent
    if above is None or above.label or above.rank != _TITLE_RANK or above.kids[0] is not node:
        return False
    words = text[node.start : node.end]
    return _ATTACHED.search(words) is not None or (len(above.kids) > 1 and words[-1] not in ".;:!?/,")


def _note(block: Block, number: int) -> Node:
    start = block.label_end if block.label_end is not None else block.start
    return Node(number, start, block.end, block.note or "", 0, "", None, "note")


def _place(source: Source, block: Block, number: int, stack: list[Node]) -> None:
    """Hangs a block under the unit of the stack that may hold it."""
    text = source.text
    capitals = in_capitals(text[block.start : block.end]) or _ANNEX.match(text, block.start, block.end) is not None
    label = label_of(text, block.start)
    if label and block.start + label.length >= block.end:
        label = None
    if block.end - block.start < _LONGEST_PART and _PART_ALONE.fullmatch(
        text, block.start, block.end
    ):  # its title stands in the next paragraph
        del stack[1:]
    if label is None:
        long = block.end - block.start > 8 or text.startswith("PHỤ LỤC", block.start)
        label = Label(_TITLE_RANK, "", 0) if capitals and long else None
    if label is None:
        while stack[-1].rank in (BULLET, PLUS) and stack[-1].kind == "bullet":
            stack.pop()
        parent = stack[-1]
        parent.kids.append(
            Node(number, block.start, block.end, "", NO_LABEL, parent.path, parent, "paragraph", title=block.emphasis)
        )
        return
    _pop(stack, label)
    parent = stack[-1]
    kind: UnitKind = "bullet" if label.rank >= BULLET else "section" if label.rank < _ITEM_RANK else "item"
    node = Node(
        block=number,
        start=block.start + label.length,
        end=block.end,
        label=label.printed,
        rank=label.rank,
        path=_path(parent, label),
        parent=parent,
        kind=kind,
        title=capitals or block.emphasis,
    )
    parent.kids.append(node)
    stack.append(node)


def _pop(stack: list[Node], label: Label) -> None:
    """Leaves on the stack only what may hold `label`."""
    if label.rank < BULLET:
        while stack[-1].rank >= BULLET:
            stack.pop()
    ranks = [node.rank for node in stack]
    if label.rank in ranks:
        del stack[ranks.index(label.rank) :]
        return
    if label.rank == PLUS:
        return
    while stack[-1].rank > label.rank:
        stack.pop()


def _path(parent: Node, label: Label) -> str:
    """The outermost label, a dot, then the item's own: "II.1.1"; bullets keep the path of what they hang under."""
    if label.rank >= BULLET or not label.printed:
        return parent.path
    outer = parent
    chain: list[Node] = []
    while outer.parent is not None:
        if outer.label and outer.rank < BULLET:
            chain.append(outer)
        outer = outer.parent
    if not chain:
        return label.printed
    top = chain[-1].label
    if label.rank >= LETTER and len(chain) > 1:  # "I.2.2.a": a letter is told with the number that holds it
        return f"{top}.{chain[0].label}.{label.printed}"
    return f"{top}.{label.printed.removeprefix(f'{top}.')}"  # "I.1" of section I says its section itself
