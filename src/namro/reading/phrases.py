"""Several phrases searched in one text, quickly.

A regular expression that opens with letters leaps from one place of them to the next; one that opens with a choice is
tried at nearly every letter. So each phrase is a pattern of its own, and what they find is put in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

Phrases = tuple[re.Pattern[str], ...]


def phrases(*patterns: str) -> Phrases:
    """The patterns, compiled; each is to open with a letter or a few, not with a choice or a look behind."""
    return tuple(map(re.compile, patterns))


def in_order(phrases: Phrases, text: str) -> Iterator[re.Match[str]]:
    """The places of all the phrases in reading order; of two that overlap the first, the longer where both begin."""
    found = chain.from_iterable(phrase.finditer(text) for phrase in phrases)
    done = 0
    for one in sorted(found, key=lambda one: (one.start(), -one.end())):
        if one.start() >= done:
            yield one
            done = one.end()
