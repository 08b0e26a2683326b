"""A snapshot held against the records: taken again as of its moment, and told apart where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from namro.agencies.models import Agency, Person
from namro.directives.models import Directive
from namro.life.models import Extension
from namro.papers.snapshots.canonical import canonical, hash_of
from namro.papers.snapshots.taking import FORM, NotTaken, take

MOST = 200  # differences told; a payload of another directive has thousands


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the file says otherwise than the records."""

    place: str
    file: str
    records: str


class NotASnapshot(Exception):
    """The file is no snapshot of this site; `str(error)` says why."""


def verify(payload: Mapping[str, Any]) -> list[Difference]:
    """What differs; nothing when the same snapshot comes out."""
    try:
        form, moment, since, subject = payload["form"], payload["moment"], payload["since"], payload["subject"]
        if form != FORM:
            raise NotASnapshot(f"Tệp theo mẫu {form}; bản này đọc mẫu {FORM}.")
        again = take(
            payload["kind"],
            directive=Directive.objects.get(pk=subject["directive"]),
            at=datetime.fromisoformat(moment),
            since=datetime.fromisoformat(since),
            issuer=_found(Agency, subject["issuer"]),
            agency=_found(Agency, subject["agency"]),
            extension=_found(Extension, subject["extension"]),
            signer=_found(Person, subject["signer"]),
            reply_by=date.fromisoformat(subject["reply_by"]) if subject["reply_by"] else None,
            unit=subject["unit"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NotASnapshot(f"Tệp không phải ảnh chụp số liệu: {error!r}.") from None
    except (Directive.DoesNotExist, Agency.DoesNotExist, Extension.DoesNotExist, Person.DoesNotExist):
        raise NotASnapshot("Văn bản, đơn vị hoặc người nêu trong tệp không có ở cơ sở dữ liệu này.") from None
    except NotTaken as refusal:
        raise NotASnapshot(str(refusal)) from None
    if hash_of(canonical(dict(payload))) == again.sha256:
        return []
    found = []
    for difference in _differences("", payload, again.payload):
        found.append(difference)
        if len(found) == MOST:
            break
    return found


def _found(model: Any, pk: int | None) -> Any:
    return model.objects.get(pk=pk) if pk is not None else None


def _differences(place: str, file: Any, records: Any) -> Iterator[Difference]:
    if isinstance(file, Mapping) and isinstance(records, Mapping):
        for key in sorted({*file, *records}):
            yield from _differences(f"{place}.{key}".lstrip("."), file.get(key, _Absent), records.get(key, _Absent))
    elif isinstance(file, list) and isinstance(records, list):
        for (name, one), (_name, other) in zip(*_aligned(file, records), strict=True):
            yield from _differences(f"{place}[{name}]", one, other)
    elif file != records:
        yield Difference(place, _told(file), _told(records))


def _aligned(file: list[Any], records: list[Any]) -> tuple[list[tuple[Any, Any]], list[tuple[Any, Any]]]:
    """Entries beside each other: by their id or key where they have one, else by their place."""
    for name in ("id", "key"):
        if all(isinstance(one, Mapping) and name in one for one in (*file, *records)):
            mine, theirs = ({one[name]: one for one in side} for side in (file, records))
            keys = [*mine, *(key for key in theirs if key not in mine)]
            return [(key, mine.get(key, _Absent)) for key in keys], [(key, theirs.get(key, _Absent)) for key in keys]
    count = range(max(len(file), len(records)))
    return (
        [(at, file[at] if at < len(file) else _Absent) for at in count],
        [(at, records[at] if at < len(records) else _Absent) for at in count],
    )


class _Absent:
    """Stands for what one side has not."""


def _told(value: Any) -> str:
    if value is _Absent:
        return "không có"
    text = canonical(value) if isinstance(value, dict | list) else str(value)
    return text if len(text) <= 200 else text[:199] + "…"
