"""A signed PDF is compared with the one that went out, and its signatures are looked at. Keys are made here, thrown
away here."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import pem, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from namro.signing import Content, Finding, Problem, Trust
from namro.signing.apart import examine_apart
from namro.signing.examining import examine

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Office:
    """An issuing centre and one who signs."""

    root: x509.Certificate
    signer: signers.SimpleSigner


def _name(common: str, organisation: str) -> cx509.Name:
    return cx509.Name(
        [
            cx509.NameAttribute(NameOID.COMMON_NAME, common),
            cx509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )


def _certificate(
    subject: cx509.Name, issuer: cx509.Name, key: Any, by: Any, *, is_root: bool, until: datetime
) -> cx509.Certificate:
    builder = (
        cx509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(0xBEEF if not is_root else 1)
        .not_valid_before(NOW - timedelta(days=900))
        .not_valid_after(until)
        .add_extension(cx509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            cx509.KeyUsage(not is_root, not is_root, False, False, False, is_root, is_root, False, False), critical=True
        )
    )
    return builder.sign(by, hashes.SHA256())


def _office(until: datetime) -> Office:
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _one in range(2))
    issuer = _name("Trung tâm chứng thực thử", "Minh họa")
    root = _certificate(issuer, issuer, root_key, root_key, is_root=True, until=NOW + timedelta(days=900))
    subject = _name("Trần Thị Minh Họa", "UBND tỉnh An Lâm")
    own = _certificate(subject, issuer, key, root_key, is_root=False, until=until)
    der = serialization.Encoding.DER
    plain = serialization.NoEncryption()
    from asn1crypto import keys
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()
    loaded_root = x509.Certificate.load(root.public_bytes(der))
    store.register(loaded_root)
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(own.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(der, serialization.PrivateFormat.PKCS8, plain)),
        cert_registry=store,
    )
    return Office(loaded_root, signer)


@pytest.fixture(scope="module")
def office() -> Office:
    return _office(NOW + timedelta(days=900))


def paper(text: str = "Chi thi 05", pages: int = 2) -> bytes:
    """A small PDF with a line of text on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        stream = f"BT /F1 18 Tf 72 700 Td ({text}, trang {number + 1}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{one}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010} 00000 n \n".encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def sign(data: bytes, office: Office, *, name: str = "Ky1", visible: bool = True) -> bytes:
    """Signed as an incremental update, with a field that shows or not."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    box = (350, 60, 540, 140) if visible else None
    fields.append_signature_field(writer, fields.SigFieldSpec(name, box=box, on_page=0))
    meta = PdfSignatureMetadata(field_name=name, md_algorithm="sha256")
    return PdfSigner(meta, office.signer).sign_pdf(writer).getvalue()  # type: ignore[no-any-return]


def rewritten(data: bytes) -> bytes:
    """Written anew, as some programs do before they sign."""
    writer: PdfFileWriter = copy_into_new_writer(PdfFileReader(io.BytesIO(data)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def edited(data: bytes) -> bytes:
    """Something else put over the first page, as an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    from pyhanko.pdf_utils import generic

    content = generic.StreamObject(stream_data=b"BT /F1 18 Tf 72 600 Td (Them mot cau) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(content))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("visible", [True, False])
def test_a_signature_added_to_the_original_is_accepted(office: Office, visible: bool) -> None:
    found = examine(paper(), sign(paper(), office, visible=visible), roots=[office.root])
    assert (found.content, found.problem, found.is_accepted) == (Content.SAME, Problem.NONE, True)
    (signer,) = found.signers
    assert (signer.name, signer.organisation, signer.serial) == ("Trần Thị Minh Họa", "UBND tỉnh An Lâm", "beef")
    assert "Trung tâm chứng thực thử" in signer.issuer
    assert (signer.is_intact, signer.covers_paper, signer.trust) == (True, True, Trust.TRUSTED)
    assert signer.at is not None and not signer.is_at_proven


def test_a_second_signature_is_no_change(office: Office) -> None:
    found = examine(paper(), sign(sign(paper(), office), office, name="Ky2", visible=False), roots=[office.root])
    assert found.content == Content.SAME
    assert len(found.signers) == 2 and found.is_accepted


def test_a_paper_that_the_signer_wrote_anew_is_compared_by_what_it_shows(office: Office) -> None:
    found = examine(paper(), sign(rewritten(paper()), office), roots=[office.root])
    assert (found.content, found.is_accepted) == (Content.REWRITTEN, True)


@pytest.mark.parametrize(
    "other",
    [lambda: paper("Chi thi 06"), lambda: paper(pages=3), lambda: edited(paper())],
    ids=["text", "page", "over"],
)
def test_another_paper_is_not_accepted_however_well_signed(office: Office, other: Callable[[], bytes]) -> None:
    found = examine(paper(), sign(other(), office), roots=[office.root])
    assert (found.content, found.is_accepted) == (Content.CHANGED, False)
    assert found.pages and all(one.is_intact for one in found.signers)


def test_what_is_added_unseen_with_the_signature_is_seen(office: Office) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    from pyhanko.pdf_utils import generic

    action = generic.DictionaryObject({generic.pdf_name("/S"): generic.pdf_name("/JavaScript")})
    action[generic.pdf_name("/JS")] = generic.pdf_string("app.alert(1)")
    writer.root[generic.pdf_name("/OpenAction")] = writer.add_object(action)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    found = examine(paper(), sign(out.getvalue(), office), roots=[office.root])
    assert (found.content, found.pages, found.is_accepted) == (Content.CHANGED, (), False)


def test_a_field_that_was_prepared_for_the_signature(office: Office) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    fields.append_signature_field(writer, fields.SigFieldSpec("San", box=(350, 60, 540, 140), on_page=1))
    out = io.BytesIO()
    writer.write(out)
    again = IncrementalPdfFileWriter(io.BytesIO(out.getvalue()))
    meta = PdfSignatureMetadata(field_name="San", md_algorithm="sha256")
    signed = PdfSigner(meta, office.signer).sign_pdf(again).getvalue()
    assert examine(out.getvalue(), signed, roots=[office.root]).is_accepted


def test_a_signature_over_the_whole_page_hides_it(office: Office) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    fields.append_signature_field(writer, fields.SigFieldSpec("To", box=(10, 10, 580, 830), on_page=0))
    signed = PdfSigner(PdfSignatureMetadata(field_name="To", md_algorithm="sha256"), office.signer).sign_pdf(writer)
    assert examine(paper(), signed.getvalue(), roots=[office.root]).pages == (1,)


def test_a_change_after_the_signature_is_seen(office: Office) -> None:
    found = examine(paper(), edited(sign(paper(), office)), roots=[office.root])
    assert (found.content, found.is_accepted) == (Content.CHANGED, False)
    assert found.signers[0].was_changed_after


def test_changed_bytes_break_the_signature(office: Office) -> None:
    signed = sign(paper(), office)
    found = examine(paper(), signed.replace(b"Chi thi 05, trang 1", b"Chi thi 06, trang 1"), roots=[office.root])
    assert not found.signers[0].is_intact and not found.is_accepted


def test_what_could_not_be_trusted_is_said(office: Office) -> None:
    signed = sign(paper(), office)
    assert examine(paper(), signed).signers[0].trust == Trust.NO_ROOTS
    other = _office(NOW + timedelta(days=1))
    assert examine(paper(), signed, roots=[other.root]).signers[0].trust == Trust.UNKNOWN
    ended = _office(NOW - timedelta(days=10))
    assert examine(paper(), sign(paper(), ended), roots=[ended.root]).signers[0].trust == Trust.EXPIRED


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem.NOT_A_PDF),
        (b"MZ", Problem.NOT_A_PDF),
        (b"%PDF-1.7\nrubbish", Problem.DAMAGED),
        (paper(), Problem.UNSIGNED),
    ],
)
def test_what_is_no_signed_pdf_is_told(data: bytes, problem: Problem) -> None:
    found = examine(paper(), data)
    assert (found.problem, found.is_accepted) == (problem, False)


def test_the_process_of_its_own_finds_the_same(office: Office) -> None:
    signed = sign(paper(), office)
    assert examine_apart(paper(), signed, roots=[office.root]) == examine(paper(), signed, roots=[office.root])
    assert examine_apart(paper(), b"%PDF-1.7\nrubbish").problem == Problem.DAMAGED


def test_a_finding_travels_as_text(office: Office) -> None:
    found = examine(paper(), sign(paper(), office))
    assert Finding.from_json(found.to_json()) == found


def test_roots_are_files_in_a_folder(office: Office, tmp_path: Any) -> None:
    from namro.signing.roots import roots_in

    (tmp_path / "goc.crt").write_bytes(pem.armor("CERTIFICATE", office.root.dump()))
    (tmp_path / "hong.pem").write_bytes(b"rubbish")
    assert [one.serial_number for one in roots_in(tmp_path)] == [1]
    assert roots_in(tmp_path / "none") == []
