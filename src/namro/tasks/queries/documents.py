"""Documents and how they hang together: those that are here, those that are only named, and what is done for each.

A document is known by issuer, kind, number and day. What a mention leaves out does not tell two documents apart: an
undated mention of a number is the one dated document of that number, where there is only one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.policy import Act, sight_of
from namro.agencies.folding import fold, fold_in_full
from namro.agencies.models import Person
from namro.directives.models import Directive, DirectiveRelation
from namro.reading.relations import Level, level_of
from namro.tasks.models import Task, TaskCitation
from namro.words import day_in_words

PAGE_SIZE = 50
LEVELS: dict[Level, Promise] = {
    Level.CENTRAL: gettext_lazy("Trung ương"),
    Level.MINISTRY: gettext_lazy("Bộ, ngành"),
    Level.PROVINCE: gettext_lazy("Cấp tỉnh"),
    Level.LOCAL: gettext_lazy("Sở, cấp dưới"),
    Level.UNKNOWN: gettext_lazy("Chưa rõ cấp"),
}
_folded = lru_cache(maxsize=65_536)(fold)
_folded_in_full = lru_cache(maxsize=16_384)(fold_in_full)


@dataclass(frozen=True, slots=True)
class Mention:
    """What some words, or a document's own head, say of a document."""

    number: str
    kind: str = ""
    issuer: str = ""
    issued_date: date | None = None


@dataclass(slots=True)
class Document:
    """A document of the graph. `directive` is set where it is here and the viewer may see it."""

    number: str
    kind: str = ""
    issuer: str = ""
    issued_date: date | None = None
    directive: int | None = None
    subject: str = ""
    named_in: int = 0  # documents that name it
    tasks: int = 0  # tasks that name it

    @property
    def title(self) -> str:
        """What people call it."""
        told = f"{self.kind[:1].upper()}{self.kind[1:]} {self.number}".strip()
        if self.issued_date is None:
            return told
        return f"{told} {_('ngày %(day)s') % {'day': day_in_words(self.issued_date)}}"

    @property
    def level(self) -> Level:
        """How high its issuer stands."""
        return level_of(self.number, self.kind, self.issuer)

    @property
    def key(self) -> str:
        """The same for the same document, whoever asks: what a program may keep."""
        day = self.issued_date.isoformat() if self.issued_date else ""
        return "|".join((_squeezed(self.number), day, _folded(self.kind), _folded_in_full(self.issuer)))

    def address(self) -> dict[str, str]:
        """What tells it apart, for an address."""
        day = self.issued_date.isoformat() if self.issued_date else ""
        told = {"number": self.number, "date": day, "issuer": self.issuer}
        return {name: value for name, value in told.items() if value}

    def takes(self, mention: Mention) -> bool:
        """Whether the mention may be of this document: nothing in it says otherwise."""
        return (
            (not mention.issued_date or not self.issued_date or mention.issued_date == self.issued_date)
            and _agree(_folded_in_full(mention.issuer), _folded_in_full(self.issuer))
            and _agree(_folded(mention.kind), _folded(self.kind))
        )

    def learn(self, mention: Mention) -> None:
        """Keep what the mention says beyond what was known."""
        self.kind = self.kind or mention.kind
        self.issuer = self.issuer or mention.issuer
        self.issued_date = self.issued_date or mention.issued_date


class Documents:
    """All documents of some mentions, each once."""

    def __init__(self) -> None:
        self._of_number: dict[str, list[Document]] = defaultdict(list)

    def __iter__(self) -> Iterator[Document]:
        for documents in self._of_number.values():
            yield from documents

    def add(self, mention: Mention) -> Document:
        """The document that is mentioned; a new one where none fits, or where several do. Mentions that say most come
        first: `in_order`."""
        known = self._of_number[_squeezed(mention.number)]
        fitting = [one for one in known if one.takes(mention)]
        exact = [one for one in fitting if one.issued_date == mention.issued_date]
        if len(exact) == 1 or len(fitting) == 1:
            found = exact[0] if len(exact) == 1 else fitting[0]
            found.learn(mention)
            return found
        made = Document(mention.number, mention.kind, mention.issuer, mention.issued_date)
        known.append(made)
        return made

    def find(self, mention: Mention) -> Document | None:
        """The one that is mentioned, where it is known and no other could be meant."""
        fitting = [one for one in self._of_number.get(_squeezed(mention.number), ()) if one.takes(mention)]
        exact = [one for one in fitting if one.issued_date == mention.issued_date]
        named = [one for one in exact if _folded_in_full(one.issuer) == _folded_in_full(mention.issuer)]
        return next((some[0] for some in (fitting, exact, named) if len(some) == 1), None)


@dataclass(frozen=True, slots=True)
class Edge:
    """A document, how it stands to another, and that one. `tasks` counts its tasks that say so."""

    source: Document
    kind: str
    target: Document
    tasks: int = 0


@dataclass(slots=True)
class Graph:
    """What a person sees of all documents."""

    documents: list[Document] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def all_documents(person: Person | None, day: date, *, number: str = "") -> Documents:
    """Every document that is here or named, with how often; of one number, where it is given. In three queries."""
    only = {"number__iexact": number} if number else {}
    relations = _relations(person, day).filter(**only).values_list("number", "other_kind", "issuer", "issued_date")
    citations = _citations(person, day).filter(**only).values_list("number", "kind", "issuer", "issued_date")
    found = Documents()
    for mention, directive, subject in _here(person, day, **only):
        document = found.add(mention)
        document.directive, document.subject = directive, subject
    by_directive = relations.annotate(n=Count("directive", distinct=True)).order_by()
    by_task = citations.annotate(n=Count("task", distinct=True)).order_by()
    counted = [(Mention(*row[:4]), row[4], 0) for row in by_directive]
    counted += [(Mention(*row[:4]), 0, row[4]) for row in by_task]
    for mention, named_in, tasks in sorted(counted, key=lambda row: _says_most(row[0])):
        document = found.add(mention)
        document.named_in += named_in
        document.tasks += tasks
    return found


def search(documents: Iterable[Document], words: str, *, only: str = "") -> list[Document]:
    """Those that the words mean, what many carry out first: "nghị quyết 57" is kind and number."""
    parts = fold(words).split()
    found = [one for one in documents if _matches(one, parts) and _is(one, only)]
    return sorted(found, key=lambda one: (-one.tasks, -one.named_in, one.level, _squeezed(one.number)))


def graph_of(person: Person | None, day: date) -> Graph:
    """All that the person sees, for a program; in three queries."""
    found = Documents()
    of_directive: dict[int, Document] = {}
    for mention, directive, subject in _here(person, day):
        document = found.add(mention)
        document.directive, document.subject = directive, subject
        of_directive[directive] = document
    relations = [
        (Mention(*row[2:]), row[0], row[1], 0)
        for row in _relations(person, day).values_list(
            "directive", "kind", "number", "other_kind", "issuer", "issued_date"
        )
    ]
    named = ("task__directive", "relation", "number", "kind", "issuer", "issued_date")
    citations = [
        (Mention(*row[2:6]), row[0], row[1], row[6])
        for row in _citations(person, day).values_list(*named).annotate(n=Count("task", distinct=True)).order_by()
    ]
    edges: dict[tuple[int, str, int], Edge] = {}
    for mention, directive, kind, tasks in sorted([*relations, *citations], key=lambda row: _says_most(row[0])):
        target = found.add(mention)
        source = of_directive.get(directive)
        if source is None:
            continue
        key = (id(source), kind, id(target))
        before = edges[key].tasks if key in edges else 0
        edges[key] = Edge(source, kind, target, before + tasks)
        target.tasks += tasks
        target.named_in += not tasks
    return Graph(list(found), list(edges.values()))


def _here(person: Person | None, day: date, **only: Any) -> list[tuple[Mention, int, str]]:
    found = Directive.objects.visible_to(person, day).filter(**only).order_by()
    rows = found.values_list("pk", "subject", "file_name", "number", "kind", "issuer", "issued_date")
    return [
        (Mention(number or name, kind, issuer, issued), pk, subject)
        for pk, subject, name, number, kind, issuer, issued in rows
    ]


def _relations(person: Person | None, day: date) -> QuerySet[DirectiveRelation]:
    if sight_of(person, Act.SEE_DIRECTIVES, day).everywhere:
        return DirectiveRelation.objects.all()
    return DirectiveRelation.objects.filter(directive__in=Directive.objects.visible_to(person, day))


def _citations(person: Person | None, day: date) -> QuerySet[TaskCitation]:
    found = TaskCitation.objects.filter(task__withdrawn_at=None)
    if sight_of(person, Act.SEE_TASKS, day).everywhere:
        return found
    return found.filter(task__in=Task.objects.visible_to(person, day))


def _says_most(mention: Mention) -> tuple[bool, bool, bool]:
    return (mention.issued_date is None, not mention.issuer, not mention.kind)


def _matches(document: Document, parts: Sequence[str]) -> bool:
    told = _folded(f"{document.kind} {document.number} {document.issuer} {document.subject[:300]}")
    words = set(told.split())
    # A figure is meant whole ("57" is not "157"), a word may be cut short.
    return all(part in words if part.isdigit() else part in told for part in parts)


def _is(document: Document, only: str) -> bool:
    if only == "here":
        return document.directive is not None
    if only == "absent":
        return document.directive is None
    return True


def _squeezed(number: str) -> str:
    return "".join(number.split()).upper().replace("–", "-")


def _agree(one: str, other: str) -> bool:
    return not one or not other or one in other or other in one
