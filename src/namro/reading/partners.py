"""With whom the doer of an order is to act together. `text` and `folded` are as in orders.py."""

from __future__ import annotations

import re
from functools import partial

from namro.reading.lexicon import pattern
from namro.reading.model import Named, Span
from namro.reading.names import List, as_agencies, names_at

_of_orders = partial(pattern, "order_words")

# "phối hợp chặt chẽ với ", "chủ trì, cùng với ", "với sự phối hợp của "
WITH_WHOM = re.compile(
    rf"(?:phối hợp(?:,? (?:{_of_orders('manner')}))*(?:,? (?:cùng )?với| cùng(?: với)?)?"
    r"|kết hợp(?: chặt chẽ)? với"
    r"|chủ trì,? cùng(?: với)?|(?:cùng|với) sự phối hợp của|có sự phối hợp của) "
)
# after names: they are told to act, and help nobody
_LEADS_ITSELF = re.compile(r",? (?:chủ trì|có trách nhiệm|chịu trách nhiệm|căn cứ|phối hợp)(?!\w)|:")
_AND_WITH = re.compile(r"[^.;\n]{0,120}; (?:và |đồng thời )?với ")  # "phối hợp với Sở A ...; với Sở B ..."
# "Sở Y tế chủ trì, " + "Sở Nội vụ và Công an tỉnh" + " phối hợp rà soát"
_WHILE_ONE_LEADS = re.compile(r"(?<!\w)chủ trì(?: [^,;.:\n]{1,80})?[,;] (?:và )?")
HELPING = re.compile(
    r",?(?: (?:cùng|tham gia|có trách nhiệm|là (?:cơ quan|đơn vị)))* phối hợp(?! (?:chặt chẽ )?(?:cùng )?với)"
)
# whom one does not act together with: "phối hợp với các cấp", "với nhân dân"
_NO_PARTNER = re.compile(rf"(?:{_of_orders('no_partner')})|(?:các )?(?:{_of_orders('people_at_large')})$")


def partners_at(text: str, folded: str, at: int, end: int) -> List:
    """The list of partners at `at`. Words that end with it order nothing, so the names after a ";" belong to it."""
    listed = names_at(text, folded, at, end, found_by="coordinator.with")
    if listed.names and folded.startswith(";", listed.end):
        longer = names_at(text, folded, at, end, found_by="coordinator.with", semicolons=True)
        if len(longer.names) > len(listed.names) and not _LEADS_ITSELF.match(folded, longer.end, end):
            return longer
    return listed


def joins_partners(text: str, folded: str, start: int, at: int, end: int) -> bool:
    """Whether the ";" at `at` stands inside a list of partners that began after `start`."""
    if not _told_together(folded, start, at):
        return False
    opened = [found.end() for found in WITH_WHOM.finditer(folded, start, at)]
    return bool(opened) and partners_at(text, folded, opened[-1], end).end > at


def coordinators_in(text: str, folded: str, span: Span) -> list[Named]:
    """Those with whom the doer is to act together, in the words of `span`."""
    if not _told_together(folded, span.start, span.end):
        return []
    found: list[Named] = []
    at = span.start
    while match := WITH_WHOM.search(folded, at, span.end):
        partner: re.Match[str] | None = match
        while partner:
            at = partner.end()
            listed = partners_at(text, folded, at, span.end)
            if not listed.names or _NO_PARTNER.match(listed.names[0].name.lower()):
                break
            found += listed.names
            at = max(at, listed.end)
            partner = _AND_WITH.match(folded, at, span.end)
    return as_agencies(_helpers_in(text, folded, span) + found)


def _helpers_in(text: str, folded: str, span: Span) -> list[Named]:
    """Those who are told to help after the one who leads: "Sở A chủ trì, Sở B và Sở C phối hợp rà soát ..."."""
    found: list[Named] = []
    for match in _WHILE_ONE_LEADS.finditer(folded, span.start, span.end):
        listed = names_at(text, folded, match.end(), span.end, found_by="coordinator.with", semicolons=True)
        if listed.names and HELPING.match(folded, listed.end, span.end):
            found += listed.names
    return found


def _told_together(folded: str, start: int, end: int) -> bool:
    """Whether the words can tell with whom one acts: a quick test, for most do not."""
    said = folded[start:end]
    # one of these stands in whatever WITH_WHOM matches
    return "phối hợp" in said or "cùng " in said or "kết hợp" in said
