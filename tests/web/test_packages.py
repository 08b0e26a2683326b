"""edXML-shaped packages: out from the register, in through the usual intake, and the same again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.models import Entry
from namro.directives import storage
from namro.directives.errors import AlreadyHere
from namro.directives.models import Directive, Original
from namro.directives.operations import NewFile
from namro.exchange import envelope as envelopes
from namro.exchange.envelope import Envelope, Organization, Reference
from namro.exchange.models import ReceivedPackage
from namro.exchange.operations import Taken, receive_package
from namro.exchange.package import ENVELOPE, opened, packed
from namro.exchange.queries import Address, envelope_of, files_of, outgoing
from namro.reading.errors import CannotRead

from .lives import DAY, NOW, assign, directive, named, task

pytestmark = pytest.mark.django_db
WORDS = "Giao Sở Xây dựng chủ trì rà soát quy hoạch, báo cáo UBND tỉnh trước ngày 30/6/2025."
ENVELOPE_OF = Envelope(
    sender=Organization("H55", "UBND tỉnh An Lâm"),
    receivers=(Organization("H55.12", "Sở Xây dựng"),),
    number="09/CT-UBND",
    document_id="H55-1",
    kind="chỉ thị",
    place="An Lâm",
    issued_date=date(2025, 6, 2),
    subject="Về việc <rà soát> & chấn chỉnh",
    content="II.1 Rà soát",
    signer_competence="KT",
    signer_title="CHỦ TỊCH",
    signer_name="Lê Thị Phối",
    due_date=date(2025, 6, 30),
    to_places=("Thường trực Tỉnh ủy", "Lưu: VT"),
    priority=2,
    responses=(Reference("G01", "12/BC-BXD", date(2025, 5, 1), "G01-9"),),
    steering=2,
    sent_at=datetime(2025, 6, 20, 1, 0, tzinfo=UTC),
    attachments=("chi-thi.txt",),
)
FILE = NewFile("chi-thi.txt", WORDS.encode())


@pytest.fixture
def codes(db: None) -> None:
    """UBND tỉnh and Sở Xây dựng have codes; Sở Tài chính has one that is none, Sở Công Thương has none."""
    for name, code in (("Sở Xây dựng", "H55.12"), ("Sở Tài chính", "sai mã")):
        Agency.objects.filter(names__name=name).update(code=code)
    Agency.objects.filter(kind="province_committee").update(code="H55")
    Agency.objects.filter(names__name="Sở Công Thương").update(code=None)


def given_to(*agencies: str) -> Directive:
    """A document with its file, of which each agency has a task."""
    original = storage.keep(WORDS.encode(), form="text", at=NOW)
    of = directive(
        original=original, file_name="chi-thi.txt", issuer="Ủy ban nhân dân tỉnh An Lâm", subject="Về việc rà soát",
        signer_title="KT. CHỦ TỊCH", signer_name="Lê Thị Phối", urgency="urgent",
    )  # fmt: skip
    for number, name in enumerate(agencies):
        assign(task(of, due=date(2025, 7, 10 + number)), named(name))
    return of


def take(data: bytes, person: Person, by: Actor) -> Taken:
    return receive_package(NewFile("goi.zip", data), incoming_number="15", person=person, by=by, at=NOW)


def test_what_is_written_is_read_again() -> None:
    assert envelopes.read(envelopes.written(ENVELOPE_OF)) == replace(ENVELOPE_OF, sent_at=None)


def test_out_and_in_again_gives_the_same_document_and_metadata(
    codes: None, person: Callable[[str], Person], by: Actor, as_role: Callable[[str], Client]
) -> None:
    sent = given_to("Sở Xây dựng")
    agency = named("Sở Xây dựng").pk
    answer = as_role("theodoi").get(reverse("exchange:package", args=[sent.pk]), {"agency": agency})
    assert answer.status_code == 200
    # Another office: it does not have the file yet.
    Directive.objects.filter(pk=sent.pk).update(original=None)
    Original.objects.all().delete()
    taken = take(answer.content, person("theodoi"), by)
    came = taken.directive
    assert came.original.path.read_bytes() == WORDS.encode()
    assert taken.remarks == ()
    for name in ("number", "kind", "issued_date", "subject", "signer_name", "signer_title", "urgency"):
        assert getattr(came, name) == getattr(sent, name), name
    assert (came.incoming_number, came.incoming_date) == ("15", DAY)
    package = ReceivedPackage.objects.get(directive=came)
    assert (package.due_date, package.sender_code, package.receiver_code) == (date(2025, 7, 10), "H55", "H55.12")
    assert Entry.objects.filter(act="directive.package_made").count() == 1
    status = etree.fromstring(as_role("theodoi").get(reverse("exchange:status", args=[came.pk])).content)
    assert status.findtext(".//{*}ResponseFor/{*}Code") == sent.number
    assert status.findtext(".//{*}From/{*}OrganId") == "H55.12"


def test_who_lacks_a_code_is_told_and_left_out_and_a_wrong_one_is_refused_with_its_row(
    codes: None, as_role: Callable[[str], Client]
) -> None:
    sent, client = given_to("Sở Xây dựng", "Sở Công Thương"), as_role("theodoi")
    page = client.get(reverse("exchange:packages", args=[sent.pk])).content.decode()
    assert "1 gửi được, 1 chưa có mã, 0 mã sai dạng" in page
    answer = client.get(reverse("exchange:package", args=[sent.pk]))
    assert [one.code for one in opened(answer.content).envelope.receivers] == ["H55.12"]
    assign(task(sent, due=None), named("Sở Tài chính"))
    refused = client.get(reverse("exchange:package", args=[sent.pk]))
    assert refused.status_code == 422
    row = next(one.row for one in outgoing(sent, DAY).recipients if one.address is Address.WRONG)
    assert f"dòng {row}, Sở Tài chính: mã định danh sai dạng “sai mã”" in refused.content.decode()


def test_the_due_day_and_the_tasks_are_those_of_the_receiver(codes: None) -> None:
    sent = given_to("Sở Công Thương", "Sở Xây dựng")
    out = outgoing(sent, DAY)
    (to,) = out.of(Address.GOOD)
    made = envelope_of(out, [to], files_of(sent), at=NOW)
    assert made.due_date == date(2025, 7, 11)
    assert (made.priority, made.signer_competence, made.signer_title) == (1, "KT", "CHỦ TỊCH")
    assert made.content.startswith("II.4.3 ")


def test_a_package_for_another_office_is_refused_and_nothing_is_kept(
    codes: None, person: Callable[[str], Person], by: Actor
) -> None:
    other = replace(ENVELOPE_OF, receivers=(Organization("H99", "Tỉnh khác"),))
    with pytest.raises(Refused, match=r"gửi tới Tỉnh khác \(H99\), không phải đơn vị ở đây"):
        take(packed(other, [FILE]), person("theodoi"), by)
    assert not Directive.objects.exists()
    assert not Original.objects.exists()


def test_the_same_package_twice_is_one_document(codes: None, person: Callable[[str], Person], by: Actor) -> None:
    data = packed(ENVELOPE_OF, [FILE])
    first = take(data, person("theodoi"), by)
    with pytest.raises(AlreadyHere) as known:
        take(data, person("theodoi"), by)
    assert known.value.directive == first.directive.pk


def test_a_second_file_becomes_an_annex_and_one_that_cannot_be_read_is_told(
    codes: None, person: Callable[[str], Person], by: Actor
) -> None:
    files = [FILE, NewFile("phu-luc.txt", b"Danh muc kem theo"), NewFile("hong.docx", b"PK\x03\x04 nothing")]
    data = packed(replace(ENVELOPE_OF, attachments=tuple(one.name for one in files)), files)
    taken = take(data, person("theodoi"), by)
    assert [one.file_name for one in taken.directive.annexes.all()] == ["phu-luc.txt"]
    assert len(taken.remarks) == 1
    assert taken.remarks[0].startswith("hong.docx: ")


def spoilt(change: Callable[[bytes], bytes]) -> bytes:
    """The package with another envelope."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr(ENVELOPE, change(envelopes.written(ENVELOPE_OF)))
        zipped.writestr("attachments/chi-thi.txt", WORDS)
    return out.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: b"no zip at all", "không phải gói"),
        (lambda: packed(ENVELOPE_OF, []), "thiếu tệp chi-thi.txt"),
        (lambda: packed(replace(ENVELOPE_OF, attachments=()), []), "không kèm tệp"),
        (lambda: spoilt(lambda xml: xml.replace(b"?>", b"?>" + ENTITY, 1)), "không an toàn"),
        (lambda: spoilt(lambda xml: xml[:200]), "không phải XML đúng"),
        (lambda: spoilt(lambda xml: b"<a/>"), "không có phần đầu"),
        (lambda: spoilt(lambda xml: xml.replace(b"H55.12", b"H55-12")), r"dòng 1 \(H55-12\)"),
        (lambda: spoilt(lambda xml: xml.replace(b"2025-06-30", b"30-13-2025")), "không phải một ngày"),
        (lambda: spoilt(lambda xml: xml.replace(b"CodeN", b"Xode")), "số, ký hiệu"),
        (lambda: packed(ENVELOPE_OF, [FILE])[:-40], "không phải gói"),
    ],
)
def test_bad_packages_are_refused_in_words(data: Callable[[], bytes], told: str) -> None:
    with pytest.raises(CannotRead, match=told):
        opened(data())


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(CannotRead, match=r"tỉ lệ bất thường|phình quá lớn"):
        opened(packed(ENVELOPE_OF, [NewFile("chi-thi.txt", b"0" * (40 * 1024 * 1024))]))


def test_a_name_is_never_a_place_on_the_disk(codes: None, person: Callable[[str], Person], by: Actor) -> None:
    name = "../../etc/chi-thi.txt"
    taken = take(packed(replace(ENVELOPE_OF, attachments=(name,)), [NewFile(name, FILE.data)]), person("theodoi"), by)
    assert taken.directive.file_name == "chi-thi.txt"


def test_the_form_keeps_what_was_typed_and_says_why(codes: None, as_role: Callable[[str], Client]) -> None:
    file = io.BytesIO(b"no zip")
    file.name = "goi.zip"
    answer = as_role("theodoi").post(reverse("exchange:new"), {"package": file, "incoming_number": "15"})
    assert answer.status_code == 422
    assert "goi.zip: Tệp không phải gói văn bản" in answer.content.decode()
    assert 'value="15"' in answer.content.decode()
