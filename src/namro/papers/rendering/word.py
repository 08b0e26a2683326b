"""A prepared paper in Word: the template's fields are filled by docxtpl, the long text is written in piece by piece."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC
from io import BytesIO
from typing import Any

from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from namro.papers.forms_of_papers import shipped, styles
from namro.papers.rendering import word_parts
from namro.papers.rendering.errors import BadTemplate
from namro.papers.rendering.prepared import (
    ISSUER_SIDE,
    LINE,
    NATION_SIDE,
    SAMPLE_MARK,
    SIZE,
    TEXT_WIDTH,
    Paper,
    listed,
    rule_lengths,
)
from namro.papers.rendering.templates import refuse_unsafe

# Comments of XML stand where the long text goes. No field can bring one in: every value is escaped.
BODY, ANNEXES = "<!--namro:body-->", "<!--namro:annexes-->"
DOCUMENT = "word/document.xml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same paper is the same file, whenever it is printed


def environment() -> SandboxedEnvironment:
    """How a template is filled: values escaped, no field left blank in silence, nothing of Python within reach."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def render(paper: Paper, template: bytes | None = None) -> bytes:
    """The bytes of the .docx. Raises BadTemplate for a template that cannot be filled."""
    if template is not None:
        refuse_unsafe(template)
    filled = DocxTemplate(BytesIO(template or shipped(paper.kind)))
    try:
        filled.render(context(paper), environment())
    except TemplateError as error:
        raise BadTemplate(f"Không điền được mẫu: {error}. Mở trang kiểm tra mẫu để xem chỗ sai.") from error
    document = filled.docx
    styles.add_missing(document)
    _rules(document, paper)
    _close_up(document, paper)
    _properties(document, paper)
    frame = BytesIO()
    document.save(frame)
    return _with_text(frame.getvalue(), paper)


def context(paper: Paper) -> dict[str, Any]:
    """What each field of a template stands for."""
    return {
        "superior": paper.superior,
        "issuer": paper.issuer,
        "number": paper.number,
        "symbol": paper.symbol,
        "subject_line": paper.subject_line,
        "place": paper.place,
        "day": paper.day,
        "month": paper.month,
        "year": paper.year,
        "kind_name": paper.kind_name,
        "title": paper.title.split("\n") if paper.title else [],
        "addressee": paper.addressees[0] if len(paper.addressees) == 1 else "",
        "addressees": listed(paper.addressees) if len(paper.addressees) > 1 else [],
        "recipients": list(paper.recipients),
        "authority": list(paper.authority),
        "signer_title": paper.signer_title,
        "signer_name": paper.signer_name,
        "sample_mark": SAMPLE_MARK if paper.sample else "",
        "body": Markup(BODY),
        "annexes": Markup(ANNEXES),
    }


def _rules(document: Any, paper: Paper) -> None:
    """Give each rule the length that the decree asks for: it follows from the text above it."""
    lengths = rule_lengths(paper)
    rules = {
        "NRRuleIssuer": (ISSUER_SIDE, lengths["issuer"]),
        "NRRuleMotto": (NATION_SIDE, lengths["motto"]),
        "NRRuleTitle": (TEXT_WIDTH, lengths["title"]),
    }
    paragraphs = [
        *document.paragraphs,
        *(one for table in document.tables for cell in table._cells for one in cell.paragraphs),
    ]
    for paragraph in paragraphs:
        if rule := rules.get(paragraph.style.style_id):
            room, length = rule
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((room - length) / 2)


def _close_up(document: Any, paper: Paper) -> None:
    """Set the text closer where it has to stand on one page; else the template's styles are left alone."""
    if (paper.size, paper.line) == (SIZE, LINE):
        return
    for style in document.styles:
        if style.style_id in word_parts.TEXT_STYLES:
            style.font.size = Pt(paper.size)
            style.paragraph_format.line_spacing = paper.line


def _properties(document: Any, paper: Paper) -> None:
    moment = paper.moment.astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.name, paper.issuer, ""
    properties.last_modified_by, properties.revision, properties.language = "Năm Rõ", 1, "vi-VN"
    properties.created = properties.modified = moment


def _with_text(frame: bytes, paper: Paper) -> bytes:
    """The frame's parts as they are, the document's with text and annexes in their places."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(frame)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target,
    ):
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with target.open(entry, "w") as part:
                if name != DOCUMENT:
                    part.write(source.read(name))
                    continue
                for piece in _gathered(_pieces(source.read(name).decode("utf-8"), paper)):
                    part.write(piece)
    return out.getvalue()


def _gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces by some tens of thousands of letters: the packer is slow with small ones."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > 1 << 16:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _pieces(xml: str, paper: Paper) -> Iterator[str]:
    before, _, rest = xml.partition(BODY)
    between, _, after = rest.partition(ANNEXES)
    yield before
    yield from word_parts.paragraphs(paper.blocks, keep_last=True)
    yield between
    if not paper.annexes:
        yield after
        return
    end = re.search(r"<w:sectPr[ >].*?</w:sectPr>(?=\s*</w:body>)", after, re.DOTALL)
    if end is None:
        raise BadTemplate("Mẫu không có thiết lập trang ở cuối văn bản. Mở mẫu bằng Word, lưu lại rồi tải lên lại.")
    yield after[: end.start()]
    yield from word_parts.annexes(paper.annexes, end.group(), after_text=paper.has_text)
    yield after[end.end() :]
