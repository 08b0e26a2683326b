"""Whom a name in a document means, by what the database knows: the rows go in, the answers bear its ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from namro.agencies import records, resolution
from namro.agencies.models import Agency, AgencyName, Alias, Group, Succession, UnresolvedName
from namro.agencies.models.agency import agency_key, body_key
from namro.agencies.phrases import shipped_at_large
from namro.agencies.resolution import Directory, Outcome


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency or a group by its id, with the name it bears on the day, and why it is thought to be meant."""

    agency: int | None
    group: int | None
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means on a day: the answer of the directory, and the ids behind its keys."""

    found: resolution.Resolution
    candidates: tuple[Candidate, ...]  # the one that is meant, or those to choose from, the likeliest first

    @property
    def outcome(self) -> Outcome:
        """Whether it is an agency, a group, one of several, none, or not known."""
        return self.found.outcome

    @property
    def reason(self) -> str:
        """Why, in Vietnamese."""
        return self.found.reason

    @property
    def qualifier(self) -> str | None:
        """What narrows the group, "liên quan"; a person says to which members."""
        return self.found.qualifier

    @property
    def needs_review(self) -> bool:
        """Whether a person should look before a task is given on the strength of this."""
        return self.found.needs_review

    @property
    def agency(self) -> int | None:
        """The agency meant, where it is one."""
        return self.candidates[0].agency if self.outcome == "agency" else None

    @property
    def group(self) -> int | None:
        """The group meant, where it is one."""
        return self.candidates[0].group if self.outcome == "group" else None


class Resolver:
    """Resolves names by what the database held when this was made; make another after a change.

    resolver = Resolver()
    resolver("Sở NN&MT", date(2025, 3, 10)).agency
    """

    def __init__(self) -> None:
        latest_first = Prefetch("names", AgencyName.objects.latest_first())
        agencies = list(Agency.objects.order_by("path").prefetch_related(latest_first))
        groups = list(Group.objects.prefetch_related("exceptions"))
        self._names = {agency_key(agency.pk): list(agency.names.all()) for agency in agencies}
        self._ids: dict[str, tuple[int | None, int | None]] = {agency_key(one.pk): (one.pk, None) for one in agencies}
        self._ids |= {body_key(None, one.pk): (None, one.pk) for one in groups}
        rows = records.Rows(
            agencies=tuple(_agency(agency) for agency in agencies),
            aliases=(*_former_names(agencies), *_aliases()),
            groups=tuple(_group(group) for group in groups),
            successions=tuple(_successions()),
        )
        self._directory = Directory(rows, at_large=(*shipped_at_large(), *_told()))

    def __call__(self, name: str, day: date) -> Resolution:
        """Find whom `name` means on `day`."""
        found = self._directory.resolve(name, day)
        body = found.agency or found.group
        meant = (resolution.Candidate(body, found.reason),) if body else found.candidates
        return Resolution(found, tuple(self._with_id(one, day) for one in meant))

    def _with_id(self, candidate: resolution.Candidate, day: date) -> Candidate:
        body = candidate.body
        names = self._names.get(body.key, ())
        name = next((name.name for name in names if name.holds_on(day)), body.name)
        return Candidate(*self._ids[body.key], name, candidate.reason)


def _agency(agency: Agency) -> records.Agency:
    last = next(iter(agency.names.all()), None)
    return records.Agency(
        key=agency_key(agency.pk),
        name=last.name if last else "",
        kind=agency.kind,
        abbreviations=(last.abbreviation,) if last and last.abbreviation else (),
        parent=agency_key(agency.parent_id) if agency.parent_id else None,
        relation="coordinated" if agency.is_asked_not_ordered else "subordinate",
        locality=agency.locality,
        code=agency.code,
        place_code=agency.place_code,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
        source=agency.source,
    )


def _former_names(agencies: list[Agency]) -> Iterator[records.Alias]:
    for agency in agencies:
        for former in agency.names.all()[1:]:
            for text in filter(None, (former.name, former.abbreviation)):
                yield records.Alias(text, agency_key(agency.pk), former.valid_from, former.valid_to)


def _aliases() -> Iterator[records.Alias]:
    for alias in Alias.objects.order_by("pk"):
        target = body_key(alias.agency_id, alias.group_id)
        yield records.Alias(alias.text, target, alias.valid_from, alias.valid_to, source=alias.source)


def _group(group: Group) -> records.Group:
    exceptions = tuple(
        records.Membership(agency_key(one.agency_id), one.is_member, one.valid_from, one.valid_to)
        for one in group.exceptions.all()
    )
    return records.Group(
        key=body_key(None, group.pk),
        name=group.name,
        kinds=frozenset(group.kinds),
        under=agency_key(group.under_id) if group.under_id else None,
        exceptions=exceptions,
        valid_from=group.valid_from,
        valid_to=group.valid_to,
        source=group.source,
    )


def _successions() -> Iterator[records.Succession]:
    steps = list(Succession.objects.all())
    heirs = Counter(step.predecessor_key for step in steps)
    forebears = Counter(step.successor_key for step in steps)
    for step in steps:
        is_split = heirs[step.predecessor_key] > 1 or step.successor_group_id is not None
        yield records.Succession(
            predecessor=step.predecessor_key,
            successor=step.successor_key,
            effective_on=step.effective_date,
            shape="one_to_many" if is_split else "many_to_one" if forebears[step.successor_key] > 1 else "one_to_one",
            source=step.source,
            note=step.note,
        )


def _told() -> Iterator[records.AtLarge]:
    answered = UnresolvedName.objects.filter(answer=UnresolvedName.Answer.NOT_AN_AGENCY)
    for text in answered.order_by("pk").values_list("text", flat=True):
        # What a person said of these words says nothing of longer ones.
        yield records.AtLarge(text, "told", takes_more=False)
