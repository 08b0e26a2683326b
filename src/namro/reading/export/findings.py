"""What `lint` found, for the one who drafts: in the terminal what concerns the whole document, then task by task; as
JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from namro.reading.clarity import Finding
from namro.reading.clears import SIX_CLEARS
from namro.reading.export import wording
from namro.reading.export.table import Paint, columns_of, painted, plain, wrap
from namro.reading.model import Directive, Span

_LEVELS = {"missing": "thiếu", "vague": "chưa đủ rõ", "slip": "cần sửa"}
_ORDER = {clear.key: index for index, clear in enumerate(SIX_CLEARS)}
_QUOTE_LINES = 2
_NARROWEST = 60


def render(directive: Directive, findings: Sequence[Finding], width: int = 120, *, styled: bool = False) -> str:
    """The findings of one document, each under the words that it is about."""
    paint = painted if styled else plain
    width = max(width, _NARROWEST)
    title = wording.document(directive.head, directive.source.name)
    lines = [paint(line, "1") for line in wrap(title, width)]
    lines += wrap(_counts(findings), width)
    lines += _of_all(directive, [one for one in findings if one.tasks], width, paint)
    for group in _by_task([one for one in findings if not one.tasks]):
        lines += ["", *_group(directive, group, width, paint)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_dict(directive: Directive, findings: Sequence[Finding], file: str) -> dict[str, Any]:
    """The findings of one document as plain dictionaries; spans count code points of the text that was read."""
    return {
        "file": file,
        "document": wording.document(directive.head, directive.source.name),
        "tasks": len(directive.tasks),
        "findings": [_as_dict(directive, finding) for finding in findings],
    }


def _by_task(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Each task's findings together, in the order of the clears, its slips last; outside of tasks each sentence's."""
    groups: dict[int | Span, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.sentence if finding.task is None else finding.task, []).append(finding)
    for group in groups.values():
        group.sort(key=lambda finding: _ORDER.get(finding.kind, len(_ORDER)))
    return list(groups.values())


def _as_dict(directive: Directive, finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "rule": finding.rule,
        "name": finding.name,
        "level": finding.level,
        "message": finding.message,
        "words": directive.source.words(finding.span),
        "span": _span(finding.span),
        "sentence": _span(finding.sentence) | {"text": directive.source.words(finding.sentence)},
        "task": _task(directive, finding.task) if finding.task is not None else None,
        "tasks": [_task(directive, index) for index in finding.tasks],
    }


def _task(directive: Directive, index: int) -> dict[str, Any]:
    task = directive.tasks[index]
    return {"index": index, "at": task.at, "nth": task.nth}


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _counts(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Không có điểm nào cần sửa."
    counts = Counter(finding.name for finding in findings)
    return f"{len(findings)} điểm cần xem: {'; '.join(f'{name} {count}' for name, count in counts.items())}."


def _of_all(directive: Directive, findings: Sequence[Finding], width: int, paint: Paint) -> Iterator[str]:
    """What several tasks share: what to mend, then their numbers in the register."""
    if findings:
        yield from ("", paint("Cả văn bản", "1"))
    for finding in findings:
        yield from _said(finding, max(columns_of(one.name) for one in findings), width)
        numbers = ", ".join(str(index + 1) for index in finding.tasks)
        yield from (f"    {line}" for line in wrap(f"Nhiệm vụ {numbers}.", width - 4))


def _said(finding: Finding, named: int, width: int) -> Iterator[str]:
    """One finding: its name, its level and what to mend."""
    levelled = max(len(word) for word in _LEVELS.values())
    head = f"  {finding.name:<{named}}  {_LEVELS[finding.level]:<{levelled}}  "
    for index, line in enumerate(wrap(finding.message, width - len(head))):
        yield (head if index == 0 else " " * len(head)) + line


def _group(directive: Directive, findings: Sequence[Finding], width: int, paint: Paint) -> Iterator[str]:
    """Where it stands, its first words, then what to mend."""
    task = findings[0].task
    if task is None:
        place, span = "Ngoài nhiệm vụ", findings[0].sentence
    else:
        at = directive.tasks[task].at
        place, span = f"Nhiệm vụ {task + 1}{f', mục {at}' if at else ''}", directive.tasks[task].span
    quoted = " ".join(directive.source.words(span).split())
    words = wording.cut(quoted, _QUOTE_LINES * width - columns_of(place) - 6)
    for index, line in enumerate(wrap(f"{place}: “{words}”", width)):
        yield paint(line, "1") if index == 0 else line
    named = max(columns_of(finding.name) for finding in findings)
    for finding in findings:
        yield from _said(finding, named, width)
