"""Names for documents that the whole world can tell apart, after the convention of Akoma Ntoso.

"/akn/vn/doc/chi-thi/2025-03-10/07-ct-ubnd": the kind, the day or year, the number. They are names, not addresses.
"""

from __future__ import annotations

import re
import unicodedata

from namro.reading.model import Citation, Head

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)(?:/|$)")


def slug(text: str) -> str:
    """ASCII small letters, digits and dashes: "Nghị quyết" → "nghi-quyet"."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return _NOT_IN_NAMES.sub("-", bare).strip("-")


def document_name(kind: str | None, issued_on: str | None, number: str | None) -> str:
    """The name of a document as far as it is known."""
    year = _YEAR_IN_NUMBER.search(number or "")
    day = issued_on or (year[1] if year else "")
    return "/".join(
        ["/akn/vn/doc", slug(kind or "") or "van-ban", day or "khong-ngay", slug(number or "") or "khong-so"]
    )


def of_head(head: Head) -> str:
    """The name of the document itself."""
    return document_name(head.kind, head.issued_on, head.number)


def of_citation(citation: Citation) -> str:
    """The name of a cited document."""
    return document_name(citation.kind, citation.issued_on, citation.number)
