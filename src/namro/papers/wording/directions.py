"""A digest of what leaders directed, and what became of it."""

from __future__ import annotations

from namro.papers.kinds import PaperKind
from namro.papers.snapshots import tables
from namro.papers.snapshots.material import Material
from namro.papers.wording.annexes import Annexes
from namro.papers.wording.blocks import Body, f
from namro.papers.wording.draft import Draft
from namro.papers.wording.heads import report_head
from namro.papers.wording.lines import at_place
from namro.papers.wording.numbers import day_of, hour_and_day, in_short

NAMED = 10


def draft(material: Material) -> Draft:
    """Counts that add up, those without an answer by name, and the whole list as the annex."""
    figures, found = material.figures, material.lists["directions"]
    annexes = Annexes()
    annexes.add("directions", tables.directions(found), when=len(found))
    body = Body()
    body.opening(
        f"{material.issuer.name} tổng hợp ý kiến chỉ đạo của lãnh đạo về thực hiện {material.directive['name']} và kết "
        f"quả thực hiện (tính đến {hour_and_day(material.moment)}) như sau:"
    )
    if not found:
        body.paragraph("1", "Đến nay chưa có ý kiến chỉ đạo nào được ghi trên hệ thống.")
        material.findings.append("Chưa có ý kiến chỉ đạo nào được ghi về văn bản này.")
    else:
        body.paragraph(
            "1",
            "1. Có ", f("directions.all"), " ý kiến chỉ đạo, trong đó ", f("directions.total"), " ý kiến trong kỳ (từ ",
            f"ngày {day_of(material.period['first'])} đến ngày {day_of(material.period['last'])}). Kết quả: ",
            f("directions.done"), " ý kiến về việc đã hoàn thành; ", f("directions.answered"),
            " ý kiến đã có báo cáo, việc chưa hoàn thành; ", f("directions.unanswered"), " ý kiến chưa có báo cáo.",
            annexes.see("directions", " Danh mục tại {}."),
        )  # fmt: skip
        waiting = [one for one in found if not one["is_done"] and not one["is_answered"]]
        if waiting:
            body.paragraph("2", "2. Ý kiến chỉ đạo chưa có báo cáo của đơn vị:")
            for one in waiting[:NAMED]:
                body.dash(
                    f"2.{one['id']}",
                    f"{one['agency_name']}{at_place(one)}: “{in_short(one['text'], 300)}” ({one['by_name']}, ngày "
                    f"{day_of(one['at'])}).",
                )
        if figures["directions.general"]:
            body.paragraph(
                "3",
                "Trong số trên có ", f("directions.general"), " ý kiến về công việc chung của đơn vị,",
                " không gắn với một nhiệm vụ.",
            )  # fmt: skip
    body.closing(
        f"Trên đây là tổng hợp ý kiến chỉ đạo và kết quả, {material.issuer.name} báo cáo {material.receiver}./."
    )
    title = f"Tổng hợp ý kiến chỉ đạo và kết quả thực hiện {material.directive['name']}"
    return Draft(report_head(PaperKind.DIRECTIONS, material, title), body.blocks, annexes.tables, annexes.listed)
