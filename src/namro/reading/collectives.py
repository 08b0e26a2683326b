"""Names that stand for many agencies or for none in particular: "các sở, ban, ngành", "UBND cấp xã", "chủ đầu tư"."""

from __future__ import annotations

import re
from typing import Final

from namro.reading.folding import fold
from namro.reading.vocabulary import Vocabulary

_WORDS: Final = Vocabulary("collectives")
_COUNTED: Final = re.compile(r"\d+ ")  # "11 địa phương"


def is_collective(name: str) -> bool:
    """Whether the name leaves open which agencies, or which agency, it means.

    "Cơ quan Ủy ban MTTQ tỉnh" and "UBND các huyện: Định Hóa, Võ Nhai" do not: a name in capitals follows at once.
    """
    if _COUNTED.match(name):
        return True
    for found in _WORDS.words(fold(name)):
        named = name[found.end() :].lstrip(": ")[:1].isupper()
        match _WORDS.class_of[found[0]]:
            case "opening" if found.start() == 0:
                return True
            case "unnamed" if found.start() == 0:
                return not named
            case "level":
                return not named
    return False


def is_role(name: str) -> bool:
    """Whether the name is a role that some agency plays: "cơ quan chủ trì", "chủ đầu tư"; true of collectives only."""
    return _WORDS.opens(fold(name), "unnamed")
