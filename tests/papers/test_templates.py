"""An office's template: what may stand in it, and each fault told with its field and its place."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document

from namro.papers.checking import examine
from namro.papers.forms_of_papers.styles import STYLES
from namro.papers.rendering import check_template, shipped_template, template_fields, to_docx, trial_print
from namro.papers.rendering.errors import BadTemplate
from tests import invented_papers as invented
from tests.papers.test_checking import DOCUMENT, changed, swap
from tests.papers.test_word import all_text, opened

KINDS = ("monthly", "urging", "brief", "annex", "extension", "directions")
SHIPPED = shipped_template("monthly")


def with_line(text: str) -> bytes:
    """The shipped template with one more paragraph at its end."""
    document = Document(BytesIO(SHIPPED))
    document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, template: bytes = SHIPPED) -> bytes:
    out = BytesIO(template)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def told(data: bytes, kind: str = "monthly") -> list[tuple[str, str]]:
    return [(one.message, one.place) for one in check_template(kind, data) if one.blocks]


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_templates_have_no_fault_and_keep_to_the_decree(kind):
    assert check_template(kind, shipped_template(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_named_explained_and_shown(kind):
    fields = template_fields(kind)
    assert {"body", "annexes", "sample_mark"} <= {field.name for field in fields}
    assert all(field.meaning for field in fields)
    if kind != "annex":
        assert next(field.sample for field in fields if field.name == "signer_name") == "Ngô Văn Tài"


def test_an_office_may_change_words_and_looks():
    document = Document(BytesIO(SHIPPED))
    document.styles["VB - Đoạn"].font.size = 165100  # 13 points
    document.add_paragraph("Văn bản của {{ issuer }}")
    out = BytesIO()
    document.save(out)
    payload = invented.monthly(annexes=[])
    printed = to_docx(payload, payload["body"], template=out.getvalue())
    assert "Văn bản của SỞ TÀI CHÍNH" in all_text(printed)
    assert opened(printed).styles["VB - Đoạn"].font.size == 165100


def test_an_unknown_field_is_named_with_its_place_and_the_likely_one():
    [(message, place)] = told(with_line("Cơ quan: {{ isuer }}"))
    assert message == "Không có trường “isuer”. Có phải là “issuer”?"
    assert place.startswith("thân văn bản, đoạn ")
    assert "Cơ quan: {{ isuer }}" in place


def test_a_field_of_the_header_is_checked_too():
    document = Document(BytesIO(SHIPPED))
    document.sections[0].header.paragraphs[0].add_run("{{ ten_la }}")
    out = BytesIO()
    document.save(out)
    [(message, place)] = told(out.getvalue())
    assert "ten_la" in message
    assert place.startswith("lề trên, đoạn 1")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Số {{ number", "Thẻ viết dở"),
        ("Số number }}", "Thẻ viết dở"),
        ("{% if issuer %}x", "Thẻ sai cú pháp"),
        ("{% endif %}", "Thẻ sai cú pháp"),
        ("{{ issuer | }}", "Thẻ sai cú pháp"),
        ("{{ body }}", "đứng riêng một đoạn"),
        ("Nội dung: {{p body }}", "đứng riêng một đoạn"),
        ("{{ issuer | safe }}", "không gọi hàm"),
        ("{{ issuer.__class__ }}", "không gọi hàm"),
        ("{{ issuer.upper() }}", "không gọi hàm"),
        ("{{ '9' * 999999999 }}", "không tính toán"),
        ("{% for x in range(999999) %}x{% endfor %}", "không gọi hàm"),
        ("{% set x = 1 %}", "không dùng được lệnh “set”"),
        ("{% include 'x' %}", "không dùng được lệnh “include”"),
        ("{% macro x() %}{% endmacro %}", "không dùng được lệnh “macro”"),
    ],
)
def test_faults_of_a_tag_are_told_with_their_place(line, said):
    faults = told(with_line(line))
    assert any(said in message and line.strip()[:20] in place for message, place in faults), faults


def test_a_compulsory_field_that_is_gone():
    faults = told(changed(SHIPPED, DOCUMENT, swap("{{ signer_name }}", "")))
    assert faults == [("Mẫu thiếu trường “signer_name” (họ và tên người ký).", "")]


def test_the_text_itself_is_compulsory():
    assert "Mẫu thiếu trường “body”" in told(changed(SHIPPED, DOCUMENT, swap("{{p body }}", "")))[0][0]


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 x", b"PK\x03\x04 broken", SHIPPED[: len(SHIPPED) // 2]])
def test_what_is_no_word_document(data):
    assert "không phải văn bản Word" in told(data)[0][0]


def test_a_workbook_is_no_word_document():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "không phải văn bản Word" in told(out.getvalue())[0][0]


def test_macros():
    assert "macro" in told(with_part("word/vbaProject.bin", b"x"))[0][0]


def test_embedded_objects():
    assert "đối tượng nhúng" in told(with_part("word/embeddings/oleObject1.bin", b"x"))[0][0]


def test_a_zip_bomb():
    assert "bung ra quá lớn" in told(with_part("word/media/x.xml", b"\0" * 70_000_000))[0][0]


def test_a_template_from_elsewhere():
    relations = (
        b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://x" TargetMode="External"/>'
    )
    assert "nơi khác" in told(with_part("word/_rels/settings.xml.rels", relations + b"</Relationships>"))[0][0]


def test_entities_are_refused():
    assert "DOCTYPE" in told(with_part("word/footnotes.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'))[0][0]


def test_what_is_unsafe_is_refused_at_print_whoever_let_it_in():
    payload = invented.monthly()
    for template in (with_line("{{ issuer | safe }}"), with_part("word/vbaProject.bin", b"x"), b"hello"):
        with pytest.raises(BadTemplate):
            to_docx(payload, payload["body"], template=template)


def test_an_unknown_field_never_prints_blank():
    payload = invented.monthly()
    with pytest.raises(BadTemplate, match="isuer"):
        to_docx(payload, payload["body"], template=with_line("{{ isuer }}"))


def test_a_look_against_the_decree_is_told_but_does_not_block():
    document = Document(BytesIO(SHIPPED))
    document.sections[0].left_margin = 360000  # 10 mm
    out = BytesIO()
    document.save(out)
    faults = check_template("monthly", out.getvalue())
    assert not any(one.blocks for one in faults)
    assert "Lề trang" in faults[0].message


def test_a_trial_print_says_that_its_words_are_invented():
    printed = trial_print("monthly", SHIPPED)
    assert "Số liệu minh họa" in opened(printed).sections[0].footer.paragraphs[0].text
    assert "Ngô Văn Tài" in all_text(printed)


def test_a_template_whose_styles_got_other_ids_prints_alike():
    """Word and LibreOffice name styles anew when they save; their names stay."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(SHIPPED)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xml"):
                content = re.sub(rb'(w:styleId|w:val)="NR(\w+)"', rb'\1="Vn\2"', content)
            target.writestr(name, content)
    renamed = out.getvalue()
    assert b"VnParagraph" in zipfile.ZipFile(BytesIO(renamed)).read("word/styles.xml")
    assert check_template("monthly", renamed) == []
    payload = invented.monthly(overdue=3)
    printed = to_docx(payload, payload["body"], template=renamed)
    assert [check.detail for check in examine(printed, "monthly") if not check.ok] == []


def test_no_style_bears_a_comma_which_word_takes_for_another_name():
    assert not any("," in style.name for style in STYLES)
