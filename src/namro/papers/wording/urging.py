"""Letters that urge: to one agency, or to all that are late, with an annex."""

from __future__ import annotations

from namro.papers.kinds import PaperKind
from namro.papers.snapshots import tables
from namro.papers.snapshots.material import Material
from namro.papers.snapshots.rows import Row
from namro.papers.wording.annexes import Annexes
from namro.papers.wording.blocks import Body, Run, f
from namro.papers.wording.draft import Draft
from namro.papers.wording.heads import letter_head
from namro.papers.wording.lines import by_day, due_words, overdue_line, place_and
from namro.papers.wording.numbers import day_of, hour_and_day, in_short
from namro.papers.wording.tone import asks, asks_all
from namro.words import day_in_words

IN_THE_LETTER = 5  # with more, the annex has them


def draft(material: Material) -> Draft:
    """To the agency that the paper is about, else to each with something overdue or due soon."""
    rows = [row for row in material.counted if row["timeliness"] in ("overdue", "due_soon")]
    rows.sort(key=lambda row: (list(material.agencies).index(row["agency"]), row["due"], row["number"], row["id"]))
    late_reports = [one for one in material.lists["reports"] if one["state"] == "missing"]
    to = [pk for pk in material.agencies if any(row["agency"] == pk for row in (*rows, *late_reports))]
    if material.addressee is not None:
        _check_one(material, rows, late_reports)
        to = [material.addressee.pk]
    elif not to:
        material.findings.append("Không có đơn vị nào có nhiệm vụ quá hạn hoặc sắp đến hạn: không có gì để đôn đốc.")
    names = [_name(material, pk) for pk in to] or ["Các đơn vị được giao nhiệm vụ"]
    is_one = len(to) == 1
    annexes = Annexes()
    in_annex = len(rows) > IN_THE_LETTER or not is_one
    annexes.add("urged", tables.urged(rows, with_agency=not is_one), when=len(rows) if in_annex else 0)
    body = Body()
    has_list = bool(rows) and not in_annex
    _opening(body, material, names, annexes, is_one=is_one, has_list=has_list)
    if has_list:
        _listed(body, rows)
    _reports(body, late_reports, is_one=is_one)
    if rows or late_reports:
        _asked(body, material, to, names, is_one=is_one)
    else:
        body.closing(f"{material.issuer.name} thông báo để {', '.join(names)} biết./.")
    copies = [f"{material.issuer.superior} (để báo cáo)"] if material.issuer.superior else []
    about = f"đôn đốc thực hiện nhiệm vụ tại {_document(material)}"
    head = letter_head(PaperKind.URGING, material, about, names, copies)
    return Draft(head, body.blocks, annexes.tables, annexes.listed)


def _check_one(material: Material, rows: list[Row], late_reports: list[Row]) -> None:
    assert material.addressee is not None
    name = material.addressee.name
    if not material.counted:
        material.findings.append(
            f"{material.directive['kind']} không giao nhiệm vụ nào cho {name} chủ trì: không có gì để đôn đốc."
        )
    elif not rows and not late_reports:
        material.findings.append(f"{name} không có nhiệm vụ quá hạn hoặc sắp đến hạn: không có gì để đôn đốc.")


def _name(material: Material, pk: int) -> str:
    if material.addressee is not None:
        return material.addressee.name
    return material.agencies[pk].name


def _document(material: Material) -> str:
    told = material.directive
    return f"{told['kind']} số {told['number']}" if told["number"] else told["name"]


def _opening(
    body: Body, material: Material, names: list[str], annexes: Annexes, *, is_one: bool, has_list: bool
) -> None:
    who = names[0] if is_one else "các đơn vị có tên trên"
    runs: list[Run] = [
        f"Thực hiện {material.directive['name']}; qua theo dõi, tính đến {hour_and_day(material.moment)}, {who} ",
    ]
    parts: list[list[Run]] = [
        [f(key), what]
        for key, what in (("cells.overdue", " nhiệm vụ quá hạn"), ("cells.due_soon", " nhiệm vụ sắp đến hạn"))
        if material.figures[key]
    ]
    if not parts:
        runs.append("không có nhiệm vụ quá hạn hoặc sắp đến hạn")
    for position, part in enumerate(parts):
        runs += [" và " if position else "còn ", *part]
    body.opening(*runs, annexes.see("urged", " (danh mục tại {} kèm theo)"), ":" if has_list else ".")


def _listed(body: Body, rows: list[Row]) -> None:
    for row in rows:
        words = (
            overdue_line(row, most=400)
            if row["timeliness"] == "overdue"
            else f"{in_short(row['text'], 400)} ({place_and(row)}hạn {due_words(row)}, sắp đến hạn)"
        )
        body.dash(f"1.{row['id']}", f"{words};" if row is not rows[-1] else f"{words}.")


def _reports(body: Body, late: list[Row], *, is_one: bool) -> None:
    if not late:
        return
    shown = "; ".join(
        f"{one['period']}{'' if is_one else ' của ' + one['agency_name']} (hạn gửi {day_of(one['due'])})"
        for one in by_day(late)[:IN_THE_LETTER]
    )
    more = "; và các kỳ khác" if len(late) > IN_THE_LETTER else ""
    body.paragraph("reports", f"Báo cáo định kỳ đến nay chưa nhận được: {shown}{more}.")


def _asked(body: Body, material: Material, to: list[int], names: list[str], *, is_one: bool) -> None:
    by_committee = material.issuer.is_committee
    reply = f"trước ngày {day_in_words(material.reply_by)}"
    issuer = material.issuer.name
    if is_one:
        verb = asks(by_committee=by_committee, is_asked=_is_asked(material, to[0]))
        who = names[0]
    else:
        verb = asks_all(by_committee, [_is_asked(material, pk) for pk in to])
        who = "các đơn vị"
    body.paragraph("ask", f"{issuer} {verb[:1].lower()}{verb[1:]} {who}:")
    body.paragraph(
        "ask.1",
        "1. Khẩn trương hoàn thành các nhiệm vụ nêu trên; cập nhật kết quả kèm minh chứng lên hệ thống theo dõi.",
    )
    body.paragraph(
        "ask.2",
        f"2. Báo cáo rõ kết quả đến nay, nguyên nhân chậm, trách nhiệm và thời hạn cam kết hoàn thành từng nhiệm vụ, "
        f"gửi về {issuer} {reply}.",
    )
    if is_one and _is_asked(material, to[0]):
        body.closing(f"Rất mong nhận được sự phối hợp của {who}./.")
    elif by_committee:
        body.closing("Quá thời hạn trên, đơn vị không báo cáo phải chịu trách nhiệm theo quy định./.")
    else:
        over = material.issuer.superior or material.receiver
        body.closing(f"Quá thời hạn trên, {issuer} tổng hợp, báo cáo {over} xem xét./.")


def _is_asked(material: Material, pk: int) -> bool:
    one = material.agencies.get(pk) or material.addressee
    return one is not None and one.is_asked
