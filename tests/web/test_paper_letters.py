"""Letters to agencies: made from the list of who is late, seen by those they went to, and answered by them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from namro.agencies.errors import Refused
from namro.life.models import Update
from namro.papers.models import Paper, PaperAddressee, ReplySlip
from namro.papers.operations.replying import reply
from namro.papers.rendering.reply_slips import NotASlip, urged
from namro.papers.slips import SlipLine, read_slip

from . import drafted
from .histories import rich
from .lives import acting, named

pytestmark = pytest.mark.django_db


def letter(number: str = "99") -> Paper:
    return drafted.issued(drafted.drafted("urging", rich(), agency=named("Sở Xây dựng")), number)


class TestMaking:
    """One for each agency that is late, or one for all."""

    def test_from_the_list_of_who_is_late(self, as_role: Callable[[str], Client]) -> None:
        of = rich()
        client = as_role("theodoi")
        shown = client.get("/papers/urging/").content.decode()
        assert "Sở Xây dựng" in shown and "Sở Công Thương" in shown and "Báo An Lâm" not in shown
        late = [named("Sở Xây dựng").pk, named("Sở Công Thương").pk]
        answer = client.post("/papers/urging/", {"directive": of.pk, "agencies": late, "reply_by": "27/6/2025"})
        assert answer.status_code == 302
        assert sorted(Paper.objects.values_list("agency", flat=True)) == sorted(late)
        assert all("27/6/2025" in one.snapshot.text for one in Paper.objects.all())
        again = client.post("/papers/urging/", {"directive": of.pk, "agencies": late})
        assert again.status_code == 422 and "đều có dự thảo" in again.content.decode()
        package = client.get("/papers/bundle.zip")
        with zipfile.ZipFile(io.BytesIO(package.content)) as files:
            assert len(files.namelist()) == 2

    def test_one_for_all_with_an_annex(self, as_role: Callable[[str], Client]) -> None:
        of = rich()
        answer = as_role("theodoi").post("/papers/urging/", {"directive": of.pk, "together": "on"})
        assert answer.status_code == 302
        paper = Paper.objects.get()
        assert paper.agency is None
        assert len(paper.snapshot.payload["annexes"]) == 1

    def test_none_chosen_is_refused(self, as_role: Callable[[str], Client]) -> None:
        answer = as_role("theodoi").post("/papers/urging/", {"directive": rich().pk})
        assert answer.status_code == 422
        assert not Paper.objects.exists()

    def test_the_paper_of_a_decided_extension(self, as_role: Callable[[str], Client]) -> None:
        of = rich()
        extension = of.assignments.filter(extensions__stage="granted").first().extensions.get()
        client = as_role("theodoi")
        page = client.get(f"/assignments/{extension.assignment_id}/").content.decode()
        assert f"/papers/extensions/{extension.pk}/" in page
        first = client.post(f"/papers/extensions/{extension.pk}/")
        again = client.post(f"/papers/extensions/{extension.pk}/")
        assert first.headers["Location"] == again.headers["Location"]
        paper = Paper.objects.get()
        assert (paper.kind, paper.agency) == ("extension", extension.agency)


class TestWhoSees:
    """An agency's people see what was issued to their agency, and only that."""

    def test_an_agency_sees_its_own_letter_when_it_is_issued(self, as_role: Callable[[str], Client]) -> None:
        draft = drafted.drafted("urging", rich(), agency=named("Sở Xây dựng"))
        own, other = as_role("daumoi"), as_role("daumoi2")
        assert own.get(f"/papers/{draft.pk}/").status_code == 404
        drafted.issued(draft, "99")
        assert own.get(f"/papers/{draft.pk}/").status_code == 200
        sheet = own.get(f"/papers/{draft.pk}/").content.decode().split("<article")[1].split("</article>")[0]
        assert 'class="fx' not in sheet
        assert own.get(f"/papers/{draft.pk}/files/docx/").status_code == 200
        for form in ("json", "xlsx"):
            assert own.get(f"/papers/{draft.pk}/files/{form}/").status_code == 404
        for page in ("figures/cells.total/", "checks/"):
            assert own.get(f"/papers/{draft.pk}/{page}").status_code == 404
        assert own.post(f"/papers/{draft.pk}/check/").status_code == 403
        assert "Sở Xây dựng" in own.get("/papers/").content.decode()
        for page in ("", "reply/", "reply/slip.docx", "files/docx/", "files/signed/"):
            assert other.get(f"/papers/{draft.pk}/{page}").status_code == 404


class TestAnswering:
    """On the page, or with the slip in Word; each line an update."""

    def test_on_the_page(self, as_role: Callable[[str], Client]) -> None:
        paper = letter()
        client = as_role("daumoi")
        assert f"/papers/{paper.pk}/reply/" in client.get(f"/papers/{paper.pk}/").content.decode()
        row = urged(paper.snapshot.payload)[0]
        form = {f"text_{row['id']}": "Đã trình", f"percent_{row['id']}": "80"}
        refused = client.post(f"/papers/{paper.pk}/reply/", form)
        assert refused.status_code == 422  # overdue: a cause is needed
        assert "Ghi nguyên nhân" in refused.content.decode() and "Đã trình" in refused.content.decode()
        form |= {f"cause_{row['id']}": "Chờ số liệu", f"proposal_{row['id']}": "Đề nghị gia hạn"}
        before = Update.objects.count()
        assert client.post(f"/papers/{paper.pk}/reply/", form).status_code == 302
        assert Update.objects.count() == before + 1
        made = ReplySlip.objects.get().lines.get().update_made
        assert (made.text, made.percent, made.cause) == ("Đã trình", 80, "Chờ số liệu")

    def test_nothing_written_is_refused(self, as_role: Callable[[str], Client]) -> None:
        answer = as_role("daumoi").post(f"/papers/{letter().pk}/reply/", {})
        assert answer.status_code == 422 and "Phiếu chưa ghi gì" in answer.content.decode()

    def test_with_the_slip_in_word(self, as_role: Callable[[str], Client]) -> None:
        paper = letter()
        client = as_role("daumoi")
        document = Document(io.BytesIO(client.get(f"/papers/{paper.pk}/reply/slip.docx").content))
        cells = document.tables[0].rows[1].cells
        for at, words in ((3, "Đã trình UBND"), (4, "Chờ ý kiến"), (5, "Không"), (6, "30/6/2025")):
            cells[at].text = words
        out = io.BytesIO()
        document.save(out)
        sent = client.post(
            f"/papers/{paper.pk}/reply/", {"documents": SimpleUploadedFile("phieu.docx", out.getvalue())}
        )
        assert sent.status_code == 302, sent.content.decode()
        slip = ReplySlip.objects.get()
        assert slip.file_name == "phieu.docx" and slip.original is not None
        made = slip.lines.get().update_made
        assert (made.text, made.cause) == ("Đã trình UBND. Cam kết hoàn thành ngày 30/6/2025.", "Chờ ý kiến")

    @pytest.mark.parametrize("data", [b"not a file of Word", b"PK\x03\x04 broken"])
    def test_what_is_no_slip_is_refused(self, as_role: Callable[[str], Client], data: bytes) -> None:
        answer = as_role("daumoi").post(
            f"/papers/{letter().pk}/reply/", {"documents": SimpleUploadedFile("phieu.docx", data)}
        )
        assert answer.status_code == 422 and "phiếu" in answer.content.decode()

    def test_another_letter_s_slip_is_refused(self) -> None:
        paper = letter()
        with pytest.raises(Refused, match="999999"):
            reply(paper, [SlipLine(999_999, "x")], agency=named("Sở Xây dựng"), acting=acting("daumoi"))

    def test_a_document_without_the_table_is_refused(self) -> None:
        out = io.BytesIO()
        Document().save(out)
        with pytest.raises(NotASlip, match="Mã"):
            read_slip(out.getvalue())


class TestOneForAll:
    """A letter to all that are late: each sees it once it is issued, and answers its own."""

    def test_each_agency_sees_it_and_answers_what_is_its_own(self, as_role: Callable[[str], Client]) -> None:
        draft = drafted.drafted("urging", rich())
        own, other = as_role("daumoi"), as_role("daumoi2")
        assert own.get(f"/papers/{draft.pk}/").status_code == 404
        paper = drafted.issued(draft, "98")
        rows = urged(paper.snapshot.payload)
        assert {one.agency_id for one in paper.addressees.all()} == {row["agency"] for row in rows}
        ours, theirs = (
            [row for row in rows if row["agency"] == named(name).pk] for name in ("Sở Xây dựng", "Sở Công Thương")
        )
        assert ours and theirs
        for client, mine, others in ((own, ours, theirs), (other, theirs, ours)):
            assert f"/papers/{paper.pk}/reply/" in client.get(f"/papers/{paper.pk}/").content.decode()
            assert client.get("/papers/").content.decode().count(f"/papers/{paper.pk}/") >= 1
            page = client.get(f"/papers/{paper.pk}/reply/").content.decode()
            assert f"text_{mine[0]['id']}" in page and f"text_{others[0]['id']}" not in page
            slip = Document(io.BytesIO(client.get(f"/papers/{paper.pk}/reply/slip.docx").content))
            assert len(slip.tables[0].rows) == 1 + len(mine)
            row = mine[0]["id"]
            form = {f"text_{row}": "Đã trình", f"cause_{row}": "Chờ", f"proposal_{row}": "Gia hạn"}
            # What is another's is not asked of this one, and is not taken from it.
            form |= {f"text_{others[0]['id']}": "Lời của sở khác"}
            assert client.post(f"/papers/{paper.pk}/reply/", form).status_code == 302
        assert sorted(ReplySlip.objects.values_list("agency", flat=True)) == sorted(
            [named("Sở Xây dựng").pk, named("Sở Công Thương").pk]
        )
        assert not Update.objects.filter(text="Lời của sở khác").exists()
        sent = own.get(f"/papers/{paper.pk}/reply/").content.decode()
        assert sent.count('class="is-done"') == 1  # its own answer, not the other's

    def test_an_agency_that_it_did_not_go_to(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.issued(drafted.drafted("urging", rich()), "98")
        paper.addressees.filter(agency=named("Sở Xây dựng")).delete()
        client = as_role("daumoi")
        for page in ("", "reply/", "reply/slip.docx", "files/docx/"):
            assert client.get(f"/papers/{paper.pk}/{page}").status_code == 404
        row = next(one for one in urged(paper.snapshot.payload) if one["agency"] == named("Sở Xây dựng").pk)
        with pytest.raises(Refused, match="gửi đơn vị mình"):
            reply(paper, [SlipLine(row["id"], "Đã xong")], agency=named("Sở Xây dựng"), acting=acting("daumoi"))

    def test_letters_issued_before_know_their_agencies_too(self) -> None:
        paper = drafted.issued(drafted.drafted("urging", rich()), "98")
        letter("97")
        went_to = list(paper.addressees.values_list("agency", flat=True))
        paper.addressees.all().delete()
        migration = import_module("namro.papers.migrations.0005_agencies_of_letters_issued_before")
        migration.address_issued(apps, None)
        assert list(PaperAddressee.objects.values_list("paper", "agency")) == [(paper.pk, agency) for agency in went_to]
