"""A brief stands on one page: it is set closer as far as the decree allows, and no further."""

from __future__ import annotations

import pytest

from namro.papers.checking import examine
from namro.papers.rendering import count_pages, to_docx, to_pdf
from tests import invented_papers as invented
from tests.papers.test_pdf import pages
from tests.papers.test_word import opened


def brief(paragraphs: int):
    line = "Sở Xây dựng: Rà soát, tháo gỡ vướng mắc về giải phóng mặt bằng các dự án trọng điểm (quá 15 ngày)."
    body = [{"key": str(at), "style": "dash", "runs": [line]} for at in range(paragraphs)]
    return invented.payload("brief", body=body, head=invented.head(title="Tóm tắt tình hình thực hiện Chỉ thị"))


@pytest.mark.parametrize(("paragraphs", "size", "line"), [(8, 14, 1.15), (12, 14, 1), (13, 13, 1)])
def test_one_page_in_the_widest_setting_that_holds_it(paragraphs, size, line):
    payload = brief(paragraphs)
    assert len(pages(to_pdf(payload, payload["body"]))) == 1
    printed = to_docx(payload, payload["body"])
    style = opened(printed).styles["VB - Gạch đầu dòng"]
    assert (style.font.size.pt, style.paragraph_format.line_spacing) == (size, line)
    assert [check.detail for check in examine(printed, "brief") if not check.ok] == []


def test_what_cannot_stand_on_one_page_is_not_made_smaller_than_the_decree_allows():
    payload = brief(60)
    assert count_pages(payload, payload["body"]) > 1
    printed = to_docx(payload, payload["body"])
    assert [check.detail for check in examine(printed, "brief") if not check.ok] == []
