"""Forms of an assignment's life. They repeat kindly what the operations refuse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.forms.fields import AgencyField, DayField
from namro.agencies.models import Agency
from namro.directives.forms.intake import SeveralFiles, SeveralFilesField
from namro.directives.operations.intake import NewFile
from namro.life.models import ItemKind, ReportItem
from namro.life.operations.evidence import too_large
from namro.life.report_items import MOST_ROWS, BadLine, Item, read_items, read_table
from namro.life.transitions import Move, Need, Transition
from namro.tasks.models import Assignment, TaskTarget

ACCEPTED = "application/pdf,image/jpeg,image/png,.docx,.xlsx"


class _WithEvidence(forms.Form):
    """A document's number and date, and files. `photo` opens the camera of a phone; both lists are one."""

    document_number = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=60, required=False)
    document_date = DayField(label=gettext_lazy("Ngày văn bản"), required=False)
    documents = SeveralFilesField(
        label=gettext_lazy("Chọn tệp"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ACCEPTED, "multiple": True}),
    )
    photo = SeveralFilesField(
        label=gettext_lazy("Chụp văn bản"),
        required=False,
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )

    def brought(self) -> tuple[NewFile, ...]:
        """The files, read; one that is too large is refused before it is."""
        files = [*self.cleaned_data["documents"], *self.cleaned_data["photo"]]
        for file in files:
            if file.size > settings.MAX_EVIDENCE_BYTES:
                raise too_large(file.name, file.size)
        return tuple(NewFile(file.name, file.read()) for file in files)


class UpdateForm(_WithEvidence):
    """How far the work is, or that it is done."""

    text = forms.CharField(
        label=gettext_lazy("Kết quả đến nay"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Mức hoàn thành (%)"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Ghi số nguyên từ 0 đến 100.")},
    )
    target = forms.ModelChoiceField(label=gettext_lazy("Chỉ tiêu"), queryset=TaskTarget.objects.none(), required=False)
    figure = forms.DecimalField(label=gettext_lazy("Số đạt được"), required=False, localize=True)
    cause = forms.CharField(
        label=gettext_lazy("Nguyên nhân quá hạn"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proposal = forms.CharField(
        label=gettext_lazy("Đề xuất, kiến nghị"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": gettext_lazy("Nêu rõ cơ quan cần xử lý và thời hạn")}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, assignment: Assignment, is_overdue: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = assignment.task.targets.all()
        self.fields["target"].queryset = targets  # type: ignore[attr-defined]
        if not targets:
            del self.fields["target"], self.fields["figure"]
        if not is_overdue:
            del self.fields["cause"], self.fields["proposal"]
        else:
            self.fields["cause"].required = self.fields["proposal"].required = True

    def clean_percent(self) -> int | None:
        """From 0 to 100."""
        percent: int | None = self.cleaned_data["percent"]
        if percent is not None and not 0 <= percent <= 100:
            message = _("Mức hoàn thành phải từ 0 đến 100; giá trị đã nhập là %(value)d.")
            raise forms.ValidationError(message % {"value": percent})
        return percent


class ReportForm(_WithEvidence):
    """A periodic report: words, and a figure for each target of the task."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung báo cáo"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(
        self, *args: Any, targets: QuerySet[TaskTarget], items: Sequence[ReportItem] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for target in targets:
            label = f"{target.quote or _('Chỉ tiêu')} ({target.unit})"
            self.fields[f"target_{target.pk}"] = forms.DecimalField(label=label, required=False, localize=True)
        for item in items:
            self.fields[f"item_{item.number}"] = _field_of(item)
        asked = [name for name in self.fields if name.startswith(("target_", "item_"))]
        self.order_fields(["text", *asked])

    def figures(self) -> dict[int, Any]:
        """By target; one that was left empty is missing, not zero."""
        given = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("target_"))
        return {int(name.removeprefix("target_")): value for name, value in given if value is not None}

    def answers(self) -> tuple[dict[str, Any], ...]:
        """What was said to each item, with what was asked; an item left empty is missing."""
        found = []
        for item in self.items:
            value = self.cleaned_data[f"item_{item.number}"]
            if value not in (None, "", []):
                asked = {"label": item.label, "kind": item.kind, "unit": item.unit, "columns": item.columns}
                found.append(asked | {"value": value if item.kind == ItemKind.TABLE else str(value)})
        return tuple(found)


class TableField(forms.CharField):
    """A table typed or pasted: a row a line, cells parted by | or by tabs."""

    def __init__(self, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)
        self.columns = columns

    def clean(self, value: Any) -> list[list[str]]:
        try:
            return read_table(super().clean(value), len(self.columns))
        except BadLine as bad:
            if bad.reason == "many":
                raise forms.ValidationError(_("Bảng tối đa %(most)d dòng.") % {"most": MOST_ROWS}) from None
            message = _("Dòng %(number)d có nhiều hơn %(count)d ô.")
            raise forms.ValidationError(message % {"number": bad.number, "count": len(self.columns)}) from None


def _field_of(item: ReportItem) -> forms.Field:
    if item.kind == ItemKind.FIGURE:
        label = f"{item.label} ({item.unit})" if item.unit else item.label
        return forms.DecimalField(label=label, required=item.is_required, localize=True)
    if item.kind == ItemKind.TABLE:
        help_text = _("Mỗi dòng một hàng, các ô cách nhau bằng dấu | hoặc dán từ bảng tính: %(columns)s")
        return TableField(
            item.columns,
            label=item.label,
            required=item.is_required,
            help_text=help_text % {"columns": " | ".join(item.columns)},
        )
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=item.label, required=item.is_required, max_length=8_000, widget=widget)


class ReportItemsForm(forms.Form):
    """The items of a task's reports as lines."""

    items = forms.CharField(
        label=gettext_lazy("Mẫu báo cáo"),
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Mỗi dòng một mục. “văn bản: Khó khăn, vướng mắc”; “số: Hồ sơ quá hạn (hồ sơ)”; “bảng: Dự án chậm | Tên dự "
            "án | Nguyên nhân”. Dấu * sau loại là bắt buộc."
        ),
    )

    def clean_items(self) -> tuple[Item, ...]:
        """The lines, read."""
        try:
            return read_items(self.cleaned_data["items"])
        except BadLine as bad:
            messages = {
                "kind": _("Dòng %(number)d: bắt đầu bằng “văn bản:”, “số:” hoặc “bảng:”."),
                "columns": _("Dòng %(number)d: bảng cần tên và từ 1 đến 8 cột, cách nhau bằng dấu |."),
                "many": _("Mẫu tối đa 20 mục; đang có %(number)d."),
            }
            raise forms.ValidationError(messages[bad.reason] % {"number": bad.number}) from None


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))


class NothingForm(forms.Form):
    """Only the button."""


class MoveForm(forms.Form):
    """What a move of the table needs in words."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(
        label=gettext_lazy("Số, ngày văn bản"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "22/QĐ-UBND ngày 18/6/2025"}),
    )
    receivers = AgencyField(label=gettext_lazy("Đơn vị tiếp nhận"))
    others = forms.CharField(
        label=gettext_lazy("Các đơn vị tiếp nhận khác"),
        max_length=2_000,
        required=False,
        help_text=gettext_lazy("Khi một việc chia cho nhiều đơn vị; mỗi dòng một đơn vị."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, row: Transition, agencies: QuerySet[Agency], day: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receivers"].offer(agencies, day)  # type: ignore[attr-defined]
        if row.move is not Move.HAND_OVER:
            del self.fields["receivers"], self.fields["others"]
        if Need.DOCUMENT not in row.needs:
            del self.fields["document"]

    def clean_others(self) -> list[Agency]:
        """The further receivers, one a line."""
        field = self.fields["receivers"]
        lines = (line.strip() for line in self.cleaned_data["others"].splitlines())
        return [field.clean(line) for line in lines if line]


class ExtensionForm(forms.Form):
    """Until when, why, and by which letter."""

    requested_date = DayField(label=gettext_lazy("Xin gia hạn đến"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label=gettext_lazy("Số, ngày văn bản xin gia hạn"), max_length=120, required=False)


class DecisionForm(forms.Form):
    """The answer to a request."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=(
            ("grant", gettext_lazy("Đồng ý")),
            ("counter", gettext_lazy("Ngày khác")),
            ("deny", gettext_lazy("Không đồng ý")),
        ),
        widget=forms.RadioSelect,
    )
    offered_date = DayField(label=gettext_lazy("Ngày khác"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Ý kiến"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Another day is a day; a refusal has its reason."""
        given = super().clean() or {}
        if given.get("answer") == "counter" and not given.get("offered_date") and "offered_date" not in self.errors:
            self.add_error("offered_date", _("Ghi ngày được đề nghị."))
        if given.get("answer") == "deny" and not (given.get("words") or "").strip():
            self.add_error("words", _("Ghi lý do không đồng ý."))
        return given


class WordsForm(forms.Form):
    """A leader's word, or what a partner has not done."""

    text = forms.CharField(label=gettext_lazy("Nội dung"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))


class PracticeForm(forms.Form):
    """Whether the head approves first."""

    head_approves = forms.BooleanField(
        label=gettext_lazy("Thủ trưởng duyệt trước khi cập nhật, báo cáo được gửi đi"), required=False
    )
