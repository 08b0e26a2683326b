"""The example as plain text: numbers written out, footnotes at the end of the page they stand on."""

from __future__ import annotations

from collections.abc import Iterator

from .source import Example, Paragraph, runs

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_text(example: Example) -> str:
    """Paragraphs parted by an empty line; a table row is one line, its cells parted by ' | '."""
    return "\n\n".join([*_head(example), *_body(example), *_foot(example), *_annex(example)]) + "\n"


def _head(example: Example) -> Iterator[str]:
    head = example.head
    yield head["cơ quan"].replace(" / ", "\n")
    yield "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    yield f"Số: {head['số']}"
    yield head["chỉ dẫn"]
    yield head["địa danh, ngày"]
    yield head["tên loại"]
    yield head["trích yếu"]


def _body(example: Example) -> Iterator[str]:
    waiting: list[str] = []
    for one in example.body:
        if isinstance(one, Paragraph):
            waiting += [run.text for run in runs(one.text) if run.look == "note"]
            yield f"{one.label} {_plain(one.text)}".strip()
        else:
            yield from _notes(example, waiting)
            waiting = []
    yield from _notes(example, waiting)


def _notes(example: Example, numbers: list[str]) -> Iterator[str]:
    for number in numbers:
        yield f"{number.translate(_RAISED)} {_plain(example.notes[number])}"


def _plain(text: str) -> str:
    return "".join(run.text.translate(_RAISED) if run.look in ("note", "raised") else run.text for run in runs(text))


def _foot(example: Example) -> Iterator[str]:
    yield "\n".join(["Nơi nhận:", *example.recipients])
    yield example.signer[0]
    yield example.signer[1]


def _annex(example: Example) -> Iterator[str]:
    yield from example.annex_title
    yield "\n".join(_rows(example.annex))


def _rows(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """A cell merged from above is written again in each row that it covers."""
    above: tuple[str, ...] = ()
    for row in rows:
        row = tuple(above[i] if cell == "^" else cell for i, cell in enumerate(row))
        yield " | ".join(cell for cell in row if cell != ">")
        above = row
