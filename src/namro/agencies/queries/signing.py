"""Who signs and who is written to, as of a day: documents of last year keep the name and the title of last year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from namro.agencies.models import Agency, Person, Post, Rank


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The lines above and below a signature (Decree 30/2020/NĐ-CP, Appendix I, point 7)."""

    authority: str  # "KT. CHỦ TỊCH", "Q. GIÁM ĐỐC", or "" when the head signs
    title: str  # "CHỦ TỊCH", "PHÓ CHỦ TỊCH"
    name: str


def signature_block(agency: Agency, day: date, signer: Person | None = None) -> SignatureBlock | None:
    """The block for `signer`, or for the agency's head, on `day`; None when nobody holds such a post then."""
    posts = Post.objects.on(day).filter(agency=agency, inner_unit=None).select_related("person").order_by("rank", "pk")
    head = posts.filter(rank=Rank.HEAD).first()
    post = posts.filter(person=signer).first() if signer is not None else head
    if post is None:
        return None
    title = post.title.upper()
    if post.rank == Rank.HEAD:
        return SignatureBlock("", f"Q. {title}" if post.is_acting else title, post.person.name)
    head_title = head.title.upper() if head is not None else title.removeprefix("PHÓ ")
    return SignatureBlock(f"KT. {head_title}", title, post.person.name)


def addressee(agency: Agency, day: date) -> str:
    """The name a letter of `day` is addressed to."""
    return Agency.objects.named_on(day).get(pk=agency.pk).name
