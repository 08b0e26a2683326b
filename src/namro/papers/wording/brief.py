"""One page for the chairman before a meeting: how it stands, who is late, what he is asked to decide."""

from __future__ import annotations

from namro.papers.kinds import PaperKind
from namro.papers.snapshots.material import Material
from namro.papers.wording.blocks import Body, Run, f
from namro.papers.wording.draft import Draft
from namro.papers.wording.heads import report_head
from namro.papers.wording.lines import by_day, due_words, late_by, moved, place_and
from namro.papers.wording.numbers import hour_and_day, in_short
from namro.words import day_in_words

AGENCIES, TASKS, COMING, TARGETS, SHORT = 6, 5, 4, 4, 110


def draft(material: Material) -> Draft:
    """Five short parts. What does not fit on the page is in the report."""
    figures = material.figures
    body = Body()
    body.opening(f"Số liệu tính đến {hour_and_day(material.moment)}.")
    body.paragraph(
        "1",
        "1. Tình hình chung: ", f("cells.total"), " lượt giao; đã hoàn thành ", f("cells.done"), " (đúng hạn ",
        f("cells.done_on_time"), ", quá hạn ", f("cells.done_late"), ", không hạn ", f("cells.done_without_deadline"),
        "); chưa hoàn thành ", f("cells.open"), " (trong hạn ", f("cells.open_in_time"), ", quá hạn ",
        f("cells.overdue"), ", không hạn ", f("cells.without_deadline"), ").", *_rate(material), *_before(material),
    )  # fmt: skip
    _late(body, material)
    _coming(body, material)
    _targets(body, material)
    _decide(body, material, number=5 if material.lists["targets"] else 4)
    if not figures["changes.heard"]:
        material.findings.append("Trong kỳ không có cập nhật nào của các đơn vị: số liệu là trạng thái trước đó.")
    title = f"Tóm tắt tình hình thực hiện {material.directive['name']} phục vụ phiên họp"
    return Draft(report_head(PaperKind.BRIEF, material, title), body.blocks)


def _rate(material: Material) -> list[Run]:
    if not material.figures["cells.due"]:
        return [" Chưa có việc nào đến hạn."]
    return [
        " Tỷ lệ hoàn thành trên ", f("cells.due"), " lượt giao đã đến hạn: ", f("rate.done_of_due"),
        ", trong đó đúng hạn ", f("rate.on_time_of_due"), ".",
    ]  # fmt: skip


def _before(material: Material) -> list[Run]:
    if not material.figures["before.total"]:
        return []
    since = day_in_words(material.since.date())
    return [
        f" So với ngày {since}: đã hoàn thành ", *moved(material.figures, "done"), "; quá hạn ",
        *moved(material.figures, "overdue"), ".",
    ]  # fmt: skip


def _late(body: Body, material: Material) -> None:
    figures = material.figures
    late = [pk for pk in material.agencies if figures[f"agency.{pk}.overdue"]]
    if not late:
        body.paragraph("2", "2. Không có đơn vị nào có việc quá hạn.")
        return
    late.sort(key=lambda pk: (-figures[f"agency.{pk}.overdue"], material.agencies[pk].path))
    runs: list[Run] = ["2. Có ", f("agencies.overdue"), " đơn vị có việc quá hạn, nhiều nhất: "]
    for position, pk in enumerate(late[:AGENCIES]):
        runs += ["; " if position else "", f"{material.agencies[pk].name} ", f(f"agency.{pk}.overdue")]
    body.paragraph("2", *runs, ". Quá hạn lâu nhất:")
    for row in material.overdue[:TASKS]:
        cause = f": “{in_short(row['cause'], SHORT)}”" if row["cause"] else ", chưa nêu nguyên nhân"
        body.dash(
            f"2.{row['id']}",
            f"{row['agency_name']}: {in_short(row['text'], SHORT)} ({place_and(row)}{late_by(row)}){cause}.",
        )


def _coming(body: Body, material: Material) -> None:
    coming = by_day(row for row in material.counted if row["due_next"])
    until = day_in_words(material.next_until)
    if not coming:
        body.paragraph("3", f"3. Không có việc nào đến hạn từ nay đến hết ngày {until}.")
        return
    body.paragraph("3", "3. Có ", f("next.due"), f" việc đến hạn từ nay đến hết ngày {until}, gần nhất:")
    for row in coming[:COMING]:
        body.dash(f"3.{row['id']}", f"{row['agency_name']}: {in_short(row['text'], SHORT)} (hạn {due_words(row)}).")


def _targets(body: Body, material: Material) -> None:
    found = material.lists["targets"]
    if not found:
        return
    runs: list[Run] = [
        "4. Chỉ tiêu: ",
        f("targets.reported"),
        " trên ",
        f("targets.total"),
        " chỉ tiêu có số liệu báo cáo",
    ]
    reported = [one for one in found if one["is_reported"]][:TARGETS]
    for position, one in enumerate(reported):
        key = f"targets.{one['id']}"
        runs += [
            "; " if position else ": ",
            f"{one['agency_name']} ",
            f(f"{key}.reported"),
            " (mức giao ",
            f(f"{key}.required"),
            ")",
        ]
    body.paragraph("4", *runs, ".")


def _decide(body: Body, material: Material, number: int) -> None:
    wishes: list[list[Run]] = []
    for key, before, after in (
        ("extensions.waiting", "quyết định ", " đề nghị gia hạn đang chờ"),
        ("progress.awaiting", "xác nhận ", " kết quả đã báo cáo hoàn thành"),
        ("progress.refused", "cho ý kiến về ", " việc đơn vị đề nghị không thực hiện"),
        ("complaints.open", "chỉ đạo xử lý ", " phản ánh về phối hợp"),
        ("directions.unanswered", "đôn đốc ", " ý kiến chỉ đạo chưa có báo cáo"),
    ):
        if material.figures[key]:
            wishes.append([before, f(key), after])
    runs: list[Run] = []
    for position, wish in enumerate(wishes):
        runs += ["; " if position else "", *wish]
    if runs:
        body.closing(f"{number}. Đề nghị cho ý kiến: ", *runs, "./.")
    else:
        body.closing(f"{number}. Không có việc nào đang chờ quyết định./.")
