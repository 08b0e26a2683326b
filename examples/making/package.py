"""Packs the parts of a Word document into a .docx. The same parts give the same bytes: fixed times, fixed order."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from .xml import DECLARATION

FIXED_TIME = (2025, 3, 12, 0, 0, 0)

# Each part that word/document.xml refers to, in the order of its relation's number, and the kind of relation.
RELATED = (
    ("styles.xml", "styles"),
    ("numbering.xml", "numbering"),
    ("settings.xml", "settings"),
    ("fontTable.xml", "fontTable"),
    ("footnotes.xml", "footnotes"),
    ("header-first.xml", "header"),
    ("header-number.xml", "header"),
    ("footer.xml", "footer"),
)

_PARTS = Path(__file__).parent / "parts"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package"


def part(name: str) -> str:
    """A part that is the same whatever the source says."""
    return (_PARTS / name).read_text("utf-8")


def relation(name: str) -> str:
    """The id by which document.xml refers to a part."""
    return f"rId{[one for one, _ in RELATED].index(name) + 1}"


def packed(document: str, footnotes: str, numbering: str, *, title: str, remark: str) -> bytes:
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(escape(title), escape(remark)),
        "docProps/app.xml": _app(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            [(f"{_OFFICE}/relationships/{kind}", name) for name, kind in RELATED]
        ),
        "word/footnotes.xml": footnotes,
        "word/numbering.xml": numbering,
    }
    for name, _ in RELATED:
        if f"word/{name}" not in parts:
            parts[f"word/{name}"] = part(name)
    return _zipped(parts)


def _zipped(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, text.encode("utf-8"))
    return held.getvalue()


def _core(title: str, remark: str) -> str:
    year, month, day = FIXED_TIME[:3]
    when = f'xsi:type="dcterms:W3CDTF">{year:04}-{month:02}-{day:02}T00:00:00Z'
    return "".join(
        (
            f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"',
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
            f"<dc:title>{title} ({remark})</dc:title>",
            f"<dc:subject>{remark}</dc:subject>",
            "<dc:creator>Năm Rõ</dc:creator>",
            "<cp:keywords>minh họa; hư cấu</cp:keywords>",
            f"<dc:description>{remark}</dc:description>",
            "<cp:lastModifiedBy>Năm Rõ</cp:lastModifiedBy>",
            "<cp:revision>1</cp:revision>",
            f"<dcterms:created {when}</dcterms:created>",
            f"<dcterms:modified {when}</dcterms:modified>",
            "<dc:language>vi-VN</dc:language>",
            "</cp:coreProperties>",
        )
    )


def _app() -> str:
    properties = "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion>"
    return f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">{properties}</Properties>'


def _content_types() -> str:
    word = f"{_OFFICE_TYPE}.wordprocessingml"
    kinds = [("word/document.xml", f"{word}.document.main+xml")]
    kinds += [(f"word/{name}", f"{word}.{kind}+xml") for name, kind in RELATED]
    kinds.append(("docProps/core.xml", f"{_PACKAGE_TYPE}.core-properties+xml"))
    kinds.append(("docProps/app.xml", f"{_OFFICE_TYPE}.extended-properties+xml"))
    made = f'<Default Extension="rels" ContentType="{_PACKAGE_TYPE}.relationships+xml"/>'
    made += '<Default Extension="xml" ContentType="application/xml"/>'
    made += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds)
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{made}</Types>'


def _package_relations() -> str:
    return _relations(
        [
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ]
    )


def _relations(pairs: list[tuple[str, str]]) -> str:
    made = ""
    for number, (kind, name) in enumerate(pairs, start=1):
        made += f'<Relationship Id="rId{number}" Type="{kind}" Target="{name}"/>'
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'
