"""The usual slips of recognition mended: marks on vowels by the syllables beside them, digits in dates and numbers.

Tesseract mostly sees the right letters and the wrong marks: "khân câp" for "khẩn cấp". Which marks are meant is told by
how often syllables stand beside each other in directives. Where neither reading is known the word stays as it was seen.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from namro.reading.folding import without_marks
from namro.reading.lexicon import rows
from namro.reading.sources.paged.model import Page, Word
from namro.reading.sources.syllables import is_syllable

_CORE = re.compile(r"(?P<before>[^\w]*)(?P<core>[^\W\d_]+)(?P<after>[^\w]*)$")
_SHORTEST_GLUED = 5  # letters
_MOST_READINGS = 8  # of one word that are weighed
_TONE_COST, _SHAPE_COST, _BAR_COST = 1.4, 1.4, 2.0  # of another tone, another vowel (o for ô), d for đ
_DOT_COST = 0.7  # of "ỉ" for "i", whose dot is taken for a mark
_UNKNOWN_COST = 0.5  # of a word that no directive has; more, and rare words ("mùng", "sàn") give way to usual ones
_FOREIGN = re.compile("[äëïöüÿñçåøæß]")
_FOREIGN_COST = 4.0  # of a word with a mark that Vietnamese does not have: "Sö" for "Sở"
_KNOWN_FACTOR = 1.2  # times the cost where the word as it was seen is one that directives have
_SURE, _SURE_FACTOR = 0.95, 2.0  # the same where the recognition was sure of it
_NAME_FACTOR = 1.4  # times the cost of another reading for a word that may be a name
_USUAL_NAME = 4  # times so often as otherwise a name must be written to be its right spelling
_MENDED_CONFIDENCE = 0.6  # a mended word is still to be looked at
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ENDS = frozenset(".;:!?,()")

_DIGIT_LIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "§": "8", "S": "5", "Z": "2"})
_NUMBER_LIKE = re.compile(r"(?=[lI|OoS§]*\d)[\dlI|OoS§]{1,4}(?=$|[/.,;:-])")
_DAY_LIKE = re.compile(r"[\dlI|OoS§Z]{1,2}[.,;]?$")
_BEFORE_NUMBER = frozenset(("ngày", "tháng", "mùng"))
_ROMAN_LIKE = re.compile(r"[IVXl|L1]{1,5}[.,]?$")
_ITEM_LIKE = re.compile(r"\d{1,2},|[Zz][-.,]")
# "TT:-BNNMT", "TT--UBND" for "TTr-": the small r is lost
_LOST_R = re.compile(r"(?<![A-ZĐ])(TT|CT)[:;.'-]{1,2}(?=-[A-ZĐ])")
# "T'Tg", "25⁄NQ-CP" with the stroke of a fraction, "ƯUBND", a speck, "này,/."
_SIGN_SLIPS = (
    (re.compile(r"(?<=\d\.)[`´](?=\w)"), " "),
    (re.compile(r"(?<=.)[`´](?=.)"), ""),
    (re.compile(r",/\.$"), "./."),
    (re.compile(r"T['’‘]Tg\b"), "TTg"),
    (re.compile("⁄"), "/"),
    (re.compile(r"\b[ƯỦÚÙ]{1,2}BND\b"), "UBND"),
)
# After "quý": "11" and "H" are II, "111" and "IH" III, "TV" IV; one stroke may be a "1" as well
_QUARTER_LIKE = re.compile(r"(11|HÌ?|1I|I1|lI|Il|ll|II)|(111|IH|HI|IIl|lII|1II|II1|III)|(TV|1V|lV|IV)(?![^\W\d_])")
_QUARTERS = ("II", "III", "IV")
# "sỐ", "gỠ,": a large letter of the same shape; "pH" and "kV" have no vowel there
_LARGE_INSIDE = re.compile(r"[^\W\d_A-ZĐ]*[b-zđ][^\W\d_]*[ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰ][.,;:]?")
_BASES = frozenset((("Căn", "cứ"), ("Theo", "đề"), ("Trên", "cơ"), ("Xét", "đề")))
_DOUBLE_BAR = re.compile(r"[ĐÐ]{1,2}")  # the letter of Iceland stands for ours, or beside it: "388/QĐÐ-UBND"


class _Pairs(NamedTuple):
    """How often syllables stand, alone and before others, and which differ by their marks alone."""

    alone: dict[str, float]
    after: dict[str, dict[str, float]]
    alike: dict[str, list[str]]


def mend(words: Sequence[Word]) -> None:
    """Mend, in place, the words of a page in reading order."""
    _mend_digits(words)
    _mend_bases(words)
    run: list[Word] = []
    for word in words:
        found = _CORE.fullmatch(word.text)
        if found is None:
            _mend_run(run)
            run = []
            continue
        if _ENDS.intersection(found["before"]) and run:
            _mend_run(run)
            run = []
        run.append(word)
        if _ENDS.intersection(found["after"]):
            _mend_run(run)
            run = []
    _mend_run(run)


def part_glued(words: Sequence[Word]) -> list[Word]:
    """The words, those parted that were seen as one: "Thuếtỉnh" is "Thuế" and "tỉnh", which often stand together."""
    out: list[Word] = []
    for word in words:
        found = _CORE.fullmatch(word.text)
        at = _glued_at(found["core"]) if found else None
        if found is None or at is None:
            out.append(word)
            continue
        at += found.start("core")
        edge = word.left + (word.right - word.left) * at / len(word.text)
        sure = min(word.sure or 1.0, _MENDED_CONFIDENCE)
        out.append(replace(word, text=word.text[:at], right=edge, sure=sure))
        out.append(replace(word, text=word.text[at:], left=edge, sure=sure))
    return out


def _glued_at(core: str) -> int | None:
    seen = core.lower()
    if len(seen) < _SHORTEST_GLUED or is_syllable(seen):
        return None
    after = _pairs().after
    places = [at for at in range(2, len(seen) - 1) if after.get(seen[:at], {}).get(seen[at:])]
    return places[0] if len(places) == 1 else None


def _mend_run(run: list[Word]) -> None:
    """Weigh all readings of words in a row together and take the likeliest."""
    if len(run) < 2:
        return
    pairs = _pairs()
    cores = [found["core"] for word in run if (found := _CORE.fullmatch(word.text))]
    readings = [_readings(core, word.sure or 1.0, pairs) for core, word in zip(cores, run, strict=True)]
    # The best way to each reading of the word so far: its worth, and the readings on it.
    ways = {reading: (worth, [reading]) for reading, worth in readings[0].items()}
    for following in readings[1:]:
        onward: dict[str, tuple[float, list[str]]] = {}
        for reading, worth in following.items():
            before = max(ways, key=lambda one: ways[one][0] + _link(one, reading, pairs))
            way_worth, way = ways[before]
            onward[reading] = (way_worth + _link(before, reading, pairs) + worth, [*way, reading])
        ways = onward
    for word, core, reading in zip(run, cores, max(ways.values())[1], strict=True):
        if reading != core.lower():
            word.text = word.text.replace(core, _cased(reading, core), 1)
            word.sure = min(word.sure or 1.0, _MENDED_CONFIDENCE)


def _readings(core: str, sure: float, pairs: _Pairs) -> dict[str, float]:
    """What a word may be, each with what it is worth: as it was seen is worth most."""
    seen = core.lower()
    known = seen in pairs.alone
    doubt = (_SURE_FACTOR if sure > _SURE else _KNOWN_FACTOR) if known else 1.0
    if core[0].isupper() and not core.isupper():  # names are told by no neighbours
        doubt *= _NAME_FACTOR
    unknown = _FOREIGN_COST if _FOREIGN.search(seen) else _UNKNOWN_COST
    out = {seen: math.log1p(pairs.alone.get(seen, 0.0)) * 0.2 - (0.0 if known else unknown)}
    for other in pairs.alike.get(_bare(seen), ())[:_MOST_READINGS]:
        if other != seen:
            out[other] = math.log1p(pairs.alone[other]) * 0.2 - _cost(seen, other) * (0.5 + sure) * doubt
    return out


def _link(before: str, after: str, pairs: _Pairs) -> float:
    return math.log1p(pairs.after.get(before, {}).get(after, 0.0))


@lru_cache(maxsize=20_000)
def _cost(seen: str, meant: str) -> float:
    """How unlikely it is that one is seen where the other stands."""
    cost = 0.0
    for one, other in zip(_letters(seen), _letters(meant), strict=True):
        if one == other:
            continue
        tones, shapes = _TONES.intersection(one), set(one[1:]) - _TONES
        if {one, other} == {"i", "i\u0309"}:
            cost += _DOT_COST
            continue
        cost += (tones != _TONES.intersection(other)) * _TONE_COST
        cost += (shapes != set(other[1:]) - _TONES) * _SHAPE_COST
        cost += (("đ" in one) != ("đ" in other)) * _BAR_COST
    return cost


def _letters(word: str) -> list[str]:
    """Each letter with its marks after it."""
    out: list[str] = []
    for character in unicodedata.normalize("NFD", word):
        if unicodedata.combining(character) and out:
            out[-1] += character
        else:
            out.append(character)
    return out


_bare = lru_cache(maxsize=20_000)(without_marks)


def _cased(reading: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return reading.upper()
    return reading[0].upper() + reading[1:] if like[0].isupper() else reading


@lru_cache(maxsize=1)
def _pairs() -> _Pairs:
    alone: dict[str, float] = {}
    after: dict[str, dict[str, float]] = {}
    alike: dict[str, list[str]] = defaultdict(list)
    for row in rows("syllable_pairs"):
        alone[row["word"]] = float(row["count"])
        after[row["word"]] = {
            word: float(count) for word, count in (one.rsplit(":", 1) for one in row["followers"].split())
        }
    for followers in after.values():
        for word, count in followers.items():
            alone.setdefault(word, count)
    for word in sorted(alone, key=lambda one: -alone[one]):
        alike[_bare(word)].append(word)
    return _Pairs(alone, after, dict(alike))


def _is_roman(text: str, after: Word) -> bool:
    """Whether a word that begins a line is the Roman number of a title in capitals: "IL. NHIỆM VỤ", "L QUAN ĐIỂM"."""
    return bool(_ROMAN_LIKE.match(text)) and after.text.isupper() and len(after.text) > 1 and not text.isdecimal()


def _quarter(text: str) -> str | None:
    """The word after "quý" with its Roman number mended; None where it has none that is misread."""
    number = re.match(r"[^\W_]+", text)
    if number is None or (found := _QUARTER_LIKE.fullmatch(number[0])) is None:
        return None
    return _QUARTERS[(found.lastindex or 1) - 1] + text[number.end() :]


def mend_names(pages: Sequence[Page]) -> None:
    """Mend, in place, names that a document writes otherwise almost everywhere: "TỈNH AN LÀM" where it has "An Lâm"."""
    places: dict[tuple[str, str], list[tuple[Word, Word]]] = defaultdict(list)
    for page in pages:
        for one, other in pairwise(word for word in page.words if word.sure is not None):
            if all(core[:1].isupper() for core in (_core(one), _core(other))):
                places[_bare(_core(one).lower()), _bare(_core(other).lower())].append((one, other))
    for found in places.values():
        counts = Counter(tuple(_core(word).lower() for word in pair) for pair in found)
        (usual, times), *rest = counts.most_common(2)
        if times < _USUAL_NAME or (rest and times < _USUAL_NAME * rest[0][1]):
            continue
        for pair in found:
            for word, meant in zip(pair, usual, strict=True):
                core = _core(word)
                if core.lower() != meant and (word.sure or 0.0) < _SURE:
                    word.text = word.text.replace(core, _cased(meant, core), 1)
                    word.sure = min(word.sure or 1.0, _MENDED_CONFIDENCE)


def _core(word: Word) -> str:
    found = _CORE.fullmatch(word.text)
    return found["core"] if found else ""


def _opens_item(before: Word, text: str, after: Word) -> bool:
    """Whether "1," or "z-" at the head of a line numbers an item: a capital follows, and no list goes on before."""
    return _ITEM_LIKE.fullmatch(text) is not None and after.text[:1].isupper() and not before.text.endswith(",")


def _mend_bases(words: Sequence[Word]) -> None:
    """A basis of law ends with ";", not with the "," that is seen for it: another basis begins after it."""
    for word, *following in zip(words, words[1:], words[2:], strict=False):
        if word.text.endswith(",") and (following[0].text, following[1].text) in _BASES:
            word.text = word.text[:-1] + ";"


def _mend_digits(words: Sequence[Word]) -> None:
    """ "l6" after "ngày" is 16, "0§-CTr/TU" begins with 08, "IL." at the head of a line is "II."."""
    none = Word("", 0, 0, 0, 0)
    for before, word, after in zip([none, *words], words, [*words[1:], none], strict=False):
        text = word.text
        if before.text.lower() == "quý" and (quarter := _quarter(text)) is not None:
            text = quarter
        elif before.text.lower() in _BEFORE_NUMBER and _DAY_LIKE.match(text):
            text = text.translate(_DIGIT_LIKE)
        elif _bare(text.lower()) == "thang" and before.text.isdecimal() and after.text.isdecimal():
            text = "tháng"
        elif before.bottom <= word.top + 2 and _opens_item(before, text, after):
            text = re.sub("[Zz]", "2", text[:-1]) + "."
        elif found := _NUMBER_LIKE.match(text):
            text = found.group().translate(_DIGIT_LIKE) + text[found.end() :]
        elif before.bottom <= word.top + 2 and _is_roman(text, after):
            text = "I." if text in ("L", "L.", "l.", "|.", "IL.") else re.sub("[Ll|1]", "I", text.rstrip(".,")) + "."
        for slip, meant in _SIGN_SLIPS:
            text = slip.sub(meant, text)
        if _LARGE_INSIDE.fullmatch(text):
            text = text.lower()
        text = _DOUBLE_BAR.sub("Đ", _LOST_R.sub(r"\1r", text))
        if text != word.text:
            word.text, word.sure = text, min(word.sure or 1.0, _MENDED_CONFIDENCE)
