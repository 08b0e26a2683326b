"""The fields that a Word template may use: name, meaning, sample; and which of them a paper cannot do without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from namro.papers.rendering.prepared import ANNEX_ONLY

LONG = ("body", "annexes")  # stand alone in a paragraph: {{p body }}

_MEANINGS = {
    "superior": "Tên cơ quan chủ quản trực tiếp, viết hoa; trống khi không có",
    "issuer": "Tên cơ quan ban hành, viết hoa",
    "number": "Số văn bản; để trống tới khi văn thư cấp số",
    "symbol": "Ký hiệu văn bản",
    "subject_line": "Trích yếu công văn (“V/v …”); trống với văn bản có tên loại",
    "place": "Địa danh",
    "day": "Ngày ban hành; để trống tới khi ban hành",
    "month": "Tháng ban hành; để trống tới khi ban hành",
    "year": "Năm ban hành",
    "kind_name": "Tên loại văn bản, viết hoa; trống với công văn",
    "title": "Trích yếu, từng dòng: {%p for line in title %}",
    "addressee": "Nơi gửi khi chỉ có một; trống khi gửi nhiều nơi",
    "addressees": "Các nơi gửi, từng dòng đã có dấu cuối dòng: {%p for name in addressees %}",
    "recipients": "Các dòng nơi nhận đã có dấu cuối dòng: {%p for recipient in recipients %}",
    "authority": "Quyền hạn ký (TM., KT., TL., TUQ.), từng dòng: {%p for line in authority %}",
    "signer_title": "Chức vụ người ký, viết hoa",
    "signer_name": "Họ và tên người ký",
    "sample_mark": "“Số liệu minh họa” khi số liệu là minh họa, không thì trống; nên đặt ở chân trang",
    "body": "Toàn bộ nội dung, gồm bảng; đứng riêng một đoạn: {{p body }}",
    "annexes": "Các phụ lục, mỗi phụ lục sang trang mới; đứng riêng một đoạn, sau phần chữ ký: {{p annexes }}",
}
_ALWAYS = ("sample_mark", "body", "annexes")
_WITH_LETTERHEAD = (
    "issuer", "number", "symbol", "place", "day", "month", "year", "recipients",
    "authority", "signer_title", "signer_name",
)  # fmt: skip
_LETTERS = frozenset({"urging", "extension"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a template: how it is called, what it stands for, what it looks like when printed."""

    name: str
    meaning: str
    sample: str
    is_compulsory: bool


@cache
def template_fields(kind: str) -> tuple[Field, ...]:
    """The fields for papers of this kind, in the order in which a paper shows them."""
    from namro.papers.rendering.prepared import prepare
    from namro.papers.rendering.samples import sample_payload
    from namro.papers.rendering.word import context

    given = sample_payload(kind)
    values = context(prepare(given, given["body"], number="112", on=date(2025, 6, 20)))
    compulsory = compulsory_fields(kind)
    return tuple(
        Field(name, meaning, "" if name in LONG else _shown(values[name]), name in compulsory)
        for name, meaning in _MEANINGS.items()
        if kind not in ANNEX_ONLY or name in _ALWAYS
    )


def compulsory_fields(kind: str) -> frozenset[str]:
    """What a paper of this kind cannot come out without."""
    if kind in ANNEX_ONLY:
        return frozenset(_ALWAYS)
    own = ("subject_line", "addressee", "addressees") if kind in _LETTERS else ("kind_name", "title")
    return frozenset((*_ALWAYS, *_WITH_LETTERHEAD, *own))


def _shown(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)
