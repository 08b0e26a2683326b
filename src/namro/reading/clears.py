"""The clears: what a directive must make plain about each task it gives, and the rule that judges it.

Directives ask for five: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả; since 2025 the Government adds a
sixth, rõ thẩm quyền. No text of law defines when one of them is met, so these rules are the house's own. They go by the
document's words alone; what an officer knows or confirms later is not theirs to judge.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from namro.reading.collectives import is_collective, is_every_place, is_open_ended, is_role
from namro.reading.folding import fold
from namro.reading.model import Directive, Named, SoftTime, Span, Task
from namro.reading.vocabulary import Vocabulary

State = Literal["clear", "vague", "missing"]

CONTENT_WORDS: Final = 3  # syllables of its own that a task needs at least to say what is to be done
ORDER_REACH: Final = 150  # code points from the start of a clause in which its order names what it makes
MAKING_REACH: Final = 40  # code points from a verb of making to the output that it makes
REACH: Final = 24  # code points after a name in which it is told to lead
EMPTY_REACH: Final = 40  # code points after "triển khai" in which a verb of manner makes it no clearer
LABELLED_LINES: Final = 8  # sentences of labelled lines that can follow a task
SHOWN: Final = 3  # names or words quoted in one message at most


@dataclass(frozen=True, slots=True)
class Judgement:
    """How clear one thing is in one task, and for the drafter what to mend and at which words."""

    state: State
    remedy: str = ""  # Vietnamese, verb first; empty where clear
    span: Span | None = None  # the words at fault; None: the task as a whole
    rule: str = ""  # which rule judged so: "time.haste"; empty where clear


@dataclass(frozen=True, slots=True)
class Clear:
    """One thing that every task should make plain."""

    key: str
    name: str  # in Vietnamese, after "rõ": "người"
    judge: Callable[[Task, Directive], Judgement]


CLEAR: Final = Judgement("clear")

_BEFORE_NO_TIME: Final = re.compile(r"(?:\bchi|\bđể|\btừ|cảnh báo|phát hiện|dự báo|can thiệp|về đích) $")
_AFTER_NO_TIME: Final = re.compile(r" (?:từ|tại|sau|khi|trong|trên|cả|nhất|phát huy|ổn định)\b")


WORK_WORDS: Final = Vocabulary("work_verbs")
_RESULTS: Final = Vocabulary("results")
_DUTIES: Final = Vocabulary("duties")


def judge_person(task: Task, directive: Directive) -> Judgement:
    """Rõ người: the agencies or persons who do it are named, or are every one of a level ("UBND các xã, phường")."""
    if not task.leads:
        return Judgement("missing", "Nêu tên cơ quan, người thực hiện.", rule="person.nobody")
    groups = [lead for lead in task.leads if is_collective(lead.name) and not is_every_place(lead.name)]
    if not groups:
        return CLEAR
    remedy = f"Nêu tên từng cơ quan, đơn vị thay cho {_quoted(groups)}, hoặc kèm danh sách."
    if all(is_role(group.name) for group in groups):
        remedy = f"Nêu tên cơ quan thay cho {_quoted(groups)}."
    rule = "person.unlisted" if any(is_open_ended(group.name) for group in groups) else "person.group"
    return Judgement("vague", remedy, groups[0].span, rule)


def judge_work(task: Task, directive: Directive) -> Judgement:
    """Rõ việc: the words name an act that can be seen to be done, or the document that names it."""
    if task.targets or task.product or task.citations:
        return CLEAR
    folded = _own_words(task, directive)
    if WORK_WORDS.holds(folded, "concrete", "complying"):
        return CLEAR
    if len(re.findall(r"\w+", WORK_WORDS.without(folded, "vague", "empty", "filler"))) < CONTENT_WORDS:
        remedy = "Nêu việc phải làm; lời văn mới nói thái độ, cách thức thực hiện."
        return Judgement("missing", remedy, rule="work.nothing")
    vague = {found[0]: found for found in reversed(list(WORK_WORDS.words(folded, "vague", "empty")))}
    if not vague or not _opens_vaguely(folded):
        return CLEAR  # a verb that the lexicon does not know is not held against the drafter
    words = sorted(vague, key=lambda word: vague[word].start())
    remedy = f"Nêu việc cụ thể phải làm; {listed(words)} chưa cho biết làm gì."
    return Judgement("vague", remedy, _place(task, vague[words[0]]), "work.manner")


def judge_time(task: Task, directive: Directive) -> Judgement:
    """Rõ thời gian: a day or period to be done by, or a rhythm of a known length; a duty without end says so."""
    if any(one.rule != "within" or one.since for one in task.deadlines):
        return CLEAR
    if any(one.every != "unspecified" for one in task.recurrences):
        return CLEAR
    if any(one.period for one in task.targets) and not makes_output(task, directive):
        return CLEAR  # the figure's period is its time; a plan that is to reach the figure needs a day of its own
    if task.deadlines:
        term = task.deadlines[0]
        remedy = f"Nêu ngày bắt đầu tính thời hạn “{term.quote}”."
        return Judgement("vague", remedy, term.span, "time.term")
    soft = [one for one in task.soft_times if not _is_no_time(one, directive)]
    rhythms = [one for one in task.recurrences if not _DUTIES.holds(fold(one.quote), "standing")]
    if rhythms:
        remedy = f"Nêu chu kỳ (hằng tháng, hằng quý…) thay cho “{rhythms[0].quote}”."
        return Judgement("vague", remedy, rhythms[0].span, "time.rhythm")
    stands = any(_DUTIES.holds(fold(one.quote), "standing") for one in soft)
    if task.recurrences or stands or _is_told_to_go_on(task, directive):
        return CLEAR  # the drafter has told that the duty has no end
    if soft:
        haste = [one for one in soft if _DUTIES.holds(fold(one.quote), "haste")]
        first = (haste or soft)[0]
        remedy = f"Nêu thời hạn hoặc chu kỳ; “{first.quote}” chưa xác định được ngày."
        return Judgement("vague", remedy, first.span, "time.haste" if haste else "time.manner")
    if _DUTIES.opens(_folded(task, directive), "event"):
        return Judgement("missing", "Nêu thời hạn thực hiện kể từ khi việc phát sinh.", rule="time.event")
    if task.nature == "routine" and not _makes_output(_own_words(task, directive)):
        remedy = "Nêu chu kỳ thực hiện, báo cáo, hoặc ghi rõ là nhiệm vụ thường xuyên."
        return Judgement("missing", remedy, rule="time.none")
    return Judgement("missing", "Nêu thời hạn hoàn thành hoặc chu kỳ thực hiện.", rule="time.none")


def judge_responsibility(task: Task, directive: Directive) -> Judgement:
    """Rõ trách nhiệm: one agency answers for the task (NĐ 30/2020, art. 24: the lead, those who help, the deadline).

    Every one of a level answers for its own place, and a group that is told to answer for itself.
    """
    if not task.leads:
        return Judgement("missing", "Nêu một cơ quan chủ trì, chịu trách nhiệm.", rule="responsibility.nobody")
    if all(is_every_place(lead.name) for lead in task.leads):
        return CLEAR
    named = [lead for lead in task.leads if not is_collective(lead.name)]
    folded = _folded(task, directive)
    answered = _DUTIES.holds(folded, "answering")
    if not named:
        if all(is_role(lead.name) for lead in task.leads):
            remedy = f"Nêu tên cơ quan chịu trách nhiệm thay cho {_quoted(task.leads)}."
            return Judgement("missing", remedy, rule="responsibility.role")
        if answered:
            remedy = f"Nêu rõ ai trong {_quoted(task.leads)} chịu trách nhiệm."
            return Judgement("vague", remedy, rule="responsibility.answering_group")
        if _DUTIES.opens(folded, "leading"):
            remedy = f"Nêu tên cơ quan chủ trì trong {_quoted(task.leads)}; một nhóm không thể cùng chủ trì."
            return Judgement("missing", remedy, rule="responsibility.leading_group")
        remedy = f"Giao một cơ quan chủ trì, hoặc ghi rõ từng đơn vị trong {_quoted(task.leads)} tự chịu trách nhiệm."
        return Judgement("missing", remedy, rule="responsibility.group")
    if len(task.leads) == 1 or answered or _sole_leader(task, directive):
        return CLEAR
    remedy = f"Nêu một cơ quan chủ trì trong số {_quoted(task.leads)}; các cơ quan còn lại phối hợp."
    return Judgement("vague", remedy, rule="responsibility.several")


def judge_result(task: Task, directive: Directive) -> Judgement:
    """Rõ kết quả: a number to reach, a product, a report to somebody, or an output that the words have made."""
    if task.targets or task.product or task.reports_to:
        return CLEAR
    folded = _own_words(task, directive)
    if _makes_output(folded):
        return CLEAR
    if reporting := _RESULTS.first(folded, "reporting"):
        return Judgement("vague", "Nêu nơi nhận báo cáo.", _place(task, reporting), "result.no_recipient")
    if direction := _RESULTS.first(folded, "direction"):
        remedy = f"Nêu chỉ tiêu, sản phẩm hoặc nơi nhận báo cáo; “{direction[0]}” chưa đo được."
        return Judgement("vague", remedy, _place(task, direction), "result.direction")
    if task.nature == "routine":
        remedy = "Nêu chỉ tiêu hoặc báo cáo định kỳ để đánh giá việc thực hiện."
        return Judgement("missing", remedy, rule="result.none")
    return Judgement("missing", "Nêu sản phẩm, chỉ tiêu hoặc báo cáo phải có khi hoàn thành.", rule="result.none")


def judge_authority(task: Task, directive: Directive) -> Judgement:
    """Rõ thẩm quyền: where the words ask for a decision, they name who takes it."""
    folded = _folded(task, directive)
    if undecided := _DUTIES.first(folded, "undecided"):
        remedy = f"Nêu tên cấp, cơ quan quyết định thay cho “{undecided[0]}”."
        return Judgement("vague", remedy, _place(task, undecided), "authority.undecided")
    decision = _DUTIES.first(folded, "deciding")
    decides_itself = len(task.leads) == 1 and not is_collective(task.leads[0].name)
    if decision is None or decides_itself or _DUTIES.holds(folded, "decider"):
        return CLEAR
    return Judgement("missing", f"Nêu cấp, cơ quan có thẩm quyền {decision[0]}.", rule="authority.missing")


PERSON: Final = Clear("person", "người", judge_person)
WORK: Final = Clear("work", "việc", judge_work)
TIME: Final = Clear("time", "thời gian", judge_time)
RESPONSIBILITY: Final = Clear("responsibility", "trách nhiệm", judge_responsibility)
RESULT: Final = Clear("result", "kết quả", judge_result)
AUTHORITY: Final = Clear("authority", "thẩm quyền", judge_authority)

DEFAULT_CLEARS: Final = (PERSON, WORK, TIME, RESPONSIBILITY, RESULT)
SIX_CLEARS: Final = (*DEFAULT_CLEARS, AUTHORITY)


def _folded(task: Task, directive: Directive) -> str:
    return fold(directive.source.words(task.span))


def _own_words(task: Task, directive: Directive) -> str:
    """The task's words, as long as they were, without the names in it: "Sở Xây dựng" builds nothing by its name."""
    folded = list(_folded(task, directive))
    for name in (*task.leads, *task.coordinators, *task.reports_to, *task.through):
        first, last = name.span.start - task.span.start, name.span.end - task.span.start
        if 0 <= first < last <= len(folded):
            folded[first:last] = ";" * (last - first)
    return re.sub(r"[^\w\s,;.:%]", " ", "".join(folded))


_MAKERS: Final = re.compile(r"(?:công tác|cán bộ|công chức|viên chức|đội ngũ|hoạt động) $")


def makes_output(task: Task, directive: Directive, *, first_only: bool = False) -> bool:
    """Whether one of the task's clauses, or its first, orders a document to be made, and says so at its start."""
    words, own = _folded(task, directive), _own_words(task, directive)
    clauses = [own[found.start() : found.end()] for found in re.finditer(r"[^;.]+", words)]
    shortened = [re.sub(r"\s*;[;\s]*", "; ", clause) for clause in clauses]  # a name is one word of it
    return any(_makes_output(clause[:ORDER_REACH]) for clause in (shortened[:1] if first_only else shortened))


def _makes_output(folded: str) -> bool:
    """Whether a document is made in these words: "ban hành Kế hoạch", but not "ban hành ... theo kế hoạch"."""
    made_from = -1
    for found in _RESULTS.words(folded, "making", "output", "applying"):
        kind = _RESULTS.class_of[found[0]]
        if kind == "making":
            if _MAKERS.search(folded[: found.start()]):
                continue  # "cán bộ xây dựng pháp luật": whom, not what
            made_from = found.end()
        elif kind == "applying":
            made_from = -1
        elif (
            made_from >= 0
            and found.start() - made_from <= MAKING_REACH
            and not re.search(r"[;.]", folded[made_from : found.start()])
            and not folded.startswith(" này", found.end())  # "nội dung Kế hoạch này" is there already
        ):
            return True
    return False


def _opens_vaguely(folded: str) -> bool:
    """Whether the verb of the order is one of manner, or one that says only that something is carried out.

    "Triển khai cáp quang" lays a cable; "triển khai các chương trình" says no more than the programmes do.
    """
    order = WORK_WORDS.without(folded, "filler").lstrip(" ;,.")
    directs = folded.lstrip(" ;,.").startswith("chỉ đạo")  # whom stands before the verb
    verb = WORK_WORDS.first(order, "vague", "empty")
    if verb is None or (verb.start() > 0 and not directs):
        return False
    clause = re.split(r"[;.:]", order[verb.start() :], maxsplit=1)[0]
    if WORK_WORDS.class_of[verb[0]] == "vague":
        return True
    return WORK_WORDS.holds(clause, "object") or WORK_WORDS.holds(clause[:EMPTY_REACH], "vague")


def _is_no_time(soft: SoftTime, directive: Directive) -> bool:
    """ "chi thường xuyên" is a kind of spending, "cảnh báo sớm" a kind of warning, "ngay từ đầu" no haste."""
    text = directive.source.text
    if fold(soft.quote) == "sớm" and text[soft.span.end : soft.span.end + 1] in (",", ";", "."):
        return True  # "can thiệp sớm": how, not when
    before = fold(text[max(0, soft.span.start - 12) : soft.span.start])
    return bool(_BEFORE_NO_TIME.search(before) or _AFTER_NO_TIME.match(fold(text[soft.span.end : soft.span.end + 12])))


def _is_told_to_go_on(task: Task, directive: Directive) -> bool:
    """Whether a labelled line right after the task leaves its end open: "Thời gian: Năm 2025 và các năm tiếp theo"."""
    sentences = directive.coverage.sentences
    at = bisect_left(sentences, task.span.end, key=lambda one: one.span.start)
    for one in sentences[at : at + LABELLED_LINES]:
        if one.found_by != "task.field":
            break
        if _DUTIES.holds(fold(directive.source.words(one.span)), "open_end"):
            return True
    return False


def _sole_leader(task: Task, directive: Directive) -> bool:
    """Whether just one of several is told to lead: "Sở A, Sở B (Sở A chủ trì)". "Sở A, Sở B chủ trì" tells both."""
    text = directive.source.text
    leading = [lead for lead in task.leads if _is_told_to_lead(text, lead.span)]
    if len(leading) != 1:
        return False
    start = leading[0].span.start
    return not text[max(0, start - 4) : start].rstrip().endswith((",", "và", ";"))


def _is_told_to_lead(text: str, name: Span) -> bool:
    return _DUTIES.opens(fold(text[name.end : name.end + REACH]).lstrip(" ("), "leading")


def _place(task: Task, found: re.Match[str]) -> Span:
    return Span(task.span.start + found.start(), task.span.start + found.end())


def _quoted(names: Sequence[Named]) -> str:
    return listed([name.name for name in names])


def listed(words: Iterable[str]) -> str:
    """Words quoted in a message, the first few."""
    shown = [f"“{word}”" for word in words]
    return ", ".join(shown[:SHOWN]) + ("…" if len(shown) > SHOWN else "")
