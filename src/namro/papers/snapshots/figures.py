"""Figures: each knows in words what it counts and by which rows, so that one click shows them.

A figure is counted by a filter over the rows or over a list ("rows" or "list" with "where": field → values; with
"distinct", that field's values are counted instead of the rows), is the sum of others ("sum"), what one is more than
another ("minus"), a rate of two others, or was given by somebody ("given")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from namro.life.timeliness import rate
from namro.papers.snapshots.rows import Row
from namro.papers.wording.numbers import number_in_words

Figure = dict[str, Any]
Where = dict[str, list[Any]]

ONE_EACH = ("done_on_time", "done_late", "done_without_deadline", "in_time", "due_soon", "overdue", "without_deadline")
WHAT = {
    "done_on_time": "lượt giao hoàn thành đúng hạn",
    "done_late": "lượt giao hoàn thành quá hạn",
    "done_without_deadline": "lượt giao không hạn đã hoàn thành",
    "in_time": "lượt giao chưa hoàn thành, còn trong hạn, chưa sắp đến hạn",
    "due_soon": "lượt giao chưa hoàn thành, sắp đến hạn",
    "overdue": "lượt giao chưa hoàn thành, quá hạn",
    "without_deadline": "lượt giao chưa hoàn thành, không hạn",
    "done": "lượt giao đã hoàn thành",
    "open_in_time": "lượt giao chưa hoàn thành, trong hạn",
    "open": "lượt giao chưa hoàn thành",
    "without_any_deadline": "lượt giao không hạn, đã hoàn thành hay chưa",
    "done_of_due": "lượt giao có hạn đã hoàn thành",
    "due": "lượt giao đã đến hạn: có hạn đã hoàn thành, và quá hạn chưa hoàn thành",
    "total": "lượt giao",
}
SUMS = {
    "done": ("done_on_time", "done_late", "done_without_deadline"),
    "open_in_time": ("in_time", "due_soon"),
    "open": ("open_in_time", "overdue", "without_deadline"),
    "without_any_deadline": ("done_without_deadline", "without_deadline"),
    "done_of_due": ("done_on_time", "done_late"),
    "due": ("done_of_due", "overdue"),
    "total": ("done_on_time", "done_late", "done_without_deadline", "open_in_time", "overdue", "without_deadline"),
}
# Where the register of today has the same list under one address.
REGISTER = {
    "total": "", "done": "done", "open": "open", "done_on_time": "done_on_time", "done_late": "done_late",
    "done_without_deadline": "done_undated", "in_time": "in_time", "due_soon": "soon", "overdue": "overdue",
}  # fmt: skip
DONE_OF_DUE = "tỷ lệ hoàn thành trên số đã đến hạn"
ON_TIME_OF_DUE = "tỷ lệ hoàn thành đúng hạn trên số đã đến hạn"
ON_TIME_BY_ORIGINAL = "tỷ lệ hoàn thành đúng hạn gốc trên số đã đến hạn gốc"
DONE_OF_TOTAL = "tỷ lệ hoàn thành trên tổng số lượt giao"


class Figures:
    """The figures of a snapshot as they are counted."""

    def __init__(self, directive: int, rows: list[Row], lists: Mapping[str, list[Row]]) -> None:
        self.all: dict[str, Figure] = {}
        self._directive, self._lists = directive, lists
        self._counted = [row for row in rows if row["counted"]]
        self._rows = rows

    def __getitem__(self, key: str) -> int:
        """The value of a figure that is a count."""
        value: int = self.all[key]["value"]
        return value

    def cells(self, prefix: str, of_what: str = "", by: Where | None = None, *, field: str = "timeliness") -> None:
        """The cells of the counted rows that `by` narrows, each by its own filter, and their sums."""
        self._cells(prefix, of_what, by or {}, self._count(by or {}, field), field)

    def cells_by(self, dimension: str, names: Mapping[Any, str], prefix: str) -> None:
        """The cells of each value of a field, in one walk over the rows."""
        counts: dict[Any, Counter[str]] = {one: Counter() for one in names}
        for row in self._counted:
            counts[row[dimension]][row["timeliness"]] += 1
        for one, name in names.items():
            self._cells(f"{prefix}.{one}", name, {dimension: [one]}, counts[one], "timeliness")

    def rates(self, prefix: str, cells: str, of_what: str = "") -> None:
        """The rates of some cells. Each says what it is a share of."""
        self.rate(f"{prefix}.done_of_due", DONE_OF_DUE + of_what, f"{cells}.done_of_due", f"{cells}.due")
        self.rate(f"{prefix}.on_time_of_due", ON_TIME_OF_DUE + of_what, f"{cells}.done_on_time", f"{cells}.due")

    def rate(self, key: str, what: str, numerator: str, denominator: str) -> None:
        """A share; without a denominator it is none, which is not nought."""
        part, whole = self[numerator], self[denominator]
        self.all[key] = {
            "value": str((Decimal(part) / Decimal(whole)).quantize(Decimal("0.000001"))) if whole else None,
            "text": rate(part, whole),
            "what": what,
            "numerator": numerator,
            "denominator": denominator,
        }

    def rows(self, key: str, what: str, where: Where, *, distinct: str | None = None) -> None:
        """How many rows the filter finds."""
        figure: Figure = {"what": what, "rows": where} | ({"distinct": distinct} if distinct else {})
        self._add(key, figure, count(self._rows, where, distinct))

    def of_list(
        self, key: str, what: str, name: str, where: Where | None = None, *, distinct: str | None = None
    ) -> None:
        """How many of a list the filter finds."""
        figure: Figure = {"what": what, "list": name, "where": where or {}}
        self._add(
            key, figure | ({"distinct": distinct} if distinct else {}), count(self._lists[name], where or {}, distinct)
        )

    def given(self, key: str, what: str, text: str, value: str, source: Any) -> None:
        """A number that somebody reported, or that the document itself sets."""
        self.all[key] = {"value": value, "text": text, "what": what, "given": source}

    def difference(self, key: str, what: str, later: str, earlier: str) -> None:
        """How much more one count is than another, with its sign."""
        value = self[later] - self[earlier]
        self.all[key] = {
            "value": value,
            "text": f"{value:+d}".replace("-", "−") if value else "0",
            "what": what,
            "minus": [later, earlier],
        }

    def _count(self, by: Where, field: str) -> Counter[str]:
        rows = self._rows if field == "before" else self._counted
        return Counter(row[field] for row in rows if matches(row, by))

    def _cells(self, prefix: str, name: str, by: Where, counts: Counter[str], field: str) -> None:
        of_what = f" {name}" if name else ""
        links = field == "timeliness"
        # What counted at the start of the period is told by `before` alone, whatever became of it.
        base: Where = {} if field == "before" else {"counted": [True]}
        for one in ONE_EACH:
            where = {**base, **by, field: [one]}
            self._add(f"{prefix}.{one}", {"what": WHAT[one] + of_what, "rows": where}, counts[one])
            if links and one in REGISTER and "section" not in by:
                self.all[f"{prefix}.{one}"]["href"] = self._href(by, REGISTER[one])
        for one, parts in SUMS.items():
            keys = [f"{prefix}.{part}" for part in parts]
            self._add(f"{prefix}.{one}", {"what": WHAT[one] + of_what, "sum": keys}, sum(self[key] for key in keys))
            if links and one in REGISTER and "section" not in by:
                self.all[f"{prefix}.{one}"]["href"] = self._href(by, REGISTER[one])

    def _href(self, by: Where, time: str) -> str:
        found: dict[str, Any] = {"directive": self._directive, "duty": "lead", "time": time}
        found |= {name: by[name][0] for name in ("agency", "kind") if name in by}
        return "/tasks/?" + urlencode({name: value for name, value in found.items() if value != ""})

    def _add(self, key: str, figure: Figure, value: int) -> None:
        self.all[key] = {"value": value, "text": number_in_words(value), **figure}


def with_unit(number: str, unit: str) -> str:
    """A number with its unit.

    >>> with_unit("50", "%"), with_unit("1.240", "căn")
    ('50%', '1.240 căn')
    """
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


def matches(row: Row, where: Where) -> bool:
    """Whether a row is one of those that a filter finds."""
    return all(row[field] in values for field, values in where.items())


def count(rows: Iterable[Row], where: Where, distinct: str | None) -> int:
    """How many a filter finds."""
    found = (row for row in rows if matches(row, where))
    return len({row[distinct] for row in found}) if distinct else sum(1 for _row in found)


OPEN = ["in_time", "due_soon", "overdue", "without_deadline"]
DONE = ["done_on_time", "done_late", "done_without_deadline"]


def figures_of(
    directive: int,
    rows: list[Row],
    lists: Mapping[str, list[Row]],
    agencies: Mapping[int, str],
    sections: Mapping[str, str],
) -> Figures:
    """Every figure that papers of a directive print."""
    found = Figures(directive, rows, lists)
    counted: Where = {"counted": [True]}
    found.cells("cells")
    found.rates("rate", "cells")
    found.rate("rate.done_of_total", DONE_OF_TOTAL, "cells.done", "cells.total")
    found.cells("original", "theo hạn gốc", field="original_timeliness")
    found.rate("rate.on_time_by_original", ON_TIME_BY_ORIGINAL, "original.done_on_time", "original.due")
    for kind, name in (("followed", "thuộc nhiệm vụ theo dõi sản phẩm"), ("routine", "thuộc nhiệm vụ thường xuyên")):
        found.cells(f"kind.{kind}", name, {"kind": [kind]})
        found.rates(f"kind.{kind}.rate", f"kind.{kind}", f" {name}")
    found.cells_by("section", {place: f"tại {name}" for place, name in sections.items()}, "section")
    found.cells_by("agency", {agency: f"của {name}" for agency, name in agencies.items()}, "agency")
    for agency, name in agencies.items():
        found.rates(f"agency.{agency}.rate", f"agency.{agency}", f" của {name}")
    found.rows("tasks.total", "nhiệm vụ có lượt giao được tính", counted, distinct="task")
    found.rows("agencies.total", "đơn vị chủ trì", counted, distinct="agency")
    found.rows("outside.total", "lượt giao không tính: thu hồi, chuyển giao, chạy thử", {"counted": [False]})
    late: Where = counted | {"timeliness": ["overdue"]}
    found.rows("agencies.overdue", "đơn vị có việc quá hạn", late, distinct="agency")
    found.rows("overdue.without_cause", "lượt giao quá hạn chưa nêu nguyên nhân", late | {"cause": [""]})
    undated: Where = counted | {"timeliness": ["without_deadline"]}
    found.rows("undated.periodic", "lượt giao không hạn, thực hiện theo kỳ", undated | {"is_periodic": [True]})
    found.rows("undated.unsaid", "lượt giao không hạn, không nêu thời hạn hay kỳ", undated | {"is_periodic": [False]})
    for progress, what in (
        ("awaiting", "lượt giao đã báo cáo hoàn thành, chờ xác nhận"),
        ("returned", "lượt giao bị trả lại, đang làm lại"),
        ("paused", "lượt giao tạm dừng"),
        ("refused", "lượt giao đơn vị đề nghị không thực hiện"),
        ("not_started", "lượt giao chưa thực hiện"),
    ):
        found.rows(f"progress.{progress}", what, counted | {"progress": [progress]})
    _changes(found, counted)
    _of_lists(found, lists)
    return found


def _changes(found: Figures, counted: Where) -> None:
    found.cells("before", "ở đầu kỳ", field="before")
    for one in ("done", "overdue", "total"):
        found.difference(f"change.{one}", f"{WHAT[one]}: tăng, giảm so với đầu kỳ", f"cells.{one}", f"before.{one}")
    found.rows(
        "changes.finished", "lượt giao hoàn thành trong kỳ", counted | {"before": [*OPEN, None], "timeliness": DONE}
    )
    found.rows(
        "changes.became_overdue",
        "lượt giao trở thành quá hạn trong kỳ",
        counted
        | {"before": ["in_time", "due_soon", "without_deadline", *DONE, "outside", None], "timeliness": ["overdue"]},
    )
    found.rows("changes.added", "lượt giao mới trong kỳ", counted | {"before": ["outside", None]})
    found.rows(
        "changes.left",
        "lượt giao thôi tính trong kỳ (thu hồi, chuyển giao)",
        {"counted": [False], "before": [*OPEN, *DONE]},
    )
    found.rows("changes.heard", "lượt giao có cập nhật trong kỳ", counted | {"said_in_period": [True]})


def _of_lists(found: Figures, lists: Mapping[str, list[Row]]) -> None:
    found.of_list("extensions.asked", "đề nghị gia hạn trong kỳ", "extensions", {"asked_in_period": [True]})
    for stage, what in (("granted", "được đồng ý"), ("denied", "không được đồng ý")):
        where: Where = {"stage": [stage], "decided_in_period": [True]}
        found.of_list(f"extensions.{stage}", f"đề nghị gia hạn {what} trong kỳ", "extensions", where)
    found.of_list("extensions.waiting", "đề nghị gia hạn chờ quyết định", "extensions", {"stage": ["asked"]})
    found.of_list("returned.total", "lần trả lại kết quả trong kỳ", "returned")
    found.of_list("complaints.open", "phản ánh về phối hợp chưa giải quyết", "complaints", {"is_open": [True]})
    found.of_list(
        "complaints.agencies", "đơn vị bị phản ánh về phối hợp", "complaints", {"is_open": [True]}, distinct="agency"
    )
    in_period: Where = {"in_period": [True]}
    for state, what in (("on_time", "gửi đúng hạn"), ("late", "gửi muộn"), ("missing", "chưa gửi")):
        found.of_list(
            f"reports.{state}", f"báo cáo định kỳ đến hạn trong kỳ, {what}", "reports", in_period | {"state": [state]}
        )
    found.of_list("reports.due", "báo cáo định kỳ đến hạn trong kỳ", "reports", in_period)
    found.of_list(
        "reports.missing_earlier",
        "báo cáo định kỳ của kỳ trước đến nay chưa gửi",
        "reports",
        {"in_period": [False], "state": ["missing"]},
    )
    found.of_list(
        "reports.late_agencies",
        "đơn vị gửi muộn hoặc chưa gửi báo cáo định kỳ",
        "reports",
        {"state": ["late", "missing"]},
        distinct="agency",
    )
    found.rate(
        "rate.reports_on_time",
        "tỷ lệ báo cáo định kỳ gửi đúng hạn trên số đến hạn trong kỳ",
        "reports.on_time",
        "reports.due",
    )
    found.of_list("directions.total", "ý kiến chỉ đạo trong kỳ", "directions", in_period)
    found.of_list("directions.all", "ý kiến chỉ đạo", "directions")
    found.of_list("directions.general", "ý kiến về công việc chung của đơn vị", "directions", {"row": [None]})
    found.of_list("directions.done", "ý kiến chỉ đạo về việc đã hoàn thành", "directions", {"is_done": [True]})
    found.of_list(
        "directions.answered",
        "ý kiến chỉ đạo đã có báo cáo, việc chưa hoàn thành",
        "directions",
        {"is_done": [False], "is_answered": [True]},
    )
    found.of_list(
        "directions.unanswered",
        "ý kiến chỉ đạo chưa có báo cáo",
        "directions",
        {"is_done": [False], "is_answered": [False]},
    )
    found.of_list("targets.total", "chỉ tiêu Chỉ thị giao", "targets", distinct="target")
    found.of_list(
        "targets.reported", "chỉ tiêu đã có số liệu báo cáo", "targets", {"is_reported": [True]}, distinct="target"
    )
    for one in lists["targets"]:
        name = f"“{one['quote']}” của {one['agency_name']}"
        required = with_unit(one["required"], one["unit"])
        found.given(
            f"targets.{one['id']}.required", f"mức giao {name}", required, one["value"], {"target": one["target"]}
        )
        if one["is_reported"]:
            told = with_unit(one["reported"], one["unit"])
            source = {**one["source"], "at": one["reported_at"]}
            found.given(f"targets.{one['id']}.reported", f"số báo cáo {name}", told, one["reported_value"], source)
    found.of_list("targets.met", "số liệu báo cáo đã đạt mức giao", "targets", {"is_met": [True]})


def next_figures(found: Figures, rows: list[Row], until: str) -> None:
    """What falls due by a day."""
    for row in rows:
        row["due_next"] = row["timeliness"] in ("in_time", "due_soon") and row["due"] <= until
    found.rows("next.due", "lượt giao đến hạn trong kỳ tới", {"counted": [True], "due_next": [True]})
    found.rows(
        "next.agencies",
        "đơn vị có việc đến hạn trong kỳ tới",
        {"counted": [True], "due_next": [True]},
        distinct="agency",
    )
