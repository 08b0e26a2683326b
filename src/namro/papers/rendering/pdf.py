"""A prepared paper as PDF: the drawing is paper.typ, the paper goes in as data and is nowhere read as code."""

from __future__ import annotations

import json
import re
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any, Final

import pypdfium2
import typst

from namro.papers.rendering import faces
from namro.papers.rendering.prepared import (
    ANNEX_ONLY,
    LINE,
    SAMPLE_MARK,
    SINGLE,
    Annex,
    Block,
    Paper,
    Table,
    listed,
    rule_lengths,
)

STANDARD: Final = "a-2u"  # kept for years, its text can be copied out
_DRAWING = Path(__file__).with_name("paper.typ")
# A word longer than the line of a cell, or one with "/" or "-" in it, where a line would break: 07/CT-UBND, 30/6/2025
_SPECIAL = re.compile(r"(?P<long>\S{25,})|[^\s/-]*[\w.]+[/-][\w.][^\s]*")
_PIECE = 8  # letters after which a long word may be broken
Said = str | list[str | dict[str, str]]
_TALLEST_KEPT = 2400  # letters in a cell; a row longer than a page must be let split
_LEADING = {LINE: 0.667, SINGLE: 0.494}  # ems between lines, so that they stand as far apart as in Word
_SPARE = 14.0  # points; nearly a line
_UNDRAWN = "\N{WHITE SQUARE}"


def render(paper: Paper) -> bytes:
    """The bytes of a PDF/A-2u. The same paper gives the same bytes: its day is the snapshot's moment."""
    return _drawing(paper, 0.0)


def _drawing(paper: Paper, spare: float) -> bytes:
    return typst.compile(
        _DRAWING,
        format="pdf",
        font_paths=_faces(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_data(paper) | {"spare": spare}, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(paper.moment.timestamp()),
    )


def count_pages(paper: Paper, *, with_spare: bool = False) -> int:
    """On how many pages it comes out; with a little room to spare where Word must do the same, lines and all."""
    with pypdfium2.PdfDocument(_drawing(paper, _SPARE if with_spare else 0.0)) as document:
        return len(document)


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
        "subject_line": _lines(paper.subject_line) if paper.subject_line else [],
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
        "size": paper.size,
        "leading": _LEADING[paper.line],
        "blocks": [_block(block) for block in paper.blocks],
        "annexes": [_annex(annex) for annex in paper.annexes],
    }


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "label": _said(annex.label),
        "title": _lines(annex.title),
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
            for row in table.rows[: len(table.rows) - table.has_total]
        ],
        "total": [_lines(text) for text in table.rows[-1].cells] if table.has_total else [],
    }


def _lines(text: str) -> list[Said]:
    return [_said(line) for line in text.split("\n")]


def _said(text: str) -> Said:
    """A text to draw: a number or a day is kept on one line, a very long word may be broken."""
    drawn = _drawn(text)
    if not _SPECIAL.search(drawn):
        return drawn
    pieces: list[str | dict[str, str]] = []
    plain = 0
    for found in _SPECIAL.finditer(drawn):
        pieces.append(drawn[plain : found.start()])
        pieces += _long(found.group()) if found["long"] else [{"keep": found.group()}]
        plain = found.end()
    return [piece for piece in (*pieces, drawn[plain:]) if piece]


def _long(word: str) -> list[str | dict[str, str]]:
    parts: list[str | dict[str, str]] = []
    for at in range(0, len(word), _PIECE):
        parts += [{"break": ""}, word[at : at + _PIECE]] if at else [word[:_PIECE]]
    return parts


def _drawn(text: str) -> str:
    """Letters that the face has; another is a square, since PDF/A takes no letter without a shape."""
    if text.isascii():
        return text
    known = faces.letters()
    return "".join(letter if ord(letter) in known else _UNDRAWN for letter in text)
