"""The clears: what a directive must make plain about each task it gives, and the rule that judges it.

Directives ask for five: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả; since 2025 the Government adds a
sixth, rõ thẩm quyền. No text of law defines when one of them is met, so these rules are the house's own. They go by the
document's words alone; what an officer knows or confirms later is not theirs to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from namro.reading.collectives import is_collective, is_role
from namro.reading.folding import fold
from namro.reading.model import Directive, Named, Span, Task
from namro.reading.vocabulary import Vocabulary

State = Literal["clear", "vague", "missing"]

CONTENT_WORDS: Final = 3  # syllables of its own that a task needs at least to say what is to be done
MAKING_REACH: Final = 40  # code points from a verb of making to the output that it makes
REACH: Final = 24  # code points after a name in which it is told to lead
SHOWN: Final = 3  # names or words quoted in one message at most


@dataclass(frozen=True, slots=True)
class Judgement:
    """How clear one thing is in one task, and for the drafter what to mend and at which words."""

    state: State
    remedy: str = ""  # Vietnamese, verb first; empty where clear
    span: Span | None = None  # the words at fault; None: the task as a whole


@dataclass(frozen=True, slots=True)
class Clear:
    """One thing that every task should make plain."""

    key: str
    name: str  # in Vietnamese, after "rõ": "người"
    judge: Callable[[Task, Directive], Judgement]


CLEAR: Final = Judgement("clear")


_WORK: Final = Vocabulary("work_verbs")
_RESULTS: Final = Vocabulary("results")
_DUTIES: Final = Vocabulary("duties")


def judge_person(task: Task, directive: Directive) -> Judgement:
    """Rõ người: the agencies or persons who do it are named, each by its own name."""
    if not task.leads:
        return Judgement("missing", "Nêu tên cơ quan, người thực hiện.")
    groups = [lead for lead in task.leads if is_collective(lead.name)]
    if not groups:
        return CLEAR
    remedy = f"Nêu tên từng cơ quan, đơn vị thay cho {_quoted(groups)}, hoặc kèm danh sách."
    if all(is_role(group.name) for group in groups):
        remedy = f"Nêu tên cơ quan thay cho {_quoted(groups)}."
    return Judgement("vague", remedy, groups[0].span)


def judge_work(task: Task, directive: Directive) -> Judgement:
    """Rõ việc: the words name an act that can be seen to be done, or the document that names it."""
    if task.targets or task.product or task.citations:
        return CLEAR
    folded = _own_words(task, directive)
    if _WORK.holds(folded, "concrete"):
        return CLEAR
    if len(re.findall(r"\w+", _WORK.without(folded, "vague", "empty", "filler"))) < CONTENT_WORDS:
        return Judgement("missing", "Nêu việc phải làm; lời văn mới nói thái độ, cách thức thực hiện.")
    vague = {found[0]: found for found in reversed(list(_WORK.words(folded, "vague", "empty")))}
    if not vague:
        return CLEAR  # a verb that the lexicon does not know is not held against the drafter
    words = sorted(vague, key=lambda word: vague[word].start())
    remedy = f"Nêu việc cụ thể phải làm; {_listed(words)} chưa cho biết làm gì."
    return Judgement("vague", remedy, _place(task, vague[words[0]]))


def judge_time(task: Task, directive: Directive) -> Judgement:
    """Rõ thời gian: a day or period to be done by, or a rhythm of a known length."""
    if any(one.rule != "within" or one.since for one in task.deadlines):
        return CLEAR
    if any(one.every != "unspecified" for one in task.recurrences):
        return CLEAR
    if task.deadlines:
        term = task.deadlines[0]
        return Judgement("vague", f"Nêu ngày bắt đầu tính thời hạn “{term.quote}”.", term.span)
    if task.recurrences:
        rhythm = task.recurrences[0]
        return Judgement("vague", f"Nêu chu kỳ (hằng tháng, hằng quý…) thay cho “{rhythm.quote}”.", rhythm.span)
    if task.soft_times:
        soft = task.soft_times[0]
        if task.nature == "routine" and _DUTIES.holds(fold(soft.quote), "standing"):
            return CLEAR  # the drafter has told that the duty has no end
        return Judgement("vague", f"Nêu thời hạn hoặc chu kỳ; “{soft.quote}” chưa xác định được ngày.", soft.span)
    if _DUTIES.opens(_folded(task, directive), "event"):
        return Judgement("missing", "Nêu thời hạn thực hiện kể từ khi việc phát sinh.")
    if task.nature == "routine":
        return Judgement("missing", "Nêu chu kỳ thực hiện, báo cáo, hoặc ghi rõ là nhiệm vụ thường xuyên.")
    return Judgement("missing", "Nêu thời hạn hoàn thành hoặc chu kỳ thực hiện.")


def judge_responsibility(task: Task, directive: Directive) -> Judgement:
    """Rõ trách nhiệm: one agency answers for the task (NĐ 30/2020, art. 24: the lead, those who help, the deadline)."""
    if not task.leads:
        return Judgement("missing", "Nêu một cơ quan chủ trì, chịu trách nhiệm.")
    named = [lead for lead in task.leads if not is_collective(lead.name)]
    answered = _DUTIES.holds(_folded(task, directive), "answering")
    if not named:
        if all(is_role(lead.name) for lead in task.leads):
            return Judgement("missing", f"Nêu tên cơ quan chịu trách nhiệm thay cho {_quoted(task.leads)}.")
        if answered:
            return Judgement("vague", f"Nêu rõ ai trong {_quoted(task.leads)} chịu trách nhiệm.")
        remedy = f"Giao một cơ quan chủ trì, hoặc ghi rõ từng đơn vị trong {_quoted(task.leads)} tự chịu trách nhiệm."
        return Judgement("missing", remedy)
    if len(task.leads) == 1 or answered or _sole_leader(task, directive):
        return CLEAR
    return Judgement("vague", f"Nêu một cơ quan chủ trì trong số {_quoted(task.leads)}; các cơ quan còn lại phối hợp.")


def judge_result(task: Task, directive: Directive) -> Judgement:
    """Rõ kết quả: a number to reach, a product, a report to somebody, or an output that the words have made."""
    if task.targets or task.product or task.reports_to:
        return CLEAR
    folded = _own_words(task, directive)
    if _makes_output(folded):
        return CLEAR
    if reporting := _RESULTS.first(folded, "reporting"):
        return Judgement("vague", "Nêu nơi nhận báo cáo.", _place(task, reporting))
    if direction := _RESULTS.first(folded, "direction"):
        remedy = f"Nêu chỉ tiêu, sản phẩm hoặc nơi nhận báo cáo; “{direction[0]}” chưa đo được."
        return Judgement("vague", remedy, _place(task, direction))
    if task.nature == "routine":
        return Judgement("missing", "Nêu chỉ tiêu hoặc báo cáo định kỳ để đánh giá việc thực hiện.")
    return Judgement("missing", "Nêu sản phẩm, chỉ tiêu hoặc báo cáo phải có khi hoàn thành.")


def judge_authority(task: Task, directive: Directive) -> Judgement:
    """Rõ thẩm quyền: where the words ask for a decision, they name who takes it."""
    folded = _folded(task, directive)
    if undecided := _DUTIES.first(folded, "undecided"):
        remedy = f"Nêu tên cấp, cơ quan quyết định thay cho “{undecided[0]}”."
        return Judgement("vague", remedy, _place(task, undecided))
    decision = _DUTIES.first(folded, "deciding")
    decides_itself = len(task.leads) == 1 and not is_collective(task.leads[0].name)
    if decision is None or decides_itself or _DUTIES.holds(folded, "decider"):
        return CLEAR
    return Judgement("missing", f"Nêu cấp, cơ quan có thẩm quyền {decision[0]}.")


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
    return re.sub(r"[^\w\s,;.%]", " ", "".join(folded))


def _makes_output(folded: str) -> bool:
    """Whether a document is made in these words: "ban hành Kế hoạch", but not "ban hành ... theo kế hoạch"."""
    made_from = -1
    for found in _RESULTS.words(folded, "making", "output", "applying"):
        kind = _RESULTS.class_of[found[0]]
        if kind == "making":
            made_from = found.end()
        elif kind == "applying":
            made_from = -1
        elif (
            made_from >= 0
            and found.start() - made_from <= MAKING_REACH
            and not re.search(r"[;.]", folded[made_from : found.start()])
        ):
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
    return _listed([name.name for name in names])


def _listed(words: Iterable[str]) -> str:
    shown = [f"“{word}”" for word in words]
    return ", ".join(shown[:SHOWN]) + ("…" if len(shown) > SHOWN else "")
