"""The letter that answers a request to move a deadline."""

from __future__ import annotations

from namro.life.models import ExtensionStage
from namro.life.models.extension import MANY
from namro.papers.kinds import PaperKind
from namro.papers.snapshots.material import Material
from namro.papers.wording.blocks import Body, Run
from namro.papers.wording.draft import Draft
from namro.papers.wording.heads import letter_head
from namro.papers.wording.lines import at_place
from namro.papers.wording.numbers import day_of, in_short
from namro.papers.wording.tone import asks


def draft(material: Material) -> Draft:
    """Agreed, refused, or another day offered. A request not answered yet is drafted as agreed, and says so."""
    one = material.extension
    assert one is not None
    body = Body()
    agency, issuer = one["agency_name"], material.issuer.name
    by = f" tại {one['document']}" if one["document"] else ""
    again = f" (lần thứ {one['which']})" if one["which"] > 1 else ""
    body.opening(
        f"Xét đề nghị của {agency}{by} về việc gia hạn thực hiện nhiệm vụ giao tại {material.directive['name']}"
        f"{again}, lý do: “{in_short(one['reason'], 400)}”; {issuer} có ý kiến như sau:"
    )
    _answer(body, material)
    if one["which"] >= MANY:
        body.paragraph("many", f"Nhiệm vụ này đã xin gia hạn nhiều lần ({one['which']} lần).")
    if material.directive["tracker"]:
        body.paragraph(
            "tracker", f"Giao {material.directive['tracker']} theo dõi, đôn đốc, cập nhật thời hạn vào sổ theo dõi."
        )
    body.closing(f"{issuer} thông báo để {agency} biết, thực hiện./.")
    about = f"gia hạn thực hiện nhiệm vụ tại {material.directive['name']}"
    copies = [name for name in (material.directive["tracker"],) if name and name not in (agency, issuer)]
    return Draft(letter_head(PaperKind.EXTENSION, material, about, [agency], copies), body.blocks)


def _answer(body: Body, material: Material) -> None:
    one = material.extension
    assert one is not None
    task = f"nhiệm vụ “{in_short(one['text'], 400)}”{at_place(one)}"
    stage = one["stage"]
    if stage in (ExtensionStage.DENIED, ExtensionStage.DECLINED):
        why = f" Lý do: {in_short(one['decision'], 400)}." if one["decision"] else ""
        body.paragraph("answer", f"Không gia hạn {task}. Thời hạn vẫn là ngày {day_of(one['from'])}.{why}")
        _carry_on(body, material, day_of(one["from"]))
        return
    if stage == ExtensionStage.COUNTERED:
        told: list[Run] = [
            f"Không đồng ý thời hạn {day_of(one['to'])} như đề nghị; đề nghị {one['agency_name']} hoàn thành {task} "
            f"trước hoặc trong ngày {day_of(one['new'])}."
        ]
        body.paragraph("answer", *told)
        return
    until = day_of(one["new"] or one["to"])
    if stage == ExtensionStage.ASKED:
        material.findings.append(
            "Đề nghị gia hạn này chưa được quyết định trên hệ thống: dự thảo viết theo hướng đồng ý, "
            "cần quyết định trước khi ban hành."
        )
    body.paragraph(
        "answer",
        f"Đồng ý gia hạn {task}: từ ngày {day_of(one['from'])} đến hết ngày {until}. Hạn gốc vẫn được ghi để theo dõi.",
    )
    if one["decision"]:
        body.paragraph("words", f"Ý kiến kèm theo: {in_short(one['decision'], 400)}.")
    _carry_on(body, material, until)


def _carry_on(body: Body, material: Material, until: str) -> None:
    is_asked = material.addressee is not None and material.addressee.is_asked
    verb = asks(by_committee=material.issuer.is_committee, is_asked=is_asked)
    assert material.extension is not None
    body.paragraph(
        "carry_on",
        f"{verb} {material.extension['agency_name']} tập trung thực hiện, hoàn thành trước hoặc trong ngày {until}.",
    )
