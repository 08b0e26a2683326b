"""Why the reader says what it says: for each field of each task the rule in a Vietnamese sentence, with the words.

The sentences stand in lexicon/rules.tsv beside an example and a source; a rule that has none is told by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from namro.reading.doubts import doubtful_words
from namro.reading.export import wording
from namro.reading.lexicon import rows
from namro.reading.model import Citation, Deadline, Directive, Named, Recurrence, Source, Target, Task

Finding = Named | Deadline | Recurrence | Target | Citation

_LONGEST = 160  # characters of a task that are told


def sentence_of(rule: str) -> str:
    """The Vietnamese sentence of a rule: "deadline.before" → "“Trước ngày …”: phải xong trước ngày ấy …"."""
    return _sentences().get(rule, f"Quy tắc {rule}.")


def render(directive: Directive) -> str:
    """The whole directive explained, as text."""
    lines = [wording.document(directive.head, directive.source.name)]
    lines += [f"Lưu ý: {remark}" for remark in directive.source.remarks]
    for number, task in enumerate(directive.tasks, 1):
        lines += ["", *_task(number, task, directive.source)]
    return "\n".join(lines) + "\n"


def _task(number: int, task: Task, source: Source) -> Iterator[str]:
    text = " ".join(task.text.split())
    yield f"{number}. [{task.at}] {text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}"
    yield f"   Là nhiệm vụ ({task.confidence:.0%}): {sentence_of(task.found_by)}"
    for field, findings in _fields(task):
        for one in findings:
            yield f"   {field} “{_words(one)}” ({one.confidence:.0%}): {sentence_of(one.found_by)}"
    if unsure := doubtful_words(source.seen, task.span):
        shown = ", ".join(f"“{source.words(word.span)}” (trang {word.page})" for word in unsure[:8])
        yield f"   Chữ nhận dạng chưa chắc, cần đối chiếu với ảnh: {shown}{'…' if len(unsure) > 8 else ''}"


def _fields(task: Task) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    yield "Chủ trì", task.leads
    yield "Phối hợp", task.coordinators
    yield "Thời hạn", task.deadlines
    yield "Nhịp", task.recurrences
    yield "Chỉ tiêu", task.targets
    yield "Báo cáo", task.reports_to
    yield "Tổng hợp qua", task.through
    yield "Sản phẩm", (task.product,) if task.product else ()
    yield "Viện dẫn", task.citations


def _words(finding: Finding) -> str:
    return " ".join((finding.name if isinstance(finding, Named) else finding.quote).split())


@lru_cache(maxsize=1)
def _sentences() -> dict[str, str]:
    return {row["rule"]: row["sentence"] for row in rows("rules")}
