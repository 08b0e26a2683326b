"""Every kind of paper: its words, its tone by rank, and what it says when there is nothing to say."""

from __future__ import annotations

from typing import Any

import pytest

from namro.agencies.models import Agency
from namro.life.models import Extension
from namro.papers.kinds import PaperKind
from namro.papers.snapshots import NotTaken, filled, take

from .histories import JUNE, MAY, at, rich
from .lives import directive, named

pytestmark = pytest.mark.django_db


def words(kind: str, **values: Any) -> str:
    payload = take(kind, directive=values.pop("directive", None) or rich(), at=values.pop("at", JUNE), **values).payload
    return "\n".join(filled(block, payload) for block in payload["body"])


def test_equals_ask_the_committee_orders_and_the_others_are_asked_with_respect() -> None:
    of = rich()
    committee, trade, press = named("Ủy ban nhân dân tỉnh An Lâm"), named("Sở Công Thương"), named("Báo An Lâm")
    assert "Sở Tài chính đề nghị Sở Công Thương:" in words("urging", directive=of, agency=trade)
    ordered = words("urging", directive=of, agency=trade, issuer=committee)
    assert "Ủy ban nhân dân tỉnh An Lâm yêu cầu Sở Công Thương:" in ordered
    asked = words("urging", directive=of, agency=press, issuer=committee, at=at(7, 11))
    assert "Ủy ban nhân dân tỉnh An Lâm trân trọng đề nghị Báo An Lâm:" in asked
    assert "yêu cầu" not in asked


def test_a_letter_names_what_since_when_and_by_when() -> None:
    letter = words("urging", agency=named("Sở Xây dựng"))
    assert "Sở Xây dựng còn 1 nhiệm vụ quá hạn:" in letter
    assert "hạn 30/5/2025, quá 15 ngày làm việc" in letter
    assert "trước ngày 27/6/2025" in letter  # five working days
    assert letter.endswith("./.")


@pytest.mark.parametrize(
    ("name", "told"), [("Sở Y tế", "không giao nhiệm vụ nào"), ("Báo An Lâm", "không có nhiệm vụ")]
)
def test_an_agency_with_nothing_to_urge_is_told_in_words(name: str, told: str) -> None:
    payload = take("urging", directive=rich(), at=JUNE, agency=named(name)).payload
    assert any(told in finding for finding in payload["findings"])
    letter = "\n".join(filled(block, payload) for block in payload["body"])
    assert "không có nhiệm vụ quá hạn hoặc sắp đến hạn" in letter
    assert "Khẩn trương" not in letter


def test_one_letter_to_all_has_the_list_as_its_annex() -> None:
    payload = take("urging", directive=rich(), at=JUNE).payload
    assert payload["head"]["addressees"] == ["Sở Công Thương", "Sở Xây dựng"]
    assert len(payload["tables"]["urged"]["rows"]) == 3
    assert payload["head"]["kind_name"] == ""
    assert payload["head"]["subject_line"] == "V/v đôn đốc thực hiện nhiệm vụ tại Chỉ thị số 07/CT-UBND"


def test_an_extension_is_answered_as_it_was_decided_by_then() -> None:
    of = rich()
    one = Extension.objects.get()
    granted = words("extension", directive=of, extension=one)
    assert "Đồng ý gia hạn nhiệm vụ “Lập danh mục mỏ vật liệu san lấp” (mục II.4.3): từ ngày 28/5/2025" in granted
    assert "đến hết ngày 15/7/2025" in granted
    before = take("extension", directive=of, at=MAY, extension=one).payload
    assert any("chưa được quyết định" in finding for finding in before["findings"])
    assert before["head"]["issuer"] == "ỦY BAN NHÂN DÂN TỈNH AN LÂM"
    assert before["head"]["signature"]["authority"] == "TM. ỦY BAN NHÂN DÂN"


def test_directions_add_up() -> None:
    figures = take("directions", directive=rich(), at=JUNE).payload["figures"]
    parts = ("done", "answered", "unanswered")
    assert sum(figures[f"directions.{part}"]["value"] for part in parts) == figures["directions.all"]["value"] == 2


def test_the_annex_lists_every_counted_task_once() -> None:
    payload = take("annex", directive=rich(), at=JUNE).payload
    assert payload["tables"]["tasks"]["rows"][0]["task"]["text"].startswith("Trình Chương trình")
    assert len(payload["tables"]["tasks"]["rows"]) == 8
    assert payload["annexes"][0]["accompanies"].startswith("(Kèm theo Chỉ thị số 07/CT-UBND")


def test_what_cannot_be_made_is_refused_in_words() -> None:
    of = rich()
    with pytest.raises(NotTaken, match="cần một đề nghị gia hạn"):
        take("extension", directive=of, at=JUNE)
    with pytest.raises(NotTaken, match="gửi sau thời điểm"):
        take("extension", directive=of, at=at(4, 1), extension=Extension.objects.get())
    with pytest.raises(NotTaken, match="không cho riêng một đơn vị"):
        take("monthly", directive=of, at=JUNE, agency=named("Sở Y tế"))
    with pytest.raises(NotTaken, match="Hạn trả lời"):
        take("urging", directive=of, at=JUNE, reply_by=JUNE.date())
    with pytest.raises(NotTaken, match="thuộc văn bản khác"):
        take("extension", directive=directive(number="9/CT-UBND"), at=JUNE, extension=Extension.objects.get())


@pytest.mark.parametrize("kind", [one for one in PaperKind if one is not PaperKind.EXTENSION])
def test_every_kind_comes_out_of_a_document_without_tasks(kind: PaperKind) -> None:
    payload = take(kind, directive=directive(), at=JUNE).payload
    assert payload["findings"]
    assert all(filled(block, payload) for block in payload["body"] if block["style"] != "table")


def test_a_deputy_signs_for_the_head() -> None:
    from namro.agencies.models import Person, Post, Rank

    agency: Agency = named("Sở Tài chính")
    deputy = Person.objects.create(name="Trịnh Thị Phó", folded="trinh thi pho", work_email="pho@an-lam.example")
    Post.objects.create(person=deputy, agency=agency, title="Phó Giám đốc", rank=Rank.DEPUTY)
    signature = take("monthly", directive=rich(), at=JUNE, signer=deputy).payload["head"]["signature"]
    assert signature == {"authority": "KT. GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Trịnh Thị Phó"}
