"""The columns of the register's workbook: which may be edited, and how each value is written and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.folding import fold
from namro.agencies.models import FieldOfWork, Person
from namro.tasks.models import Task, TaskKind
from namro.workbooks.cells import LONGEST, NotSuch, text_of

EDITED, LOCKED, FREE = "edited", "locked", "free"  # free: a row's number, which nobody looks at again


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its head, its width in characters, what is in it, and what may become of it."""

    name: str
    head: Promise
    width: float
    form: str
    use: str

    @property
    def is_filled(self) -> bool:
        """Whether a person may write in it."""
        return self.use == EDITED

    @property
    def size(self) -> int:
        """The bytes of a cell's digest: more where a change counts."""
        return {EDITED: 4, LOCKED: 2, FREE: 0}[self.use]


COLUMNS = (
    Column("number", gettext_lazy("STT"), 6, "number", FREE),
    Column("place", gettext_lazy("Mục"), 9, "text", EDITED),
    Column("text", gettext_lazy("Nhiệm vụ"), 64, "text", EDITED),
    Column("product", gettext_lazy("Sản phẩm"), 26, "text", EDITED),
    Column("kind", gettext_lazy("Loại"), 13, "text", EDITED),
    Column("field", gettext_lazy("Lĩnh vực"), 22, "text", EDITED),
    Column("overseer", gettext_lazy("Lãnh đạo phụ trách"), 22, "text", EDITED),
    Column("directive", gettext_lazy("Văn bản"), 26, "text", LOCKED),
    Column("agency", gettext_lazy("Đơn vị"), 28, "text", LOCKED),
    Column("duty", gettext_lazy("Vai trò"), 12, "text", LOCKED),
    Column("original_due", gettext_lazy("Hạn gốc"), 12, "day", LOCKED),
    Column("due", gettext_lazy("Hạn"), 12, "day", LOCKED),
    Column("rhythm", gettext_lazy("Nhịp"), 12, "text", LOCKED),
    Column("state", gettext_lazy("Trạng thái"), 22, "text", LOCKED),
    Column("completed", gettext_lazy("Hoàn thành ngày"), 12, "day", LOCKED),
)
BY_NAME = {column.name: column for column in COLUMNS}
SIGNED = tuple(column for column in COLUMNS if column.size)
LENGTHS = {"place": 60, "product": 400}

WHY_LOCKED: dict[str, Promise] = {
    "due": gettext_lazy("Hạn chỉ đổi qua gia hạn: đơn vị đề nghị, người có thẩm quyền quyết định ở trang lượt giao."),
    "original_due": gettext_lazy("Hạn gốc không bao giờ đổi."),
    "agency": gettext_lazy("Đổi đơn vị bằng Chuyển giao ở trang lượt giao, có văn bản."),
    "duty": gettext_lazy("Đổi vai trò bằng giao thêm hoặc thu hồi, có văn bản."),
    "state": gettext_lazy("Trạng thái đổi khi đơn vị cập nhật và có người xác nhận."),
    "completed": gettext_lazy("Ngày hoàn thành do báo cáo của đơn vị quyết định."),
    "directive": gettext_lazy("Văn bản giao không sửa ở đây."),
    "rhythm": gettext_lazy("Nhịp báo cáo không sửa ở đây."),
}


def shown(task: Task) -> dict[str, str]:
    """The editable values of a task, as the workbook shows them. It comes with its field and overseer."""
    return {
        "place": task.place,
        "text": task.text,
        "product": task.product,
        "kind": str(task.get_kind_display()),
        "field": task.field.name if task.field else "",
        "overseer": task.overseer.name if task.overseer else "",
    }


class Reader:
    """Turns what a person wrote into values of a task. Knows the fields and leaders of the moment it was made."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        for language in ("vi", "en"):
            with translation.override(language):
                self._kinds |= {fold(str(label)): value for value, label in TaskKind.choices}
        self._fields = _by_folded(FieldOfWork.objects.values_list("pk", "name"))
        self._people = _by_folded(
            Person.objects.filter(role_grants__role="leader").distinct().values_list("pk", "name")
        )
        self._readers: Mapping[str, Any] = {"kind": self._kind, "field": self._field, "overseer": self._overseer}

    def value(self, name: str, cell: object) -> Any:
        """What the cell asks the task's `name` to be. Raises NotSuch."""
        text = text_of(cell)
        if name in self._readers:
            return self._readers[name](text)
        if name == "text" and not text:
            raise NotSuch(_("Nội dung nhiệm vụ không được để trống. Muốn bỏ nhiệm vụ thì thu hồi ở trang nhiệm vụ."))
        most = LENGTHS.get(name, LONGEST - 1)
        if len(text) > most:
            raise NotSuch(_("Dài %(length)s ký tự; nhiều nhất %(most)s.") % {"length": len(text), "most": most})
        return text

    def _kind(self, text: str) -> str:
        try:
            return self._kinds[fold(text)]
        except KeyError:
            raise NotSuch(_("Loại là “theo dõi” hoặc “thường xuyên”; đã ghi “%(text)s”.") % {"text": text}) from None

    def _field(self, text: str) -> int | None:
        return _one(self._fields, text, _("Không có lĩnh vực “%(text)s”. Chọn trong danh sách."))

    def _overseer(self, text: str) -> int | None:
        return _one(self._people, text, _("Không có lãnh đạo “%(text)s”. Chọn trong danh sách."))


def _by_folded(rows: Any) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for pk, name in rows:
        found.setdefault(fold(name), []).append((pk, name))
    return found


def _one(known: dict[str, list[tuple[int, str]]], text: str, unknown: str) -> int | None:
    if not text:
        return None
    found = known.get(fold(text), [])
    exact = [one for one in found if one[1] == text] or found
    if len(exact) == 1:
        return exact[0][0]
    if not found:
        raise NotSuch(unknown % {"text": text[:80]})
    raise NotSuch(_("Có nhiều người hoặc mục tên “%(text)s”. Sửa ở trang nhiệm vụ.") % {"text": text[:80]})
