"""The foot of a document: to whom it is sent ("Nơi nhận"), and who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.reading.lexicon import pattern
from namro.reading.model import Block, Signer, Source, Span

_RECIPIENTS = re.compile(r"n[ơo]i nh[ậa]n ?:?")
_FILE_COPY = re.compile(r"-? ?lưu(?: ?:| vt| )")  # "Lưu: VT, TH": kept in the office's own file
# the same where the list lost its heading or a scan garbled it: such a line stands last in it, and after nothing else
_FILED = re.compile(r"[-–•+] ?l[ưu]u ?(?:: ?|vt|văn thư)")
_BULLETS = "-–•+"
_FEWEST_LINES = 3  # of a list that is known by its last line alone
_LONGEST_LINE = 140  # code points of one recipient
_SIGNED_BESIDE = re.compile(r"[^;.\n]{0,30}(?:tm|kt|tl|tuq)\. ?\w")  # "Nui nhau: TM. CHÍNH PHỦ", of two columns
_MOST_LINES = 40  # of the list of recipients
# "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"
_OFFICE_LINE = re.compile(
    rf"(?:(?:tm|kt|tl|tuq|q)\.? .+|(?:phó )?(?:{pattern('head_words', 'signing_office')})[\w ,]*)$"
)
_ON_BEHALF = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\.? (?:.*(?=PHÓ|THỨ)|.*?(?=CHÁNH|GIÁM|CỤC|VỤ|$))")
_ENTRY_PARTING = re.compile(r"(?<=[;.]) ?(?=[-–] ?\S)|^ ?[-–] ?")
_CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_PERSON = re.compile(rf"(?:[{_CAPITAL}][\w.]*\s?){{2,5}}$")
_SMALL = _CAPITAL.lower()
# "ĐẠI TÁ Lê Văn An", "PGS. TS. Nguyễn Thị Bình"
_RANK_AND_PERSON = re.compile(rf"((?:[^{_SMALL}]+ )?)([{_CAPITAL}]+[{_SMALL}].*)$")
# "GIÁM ĐỐC Nguyễn Văn An" in one line
_TITLE_AND_PERSON = re.compile(rf"((?:[{_CAPITAL}]{{2,}}+[ .,]*)+) ((?:[{_CAPITAL}][{_SMALL}]+\s?){{2,5}})$")
_BEFORE, _AFTER = 6, 12  # blocks around the recipients among which the signature stands


def foot_of(source: Source, folded: str) -> tuple[tuple[str, ...], Span | None, Signer | None]:
    """The recipients, where they stand, and who signed; nothing where no "Nơi nhận" is found."""
    blocks = source.blocks
    at = next((i for i, block in enumerate(blocks) if _RECIPIENTS.match(folded, block.start, block.end)), None)
    at = list_without_heading(source, folded) if at is None else at
    if at is None:
        return (), None, None
    last = _last_line(source, folded, at)
    recipients = tuple(
        entry for line in _lines(source, at, last) for entry in _entries(line) if not _FILE_COPY.match(entry.lower())
    )
    return recipients, Span(blocks[at].start, blocks[last].end), _signer(source, folded, at, last)


def list_without_heading(source: Source, folded: str) -> int | None:
    """The index of the block where a list of recipients begins that no "Nơi nhận" opens, but "- Lưu: VT." ends."""
    if "lưu" not in folded and "- luu" not in folded:
        return None
    blocks = source.blocks
    places = range(len(blocks) - 1, 0, -1)
    filed = next((i for i in places if _FILED.match(folded, blocks[i].start, blocks[i].end)), None)
    first = filed
    while first and _is_recipient(source, blocks[first - 1]):
        first -= 1
    if filed is None or first is None or filed - first < _FEWEST_LINES:
        return None
    before = blocks[first - 1]
    return first - 1 if first and _SIGNED_BESIDE.match(folded, before.start, before.end) else first


def _is_recipient(source: Source, block: Block) -> bool:
    """Whether a block may be a line of the list: a short bullet that ends with no stop."""
    words = source.text[block.start : block.end]
    return block.table is None and words[0] in _BULLETS and len(words) <= _LONGEST_LINE and words[-1] != "."


def _last_line(source: Source, folded: str, at: int) -> int:
    """The index of the last block of the list that the block `at` opens."""
    opening = source.blocks[at]
    last = at
    for index in range(at + 1, min(at + _MOST_LINES, len(source.blocks))):
        block = source.blocks[index]
        if opening.table is not None:
            if (block.table, block.row, block.column) != (opening.table, opening.row, opening.column):
                break
        elif block.table is not None or block.note or _is_signature(source, folded, block):
            break
        last = index
        if _FILE_COPY.match(folded, block.start, block.end):
            break
    return last


def _is_signature(source: Source, folded: str, block: Block) -> bool:
    return source.text[block.start : block.end].isupper() and bool(_OFFICE_LINE.match(folded, block.start, block.end))


def _lines(source: Source, at: int, last: int) -> Iterator[str]:
    """The lines of the list; the first without the words "Nơi nhận:"."""
    first, *others = (source.text[block.start : block.end] for block in source.blocks[at : last + 1])
    heading = _RECIPIENTS.match(first.lower())
    if heading:
        yield first[heading.end() :]
    elif first[0] in _BULLETS:
        yield first
    yield from others


def _entries(line: str) -> list[str]:
    """A line of the list, or several that were run together: "- A; - B;"."""
    parts = _ENTRY_PARTING.split(line)
    return [part.strip().lstrip("-–+ ").rstrip(" ;,.").strip() for part in parts if part and part.strip(" -–;.")]


def _signer(source: Source, folded: str, at: int, last: int) -> Signer | None:
    """The person under the line of an office near the recipients, or in one line with it."""
    title = ""
    for block in source.blocks[max(0, at - _BEFORE) : last + _AFTER]:
        if block.note:
            continue
        words = source.text[block.start : block.end].strip(" .")
        if words.isupper() and _OFFICE_LINE.match(folded[block.start : block.end].strip(" .")):
            title = _ON_BEHALF.sub("", words).strip() or words
            continue
        if title and len(words) < 60 and not words.isupper() and _PERSON.match(words):
            ranked = _RANK_AND_PERSON.match(words)
            return Signer(ranked[2] if ranked else words, title)
        if both := _TITLE_AND_PERSON.match(words):
            return Signer(both[2].strip(), _ON_BEHALF.sub("", both[1]).strip() or both[1].strip())
    return None
