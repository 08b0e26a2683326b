"""Names that stand for many agencies or for none in particular: "các sở, ban, ngành", "UBND cấp xã", "chủ đầu tư"."""

from __future__ import annotations

import re
from typing import Final

from namro.reading.folding import fold
from namro.reading.vocabulary import Vocabulary

_WORDS: Final = Vocabulary("collectives")
_COUNTED: Final = re.compile(r"\d+ ")  # "11 địa phương"

# "UBND các xã, phường", "Ủy ban nhân dân cấp xã", "UBND xã, phường, đặc khu", "các huyện, thành phố"
_PLACE: Final = "(?:xã|phường|đặc khu|huyện|quận|thị xã|thị trấn|thành phố|tỉnh|cơ sở)"
_EVERY_PLACE: Final = re.compile(
    r"(?:(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|công an|đảng ủy) )?"
    rf"(?:(?:các|cấp) {_PLACE}|{_PLACE},? (?:và )?(?:các )?{_PLACE})(?:,? (?:và )?(?:các )?{_PLACE})*"
    r"(?: trực thuộc (?:trung ương|tỉnh)| thuộc tỉnh)?(?: trên (?:toàn )?địa bàn(?: (?:tỉnh|thành phố))?)?$"
)
_OPEN_ENDED: Final = re.compile(r"(?<!\w)liên quan(?!\w)")


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


def is_every_place(name: str) -> bool:
    """Whether the name means every agency of a level, each for its own place: "UBND các xã, phường", "UBND cấp xã"."""
    folded = fold(name)
    return _EVERY_PLACE.match(folded) is not None and not is_open_ended(name)


def is_open_ended(name: str) -> bool:
    """Whether nobody can say who is meant by the name alone: "các đơn vị có liên quan"."""
    return _OPEN_ENDED.search(fold(name)) is not None
