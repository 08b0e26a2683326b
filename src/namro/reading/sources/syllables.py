"""Whether words are Vietnamese: by the shape of a syllable, without a dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# An onset, a vowel group and a coda, after the tone has been taken off. "ươ", "iê" and "oă" stand as two letters.
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?"
_VOWELS = (
    r"(?:oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|uai|uay|ươi|ươu|iêu|yêu|iê|yê|ia|ya|uô|ua|ươ|ưa|oa|oă|oe|oo|uâ|uê|uy|uơ|"
    r"ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CODA = r"(?:ch|ng|nh|c|m|n|p|t)?"
_SYLLABLE = re.compile(_ONSET + _VOWELS + _CODA)
_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 12  # words; fewer tell nothing
_SPECIAL = re.compile(r"[ăâđêôơư\u0300\u0301\u0303\u0309\u0323]")


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of one Vietnamese syllable."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return _SYLLABLE.fullmatch(bare) is not None


def vietnamese_share(words: Iterable[str]) -> float | None:
    """The share of words, two letters or more, that are Vietnamese syllables; None where there are too few to tell."""
    letters = [found for word in words for found in _WORD.findall(word) if len(found) > 1 and not found.isupper()]
    if len(letters) < _ENOUGH:
        letters = [found for word in words for found in _WORD.findall(word) if len(found) > 1]
    if len(letters) < _ENOUGH:
        return None
    return sum(map(is_syllable, letters)) / len(letters)


def marked_share(text: str) -> float:
    """The share of words that bear a letter or tone that English has not; about 0.8 in Vietnamese, 0 without marks."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    return sum(
        bool(
            _SPECIAL.search(unicodedata.normalize("NFD", word.lower()))
            or "đ" in word.lower()
            or _SPECIAL.search(word.lower())
        )
        for word in words
    ) / len(words)
