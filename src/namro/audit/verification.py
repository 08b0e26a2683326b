"""Does the log still say what it said? Walks the chain, and compares it with the anchors kept outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from namro.audit.chain import START, hash_of
from namro.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the row's number, and a sentence."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found."""

    count: int
    head: str
    anchors: int
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, taken out or cut off."""
        return not self.faults


class BadAnchor(Exception):
    """An anchor file that cannot be read: `str(error)` says which line."""


def verify(anchor_file: Path | None = None) -> Verdict:
    """Walk the whole log; with `anchor_file`, also find rows cut off at the end or rewritten with a new chain."""
    anchors = _read_anchors(anchor_file) if anchor_file else []
    heads: dict[int, str] = {0: START}
    wanted = {anchor["count"] for anchor in anchors}
    faults: list[Fault] = []
    number, previous = 0, START
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        faults.extend(_faults_of(entry, number, previous))
        number, previous = entry.number, entry.hash
        if number in wanted:
            heads[number] = entry.hash
    faults.extend(_faults_of_anchors(anchors, heads, number))
    return Verdict(number, previous, len(anchors), tuple(faults))


def _faults_of(entry: Entry, number_before: int, previous: str) -> Iterator[Fault]:
    if entry.number != number_before + 1:
        first, last = number_before + 1, entry.number - 1
        missing = str(first) if first == last else f"{first}–{last}"
        yield Fault(number_before + 1, _("thiếu dòng %(rows)s") % {"rows": missing})
    elif entry.previous_hash != previous:
        yield Fault(entry.number, _("không nối với dòng trước"))
    if hash_of(_values(entry)) != entry.hash:
        yield Fault(entry.number, _("nội dung đã bị sửa"))


def _faults_of_anchors(anchors: list[dict[str, Any]], heads: dict[int, str], count: int) -> Iterator[Fault]:
    for anchor in anchors:
        if anchor["count"] > count:
            reason = _("nhật ký bị cắt: mốc ngày %(day)s có %(had)s dòng, nay còn %(has)s")
            yield Fault(count + 1, reason % {"day": anchor["day"], "had": anchor["count"], "has": count})
        elif heads.get(anchor["count"]) not in (None, anchor["head"]):
            reason = _("khác với mốc ngày %(day)s: chuỗi đã được viết lại")
            yield Fault(anchor["count"], reason % {"day": anchor["day"]})


def _values(entry: Entry) -> dict[str, Any]:
    return model_to_dict(entry) | {"number": entry.number, "at": entry.at}


def _read_anchors(file: Path) -> list[dict[str, Any]]:
    anchors = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadAnchor(_("Không đọc được tệp mốc %(file)s: %(error)s") % {"file": file, "error": error}) from error
    for index, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            anchor = json.loads(line)
            anchors.append({"day": str(anchor["day"]), "count": int(anchor["count"]), "head": str(anchor["head"])})
        except (ValueError, KeyError, TypeError):
            raise BadAnchor(_("Tệp mốc %(file)s, dòng %(n)s không đúng dạng.") % {"file": file, "n": index}) from None
    return anchors
