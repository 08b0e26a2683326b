"""What holds of every reading: no crash, true spans, no lost letter, the same twice and however lines are broken."""

from __future__ import annotations

import gc
import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from namro.reading import CannotRead, Directive, collector, read
from namro.reading.model import Named, Span
from tests.reading.phrases import FOOT, LETTERHEAD, wrong
from tests.shared_material import shared_files

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
EXAMPLE = EXAMPLES / "chi-thi-tinh-an-lam.txt"
DEV = shared_files("reading/dev/*.txt")

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Pieces of directives, whole and broken, in any order: what random letters would never hit upon.
_WORDS = """
I. ¦II. NHIỆM VỤ¦1. ¦1.1. ¦a) ¦- ¦+ ¦Điều 2. ¦(1) ¦PHẦN I ¦o ¦2025. ¦12¦99/99¦Phụ lục¦KẾ HOẠCH¦QUYẾT ĐỊNH:¦./.
Sở Y tế¦các sở, ban, ngành¦UBND các xã, phường¦Giám đốc Sở Nội vụ¦các Bộ: Tài chính, Xây dựng¦Công an tỉnh¦các ¦Bí thư
Ủy ban nhân dân các tỉnh: Hà Giang, Lào Cai¦Vụ Kế hoạch, Tài chính¦CHỦ TỊCH¦Kính gửi: ¦Nơi nhận:¦- Lưu: VT.
giao ¦yêu cầu ¦đề nghị ¦chủ trì, phối hợp với ¦báo cáo ¦trình ¦qua ¦rà soát ¦phân công ¦Đơn vị chủ trì: ¦Sản phẩm:
trước ngày 15/3/2025¦chậm nhất ngày 31/02/2025¦trong quý II/2025¦trong vòng 05 ngày làm việc kể từ ngày ¦năm 2025
hằng tháng¦định kỳ 6 tháng¦trước ngày mùng 03 hàng tháng¦thứ Sáu hàng tuần¦Thời gian thực hiện: ¦MỤC ĐÍCH, YÊU CẦU
đạt 104.100 tỷ đồng¦100%¦giảm ít nhất 30%¦không quá 1%¦1.2.3.4¦5,5,5 %¦vượt 1¦12/
Kế hoạch số 42/KH-UBND ngày 27/02/2025 của UBND tỉnh¦57- NQ/TW¦số 1/2¦Luật số 58/2024/QH15
[1]¦[1] ¦¹¦¹ ¦**¦*¦___¦. ¦; ¦: ¦, ¦ ¦(¦)¦“¦”¦ và
"""
_MARKS = (
    "|¦ | ¦| a | b | c |¦|---|---|¦TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn¦CÔNG BÁO/Số 1"
    "¦\n¦\n\n¦\f¦\xa0¦İ¦ẞ¦\u0301¦\u200b¦\0"
)
_PLAIN = [piece for line in _WORDS.strip().splitlines() for piece in line.split("¦")]
_PIECES = [*_PLAIN, *_MARKS.split("¦")]
pieced = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
directives = pieced.map(lambda body: LETTERHEAD + body + FOOT)


def reading(data: bytes) -> Directive | None:
    """The directive, or None where it is refused in one line of Vietnamese."""
    try:
        return read(data)
    except CannotRead as error:
        assert "\n" not in str(error)
        return None


# ---- never a crash


@few
@given(st.text(max_size=600))
@example("*")
@example("|")
@example("|\n|\n|")
@example("1.\n[1]\n¹")
def test_any_text_is_read_or_refused(text: str) -> None:
    reading(text.encode("utf-8", "surrogatepass"))


@few
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading(data)


@few
@given(st.one_of(pieced, directives))
def test_broken_directives_are_read_or_refused(text: str) -> None:
    reading(text.encode())


@few
@given(st.data())
def test_a_directive_with_parts_cut_out_is_read(data: st.DataObject) -> None:
    text = EXAMPLE.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 3000))
    found = reading((text[:start] + text[start + length :]).encode())
    assert found is None or assert_sound(found)


# ---- spans are true


def spans_of(found: Directive) -> Iterator[tuple[Span, str]]:
    """Every span with the words that it must hold."""
    for task in found.tasks:
        yield task.span, task.text
        for one in (*task.deadlines, *task.recurrences, *task.targets, *task.citations, *task.soft_times):
            yield one.span, one.quote
    for citation in found.citations:
        yield citation.span, citation.quote


def named_in(found: Directive) -> Iterator[Named]:
    for task in found.tasks:
        yield from (*task.leads, *task.coordinators, *task.reports_to, *task.through)
        if task.product:
            yield task.product
    yield from found.head.addressees


def is_said(name: str, words: str) -> bool:
    """A name is its words, or those after an office ("Giám đốc Sở Y tế"), or a list's word of kind and them."""
    return name in words or name.endswith(words)


def assert_sound(found: Directive) -> bool:
    """Spans and texts agree; parts lie in order."""
    text = found.source.text
    for span, words in spans_of(found):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == words
    for one in named_in(found):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert is_said(one.name, text[one.span.start : one.span.end]), (one, text[one.span.start : one.span.end])
        assert 0 <= one.confidence <= 1
    for key, span in found.head.spans.items():
        assert 0 <= span.start < span.end <= len(text), key
    for mark in found.source.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(text)
    for unit in found.outline:
        assert 0 <= unit.span.start <= unit.span.end <= len(text)
        assert unit.parent is None or unit.parent < len(found.outline)
    assert_blocks_lie_in_order(found)
    assert_sentences_lie_in_order(found)
    assert_tasks_lie_apart_or_inside(found)
    return True


def assert_blocks_lie_in_order(found: Directive) -> None:
    at = 0
    for block in found.source.blocks:
        assert at <= block.start <= block.end <= len(found.source.text)
        assert block.label_end is None or block.start <= block.label_end <= block.end
        at = block.end


def assert_sentences_lie_in_order(found: Directive) -> None:
    at = 0
    for sentence in found.coverage.sentences:
        assert at <= sentence.span.start < sentence.span.end <= len(found.source.text)
        assert (sentence.state == "task") == (sentence.task is not None)
        assert sentence.task is None or 0 <= sentence.task < len(found.tasks)
        at = sentence.span.end


def assert_tasks_lie_apart_or_inside(found: Directive) -> None:
    """Tasks are told in reading order, and none shares a part of its words with another: all or nothing."""
    open_until: list[int] = []
    at = 0
    for task in found.tasks:
        assert at <= task.span.start < task.span.end, task.text
        at = task.span.start
        while open_until and open_until[-1] <= task.span.start:
            open_until.pop()
        assert not open_until or task.span.end <= open_until[-1], task.text
        open_until.append(task.span.end)


@few
@given(st.one_of(pieced, directives))
def test_spans_hold_the_words_they_are_told_with(text: str) -> None:
    if found := reading(text.encode()):
        assert_sound(found)


@pytest.mark.parametrize("path", [*EXAMPLES.glob("chi-thi-*.[td]*x*"), *DEV], ids=lambda path: path.name[:24])
def test_spans_of_whole_directives(path: Path) -> None:
    assert assert_sound(read(path))


# ---- nothing is lost


def letters(text: str) -> str:
    return "".join(sorted(filter(str.isalpha, text)))


@few
@given(
    st.lists(
        st.sampled_from([p for p in _PIECES if p.isprintable() and "|" not in p and "CÔNG BÁO" not in p]), max_size=40
    )
)
def test_no_letter_of_the_text_is_lost(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    found = reading(text.encode())
    assert letters(found.source.text if found else "") == letters(text)


# ---- the same twice


@few
@given(st.one_of(pieced, directives))
def test_reading_twice_gives_the_same(text: str) -> None:
    one, other = reading(text.encode()), reading(text.encode())
    assert (one and one.to_json()) == (other and other.to_json())


def test_json_is_json() -> None:
    assert json.loads(read(EXAMPLE).to_json())["document"]["number"] == "07/CT-UBND"


@pytest.mark.parametrize("runs", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(runs: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if runs else gc.disable)()
        read(EXAMPLE).to_json()
        assert gc.isenabled() is runs
        with pytest.raises(ZeroDivisionError), collector.held_back():
            1 / 0  # noqa: B018
        assert gc.isenabled() is runs
    finally:
        (gc.enable if before else gc.disable)()


# ---- however the lines are broken


def tasks_told(found: Directive) -> list[tuple[object, ...]]:
    """The tasks without their places; blanks and line ends in their words do not count."""
    return [
        (
            task.at,
            " ".join(task.text.split()),
            [one.name for one in task.leads],
            [one.name for one in task.coordinators],
            task.mode,
            [(one.rule, one.date, one.amount, one.unit) for one in task.deadlines],
            [(one.every, one.rule, one.day, one.on) for one in task.recurrences],
            [(one.op, one.value, one.unit) for one in task.targets],
            [one.number for one in task.citations],
            [one.name for one in task.reports_to],
        )
        for task in found.tasks
    ]


def wrapped(text: str, width: int) -> str:
    """The text with each paragraph wrapped; rows of a table stay on their lines."""
    lines = text.split("\n")
    return "\n".join(one if " | " in one else textwrap.fill(one, width, break_on_hyphens=False) for one in lines)


WHOLE = EXAMPLE.read_text("utf-8")
WITHOUT_TABLE = WHOLE.partition("\nPhụ lục\n")[0]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        *((WITHOUT_TABLE, width) for width in (68, 72, 80)),
        wrong(WITHOUT_TABLE, 95, got="a last line 'II/2025.' as a title, for its capitals"),
        (WHOLE, 80),
    ],
    ids=lambda one: str(one)[:9],
)
def test_wrapping_the_example_changes_no_task(text: str, width: int) -> None:
    assert tasks_told(read(wrapped(text, width).encode())) == tasks_told(read(text.encode()))


_OPENS = re.compile(r"\W*(?:[IVX]+[.)]|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)]|Điều \d+|\[\d+\]|\||-.*;$)")


def joined(text: str) -> str:
    """The text with the lines of each paragraph joined, where empty lines part the paragraphs."""
    out: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            if lines and not _OPENS.match(line) and "|" not in lines[-1] and line.isupper() == lines[-1].isupper():
                lines[-1] += " " + line.strip()
            else:
                lines.append(line)
        out.append("\n".join(lines))
    return "\n\n".join(out)


PARTED = [path for path in DEV if path.read_text("utf-8").count("\n\n") > 20]


@pytest.mark.skipif(not DEV, reason="../shared is not here")
@pytest.mark.parametrize("path", PARTED, ids=lambda path: path.stem)
def test_joining_wrapped_lines_changes_no_task(path: Path) -> None:
    text = path.read_text("utf-8")
    assert tasks_told(read(joined(text).encode())) == tasks_told(read(text.encode()))
