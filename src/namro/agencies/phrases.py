"""The words around names, from data files: short forms, offices, what narrows a group, and what names no agency."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

from namro.agencies.records import AtLarge, Breadth
from namro.agencies.spelling import ShortForms, distance, phrase

Rank = Literal["head", "deputy", "address"]

_SHORT_WORD: Final = re.compile(r"(?<!\w)\w{3,7}(?!\w)")

# Why such words are no agency, after the words themselves in quotation marks.
WHY_AT_LARGE: Final[dict[Breadth, str]] = {
    "owners": "là chủ thể xác định theo từng dự án, không phải một cơ quan; chọn chủ đầu tư của dự án cụ thể.",
    "enterprises": "là doanh nghiệp, tổ chức kinh tế nói chung, không phải một cơ quan trong danh bạ.",
    "people": "là người dân, cộng đồng nói chung, không phải một cơ quan.",
    "officials": "là cán bộ, công chức nói chung, không phải một cơ quan; giao cho cơ quan quản lý họ.",
    "unnamed": "không nêu tên cơ quan nào; người giao việc cần chỉ rõ.",
    "authority": "là cấp có thẩm quyền, không nêu tên; không giao việc được.",
    "central": "là cơ quan trung ương, tỉnh không giao việc được.",
    "told": "đã được xác định là không phải một cơ quan.",
}


@dataclass(frozen=True, slots=True)
class Office:
    """A post whose holder is named in an agency's place: "Giám đốc Sở Y tế"."""

    words: tuple[str, ...]
    toned: tuple[str, ...]
    title: str
    rank: Rank
    leaves: str  # what the short form of an office holds of the agency's name: "CVP" leaves "văn phòng"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words behind a group: "liên quan" means only some of its members, "trên địa bàn tỉnh" all."""

    words: tuple[str, ...]
    narrows: bool


@cache
def short_forms() -> ShortForms:
    """Short forms that mean the same everywhere: "UBND" -> ủy ban nhân dân."""
    found = {}
    for row in _rows("short_forms"):
        full = phrase(row["full"], {})
        found[phrase(row["short"], {}).key] = tuple(zip(full.bare, full.toned, strict=True))
    return found


def with_short_forms_mended(text: str) -> str:
    """The text with short forms that are one letter off put right: "UBNI huyện" -> "UBND huyện"."""
    return _SHORT_WORD.sub(lambda found: _mended(found[0]), text)


def _mended(word: str) -> str:
    key = phrase(word, {}).key
    right = [short for short in short_forms() if len(short) > 3 and distance(key, short, 1) == 1]
    return right[0].upper() if len(right) == 1 else word


@cache
def offices_by_first_word() -> dict[str, list[Office]]:
    """The offices by the first word of their title, those of more words first; for each head there is a deputy."""
    found = []
    for row in _rows("offices"):
        rank = cast(Rank, row["rank"])
        found.append(_office(row["title"], rank, row["leaves"]))
        if rank == "head":
            found.append(_office(f"phó {row['title']}", "deputy", row["leaves"]))
    by_first_word: dict[str, list[Office]] = {}
    for office in sorted(found, key=lambda one: -len(one.words)):
        by_first_word.setdefault(office.words[0], []).append(office)
    return by_first_word


def _office(title: str, rank: Rank, leaves: str) -> Office:
    written = phrase(title, {})
    return Office(written.bare, written.toned, title, rank, leaves)


@cache
def qualifiers() -> tuple[Qualifier, ...]:
    """What may stand behind a group, the longer first."""
    rows = _rows("qualifiers")
    found = [Qualifier(phrase(row["words"], short_forms()).bare, row["narrows"] == "yes") for row in rows]
    return tuple(sorted(found, key=lambda one: -len(one.words)))


@cache
def shipped_at_large() -> tuple[AtLarge, ...]:
    """What stands in documents where an agency should, and is none."""
    return tuple(
        AtLarge(row["phrase"], cast(Breadth, row["breadth"]), row["takes_more"] == "yes") for row in _rows("at_large")
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("namro.agencies") / "data" / "common" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
