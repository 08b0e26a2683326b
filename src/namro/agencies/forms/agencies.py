"""Forms about agencies. Each asks only for what its operation takes."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from namro.agencies.forms.fields import AgencyField, DayField
from namro.agencies.models import Agency, Group, Kind, Relation


class FilterForm(forms.Form):
    """What the list of agencies is narrowed to. A value that makes no sense narrows nothing."""

    q = forms.CharField(required=False, max_length=120)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *Kind.choices])
    relation = forms.ChoiceField(required=False, choices=[("", ""), *Relation.choices])
    locality = forms.CharField(required=False, max_length=120)
    below = forms.IntegerField(required=False)
    closed = forms.BooleanField(required=False)


class AgencyFacts(forms.Form):
    """What is known of an agency besides its names and days."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    relation = forms.ChoiceField(
        label=_("Quan hệ"),
        choices=Relation.choices,
        help_text=_("Đơn vị trực thuộc được giao việc; cơ quan phối hợp được đề nghị."),
    )
    code = forms.CharField(label=_("Mã định danh"), max_length=35, required=False, help_text=_("Ví dụ H55.01"))
    locality = forms.CharField(label=_("Địa bàn"), max_length=120, required=False)
    fields_of_work = forms.CharField(
        label=_("Lĩnh vực"), max_length=300, required=False, help_text=_("Cách nhau bằng dấu chấm phẩy.")
    )

    def clean_fields_of_work(self) -> tuple[str, ...]:
        """The fields, apart."""
        return tuple(word.strip() for word in self.cleaned_data["fields_of_work"].split(";") if word.strip())


class EditAgencyForm(AgencyFacts):
    """What is mended of an agency. A name without an abbreviation can be given one; another than it has begins on a day
    of its own, as a new name does."""

    abbreviation = forms.CharField(label=_("Viết tắt"), max_length=60, required=False)

    field_order = ("abbreviation",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("abbreviation"):
            self.fields["abbreviation"].disabled = True
            self.fields["abbreviation"].help_text = _("Chữ viết tắt khác thì ghi ở “Đổi tên”, từ ngày đổi.")


class NewAgencyForm(AgencyFacts):
    """An agency that is entered."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=250)
    abbreviation = forms.CharField(label=_("Viết tắt"), max_length=60, required=False)
    parent = AgencyField(label=_("Cấp trên"), required=False)
    valid_from = DayField(label=_("Hoạt động từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    source = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)

    field_order = ("name", "abbreviation", "parent", "kind", "relation")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["parent"]).offer(agencies, day)


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=250)
    abbreviation = forms.CharField(label=_("Viết tắt"), max_length=60, required=False)
    first_day = DayField(label=_("Từ ngày"))
    source = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)


class CloseForm(forms.Form):
    """The last day of an agency."""

    last_day = DayField(label=_("Ngày hoạt động cuối cùng"))


class SuccessionForm(forms.Form):
    """Who comes after, from when."""

    successor = AgencyField(label=_("Đơn vị kế thừa"))
    effective_date = DayField(label=_("Từ ngày"))
    source = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)
    note = forms.CharField(
        label=_("Phần việc nhận"), max_length=300, required=False, help_text=_("Để trống nếu nhận toàn bộ.")
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["successor"]).agencies = agencies


class AliasForm(forms.Form):
    """Another way in which documents call an agency."""

    text = forms.CharField(label=_("Cách gọi"), max_length=250)
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    source = forms.CharField(label=_("Nguồn"), max_length=300, required=False)


class InnerUnitForm(forms.Form):
    """A unit inside an agency."""

    name = forms.CharField(label=_("Tên phòng, bộ phận"), max_length=250)
    valid_from = DayField(label=_("Từ ngày"), required=False)


class AnswerForm(forms.Form):
    """Who is meant by a name that nobody knew."""

    MEANT = (
        ("agency", _("Một đơn vị")),
        ("group", _("Một nhóm đơn vị")),
        ("nobody", _("Không phải đơn vị")),
    )
    meant = forms.ChoiceField(label=_("Tên này là"), choices=MEANT, widget=forms.RadioSelect, initial="agency")
    agency = AgencyField(label=_("Đơn vị"), required=False)
    group = forms.ModelChoiceField(label=_("Nhóm"), queryset=Group.objects.all(), required=False)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["agency"]).offer(agencies, day)

    def clean(self) -> dict[str, Any]:
        """The chosen kind of answer needs its field."""
        cleaned = super().clean() or {}
        if cleaned.get("meant") == "agency" and not cleaned.get("agency") and "agency" not in self.errors:
            self.add_error("agency", _("Chọn đơn vị."))
        if cleaned.get("meant") == "group" and not cleaned.get("group"):
            self.add_error("group", _("Chọn nhóm."))
        return cleaned

    @property
    def answer(self) -> Agency | Group | None:
        """Who is meant; None for no agency at all."""
        meant = self.cleaned_data["meant"]
        return self.cleaned_data[meant] if meant in ("agency", "group") else None
