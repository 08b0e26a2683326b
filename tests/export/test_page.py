"""The page: the document whole, leads either way, no request, and words that cannot act."""

import re

import pytest
from lxml import html

from namro.reading.export import page
from namro.reading.export.page.segments import segments
from namro.reading.model import Span
from tests.export.invented import PARAGRAPHS, register


@pytest.fixture(scope="module")
def text():
    return page.render(register())


@pytest.fixture(scope="module")
def tree(text):
    return html.fromstring(text)


def test_every_task_leads_to_its_words_and_back(tree):
    for number in range(1, 5):
        assert len(tree.xpath(f"//*[@id='d{number}']")) == 1 and len(tree.xpath(f"//li[@id='n{number}']")) == 1
        assert tree.xpath(f"//main//a[@href='#n{number}']") and tree.xpath(
            f"//section[@id='cards']//a[@href='#d{number}']"
        )


def test_every_field_finds_its_words(tree):
    asked = {key for value in tree.xpath("//*[@data-words]/@data-words") for key in value.split()}
    there = {key for value in tree.xpath("//*[@data-of]/@data-of") for key in value.split()}
    assert asked and asked <= there
    lit = tree.xpath("//*[contains(concat(' ', @data-of, ' '), ' n1-due-0 ')]")
    assert "".join(node.text_content() for node in lit) == "trước ngày 15/3/2025"


def test_the_document_is_there_word_for_word(tree):
    told = re.sub(r"\s+", "", "".join(tree.xpath("//article//text()[not(ancestor::*[@class='nos'])]")))
    for words in PARAGRAPHS:
        assert re.sub(r"\s+", "", words.replace("UBND¹", "UBND1")) in told


def test_two_tasks_share_a_paragraph(tree):
    second = tree.xpath("//*[@id='d2']")[0]
    assert second.text_content().strip().endswith("Sở Tư pháp tổng hợp, khẩn trương thẩm định.")
    assert "cont" in second.xpath(".//p")[0].get("class")
    assert tree.xpath("//*[@id='d1']")[0].text_content().strip().startswith("1- Chủ trì")  # its bullet goes with it


def test_tables_are_tables_with_merged_cells(tree):
    (table,) = tree.xpath("//article//table")
    assert [len(row.xpath("./td|./th")) for row in table.xpath(".//tr")] == [3, 3, 1]
    assert table.xpath(".//td[@rowspan='2']")[0].text_content().strip() == "1"
    assert len(table.xpath(".//th")) == 3 and table.xpath(".//td//div[@id='d4']")


def test_footnotes_stand_at_the_end_and_are_called(tree):
    assert tree.xpath("//sup/a[@href='#fn-1']") and "70 tỷ đồng" in tree.xpath("//*[@id='fn-1']")[0].text_content()


def test_what_was_not_read_is_shown_and_reached(tree):
    assert tree.xpath("//*[@id='u1']")[0].text_content() == "Câu này không ai hiểu."
    assert tree.xpath("//section[@id='unread']//a[@href='#u1']") and tree.xpath("//a[@href='#unread']")


def test_marks_say_in_words_what_their_height_says(tree):
    five = tree.xpath("//li[@id='n2']//*[@role='img']")[0]
    assert five.get("aria-label") == "Rõ 3 trên 5; chưa đủ rõ: thời gian; thiếu: kết quả"
    assert [mark.get("class") for mark in five] == ["c", "c", "v", "c", None]


def test_every_lead_inside_the_page_arrives(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in tree.xpath("//a/@href")} <= set(ids)


def test_no_request_and_no_foreign_script(text, tree):
    addresses = tree.xpath("//@src | //link/@href | //a/@href")
    assert all(address.startswith("#") for address in addresses)
    assert not re.search(r"url\(|@import|innerHTML", text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert len(tree.xpath("//script")) == 1 and not tree.xpath("//@style | //@onclick")


def test_words_of_the_document_are_words(text):
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text


def test_the_policy_knows_script_and_style_by_what_they_are(text, tree):
    import base64
    from hashlib import sha256

    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for name in ("script", "style"):
        inside = re.search(rf"<{name}>(.*?)</{name}>", text, re.S)[1]
        assert base64.b64encode(sha256(inside.encode()).digest()).decode() in policy


def test_a_register_without_tasks_or_marks_is_a_page_too():
    from dataclasses import replace

    from namro.reading.export.register import register_of
    from namro.reading.model import Coverage

    empty = replace(register().directive, tasks=(), coverage=Coverage(()))
    assert "Không đọc được nhiệm vụ nào" in page.render(register_of(empty))


def test_segments_carry_all_that_covers_them():
    spans = [(Span(0, 6), "a"), (Span(2, 4), "b"), (Span(3, 9), "c"), (Span(5, 5), "empty"), (Span(8, 99), "long")]
    assert list(segments(spans, 10)) == [
        (0, 2, ("a",)), (2, 3, ("a", "b")), (3, 4, ("a", "b", "c")), (4, 6, ("a", "c")),
        (6, 8, ("c",)), (8, 9, ("c", "long")), (9, 10, ("long",)),
    ]  # fmt: skip
