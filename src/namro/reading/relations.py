"""How a document stands to one that it names, and how high the body stands that issued it."""

from __future__ import annotations

import re
from enum import IntEnum

from namro.reading.folding import fold

CITES = "cites"
# The strongest first: a document that replaces another also names it.
STRONGEST = ("replaces", "amends", "implements", CITES)
_CLAUSE = 200  # code points: a verb farther back speaks of something else
_ENDS = re.compile(r"[.;:\n](?=\s|$)")
_VERBS = (
    # "thay thế Kế hoạch số 12/KH-UBND", "bãi bỏ Quyết định số ..."
    ("replaces", re.compile(r"thay thế|bãi bỏ")),
    # "sửa đổi, bổ sung một số điều của Quyết định số ..."
    ("amends", re.compile(r"sửa đổi|đính chính|điều chỉnh, bổ sung")),
    # "triển khai thực hiện Nghị quyết số 57-NQ/TW", "cụ thể hóa Chương trình số ..."
    ("implements", re.compile(r"thực hiện|triển khai|thi hành|quán triệt|cụ thể hóa|chấp hành|hoàn thành")),
    # "Căn cứ Luật ...", "theo quy định tại Nghị định số ...": named only
    (CITES, re.compile(r"căn cứ|theo (?:đề nghị|quy định)|quy định tại")),
)


def relation_of(text: str, start: int) -> str:
    """What the words before a mention at `start` say of the document that is mentioned: the last verb of the clause.

    >>> relation_of("Triển khai thực hiện Nghị quyết số 57-NQ/TW", 21)
    'implements'
    >>> relation_of("Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15", 7)
    'cites'
    """
    before = fold(text[max(0, start - _CLAUSE) : start])
    clause = _ENDS.split(before)[-1]
    found = [(match.end(), kind) for kind, verb in _VERBS for match in verb.finditer(clause)]
    return max(found)[1] if found else CITES


class Level(IntEnum):
    """How high the issuer stands, as far as number and kind tell."""

    CENTRAL = 1
    MINISTRY = 2
    PROVINCE = 3
    LOCAL = 4
    UNKNOWN = 9


_OF_THE_CENTRE = re.compile(r"(?:/|-|^)(?:tw|vptw|qh\d*|ubtvqh\d*|cp|ttg|ctn)(?:\W|$)")
_OF_A_MINISTRY = re.compile(r"(?:/|-)(?:vpcp|b(?!c\b|b\b|gn\b|tt\b)[a-zđ]{1,5}|nhnn|ttcp|tandtc|vksndtc)(?:\W|$)")
_OF_THE_PROVINCE = re.compile(r"(?:/|-)(?:tu|ubnd|hđnd|đu|vp)(?:\W|$)")
_OF_A_DEPARTMENT = re.compile(r"(?:/|-)s[a-zđ]{1,6}(?:\W|$)")
_BELOW = re.compile(r"huyện|thị xã|thành phố (?!hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế)|phường|(?:^| )xã ")


def level_of(number: str, kind: str = "", issuer: str = "") -> Level:
    """How high the issuer of a document stands.

    >>> level_of("57-NQ/TW").name, level_of("12/2025/TT-BTC").name, level_of("42/KH-UBND", issuer="UBND xã An Hòa").name
    ('CENTRAL', 'MINISTRY', 'LOCAL')
    """
    sign, who = fold(number), fold(issuer)
    if _OF_THE_CENTRE.search(sign) or fold(kind) in ("luật", "bộ luật", "nghị định", "pháp lệnh", "hiến pháp"):
        return Level.CENTRAL
    if _OF_A_MINISTRY.search(sign):
        return Level.MINISTRY
    if _OF_A_DEPARTMENT.search(sign) or _BELOW.search(who):
        return Level.LOCAL
    return Level.PROVINCE if _OF_THE_PROVINCE.search(sign) else Level.UNKNOWN
