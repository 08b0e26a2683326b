"""The check itself. Pure: bytes and roots in, a finding out; no network, no clock, no key."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pypdfium2
from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from namro.signing.additions import only_signatures
from namro.signing.finding import Content, Finding, Problem, Signer, Trust
from namro.signing.pictures import Box, TooMany, differing_pages

_BAD_FILE = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, NotImplementedError)


def examine(
    original: bytes, signed: bytes, *, roots: Sequence[x509.Certificate] = (), moment: datetime | None = None
) -> Finding:
    """Compare `signed` with the `original` that went out, and look at its signatures.

    `roots` are the certificates that are trusted; `moment` is the time for which chains are checked (else now).
    """
    went_out, came_in = sha256(original).hexdigest(), sha256(signed).hexdigest()

    def found(
        content: Content, problem: Problem, pages: tuple[int, ...] = (), signers: tuple[Signer, ...] = ()
    ) -> Finding:
        return Finding(content, problem, pages, signers, original_sha256=went_out, signed_sha256=came_in)

    if b"%PDF-" not in signed[:1024]:
        return found(Content.UNKNOWN, Problem.NOT_A_PDF)
    try:
        reader = PdfFileReader(io.BytesIO(signed), strict=False)
        if reader.encrypted:
            return found(Content.UNKNOWN, Problem.ENCRYPTED)
        signatures = list(reader.embedded_regular_signatures)
        content, pages = _compared(original, signed, reader)
        signers = tuple(_signer(one, roots, moment) for one in signatures)
    except TooMany:
        return found(Content.UNKNOWN, Problem.TOO_MUCH)
    except (*_BAD_FILE, pypdfium2.PdfiumError):
        return found(Content.UNKNOWN, Problem.DAMAGED)
    problem = Problem.NONE if signers else Problem.UNSIGNED
    return found(content, problem, pages, signers)


def _compared(original: bytes, signed: bytes, reader: PdfFileReader) -> tuple[Content, tuple[int, ...]]:
    pages = differing_pages(original, signed, _signature_boxes(reader))
    if pages:
        return Content.CHANGED, pages
    if not signed.startswith(original.rstrip(b"\r\n\0 ")):
        return Content.REWRITTEN, ()
    # Byte for byte the original, and something after it: nothing but signatures, or it is no longer the same.
    went_out = PdfFileReader(io.BytesIO(original), strict=False).xrefs.total_revisions
    return (Content.SAME if only_signatures(reader, went_out) else Content.CHANGED), ()


def _signer(one: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime | None) -> Signer:
    certificate = one.signer_cert
    at = one.self_reported_timestamp
    told = {
        "name": _of(certificate, "common_name"),
        "organisation": _of(certificate, "organization_name"),
        "serial": f"{certificate.serial_number:x}",
        "issuer": certificate.issuer.human_friendly,
        "at": at,
    }
    try:
        context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment or datetime.now(UTC))
        status = validate_pdf_signature(one, context)
    except Exception:  # whatever a hostile signature does to the checker: it does not hold
        return Signer(
            **told,
            is_at_proven=False,
            is_intact=False,
            covers_paper=False,
            was_changed_after=True,
            trust=Trust.UNKNOWN if roots else Trust.NO_ROOTS,
        )
    stamp = status.timestamp_validity
    return Signer(
        **told,
        is_at_proven=bool(stamp and stamp.intact and stamp.valid and stamp.trusted),
        is_intact=status.intact and status.valid,
        covers_paper=status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        was_changed_after=not _only_signed_on(status),
        trust=_trust(status, certificate, roots, at),
    )


def _only_signed_on(status: PdfSignatureStatus) -> bool:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return level is not None and level <= ModificationLevel.FORM_FILLING and status.docmdp_ok is not False


def _trust(
    status: PdfSignatureStatus, certificate: x509.Certificate, roots: Sequence[x509.Certificate], at: datetime | None
) -> Trust:
    if status.revoked:
        return Trust.REVOKED
    if at is not None and not certificate.not_valid_before <= at <= certificate.not_valid_after:
        return Trust.EXPIRED
    if not roots:
        return Trust.NO_ROOTS
    return Trust.TRUSTED if status.trusted else Trust.UNKNOWN


def _of(certificate: x509.Certificate, name: str) -> str:
    value = certificate.subject.native.get(name, "")
    return ", ".join(value) if isinstance(value, list) else str(value)


def _signature_boxes(reader: PdfFileReader) -> dict[int, list[Box]]:
    """Where the signatures show, by page from 0."""
    boxes: dict[int, list[Box]] = {}
    for number, page in enumerate(_pages(reader.root["/Pages"])):
        for widget in page.get("/Annots", ()):
            widget = widget.get_object()
            kinds = [one["/FT"] for one in (widget, widget.get("/Parent", {})) if "/FT" in one]
            if widget.get("/Subtype") == "/Widget" and "/Sig" in kinds:
                x0, y0, x1, y1 = (float(one) for one in widget["/Rect"])
                boxes.setdefault(number, []).append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return boxes


def _pages(node: Any, depth: int = 0) -> Iterator[Any]:
    if depth > 50:  # no tree of pages is so deep; one that points to itself is
        raise ValueError("page tree")
    kids: Iterable[Any] = node.get("/Kids", ())
    if node.get("/Type") == "/Page":
        yield node
        return
    for kid in kids:
        yield from _pages(kid.get_object(), depth + 1)
