"""Papers: drafted from a snapshot, edited, checked by another, issued and locked."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from namro.agencies.errors import Refused
from namro.directives.operations.intake import NewFile
from namro.life import operations as life
from namro.papers import operations
from namro.papers.bodies import blocks, body
from namro.papers.models import Paper, PaperEdit, Stage
from namro.papers.queries import listing
from namro.papers.queries.lit import lit
from namro.papers.queries.sums import disagreements
from namro.papers.snapshots import trail

from . import drafted
from .conftest import NOW
from .histories import APRIL, JUNE, MAY, rich
from .lives import acting, complete

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def text_of(paper: Paper, key: str) -> str:
    return next(block for block in blocks(paper.snapshot.payload, paper.edits.all()) if block.key == key).text or ""


def test_the_preview_shows_the_sheet_and_its_trail(as_role: Callable[[str], Client]) -> None:
    paper = drafted.monthly()
    shown = as_role("theodoi").get(f"/papers/{paper.pk}/?figure=rate.done_of_due").content.decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown
    assert "/BC-STC" in shown and "Ngô Văn Tài" in shown
    assert "Dấu vết số liệu: “50,0%”" in shown
    assert "4 = 2 (lượt giao có hạn đã hoàn thành) + 2 (lượt giao chưa hoàn thành, quá hạn)." in shown
    assert "style=" not in shown  # the strict policy of contents forbids it


def test_every_figure_is_the_number_of_its_rows() -> None:
    payload = drafted.monthly().snapshot.payload
    told = {key: (figure["value"], trail(payload, key).count) for key, figure in payload["figures"].items()}
    assert len(told) > 100
    assert {key: pair for key, pair in told.items() if pair[1] is not None and pair[0] != pair[1]} == {}
    assert sum(pair[1] is None for pair in told.values()) < len(told) / 4  # rates, differences, reported numbers
    assert disagreements(payload) == []


def test_every_figure_of_the_page_opens_its_rows(as_role: Callable[[str], Client]) -> None:
    paper = drafted.monthly()
    client, payload = as_role("theodoi"), paper.snapshot.payload
    for key in ("cells.total", "cells.overdue", "tasks.total", "extensions.asked", "rate.done_of_due", "change.done"):
        shown = client.get(f"/papers/{paper.pk}/figures/{key}/").content.decode()
        trail = lit(payload, key)
        assert trail is not None
        assert shown.count("/tasks/") >= min(trail.count, 200)
    assert client.get(f"/papers/{paper.pk}/figures/no.such/").status_code == 404


def test_a_sum_that_does_not_add_up_is_told() -> None:
    payload = json.loads(drafted.monthly().snapshot.text)
    payload["figures"]["cells.overdue"] |= {"value": 7, "text": "7"}
    assert any("quá hạn: ghi 7 nhưng danh mục có 2 dòng" in one for one in disagreements(payload))
    assert any("không bằng tổng" in one for one in disagreements(payload))


class TestWords:
    """Edited, kept, restored; told where they no longer agree."""

    def test_edited_words_stay_when_the_figures_are_refreshed(self, as_role: Callable[[str], Client]) -> None:
        of = rich()
        paper = drafted.monthly(of, moment=MAY)
        block = next(one for one in blocks(paper.snapshot.payload, []) if one.key == "II.1.done")
        then = dict(block.proposed_figures)["cells.done"]
        words = f"Đến nay {then} lượt giao đã xong, theo đánh giá của Sở."
        operations.edit_paragraph(paper, block.key, words, seen=0, acting=acting("theodoi"))
        late = of.tasks.get(text__startswith="Rà soát").assignments.get(duty="lead")
        complete(late, at=NOW, cause="Chờ số liệu", proposal="Không")
        life.confirm(late, version=None, acting=acting("xacnhan"))
        paper.refresh_from_db()
        who = {"person": acting("theodoi").person, "by": acting("theodoi").by}
        operations.refresh(paper, moment=NOW, version=paper.version, at=NOW, **who)
        paper.refresh_from_db()
        after = next(one for one in blocks(paper.snapshot.payload, paper.edits.all()) if one.key == block.key)
        assert after.text == words
        assert [(one.then, one.now) for one in after.disagreements] == [(then, "3")]
        shown = as_role("theodoi").get(f"/papers/{paper.pk}/").content.decode()
        assert f"<del>{then}</del> → <ins>3</ins>" in shown
        assert "1 đoạn đã sửa không còn khớp số liệu" in shown

    def test_two_officers_at_once_are_told_and_shown_both(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.monthly()
        address = f"/papers/{paper.pk}/paragraphs/I.period/edit/"
        client = as_role("theodoi")
        assert client.post(address, {"text": "Lời thứ nhất.", "seen": "0"}).status_code == 302
        answer = client.post(address, {"text": "Lời thứ hai.", "seen": "0"})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Lời thứ nhất." in shown and "Lời thứ hai." in shown
        assert text_of(paper, "I.period") == "Lời thứ nhất."
        seen = str(paper.edits.get().pk)
        assert f'name="seen" value="{seen}"' in shown
        assert client.post(address, {"text": "Lời thứ hai.", "seen": seen}).status_code == 302
        assert text_of(paper, "I.period") == "Lời thứ hai."

    def test_the_same_in_place_of_the_paragraph(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.monthly()
        client = as_role("theodoi")
        form = client.get(f"/papers/{paper.pk}/paragraphs/I.period/edit/", **HTMX).content.decode()
        assert "<textarea" in form and "<html" not in form
        answer = client.post(
            f"/papers/{paper.pk}/paragraphs/I.period/edit/", {"text": "Lời mới.", "seen": "0"}, **HTMX
        ).content.decode()
        assert "Lời mới." in answer and 'id="b-I.period"' in answer
        assert 'hx-swap-oob="true"' in answer and 'name="version" value="2"' in answer

    def test_added_removed_restored(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.monthly()
        client = as_role("theodoi")
        client.post(f"/papers/{paper.pk}/paragraphs/new/", {"text": "Đoạn thêm.", "style": "paragraph", "after": "I"})
        keys = [block.key for block in blocks(paper.snapshot.payload, paper.edits.all())]
        assert keys[keys.index("I") + 1] == "x1"
        seen = str(paper.edits.get().pk)
        client.post(f"/papers/{paper.pk}/paragraphs/x1/remove/", {"seen": seen})
        assert operations_body(paper, "x1") is None
        seen = str(paper.edits.last().pk)
        client.post(f"/papers/{paper.pk}/paragraphs/x1/restore/", {"seen": seen})
        assert operations_body(paper, "x1") == "Đoạn thêm."
        client.post(f"/papers/{paper.pk}/paragraphs/II.3.t/remove/", {"seen": "0"})
        assert "II.3.t" not in [one["key"] for one in body_of(paper)]

    @pytest.mark.parametrize(
        ("words", "said"), [("", "Ghi lời văn"), (" \n ", "Ghi lời văn"), ("x" * 9_000, "tối đa 8000")]
    )
    def test_bad_words_are_refused_and_kept_in_the_form(
        self, as_role: Callable[[str], Client], words: str, said: str
    ) -> None:
        paper = drafted.monthly()
        answer = as_role("theodoi").post(f"/papers/{paper.pk}/paragraphs/I.period/edit/", {"text": words, "seen": "0"})
        assert answer.status_code == 422
        assert said in answer.content.decode()

    def test_a_table_is_not_edited(self) -> None:
        with pytest.raises(Refused, match="Bảng"):
            operations.edit_paragraph(drafted.monthly(), "II.3.t", "x", seen=0, acting=acting("theodoi"))

    def test_the_history_is_never_rewritten(self) -> None:
        paper = drafted.monthly()
        edit = operations.edit_paragraph(paper, "I.period", "Lời.", seen=0, acting=acting("theodoi"))
        for act in (lambda: PaperEdit.objects.filter(pk=edit.pk).update(text="Khác"), edit.delete):
            with pytest.raises(IntegrityError), transaction.atomic():
                act()


def body_of(paper: Paper) -> list[dict[str, object]]:
    return body(paper.snapshot.payload, paper.edits.all())


def operations_body(paper: Paper, key: str) -> object:
    return next((one["text"] for one in body_of(paper) if one["key"] == key), None)


class TestStages:
    """Draft, checked by another, issued once, locked; a correction is a new paper."""

    def test_nobody_checks_what_they_drafted_or_edited(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.monthly()
        with pytest.raises(Refused, match="chính mình"):
            operations.check(paper, version=1, acting=acting("theodoi"))
        assert "Chờ người khác kiểm tra" in as_role("theodoi").get(f"/papers/{paper.pk}/").content.decode()
        assert "Xác nhận đã kiểm tra" in as_role("xacnhan").get(f"/papers/{paper.pk}/").content.decode()
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(stage="checked", checked_at=NOW, checked_by=paper.drafted_by_id)

    def test_a_check_of_an_older_version_is_refused(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.monthly()
        operations.edit_paragraph(paper, "I.period", "Lời.", seen=0, acting=acting("theodoi"))
        as_role("xacnhan").post(f"/papers/{paper.pk}/check/", {"version": "1"})
        paper.refresh_from_db()
        assert paper.stage == Stage.DRAFT

    def test_what_was_checked_is_not_edited_until_it_is_a_draft_again(self) -> None:
        paper = drafted.monthly()
        operations.check(paper, version=1, acting=acting("xacnhan"))
        with pytest.raises(Refused, match="không còn là dự thảo"):
            operations.edit_paragraph(paper, "I.period", "Lời.", seen=0, acting=acting("theodoi"))
        operations.back_to_draft(paper, reason="Sai kỳ", version=2, acting=acting("xacnhan"))
        operations.edit_paragraph(paper, "I.period", "Lời.", seen=0, acting=acting("theodoi"))

    def test_issued_is_locked(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.issued(drafted.monthly(), signed=NewFile("ban-ky.pdf", b"%PDF-1.7 signed"))
        assert paper.full_number == "45/BC-STC"
        for change in ({"number": "46"}, {"title": "Khác"}, {"stage": "draft"}, {"signed_id": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Paper.objects.filter(pk=paper.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            paper.delete()
        with pytest.raises(Refused, match="đã ban hành: số 45/BC-STC"):
            operations.issue(
                paper, number="46", issued_on=NOW.date(), signed=None, version=paper.version, acting=acting("theodoi")
            )
        shown = as_role("lanhdao").get(f"/papers/{paper.pk}/").content.decode()
        assert "Số: 45/BC-STC" in shown and "ngày 20 tháng 6 năm 2025" in shown
        signed = as_role("lanhdao").get(f"/papers/{paper.pk}/files/signed/")
        assert b"".join(signed.streaming_content) == b"%PDF-1.7 signed"

    def test_the_signed_file_may_come_later_but_once(self) -> None:
        paper = drafted.issued(drafted.monthly())
        operations.add_signed(paper, signed=NewFile("a.pdf", b"%PDF-1.7 a"), acting=acting("theodoi"))
        with pytest.raises(Refused, match="đã có bản ký"):
            operations.add_signed(paper, signed=NewFile("b.pdf", b"%PDF-1.7 b"), acting=acting("theodoi"))

    def test_a_month_is_reported_once_and_a_number_given_once(self) -> None:
        of = rich()
        drafted.issued(drafted.monthly(of, moment=MAY), "38")
        again = drafted.monthly(of, moment=MAY.replace(hour=2))
        with pytest.raises(Refused, match="Đã ban hành cho tháng 5 năm 2025: số 38/BC-STC"):
            drafted.issued(again, "39")
        june = drafted.monthly(of, moment=JUNE)
        with pytest.raises(Refused, match="Số 38/BC-STC đã cấp"):
            drafted.issued(june, "38")

    @pytest.mark.parametrize(
        ("number", "day", "said"),
        [
            ("bốn lăm", NOW.date(), "Số văn bản là chữ số"),
            ("45/BC-STC", NOW.date(), "Số văn bản là chữ số"),
            ("45", date(2025, 6, 21), "Ngày ban hành phải từ 20/6/2025"),
            ("45", date(2025, 5, 1), "Ngày ban hành phải từ 20/6/2025"),
        ],
    )
    def test_a_wrong_number_or_day_is_refused(self, number: str, day: date, said: str) -> None:
        with pytest.raises(Refused, match=said):
            drafted.issued(drafted.monthly(), number, issued_on=day)

    def test_a_correction_is_a_new_paper_that_names_the_old(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.issued(drafted.monthly())
        made = operations.correct(paper, moment=JUNE, acting=acting("theodoi"))
        assert made.corrects == paper
        assert "thay thế báo cáo tháng về thực hiện chỉ thị số 45/BC-STC ngày 20/6/2025" in text_of(made, "x1")
        with pytest.raises(Refused, match="Đã có văn bản đính chính"):
            operations.correct(paper, moment=JUNE, acting=acting("theodoi"))
        assert drafted.issued(made, "46").corrects == paper
        shown = as_role("theodoi").get(f"/papers/{paper.pk}/").content.decode()
        assert "đã có bản đính chính" in shown

    def test_by_the_pages_alone(self, as_role: Callable[[str], Client]) -> None:
        of = rich()
        tracker, confirmer = as_role("theodoi"), as_role("xacnhan")
        form = {"kind": "monthly", "directive": str(of.pk), "moment": "08:00 20/6/2025", "issuer": "Sở Tài chính"}
        assert tracker.get("/papers/new/").status_code == 200
        answer = tracker.post("/papers/new/", form)
        assert answer.status_code == 302, answer.content.decode()
        address = answer.headers["Location"]
        confirmer.post(f"{address}check/", {"version": "1"})
        issue = {"number": "45", "issued_on": "20/6/2025", "version": "2"}
        assert tracker.post(f"{address}issue/", issue).status_code == 302
        assert Paper.objects.get().stage == Stage.ISSUED


class TestWhoSees:
    """Leaders and the auditor all; an agency's people what was issued to their agency."""

    def test_a_report_is_for_those_who_see_the_whole(self, as_role: Callable[[str], Client]) -> None:
        paper = drafted.issued(drafted.monthly())
        for account, status in (
            ("lanhdao", 200), ("phochutich", 200), ("thanhtra", 200), ("quantri", 200),
            ("daumoi", 404), ("thutruong", 404),
        ):  # fmt: skip
            assert as_role(account).get(f"/papers/{paper.pk}/").status_code == status, account


def test_the_list_is_narrowed_and_pages(
    as_role: Callable[[str], Client],
    django_assert_max_num_queries: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    of = rich()
    for moment in (APRIL, MAY, JUNE):
        drafted.monthly(of, moment=moment)
    client = as_role("theodoi")
    client.get("/papers/")
    with django_assert_max_num_queries(16):
        first = client.get("/papers/").content.decode()
    assert first.count("<tr>") == 3  # the head and two
    after = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(after).content.decode().count("<tr>") == 2
    assert client.get("/papers/?q=thang 5").content.decode().count("<tr>") == 2
    assert "Không có văn bản nào khớp bộ lọc" in client.get("/papers/?kind=brief").content.decode()
    assert client.get("/papers/?q=tinh hinh thuc hien").content.decode().count("<tr>") == 3
    assert client.get("/papers/?after=1:not-a-moment").status_code == 200
