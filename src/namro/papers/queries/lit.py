"""The trail of one figure: what it counts, what it leaves out, of which parts it is made, and the rows themselves, as
of the snapshot's moment. From the payload alone, so that it says the same as long as the paper stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from namro.life.timeliness import NAMES, Timeliness
from namro.papers.bodies import Payload
from namro.papers.snapshots import Trail, trail
from namro.tasks.progress import Progress

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that this one is made of."""

    key: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Lit:
    """A figure and where it comes from."""

    key: str
    text: str
    what: str
    numerator: Part | None = None
    denominator: Part | None = None
    parts: tuple[Part, ...] = ()
    rows: tuple[Row, ...] = ()  # assignments as of the moment; of a rate, those of its denominator
    listed: tuple[Row, ...] = ()  # of another list: reports, extensions, complaints …
    given: Mapping[str, Any] | None = None  # what somebody reported
    sentences: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) + len(self.listed)


def lit(payload: Payload, key: str) -> Lit | None:
    """The trail of a figure; None where the snapshot has no such figure."""
    if key not in payload["figures"]:
        return None
    found = trail(payload, key)
    is_rate = "denominator" in found.figure
    parts = tuple(_part(one) for one in found.parts)
    counting = found.parts[1] if is_rate else found
    rows = () if found.list_name else tuple(counting.rows)
    sentences = (*_sum_in_words(counting), *_left_out(payload, counting)) if rows else ()
    return Lit(
        key,
        str(found.figure["text"]),
        str(found.figure.get("what") or ""),
        numerator=parts[0] if is_rate else None,
        denominator=parts[1] if is_rate else None,
        parts=() if is_rate else parts,
        rows=rows,
        listed=tuple(counting.rows) if found.list_name else (),
        given=found.source,
        sentences=sentences,
    )


def _part(found: Trail) -> Part:
    return Part(found.key, str(found.figure["text"]), str(found.figure.get("what") or ""))


def _sum_in_words(found: Trail) -> tuple[str, ...]:
    if not found.figure.get("sum"):
        return ()
    parts = " + ".join(f"{part.text} ({part.what})" for part in map(_part, found.parts))
    return (f"{found.figure['text']} = {parts}.",)


def _left_out(payload: Payload, found: Trail) -> tuple[str, ...]:
    """What of the counted assignments this figure does not count, by its standing; and who waits."""
    if found.figure.get("distinct") or found.figure.get("minus"):
        return ()
    own = {row["id"] for row in found.rows}
    others = Counter(row["timeliness"] for row in payload["rows"] if row["counted"] and row["id"] not in own)
    told = [f"{count} {_name(name)}" for name, count in others.items()]
    sentences = [_("Không tính: %(what)s.") % {"what": ", ".join(sorted(told))}] if told else []
    waiting = sum(row["progress"] == Progress.AWAITING for row in found.rows)
    if waiting:
        sentences.append(_("%(n)d việc chờ xác nhận tính là chưa hoàn thành.") % {"n": waiting})
    return tuple(sentences)


def _name(value: str) -> str:
    return str(NAMES[Timeliness(value)]) if value in set(Timeliness) else value
