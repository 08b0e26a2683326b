"""A Directive as JSON. The form is published in docs/directive.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from namro.reading import collector
from namro.reading.model import (
    Citation,
    Coverage,
    Deadline,
    Directive,
    Head,
    Named,
    Recurrence,
    Sentence,
    Span,
    Target,
    Task,
)

Json = dict[str, Any]


# a directive holds nothing that holds itself, so no list need be kept of what was met
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_END = "]}}"  # of the details, the coverage and the whole


def dumps(directive: Directive) -> str:
    """One line of JSON; Vietnamese is written as it is, not escaped.

    The same as json.dumps of `as_dict`, but the sentences of the coverage, which are many and hold but numbers and
    names of rules, are written straight as text in their place at the end.
    """
    with collector.held_back():
        written = _ENCODER.encode(_as_dict(directive, details=[]))
    details = ", ".join(map(_written, directive.coverage.sentences))
    return f"{written.removesuffix(_END)}{details}{_END}"


def as_dict(directive: Directive) -> Json:
    """The directive as plain dictionaries, lists, strings and numbers."""
    return _as_dict(directive, details=[_sentence(one) for one in directive.coverage.sentences])


def _as_dict(directive: Directive, *, details: list[Json]) -> Json:
    return {
        "document": _head(directive.head),
        "source": {
            "kind": directive.source.kind,
            "name": directive.source.name,
            "text": directive.source.text,
            "remarks": list(directive.source.remarks),
        },
        "citations": [_citation(citation) for citation in directive.citations],
        "tasks": [_task(task) for task in directive.tasks],
        "coverage": _coverage(directive.coverage, details),
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _head(head: Head) -> Json:
    return {
        "kind": head.kind,
        "number": head.number,
        "issued_on": head.issued_on,
        "issuer": head.issuer,
        "place": head.place,
        "subject": head.subject,
        "signer": {"name": head.signer.name, "title": head.signer.title} if head.signer else None,
        "recipients": list(head.recipients),
        "addressees": [_named(one) for one in head.addressees],
        "spans": {key: _span(span) for key, span in head.spans.items()},
    }


def _named(one: Named) -> Json:
    return {"name": one.name, "span": _span(one.span), "found_by": one.found_by, "confidence": one.confidence}


def _names(some: Sequence[Named]) -> list[str]:
    return [one.name for one in some]


def _citation(one: Citation) -> Json:
    return {
        "quote": one.quote,
        "span": _span(one.span),
        "kind": one.kind,
        "number": one.number,
        "issued_on": one.issued_on,
        "issuer": one.issuer,
        "found_by": one.found_by,
        "confidence": one.confidence,
    }


def _deadline(one: Deadline) -> Json:
    found: Json = {"quote": one.quote, "span": _span(one.span), "rule": one.rule}
    if one.rule == "within":
        found |= {"amount": one.amount, "unit": one.unit, "from": one.since}
    else:
        found["date"] = one.date
    return found | {"found_by": one.found_by, "confidence": one.confidence}


def _recurrence(one: Recurrence) -> Json:
    found: Json = {"quote": one.quote, "span": _span(one.span), "every": one.every, "rule": one.rule, "day": one.day}
    if one.on:
        found["on"] = one.on
    return found | {"found_by": one.found_by, "confidence": one.confidence}


def _target(one: Target) -> Json:
    return {
        "quote": one.quote,
        "span": _span(one.span),
        "op": one.op,
        "value": one.value,
        "unit": one.unit,
        "period": one.period,
        "found_by": one.found_by,
        "confidence": one.confidence,
    }


def _task(task: Task) -> Json:
    return {
        "at": task.at,
        "nth": task.nth,
        "text": task.text,
        "span": _span(task.span),
        "leads": _names(task.leads),
        "coordinators": _names(task.coordinators),
        "mode": task.mode,
        "deadlines": [_deadline(one) for one in task.deadlines],
        "recurrences": [_recurrence(one) for one in task.recurrences],
        "targets": [_target(one) for one in task.targets],
        "cites": [one.number for one in task.citations],
        "reports_to": _names(task.reports_to),
        "through": _names(task.through),
        "product": task.product.name if task.product else None,
        "soft_times": [{"quote": one.quote, "span": _span(one.span)} for one in task.soft_times],
        "nature": task.nature,
        "found_by": task.found_by,
        "confidence": task.confidence,
        "evidence": {
            "leads": [_named(one) for one in task.leads],
            "coordinators": [_named(one) for one in task.coordinators],
            "reports_to": [_named(one) for one in task.reports_to],
            "through": [_named(one) for one in task.through],
            "product": _named(task.product) if task.product else None,
        },
    }


def _coverage(coverage: Coverage, details: list[Json]) -> Json:
    return {
        "sentences": len(coverage.sentences),
        "task": coverage.count("task"),
        "not_task": coverage.count("not_task"),
        "unread": coverage.count("unread"),
        "details": details,
    }


def _sentence(one: Sentence) -> Json:
    return {"span": _span(one.span), "state": one.state, "found_by": one.found_by, "task": one.task}


def _written(one: Sentence) -> str:
    """`_sentence` as JSON."""
    start, end = one.span
    task = "null" if one.task is None else one.task
    return (
        f'{{"span": {{"start": {start}, "end": {end}}}, '
        f'"state": "{one.state}", "found_by": "{one.found_by}", "task": {task}}}'
    )
