"""The page that looks at a document's signed PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from namro.directives import storage
from namro.directives.models import Directive
from tests import test_signing as made

from . import lives


@pytest.fixture(scope="module")
def office() -> Any:
    return made._office(made.NOW + timedelta(days=900))


@pytest.fixture
def directive(db: None) -> Directive:
    original = storage.keep(made.paper(), form="pdf", at=lives.NOW)
    return lives.directive(original=original, file_name="chi-thi.pdf")


def check(client: Client, directive: Directive, data: bytes) -> str:
    response = client.post(f"/directives/{directive.pk}/signed/", {"file": SimpleUploadedFile("ky.pdf", data)})
    assert response.status_code == 200
    return response.content.decode()


def test_the_file_and_its_hash_go_out(as_role: Callable[[str], Client], directive: Directive) -> None:
    client = as_role("theodoi")
    assert f"/directives/{directive.pk}/signed/" in client.get(f"/directives/{directive.pk}/").content.decode()
    page = client.get(f"/directives/{directive.pk}/signed/").content.decode()
    assert directive.original is not None and directive.original.sha256 in page


def test_the_signed_one_comes_back(
    as_role: Callable[[str], Client], directive: Directive, office: Any, settings: Any, tmp_path: Path
) -> None:
    client = as_role("theodoi")
    signed = made.sign(made.paper(), office)
    settings.SIGNING_ROOTS = tmp_path
    page = check(client, directive, signed)
    assert "Đúng văn bản, chữ ký nguyên vẹn" in page and "Trần Thị Minh Họa" in page
    assert "chưa có chứng thư gốc nào" in page
    (tmp_path / "goc.pem").write_bytes(pem.armor("CERTIFICATE", office.root.dump()))
    assert "nối được tới chứng thư gốc tin cậy" in check(client, directive, signed)


def test_another_paper_is_told(as_role: Callable[[str], Client], directive: Directive, office: Any) -> None:
    page = check(as_role("theodoi"), directive, made.sign(made.paper("Chi thi 06"), office))
    assert "Không đúng văn bản đã xuất" in page and "Trang khác: 1, 2." in page


def test_what_is_no_pdf_is_told(as_role: Callable[[str], Client], directive: Directive) -> None:
    client = as_role("theodoi")
    assert "không phải PDF" in check(client, directive, b"MZ")
    assert "chưa có chữ ký số nào" in check(client, directive, made.paper())
    assert client.post(f"/directives/{directive.pk}/signed/").status_code == 422
