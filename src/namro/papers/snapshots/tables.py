"""Tables of a snapshot: a cell is a figure or a text; a row made of an assignment or of a list's entry says which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from namro.papers.snapshots.rows import NO_SECTION, Row
from namro.papers.wording.lines import due_words, late_by
from namro.papers.wording.numbers import day_of

Table = dict[str, Any]
Cell = dict[str, str]

CELLS = (
    ("done_on_time", "Đúng hạn", "Đã hoàn thành"),
    ("done_late", "Quá hạn", "Đã hoàn thành"),
    ("done_without_deadline", "Không hạn", "Đã hoàn thành"),
    ("open_in_time", "Trong hạn", "Chưa hoàn thành"),
    ("overdue", "Quá hạn", "Chưa hoàn thành"),
    ("without_deadline", "Không hạn", "Chưa hoàn thành"),
    ("total", "Tổng", ""),
)


def column(key: str, name: str, *, group: str = "", align: str = "left", width: int = 0) -> dict[str, Any]:
    """A column; `width` is its share of the page, in parts."""
    told: dict[str, Any] = {"key": key, "name": name, "align": align}
    return told | ({"group": group} if group else {}) | ({"width": width} if width else {})


_PLACE = column("place", "Mục", align="center", width=7)


def table(title: str, columns: list[dict[str, Any]], rows: list[dict[str, Any]], total: Any = None) -> Table:
    """A table; an empty one says so where it is printed."""
    return {"title": title, "columns": columns, "rows": rows} | ({"total": total} if total else {})


def text(words: object) -> Cell:
    """A cell of words."""
    return {"text": "" if words is None else str(words)}


def figure(key: str) -> Cell:
    """A cell that is a figure."""
    return {"f": key}


def cells_columns() -> list[dict[str, Any]]:
    """The columns of the cells, done beside open."""
    return [column(key, name, group=group, align="right", width=7) for key, name, group in CELLS]


def by_agency(agencies: Mapping[int, str]) -> Table:
    """The cells of each agency, in the order of the tree."""
    columns = [column("no", "TT", align="center", width=4), column("agency", "Đơn vị", width=24), *cells_columns()]
    columns.append(column("rate", "Hoàn thành trên đến hạn", align="right", width=9))
    rows = [
        {
            "no": text(number),
            "agency": text(name),
            **_cells(f"agency.{pk}"),
            "rate": figure(f"agency.{pk}.rate.done_of_due"),
        }
        for number, (pk, name) in enumerate(agencies.items(), 1)
    ]
    total = {"agency": text("Cộng"), **_cells("cells"), "rate": figure("rate.done_of_due")}
    return table("Kết quả thực hiện theo đơn vị", columns, rows, total)


def by_agency_in_detail(agencies: Mapping[int, str]) -> Table:
    """Every cell of each agency, both rates."""
    columns = [column("no", "TT", align="center", width=4), column("agency", "Đơn vị", width=22)]
    keys = (
        ("done_on_time", "Đúng hạn", "Đã hoàn thành"),
        ("done_late", "Quá hạn", "Đã hoàn thành"),
        ("done_without_deadline", "Không hạn", "Đã hoàn thành"),
        ("done", "Cộng", "Đã hoàn thành"),
        ("in_time", "Trong hạn", "Chưa hoàn thành"),
        ("due_soon", "Sắp đến hạn", "Chưa hoàn thành"),
        ("overdue", "Quá hạn", "Chưa hoàn thành"),
        ("without_deadline", "Không hạn", "Chưa hoàn thành"),
        ("open", "Cộng", "Chưa hoàn thành"),
        ("total", "Tổng", ""),
        ("due", "Đã đến hạn", ""),
    )
    columns += [column(key, name, group=group, align="right", width=6) for key, name, group in keys]
    columns.append(column("done_rate", "Hoàn thành", group="Tỷ lệ trên số đã đến hạn", align="right", width=7))
    columns.append(column("on_time_rate", "Đúng hạn", group="Tỷ lệ trên số đã đến hạn", align="right", width=7))

    def line(prefix: str, rates: str) -> dict[str, Cell]:
        return {
            **{key: figure(f"{prefix}.{key}") for key, _name, _group in keys},
            "done_rate": figure(f"{rates}.done_of_due"),
            "on_time_rate": figure(f"{rates}.on_time_of_due"),
        }

    rows = [
        {"no": text(number), "agency": text(name), **line(f"agency.{pk}", f"agency.{pk}.rate")}
        for number, (pk, name) in enumerate(agencies.items(), 1)
    ]
    return table("Kết quả chi tiết theo đơn vị", columns, rows, {"agency": text("Cộng"), **line("cells", "rate")})


def by_section(sections: Mapping[str, str]) -> Table:
    """The cells of each part of the directive."""
    columns = [column("place", "Mục", align="center", width=7), column("title", "Nội dung", width=26), *cells_columns()]
    rows = [
        {
            "place": text("" if place == NO_SECTION else place),
            "title": text(title),
            **_cells(f"section.{place}"),
        }
        for place, title in sections.items()
    ]
    return table("Kết quả thực hiện theo mục của văn bản", columns, rows, {"title": text("Cộng"), **_cells("cells")})


def by_kind() -> Table:
    """Followed outputs beside routine duties."""
    columns = [column("kind", "Loại nhiệm vụ", width=24), *cells_columns()]
    rows = [
        {"kind": text("Nhiệm vụ theo dõi sản phẩm"), **_cells("kind.followed")},
        {"kind": text("Nhiệm vụ thường xuyên"), **_cells("kind.routine")},
    ]
    return table("Kết quả thực hiện theo loại nhiệm vụ", columns, rows, {"kind": text("Cộng"), **_cells("cells")})


Words = str | Callable[[Row], object]  # a field of a row, or what is made of it


def listing(title: str, rows: Iterable[Row], *parts: tuple[dict[str, Any], Words], opens: bool = False) -> Table:
    """Numbered rows; each part is a column and the words in it. With `opens` a row leads to its assignment."""
    lines = [
        {
            "no": text(number),
            **({"row": row["id"]} if opens else {}),
            **{of["key"]: text(words(row) if callable(words) else row[words]) for of, words in parts},
        }
        for number, row in enumerate(rows, 1)
    ]
    return table(title, [column("no", "TT", align="center", width=4), *(of for of, _words in parts)], lines)


def overdue(rows: Iterable[Row]) -> Table:
    """What is overdue, with the causes in the agencies' own words."""
    return listing(
        "Danh mục nhiệm vụ quá hạn, chưa hoàn thành",
        rows,
        (column("agency", "Đơn vị chủ trì", width=14), "agency_name"),
        (_PLACE, "place"),
        (column("task", "Nhiệm vụ", width=30), "text"),
        (column("due", "Hạn", align="center", width=10), due_words),
        (column("days", "Quá (ngày làm việc)", align="right", width=7), "days_late"),
        (column("said", "Kết quả đến nay", width=18), _said),
        (column("cause", "Nguyên nhân, kiến nghị của đơn vị", width=22), _cause),
        opens=True,
    )


def without_deadline(rows: Iterable[Row]) -> Table:
    """Open, and no day says by when."""
    return listing(
        "Danh mục nhiệm vụ không hạn, chưa hoàn thành",
        rows,
        (column("agency", "Đơn vị chủ trì", width=16), "agency_name"),
        (_PLACE, "place"),
        (column("task", "Nhiệm vụ", width=36), "text"),
        (column("phrase", "Lời văn về thời hạn", width=14), lambda row: row["due_phrase"] or "không nêu"),
        (column("progress", "Tình trạng", width=10), "progress_name"),
        (column("said", "Kết quả đến nay", width=20), _said),
        opens=True,
    )


def complaints(rows: Iterable[Row]) -> Table:
    """Partners that do not co-operate, as the leads see it."""
    return listing(
        "Danh mục đơn vị chưa phối hợp",
        rows,
        (column("agency", "Đơn vị phối hợp", width=16), "agency_name"),
        (column("lead", "Đơn vị chủ trì phản ánh", width=16), "lead_name"),
        (_PLACE, "place"),
        (column("task", "Nhiệm vụ", width=28), "task_text"),
        (column("text", "Nội dung phản ánh", width=26), "text"),
        (column("at", "Ngày", align="center", width=9), lambda row: day_of(row["at"])),
    )


def late_reports(rows: Iterable[Row]) -> Table:
    """Periodic reports that came late or not at all."""
    return listing(
        "Danh mục báo cáo định kỳ gửi muộn, chưa gửi",
        rows,
        (column("agency", "Đơn vị", width=18), "agency_name"),
        (_PLACE, "place"),
        (column("task", "Nội dung báo cáo", width=32), "text"),
        (column("period", "Kỳ", width=12), "period"),
        (column("due", "Hạn gửi", align="center", width=9), lambda row: day_of(row["due"])),
        (column("sent", "Ngày gửi", align="center", width=9), lambda row: day_of(row["sent"]) or "chưa gửi"),
        (column("state", "Tình trạng", width=12), "state_name"),
    )


def urged(rows: Iterable[Row], *, with_agency: bool) -> Table:
    """What a letter urges: overdue, and due soon."""
    made = listing(
        "Danh mục nhiệm vụ quá hạn, sắp đến hạn",
        rows,
        (column("agency", "Đơn vị chủ trì", width=16), "agency_name"),
        (_PLACE, "place"),
        (column("task", "Nhiệm vụ", width=36), "text"),
        (column("product", "Sản phẩm", width=14), "product"),
        (column("due", "Hạn", align="center", width=11), due_words),
        (
            column("state", "Tình trạng", width=12),
            lambda row: late_by(row) if row["timeliness"] == "overdue" else "sắp đến hạn",
        ),
        (column("said", "Kết quả đã báo cáo", width=20), _said),
        opens=True,
    )
    if not with_agency:
        made["columns"] = [one for one in made["columns"] if one["key"] != "agency"]
    return made


def tasks(groups: Iterable[list[Row]]) -> Table:
    """Every task of a document, its leads in one line where they stand alike."""
    rows = ({**group[0], "leads": [row["agency_name"] for row in group]} for group in groups)
    return listing(
        "Danh mục nhiệm vụ",
        rows,
        (_PLACE, "place"),
        (column("task", "Nhiệm vụ", width=32), "text"),
        (column("lead", "Chủ trì", width=15), lambda row: "; ".join(row["leads"])),
        (column("partners", "Phối hợp", width=14), lambda row: "; ".join(row["partners"])),
        (column("overseer", "Lãnh đạo phụ trách", width=10), "overseer"),
        (column("product", "Sản phẩm", width=11), "product"),
        (column("due", "Thời hạn", align="center", width=10), due_words),
        (column("state", "Tình trạng", width=11), "timeliness_name"),
        (column("evidence", "Kết quả, minh chứng", width=13), "evidence"),
        opens=True,
    )


def directions(rows: Iterable[Row]) -> Table:
    """Leaders' words, and what became of them."""
    return listing(
        "Ý kiến chỉ đạo và kết quả thực hiện",
        rows,
        (column("at", "Ngày", align="center", width=9), lambda row: day_of(row["at"])),
        (column("by", "Người chỉ đạo", width=12), "by_name"),
        (column("agency", "Đơn vị thực hiện", width=14), "agency_name"),
        (column("text", "Nội dung chỉ đạo", width=28), "text"),
        (_PLACE, "place"),
        (column("result", "Kết quả đến nay", width=24), _became),
        (column("state", "Tình trạng", width=11), "progress_name"),
    )


def _became(row: Row) -> str:
    parts = [f"Đã giao thành nhiệm vụ số {row['became']}"] if row["became"] else []
    if row["result"]:
        parts.append(f"{row['result']} (ngày {day_of(row['result_at'])})")
    return "\n".join(parts) or "Chưa có báo cáo"


def targets(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Targets, each with what was reported; the rows are made by the words, which know how many report."""
    columns = [
        column("no", "TT", align="center", width=4),
        column("place", "Mục", align="center", width=8),
        column("target", "Chỉ tiêu Chỉ thị giao", width=34),
        column("required", "Mức giao", align="right", width=12),
        column("reported", "Số báo cáo", align="right", width=12),
        column("who", "Đơn vị báo cáo, thời điểm", width=24),
        column("met", "So với mức giao", width=12),
    ]
    return table("Chỉ tiêu và số liệu báo cáo", columns, [dict(row) for row in rows])


def _cells(prefix: str) -> dict[str, Cell]:
    return {key: figure(f"{prefix}.{key}") for key, _name, _group in CELLS}


def _said(row: Row) -> str:
    return str(row["said"] or "Chưa có báo cáo")


def _cause(row: Row) -> str:
    parts = []
    if row["cause"]:
        parts.append(f"Nguyên nhân: {row['cause']}")
    if row["proposal"]:
        parts.append(f"Kiến nghị: {row['proposal']}")
    return "\n".join(parts) or "Đơn vị chưa nêu"
