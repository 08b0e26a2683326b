"""One answer for many drafts: whom a name in the document means, and who leads where the words name nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from namro.directives.content import LEAD, Content, Doer, officer_day, rhythm_of, set_by_officer

EVERYWHERE = "*"  # in place of a heading: the whole text


@dataclass(frozen=True, slots=True)
class Spread:
    """What an officer decided of one draft and wants done likewise in the others that wait."""

    meanings: Mapping[str, Doer]  # by the name as the document writes it
    leads: tuple[Doer, ...] = ()
    heading: str = ""  # under which drafts without a lead get these; empty: none do

    def over(self, content: Content) -> Content | None:
        """The draft with what was decided; None where it says nothing of this draft. What is known already stays."""
        doers = tuple(self._meant(doer) for doer in content.doers)
        if not content.of_duty(LEAD) and self.heading and is_under(content.task.at, self.heading):
            doers = (*self.leads, *doers)
        return None if doers == content.doers else with_doers(content, doers)

    def _meant(self, doer: Doer) -> Doer:
        known = None if doer.is_resolved else self.meanings.get(doer.name)
        return replace(known, duty=doer.duty, name=doer.name) if known else doer


@dataclass(frozen=True, slots=True)
class Alike:
    """How many other drafts wait for the same answers as this one."""

    same_names: int  # that write a name of which it is not known whom it means
    unled: tuple[tuple[str, int], ...]  # without a lead: under each heading of this one's, the nearest first


def alike(content: Content, others: Iterable[Content]) -> Alike:
    """What an answer for this draft would answer in the others."""
    names = {doer.name for doer in content.unresolved}
    same_names, places = 0, []
    for other in others:
        same_names += any(doer.name in names for doer in other.unresolved)
        if not other.of_duty(LEAD):
            places.append(other.task.at)
    unled: list[tuple[str, int]] = []
    for heading in () if content.of_duty(LEAD) else headings_of(content.task.at):
        count = sum(is_under(place, heading) for place in places)
        if count > (unled[-1][1] if unled else 0):  # a wider heading that adds nothing is not offered
            unled.append((heading, count))
    return Alike(same_names, tuple(unled))


def headings_of(place: str) -> Iterator[str]:
    """The headings that a place stands under, the nearest first, and at last the whole text.

    >>> list(headings_of("III.2.a"))
    ['III.2.a', 'III.2', 'III', '*']
    """
    while place:
        yield place
        place = place.rpartition(".")[0]
    yield EVERYWHERE


def is_under(place: str, heading: str) -> bool:
    """Whether a place is the heading or stands under it."""
    return heading == EVERYWHERE or place == heading or place.startswith(f"{heading}.")


def with_doers(content: Content, doers: tuple[Doer, ...]) -> Content:
    """The draft with other doers and all else as it is."""
    task = content.task
    every, day = rhythm_of(task)
    return set_by_officer(
        content,
        text=task.text,
        nature=task.nature,
        product=task.product.name if task.product else "",
        due=officer_day(task),
        every=every,
        day=day,
        doers=doers,
    )
