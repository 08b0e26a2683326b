"""What OCR was unsure of makes the findings unsure that stand on it; pages can be looked at."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from namro.reading import CannotRead, read
from namro.reading.doubts import doubtful_words, weigh
from namro.reading.model import Directive, SeenWord, Span
from namro.reading.sources.page_pictures import page_picture
from tests.making_pdf import directive, scanned

TEXT = """CHỈ THỊ
Về việc đẩy mạnh giải ngân vốn đầu tư công
1. Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành rà soát kế hoạch vốn, báo cáo trước ngày 26/3/2025.
2. Sở Xây dựng hướng dẫn các chủ đầu tư hoàn thiện hồ sơ dự án."""


def seen(unsure: str) -> Directive:
    """The text as if OCR had been unsure of one word."""
    found = read(TEXT.encode())
    words: list[SeenWord] = []
    at = 0
    for word in found.source.text.split():
        at = found.source.text.index(word, at)
        words.append(SeenWord(Span(at, at + len(word)), 1, (0, 0, 1, 1), 0.4 if word.startswith(unsure) else 0.96))
        at += len(word)
    return replace(found, source=replace(found.source, seen=tuple(words)))


def test_a_finding_is_no_surer_than_its_words() -> None:
    plain, weighed = seen("26/3").tasks[0], weigh(seen("26/3")).tasks[0]
    assert weighed.deadlines[0].confidence == 0.4
    assert weighed.leads == plain.leads
    assert weighed.confidence == plain.confidence


def test_the_doubtful_words_of_a_task_are_told() -> None:
    found = seen("26/3")
    doubtful = doubtful_words(found.source.seen, found.tasks[0].span)
    assert [found.source.words(word.span) for word in doubtful] == ["26/3/2025."]


def test_a_typed_text_is_left_as_it_is() -> None:
    found = read(TEXT.encode())
    assert weigh(found) is found


def test_a_page_is_shown_as_it_lies() -> None:
    upright = Image.open(io.BytesIO(page_picture(directive(), 1, width=300)))
    turned = Image.open(io.BytesIO(page_picture(scanned(directive(), turn=90.0), 1, width=300)))
    assert upright.height > upright.width and turned.width > turned.height


@pytest.mark.parametrize(("data", "page"), [(directive(), 2), (directive(), 0), (b"text", 1)])
def test_what_has_no_such_page_is_refused(data: bytes, page: int) -> None:
    with pytest.raises(CannotRead):
        page_picture(data, page)
