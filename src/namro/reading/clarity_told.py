"""Which of the marks are worth telling the drafter, and which of them once for the whole document.

A mark says what the words of one task leave open. Not every open thing is a fault: a standing duty needs no date, every
commune answers for itself, a clause that orders the document to be carried out is no task to chase, and what a cited
plan settles need not be said again. What is left is told with the words at fault, or, where three tasks or more share
it, once with the list of them: nobody mends forty lines that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from namro.reading.clarity_case import WORDS, Case, Told
from namro.reading.clears import WORK_WORDS, Judgement, listed
from namro.reading.collectives import is_collective, is_every_place, is_open_ended
from namro.reading.folding import fold
from namro.reading.model import Directive

ONCE: Final = 3  # tasks that share a fault from which on it is told once
_BACKGROUND: Final = 100  # code points in which a task tells what was done, or whom its doers help or direct
_OPENING: Final = 60  # code points in which a task, or what follows a word of haste, says by when
_UNTRACKED: Final = 5  # tasks that nothing tracks; fewer count where they are a third of all
_SHARE_APART: Final = 3  # one task in three that goes apart tells that those of its heading do
_TERM_REACH: Final = 400  # code points after a task in which its paragraph sets the term of all that it orders
_ROWS_OF_A_TABLE: Final = 5  # rows of tasks from which on the document assigns in its table

_HOLDING: Final = ("quy định", "quy chế", "hướng dẫn")  # rules hold until changed: nothing of them is done by a day
_TO_THE_ADDRESSED: Final = ("công điện", "thông báo", "kết luận")  # what names nobody is for those spoken to

_AIM: Final = re.compile(r"(?:phấn đấu|thi đua|đến (?:hết )?năm|tỷ lệ|ít nhất|tối thiểu|\d)")
# of each place, the Party's bodies and the forces: where several are named, each does its own
_EACH_ITS_OWN: Final = (
    *("ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "tỉnh ", "thành phố "),
    *("tỉnh ủy", "thành ủy", "đảng ủy"),
    *("bộ quốc phòng", "bộ công an", "bộ chỉ huy quân sự", "bộ tư lệnh", "công an "),
)
_DIRECTS_ITS_OWN: Final = re.compile(r"chỉ đạo (?:các )?(?:đơn vị|lực lượng|cơ quan|tập đoàn|doanh nghiệp)")
_OF_SECTORS: Final = re.compile(r"^(?:các |những )?(?:sở|bộ|ban|ngành|cơ quan)(?!\w)")  # groups of different trades
_AGENCY = r"(?:ubnd|ủy ban|bộ|sở|cục|thủ tướng|chính phủ|chủ tịch|tỉnh ủy|thành ủy|ban|văn phòng|hđnd|hội đồng)(?!\w)"
_RECEIVED: Final = re.compile(
    rf"báo cáo(?: kết quả)? {_AGENCY}|báo cáo theo yêu cầu của|báo cáo[^.;]*? (?:về|gửi|cho|trình|với) {_AGENCY}"
)
_ASSIGNS_IN_ANNEX: Final = re.compile(
    r"(?:danh mục (?:các )?nhiệm vụ|nhiệm vụ (?:được )?(?:giao|phân công)|phân công cụ thể)[^.;\n]{0,80}"
    r" (?:tại|theo) (?:các )?phụ lục"
)
_WITHIN_A_YEAR: Final = re.compile(r"(?:thông xe|khởi công|khánh thành)[^.;]{0,40} năm 20\d\d")
_WHILE: Final = re.compile(r"(?:trong quá trình|trường hợp|nếu) ")
_IN_ITS_WORK: Final = re.compile(r"phối hợp[^.;]* trong (?:công tác|việc|quá trình)")  # the work is told after all
_NO_ORDER: Final = re.compile(r"(?:nghị định|thông tư|quyết định|luật) |(?:cơ quan|đơn vị)[^:]{0,30}:|.{0,24}$")
# haste when the case comes, not by a day
_ON_THE_SPOT: Final = re.compile(r"(?:báo cáo|thông báo|đáp ứng|tiếp xúc|xuất cấp|buổi sáng) $")
_NOT_BY_A_DAY: Final = re.compile(
    r"(?:ngay|sớm) (?:trong (?:tình huống|trường hợp)|với|được)|khẩn trương,? kịp thời"
    r"|khẩn trương,? (?:tổ chức |triển khai,? |phối hợp |quyết liệt )*(?:thực hiện|triển khai)"
    r"(?:[ ./;]*$| (?:các |những )?(?:đúng|đồng bộ|nhiệm vụ|kế hoạch|chỉ thị|nghị quyết|nghiêm|công điện))"
    r"|ngay (?:sau )?khi (?!ban hành|ký|nhận)"
)
_SETTLED_ELSEWHERE: Final = re.compile(r"bảo đảm thời hạn|hoàn thành theo (?:đúng )?(?:chỉ đạo|tiến độ)")
_CONDITION: Final = re.compile(r"(?:nếu|trường hợp|khi có|khi phát sinh) [^.;]*$")  # right before a word of haste
# what is done at a rhythm: "định kỳ báo cáo", but not "khám sức khỏe định kỳ"
_DONE_AT_A_RHYTHM: Final = re.compile(
    r"[ ,]+(?:(?:hoặc|và) đột xuất,? )?(?:tổ chức |thực hiện |tiến hành |khảo sát |gửi )*"
    r"(?:báo cáo|cập nhật|rà soát|đánh giá|tổng hợp|thông tin|thống kê|kiểm tra|giám sát|sơ kết|tổng kết|họp|giao ban|"
    r"kiểm điểm|công khai|công bố|đối chiếu|theo dõi|đo lường)"
)


def worth_telling(directive: Directive, judged: Sequence[Mapping[str, Judgement]]) -> Iterator[Told]:
    """What to tell, given the judgements of each task by the keys of their clears."""
    every = [Case(directive, index, *pair) for index, pair in enumerate(zip(directive.tasks, judged, strict=True))]
    cases = [case for case in every if not case.is_unreadable]
    in_annex = _ASSIGNS_IN_ANNEX.search(fold(directive.source.text)) is not None
    if in_annex or sum(case.in_a_table for case in every) >= _ROWS_OF_A_TABLE:
        for case in cases:
            case.is_settled_in_a_table = not case.in_a_table
    # what a campaign of emulation calls for is everybody's to do in his own manner
    tellers: tuple[Callable[[Sequence[Case], int], Iterator[Told]], ...]
    if fold(directive.head.kind or "") in _HOLDING:
        tellers = (_unlisted, _work, _times)
    elif _is_campaign_itself(directive):
        tellers = (_times,)
    else:
        tellers = (_nobody, _unlisted, _who_answers, _work, _times, _results)
    for tell in tellers:
        yield from tell(cases, len(every))


def _is_campaign_itself(directive: Directive) -> bool:
    return "thi đua" in fold(directive.head.subject or "")


def _nobody(cases: Sequence[Case], total: int) -> Iterator[Told]:
    """Tasks that nobody was given."""
    if cases and fold(cases[0].directive.head.kind or "").startswith(_TO_THE_ADDRESSED):
        return
    open_ones = [
        case
        for case in cases
        if case.rule("person") == "person.nobody"
        and not (_AIM.match(case.folded) or case.is_of_a_rule or case.is_settled_in_a_table or case.is_content)
        and "tổ chức thực hiện" not in case.headings  # it names whom it gives each heading to
    ]
    remedy = f"Nêu cơ quan thực hiện cho {len(open_ones)} trong {total} nhiệm vụ chưa giao cho ai."
    if len(open_ones) < ONCE:  # one alone is an order only where tasks are given
        remedy = "Nêu tên cơ quan, người thực hiện."
        open_ones = [case for case in open_ones if WORDS.holds(case.headings, "ordering")]
    yield from _told("person", open_ones, Judgement("missing", remedy, None, "person.nobody"))


def _unlisted(cases: Sequence[Case], total: int) -> Iterator[Told]:
    """Names that nobody can make a list of: "các đơn vị có liên quan"."""
    open_ones = [case for case in cases if case.rule("person") == "person.unlisted" and _is_to_be_listed(case)]
    names = dict.fromkeys(lead.name for case in open_ones for lead in case.task.leads if is_open_ended(lead.name))
    remedy = f"Nêu tên hoặc kèm danh sách các cơ quan được gọi chung là {listed(names)}."
    if open_ones:
        first = open_ones[0].task
        span = next(lead.span for lead in first.leads if is_open_ended(lead.name))
        yield Told(
            "person", Judgement("vague", remedy, span, "person.unlisted"), tuple(case.index for case in open_ones)
        )


def _is_to_be_listed(case: Case) -> bool:
    """Whether the drafter could list whom he means: not persons, and not in a clause that binds everybody."""
    open_ended = [fold(lead.name) for lead in case.task.leads if is_open_ended(lead.name)]
    binds_all = not case.has_verb or case.is_general or WORK_WORDS.holds(case.folded, "complying")
    return not binds_all and not any("cá nhân" in name for name in open_ended)


def _who_answers(cases: Sequence[Case], total: int) -> Iterator[Told]:
    """Several who lead together, and groups whose common work nobody brings together."""
    several: dict[tuple[str, ...], list[Case]] = {}
    groups: dict[tuple[str, ...], list[Case]] = {}
    for case in cases:
        leads = (case.task.at.rpartition(".")[0], *(lead.name for lead in case.task.leads))
        match case.rule("responsibility"):
            case "responsibility.several" if _lead_together(case):
                several.setdefault(leads, []).append(case)
            case "responsibility.leading_group" if any(fold(name).startswith("các sở") for name in leads):
                several.setdefault(leads, []).append(case)
            case "responsibility.group":
                groups.setdefault(leads, []).append(case)
    for sharing in several.values():  # what is said of their parts in one task goes for all that one heading gives them
        told = [case for case in sharing if not case.is_general]
        if told and (judgement := told[0].of("responsibility")) and not any(map(_goes_apart, sharing)):
            yield Told("responsibility", judgement, tuple(case.index for case in told))
    joint = [one for one in groups.values() if sum(map(_goes_apart, one)) * _SHARE_APART < len(one)]
    common = sorted(
        (case for sharing in joint for case in sharing if _is_common(case) and not _goes_apart(case)),
        key=lambda case: case.index,
    )
    names: dict[str, str] = {}
    for lead in (lead for case in common for lead in case.task.leads):
        names.setdefault(fold(lead.name), lead.name)
    if len(common) >= ONCE:  # fewer may each be one's own affair
        remedy = (
            f"Giao một cơ quan chủ trì, tổng hợp cho {len(common)} nhiệm vụ giao chung cho {listed(names.values())}."
        )
        yield from _told("responsibility", common, Judgement("missing", remedy, None, "responsibility.group"))


def _lead_together(case: Case) -> bool:
    """Whether two agencies or more are named as leads, and not as those who make something known by their own means."""
    if any(is_every_place(lead.name) for lead in case.task.leads):
        return False  # each in its own place or trade
    named = [lead for lead in case.task.leads if not is_collective(lead.name) and not _is_no_name(lead.name)]
    helping = WORDS.opens(case.folded, "helping") or _DIRECTS_ITS_OWN.search(case.folded[:_BACKGROUND])
    each_its_own = all(fold(lead.name).startswith(_EACH_ITS_OWN) for lead in named)
    return (
        len(named) > 1
        and case.has_verb
        and not case.names("above")
        and not (each_its_own or helping or _is_campaign(case) or case.names("front"))
    )


def _is_no_name(name: str) -> bool:
    """A word of a group, or a line of a heading in capitals; "EVN" and "VNPT" are names."""
    return name.islower() or (name.isupper() and " " in name)


def _goes_apart(case: Case) -> bool:
    return not case.is_general and (case.is_apart or case.is_case_by_case)


def _is_campaign(case: Case) -> bool:
    """Told to many by its nature: everybody makes it known by his own means."""
    return case.says("campaign") and not case.makes_output


def _is_common(case: Case) -> bool:
    """Whether somebody should bring together what a group does, and nobody does yet."""
    task = case.task
    gathered = task.through or task.reports_to or case.is_settled_elsewhere or case.is_general or case.says("means")
    own_affair = _is_campaign(case) or WORK_WORDS.holds(case.folded, "complying") or WORDS.opens(case.folded, "helping")
    own_affair = own_affair or any(is_every_place(lead.name) for lead in task.leads)
    of_sectors = any(_OF_SECTORS.search(fold(lead.name)) for lead in task.leads)
    return of_sectors and case.has_verb and not (gathered or own_affair or case.names("enterprise"))


def _work(cases: Sequence[Case], total: int) -> Iterator[Told]:
    for case in cases:
        if case.is_general or case.says("means") or _AIM.match(case.folded) or _IN_ITS_WORK.search(case.folded):
            continue
        if not case.is_introduction:
            yield from case.alone("work")
        yield from case.alone("authority")


def _times(cases: Sequence[Case], total: int) -> Iterator[Told]:
    """Words of haste, rhythms and terms without a measure; and outputs, reports, figures to be given by no day."""
    late: list[Case] = []
    for case in cases:
        match case.rule("time"):
            case "time.haste" if _is_hurried(case):
                yield from case.alone("time")
            case "time.rhythm" if not case.is_of_a_rule and _is_done_at_its_rhythm(case):
                yield from case.alone("time")
            case "time.term":
                yield from case.alone("time")
            case "time.none" | "time.manner" if case.has_result and _has_an_end(case):
                late.append(case)
    remedy = f"Nêu thời hạn cho {len(late)} trong {total} nhiệm vụ phải có văn bản, chỉ tiêu hoặc báo cáo."
    if len(late) < ONCE:
        remedy = "Nêu thời hạn phải có văn bản, chỉ tiêu hoặc báo cáo."
        late = [case for case in late if case.rule("time") == "time.none" and _is_surely_given(case)]
    yield from _told("time", late, Judgement("missing", remedy, None, "time.no_deadline"))


def _is_surely_given(case: Case) -> bool:
    """Told of it alone: somebody is to make a document with his first words, to reach a figure or to report."""
    task = case.task
    return bool(task.leads) and (case.opens_with_output or bool(task.targets or task.reports_to))


def _is_hurried(case: Case) -> bool:
    """Whether the haste is told of the task, not of what may happen meanwhile or of the document as a whole."""
    if case.says("itself") and not case.makes_output:
        return False
    judgement = case.of("time")
    at = max(0, judgement.span.start - case.task.span.start) if judgement and judgement.span else 0
    before, after = case.folded[:at], case.folded[at : at + _OPENING]
    if _CONDITION.search(before) or _ON_THE_SPOT.search(before) or _NOT_BY_A_DAY.match(after):
        return False
    following = case.directive.source.text[case.task.span.end : case.task.span.end + _TERM_REACH].partition("\n")[0]
    if _SETTLED_ELSEWHERE.search(case.folded):
        return False
    return "trước khi" not in after and "thời hạn hoàn thành" not in fold(following)


def _has_an_end(case: Case) -> bool:
    """Whether what it gives is due by some day: a document, a figure, a report; not one that waits for obstacles."""
    task = case.task
    if fold(case.directive.head.kind or "") in _HOLDING:
        return False
    dated = case.says("dated") or _WITHIN_A_YEAR.search(case.folded)
    if case.is_settled_in_a_table or case.is_content or dated or _WHILE.match(case.folded):
        return False
    if task.nature == "routine" and not (case.opens_with_output or task.reports_to):
        return False
    if WORDS.opens(case.folded, "helping") and "trong quá trình" in case.folded[:_BACKGROUND]:
        return False
    if not case.makes_output and " đã " in case.folded[:_BACKGROUND]:
        return False  # tells what has been done
    if case.is_case_by_case or case.is_of_a_rule or case.says("means") or (not task.leads and _AIM.match(case.folded)):
        return False
    if case.makes_output or task.product or any(target.op not in ("<=", "<") for target in task.targets):
        return case.makes_output or not case.is_general
    return bool(task.reports_to) and not case.waits_for_obstacles and case.rule("time") == "time.none"


def _is_done_at_its_rhythm(case: Case) -> bool:
    if re.search(r"trước ngày|của tháng", case.folded):
        return False  # the day is told in other words
    judged = case.of("time")
    if judged is None or judged.span is None:
        return False
    rhythm = judged.span
    text = fold(case.directive.source.text[rhythm.end : rhythm.end + 40])
    before = fold(case.directive.source.text[max(0, rhythm.start - 24) : rhythm.start])
    return bool(_DONE_AT_A_RHYTHM.match(text)) or "báo cáo" in before


def _results(cases: Sequence[Case], total: int) -> Iterator[Told]:
    """Reports to nobody; and tasks with neither time nor result."""
    for case in cases:
        if case.rule("result") == "result.no_recipient" and case.task.leads and not _is_received(case):
            yield from case.alone("result")
    if not cases or WORDS.holds(fold(cases[0].directive.head.subject or ""), "occasion"):
        return  # a campaign, a feast: its duties end with it, and nobody reports on them one by one
    untracked = [case for case in cases if _is_untracked(case)]
    kind, followed = fold(cases[0].directive.head.kind or ""), any(case.is_followed for case in cases)
    if kind == "công điện":  # answers what is going on
        untracked = [case for case in untracked if case.task.nature == "assigned"]
    of_all = f"{len(untracked)} trong {total} nhiệm vụ"
    if followed:
        remedy = (
            f"Nêu chỉ tiêu hoặc sản phẩm cho {of_all}: đã có báo cáo chung nhưng chưa có gì để kết luận hoàn thành."
        )
    else:
        remedy = (
            f"Quy định chế độ báo cáo chung, hoặc nêu thời hạn, chỉ tiêu cho {of_all} chưa có gì để theo dõi kết quả."
        )
    if len(untracked) >= _UNTRACKED or (len(untracked) >= ONCE and len(untracked) * _SHARE_APART >= total):
        yield from _told("result", untracked, Judgement("missing", remedy, None, "result.untracked"))


def _is_received(case: Case) -> bool:
    """Whether the words say after all who receives the report: a system, or an agency right after it."""
    return case.says("system") or _RECEIVED.search(case.folded) is not None


def _is_untracked(case: Case) -> bool:
    return (
        case.rule("time") in ("time.none", "time.manner", "time.haste", "time.rhythm")
        and case.rule("result") in ("result.none", "result.direction")
        and case.has_verb
        and not (case.is_general or case.is_settled_elsewhere or case.is_of_a_rule or _NO_ORDER.match(case.folded))
        and not (case.is_content or case.says("lawful") or "hoàn thành" in case.folded[:_OPENING])
        and not (WORK_WORDS.holds(case.folded, "complying") or case.says("means") or _AIM.match(case.folded))
    )


def _told(key: str, cases: Sequence[Case], judgement: Judgement) -> Iterator[Told]:
    """Once for all from three tasks on; below, of each."""
    if len(cases) >= ONCE:
        yield Told(key, judgement, tuple(case.index for case in cases))
    else:
        yield from (Told(key, judgement, (case.index,)) for case in cases)
