"""A directive as an Akoma Ntoso 3.0 document: its parts as the outline has them, its tasks as analysis.

The tasks stand in `otherAnalysis`, where the standard lets others add what they found; each points to the part of the
text that it was read from. Citations are `ref`s, named as `identifiers` names documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lxml import etree

from namro.reading.export.identifiers import of_citation, of_head, slug
from namro.reading.model import (
    Cell,
    Citation,
    Deadline,
    Directive,
    Named,
    Recurrence,
    Source,
    Span,
    Table,
    Target,
    Task,
    Unit,
)

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TASKS = "urn:namro:tasks:1"

# lxml-stubs know of no namespace without a prefix.
_PREFIXES: Any = {None: AKN, "nr": TASKS}
_NO_DAY = "9999-12-31"  # the standard asks for a date where a document may bear none
_SOURCE = "#namro"
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ELEMENTS = {"section": "section", "item": "point", "bullet": "indent", "paragraph": "paragraph", "row": "paragraph"}


def render(directive: Directive, made_on: date) -> bytes:
    """The document as UTF-8 XML. `made_on` is the day of this export."""
    root = etree.Element(_akn("akomaNtoso"), nsmap=_PREFIXES)
    doc = _add(root, "doc", name=slug(directive.head.kind or "") or "van-ban")
    body = _Body(directive)
    content = body.element()
    doc.append(_meta(directive, body, made_on))
    if (preface := body.preface()) is not None:
        doc.append(preface)
    doc.append(content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _akn(name: str) -> str:
    return f"{{{AKN}}}{name}"


def _add(parent: etree._Element, tag: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _akn(tag), {key: _plain(value) for key, value in attributes.items()})
    if text is not None:
        element.text = _plain(text)
    return element


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _meta(directive: Directive, body: _Body, made_on: date) -> etree._Element:
    meta = etree.Element(_akn("meta"))
    head = directive.head
    name, day = of_head(head), head.issued_on or _NO_DAY
    identification = _add(meta, "identification", source=_SOURCE)
    author = "#issuer" if head.issuer else _SOURCE
    for level, this, on, by in (
        ("FRBRWork", f"{name}/!main", day, author),
        ("FRBRExpression", f"{name}/vie@/!main", day, author),
        ("FRBRManifestation", f"{name}/vie@/!main.xml", made_on.isoformat(), _SOURCE),
    ):
        part = _add(identification, level)
        _add(part, "FRBRthis", value=this)
        _add(part, "FRBRuri", value=this.replace("/!main", ""))
        _add(part, "FRBRdate", date=on, name="issued" if level != "FRBRManifestation" else "made")
        _add(part, "FRBRauthor", href=by)
        if level == "FRBRWork":
            _add(part, "FRBRcountry", value="vn")
            if head.number:
                _add(part, "FRBRnumber", value=head.number)
        elif level == "FRBRExpression":
            _add(part, "FRBRlanguage", language="vie")
    meta.append(_analysis(directive.tasks, body))
    references = _add(meta, "references", source=_SOURCE)
    _add(references, "TLCOrganization", eId="namro", href="/ontology/organization/namro", showAs="Năm Rõ")
    if head.issuer:
        where = f"/ontology/organization/vn/{slug(head.issuer)}"
        _add(references, "TLCOrganization", eId="issuer", href=where, showAs=head.issuer)
    if body.notes:
        notes = _add(meta, "notes", source=_SOURCE)
        for mark, (identifier, texts) in body.notes.items():
            note = _add(notes, "note", eId=identifier, marker=mark)
            for text in texts:
                _add(note, "p", text)
    return meta


def _analysis(tasks: Sequence[Task], body: _Body) -> etree._Element:
    analysis = etree.Element(_akn("analysis"), source=_SOURCE)
    other = _add(analysis, "otherAnalysis", source=_SOURCE)
    for number, task in enumerate(tasks, 1):
        holder = etree.SubElement(
            other, f"{{{TASKS}}}task", id=f"task_{number}", at=_plain(task.at), nth=str(task.nth), mode=task.mode,
            nature=task.nature, confidence=f"{task.confidence:g}", rule=task.found_by,
        )  # fmt: skip
        if where := body.place_of(task.span):
            holder.set("href", f"#{where}")
        _task_parts(holder, task)
    return analysis


def _task_parts(holder: etree._Element, task: Task) -> None:
    def tell(name: str, text: str, **attributes: str | None) -> None:
        known = {key: _plain(value) for key, value in attributes.items() if value is not None}
        etree.SubElement(holder, f"{{{TASKS}}}{name}", known).text = _plain(text)

    tell("text", task.text)
    groups: tuple[tuple[str, Sequence[Named]], ...] = (
        ("lead", task.leads), ("coordinator", task.coordinators), ("reportsTo", task.reports_to),
        ("through", task.through), ("product", (task.product,) if task.product else ()),
    )  # fmt: skip
    for name, group in groups:
        for one in group:
            tell(name, one.name, rule=one.found_by)
    for time in (*task.deadlines, *task.recurrences):
        if isinstance(time, Deadline):
            amount = None if time.amount is None else str(time.amount)
            tell("deadline", time.quote, type=time.rule, date=time.date, amount=amount, unit=time.unit)
        elif isinstance(time, Recurrence):
            tell(
                "recurrence",
                time.quote,
                every=time.every,
                type=time.rule,
                day=None if time.day is None else str(time.day),
            )
    for target in task.targets:
        _tell_target(tell, target)
    for citation in task.citations:
        tell("cites", citation.quote, href=of_citation(citation))


def _tell_target(tell: object, target: Target) -> None:
    assert callable(tell)
    tell("target", target.quote, op=target.op, value=f"{target.value:g}", unit=target.unit, period=target.period)


class _Body:
    """The main body; where each unit stands in it is known once it is made."""

    def __init__(self, directive: Directive) -> None:
        self._source, self._head = directive.source, directive.head
        self._citations = directive.citations
        self._all_units = directive.outline
        self._units = [unit for unit in directive.outline if not self._source.blocks[unit.block].note]
        self.notes: dict[str, tuple[str, list[str]]] = {}  # mark → its id and paragraphs
        self._places: list[tuple[Span, str]] = []
        self._counts: dict[str, int] = {}
        for block in self._source.blocks:
            if block.note:
                known = self.notes.setdefault(block.note, (f"note_{len(self.notes) + 1}", []))
                known[1].append(self._source.text[block.start : block.end])
                self._places.append((Span(block.start, block.end), known[0]))

    def preface(self) -> etree._Element | None:
        """All that stands before the outline begins, with the number, the day and the title told apart."""
        spans = self._head.spans
        marked: list[tuple[int, int, _Maker]] = []
        for name, key, attributes in (
            ("docNumber", "number", {}),
            ("docDate", "issued_on", {"date": self._head.issued_on or ""}),
            ("docTitle", "subject", {}),
        ):
            span = spans.get(key)
            if span is not None and (name != "docDate" or self._head.issued_on):
                marked.append((*span, _Maker(name, self._source.words(span), attributes)))
        element = etree.Element(_akn("preface"))
        for block in self._source.blocks:
            if block.start >= self._start:
                break
            if not block.note:
                self._words(_add(element, "p"), Span(block.start, block.end), marked)
        return element if len(element) else None

    @property
    def _start(self) -> int:
        """Where the body begins: with the outline, or with the text where there is none."""
        return min((self._source.blocks[unit.block].start for unit in self._units), default=0)

    def element(self) -> etree._Element:
        """The mainBody: units nested as the outline nests them; tables, and what no unit holds, where they stand."""
        body = etree.Element(_akn("mainBody"))
        elements: dict[int, etree._Element] = {}
        parents = {unit.parent for unit in self._units}
        at_top: list[tuple[int, etree._Element]] = []
        index_of = {id(unit): index for index, unit in enumerate(self._all_units)}
        for unit in self._units:
            holder = elements.get(unit.parent) if unit.parent is not None else None
            element = self._unit(body if holder is None else holder, unit, index_of[id(unit)] in parents)
            elements[index_of[id(unit)]] = element
            if holder is None:
                at_top.append((unit.span.start, element))
        for element in elements.values():
            if element[-1].tag == _akn("intro"):  # what hung from it stands elsewhere
                element[-1].tag = _akn("content")
        at_top += self._unheld(body)
        at_top.sort(key=lambda one: one[0])
        for _, element in at_top:
            body.append(element)
        if not len(body):
            _add(_add(_add(body, "paragraph", eId="empty"), "content"), "p")
        return body

    def _unheld(self, body: etree._Element) -> list[tuple[int, etree._Element]]:
        """Tables and the paragraphs that are in no unit, from where the outline begins, with their places."""
        held = {unit.block for unit in self._units}
        out: list[tuple[int, etree._Element]] = []
        tables: set[int] = set()
        for index, block in enumerate(self._source.blocks):
            if block.start < self._start or block.note or index in held or self._is_held(block.start):
                continue
            if block.table is None:
                holder = _add(body, "paragraph", eId=self._next("paragraph"))
                self._places.append((Span(block.start, block.end), holder.get("eId", "")))
                self._words(_add(_add(holder, "content"), "p"), Span(block.start, block.end))
                out.append((block.start, holder))
            elif block.table not in tables:
                tables.add(block.table)
                out.append((block.start, self._table(body, block.table)))
        return out

    def _is_held(self, start: int) -> bool:
        return any(unit.span.start <= start < unit.span.end for unit in self._units)

    def place_of(self, span: Span) -> str | None:
        """The id of the part that holds most of a span, the smallest of such."""
        sharing = [
            (min(one.end, span.end) - max(one.start, span.start), one.start - one.end, where)
            for one, where in self._places
            if one.start < span.end and span.start < one.end
        ]
        return max(sharing)[2] if sharing else None

    def _unit(self, holder: etree._Element, unit: Unit, has_children: bool) -> etree._Element:
        element = _add(
            holder, _ELEMENTS.get(unit.kind, "paragraph"), eId=self._next(_ELEMENTS.get(unit.kind, "paragraph"))
        )
        self._places.append((unit.span, element.get("eId", "")))
        if unit.label:
            _add(element, "num", unit.label)
        self._words(_add(_add(element, "intro" if has_children else "content"), "p"), unit.span)
        return element

    def _table(self, body: etree._Element, index: int) -> etree._Element:
        identifier = self._next("table")
        table: Table = self._source.tables[index]
        paragraph = _add(body, "paragraph", eId=f"{identifier}_holder")
        holder = _add(_add(paragraph, "content"), "table", eId=identifier)
        above: list[Cell] = []
        for row in table.rows:
            line = _add(holder, "tr")
            for cell in row:
                if cell.rows > 1 and cell in above:
                    continue
                spans = {"rowspan": cell.rows, "colspan": cell.columns}
                box = _add(line, "td", None, **{key: str(value) for key, value in spans.items() if value > 1})
                for block in self._source.blocks[cell.first : cell.last]:
                    self._words(_add(box, "p"), Span(block.start, block.end))
                    self._places.append((Span(block.start, block.end), identifier))
                if not len(box):
                    _add(box, "p")
            if not len(line):
                holder.remove(line)
            above = list(row)
        return paragraph

    def _words(self, element: etree._Element, span: Span, marked: Sequence[tuple[int, int, _Maker]] = ()) -> None:
        """The words of a span with its citations as refs, its calls of notes, and what else is `marked` in it."""
        last: etree._Element | None = None
        at = span.start
        for start, end, make in self._inside(span, marked):
            _append(element, last, self._source.text[at:start])
            last = make(element)
            at = end
        _append(element, last, self._source.text[at : span.end])

    def _inside(self, span: Span, marked: Sequence[tuple[int, int, _Maker]]) -> Iterator[tuple[int, int, _Maker]]:
        found = [one for one in marked if span.start <= one[0] and one[1] <= span.end]
        for citation in self._citations:
            if span.start <= citation.span.start and citation.span.end <= span.end:
                found.append((*citation.span, _ref(citation, self._source)))
        for mark in self._source.marks:
            if mark.mark in self.notes and span.start <= mark.span.start and mark.span.end <= span.end:
                found.append((*mark.span, _call(mark.mark, self.notes[mark.mark][0])))
        at = span.start
        for start, end, make in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= at:
                yield start, end, make
                at = end

    def _next(self, name: str) -> str:
        self._counts[name] = self._counts.get(name, 0) + 1
        return f"{name}_{self._counts[name]}"


class _Maker:
    """Makes an inline element when its place in the text has come."""

    def __init__(self, name: str, text: str | None, attributes: dict[str, str]) -> None:
        self._name, self._text, self._attributes = name, text, attributes

    def __call__(self, parent: etree._Element) -> etree._Element:
        return _add(parent, self._name, self._text, **self._attributes)


def _ref(citation: Citation, source: Source) -> _Maker:
    return _Maker("ref", source.words(citation.span), {"href": of_citation(citation)})


def _call(mark: str, identifier: str) -> _Maker:
    return _Maker("noteRef", None, {"href": f"#{identifier}", "marker": mark})


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    text = _plain(text)
    if not text:
        return
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
