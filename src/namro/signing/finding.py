"""What was found of a signed PDF: plain values, that also travel as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum


class Content(StrEnum):
    """How the signed paper stands to the one that went out."""

    SAME = "same"  # the original's bytes are all there, and only signatures were added
    REWRITTEN = "rewritten"  # written anew by the signer's program; text and pictures of every page are equal
    CHANGED = "changed"
    UNKNOWN = "unknown"  # it could not be opened


class Problem(StrEnum):
    """Why there is nothing to say of it."""

    NONE = ""
    NOT_A_PDF = "not_a_pdf"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNSIGNED = "unsigned"
    TOO_MUCH = "too_much"  # more pages, memory or time than is given to it


class Trust(StrEnum):
    """What could be told of a certificate without a network."""

    TRUSTED = "trusted"  # its chain ends in a root of the folder
    NO_ROOTS = "no_roots"  # no root is known, so nothing could be told
    UNKNOWN = "unknown"  # its chain ends elsewhere
    EXPIRED = "expired"  # not valid at the time of signing
    REVOKED = "revoked"  # by what the PDF itself carries


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature: whose certificate, when by their own clock, and whether it holds."""

    name: str
    organisation: str
    serial: str  # hexadecimal
    issuer: str
    at: datetime | None  # as the signer's program says
    is_at_proven: bool  # by a time stamp that holds
    is_intact: bool  # what was signed has not been changed, and the signature is that of the certificate
    covers_paper: bool  # it covers a whole revision of the file, the paper included
    was_changed_after: bool  # by more than further signatures
    trust: Trust


@dataclass(frozen=True, slots=True)
class Finding:
    """All that was found. `is_accepted` is the answer where a program must have one."""

    content: Content
    problem: Problem = Problem.NONE
    pages: tuple[int, ...] = ()  # those that differ, from 1
    signers: tuple[Signer, ...] = ()
    original_sha256: str = ""
    signed_sha256: str = ""

    @property
    def is_accepted(self) -> bool:
        """The same paper, with a signature that holds over it, and none that was broken. Trust is a person's to
        judge: without a network it can only be told in part."""
        is_same = self.content in (Content.SAME, Content.REWRITTEN)
        whole = [one.is_intact and one.covers_paper and not one.was_changed_after for one in self.signers]
        return is_same and bool(whole) and all(whole)

    def to_json(self) -> str:
        """As text."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Finding:
        """Back from text."""
        told = json.loads(text)
        signers = tuple(
            Signer(
                **one | {"at": datetime.fromisoformat(one["at"]) if one["at"] else None, "trust": Trust(one["trust"])}
            )
            for one in told.pop("signers")
        )
        content, problem, pages = Content(told.pop("content")), Problem(told.pop("problem")), tuple(told.pop("pages"))
        return cls(content=content, problem=problem, pages=pages, signers=signers, **told)
