"""The example as a Word document, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I.

Numbers are Word's own (parts/numbering.xml), footnotes are real ones, and the annex stands in a landscape section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .package import packed, part, relation
from .source import Example, PageEnd, Paragraph, Run, merged_below, runs
from .xml import DECLARATION, R, W, cell, line, paragraph, row, rule, run, speck, table

CM = 567
PORTRAIT, LANDSCAPE = (11906, 16838), (16838, 11906)
MARGINS = {"top": 2 * CM, "bottom": 2 * CM, "left": 3 * CM, "right": int(1.5 * CM), "header": CM, "footer": 454}
LETTERHEAD = (3550, 5804)  # column widths: who issues it, the country's name
SIGNING = (4400, 4954)  # recipients, signature
ANNEX = (620, 4500, 2300, 2750, 1800, 2033)  # TT, task, lead, co-ordinators, when, product
CENTRED = (0, 4)  # columns of the annex

_NO_PADDING = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


def as_docx(example: Example) -> bytes:
    restarts = [one.restart for one in example.body if isinstance(one, Paragraph) and one.restart]
    return packed(
        _document(example),
        _footnotes(example.notes),
        part("numbering.xml").replace("<!-- restarts -->", "".join(_restarts(restarts))),
        title=f"Chỉ thị số {example.head['số']} của UBND tỉnh An Lâm",
        remark=example.head["chỉ dẫn"],
    )


def _document(example: Example) -> str:
    blocks = [
        _letterhead(example.head),
        *_title(example.head),
        *_body(example.body),
        _signing(example),
        speck(_section(PORTRAIT)),
        *_annex_title(example.annex_title),
        _annex(example.annex),
        speck(),
        _section(LANDSCAPE),
    ]
    return f"{DECLARATION}<w:document {W} {R}><w:body>{''.join(blocks)}</w:body></w:document>"


def _letterhead(head: dict[str, str]) -> str:
    upper, lower = head["cơ quan"].split(" / ")
    issuer = line(upper, 26, bold=True) + line(lower, 26, bold=True) + rule(1250)
    country = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26, bold=True)
    country += line("Độc lập - Tự do - Hạnh phúc", 28, bold=True) + rule(1130)
    number = line(f"Số: {head['số']}", 26, before=60)
    number += line(head["chỉ dẫn"], 24, bold=True, before=100, indent=735, boxed=True)  # as a note on circulation
    place = line(head["địa danh, ngày"], 28, italic=True, before=60)
    return _side_by_side(LETTERHEAD, [(issuer, country), (number, place)])


def _title(head: dict[str, str]) -> Iterator[str]:
    yield line(head["tên loại"], 28, bold=True, before=300)
    yield line(head["trích yếu"], 28, bold=True, indent=500)
    yield rule(3700, before=60, after=240)


def _body(body: Iterable[Paragraph | PageEnd]) -> Iterator[str]:
    paragraphs = [one for one in body if isinstance(one, Paragraph)]
    number = opened = 1  # the list that is running, and the last one opened: a restart opens one, a heading leaves it
    for index, one in enumerate(paragraphs):
        if one.restart:
            number = opened = opened + 1
        elif one.level is not None and one.level < 3:
            number = 1
        last = index == len(paragraphs) - 1  # held to the signature, which may not stand on a page of its own
        yield _body_paragraph(one, number, keep=last)


def _body_paragraph(one: Paragraph, number: int, *, keep: bool) -> str:
    content = "".join(_inline(piece, bold=one.heading) for piece in runs(one.text))
    if one.level is None:
        return paragraph(content, "BodyText", keep=keep)
    if one.heading:
        return paragraph(content, f"Heading{one.level + 1}")  # the style carries the number
    return paragraph(content, "BodyText", listed=(one.level, number), keep=keep)


def _inline(piece: Run, *, bold: bool = False) -> str:
    if piece.look == "note":
        mark = f'<w:footnoteReference w:id="{piece.text}"/>'
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{mark}</w:r>'
    look = piece.look
    return run(piece.text, bold=bold or look == "bold", italic=look == "italic", raised=look == "raised")


def _signing(example: Example) -> str:
    title, name = example.signer
    recipients = line("Nơi nhận:", 24, bold=True, italic=True, align="left", before=120)
    recipients += "".join(line(one, 22, align="left") for one in example.recipients)
    signature = line(title, 28, bold=True, before=120) + 5 * line("", 28) + line(name, 28, bold=True)
    return _side_by_side(SIGNING, [(recipients, signature)])


def _side_by_side(widths: tuple[int, int], rows: list[tuple[str, str]]) -> str:
    """A table without borders; no row is parted by a page's end."""
    made = [row((cell(left, widths[0]), cell(right, widths[1])), "<w:cantSplit/>") for left, right in rows]
    return table(widths, made, _NO_PADDING)


def _annex_title(lines: tuple[str, str, str]) -> Iterator[str]:
    yield line(lines[0], 28, bold=True)
    yield line(lines[1], 28, bold=True)
    yield line(lines[2], 28, italic=True)
    yield rule(6000, before=80, after=200)


def _annex(rows: tuple[tuple[str, ...], ...]) -> str:
    made = (_annex_row(rows, index) for index in range(len(rows)))
    return table(ANNEX, made, '<w:tblStyle w:val="TableGrid"/>')


def _annex_row(rows: tuple[tuple[str, ...], ...], index: int) -> str:
    head = index == 0
    cells = (_annex_cell(rows, index, column) for column, text in enumerate(rows[index]) if text != ">")
    return row(cells, "<w:cantSplit/>" + ("<w:tblHeader/>" if head else ""))


def _annex_cell(rows: tuple[tuple[str, ...], ...], index: int, column: int) -> str:
    """A cell, over all the ">" to its right and, by vMerge, over all the "^" below it."""
    whole, text = rows[index], rows[index][column]
    end = next((i for i in range(column + 1, len(whole)) if whole[i] != ">"), len(whole))
    properties = f'<w:gridSpan w:val="{end - column}"/>' if end > column + 1 else ""
    if text == "^":
        properties += "<w:vMerge/>"
    elif merged_below(rows, index, column):
        properties += '<w:vMerge w:val="restart"/>'
    properties += '<w:vAlign w:val="center"/>'
    head = index == 0
    align = "center" if head or column in CENTRED else "left"
    content = line("" if text == "^" else text, 24, bold=head or ">" in whole, align=align, before=40, after=40)
    return cell(content, sum(ANNEX[column:end]), properties)


def _section(page: tuple[int, int]) -> str:
    """A part of the document with page numbers of its own; its first page bears none."""
    wide = ' w:orient="landscape"' if page == LANDSCAPE else ""
    margins = " ".join(f'w:{side}="{length}"' for side, length in MARGINS.items())
    made = (
        _reference("header", "default", "header-number.xml"),
        _reference("header", "first", "header-first.xml"),
        _reference("footer", "default", "footer.xml"),
        _reference("footer", "first", "footer.xml"),
        f'<w:pgSz w:w="{page[0]}" w:h="{page[1]}"{wide}/><w:pgMar {margins} w:gutter="0"/>',
        '<w:pgNumType w:start="1"/><w:titlePg/>',
    )
    return f"<w:sectPr>{''.join(made)}</w:sectPr>"


def _reference(kind: str, pages: str, name: str) -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{relation(name)}"/>'


def _footnotes(notes: dict[str, str]) -> str:
    made = ""
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        made += f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    for note, text in notes.items():
        content = mark + run(" ") + "".join(_inline(piece) for piece in runs(text))
        made += f'<w:footnote w:id="{note}">{paragraph(content, "FootnoteText")}</w:footnote>'
    return f"{DECLARATION}<w:footnotes {W}>{made}</w:footnotes>"


def _restarts(starts: list[int]) -> Iterator[str]:
    """Lists 2, 3, …: the same list as 1, its letters started again at one set by hand."""
    for number, start in enumerate(starts, start=2):
        override = f'<w:lvlOverride w:ilvl="3"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        yield f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
