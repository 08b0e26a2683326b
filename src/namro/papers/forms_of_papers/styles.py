"""The paragraph styles of a paper, by Decree 30/2020/NĐ-CP, Appendix I (sizes and kinds of letters: part V).

An office may change them in its own template; what a template lacks is put in when a paper is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
FIRST_LINE = 12.7  # millimetres; 1 cm or 1,27 cm is asked for (II.6.e)
LINE = 1.15  # lines; single to 1,5
GAP = 6.0  # points between paragraphs, the least that is asked for (II.6.e)

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Style:
    id: str  # as the printed text names it
    name: str  # as Word shows it; a comma would part it into two
    size: float
    align: str = "left"
    bold: bool = False
    italic: bool = False
    first: bool = False  # first line drawn in
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    keep: bool = False  # on one page with what follows
    level: int | None = None  # in the outline
    rule: bool = False  # a line drawn under an empty, low paragraph


STYLES = (
    Style("NRSuperior", "VB - Cơ quan chủ quản", 12, "center"),
    Style("NRIssuer", "VB - Cơ quan ban hành", 12, "center", bold=True),
    Style("NRNation", "VB - Quốc hiệu", 12, "center", bold=True),
    Style("NRMotto", "VB - Tiêu ngữ", 13, "center", bold=True),
    Style("NRNumber", "VB - Số và ký hiệu", 13, "center", before=4),
    Style("NRSubject", "VB - Trích yếu công văn", 12, "center", before=6),
    Style("NRPlace", "VB - Địa danh và thời gian", 13, "center", italic=True, before=4),
    Style("NRKind", "VB - Tên loại", 14, "center", bold=True, before=14, keep=True),
    Style("NRTitle", "VB - Trích yếu", 14, "center", bold=True, keep=True),
    Style("NRTo", "VB - Kính gửi", 14, "center", before=10, after=4),
    Style("NRToList", "VB - Kính gửi nhiều nơi", 14, "left", after=2),
    Style("NRRuleIssuer", "VB - Kẻ dưới cơ quan", 2, "center", rule=True),
    Style("NRRuleMotto", "VB - Kẻ dưới tiêu ngữ", 2, "center", rule=True),
    Style("NRRuleTitle", "VB - Kẻ dưới trích yếu", 2, "center", rule=True, after=6),
    Style("NROpening", "VB - Mở đầu", 14, "both", first=True, before=GAP, line=LINE),
    Style("NRBasis", "VB - Căn cứ", 14, "both", italic=True, first=True, before=GAP, line=LINE),
    Style("NRParagraph", "VB - Đoạn", 14, "both", first=True, before=GAP, line=LINE),
    Style("NRDash", "VB - Gạch đầu dòng", 14, "both", first=True, before=GAP, line=LINE),
    Style("NRClosing", "VB - Kết thúc", 14, "both", first=True, before=GAP, line=LINE),
    Style("NRSection", "VB - Mục", 14, "both", bold=True, first=True, before=GAP, line=LINE, keep=True, level=0),
    Style(
        "NRHeading",
        "VB - Khoản có tiêu đề",
        14,
        "both",
        bold=True,
        first=True,
        before=GAP,
        line=LINE,
        keep=True,
        level=1,
    ),
    Style("NREnd", "VB - Dấu kết thúc", 14, "right", before=GAP),
    Style("NRTableTitle", "VB - Tên bảng", 13, "center", bold=True, before=GAP, after=3, keep=True),
    Style("NRCell", "VB - Ô bảng", 12),
    Style("NRCellSmall", "VB - Ô bảng cỡ nhỏ", 11),
    Style("NRBeforeFoot", "VB - Trước chữ ký", 6, keep=True),
    Style("NRToRecipients", "VB - Nơi nhận", 12, "left", bold=True, italic=True),
    Style("NRRecipient", "VB - Tên nơi nhận", 11, "left"),
    Style("NRSigner", "VB - Quyền hạn và chức vụ", 14, "center", bold=True, keep=True),
    Style("NRSignerName", "VB - Họ tên người ký", 14, "center", bold=True),
    Style("NRAnnex", "VB - Phụ lục", 14, "center", bold=True, keep=True, level=0),
    Style("NRAnnexTitle", "VB - Tên phụ lục", 14, "center", bold=True, keep=True),
    Style("NRAccompanies", "VB - Kèm theo", 14, "center", italic=True, keep=True),
    Style("NRPageNumber", "VB - Số trang", 14, "center"),
    Style("NRSample", "VB - Số liệu minh họa", 10, "center", italic=True),
    Style("NRSmallest", "VB - Dòng đệm", 1),
)
BY_ID = {style.id: style for style in STYLES}


def base(document: Any) -> None:
    """The document's own style: Times New Roman in every slot, Vietnamese, no space that nobody asked for."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    normal.paragraph_format.widow_control = True


def add_missing(document: Any) -> None:
    """Put in every style that the document lacks; those an office has changed stay as they are.

    Programs that save a template give styles new ids and keep their names, so these are told by name first.
    """
    _restore_ids(document)
    there = {style.style_id for style in document.styles}
    for style in STYLES:
        if style.id not in there:
            _add(document, style)


def _restore_ids(document: Any) -> None:
    by_name = {style.name.casefold(): style.id for style in STYLES}
    renamed: dict[str, str] = {}
    for style in document.styles:
        ours = by_name.get((style.name or "").casefold())
        if ours and style.style_id != ours:
            renamed[style.style_id] = ours
            style.element.set(qn("w:styleId"), ours)
    if not renamed:
        return
    parts = [document.part]
    parts += [relation.target_part for relation in document.part.rels.values() if not relation.is_external]
    for part in {id(part): part for part in parts}.values():
        for reference in _references(part):
            if reference.get(qn("w:val")) in renamed:
                reference.set(qn("w:val"), renamed[reference.get(qn("w:val"))])


def _references(part: Any) -> Any:
    """What names a style in a part that is kept as a tree; parts kept as bytes name none of ours."""
    element = getattr(part, "_element", None)
    return () if element is None else element.iter(qn("w:pStyle"), qn("w:basedOn"), qn("w:next"), qn("w:link"))


def _add(document: Any, style: Style) -> None:
    added = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    added.element.set(qn("w:styleId"), style.id)
    added.base_style = document.styles["Normal"]
    added.quick_style = True
    font, paragraph = added.font, added.paragraph_format
    font.name, font.size = FONT, Pt(style.size)
    font.bold, font.italic = style.bold, style.italic
    paragraph.alignment = _ALIGN[style.align]
    paragraph.space_before, paragraph.space_after = Pt(style.before), Pt(style.after)
    paragraph.line_spacing = Pt(4) if style.rule else style.line
    paragraph.first_line_indent = Mm(FIRST_LINE) if style.first else Mm(0)
    paragraph.keep_with_next = style.keep
    properties = added.element.get_or_add_pPr()
    if style.level is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(style.level))
        properties.append(level)
    if style.rule:
        _border(properties)


def _border(properties: Any) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
