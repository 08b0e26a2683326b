"""Forms of the acts on a task of the register: entering, correcting, giving to one more, withdrawing, allotting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.forms.fields import DayField
from namro.agencies.models import Agency, InnerUnit, Person, Post
from namro.directives.doers import Resolver
from namro.directives.models import Directive, Stage
from namro.tasks.models import Assignment, Task, TaskKind
from namro.tasks.operations.assigning import Assignee
from namro.tasks.progress import Duty


class DoersField(forms.CharField):
    """Agencies or groups, one a line, by any name that they are known by on the day."""

    def __init__(self, duty: str, **kwargs: Any) -> None:
        super().__init__(max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)
        self.duty = duty
        self.day: date | None = None

    def clean(self, value: Any) -> tuple[Assignee, ...]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        resolve = Resolver(self.day or date.max)
        doers = [resolve(self.duty, line) for line in lines]
        errors = []
        for doer in doers:
            if doer.is_resolved:
                continue
            maybe = "; ".join(choice.name for choice in doer.candidates[:3])
            known = _("Chưa rõ “%(name)s” là đơn vị nào.") % {"name": doer.name}
            errors.append(f"{known} " + (_("Có thể là: %(names)s.") % {"names": maybe} if maybe else ""))
        if errors:
            raise forms.ValidationError([error.strip() for error in errors])
        return tuple(Assignee(doer.duty, doer.name, doer.agency, doer.group) for doer in doers)


class EnterTaskForm(forms.Form):
    """A task as an officer enters it, under a document that is here or that is known by its number."""

    directive = forms.ModelChoiceField(
        label=gettext_lazy("Văn bản giao việc"),
        queryset=Directive.objects.none(),
        required=False,
        empty_label=gettext_lazy("— văn bản khác, ghi bên dưới —"),
    )
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản khác"), max_length=60, required=False)
    document_kind = forms.CharField(
        label=gettext_lazy("Loại văn bản"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("công văn")}),
    )
    issued_date = DayField(label=gettext_lazy("Ngày văn bản"), required=False)
    text = forms.CharField(label=gettext_lazy("Nhiệm vụ"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 4}))
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=TaskKind.choices, initial=TaskKind.FOLLOWED)
    product = forms.CharField(label=gettext_lazy("Sản phẩm"), max_length=400, required=False)
    due = DayField(
        label=gettext_lazy("Hạn"), required=False, help_text=gettext_lazy("Để trống nếu nhiệm vụ không có hạn.")
    )
    leads = DoersField(
        Duty.LEAD, label=gettext_lazy("Đơn vị chủ trì"), help_text=gettext_lazy("Mỗi dòng một đơn vị hoặc nhóm đơn vị.")
    )
    coordinators = DoersField(Duty.COORDINATE, label=gettext_lazy("Đơn vị phối hợp"), required=False)

    def __init__(self, *args: Any, directives: QuerySet[Directive], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["directive"].queryset = directives.exclude(stage=Stage.REVIEW, original__isnull=False)
        fields["leads"].day = fields["coordinators"].day = day

    def clean(self) -> dict[str, Any]:
        """A document is one that is here, or has a number and a day."""
        given = super().clean() or {}
        if given.get("directive") is None and not (given.get("number") and given.get("issued_date")):
            field = "issued_date" if given.get("number") else "number"
            if field not in self.errors:
                self.add_error(field, _("Chọn văn bản, hoặc ghi số và ngày của văn bản khác."))
        return given


class _WithReason(forms.Form):
    """Why, and by which document."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}))
    document = forms.CharField(
        label=gettext_lazy("Số, ngày văn bản"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "705/UBND-TH, 14/5/2025"}),
    )


class CorrectTaskForm(_WithReason):
    """What a task is to say from now on. Its original day is not among it."""

    text = forms.CharField(label=gettext_lazy("Nhiệm vụ"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 4}))
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=TaskKind.choices)
    product = forms.CharField(label=gettext_lazy("Sản phẩm"), max_length=400, required=False)
    field_order = ("text", "kind", "product", "reason", "document")

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"text": task.text, "kind": task.kind, "product": task.product})
        super().__init__(*args, **kwargs)


class AddDoerForm(_WithReason):
    """One agency or group more."""

    agency = DoersField(Duty.LEAD, label=gettext_lazy("Đơn vị hoặc nhóm đơn vị"))
    duty = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Duty.choices)
    field_order = ("agency", "duty", "reason", "document")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agency"].day = day
        fields["agency"].widget = forms.TextInput()

    def clean_agency(self) -> Assignee:
        """A single one."""
        found: tuple[Assignee, ...] = self.cleaned_data["agency"]
        return found[0]


class WithdrawForm(_WithReason):
    """Why a task is no longer asked for."""


class AllotForm(forms.Form):
    """Which unit and officer of the agency do it, and which deputy answers for it."""

    inner_unit = forms.ModelChoiceField(
        label=gettext_lazy("Phòng, bộ phận"), queryset=InnerUnit.objects.none(), required=False
    )
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Công chức thực hiện"), queryset=Person.objects.none(), required=False
    )
    deputy = forms.ModelChoiceField(
        label=gettext_lazy("Lãnh đạo phụ trách"), queryset=Person.objects.none(), required=False
    )

    def __init__(self, *args: Any, assignment: Assignment, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Agency = assignment.agency
        people = Person.objects.filter(pk__in=Post.objects.on(day).filter(agency=agency).values("person"))
        fields: Any = self.fields
        fields["inner_unit"].queryset = agency.inner_units.all()
        fields["officer"].queryset = fields["deputy"].queryset = people.order_by("name")
