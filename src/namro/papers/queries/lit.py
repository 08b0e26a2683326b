"""The trail of one figure: what it counts, what it leaves out, of which parts it is made, and the rows themselves, as
of the snapshot's moment. From the payload alone, so that it says the same as long as the paper stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from namro.life.timeliness import NAMES, Timeliness
from namro.papers.bodies import Payload
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
    rows: tuple[Row, ...] = ()  # assignments as of the moment
    listed: tuple[Row, ...] = ()  # of another list: reports, extensions, complaints …
    given: Mapping[str, Any] | None = None  # a number that an agency reported
    sentences: tuple[str, ...] = ()
    distinct: str = ""  # the field whose values are counted instead of the rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) + len(self.listed)


def lit(payload: Payload, key: str) -> Lit | None:
    """The trail of a figure; None where the snapshot has no such figure."""
    figure = payload["figures"].get(key)
    if figure is None:
        return None
    part = _part(payload, key)
    if "numerator" in figure:
        above, below = _part(payload, figure["numerator"]), _part(payload, figure["denominator"])
        sentences = (*_sum_in_words(payload, figure["denominator"]), *_left_out(payload, figure["denominator"]))
        rows = tuple(rows_of(payload, figure["denominator"]))
        return Lit(key, part.text, part.what, above, below, rows=rows, sentences=sentences)
    distinct = str(figure.get("distinct") or "")
    if figure.get("given"):
        return Lit(key, part.text, part.what, given=figure["given"])
    if figure.get("list"):
        return Lit(key, part.text, part.what, listed=tuple(listed_of(payload, key)), distinct=distinct)
    if figure.get("minus"):
        return Lit(key, part.text, part.what, parts=tuple(_part(payload, one) for one in figure["minus"]))
    parts = tuple(_part(payload, one) for one in figure.get("sum") or ())
    sentences = (*_sum_in_words(payload, key), *_left_out(payload, key))
    rows = tuple(rows_of(payload, key))
    return Lit(key, part.text, part.what, parts=parts, rows=rows, sentences=sentences, distinct=distinct)


def counted(payload: Payload, key: str) -> int | None:
    """How many the rows of a figure are: the number itself, for every figure that is a count. None for others."""
    figure = payload["figures"][key]
    if figure.get("list"):
        found: Iterable[Row] = listed_of(payload, key)
    elif figure.get("rows") is not None or figure.get("sum"):
        found = rows_of(payload, key)
    else:
        return None
    distinct = figure.get("distinct")
    return len({row[distinct] for row in found}) if distinct else sum(1 for _row in found)


def rows_of(payload: Payload, key: str) -> Iterable[Row]:
    """The assignments that a figure counts; of a rate, those of its denominator."""
    figure = payload["figures"][key]
    if "numerator" in figure:
        return rows_of(payload, figure["denominator"])
    if figure.get("rows") is not None:
        return [row for row in payload["rows"] if matches(row, figure["rows"])]
    seen: dict[Any, Row] = {}
    for part in figure.get("sum") or ():
        seen |= {row["id"]: row for row in rows_of(payload, part)}
    return list(seen.values())


def listed_of(payload: Payload, key: str) -> list[Row]:
    """The rows of another list that a figure counts."""
    figure = payload["figures"][key]
    return [row for row in payload["lists"][figure["list"]] if matches(row, figure.get("where") or {})]


def matches(row: Row, wanted: Mapping[str, Any]) -> bool:
    """Whether a row of the snapshot is counted: each field is one of the values."""
    return all(row.get(field) in values for field, values in wanted.items())


def _part(payload: Payload, key: str) -> Part:
    figure = payload["figures"][key]
    return Part(key, str(figure["text"]), str(figure.get("what") or ""))


def _sum_in_words(payload: Payload, key: str) -> tuple[str, ...]:
    figure = payload["figures"][key]
    parts = [_part(payload, one) for one in figure.get("sum") or ()]
    if not parts:
        return ()
    return (f"{figure['text']} = " + " + ".join(f"{part.text} ({part.what})" for part in parts) + ".",)


def _left_out(payload: Payload, key: str) -> tuple[str, ...]:
    """What of the counted assignments this figure does not count, by its standing; and who waits."""
    counted = {row["id"] for row in rows_of(payload, key)}
    if not counted or payload["figures"][key].get("distinct"):
        return ()
    others = Counter(row["timeliness"] for row in payload["rows"] if row.get("counted") and row["id"] not in counted)
    told = [f"{count} {_name(name)}" for name, count in others.items()]
    sentences = [_("Không tính: %(what)s.") % {"what": ", ".join(sorted(told))}] if told else []
    waiting = sum(row["progress"] == Progress.AWAITING for row in payload["rows"] if row["id"] in counted)
    if waiting:
        sentences.append(_("%(n)d việc chờ xác nhận tính là chưa hoàn thành.") % {"n": waiting})
    return tuple(sentences)


def _name(value: str) -> str:
    return str(NAMES[Timeliness(value)]) if value in set(Timeliness) else value
