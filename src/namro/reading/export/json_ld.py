"""The document and those that it cites as JSON-LD, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from namro.reading.export.identifiers import of_citation, of_head
from namro.reading.model import Citation, Directive

_CONTEXT = {"@vocab": "https://schema.org/"}


def render(directive: Directive) -> str:
    """One JSON object: the directive as Legislation, with a citation for each document that it cites, told once."""
    return json.dumps(as_dict(directive), ensure_ascii=False, indent=2) + "\n"


def as_dict(directive: Directive) -> dict[str, Any]:
    """The same as dictionaries. What is not known is left out."""
    head = directive.head
    cited: dict[str, dict[str, Any]] = {}
    for citation in directive.citations:
        known = cited.setdefault(of_citation(citation), _legislation(citation))
        # A later mention may say more: "Nghị định số 182/2024/NĐ-CP ngày 31/12/2024 của Chính phủ".
        known |= {key: value for key, value in _legislation(citation).items() if key not in known}
    return _without_none(
        {
            "@context": _CONTEXT,
            "@id": of_head(head),
            "@type": "Legislation",
            "inLanguage": "vi",
            "legislationType": head.kind,
            "legislationIdentifier": head.number,
            "legislationDate": head.issued_on,
            "legislationPassedBy": _agency(head.issuer),
            "name": head.subject,
            "citation": list(cited.values()),
        }
    )


def _legislation(citation: Citation) -> dict[str, Any]:
    return _without_none(
        {
            "@id": of_citation(citation),
            "@type": "Legislation",
            "legislationType": citation.kind or None,
            "legislationIdentifier": citation.number,
            "legislationDate": citation.issued_on,
            "legislationPassedBy": _agency(citation.issuer),
        }
    )


def _agency(name: str | None) -> dict[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}
