"""What the drafter is told, and the case of one task: what was judged of it, and what its words say about whether that
matters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from namro.reading.clears import WORK_WORDS, Judgement, makes_output
from namro.reading.collectives import is_collective
from namro.reading.folding import fold
from namro.reading.model import Directive, Task
from namro.reading.vocabulary import Vocabulary

_HEADING_REACH: Final = 120  # code points of a heading that tell what stands under it
_NAMING_REACH: Final = 120  # code points after a name in which it is told that each does its own part
_LISTING_REACH: Final = 60  # code points after a task in which a list is announced
_FEWEST_WORDS: Final = 4  # words of a sentence; as many in capitals make a title
WORDS: Final = Vocabulary("told_words")
# "báo cáo kết quả thực hiện Kế hoạch": one report on everything that the document orders
_ON_THE_WHOLE: Final = re.compile(
    r"(?:kết quả|tình hình|tiến độ)(?: (?:triển khai|tổ chức|công tác|thực hiện|thi hành))*"
    r" (?:các |những )?(?:nhiệm vụ|chỉ thị|kế hoạch|chương trình|nghị quyết|quyết định|công điện|nội dung)"
)
# "... theo Kế hoạch; báo cáo kết quả thực hiện": the plan is the document itself, where no number and no name follow
_RESULTS_OF_IT: Final = re.compile(r"(?:kết quả|tình hình)(?: (?:triển khai|tổ chức))* thực hiện")
_ITSELF_SHORT: Final = re.compile(r"(?:chỉ thị|kế hoạch|chương trình|nghị quyết|quyết định|đề án)(?: này)?[;,.]")
_LISTING: Final = re.compile(
    r"[\s.;]*(?:các |những )?(?:nhiệm vụ |nội dung |công việc )*(?:trọng tâm|cụ thể|bao gồm)[^.;\n]*:"
)
# "các nhiệm vụ về lao động của Kế hoạch", "tại mục IV", "tại Phụ lục": what the document itself tells elsewhere
_OF_ITSELF: Final = re.compile(
    r"(?:của|trong|tại) (?:kế hoạch|chương trình|đề án|chỉ thị|nghị quyết)(?: này)?\s*[.;]?$"
    r"|(?:tại|và|theo|trong) (?:các )?phụ lục|(?:tại|theo) (?:các )?(?:mục|phần|khoản) [(]?[ivx\d]"
)
_FOLLOWS: Final = re.compile(r"(?:theo dõi|đôn đốc|tổng hợp)[^.;]*(?:báo cáo|kết quả|thực hiện)")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing worth telling: the key of its clear, what was judged, and of which tasks."""

    key: str
    judgement: Judgement
    tasks: tuple[int, ...]  # one, or all that share it


class Case:
    """One task with what was judged of it, and what its words say about whether that matters."""

    def __init__(self, directive: Directive, index: int, task: Task, judged: Mapping[str, Judgement]) -> None:
        self.directive, self.index, self.task, self._judged = directive, index, task, judged
        self.is_settled_in_a_table = False  # whose it is and by when is told in the table below

    def of(self, key: str) -> Judgement | None:
        """What was judged of a clear; None where it is clear or nobody asked."""
        judgement = self._judged.get(key)
        return None if judgement is None or judgement.state == "clear" else judgement

    def rule(self, key: str) -> str:
        judgement = self.of(key)
        return judgement.rule if judgement else ""

    def says(self, *classes: str) -> bool:
        return WORDS.holds(self.folded, *classes)

    def names(self, kind: str) -> bool:
        """Whether one of those who are told is of a kind."""
        return any(WORDS.holds(fold(lead.name), kind) for lead in self.task.leads)

    def alone(self, key: str) -> Iterator[Told]:
        """What was judged of the clear, told of this task alone."""
        if judgement := self.of(key):
            yield Told(key, judgement, (self.index,))

    @property
    def lead_names(self) -> list[str]:
        return [lead.name for lead in self.task.leads]

    @cached_property
    def folded(self) -> str:
        return fold(self.directive.source.words(self.task.span))

    @cached_property
    def makes_output(self) -> bool:
        return makes_output(self.task, self.directive)

    @cached_property
    def headings(self) -> str:
        """The folded words of the headings that it stands under, the nearest first."""
        outline, words = self.directive.outline, []
        at = bisect_right(outline, self.task.span.start, key=lambda unit: unit.span.start) - 1
        parent = outline[at].parent if at >= 0 else None
        while parent is not None:
            words.append(fold(self.directive.source.words(outline[parent].span)[:_HEADING_REACH]))
            parent = outline[parent].parent
        return "\n".join(words)

    @property
    def is_content(self) -> bool:
        """What something else consists of: the forms of a campaign, the points that an inspection looks at."""
        return not self.task.leads and any(
            WORDS.holds(line, "content") or line.startswith("hình thức đào tạo") for line in self.headings.split("\n")
        )

    @cached_property
    def has_verb(self) -> bool:
        """Whether it orders anything; a quota, a recipient and a heading do not."""
        return WORK_WORDS.holds(self.folded, "concrete", "vague", "empty")

    @cached_property
    def opens_with_output(self) -> bool:
        """Whether its first clause already orders a document to be made."""
        return makes_output(self.task, self.directive, first_only=True)

    @property
    def has_result(self) -> bool:
        return self.of("result") is None

    @cached_property
    def is_introduction(self) -> bool:
        """Whether the points under it or the list right after it say what is to be done."""
        place = f"{self.task.at}."
        following = self.directive.source.text[self.task.span.end : self.task.span.end + _LISTING_REACH]
        later = self.directive.tasks[self.index + 1 : self.index + 2]
        opens_points = bool(self.task.at) and any(one.at.startswith(place) for one in later)
        return opens_points or bool(_LISTING.match(fold(following)))

    @property
    def in_a_table(self) -> bool:
        return self.task.found_by.startswith(("task.row", "task.unruled_row"))

    @property
    def is_unreadable(self) -> bool:
        """A row that lost its columns, a title, a scrap: whose it is and by when, the reader cannot tell."""
        in_capitals = not self.task.at and any(name.isupper() and " " in name for name in self.lead_names)
        return in_capitals or self.task.found_by.startswith("task.unruled_row") or _is_no_sentence(self.task.text)

    @cached_property
    def is_general(self) -> bool:
        """A clause that orders the document itself to be carried out, or obstacles to be told: no task to chase."""
        if self.rule("work") == "work.nothing" and all(is_collective(lead.name) for lead in self.task.leads):
            return True
        if (self.says("itself") or _OF_ITSELF.search(self.folded)) and not self.makes_output:
            return True
        return self.waits_for_obstacles and bool(self.task.reports_to)

    @cached_property
    def waits_for_obstacles(self) -> bool:
        return self.says("obstacle")

    @cached_property
    def is_case_by_case(self) -> bool:
        """Comes back with each file that is handed in, whose terms the law sets."""
        return self.says("case")

    @cached_property
    def is_apart(self) -> bool:
        """Whether each of those who are told does its own part, by these words or by those that name them."""
        text = self.directive.source.text
        naming = (fold(text[lead.span.start : lead.span.end + _NAMING_REACH]) for lead in self.task.leads)
        return self.says("apart") or any(WORDS.holds(words.partition("\n")[0], "apart") for words in naming)

    @property
    def is_of_a_rule(self) -> bool:
        """An article of a regulation, which holds whenever its case comes."""
        return self.task.at.startswith("Điều") and "." in self.task.at

    @property
    def is_settled_elsewhere(self) -> bool:
        """Told again in the document's table, or carries out a cited document, which has its own times and results."""
        return self.is_settled_in_a_table or (bool(self.task.citations) and not self.makes_output)

    @cached_property
    def is_followed(self) -> bool:
        """Reports at a known time on all that the document orders."""
        task = self.task
        if self.of("time") is not None or not task.reports_to:
            return False
        if _ON_THE_WHOLE.search(self.folded) or (_FOLLOWS.match(self.folded) and not task.citations):
            return True
        return bool(_RESULTS_OF_IT.search(self.folded) and _ITSELF_SHORT.search(self.folded))


def _is_no_sentence(text: str) -> bool:
    words = text.split()[:_FEWEST_WORDS]
    legal_basis = text.startswith("Căn cứ") and text.rstrip().endswith((",", ";"))
    no_order = legal_basis or text.startswith(("Trên đây là", "Dự toán", "Về đề nghị"))
    return len(words) < _FEWEST_WORDS or all(word.isupper() for word in words) or no_order
