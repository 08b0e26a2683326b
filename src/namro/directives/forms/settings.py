"""The form of a document's settings: its head, who follows it, how its deadlines are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.roles import Role
from namro.agencies.forms.fields import AgencyField, DayField
from namro.agencies.models import Agency, FieldOfWork, Person, RoleGrant
from namro.agencies.models.dated import held_on
from namro.directives.models import Directive, PeriodRule, RelationKind, Roll, Urgency
from namro.directives.operations import Settings


class SettingsForm(forms.Form):
    """What a person says about a document as a whole. An overseer can be named for each field of work."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.CharField(label=gettext_lazy("Loại văn bản"), max_length=60, required=False)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)
    issued_date = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=250, required=False)
    signer_name = forms.CharField(label=gettext_lazy("Người ký"), max_length=120, required=False)
    signer_title = forms.CharField(label=gettext_lazy("Chức vụ người ký"), max_length=200, required=False)
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    urgency = forms.ChoiceField(label=gettext_lazy("Độ khẩn"), choices=Urgency.choices, required=False)
    field = forms.ModelChoiceField(
        label=gettext_lazy("Lĩnh vực"), queryset=FieldOfWork.objects.all(), required=False, empty_label="—"
    )
    incoming_number = forms.CharField(label=gettext_lazy("Số đến"), max_length=30, required=False)
    incoming_date = DayField(label=gettext_lazy("Ngày đến"), required=False)
    tracker = AgencyField(label=gettext_lazy("Cơ quan theo dõi, đôn đốc"), required=False)
    confirmer = AgencyField(label=gettext_lazy("Cấp xác nhận kết quả"), required=False)
    strict_before = forms.BooleanField(label=gettext_lazy("“Trước ngày 15” là chậm nhất ngày 14"), required=False)
    roll = forms.ChoiceField(label=gettext_lazy("Hạn rơi vào ngày nghỉ"), choices=Roll.choices)
    period_rule = forms.ChoiceField(label=gettext_lazy("Kỳ báo cáo tính theo"), choices=PeriodRule.choices)

    def __init__(self, data: Any, *, directive: Directive, agencies: QuerySet[Agency], day: date) -> None:
        names = [name for name in Settings.__slots__]
        initial = {name: getattr(directive, name) for name in names} | {"version": directive.version}
        initial |= {"tracker": directive.tracker_id, "confirmer": directive.confirmer_id, "field": directive.field_id}
        super().__init__(data, initial=initial)
        for name in ("tracker", "confirmer"):
            self.fields[name].offer(agencies, day)  # type: ignore[attr-defined]
        self._offer_overseers(directive, day)

    def _offer_overseers(self, directive: Directive, day: date) -> None:
        leaders = Person.objects.filter(
            pk__in=RoleGrant.objects.filter(held_on(day), role=Role.LEADER).values("person")
        ).order_by("folded")
        now = {overseer.field_id: overseer.person_id for overseer in directive.overseers.all()}
        for field, name in self._overseer_fields():
            self.fields[name] = forms.ModelChoiceField(
                label=_("Lãnh đạo phụ trách: %(field)s") % {"field": field.name if field else _("các lĩnh vực khác")},
                queryset=leaders,
                required=False,
                empty_label="—",
                initial=now.get(field.pk if field else None),
            )

    @staticmethod
    def _overseer_fields() -> Iterator[tuple[FieldOfWork | None, str]]:
        yield None, "overseer"
        for field in FieldOfWork.objects.filter(role_grants__role=Role.LEADER).distinct():
            yield field, f"overseer_{field.pk}"

    def settings(self) -> Settings:
        """What was filled in; the form is valid."""
        return Settings(**{name: self.cleaned_data[name] for name in Settings.__slots__})

    def overseers(self) -> dict[FieldOfWork | None, Person]:
        """Who looks after which field."""
        chosen = ((field, self.cleaned_data.get(name)) for field, name in self._overseer_fields())
        return {field: person for field, person in chosen if person}


class RelationForm(forms.Form):
    """How the document stands to another one."""

    kind = forms.ChoiceField(label=gettext_lazy("Văn bản này"), choices=RelationKind.choices)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60)
    other_kind = forms.CharField(label=gettext_lazy("Loại văn bản"), max_length=60, required=False)
    issued_date = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
