"""The task annex of a directive: every task, who leads, by when, and how it stands."""

from __future__ import annotations

from itertools import groupby

from namro.papers.kinds import PaperKind
from namro.papers.snapshots import tables
from namro.papers.snapshots.material import Material
from namro.papers.wording.draft import Draft
from namro.papers.wording.heads import annex_head


def draft(material: Material) -> Draft:
    """One table. Leads of one task that stand alike share a line, so that a group of forty agencies is one."""
    groups = [list(rows) for _key, rows in groupby(_ordered(material), key=_alike)]
    title = f"Danh mục nhiệm vụ giao tại {material.directive['name']}"
    table = tables.tasks(groups)
    annex = {
        "number": "",
        "title": title,
        "orientation": "landscape",
        "table": "tasks",
        "accompanies": f"(Kèm theo {material.directive['name']})",
    }
    return Draft(annex_head(PaperKind.ANNEX, material, title), [], {"tasks": table}, [annex])


def _ordered(material: Material) -> list[dict[str, object]]:
    return sorted(material.counted, key=lambda row: (row["number"], _alike(row)))


def _alike(row: dict[str, object]) -> tuple[str, ...]:
    fields = ("number", "due", "timeliness", "evidence")
    return tuple(f"{row[one]:09d}" if one == "number" else str(row[one] or "") for one in fields)
