"""The head of a paper: who issues it, to whom, under which symbol, and who signs, by the names and posts of the day.
What is missing is said in words, so that no paper comes out with a blank where a name belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from namro.agencies.models import Agency, Person
from namro.agencies.models.agency import Kind
from namro.agencies.queries.signing import signature_block
from namro.directives.models import Directive
from namro.life.models import Extension
from namro.words import day_in_words

OF_PLACE = ("tỉnh ", "thành phố ", "thị xã ", "huyện ", "xã ", "phường ", "thị trấn ", "đặc khu ")
SHORT = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues, as it is called on the day."""

    pk: int
    name: str
    path: str
    is_committee: bool
    superior: str | None
    superior_pk: int | None
    symbol: str
    place: str
    signature: dict[str, Any]
    findings: list[str] = field(default_factory=list)


def decider_of(directive: Directive, extension: Extension, *, is_decided: bool) -> Agency | None:
    """Who answers a request: who did, else the body above the tracker."""
    if is_decided and extension.decided_for is not None:
        return extension.decided_for
    return directive.tracker.parent if directive.tracker is not None else None


def issuer_of(
    directive: Directive, day: date, issuer: Agency | None, signer: Person | None, *, must_sign: bool = True
) -> Issuer:
    """The agency that issues: the one named, or the directive's tracker. A signer who need not be the one gives way to
    the head."""
    pk = issuer.pk if issuer is not None else directive.tracker_id
    agency = Agency.objects.named_on(day).select_related("parent").get(pk=pk) if pk is not None else None
    if agency is None:
        told = [
            "Chưa ghi cơ quan theo dõi của văn bản, nên chưa rõ cơ quan ban hành báo cáo. Ghi ở Thiết lập của văn bản."
        ]
        nobody = {"authority": "", "title": "THỦ TRƯỞNG CƠ QUAN", "name": None}
        return Issuer(0, "Cơ quan theo dõi", "", False, None, None, "", "", nobody, told)
    findings = []
    superior = Agency.objects.named_on(day).get(pk=agency.parent_id) if agency.parent_id else None
    symbol = "".join(re.findall(r"[A-ZĐƯƠÂÊÔ]", agency.abbreviation or ""))
    if not symbol:
        findings.append(f"{agency.name} chưa có chữ viết tắt để ghi ký hiệu văn bản. Bổ sung ở trang đơn vị.")
    locality = agency.locality or (superior.locality if superior else "")
    place = next((locality.removeprefix(one) for one in OF_PLACE if locality.startswith(one)), locality)
    if not place:
        findings.append(f"{agency.name} chưa có địa danh để ghi trên văn bản. Bổ sung ở trang đơn vị.")
    block = signature_block(agency, day, signer)
    if block is None and signer is not None and not must_sign:
        signer, block = None, signature_block(agency, day)
    if block is None:
        who = f"{signer.name} không giữ chức vụ nào" if signer is not None else "Chưa ghi ai giữ chức vụ cấp trưởng"
        findings.append(
            f"{who} của {agency.name} ngày {day_in_words(day)}. Bổ sung chức vụ ở trang cán bộ hoặc chọn người ký khác."
        )
    signature = (
        {"authority": block.authority, "title": block.title, "name": block.name}
        if block is not None
        else {"authority": "", "title": "THỦ TRƯỞNG CƠ QUAN", "name": None}
    )
    is_committee = agency.kind in (Kind.PROVINCE_COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.COMMUNE_COMMITTEE)
    if is_committee and block is not None:
        # A committee's papers are signed for it: TM. (Decree 30/2020/NĐ-CP, Appendix I, II.7).
        signature["authority"] = "TM. ỦY BAN NHÂN DÂN" + (f"\n{block.authority}" if block.authority else "")
    return Issuer(
        agency.pk,
        agency.name,
        agency.path,
        is_committee,
        superior.name if superior is not None and superior.kind != Kind.OTHER else None,
        superior.pk if superior is not None else None,
        symbol,
        place,
        signature,
        findings,
    )


def directive_of(directive: Directive, sections: list[tuple[str, str]], day: date) -> tuple[dict[str, Any], list[str]]:
    """What a paper says of the directive, and what is missing of it."""
    findings = []
    kind = (directive.kind or "văn bản").strip()
    kind = kind[:1].upper() + kind[1:]
    parts = [kind]
    if directive.number:
        parts.append(f"số {directive.number}")
    else:
        findings.append("Văn bản giao nhiệm vụ chưa ghi số, ký hiệu.")
    if directive.issued_date:
        parts.append(f"ngày {day_in_words(directive.issued_date)}")
    else:
        findings.append("Văn bản giao nhiệm vụ chưa ghi ngày ban hành.")
    if directive.issuer:
        parts.append(f"của {shortened(directive.issuer)}")
    told = {
        "id": directive.pk,
        "kind": kind,
        "number": directive.number,
        "date": directive.issued_date.isoformat() if directive.issued_date else None,
        "issuer": directive.issuer,
        "subject": " ".join(directive.subject.split()),
        "name": " ".join(parts),
        "tracker": _name_of(directive.tracker_id, day),
        "sections": [{"place": place, "title": title} for place, title in sections],
    }
    return told, findings


def shortened(name: str) -> str:
    """A name with its common short form, as running text has it.

    >>> shortened("Ủy ban nhân dân tỉnh An Lâm")
    'UBND tỉnh An Lâm'
    """
    for long, short in SHORT.items():
        name = name.replace(long, short)
    return name


def _name_of(agency: int | None, day: date) -> str | None:
    return Agency.objects.named_on(day).get(pk=agency).name if agency is not None else None


def receiving(directive: Directive, issuer: Issuer) -> str:
    """To whom a report goes: the body above the issuer, else who gave the directive."""
    if issuer.superior:
        return issuer.superior
    return directive.issuer or "Cơ quan ban hành văn bản"
