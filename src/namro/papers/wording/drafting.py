"""One draft for each kind: head, body, tables, annexes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from namro.papers.kinds import PaperKind
from namro.papers.snapshots.head import head_of
from namro.papers.snapshots.material import Material
from namro.papers.wording import monthly
from namro.papers.wording.blocks import Block, Body

Told = tuple[Body, dict[str, Any], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a paper says."""

    head: dict[str, Any]
    body: list[Block]
    tables: dict[str, Any]
    annexes: list[dict[str, Any]]


def drafted(kind: PaperKind, material: Material, *, unit: str = "") -> Draft:
    """The draft of a kind."""
    body, tables, annexes = WORDS[kind](material)
    return Draft(HEADS[kind](material, unit), body.blocks, tables, annexes)


def _report(kind: PaperKind, title: Callable[[Material], str]) -> Callable[[Material, str], dict[str, Any]]:
    def head(material: Material, unit: str) -> dict[str, Any]:
        return head_of(
            kind,
            material.directive,
            material.issuer,
            title=title(material),
            addressees=[material.receiver],
            recipients=["Như trên", "Các đơn vị được giao nhiệm vụ"],
            year=material.moment.year,
            unit=unit,
        )

    return head


def _monthly_title(material: Material) -> str:
    return f"Tình hình thực hiện {material.directive['name']} {material.period['name']}"


WORDS: dict[PaperKind, Callable[[Material], Told]] = {PaperKind.MONTHLY: monthly.words}
HEADS: dict[PaperKind, Callable[[Material, str], dict[str, Any]]] = {
    PaperKind.MONTHLY: _report(PaperKind.MONTHLY, _monthly_title)
}
