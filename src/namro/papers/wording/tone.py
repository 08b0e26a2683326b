"""How one body speaks to another: the committee orders, equals ask, who is only co-ordinated is asked with respect."""

from __future__ import annotations

from collections.abc import Sequence

ORDER, ASK, ASK_WITH_RESPECT = "Yêu cầu", "Đề nghị", "Trân trọng đề nghị"


def asks(*, by_committee: bool, is_asked: bool) -> str:
    """The verb for one addressee.

    >>> asks(by_committee=True, is_asked=False), asks(by_committee=False, is_asked=False)
    ('Yêu cầu', 'Đề nghị')
    >>> asks(by_committee=True, is_asked=True)
    'Trân trọng đề nghị'
    """
    if is_asked:
        return ASK_WITH_RESPECT
    return ORDER if by_committee else ASK


def asks_all(by_committee: bool, are_asked: Sequence[bool]) -> str:
    """The verb for several at once: the politest that one of them is due, short of solemn where most are equals."""
    if are_asked and all(are_asked):
        return ASK_WITH_RESPECT
    return ORDER if by_committee and not any(are_asked) else ASK
