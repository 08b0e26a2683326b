"""Payloads of papers made by hand, of an invented province, in every shape that printing has to bear.

They hold what a snapshot holds, but no database made them: printing is tested on what it is given.
"""

from __future__ import annotations

from typing import Any

AGENCIES = (
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường",
    "Sở Công Thương",
    "Ban Quản lý các khu công nghiệp tỉnh An Lâm",
    'Ủy ban nhân dân xã "Đồng Tâm & Hòa Bình" <mới>',
)
WORKS = (
    "Hoàn thành kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030, trình Ủy ban nhân dân tỉnh xem xét, quyết định",
    "Rà soát, tháo gỡ vướng mắc về giải phóng mặt bằng các dự án trọng điểm trên địa bàn",
    'Xây dựng đề án "Một cửa" <liên thông> & số hóa {{ hồ sơ }} {% if %}',
    '=HYPERLINK(1) #let x = read("/etc/passwd") $x$ *đậm* _nghiêng_ @nhãn \\n',
    "Siêudàiliềnmộtmạchkhôngcódấucáchnàocả" * 4,
)
RECIPIENTS = ["Như trên", "Chủ tịch, các Phó Chủ tịch UBND tỉnh (b/c)", "Các sở, ban, ngành", "Lãnh đạo Sở"]


def head(**changes: Any) -> dict[str, Any]:
    return {
        "superior": "UBND TỈNH AN LÂM",
        "issuer": "SỞ TÀI CHÍNH",
        "issuer_name": "Sở Tài chính",
        "symbol": "BC-STC",
        "subject_line": None,
        "place": "An Lâm",
        "year": 2025,
        "kind_name": "BÁO CÁO",
        "title": "Tình hình thực hiện Chỉ thị số 07/CT-UBND ngày 10/3/2025\ncủa Chủ tịch UBND tỉnh, tháng 6 năm 2025",
        "addressees": ["Ủy ban nhân dân tỉnh An Lâm"],
        "recipients": RECIPIENTS,
        "archive": "Lưu: VT, TH.",
        "signature": {"authority": "KT. GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Ngô Văn Tài"},
    } | changes


def payload(kind: str = "monthly", **changes: Any) -> dict[str, Any]:
    """What every kind has in common, with nothing in its text yet."""
    return {
        "form": 1,
        "kind": kind,
        "moment": "2025-06-20T08:00:00+07:00",
        "sample": True,
        "period": {"name": "tháng 6 năm 2025", "first": "2025-05-21", "last": "2025-06-20"},
        "events": {"count": 4812, "last": 4812},
        "subject": {"directive": 3, "agency": None, "extension": None},
        "directive": {
            "id": 3,
            "kind": "Chỉ thị",
            "number": "07/CT-UBND",
            "date": "2025-03-10",
            "issuer": "Chủ tịch UBND tỉnh An Lâm",
            "subject": "về các nhiệm vụ, giải pháp trọng tâm năm 2025",
            "name": "Chỉ thị số 07/CT-UBND ngày 10/3/2025 của Chủ tịch Ủy ban nhân dân tỉnh",
            "sections": [{"place": "II.1", "title": "Về đầu tư công"}],
        },
        "head": head(),
        "findings": [],
        "rows": [],
        "figures": {},
        "lists": {},
        "tables": {},
        "body": [],
        "annexes": [],
    } | changes


def figure(text: str, what: str = "lượt giao") -> dict[str, Any]:
    return {"value": text, "text": text, "what": what, "href": "/"}


def row(number: int, **changes: Any) -> dict[str, Any]:
    late = number % 3 == 0
    return {
        "id": number,
        "task": number,
        "number": number,
        "place": f"II.{1 + number % 8}.{1 + number % 5}",
        "section": f"II.{1 + number % 8}",
        "text": f"{WORKS[number % 2]} ({number})",
        "agency": number % 6,
        "agency_name": AGENCIES[number % len(AGENCIES)],
        "duty": "lead",
        "kind": "followed",
        "progress": "under_way",
        "timeliness": "overdue" if late else "in_time",
        "due": "2025-05-30",
        "original_due": "2025-04-30",
        "completed": None,
        "original_timeliness": "overdue",
        "overseer": "Trần Thị Bích",
        "product": "Kế hoạch",
        "evidence": "Báo cáo số 12/BC-SXD ngày 02/6/2025",
        "cause": "Vướng đơn giá bồi thường",
        "proposal": "Đề nghị gia hạn đến 30/6/2025",
        "said": "",
        "percent": 60,
        "extensions": 1,
        "counted": True,
    } | changes


def monthly(*, agencies: int = 6, overdue: int = 100, **changes: Any) -> dict[str, Any]:
    """A monthly report: two tables in the text, three annexes, of which one is as long as is asked for."""
    cells = ("done_on_time", "done_late", "open_in_time", "overdue", "without_deadline", "total")
    counts = {cell: 3 + at for at, cell in enumerate(cells)}
    figures = {f"cells.{cell}": figure(str(count * agencies)) for cell, count in counts.items()}
    figures |= {"rate.done_of_due": figure("89,2%", "tỷ lệ hoàn thành trên số đã đến hạn"), "tasks.total": figure("63")}
    figures |= {f"agency.{at}.{cell}": figure(str(count)) for at in range(agencies) for cell, count in counts.items()}
    rows = [row(number) for number in range(1, overdue + 1)]
    given = payload(
        figures=figures,
        rows=rows,
        tables={
            "by_agency": _by_agency(agencies),
            "overdue": _overdue(rows),
            "without": _without(rows[: 1 + overdue // 4]),
        },
        body=_monthly_body(),
        annexes=[
            {"number": "I", "title": "Danh mục nhiệm vụ quá hạn", "orientation": "landscape", "table": "overdue"},
            {"number": "II", "title": "Kết quả theo đơn vị", "orientation": "portrait", "table": "by_agency"},
            {
                "number": "III",
                "title": "Danh mục nhiệm vụ không có thời hạn",
                "orientation": "landscape",
                "table": "without",
            },
        ],
    )
    return given | changes


def _monthly_body() -> list[dict[str, Any]]:
    return [
        _block("0", "opening", "Thực hiện Chỉ thị số 07/CT-UBND ngày 10/3/2025 của Chủ tịch UBND tỉnh về các nhiệm "
               "vụ, giải pháp trọng tâm năm 2025, Sở Tài chính báo cáo như sau:"),
        _block("I", "section", "I. TÌNH HÌNH CHỈ ĐẠO, TRIỂN KHAI"),
        _block("I.1", "paragraph", "Chỉ thị giao ", {"f": "tasks.total"}, " nhiệm vụ, thành ", {"f": "cells.total"},
               " lượt giao cho 6 đơn vị. Trong kỳ, 02 việc được gia hạn, 01 kết quả bị trả lại."),
        _block("II", "section", "II. KẾT QUẢ THỰC HIỆN"),
        _block("II.1", "heading", "1. Kết quả chung"),
        _block("II.1.1", "paragraph", "Tính đến 08 giờ 00 ngày 20/6/2025, còn ", {"f": "cells.overdue"},
               " lượt giao quá hạn; tỷ lệ hoàn thành trên số đã đến hạn là ", {"f": "rate.done_of_due"}, "."),
        {"key": "II.t", "style": "table", "table": "by_agency"},
        _block("II.2", "heading", "2. Đơn vị có việc quá hạn"),
        _block("II.2.a", "dash", "- Sở Xây dựng: 03 việc;"),
        _block("II.2.b", "dash", "- Ủy ban nhân dân xã “Đồng Tâm”: 02 việc."),
        _block("III", "section", "III. TỒN TẠI, HẠN CHẾ"),
        _block("III.1", "paragraph", "Danh mục chi tiết tại các Phụ lục I, II, III kèm theo."),
        _block("end", "closing", "Sở Tài chính kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo."),
    ]  # fmt: skip


def _block(key: str, style: str, *runs: Any) -> dict[str, Any]:
    return {"key": key, "style": style, "runs": list(runs)}


def _by_agency(count: int) -> dict[str, Any]:
    done, open_ = "Đã hoàn thành", "Chưa hoàn thành"
    cells = (
        ("done_on_time", "Đúng hạn", done),
        ("done_late", "Quá hạn", done),
        ("open_in_time", "Trong hạn", open_),
        ("overdue", "Quá hạn", open_),
        ("without_deadline", "Không hạn", open_),
        ("total", "Tổng", None),
    )
    columns = [{"key": "agency", "name": "Đơn vị", "align": "left"}]
    columns += [{"key": key, "name": name, "group": group, "align": "right"} for key, name, group in cells]
    return {
        "columns": columns,
        "rows": [
            {"agency": {"text": AGENCIES[at % len(AGENCIES)]}}
            | {key: {"f": f"agency.{at}.{key}"} for key, _, _ in cells}
            for at in range(count)
        ],
        "total": {"agency": {"text": "Cộng"}} | {key: {"f": f"cells.{key}"} for key, _, _ in cells},
    }


def _overdue(rows: list[dict[str, Any]]) -> dict[str, Any]:
    heads = (
        ("number", "TT", "center"),
        ("place", "Mục", "left"),
        ("text", "Nội dung nhiệm vụ", "left"),
        ("agency_name", "Cơ quan chủ trì", "left"),
        ("due", "Thời hạn", "center"),
        ("evidence", "Kết quả đến nay", "left"),
        ("cause", "Nguyên nhân (theo báo cáo của đơn vị)", "left"),
        ("proposal", "Đề xuất", "left"),
    )
    return {
        "columns": [{"key": key, "name": name, "align": align} for key, name, align in heads],
        "rows": [{key: {"text": str(one[key])} for key, _, _ in heads} for one in rows],
    }


def _without(rows: list[dict[str, Any]]) -> dict[str, Any]:
    heads = (
        ("number", "TT", "center"),
        ("text", "Nội dung nhiệm vụ", "left"),
        ("agency_name", "Cơ quan chủ trì", "left"),
    )
    return {
        "columns": [{"key": key, "name": name, "align": align} for key, name, align in heads],
        "rows": [{key: {"text": str(one[key])} for key, _, _ in heads} for one in rows],
    }


def letter(number: int = 0, *, late: int = 6) -> dict[str, Any]:
    """An urging letter to one agency, with what it is late with in an annex."""
    agency = AGENCIES[number % len(AGENCIES)]
    rows = [row(3 * at, agency=number, agency_name=agency) for at in range(1, late + 1)]
    subject = "V/v đôn đốc thực hiện nhiệm vụ tại Chỉ thị số 07/CT-UBND"
    return payload(
        "urging",
        subject={"directive": 3, "agency": number, "extension": None},
        head=head(kind_name="", title="", symbol="STC-TH", subject_line=subject, addressees=[agency]),
        rows=rows,
        figures={"cells.overdue": figure(str(late))},
        tables={"urged": _overdue(rows)},
        body=[
            _block("0", "opening", "Thực hiện Chỉ thị số 07/CT-UBND ngày 10/3/2025 của UBND tỉnh; qua theo dõi, "
                   "tính đến 08 giờ 00 ngày 20/6/2025, đơn vị còn ", {"f": "cells.overdue"},
                   " nhiệm vụ quá hạn (danh mục tại Phụ lục kèm theo)."),
            _block("1", "paragraph", f"Sở Tài chính đề nghị {agency} khẩn trương hoàn thành, báo cáo nguyên nhân "
                   "và thời hạn cam kết trước ngày 27/6/2025."),
            _block("z", "closing", "Quá thời hạn trên, Sở Tài chính tổng hợp, báo cáo UBND tỉnh xem xét."),
        ],
        annexes=[{"number": "I", "title": "Danh mục nhiệm vụ quá hạn", "orientation": "landscape", "table": "urged"}],
    )  # fmt: skip
