"""What cannot be read is refused in one Vietnamese line that says why and what to do; nothing else is ever raised."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from namro.reading.errors import CannotRead
from namro.reading.folding import fold
from namro.reading.model import Source
from namro.reading.sources import Limits, open_source, read_bytes
from namro.reading.sources.limits import DEFAULT_LIMITS
from tests import making_docx as make
from tests.making_docx import Docx, Level

PLAIN = Docx().paragraph("Chỉ thị số 05/CT-UBND")


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS, name: str | None = None) -> str:
    with pytest.raises(CannotRead) as caught:
        open_source(data, name=name, limits=limits)
    return message(caught.value)


def message(error: CannotRead) -> str:
    """The refusal, once it is known to be one line of a cause and a remedy."""
    text = str(error)
    assert "\n" not in text
    assert error.cause.endswith((".", ")."))
    assert error.remedy.endswith(".")
    assert text == f"{error.cause} {error.remedy}"
    return text


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """The start of an OLE file and the names of its streams, as much as is looked at."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le") for name in streams)


# Kinds that are not read yet


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp rỗng"),
        (b" \n\t\n", "không có chữ"),
        ("\ufeff".encode(), "không có chữ"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF bị hỏng"),
        (b"\r\n%PDF-1.4 ...", "PDF bị hỏng"),
        (ole("WordDocument"), "Word đời cũ"),
        (ole("EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
        (ole("Workbook"), "Excel"),
        (ole("PowerPoint Document"), "PowerPoint"),
        (ole("__substg1.0_0037001F"), "Outlook"),
        (ole(), "Office đời cũ"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), ".odt"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "Excel"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "PowerPoint"),
        (zipped({"a.txt": "abc"}), "tệp nén"),
        (zipped({}), "tệp nén"),
        (b"Rar!\x1a\x07\x00", "tệp nén"),
        (b"7z\xbc\xaf\x27\x1c....", "tệp nén"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"<!DOCTYPE html><html>", "Trang web"),
        ("\ufeff\n <HTML lang='vi'>".encode(), "Trang web"),
        (b"<?xml version='1.0'?><edXML:Envelope/>", "XML"),
        (b"Received: from a\r\nMIME-Version: 1.0\r\n\r\n", "Thư không có chữ"),
        (b"\x89PNG\r\n\x1a\n", "ảnh"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "ảnh"),
        (b"II*\x00\x08\x00", "ảnh"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "ảnh"),
    ],
)
def test_kinds_not_read_are_named(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_the_name_does_not_tell_the_kind() -> None:
    assert open_source(PLAIN.bytes(), name="van-ban.pdf").kind == "docx"
    assert open_source("Chỉ thị".encode(), name="van-ban.docx").kind == "text"
    assert "PDF" in refused(b"%PDF-1.7", name="van-ban.docx")


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        "Chỉ thị".encode(),
        "\ufeffChỉ thị".encode(),
        "\ufeffChỉ thị".encode("utf-16-le"),
        "\ufeffChỉ thị".encode("utf-16-be"),
        "Chi\u0309 thi\u0323".encode(),  # decomposed
    ],
)
def test_unicode_is_read_in_its_usual_forms(data: bytes) -> None:
    assert open_source(data).text == "Chỉ thị"


SENTENCE = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương tổ chức thực hiện nhiệm vụ được giao. "
TCVN3 = "Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh khÈn tr­¬ng tæ chøc thùc hiÖn nhiÖm vô ®­îc giao. "
VNI = (
    "UÛy ban nhaân daân tænh yeâu caàu caùc sôû, ban, ngaønh khaån tröông toå chöùc thöïc hieän nhieäm vuï ñöôïc giao. "
)


@pytest.mark.parametrize(
    "data",
    [
        (TCVN3 * 3).encode("latin-1"),
        (TCVN3 * 3).encode(),  # the same bytes, saved once more as UTF-8
        (VNI * 3).encode(),
        (SENTENCE * 3).encode()[:-1].decode("latin-1").encode(),  # UTF-8 taken for Latin-1
        Docx().paragraph(TCVN3 * 3).bytes(),
        Docx().paragraph(VNI * 3).bytes(),
    ],
)
def test_old_encodings_are_converted(data: bytes) -> None:
    source = open_source(data)
    assert fold(source.text.strip()) == fold((SENTENCE * 3).strip())
    assert "đã chuyển sang Unicode" in source.remarks[0]


@pytest.mark.parametrize(
    "data",
    [
        "Kế hoạch".encode("utf-16-le")[:6] + b"\xe9\xea\xff",
        b"Ch\xed\xa0\x80 th",  # half of a surrogate pair
    ],
)
def test_bytes_in_no_encoding_are_refused(data: bytes) -> None:
    assert "Unicode" in refused(data) or "không phải văn bản" in refused(data)


def test_unicode_vietnamese_and_other_languages_are_no_old_encoding() -> None:
    assert open_source((SENTENCE * 5).encode())
    assert open_source(("Les élèves de cet été, naïfs, où ça ? Coût : 5 m² à l’école. " * 5).encode())
    assert open_source(("The costs¹ of five projects² were cut. " * 5).encode())


@pytest.mark.parametrize("data", [b"abc\x00def", bytes(range(1, 32)) * 20, b"\xff\xfe\x00\x00a\x00\x00\x00"])
def test_binary_data_is_no_text(data: bytes) -> None:
    assert "không phải văn bản" in refused(data)


@pytest.mark.parametrize("data", [b"\xff\xfeC\x00h", "\ufeffa\ud800b".encode("utf-16-le", "surrogatepass")])
def test_utf16_may_be_broken(data: bytes) -> None:
    try:
        open_source(data)
    except CannotRead as error:
        assert "UTF-16" in message(error)


# Damaged, locked and hostile packages


def test_a_truncated_file_is_damaged() -> None:
    data = PLAIN.bytes()
    for size in (5, 40, len(data) // 2, len(data) - 30, len(data) - 1):
        assert "hỏng" in refused(data[:size])


def test_a_zip_with_a_password() -> None:
    data = bytearray(PLAIN.bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + offset] |= 1
    assert "mật khẩu" in refused(bytes(data))


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "WORD\\VBAPROJECT.BIN"])
def test_macros_are_refused(part: str) -> None:
    document = Docx(parts={part: b"\x01\x02"}).paragraph("Chỉ thị")
    assert "macro" in refused(document.bytes())


def test_a_document_that_declares_macros_is_refused() -> None:
    types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    assert "macro" in refused(Docx(parts={"[Content_Types].xml": types}).paragraph("Chỉ thị").bytes())


def test_a_package_without_a_document() -> None:
    assert "word/document.xml" in refused(zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<a/>"}))
    assert "phần nội dung" in refused(Docx(parts={"word/document.xml": "<a/>"}).bytes())


def test_a_document_without_a_word() -> None:
    assert "không có chữ" in refused(Docx().paragraph("").paragraph(make.raw("<w:drawing/>")).bytes())


def test_xml_that_is_broken() -> None:
    for part in ("word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        document = Docx(parts={part: "<w:document><w:body>"}).paragraph("Chỉ thị").style("a")
        assert "hỏng" in refused(document.bytes())


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = BILLION_LAUGHS + PLAIN.document_xml().replace("Chỉ thị", "&k;")
    document = Docx(parts={"word/document.xml": bomb.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding)})
    assert "không an toàn" in refused(document.bytes())


def test_entities_may_not_reach_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    start = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    document = Docx(parts={"word/document.xml": start + PLAIN.document_xml().replace("Chỉ thị", "&x;")})
    assert "không an toàn" in refused(document.bytes())


def test_a_zip_bomb_is_stopped_by_its_ratio() -> None:
    blank = PLAIN.document_xml().replace("<w:body>", "<w:body>" + " " * 20_000_000)
    assert "bom nén" in refused(Docx(parts={"word/document.xml": blank}).bytes())


def test_a_zip_bomb_is_stopped_by_what_its_parts_come_to() -> None:
    limits = Limits(max_unpacked_bytes=100_000)
    many: dict[str, str | bytes] = {f"word/header{n}.xml": random.Random(n).randbytes(30_000).hex() for n in range(3)}
    assert "phình" in refused(Docx(parts=many).paragraph("Chỉ thị").bytes(), limits)


def test_a_part_that_lies_about_its_size_is_counted_as_it_comes_out() -> None:
    big = PLAIN.document_xml().replace("<w:body>", "<w:body>" + random.Random(1).randbytes(200_000).hex())
    data = bytearray(Docx(parts={"word/document.xml": big}).bytes())
    name = data.rfind(b"word/document.xml")  # in the central directory
    data[name - 22 : name - 18] = struct.pack("<I", 100)
    assert refused(bytes(data), Limits(max_part_bytes=300_000))


def test_a_package_of_too_many_parts() -> None:
    assert "thành phần" in refused(zipped({f"word/{n}.xml": "" for n in range(60)}), Limits(max_parts=50))


def test_an_unusual_packing_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("word/document.xml", PLAIN.document_xml())
    assert "hỏng" in refused(out.getvalue())


def nested_tables(depth: int) -> bytes:
    open_, close = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return Docx().add(open_ * depth + make.paragraph("đáy") + close * depth).bytes()


@pytest.mark.parametrize("depth", [41, 80, 300, 10_000])
def test_nested_tables_are_refused_beyond_the_limit(depth: int) -> None:
    assert "lồng nhau" in refused(nested_tables(depth))


def test_nested_tables_are_read_within_the_limit() -> None:
    assert open_source(nested_tables(15)).text == "đáy"


@pytest.mark.parametrize("wrapper", ["w:ins", "w:smartTag", "w:hyperlink", "w:customXml"])
def test_other_nesting_is_limited_too(wrapper: str) -> None:
    inside = f"<{wrapper}>" * 200 + make.run("đáy") + f"</{wrapper}>" * 200
    assert "lồng nhau" in refused(Docx().paragraph(make.Xml(inside)).bytes())


@pytest.mark.parametrize("wrapper", ["w:ins", "w:smartTag", "w:sdt", "w:customXml"])
def test_blocks_may_not_be_wrapped_without_end(wrapper: str) -> None:
    assert "lồng nhau" in refused(Docx().add(f"<{wrapper}>" * 200 + f"</{wrapper}>" * 200).paragraph("x").bytes())


def test_styles_may_go_in_circles() -> None:
    document = Docx().style("A", based_on="B").style("B", based_on="A").paragraph("Chỉ thị", style="A")
    number = document.list_on(document.define_list('<w:numStyleLink w:val="S"/>'))
    document.style("S", kind="numbering", paragraph=f'<w:numPr><w:numId w:val="{number}"/></w:numPr>')
    document.paragraph("vòng", numbered=(number, 0))
    assert open_source(document.bytes()).text == "Chỉ thị\nvòng"


@pytest.mark.parametrize("nonsense", ["", "-5", "abc", "9" * 5_000, "1e9", "٣"])
def test_numbers_may_be_nonsense(nonsense: str) -> None:
    document = Docx()
    level = Level(start=7).xml(0).replace('"7"', f'"{nonsense}"')
    number = document.list_on(document.define_list(level))
    document.paragraph("a", numbered=(number, 0)).table([[make.cell("b", columns=2).replace('"2"', f'"{nonsense}"')]])
    document.add(make.paragraph("c", numbered=(number, 0)).replace('w:ilvl w:val="0"', f'w:ilvl w:val="{nonsense}"'))
    assert open_source(document.bytes()).text.endswith("c")


def test_a_label_or_a_mark_may_not_be_repeated_without_end() -> None:
    document = Docx()
    number = document.list(Level(pattern="x" * 300_000))
    call = document.note("chú", own_mark="y" * 10_000)
    for _ in range(50):
        document.paragraph("a", call, numbered=(number, 0))
    assert len(open_source(document.bytes()).text) < 600_000


def test_documents_joined_from_others_are_refused() -> None:
    assert "ghép" in refused(Docx().add('<w:altChunk r:id="r1"/>').bytes())


# Limits are settings


def test_too_many_paragraphs() -> None:
    document = Docx()
    for _ in range(12):
        document.paragraph("x")
    assert "đoạn văn" in refused(document.bytes(), Limits(max_blocks=10))


def test_too_little_time() -> None:
    assert "giây" in refused(PLAIN.bytes(), Limits(max_seconds=-1))


def test_too_large_for_the_limit() -> None:
    assert "quá giới hạn" in refused(b"x" * 1_001, Limits(max_bytes=1_000))


# Paths


def refused_path(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(CannotRead) as caught:
        read_bytes(path, limits)
    return message(caught.value)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "chi-thi.txt"
    path.write_bytes(b"abc")
    assert read_bytes(path) == read_bytes(str(path)) == b"abc"


def test_a_large_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)  # holes: nothing is written
    assert "500 MB" in refused_path(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "thư mục" in refused_path(tmp_path)


def test_a_device_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "ong"
    os.mkfifo(pipe)
    assert "không phải tệp thường" in refused_path(pipe)


@pytest.mark.parametrize("name", ["khong-co.docx", "a/b.docx", "a\0b"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert "Không tìm thấy" in refused_path(tmp_path / name)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "khoa.docx"
    path.write_bytes(b"abc")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may open anything, so the system cannot be asked to refuse
    assert "Không có quyền" in refused_path(path)


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "stat", fail)
    assert "Input/output error" in refused_path(tmp_path / "a.docx")


# Anything at all


def reads_or_refuses(data: bytes) -> None:
    try:
        source = open_source(data)
    except CannotRead as error:
        message(error)
    else:
        assert isinstance(source, Source)
        assert source.text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + bytes(18))
@example(b"\xff\xfe\xff")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reads_or_refuses(data)


def rich() -> Docx:
    """A document with a little of everything."""
    document = Docx().style("Muc", run="<w:b/>").header("Trang")
    number = document.list(Level("upperRoman", "%1."), Level("decimal", "%1.%2."))
    document.paragraph("Nhiệm vụ", document.note("Chú thích"), numbered=(number, 0), style="Muc")
    document.paragraph(make.inserted("Sở Y tế"), make.deleted("cũ"), make.text_box("khung"), numbered=(number, 1))
    return document.table([["TT", make.cell("Việc", columns=2)], [make.cell("1", merge="restart"), "a", "b"]])


RICH = rich().bytes()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(RICH) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_spoilt_document_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(RICH)
    for at, value in changes:
        data[at] = value
    reads_or_refuses(bytes(data))


PARTS = {name: zipfile.ZipFile(io.BytesIO(RICH)).read(name) for name in zipfile.ZipFile(io.BytesIO(RICH)).namelist()}
TOKENS = (
    b"w:p",
    b"w:r",
    b"w:t",
    b"w:tbl",
    b"w:tr",
    b"w:tc",
    b"w:ins",
    b"w:del",
    b"w:sdt",
    b"w:numId",
    b"1",
    b"-1",
    b"",
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.sampled_from(TOKENS), st.sampled_from(TOKENS), st.integers(0, 3))
def test_a_document_of_wrong_parts_is_read_or_refused(name: str, old: bytes, new: bytes, times: int) -> None:
    spoilt = PARTS[name].replace(old, new, times) if old else PARTS[name][: times * 100]
    reads_or_refuses(zipped({**PARTS, name: spoilt}))
