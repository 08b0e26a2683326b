"""Where one name begins and ends: it opens with a word of its kind and runs until the verb of what is to be done."""

from __future__ import annotations

import re

from namro.reading import name_patterns as known

_WORD = re.compile(r"\S+")
_LONGEST = 22  # words of one name
_NO_TELLING = re.compile(r"(?:(?:có|chịu) trách nhiệm|căn cứ|theo|trên cơ sở)(?!\w)|phải ")  # tells nothing of which
_ROLE_REACH = 130  # code points after a part in the work within which its duty is told
_CLOSING_REACH = 32  # code points: within so many lie the words at which a name is over


def opens_name(folded: str, at: int, end: int) -> bool:
    """Whether a word stands at `at` with which the name of an agency, group or office can open."""
    return known.HEAD.match(folded, at, end) is not None


def predicate_at(text: str, folded: str, at: int, end: int) -> bool:
    """Whether the verb or adverb that opens an order stands at `at`, in small letters."""
    found = known.PREDICATE.match(folded, at, end)
    return found is not None and text[at : found.end()].islower()


def opens_order(folded: str, at: int, end: int) -> bool:
    """Whether the words at `at` open with a verb or adverb of doing, small or capital."""
    return known.PREDICATE.match(folded, at, end) is not None


def predicate_follows(text: str, folded: str, at: int, end: int) -> bool:
    """Whether the verb of an order stands after a blank or a comma at `at`, the end of a name."""
    here = at + folded.startswith(",", at)
    while here < end and folded[here] == " ":
        here += 1
    if here <= at or here >= end:
        return False
    if predicate_at(text, folded, here, end):
        return True
    if text[here].islower() and here == at + 1 and _is_complete(folded, at):
        first = folded[here : folded.find(" ", here)]
        return not known.QUALIFIER.match(folded, here, end) and first not in known.CONNECTIVES
    return text[here].isupper() and _is_complete(folded, at) and opens_order(folded, here, end)


def name_end(text: str, folded: str, at: int, end: int) -> int | None:
    """Where the name that opens at `at` ends, or None where none opens there."""
    if not opens_name(folded, at, end):
        return None
    if office := known.OFFICE.match(folded, at, end):
        here = office.end()
        if folded.startswith(" ", here) and here + 1 < end:  # "Giám đốc" + "Sở Tài chính"
            inner = _opening(folded, here + 1, end)
            here = inner if inner > here + 1 else here
    else:
        here = _opening(folded, at, end)
        if folded.find(" có trách nhiệm", here, min(end, here + _ROLE_REACH)) > here and (
            whole := _role_end(folded, at, here, end)
        ):
            return whole
    return run_on(text, folded, at, here, end)


def _role_end(folded: str, at: int, here: int, end: int) -> int | None:
    """Where a part in the work ends that more words tell of: "đơn vị quản lý" + ", vận hành bãi xe"."""
    role = known.ROLE.match(folded, at, end)
    more = known.ROLE_GOES_ON.match(folded, here, end) if role and role.end() == here else None
    return more.end() if more and (folded[more.end()] != "," or "," in more[0]) else None


def run_on(text: str, folded: str, start: int, here: int, end: int) -> int | None:
    """Goes on from `here` word by word until the name that began at `start` is over.

    None for one of more than _LONGEST words of which only the first is a capital one: no rule tells its end.
    """
    words = 0
    while here < end and words < _LONGEST:
        if folded[here] != " ":
            if not _is_inside_word(folded, here, end) or _parts_two(text, folded, start, here, end):
                return here
            here += 1
            continue
        following = here + 1
        if following >= end:
            return here
        letter = text[following]
        if letter in "-–" and following + 1 < end and folded[following + 1] == " ":
            if is_aside(text, folded, following + 2, end):
                return here
            here = following + 1  # "Phát thanh - Truyền hình"
            continue
        if not letter.isalnum():
            return here
        if letter.isdigit() and _is_next_row(text, folded, following, end):
            return here
        word = _word_at(folded, following, end)
        if letter.islower():
            if folded.endswith("ngành", start, here) and known.UNJOINED.match(folded, here, end):
                return here
            if tail := _kept_tail(folded, start, following, end, word):
                here = tail
                words += 3
                continue
            if word == "và" and _is_one_more_field(text, folded, following + len("và "), end):
                here = following + len("và")
                continue
            if _ends_before(text, folded, here, word, end):
                return here
            if compound := known.COMPOUND.match(folded, following, end):
                here = compound.end()
                words += 2
                continue
            if word in known.IN_VERBS_IN_NAMES and (inside := _verb_inside(folded, here)):
                here = inside
                words += 1
                continue
        elif _ends_before_capital(text, folded, here, end):
            return here
        here = following + len(word)
        words += 1
    return here if words < _LONGEST else _last_capital(text, start, here)


def may_be_name(folded: str, at: int) -> bool:
    """Whether the verb at `at` can open a name all the same: "Thanh tra tỉnh"."""
    return any(known_form.match(folded, at) for known_form in (known.ROLE, known.VERB_OPENS_NAME, known.GROUP))


def is_aside(text: str, folded: str, at: int, end: int) -> bool:
    """Whether after a dash the name is only explained: "Sở Nội vụ - cơ quan thường trực", "... - Trưởng ban"."""
    if known.POST_BESIDE.match(folded, at, end):
        return True
    return text[at : at + 1].islower() and known.ROLE.match(folded, at, end) is not None


def _opening(folded: str, at: int, end: int) -> int:
    """The end of the longest known phrase that a name can open with, or `at`."""
    openings = [form.match(folded, at, end) for form in (known.GROUP, known.ROLE, known.HEAD)]
    if kind := known.BEFORE_SECTOR.match(folded, at, end):
        openings.append(known.SECTOR.match(folded, kind.end(), end))
    return max((opening.end() for opening in openings if opening), default=at)


def _is_inside_word(folded: str, at: int, end: int) -> bool:
    mark = folded[at]
    if mark == ".":  # "TP.HCM", but not the end of a sentence
        return at + 1 < end and folded[at + 1].isalnum()
    return mark.isalnum() or mark in "-/&'"


def _parts_two(text: str, folded: str, start: int, at: int, end: int) -> bool:
    """Whether the stroke at `at` parts two whole names: "Sở Nội vụ/Sở Tư pháp", but not "Vụ/Cục"."""
    if folded[at] != "/" or " " not in folded[start:at]:
        return False
    return text[at + 1 : at + 2].isupper() and opens_name(folded, at + 1, end)


def _word_at(folded: str, at: int, end: int) -> str:
    word = _WORD.match(folded, at, end)
    return word[0].rstrip(",;:.)…") if word else ""


def _kept_tail(folded: str, start: int, at: int, end: int, word: str) -> int | None:
    """The end of small words at `at` that belong to the name: "trên địa bàn tỉnh"; None where there are none."""
    may_be = word in known.OPENS_TAIL or folded.endswith(known.WITH_AUTHORITY, start, at)
    tail = known.KEPT_TAIL.match(folded, at, end) if may_be else None
    if tail and (not tail[0].startswith("được") or _is_of_many(folded, start)):
        return tail.end()
    return _told_which(folded, start, at, end)


def _is_of_many(folded: str, start: int) -> bool:
    """Whether a name tells bodies or people at large, so that what follows can tell which of them are meant."""
    return known.AT_LARGE.match(folded, start) is not None or known.PEOPLE.match(folded, start) is not None


def _told_which(folded: str, start: int, at: int, end: int) -> int | None:
    """The end of the words at `at` that tell which of many is meant: "(cơ quan) tiếp nhận hồ sơ" + " có trách ..."."""
    head = known.AT_LARGE.match(folded, start, at)
    if head is None or head.end() != at - 1 or not known.PREDICATE.match(folded, at, end):
        return None
    which = known.WHICH_OF_MANY.match(folded, at, end)
    if which is None or _NO_TELLING.match(folded, at, end):
        which = known.TRADES.match(folded, at, end)
    return which.end() if which else None


def _is_one_more_field(text: str, folded: str, at: int, end: int) -> bool:
    """Whether the words after "và" belong to the same name: "Sở Nông nghiệp và" + "Môi trường"."""
    if known.DOCUMENT.match(folded, at, end):  # "Bộ Công an và" + "Kế hoạch này"
        return False
    capital = at < end and text[at].isupper() and not opens_name(folded, at, end)
    return capital or known.SECOND_FIELD.match(folded, at, end) is not None


def _ends_before(text: str, folded: str, here: int, word: str, end: int) -> bool:
    """Whether the name is over before the small `word` that follows the blank at `here`."""
    following = here + 1
    if word in known.CONNECTIVES or (word == "có" and known.HAS_TO_HAVE.match(folded, following, end)):
        return True
    if word == "đối" and folded.startswith("đối với", following):  # "Sở Y tế" + " đối với tuyến tỉnh"
        return True
    if _is_complete(folded, here) and not known.QUALIFIER.match(folded, following, end):
        return True  # whatever follows a complete name is what it does
    if known.COMPOUND.match(folded, following, end):
        return False
    return predicate_at(text, folded, following, end) and not _is_inside_name(folded, here)


def _ends_before_capital(text: str, folded: str, here: int, end: int) -> bool:
    """Names or a name and its order run together: "Sở Xây dựng" + "Theo dõi", "Bộ Nội vụ" + "Các bộ"."""
    following = here + 1
    if _is_complete(folded, here):
        if opens_order(folded, following, end):
            return not known.PLACE_NAME.match(text, following)
        return folded.startswith("các ", following) or known.BODY_BEGINS.match(folded, here, end) is not None
    verb = known.NEVER_IN_NAME.match(folded, following, end)
    return verb is not None and text[following + 1 : verb.end()].islower()


def _is_next_row(text: str, folded: str, at: int, end: int) -> bool:
    """Whether the figures at `at` number what is said next: "Thủ tướng Chính phủ" + "30 Xây dựng Đề án"."""
    figures = known.NEXT_ROW.match(folded, at, end)
    if not figures:
        return False
    verb = known.PREDICATE.match(folded, figures.end(), end)
    return verb is not None and text[figures.end()].isupper() and text[figures.end() + 1 : verb.end()].islower()


def _is_complete(folded: str, at: int) -> bool:
    """Whether a name is surely over at `at`, though more words follow."""
    closing = known.COMPLETE.get(folded[max(0, at - known.LAST_LETTERS) : at])
    if closing and folded.endswith(closing, max(0, at - _CLOSING_REACH), at):
        return True
    return folded[at - 1].isdigit()


def _is_inside_name(folded: str, here: int) -> bool:
    """Whether the verb after the blank at `here` belongs to the name: "Ban" + "quản lý"."""
    return _verb_inside(folded, here) is not None or folded.endswith(known.VERBS_OF_OFFICE, 0, here)


def _verb_inside(folded: str, here: int) -> int | None:
    """The end of the verb after the blank at `here` where the words before make it part of a name."""
    blank = here
    for _ in range(3):
        space = folded.rfind(" ", 0, max(0, blank))
        line = folded.rfind("\n", space + 1, max(0, blank))  # the name may open a paragraph
        blank = line if line >= 0 else space
        found = known.VERB_IN_NAME.match(folded, blank + 1)
        if found and found.end() > here + 1:
            return found.end()
        if space < 0 or line >= 0:
            break
    return None


def _last_capital(text: str, start: int, end: int) -> int | None:
    """The end of the last capitalised word after the first, for a name whose end no rule tells."""
    last = None
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0][0].isupper() and word.start():
            last = start + word.start() + len(word[0].rstrip(",;:."))
    return last
