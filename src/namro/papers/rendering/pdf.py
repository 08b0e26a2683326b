"""A prepared paper as PDF: the drawing is paper.typ, the paper goes in as data and is nowhere read as code."""

from __future__ import annotations

import json
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from namro.papers.rendering import faces
from namro.papers.rendering.prepared import ANNEX_ONLY, SAMPLE_MARK, Annex, Block, Paper, Table, listed, rule_lengths

STANDARD: Final = "a-2u"  # kept for years, its text can be copied out
_DRAWING = Path(__file__).with_name("paper.typ")
_LONG_WORD = 24  # letters; a longer word may be broken every so many
_PIECE = 8
_TALLEST_KEPT = 2400  # letters in a cell; a row longer than a page must be let split
_UNDRAWN = "\N{WHITE SQUARE}"


def render(paper: Paper) -> bytes:
    """The bytes of a PDF/A-2u. The same paper gives the same bytes: its day is the snapshot's moment."""
    return typst.compile(
        _DRAWING,
        format="pdf",
        font_paths=_faces(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(paper.moment.timestamp()),
    )


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces.folder())])


def _data(paper: Paper) -> dict[str, Any]:
    """What paper.typ draws. Keys are its own; texts are strings, or pieces of one."""
    moment = paper.moment.astimezone(UTC)
    return {
        "name": _drawn(paper.name),
        "issuer": _said(paper.issuer),
        "author": _drawn(paper.issuer),
        "moment": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "sample": SAMPLE_MARK if paper.sample else "",
        "letterhead": paper.kind not in ANNEX_ONLY,
        "superior": _said(paper.superior),
        "numbered": _drawn(f"Số: {paper.number}/{paper.symbol}"),
        "dated": _drawn(f"{paper.place}, ngày {paper.day} tháng {paper.month} năm {paper.year}"),
        "subject_line": _said(paper.subject_line),
        "kind_name": _said(paper.kind_name),
        "title": _lines(paper.title),
        "addressees": [
            _said(one) for one in (listed(paper.addressees) if len(paper.addressees) > 1 else paper.addressees)
        ],
        "recipients": [_said(one) for one in paper.recipients],
        "authority": [_said(line) for line in paper.authority],
        "signer_title": _said(paper.signer_title),
        "signer_name": _said(paper.signer_name),
        "rules": rule_lengths(paper),
        "blocks": [_block(block) for block in paper.blocks],
        "annexes": [_annex(annex) for annex in paper.annexes],
    }


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "label": _said(annex.label),
        "title": _lines(annex.title.upper()),
        "accompanies": _said(annex.accompanies),
        "lying": annex.lying,
        "blocks": [_block(block) for block in annex.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if block.table is not None:
        return {"style": "table", "table": _table(block.table)}
    return {"style": block.style, "text": _lines(block.text)}


def _table(table: Table) -> dict[str, Any]:
    groups: list[dict[str, Any]] = []
    for column in table.columns if table.has_groups else ():
        if column.group and groups and groups[-1]["name"] == _said(column.group) and groups[-1]["span"]:
            groups[-1]["span"] += 1
        else:
            groups.append({"name": _said(column.group or column.name), "span": 1 if column.group else 0})
    return {
        "title": _lines(table.title) if table.title else [],
        "size": table.size,
        "widths": [column.width for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "groups": groups,
        "heads": [_said(column.name) for column in table.columns if column.group or not table.has_groups],
        "head-rows": 2 if table.has_groups else 1,
        "rows": [
            {
                "cells": [_lines(text) for text in row.cells],
                "bold": row.bold,
                "whole": max(map(len, row.cells), default=0) < _TALLEST_KEPT,
            }
            for row in table.rows
        ],
    }


def _lines(text: str) -> list[str | list[str]]:
    return [_said(line) for line in text.split("\n")]


def _said(text: str) -> str | list[str]:
    """A text to draw; one with a very long word in pieces, between which its line may be broken."""
    drawn = _drawn(text)
    if len(drawn) <= _LONG_WORD or all(len(word) <= _LONG_WORD for word in drawn.split(" ")):
        return drawn
    pieces: list[str] = []
    for word in drawn.split(" "):
        parts = [word] if len(word) <= _LONG_WORD else [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
        if pieces:
            pieces[-1] += " "
            if len(word) <= _LONG_WORD:
                pieces[-1] += word
                continue
        pieces += parts
    return pieces


def _drawn(text: str) -> str:
    """Letters that the face has; another is a square, since PDF/A takes no letter without a shape."""
    if text.isascii():
        return text
    known = faces.letters()
    return "".join(letter if ord(letter) in known else _UNDRAWN for letter in text)
