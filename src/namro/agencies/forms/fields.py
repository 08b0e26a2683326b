"""Fields that our forms share: a day, an agency or a person named by typing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.folding import fold, fold_in_full, same_name
from namro.agencies.models import Agency, AgencyName, Person
from namro.agencies.models.dated import held_on

DAY_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d")


class DayField(forms.DateField):
    """A day typed as 14/3/2025."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["invalid"] = gettext_lazy("Ghi ngày như 14/3/2025.")
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "autocomplete": "off"})
        super().__init__(widget=widget, input_formats=DAY_FORMATS, **kwargs)


class AgencyField(forms.CharField):
    """An agency, by typing its name, abbreviation or "name (superior)"; suggestions come while typing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=520, **kwargs)
        self.widget.attrs.update({"data-suggest": "agencies", "autocomplete": "off"})
        self.agencies: QuerySet[Agency] = Agency.objects.none()
        self.day: date | None = None

    def offer(self, agencies: QuerySet[Agency], day: date) -> None:
        """Say which agencies may be named, and on what day their names hold."""
        self.agencies, self.day = agencies, day

    def clean(self, value: Any) -> Agency | None:
        text = super().clean(value)
        if not text:
            return None
        found = self._named(text)
        if not found and text.endswith(")"):
            name, _mark, superior = text[:-1].rpartition(" (")
            found = [agency for agency in self._named(name) if self._is_below(agency, superior)]
        if len(found) == 1:
            return found[0]
        message = _("Không có đơn vị “%(text)s”. Gõ vài chữ rồi chọn trong danh sách gợi ý.")
        if found:
            message = _("Có nhiều đơn vị tên “%(text)s”. Ghi thêm cấp trên trong ngoặc.")
        raise forms.ValidationError(message % {"text": text})

    def prepare_value(self, value: Any) -> Any:
        """An agency's id, given as the first value, shows as its name."""
        if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
            name = AgencyName.objects.filter(agency=int(value)).latest_first().first()
            return name.name if name else ""
        return value

    def _named(self, text: str) -> list[Agency]:
        names = AgencyName.objects.filter(Q(folded__in={fold(text), fold_in_full(text)}) | Q(abbreviation=text))
        if self.day is not None:
            names = names.filter(held_on(self.day))
        with_its_marks = [name for name in names if same_name(name.name, text)]
        return list(self.agencies.filter(pk__in={name.agency_id for name in with_its_marks or names}))

    @staticmethod
    def _is_below(agency: Agency, superior: str) -> bool:
        spelt = {fold(superior), fold_in_full(superior)}
        return agency.parent is not None and agency.parent.names.filter(folded__in=spelt).exists()


class PersonField(forms.CharField):
    """A person, by typing their work address, or their name where only one bears it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.widget.attrs.update({"data-suggest": "people", "autocomplete": "off"})
        self.people: QuerySet[Person] = Person.objects.none()

    def clean(self, value: Any) -> Person | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.people.filter(Q(work_email=text.lower()) | Q(folded=fold(text)))[:2])
        if len(found) == 1:
            return found[0]
        message = _("Không có cán bộ “%(text)s”. Gõ thư công vụ hoặc đúng họ tên.")
        if found:
            message = _("Có nhiều người tên “%(text)s”. Gõ thư công vụ.")
        raise forms.ValidationError(message % {"text": text})

    def prepare_value(self, value: Any) -> Any:
        """A person's id, given as the first value, shows as their work address."""
        if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
            person = Person.objects.filter(pk=int(value)).first()
            return person.work_email if person else ""
        return value
