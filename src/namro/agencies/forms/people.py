"""Forms about people."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from namro.access.roles import Role
from namro.agencies.forms.fields import AgencyField, DayField, PersonField
from namro.agencies.models import Agency, Person, Rank

PHONE = RegexValidator(r"^\+?[0-9][0-9 .-]{6,18}\Z", _("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678."))


class PersonForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    work_email = forms.EmailField(label=_("Thư công vụ"))
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False, validators=[PHONE])


class _WithAgency(forms.Form):
    """A form in which an agency is named."""

    def __init__(self, *args: Any, agencies: QuerySet[Agency], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["agency"]).offer(agencies, day)


class PostForm(_WithAgency):
    """A post somebody takes."""

    agency = AgencyField(label=_("Đơn vị"))
    inner_unit = forms.CharField(label=_("Phòng, bộ phận"), max_length=250, required=False)
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    rank = forms.TypedChoiceField(label=_("Cấp"), choices=Rank.choices, coerce=int, initial=Rank.OTHER)
    is_acting = forms.BooleanField(label=_("Giữ quyền (Q.)"), required=False)
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """The inner unit is named as the agency names it."""
        cleaned = super().clean() or {}
        if cleaned.get("inner_unit") and cleaned.get("agency"):
            unit = cleaned["agency"].inner_units.filter(name__iexact=cleaned["inner_unit"]).first()
            if unit is None:
                self.add_error("inner_unit", _("Đơn vị này không có phòng, bộ phận đó."))
            cleaned["inner_unit"] = unit
        else:
            cleaned["inner_unit"] = None
        return cleaned


class RoleForm(_WithAgency):
    """A role somebody is given."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    agency = AgencyField(
        label=_("Đơn vị"), required=False, help_text=_("Cần cho lãnh đạo, thủ trưởng, công chức đầu mối.")
    )
    fields_of_work = forms.CharField(
        label=_("Lĩnh vực phụ trách"),
        max_length=300,
        required=False,
        help_text=_("Cho phó chủ tịch; cách nhau bằng dấu chấm phẩy."),
    )
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    def clean_fields_of_work(self) -> tuple[str, ...]:
        """The fields, apart."""
        return tuple(word.strip() for word in self.cleaned_data["fields_of_work"].split(";") if word.strip())


class EndForm(forms.Form):
    """The last day of a post or a role."""

    last_day = DayField(label=_("Ngày cuối cùng"))


class AbsenceForm(forms.Form):
    """Who stands in, from when to when."""

    deputy = PersonField(label=_("Người làm thay"))
    first_day = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=200, required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PersonField, self.fields["deputy"]).people = people
