"""The envelope of a package: who sends what to whom, by when. Written and read as XML in the shape of edXML.

The order and names of the elements are those of published code, not of a schema (docs/edxml.md). Reading looks at the
names only, whatever their namespace, and refuses what it needs and does not find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from lxml import etree

from namro.reading.errors import CannotRead
from namro.reading.sources.zipped import UnsafeXml, parsed

NAMESPACE = "urn:namro:edxml-shaped:1"  # our own: the true one is not confirmed
LONGEST = 500  # code points of Subject and Content
# 000.00.00.H55 of old, H55, H55.12 or H55.12.3 since QĐ 20/2020/QĐ-TTg
CODE = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,2}")
_REMEDY = "Đề nghị nơi gửi lập lại gói."


@dataclass(frozen=True, slots=True)
class Organization:
    """A sender or receiver: its identification code and its name."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document of another office that this one answers."""

    code: str  # of its sender
    number: str
    issued_date: date | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on a package."""

    sender: Organization
    receivers: tuple[Organization, ...]
    number: str  # "07/CT-UBND"
    document_id: str
    kind: str = ""
    place: str = ""
    issued_date: date | None = None
    subject: str = ""
    content: str = ""
    signer_competence: str = ""
    signer_title: str = ""
    signer_name: str = ""
    due_date: date | None = None
    to_places: tuple[str, ...] = ()
    priority: int = 0  # 0 none, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc
    responses: tuple[Reference, ...] = ()
    steering: int = 2  # 1 no directive, 2 a directive, 3 a report on one
    sent_at: datetime | None = None
    attachments: tuple[str, ...] = field(default=())  # file names, the document first

    def is_for(self, codes: set[str]) -> bool:
        """Whether one of these codes is addressed."""
        return any(one.code in codes for one in self.receivers)


@dataclass(frozen=True, slots=True)
class Status:
    """The answer to a package: that it came, and how far it is."""

    response: Reference
    sender: Organization
    code: str
    description: str
    at: datetime
    staff: str = ""


def is_code(code: str) -> bool:
    """Whether a code has one of the known forms."""
    return CODE.fullmatch(code) is not None


def written(envelope: Envelope) -> bytes:
    """The envelope as XML."""
    root = etree.Element(_q("Envelope"), nsmap={"edXML": NAMESPACE})
    message = _add(_add(root, "Header"), "MessageHeader")
    _organization(message, "From", envelope.sender)
    for one in envelope.receivers:
        _organization(message, "To", one)
    count, _stroke, notation = envelope.number.partition("/")
    code = _add(message, "Code")
    _add(code, "CodeNumber", count)
    _add(code, "CodeNotation", notation)
    promulgation = _add(message, "PromulgationInfo")
    _add(promulgation, "Place", envelope.place)
    _add(promulgation, "PromulgationDate", _day(envelope.issued_date))
    _add(_add(message, "DocumentType"), "TypeName", envelope.kind)
    _add(message, "Subject", _cut(envelope.subject))
    _add(message, "Content", _cut(envelope.content))
    signer = _add(message, "SignerInfo")
    _add(signer, "Competence", envelope.signer_competence)
    _add(signer, "Position", envelope.signer_title)
    _add(signer, "FullName", envelope.signer_name)
    _add(message, "DueDate", _day(envelope.due_date))
    places = _add(message, "ToPlaces")
    for place in envelope.to_places:
        _add(places, "Place", place)
    _add(_add(message, "OtherInfo"), "Priority", str(envelope.priority))
    for response in envelope.responses:
        _reference(message, response)
    _add(message, "SteeringType", str(envelope.steering))
    _add(message, "DocumentId", envelope.document_id)
    trace = _add(_add(root[0], "TraceHeaderList"), "TraceHeader")
    _add(trace, "OrganId", envelope.sender.code)
    _add(trace, "Timestamp", envelope.sent_at.isoformat() if envelope.sent_at else "")
    manifest = _add(_add(root, "Body"), "Manifest")
    for number, name in enumerate(envelope.attachments, 1):
        reference = _add(manifest, "Reference")
        _add(reference, "ContentId", f"f{number}")
        _add(reference, "AttachmentName", name)
    return _bytes(root)


def status_written(status: Status) -> bytes:
    """The answer as XML."""
    root = etree.Element(_q("Status"), nsmap={"edXML": NAMESPACE})
    header = _add(root, "Header")
    told = _add(header, "MessageStatus")
    _reference(told, status.response)
    _organization(told, "From", status.sender)
    _add(told, "StatusCode", status.code)
    _add(told, "Description", _cut(status.description))
    _add(told, "Timestamp", status.at.isoformat())
    _add(_add(told, "StaffInfo"), "Staff", status.staff)
    return _bytes(root)


def read(data: bytes) -> Envelope:
    """The envelope in these bytes. CannotRead where it is unsafe, no envelope, or lacks what is needed."""
    root = _parsed(data)
    message = _first(root, "MessageHeader")
    if message is None:
        raise CannotRead("Gói không có phần đầu (MessageHeader).", _REMEDY)
    senders, receivers = _own(message, "From"), _own(message, "To")
    if not senders or not receivers:
        raise CannotRead("Gói không ghi nơi gửi hoặc nơi nhận.", _REMEDY)
    code = next(iter(_own(message, "Code")), None)
    number = "/".join(part for part in (_text(code, "CodeNumber"), _text(code, "CodeNotation")) if part)
    if not number:
        raise CannotRead("Gói không ghi số, ký hiệu văn bản.", _REMEDY)
    signer, promulgation = _first(message, "SignerInfo"), _first(message, "PromulgationInfo")
    organizations = tuple(_read_organization(one) for one in receivers)
    wrong = [f"dòng {n} ({one.code or 'trống'})" for n, one in enumerate(organizations, 1) if not is_code(one.code)]
    if wrong:
        raise CannotRead(f"Mã định danh nơi nhận sai dạng: {', '.join(wrong)[:300]}.", _REMEDY)
    return Envelope(
        sender=_read_organization(senders[0]),
        receivers=organizations,
        number=number[:60],
        document_id=_own_text(message, "DocumentId")[:120],
        kind=_text(message, "TypeName")[:60],
        place=_text(promulgation, "Place")[:120],
        issued_date=_read_day(_text(promulgation, "PromulgationDate"), "ngày ban hành"),
        subject=_own_text(message, "Subject"),
        content=_own_text(message, "Content"),
        signer_competence=_text(signer, "Competence")[:60],
        signer_title=_text(signer, "Position")[:200],
        signer_name=_text(signer, "FullName")[:120],
        due_date=_read_day(_own_text(message, "DueDate"), "hạn xử lý"),
        to_places=tuple(text for one in _every(message, "ToPlaces") for text in _texts(one)),
        priority=_number(_text(message, "Priority")),
        responses=tuple(_read_reference(one) for one in _every(message, "ResponseFor")),
        steering=_number(_own_text(message, "SteeringType")) or 1,
        attachments=tuple(_text(one, "AttachmentName") for one in _every(root, "Reference")),
    )


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(above: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(above, _q(name))
    if text is not None:
        made.text = "".join(letter for letter in text if letter >= " " or letter in "\t\n")
    return made


def _organization(above: etree._Element, name: str, one: Organization) -> None:
    made = _add(above, name)
    _add(made, "OrganId", one.code)
    _add(made, "OrganName", one.name)


def _reference(above: etree._Element, one: Reference) -> None:
    made = _add(above, "ResponseFor")
    _add(made, "OrganId", one.code)
    _add(made, "Code", one.number)
    _add(made, "PromulgationDate", _day(one.issued_date))
    _add(made, "DocumentId", one.document_id)


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _parsed(data: bytes) -> etree._Element:
    try:
        return parsed(data)
    except UnsafeXml as error:
        raise CannotRead("Phần đầu gói chứa khai báo XML không an toàn.", _REMEDY) from error
    except etree.XMLSyntaxError as error:
        raise CannotRead("Phần đầu gói không phải XML đúng.", _REMEDY) from error


def _every(above: etree._Element | None, name: str) -> list[etree._Element]:
    if above is None:
        return []
    return [one for one in above.iter() if isinstance(one.tag, str) and etree.QName(one).localname == name]


def _first(above: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_every(above, name)), None)


def _own(above: etree._Element, name: str) -> list[etree._Element]:
    """The children of that name: a ResponseFor holds a Code and a DocumentId of another document."""
    return [one for one in above if isinstance(one.tag, str) and etree.QName(one).localname == name]


def _own_text(above: etree._Element, name: str) -> str:
    return next((" ".join(_texts(one)) for one in _own(above, name)), "")


def _text(above: etree._Element | None, name: str) -> str:
    found = _first(above, name)
    return " ".join(_texts(found)) if found is not None else ""


def _texts(above: etree._Element) -> list[str]:
    return [told for text in above.itertext() if (told := " ".join(str(text).split()))]


def _read_organization(one: etree._Element) -> Organization:
    return Organization(_text(one, "OrganId")[:35], _text(one, "OrganName")[:250])


def _read_reference(one: etree._Element) -> Reference:
    return Reference(
        _text(one, "OrganId")[:35],
        _text(one, "Code")[:60],
        _read_day(_text(one, "PromulgationDate"), "ngày của văn bản được trả lời"),
        _text(one, "DocumentId")[:120],
    )


_DAYS = (re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"), re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})"))


def _read_day(written_day: str, what: str) -> date | None:
    """2025-03-12, 2025/03/12 or 12/03/2025, whatever follows; the true form is not confirmed."""
    if not written_day:
        return None
    year_first, day_first = (pattern.match(written_day) for pattern in _DAYS)
    try:
        if year_first:
            return date(*(int(part) for part in year_first.groups()))
        if day_first:
            return date(*(int(part) for part in reversed(day_first.groups())))
    except ValueError:
        pass
    raise CannotRead(f"Gói ghi {what} “{written_day[:40]}”, không phải một ngày.", _REMEDY)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
