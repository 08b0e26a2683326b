"""The monthly report on a directive: its words, tables and annexes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from namro.papers.kinds import PaperKind
from namro.papers.snapshots import tables
from namro.papers.snapshots.figures import Where
from namro.papers.snapshots.material import Material
from namro.papers.snapshots.rows import Row
from namro.papers.wording.annexes import Annexes
from namro.papers.wording.blocks import Body, Run, f
from namro.papers.wording.draft import Draft
from namro.papers.wording.heads import report_head
from namro.papers.wording.lines import at_place, by_day, cause_words, due_words, moved, overdue_line, place_and
from namro.papers.wording.numbers import day_of, hour_and_day, in_short
from namro.papers.wording.tone import asks_all
from namro.words import day_in_words

NAMED = 10  # of a list in the running text; the annex has them all
AGENCIES_NAMED = 20
LEADS_LISTED = 3  # of one target; with more of them the table counts how many reported


def draft(material: Material) -> Draft:
    """Head, words, tables and annexes."""
    figures = material.figures
    annexes = Annexes()
    annexes.add("overdue", tables.overdue(material.overdue), when=figures["cells.overdue"])
    annexes.add("detail", tables.by_agency_in_detail({pk: one.name for pk, one in material.agencies.items()}))
    undated = material.standing("without_deadline")
    annexes.add("without_deadline", tables.without_deadline(undated), when=len(undated))
    open_complaints = [one for one in material.lists["complaints"] if one["is_open"]]
    annexes.add("complaints", tables.complaints(open_complaints), when=len(open_complaints))
    late = [one for one in material.lists["reports"] if one["state"] in ("late", "missing")]
    annexes.add("late_reports", tables.late_reports(late), when=len(late))
    body = Body()
    _opening(body, material)
    _situation(body, material)
    _results(body, material, annexes)
    shown = _targets(body, material)
    _shortcomings(body, material, annexes, open_complaints, late)
    _next(body, material)
    body.closing(
        f"Trên đây là tình hình thực hiện {material.directive['name']} {material.period['name']}, "
        f"{material.issuer.name} báo cáo {material.receiver} xem xét, chỉ đạo./."
    )
    told = {
        "by_agency": tables.by_agency({pk: one.name for pk, one in material.agencies.items()}),
        "by_section": tables.by_section(material.sections),
        "by_kind": tables.by_kind(),
        **({"targets": tables.targets(shown)} if shown else {}),
        **annexes.tables,
    }
    title = f"Tình hình thực hiện {material.directive['name']} {material.period['name']}"
    return Draft(report_head(PaperKind.MONTHLY, material, title), body.blocks, told, annexes.listed)


def _opening(body: Body, material: Material) -> None:
    subject = material.directive["subject"]
    about = f" {subject[:1].lower()}{subject[1:]}" if subject else ""
    body.opening(
        f"Thực hiện {material.directive['name']}{about}, {material.issuer.name} báo cáo tình hình thực hiện "
        f"{material.period['name']} (số liệu tính đến {hour_and_day(material.moment)}) như sau:"
    )


def _situation(body: Body, material: Material) -> None:
    figures = material.figures
    body.section("I", "I. TÌNH HÌNH CHỈ ĐẠO, TRIỂN KHAI")
    outside: tuple[Run, ...] = ()
    if figures["outside.total"]:
        outside = (
            " Ngoài ra có ",
            f("outside.total"),
            " lượt giao đã thu hồi, chuyển giao hoặc chạy thử, không tính vào số liệu.",
        )
    body.paragraph(
        "I.given",
        f"1. {material.directive['kind']} giao ", f("tasks.total"), " nhiệm vụ, thành ", f("cells.total"),
        " lượt giao cho ", f("agencies.total"), " đơn vị chủ trì; trong đó ", f("kind.followed.total"),
        " lượt giao thuộc nhiệm vụ theo dõi sản phẩm và ", f("kind.routine.total"),
        " lượt giao thuộc nhiệm vụ thường xuyên.", *outside,
    )  # fmt: skip
    between = f"từ ngày {day_of(material.period['first'])} đến ngày {day_of(material.period['last'])}"
    moved = _movements(material)
    if moved:
        body.paragraph("I.period", f"2. Trong kỳ ({between}): ", *moved, ".")
    else:
        body.paragraph(
            "I.period",
            f"2. Trong kỳ ({between}) chưa ghi nhận cập nhật, báo cáo hoặc đề nghị nào của các đơn vị. Số liệu dưới "
            "đây là trạng thái ghi nhận gần nhất; chưa có số liệu không có nghĩa là bằng không.",
        )
        material.findings.append(
            f"Trong kỳ ({between}) không có cập nhật, báo cáo nào của các đơn vị: số liệu là trạng thái trước đó."
        )
    number = 3
    if figures["directions.total"]:
        body.paragraph(
            "I.directions",
            f"{number}. Lãnh đạo đã cho ", f("directions.total"), " ý kiến chỉ đạo trong kỳ. Tính đến nay, trong ",
            f("directions.all"), " ý kiến có ", f("directions.done"), " ý kiến về việc đã hoàn thành, ",
            f("directions.answered"), " ý kiến đã có báo cáo nhưng việc chưa hoàn thành, ",
            f("directions.unanswered"), " ý kiến chưa có báo cáo.",
        )  # fmt: skip
        number += 1
    if figures["reports.due"]:
        body.paragraph(
            "I.reports",
            f"{number}. Có ", f("reports.due"), " báo cáo định kỳ đến hạn trong kỳ: ", f("reports.on_time"),
            " báo cáo gửi đúng hạn, ", f("reports.late"), " báo cáo gửi muộn, ", f("reports.missing"),
            " báo cáo chưa gửi. Tỷ lệ gửi đúng hạn trên số đến hạn là ", f("rate.reports_on_time"), ".",
        )  # fmt: skip


def _movements(material: Material) -> list[Run]:
    """What happened in the period, without what did not."""
    parts: tuple[tuple[str, str], ...] = (
        ("changes.heard", " lượt giao có cập nhật của đơn vị"),
        ("changes.finished", " lượt giao hoàn thành"),
        ("changes.became_overdue", " lượt giao trở thành quá hạn"),
        ("changes.added", " lượt giao mới"),
        ("changes.left", " lượt giao thôi tính do thu hồi, chuyển giao"),
        ("extensions.asked", " đề nghị gia hạn"),
        ("extensions.granted", " đề nghị gia hạn được đồng ý"),
        ("extensions.denied", " đề nghị gia hạn không được đồng ý"),
        ("returned.total", " lần trả lại kết quả"),
    )
    runs: list[Run] = []
    for key, what in parts:
        if material.figures[key]:
            runs += ["; " if runs else "", f(key), what]
    heard = (
        "changes.heard",
        "changes.finished",
        "extensions.asked",
        "returned.total",
        "reports.on_time",
        "reports.late",
    )
    # A day that passed, or a task that was given, is not a word from any agency.
    return runs if any(material.figures[key] for key in heard) else []


def _results(body: Body, material: Material, annexes: Annexes) -> None:
    figures = material.figures
    body.section("II", "II. KẾT QUẢ THỰC HIỆN")
    body.heading("II.1", "1. Kết quả chung")
    body.paragraph(
        "II.1.total",
        f"Tính đến {hour_and_day(material.moment)}, trong tổng số ", f("cells.total"), " lượt giao:",
    )  # fmt: skip
    body.dash(
        "II.1.done",
        "Đã hoàn thành ", f("cells.done"), " lượt giao, gồm: đúng hạn ", f("cells.done_on_time"), ", quá hạn ",
        f("cells.done_late"), ", không hạn ", f("cells.done_without_deadline"), ";",
    )  # fmt: skip
    body.dash(
        "II.1.open",
        "Chưa hoàn thành ", f("cells.open"), " lượt giao, gồm: trong hạn ", f("cells.open_in_time"),
        " (trong đó sắp đến hạn ", f("cells.due_soon"), "), quá hạn ", f("cells.overdue"), ", không hạn ",
        f("cells.without_deadline"), ".",
    )  # fmt: skip
    if figures["progress.awaiting"]:
        body.paragraph(
            "II.1.awaiting",
            "Trong số chưa hoàn thành có ", f("progress.awaiting"),
            " lượt giao đơn vị đã báo cáo hoàn thành, đang chờ xác nhận.",
        )  # fmt: skip
    if figures["cells.due"]:
        body.paragraph(
            "II.1.rates",
            "Tỷ lệ hoàn thành trên số đã đến hạn là ", f("rate.done_of_due"), " (", f("cells.done_of_due"), " trên ",
            f("cells.due"), " lượt giao có hạn đã hoàn thành hoặc quá hạn); tỷ lệ hoàn thành đúng hạn trên số đó là ",
            f("rate.on_time_of_due"), " (", f("cells.done_on_time"), " trên ", f("cells.due"),
            "). Nếu tính theo hạn gốc, không kể gia hạn, tỷ lệ hoàn thành đúng hạn trên số đã đến hạn gốc là ",
            f("rate.on_time_by_original"), " (", f("original.done_on_time"), " trên ", f("original.due"),
            "). Tỷ lệ hoàn thành trên tổng số lượt giao là ", f("rate.done_of_total"), " (", f("cells.done"), " trên ",
            f("cells.total"), ").",
        )  # fmt: skip
    else:
        body.paragraph(
            "II.1.rates",
            "Đến thời điểm báo cáo chưa có lượt giao nào đến hạn, nên chưa tính tỷ lệ hoàn thành trên số đã đến hạn.",
        )
    if figures["before.total"]:
        body.paragraph(
            "II.1.before",
            f"So với {hour_and_day(material.since)}: số lượt giao đã hoàn thành ", *moved(figures, "done"),
            "; số lượt giao quá hạn ", *moved(figures, "overdue"), "; tổng số lượt giao ",
            *moved(figures, "total"), ".",
        )  # fmt: skip
    body.heading("II.2", "2. Theo loại nhiệm vụ")
    for kind, name in (("followed", "Nhiệm vụ theo dõi sản phẩm"), ("routine", "Nhiệm vụ thường xuyên")):
        _of_kind(body, material, kind, name)
    body.heading("II.3", f"3. Theo mục của {material.directive['kind']}")
    body.table("II.3.t", "by_section")
    body.heading("II.4", "4. Theo đơn vị")
    body.table("II.4.t", "by_agency")
    _late_agencies(body, material, annexes)


def _of_kind(body: Body, material: Material, kind: str, name: str) -> None:
    prefix = f"kind.{kind}"
    if not material.figures[f"{prefix}.total"]:
        body.dash(f"II.2.{kind}", f"{name}: không có.")
        return
    rate: tuple[Run, ...] = (" Chưa có lượt giao nào đến hạn.",)
    if material.figures[f"{prefix}.due"]:
        rate = (
            " Tỷ lệ hoàn thành trên số đã đến hạn là ", f(f"{prefix}.rate.done_of_due"), " (",
            f(f"{prefix}.done_of_due"), " trên ", f(f"{prefix}.due"), " lượt giao).",
        )  # fmt: skip
    body.dash(
        f"II.2.{kind}",
        f"{name}: ", f(f"{prefix}.total"), " lượt giao; đã hoàn thành ", f(f"{prefix}.done"), ", trong hạn ",
        f(f"{prefix}.open_in_time"), ", quá hạn ", f(f"{prefix}.overdue"), ", không hạn chưa hoàn thành ",
        f(f"{prefix}.without_deadline"), ".", *rate,
    )  # fmt: skip


def _late_agencies(body: Body, material: Material, annexes: Annexes) -> None:
    late = [pk for pk in material.agencies if material.figures[f"agency.{pk}.overdue"]]
    if not late:
        body.paragraph("II.4.late", "Không có đơn vị nào có nhiệm vụ quá hạn.")
        return
    late.sort(key=lambda pk: (-material.figures[f"agency.{pk}.overdue"], material.agencies[pk].path))
    runs: list[Run] = ["Có ", f("agencies.overdue"), " đơn vị có nhiệm vụ quá hạn: "]
    for position, pk in enumerate(late[:AGENCIES_NAMED]):
        runs += ["; " if position else "", f"{material.agencies[pk].name} ", f(f"agency.{pk}.overdue")]
    runs.append("; các đơn vị còn lại xem bảng trên." if len(late) > AGENCIES_NAMED else ".")
    body.paragraph("II.4.late", *runs, annexes.see("overdue", " Danh mục tại {}."))


def _targets(body: Body, material: Material) -> list[dict[str, Any]]:
    body.section("III", "III. CHỈ TIÊU CHỦ YẾU")
    found = material.lists["targets"]
    if not found:
        body.paragraph(
            "III.none", f"{material.directive['kind']} không giao chỉ tiêu bằng số trong các nhiệm vụ đang tính."
        )
        return []
    body.paragraph(
        "III.total",
        f"{material.directive['kind']} giao ", f("targets.total"), " chỉ tiêu bằng số; ", f("targets.reported"),
        " chỉ tiêu đã có số liệu báo cáo của đơn vị chủ trì. Chỉ tiêu chưa có số liệu ghi “chưa có số liệu”, không coi "
        "là bằng không.",
    )  # fmt: skip
    body.table("III.t", "targets")
    by_target: dict[int, list[Row]] = {}
    for one in found:
        by_target.setdefault(one["target"], []).append(one)
    lines: list[dict[str, Any]] = []
    for target, ones in by_target.items():
        if len(ones) > LEADS_LISTED:
            lines.append(_many(material, target, ones))
        else:
            lines += [_single(one) for one in ones]
    for number, line in enumerate(lines, 1):
        line["no"] = tables.text(number)
    return lines


def _single(one: Row) -> dict[str, Any]:
    key = f"targets.{one['id']}"
    told = {
        "row": one["row"],
        "place": tables.text(one["place"]),
        "target": tables.text(f"{in_short(one['text'], 120)} (“{one['quote']}”)"),
        "required": tables.figure(f"{key}.required"),
    }
    if not one["is_reported"]:
        return told | {
            "reported": tables.text("chưa có số liệu"),
            "who": tables.text(one["agency_name"]),
            "met": tables.text(""),
        }
    period = f", {one['reported_period']}" if one["reported_period"] else ""
    return told | {
        "reported": tables.figure(f"{key}.reported"),
        "who": tables.text(f"{one['agency_name']}{period}, ngày {day_of(one['reported_at'])}"),
        "met": tables.text("đạt" if one["is_met"] else f"chưa đạt{_period_runs(one)}"),
    }


def _period_runs(one: Row) -> str:
    """A target of a period that is not over is not missed yet."""
    return f"; kỳ đến hết ngày {day_of(one['until'])}" if one["until"] and not one["is_over"] else ""


def _many(material: Material, target: int, ones: list[Row]) -> dict[str, Any]:
    first = ones[0]
    figures = material.figures
    name = f"chỉ tiêu “{first['quote']}”"
    figures.of_list(f"targets.{target}.asked", f"đơn vị được giao {name}", "targets", {"target": [target]})
    where: Where = {"target": [target], "is_reported": [True]}
    figures.of_list(f"targets.{target}.reported", f"đơn vị đã báo cáo {name}", "targets", where)
    figures.of_list(f"targets.{target}.met", f"đơn vị đạt {name}", "targets", {"target": [target], "is_met": [True]})
    if not figures[f"targets.{target}.reported"]:
        told, met = tables.text("chưa có số liệu"), tables.text("")
    else:
        told, met = tables.figure(f"targets.{target}.reported"), tables.figure(f"targets.{target}.met")
    for one, words in (("asked", "đơn vị cùng được giao"), ("reported", "đơn vị có số liệu"), ("met", "đơn vị đạt")):
        figure = figures.all[f"targets.{target}.{one}"]
        figure["text"] = f"{figure['text']} {words}"
    return {
        "place": tables.text(first["place"]),
        "target": tables.text(f"{in_short(first['text'], 120)} (“{first['quote']}”)"),
        "required": tables.figure(f"targets.{first['id']}.required"),
        "reported": told,
        "who": tables.figure(f"targets.{target}.asked"),
        "met": met,
    }


def _shortcomings(
    body: Body, material: Material, annexes: Annexes, open_complaints: list[Row], late: list[Row]
) -> None:
    figures = material.figures
    body.section("IV", "IV. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
    number = 1
    body.heading("IV.overdue", f"{number}. Nhiệm vụ quá hạn")
    if not figures["cells.overdue"]:
        body.paragraph("IV.overdue.none", "Không có nhiệm vụ quá hạn.")
    else:
        _overdue(body, material, annexes)
    if open_complaints:
        number += 1
        body.heading("IV.complaints", f"{number}. Công tác phối hợp")
        body.paragraph(
            "IV.complaints.total",
            "Đơn vị chủ trì có ", f("complaints.open"), " phản ánh chưa được giải quyết về ", f("complaints.agencies"),
            " đơn vị phối hợp:",
        )  # fmt: skip
        for one in open_complaints[:NAMED]:
            body.dash(
                f"IV.complaints.{one['id']}",
                f"{one['agency_name']}, theo phản ánh của {one['lead_name']} ngày {day_of(one['at'])}"
                f"{at_place(one)}: “{in_short(one['text'], 300)}”.",
            )
        _rest(body, "IV.complaints.rest", len(open_complaints), annexes, "complaints")
    if late:
        number += 1
        body.heading("IV.reports", f"{number}. Chế độ báo cáo")
        counts = Counter((one["agency"], one["agency_name"]) for one in late)
        names = ", ".join(name for (_pk, name), _count in counts.most_common(AGENCIES_NAMED))
        more = " và các đơn vị khác" if len(counts) > AGENCIES_NAMED else ""
        body.paragraph(
            "IV.reports.total",
            "Có ", f("reports.late_agencies"), f" đơn vị gửi muộn hoặc chưa gửi báo cáo định kỳ: {names}{more}.",
            annexes.see("late_reports", " Danh mục tại {}."),
        )  # fmt: skip
    if figures["returned.total"]:
        number += 1
        body.heading("IV.returned", f"{number}. Kết quả chưa đạt, bị trả lại")
        body.paragraph("IV.returned.total", "Trong kỳ có ", f("returned.total"), " lần trả lại kết quả:")
        returned = material.lists["returned"]
        for one in returned[:NAMED]:
            body.dash(
                f"IV.returned.{one['id']}",
                f"{one['agency_name']}: {in_short(one['text'])}{at_place(one)}, trả lại ngày {day_of(one['at'])}; "
                f"lý do: “{in_short(one['reason'], 300)}”.",
            )
        if len(returned) > NAMED:
            body.paragraph("IV.returned.rest", "Các trường hợp khác có trên hệ thống theo dõi.")
    if figures["cells.without_deadline"]:
        number += 1
        body.heading("IV.undated", f"{number}. Nhiệm vụ không hạn")
        body.paragraph(
            "IV.undated.total",
            "Có ", f("cells.without_deadline"), " lượt giao chưa hoàn thành mà văn bản không ấn định ngày, nên không "
            "xác định được đúng hạn hay quá hạn; trong đó ", f("undated.periodic"), " lượt giao thực hiện theo kỳ, ",
            f("undated.unsaid"), " lượt giao không nêu thời hạn hay kỳ.",
            annexes.see("without_deadline", " Danh mục tại {}."),
        )  # fmt: skip


def _overdue(body: Body, material: Material, annexes: Annexes) -> None:
    rows = material.overdue
    body.paragraph(
        "IV.overdue.total",
        "Còn ", f("cells.overdue"), " lượt giao quá hạn của ", f("agencies.overdue"), " đơn vị. Nguyên nhân ghi dưới "
        "đây là theo báo cáo của từng đơn vị:",
    )  # fmt: skip
    for row in rows[:NAMED]:
        body.dash(
            f"IV.overdue.{row['id']}",
            f"{row['agency_name']}: {overdue_line(row)}. {cause_words(row)}",
        )
    _rest(body, "IV.overdue.rest", len(rows), annexes, "overdue")
    if material.figures["overdue.without_cause"]:
        body.paragraph(
            "IV.overdue.silent",
            "Trong đó ", f("overdue.without_cause"), " lượt giao quá hạn đơn vị chưa nêu nguyên nhân.",
        )  # fmt: skip


def _next(body: Body, material: Material) -> None:
    figures = material.figures
    body.section("V", "V. NHIỆM VỤ TRỌNG TÂM KỲ TỚI, ĐỀ XUẤT, KIẾN NGHỊ")
    body.heading("V.1", "1. Nhiệm vụ trọng tâm kỳ tới")
    until = day_in_words(material.next_until)
    coming = by_day(row for row in material.counted if row["due_next"])
    if coming:
        body.paragraph(
            "V.1.total",
            "Có ", f("next.due"), " lượt giao của ", f("next.agencies"), f" đơn vị đến hạn đến hết ngày {until}:",
        )  # fmt: skip
        for row in coming[:NAMED]:
            body.dash(
                f"V.1.{row['id']}",
                f"{row['agency_name']}: {in_short(row['text'])} ({place_and(row)}hạn {due_words(row)}).",
            )
        if len(coming) > NAMED:
            body.paragraph("V.1.rest", "Các nhiệm vụ khác có trong sổ theo dõi.")
    else:
        body.paragraph("V.1.total", f"Không có nhiệm vụ nào đến hạn từ nay đến hết ngày {until}.")
    body.heading("V.2", "2. Đối với các đơn vị")
    asks = asks_all(material.issuer.is_committee, [one.is_asked for one in material.agencies.values()])
    if figures["cells.overdue"]:
        body.dash(
            "V.2.overdue",
            f"{asks} các đơn vị có nhiệm vụ quá hạn khẩn trương hoàn thành, báo cáo nguyên nhân, trách nhiệm và thời "
            "hạn cam kết hoàn thành;",
        )
    if figures["complaints.open"]:
        body.dash("V.2.complaints", f"{asks} các đơn vị được phản ánh chưa phối hợp thực hiện ngay phần việc của mình;")
    body.dash("V.2.all", f"{asks} các đơn vị cập nhật kết quả, tiến độ đầy đủ, đúng kỳ báo cáo.")
    proposals = [row for row in material.overdue if row["proposal"]]
    number = 3
    if proposals:
        body.heading("V.proposals", f"{number}. Đề xuất, kiến nghị của các đơn vị có nhiệm vụ quá hạn")
        number += 1
        for row in proposals[:NAMED]:
            body.dash(
                f"V.proposals.{row['id']}",
                f"{row['agency_name']}{at_place(row)}: “{in_short(row['proposal'], 300)}”.",
            )
        _rest_of_proposals(body, len(proposals))
    _to_receiver(body, material, number)


def _rest_of_proposals(body: Body, count: int) -> None:
    if count > NAMED:
        body.paragraph("V.proposals.rest", "Đề xuất, kiến nghị khác ghi tại danh mục nhiệm vụ quá hạn kèm theo.")


def _to_receiver(body: Body, material: Material, number: int) -> None:
    figures = material.figures
    wishes: list[tuple[str, tuple[Run, ...]]] = []
    if figures["extensions.waiting"]:
        wishes.append(("extensions", ("Xem xét, quyết định ", f("extensions.waiting"), " đề nghị gia hạn đang chờ")))
    if figures["progress.refused"]:
        wishes.append(
            ("refused", ("Cho ý kiến về ", f("progress.refused"), " lượt giao mà đơn vị đề nghị không thực hiện"))
        )
    if figures["undated.unsaid"]:
        words = "Xem xét ấn định thời hạn đối với những việc cần có thời hạn trong "
        wishes.append(("undated", (words, f("undated.unsaid"), " lượt giao không nêu thời hạn")))
    if figures["cells.overdue"]:
        wishes.append(("overdue", ("Chỉ đạo các đơn vị có nhiệm vụ quá hạn nêu tại mục IV",)))
    if not wishes:
        return
    body.heading("V.receiver", f"{number}. Kiến nghị {material.receiver}")
    for position, (key, runs) in enumerate(wishes, 1):
        body.dash(f"V.receiver.{key}", *runs, ";" if position < len(wishes) else ".")


def _rest(body: Body, key: str, count: int, annexes: Annexes, name: str) -> None:
    if count > NAMED:
        body.paragraph(key, annexes.see(name, "Danh mục đầy đủ tại {}."))
