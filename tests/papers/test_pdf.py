"""A paper as PDF: its text can be copied out with every mark, its pages are counted, users' text is no code."""

from __future__ import annotations

import re
from unicodedata import normalize

import pypdfium2
import pytest

from namro.papers.rendering import to_docx, to_pdf
from tests import invented_papers as invented
from tests.papers.test_word import all_text


def printed(payload) -> bytes:
    return to_pdf(payload, payload["body"])


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [normalize("NFC", page.get_textpage().get_text_bounded()) for page in document]


def plain(text: str) -> str:
    """Without any white space: lines break where they may. Pdfium gives a hyphen at the end of a line as U+0002."""
    return re.sub(r"\s+", "", text.replace("\x02", "-"))


def test_every_word_can_be_copied_out():
    payload = invented.monthly(overdue=30)
    whole = plain("".join(pages(printed(payload))))
    head = payload["head"]
    for text in (*head["recipients"], head["title"], head["signature"]["name"], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert plain(text) in whole
    for block in payload["body"]:
        if all(isinstance(run, str) for run in block.get("runs", [])):
            assert plain("".join(block.get("runs", []))).rstrip(".") in whole
    for row in payload["tables"]["overdue"]["rows"]:
        for cell in row.values():
            assert all(plain(word) in whole for word in cell["text"].split())


@pytest.mark.parametrize("work", invented.WORKS)
def test_text_of_users_is_text(work):
    payload = invented.monthly(overdue=1)
    payload["tables"]["overdue"]["rows"][0]["text"] = {"text": work}
    payload["head"] = invented.head(addressees=[work], title=work)
    assert plain("".join(pages(printed(payload)))).count(plain(work)) >= 2


def test_a_letter_without_a_shape_does_not_stop_the_paper():
    payload = invented.monthly(overdue=1)
    payload["tables"]["overdue"]["rows"][0]["text"] = {"text": "đã xong \N{THUMBS UP SIGN} 完了"}
    assert "đãxong" in plain("".join(pages(printed(payload))))


def test_each_annex_counts_its_own_pages_and_hides_the_first():
    texts = pages(printed(invented.monthly(overdue=30)))
    firsts = [at for at, text in enumerate(texts) if at == 0 or re.search(r"^Phụ lục I{1,3}\s", text)]
    assert len(firsts) == 4
    for first, end in zip(firsts, [*firsts[1:], len(texts)], strict=True):
        assert not re.match(r"\d+\s", texts[first])
        for at in range(first + 1, end):
            assert re.match(rf"{at - first + 1}\s", texts[at]), texts[at][:40]


def test_bookmarks_name_sections_and_annexes():
    with pypdfium2.PdfDocument(printed(invented.monthly(overdue=3))) as document:
        titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[:3] == ["BÁO CÁO", "I. TÌNH HÌNH CHỈ ĐẠO, TRIỂN KHAI", "II. KẾT QUẢ THỰC HIỆN"]
    assert titles[-3:] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]


def test_it_is_an_archive_file_with_its_face_in_it():
    data = printed(invented.monthly(overdue=3))
    assert b"pdfaid:part>2<" in data
    assert b"pdfaid:conformance>U<" in data
    assert b"Tinos" in data
    assert b"FontFile2" in data


def test_the_same_paper_is_the_same_file():
    payload = invented.monthly(overdue=3)
    assert printed(payload) == printed(payload)


def test_it_says_what_word_says():
    """Both are drawn from one prepared paper; this holds them to it."""
    payload = invented.monthly(overdue=3)
    words = set(re.findall(r"\w+", all_text(to_docx(payload, payload["body"])).lower()))
    whole = plain("".join(pages(printed(payload)))).lower()
    assert {word for word in words if word not in whole} == set()


def test_every_heading_has_the_size_of_the_text():
    """The engine enlarges headings of its own accord."""
    with pypdfium2.PdfDocument(printed(invented.monthly(overdue=3))) as document:
        page = document[0]
        sizes = {round(one.get_font_size(), 1) for one in page.get_objects(filter=[1])}
    assert sizes <= {10.0, 11.0, 12.0, 13.0, 14.0}
