"""Heads of papers: a report goes up, a letter to whom it names."""

from __future__ import annotations

from typing import Any

from namro.papers.kinds import NATURES, PaperKind
from namro.papers.snapshots.material import Material


def report_head(kind: PaperKind, material: Material, title: str) -> dict[str, Any]:
    """Of a report to the body above."""
    return _head(
        kind,
        material,
        title=title,
        addressees=[material.receiver],
        recipients=["Như trên", "Các đơn vị được giao nhiệm vụ"],
    )


def letter_head(
    kind: PaperKind, material: Material, about: str, addressees: list[str], copies: list[str]
) -> dict[str, Any]:
    """Of a letter. `about` stands under its number."""
    return _head(
        kind, material, title="", subject_line=f"V/v {about}", addressees=addressees, recipients=["Như trên", *copies]
    )


def annex_head(kind: PaperKind, material: Material, title: str) -> dict[str, Any]:
    """Of an annex, which goes with a document and has neither addressee nor number of its own."""
    return _head(kind, material, title=title, addressees=[], recipients=[])


def _head(
    kind: PaperKind,
    material: Material,
    *,
    title: str,
    addressees: list[str],
    recipients: list[str],
    subject_line: str | None = None,
) -> dict[str, Any]:
    issuer, nature = material.issuer, NATURES[kind]
    unit = material.unit
    drafter = "" if nature.name else unit  # of a letter, which has no name, the number tells who drafted it
    return {
        "superior": issuer.superior.upper() if issuer.superior else None,
        "issuer": issuer.name.upper(),
        "issuer_name": issuer.name,
        "symbol": "-".join(one for one in (nature.abbreviation, issuer.symbol or "…", drafter) if one),
        "subject_line": subject_line,
        "place": issuer.place or "…",
        "year": material.moment.year,
        "kind_name": nature.name,
        "title": title,
        "addressees": addressees,
        "recipients": recipients,
        "archive": f"Lưu: VT{', ' + unit if unit else ''}.",
        "signature": issuer.signature,
    }
