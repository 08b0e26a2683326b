"""One document in the middle of its family: what stands above it, what follows from it, and who carries it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from namro.agencies.models import Person
from namro.agencies.queries.directory import names_on
from namro.directives.models import Directive, DirectiveRelation, RelationKind
from namro.reading.relations import Level
from namro.tasks.models import Assignment, Standing, Task, TaskCitation
from namro.tasks.queries.documents import Document, Documents, Mention, all_documents
from namro.tasks.queries.paging import Order
from namro.tasks.queries.rows import Row, described
from namro.tasks.timeliness import AsOf

ROWS = 50  # of tasks with their agencies; the rest page by page
SHOWN = 40  # documents of one relation
TASKS_SHOWN = 8  # beside one superior order
LEADS_SHOWN = 4
ORDER = Order(("list_order", "pk"), (str, int), (str, str))
RELATIONS = (RelationKind.IMPLEMENTS, RelationKind.AMENDS, RelationKind.REPLACES, RelationKind.CITES)


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that stand to the one in the middle in the same way."""

    kind: str
    documents: list[Document]

    @property
    def shown(self) -> list[Document]:
        """The first of them."""
        return self.documents[:SHOWN]


@dataclass(frozen=True, slots=True)
class SuperiorOrder:
    """A document that the one in the middle carries out, and the tasks here that do so."""

    document: Document
    tasks: list[tuple[Task, str]]  # with the agencies that lead
    count: int


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency that carries the document out: its assignments in the tasks that name it."""

    agency: int
    name: str
    count: int
    done: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Family:
    """All that the page shows, as far as the viewer sees."""

    document: Document
    directive: Directive | None
    above: list[Group]
    beside: list[Group]
    below: list[Group]
    orders: list[SuperiorOrder]
    agencies: list[AgencyLine]
    rows: list[Row]
    after: str
    tasks: int  # whose words name it
    through: int  # others, of the documents here that carry it out
    is_through: bool  # whether agencies and rows are those of `through`


def family_of(
    person: Person,
    day: date,
    mention: Mention,
    *,
    directive: Directive | None = None,
    after: str = "",
    through: bool = False,
) -> Family | None:
    """The family of a document that is here or only named; None where the viewer sees nothing of it. Who carries it
    out is told by the tasks that name it, or, `through` documents here, by all tasks of those that carry it out."""
    of_number = all_documents(person, day, number=mention.number)
    document = _of_directive(of_number, directive) if directive is not None else of_number.find(mention)
    if document is None:
        return None
    if directive is None and document.directive is not None:
        directive = Directive.objects.visible_to(person, day).filter(pk=document.directive).first()
    above, beside = _named_by(directive, document, person, day) if directive else ([], [])
    below = _naming(document, of_number, person, day)
    naming = _tasks_naming(document, of_number, person, day)
    others = _tasks_through(below, naming, person, day)
    is_through = bool(others) and (through or not naming)
    tasks = others if is_through else naming
    rows, next_rows = _rows(tasks, person, day, after)
    return Family(
        document=document,
        directive=directive,
        above=above,
        beside=beside,
        below=below,
        orders=_orders(directive, above, person, day) if directive else [],
        agencies=_agencies(tasks, person, day),
        rows=rows,
        after=next_rows,
        tasks=len(naming),
        through=len(others),
        is_through=is_through,
    )


def _of_directive(documents: Documents, directive: Directive) -> Document:
    found = next((one for one in documents if one.directive == directive.pk), None)
    return found or Document(
        directive.number or directive.title, directive.kind, directive.issuer, directive.issued_date, directive.pk
    )


def _named_by(directive: Directive, document: Document, person: Person, day: date) -> tuple[list[Group], list[Group]]:
    """What a document names: above it what it carries out or what a higher body issued, beside it the rest."""
    rows = list(directive.relations.values_list("kind", "number", "other_kind", "issuer", "issued_date"))
    here = Directive.objects.visible_to(person, day).filter(number__in={row[1] for row in rows})
    known = Documents()
    facts = here.values_list("pk", "subject", "number", "kind", "issuer", "issued_date")
    for pk, subject, number, kind, issuer, issued in facts:
        one = known.add(Mention(number, kind, issuer, issued))
        one.directive, one.subject = pk, subject
    above: dict[str, list[Document]] = defaultdict(list)
    beside: dict[str, list[Document]] = defaultdict(list)
    for relation, number, kind, issuer, issued in rows:
        one = known.add(Mention(number, kind, issuer, issued))
        is_higher = one.level < document.level and one.level is not Level.UNKNOWN
        (above if relation == RelationKind.IMPLEMENTS or is_higher else beside)[relation].append(one)
    return _groups(above), _groups(beside)


def _naming(document: Document, of_number: Documents, person: Person, day: date) -> list[Group]:
    """The documents here that name this one, by the way in which they do."""
    found: dict[str, list[Document]] = defaultdict(list)
    rows = DirectiveRelation.objects.filter(
        number__iexact=document.number, directive__in=Directive.objects.visible_to(person, day)
    ).select_related("directive")
    for row in rows.order_by("-directive__issued_date", "-directive"):
        if of_number.find(Mention(row.number, row.other_kind, row.issuer, row.issued_date)) is document:
            by = row.directive
            found[row.kind].append(
                Document(by.number or by.file_name, by.kind, by.issuer, by.issued_date, by.pk, by.subject)
            )
    return _groups(found)


def _groups(found: dict[str, list[Document]]) -> list[Group]:
    return [
        Group(kind, sorted(found[kind], key=lambda one: (one.level, one.number))) for kind in RELATIONS if kind in found
    ]


def _tasks_naming(document: Document, of_number: Documents, person: Person, day: date) -> list[int]:
    """The tasks here whose words name the document."""
    rows = TaskCitation.objects.filter(
        number__iexact=document.number, task__in=Task.objects.visible_to(person, day), task__withdrawn_at=None
    ).values_list("task", "number", "kind", "issuer", "issued_date")
    return sorted({row[0] for row in rows if of_number.find(Mention(*row[1:])) is document})


def _tasks_through(below: Iterable[Group], naming: Sequence[int], person: Person, day: date) -> list[int]:
    """The other tasks of the documents that carry it out as a whole."""
    carrying = [one.directive for group in below if group.kind == RelationKind.IMPLEMENTS for one in group.documents]
    found = Task.objects.visible_to(person, day).filter(directive__in=carrying, withdrawn_at=None)
    return sorted(set(found.values_list("pk", flat=True)) - set(naming))


def _agencies(tasks: Sequence[int], person: Person, day: date) -> list[AgencyLine]:
    found = Assignment.objects.visible_to(person, day).filter(task__in=tasks).exclude(standing=Standing.OUTSIDE)
    done = (Standing.DONE_ON_TIME, Standing.DONE_LATE, Standing.DONE_UNDATED)
    rows = list(
        found.order_by()
        .values("agency", "agency_path")
        .annotate(
            n=Count("pk"),
            done=Count("pk", filter=Q(standing__in=done)),
            overdue=Count("pk", filter=AsOf.on(day).overdue() & Q(closed_at__isnull=True)),
        )
        .order_by("agency_path")
    )
    names = names_on(day, [row["agency"] for row in rows])
    return [
        AgencyLine(row["agency"], names[row["agency"]], row["n"], row["done"], row["n"] - row["done"], row["overdue"])
        for row in rows
    ]


def _rows(tasks: Sequence[int], person: Person, day: date, after: str) -> tuple[list[Row], str]:
    found = Assignment.objects.visible_to(person, day).filter(task__in=tasks).exclude(standing=Standing.OUTSIDE)
    page = list(ORDER.beyond(ORDER.sorted(found), after).select_related("task")[: ROWS + 1])
    return described(page[:ROWS], AsOf.on(day), ("directive",)), ORDER.key(page[ROWS - 1]) if len(page) > ROWS else ""


def _orders(directive: Directive, above: Iterable[Group], person: Person, day: date) -> list[SuperiorOrder]:
    """Beside each superior document the tasks of this one that carry it out."""
    superior = Documents()
    for group in above:
        for one in group.documents:
            superior.add(Mention(one.number, one.kind, one.issuer, one.issued_date)).directive = one.directive
    rows = TaskCitation.objects.filter(
        task__directive=directive, task__in=Task.objects.visible_to(person, day), task__withdrawn_at=None
    )
    tasks: dict[int, list[int]] = defaultdict(list)
    documents: dict[int, Document] = {}
    for row in rows.order_by("task__number").values_list("task", "number", "kind", "issuer", "issued_date"):
        task, document = row[0], superior.find(Mention(*row[1:]))
        if document is not None and task not in tasks[id(document)]:
            documents[id(document)] = document
            tasks[id(document)].append(task)
    shown = {task for of_one in tasks.values() for task in of_one[:TASKS_SHOWN]}
    known = Task.objects.in_bulk(shown)
    leads = _leads(shown, person, day)
    found = [
        SuperiorOrder(
            documents[key], [(known[task], leads.get(task, "")) for task in of_one[:TASKS_SHOWN]], len(of_one)
        )
        for key, of_one in tasks.items()
        if of_one
    ]
    return sorted(found, key=lambda one: (one.document.level, -one.count))


def _leads(tasks: Iterable[int], person: Person, day: date) -> dict[int, str]:
    rows = list(
        Assignment.objects.visible_to(person, day)
        .filter(task__in=tasks, duty="lead")
        .exclude(progress__in=("withdrawn", "handed_over"))
        .order_by("agency_path")
        .values_list("task", "agency")
    )
    names = names_on(day, sorted({agency for _of, agency in rows}))
    found: dict[int, list[str]] = defaultdict(list)
    for task, agency in rows:
        found[task].append(names[agency])
    return {task: _few(of_task) for task, of_task in found.items()}


def _few(agencies: list[str]) -> str:
    told, more = agencies[:LEADS_SHOWN], len(agencies) - LEADS_SHOWN
    return "; ".join([*told, *([_("và %(count)s đơn vị nữa") % {"count": more}] if more > 0 else [])])
