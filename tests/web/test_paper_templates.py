"""An office's own templates: brought, checked, tried, used; what was issued keeps its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from namro.papers.models import OfficeTemplate
from namro.papers.printing import printed, template_of
from namro.papers.rendering import shipped_template

from . import drafted
from .histories import rich

pytestmark = pytest.mark.django_db


def bring(client: Client, data: bytes, name: str = "mau.docx") -> str:
    answer = client.post("/papers/templates/monthly/", {"documents": SimpleUploadedFile(name, data)})
    return answer.content.decode()


def changed(old: str, new: str) -> bytes:
    """The shipped template with some of its words exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shipped_template("monthly"))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old.encode(), new.encode()))
    return out.getvalue()


def test_the_fields_are_told_and_the_shipped_one_is_there(as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    assert client.get("/papers/templates/").content.decode().count("mẫu có sẵn") == 6
    assert "bắt buộc" in client.get("/papers/templates/monthly/").content.decode()
    assert client.get("/papers/templates/monthly/shipped.docx").content[:2] == b"PK"
    assert client.get("/papers/templates/nothing/").status_code == 404


@pytest.mark.parametrize(("data", "said"), [(b"\x00 not a zip", "docx"), (b"PK\x03\x04 broken", "hỏng")])
def test_what_is_no_template_is_refused(as_role: Callable[[str], Client], data: bytes, said: str) -> None:
    shown = bring(as_role("theodoi"), data)
    assert "Mẫu chưa dùng được" in shown
    assert not OfficeTemplate.objects.exists()


def test_an_unknown_field_is_named(as_role: Callable[[str], Client]) -> None:
    shown = bring(as_role("theodoi"), changed("signer_name", "ten_nguoi_ky"))
    assert "ten_nguoi_ky" in shown


def test_tried_used_and_kept_for_what_was_checked(as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    bring(client, changed("Nơi nhận", "Nơi nhận bản này"))
    template = OfficeTemplate.objects.get()
    assert client.get(f"/papers/templates/files/{template.pk}/trial.docx").content[:2] == b"PK"
    of = rich()
    paper = drafted.monthly(of)
    assert template_of(paper) is None
    client.post(f"/papers/templates/files/{template.pk}/use/")
    assert template_of(paper) == template
    assert "Nơi nhận bản này" in _words(printed(paper, "docx"))
    drafted.issued(paper)
    client.post(f"/papers/templates/files/{template.pk}/rest/")
    assert template_of(paper) == template
    assert "Nơi nhận bản này" in _words(printed(paper, "docx"))
    assert template_of(drafted.monthly(of, moment=paper.moment.replace(hour=0))) is None


def _words(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml").decode()
