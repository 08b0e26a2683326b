"""The register as one HTML page that needs nothing else: the document on the left, its tasks on the right.

The page opens from a disk with no network. Its own policy forbids every request, and every script and style but the two
that it brings, so that words of a document can never act.
"""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from namro.reading.export import wording
from namro.reading.export.page.cards import agency_ids, cards_of, measures_of, unread_words
from namro.reading.export.page.document import sheet_of
from namro.reading.export.page.words import slip_key
from namro.reading.export.register import Register

_HERE = Path(__file__).parent
_STYLES = ("tokens.css", "parts.css", "document.css", "desk.css", "print.css")
_SCRIPT = "desk.js"
# Control signs of a bad scan or a hostile file have no place in HTML.
_UNPRINTABLE = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if chr(code) not in "\n\t"} | {127: "\ufffd"}


def render(register: Register) -> str:
    """The whole page."""
    style, script = _asset_text()
    directive = register.directive
    html = (
        _environment()
        .get_template("page.html")
        .render(
            register=register,
            head=directive.head,
            coverage=directive.coverage,
            bar=_bar(register),
            sheet=sheet_of(register),
            cards=cards_of(register),
            agencies=agency_ids(register),
            measures=measures_of(register),
            unread=unread_words(register),
            slip_key=slip_key,
            subject=" ".join((directive.head.subject or "").split()),
            document=wording.document(directive.head, directive.source.name),
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'",
        )
    )
    return html.translate(_UNPRINTABLE)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset_text() -> tuple[str, str]:
    folder = _HERE / "assets"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in _STYLES)
    return style, (folder / _SCRIPT).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The hash by which a content security policy knows a script or a style."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _bar(register: Register) -> list[tuple[str, float, float]]:
    """The parts of the coverage bar, 600 wide: class, left edge, width; what is not empty is never too thin to see."""
    coverage = register.directive.coverage
    counts = [coverage.count(state) for state in ("task", "not_task", "unread")]
    total = sum(counts) or 1
    widths = [max(6.0, 600 * count / total) if count else 0.0 for count in counts]
    scale = 600 / (sum(widths) or 1)
    parts, left = [], 0.0
    for name, width in zip(("c1", "c2", "c3"), widths, strict=True):
        parts.append((name, round(left, 1), round(max(0.0, width * scale - 2), 1)))
        left += width * scale
    return parts
