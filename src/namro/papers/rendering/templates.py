"""Whether an office's Word template can be printed from: each fault with its field and its place.

A template is a stranger's file until it is checked: sizes are counted, nothing in it may run or fetch, and of the
template language only fields, conditions and loops over fields are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from namro.papers.checking import examine
from namro.papers.checking.reading import W
from namro.papers.rendering.errors import BadTemplate, CannotPrint
from namro.papers.rendering.fields import LONG, compulsory_fields, template_fields
from namro.reading.errors import CannotRead
from namro.reading.sources.limits import Budget, Limits
from namro.reading.sources.zipped import ZIP_ERRORS, UnsafeXml, inflated, open_zip, parsed

MOST_BYTES = 5_000_000  # as uploaded
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
# Not the ratio: an empty picture packs to nearly nothing, and the size alone is bounded low enough.
_LIMITS = Limits(
    max_unpacked_bytes=MOST_UNPACKED, max_part_bytes=MOST_UNPACKED, max_parts=MOST_PARTS, max_ratio=MOST_UNPACKED
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_TAG = re.compile(r"\{[{%#].*?[#%}]\}", re.DOTALL)
_OPEN_OR_CLOSED = re.compile(r"\{[{%#]|[#%}]\}")
_PREFIX = re.compile(r"^(\{[{%]-?)(p|tr|tc|r)\s")
_CONTROL = re.compile(r"\{%-?\s*(?:p|tr|tc|r)?\s*(\w+)")
_CONTROLS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
_FILTERS = frozenset({"upper", "lower", "capitalize", "join", "trim"})
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.For, nodes.Not, nodes.And, nodes.Or,
    nodes.Filter, nodes.Const, nodes.Compare, nodes.Operand, nodes.Getattr, nodes.CondExpr,
)  # fmt: skip
_LOOP = frozenset({"first", "last", "index"})
_PLACES = {"document": "thân văn bản", "header": "lề trên", "footer": "chân trang", "footnotes": "chú thích"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a template: what is wrong and what to do, field and place; `blocks` where it cannot be used."""

    message: str
    field: str = ""
    place: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    part: str  # of the package; each is filled by itself
    place: str


@dataclass(frozen=True, slots=True)
class _Tag:
    text: str
    part: str
    place: str
    is_alone: bool  # in its paragraph


def check_template(kind: str, data: bytes) -> list[Finding]:
    """Every fault of the template for papers of this kind; none that blocks means that it can be used.

    What a trial print shows against Decree 30/2020/NĐ-CP is told, too, but does not block.
    """
    faults, lines = _opened(data)
    if faults:
        return faults
    tags = _tags(lines)
    found = [*_of_braces(lines), *_of_language(tags), *_of_fields(kind, tags)]
    if any(one.blocks for one in found):
        return found
    return [*found, *_of_trial(kind, data)]


def trial_print(kind: str, data: bytes) -> bytes:
    """The template filled with an invented paper. Raises CannotPrint."""
    from namro.papers.rendering import to_docx
    from namro.papers.rendering.samples import sample_payload

    given = sample_payload(kind)
    return to_docx(given, given["body"], template=data)


def refuse_unsafe(data: bytes) -> None:
    """Before any print: raises BadTemplate for what may not be filled at all, whoever let it in."""
    faults, lines = _opened(data)
    faults = faults or list(_of_language(_tags(lines)))
    if faults:
        where = f" ({faults[0].place})" if faults[0].place else ""
        raise BadTemplate(f"Mẫu không dùng được: {faults[0].message}{where}")


def _opened(data: bytes) -> tuple[list[Finding], list[_Line]]:
    """What can be told without the words of it; where that is nothing, every paragraph that is filled."""
    if len(data) > MOST_BYTES:
        return [Finding(f"Tệp mẫu quá {MOST_BYTES // 1_000_000} MB. Bỏ ảnh lớn khỏi mẫu rồi tải lên lại.")], []
    budget = Budget(_LIMITS)
    try:
        with open_zip(data, budget) as package:
            parts = {part.filename: inflated(package, part, budget) for part in package.infolist()}
        faults = list(_of_parts(parts))
    except CannotRead:
        return [Finding("Tệp mẫu bung ra quá lớn, không phải một mẫu văn bản. Soạn lại mẫu từ mẫu có sẵn.")], []
    except ZIP_ERRORS:
        return [Finding("Tệp không phải văn bản Word (.docx). Soạn mẫu bằng Word và lưu dạng .docx.")], []
    if faults:
        return faults, []
    try:
        return [], [line for name in sorted(parts) if _FILLED.fullmatch(name) for line in _lines(name, parts[name])]
    except (UnsafeXml, etree.XMLSyntaxError):
        return [Finding("Tệp Word hỏng, không đọc được. Mở bằng Word, lưu lại rồi tải lên lại.")], []


def _of_parts(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Raises KeyError where it is no Word document."""
    types = parts["[Content_Types].xml"].decode("utf-8", "replace")
    document = parts["word/document.xml"]
    if any("vbaproject" in name.lower() for name in parts) or "macroEnabled" in types:
        yield Finding("Tệp mẫu có macro. Lưu lại bằng Word dạng .docx (không phải .docm) rồi tải lên lại.")
    elif _MAIN not in types:
        raise KeyError(_MAIN)
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in parts):
        yield Finding("Tệp mẫu có đối tượng nhúng (OLE, ActiveX). Bỏ đối tượng đó rồi tải lên lại.")
    for name in sorted(parts):
        if not name.endswith((".xml", ".rels")):
            continue
        content = parts[name]
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            yield Finding(f"Phần {name} của tệp có khai báo lạ (DOCTYPE). Soạn lại mẫu từ mẫu có sẵn.")
        if name.endswith(".rels"):
            for relation in re.findall(rb"<Relationship [^>]*>", content):
                if b'TargetMode="External"' in relation and b"/hyperlink" not in relation:
                    yield Finding("Tệp mẫu lấy nội dung từ nơi khác (ảnh, mẫu liên kết). Chèn hẳn vào mẫu hoặc bỏ đi.")
    if b":altChunk" in document:
        yield Finding("Tệp mẫu chèn cả một tệp khác (altChunk). Chép nội dung vào mẫu rồi tải lên lại.")


def _lines(name: str, content: bytes) -> Iterator[_Line]:
    part = next(words for key, words in _PLACES.items() if f"word/{key}" in name)
    for number, paragraph in enumerate(parsed(content).iter(f"{W}p"), 1):
        text = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        if "{" in text or "}" in text:
            shown = text if len(text) <= 60 else text[:58] + " …"
            yield _Line(text, name, f"{part}, đoạn {number}: “{shown}”")


def _tags(lines: Iterable[_Line]) -> list[_Tag]:
    return [
        _Tag(found.group(), line.part, line.place, line.text.strip() == found.group())
        for line in lines
        for found in _TAG.finditer(line.text)
    ]


def _of_braces(lines: Iterable[_Line]) -> Iterator[Finding]:
    for line in lines:
        if _OPEN_OR_CLOSED.search(_TAG.sub("", line.text)):
            said = "Thẻ viết dở: mỗi “{{” phải có “}}”, mỗi “{%” phải có “%}” trong cùng một đoạn."
            yield Finding(said, place=line.place)


def _of_language(tags: list[_Tag]) -> Iterator[Finding]:
    """Tags that cannot be read, and what of the language is not taken; each part of the package by itself."""
    for part in dict.fromkeys(tag.part for tag in tags):
        own = [tag for tag in tags if tag.part == part]
        faults = list(_of_controls(own))
        yield from faults or _of_tags(own)


def _of_controls(tags: list[_Tag]) -> Iterator[Finding]:
    """Every "if" and "for" has its end, in the same part."""
    begun: list[tuple[str, _Tag]] = []
    for tag in tags:
        found = _CONTROL.match(tag.text)
        if not found:
            continue
        word = found[1]
        if word not in _CONTROLS:
            yield Finding(f"Mẫu không dùng được lệnh “{word}”; chỉ dùng if, else, for.", place=tag.place)
        elif word in {"if", "for"}:
            begun.append((word, tag))
        elif not begun or (word.startswith("end") and word != f"end{begun[-1][0]}"):
            yield Finding(f"Thẻ sai cú pháp: “{word}” không có “if” hoặc “for” mở trước nó.", place=tag.place)
            return
        elif word.startswith("end"):
            begun.pop()
    for word, tag in begun:
        yield Finding(f"Thẻ sai cú pháp: “{word}” không có “end{word}” đóng lại.", place=tag.place)


def _of_tags(tags: list[_Tag]) -> Iterator[Finding]:
    source = "\n".join(_PREFIX.sub(r"\1 ", tag.text).replace("\n", " ") for tag in tags)
    try:
        tree = _parsed(source)
    except TemplateSyntaxError as error:
        place = tags[min(error.lineno, len(tags)) - 1].place
        yield Finding(f"Thẻ sai cú pháp ({error.message}). Sửa thẻ theo mẫu có sẵn.", place=place)
        return
    for node in _walk(tree):
        if not _is_taken(node):
            place = tags[min(node.lineno, len(tags)) - 1].place
            said = "Mẫu chỉ được điền trường, dùng if và for với trường; không tính toán, không gọi hàm."
            yield Finding(said, place=place)


def _is_taken(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in _FILTERS
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP
    if isinstance(node, nodes.For):
        return isinstance(node.iter, nodes.Name) and not node.recursive
    return isinstance(node, _NODES)


def _of_fields(kind: str, tags: list[_Tag]) -> Iterator[Finding]:
    """Names that no paper has, names that a paper needs, and long fields in the wrong place."""
    known = {field.name for field in template_fields(kind)}
    used: set[str] = set()
    own: set[str] = {"loop"}
    for tag in tags:
        own |= set(re.findall(r"\bfor\s+(\w+)\s+in\b", tag.text))
    for tag in tags:
        for name in _names(tag.text):
            used.add(name)
            if name not in known and name not in own:
                near = get_close_matches(name, known, 1)
                hint = f" Có phải là “{near[0]}”?" if near else " Xem danh sách trường."
                yield Finding(f"Không có trường “{name}”.{hint}", field=name, place=tag.place)
            if name in LONG and not (tag.is_alone and re.fullmatch(rf"\{{\{{p\s+{name}\s*\}}\}}", tag.text)):
                yield Finding(
                    f"Trường “{name}” phải đứng riêng một đoạn: {{{{p {name} }}}}.", field=name, place=tag.place
                )
    for name in sorted(compulsory_fields(kind) - used):
        meaning = next(field.meaning for field in template_fields(kind) if field.name == name)
        yield Finding(f"Mẫu thiếu trường “{name}” ({meaning[:1].lower()}{meaning[1:]}).", field=name)


def _of_trial(kind: str, data: bytes) -> Iterator[Finding]:
    """What shows when it is printed: a fault stops it, a point of the decree is told."""
    try:
        printed = trial_print(kind, data)
    except (CannotPrint, TemplateError, ValueError, KeyError, etree.XMLSyntaxError) as error:
        yield Finding(f"In thử không được: {error}. Sửa mẫu theo mẫu có sẵn.")
        return
    for check in examine(printed, kind):
        if not check.ok:
            yield Finding(f"{check.name}: {check.detail} ({check.article})", place="bản in thử", blocks=False)


def _names(text: str) -> set[str]:
    """The names that a tag reads."""
    inside = re.sub(r"\"[^\"]*\"|'[^']*'", "", text.strip("{}%#- "))
    words = re.sub(r"^(p|tr|tc|r)\s+", "", inside)
    loop = re.match(r"for\s+\w+\s+in\s+(\w+)", words)
    if loop:
        return {loop[1]}
    without = re.sub(r"\|\s*\w+|\.\s*\w+", "", words)
    return set(re.findall(r"\b[^\W\d]\w*\b", without)) - _CONTROLS - {"not", "and", "or", "in", "is", "true", "false"}


def _parsed(source: str) -> nodes.Template:
    from namro.papers.rendering.word import environment

    return environment().parse(source)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)
