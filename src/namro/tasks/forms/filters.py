"""The filters of the register, as the address bears them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.agencies.forms.fields import AgencyField, DayField
from namro.agencies.models import Agency, FieldOfWork, Person
from namro.directives.models import Stage
from namro.tasks.models import Duty, Progress, TaskKind
from namro.tasks.queries.filters import GROUPS, OUTSIDE, Filters
from namro.tasks.timeliness import Timeliness
from namro.words import day_in_words

DIRECTIVES_OFFERED = 40  # the newest; an older one is reached from its own page
ANY = ("", "—")


class AgencyByNameOrId(AgencyField):
    """An agency, by typing; or by its id, as links and saved views have it."""

    found: Agency | None = None  # by its id

    def clean(self, value: Any) -> Agency | None:
        if value and str(value).isdigit():
            self.found = self.agencies.filter(pk=int(value)).first()
            return self.found
        return super().clean(value)

    def prepare_value(self, value: Any) -> Any:
        if self.found is not None and str(value) == str(self.found.pk):
            return str(self.found)  # with the name of the day, and without asking for it again
        return super().prepare_value(value)


class FilterForm(forms.Form):
    """Every filter is free to stay empty."""

    q = forms.CharField(max_length=120, required=False)
    agency = AgencyByNameOrId(label=_("Đơn vị (và cấp dưới)"), required=False)
    duty = forms.ChoiceField(label=_("Vai trò"), choices=(ANY, *Duty.choices), required=False)
    progress = forms.ChoiceField(label=_("Trạng thái"), choices=(ANY, *Progress.choices), required=False)
    time = forms.ChoiceField(label=_("Thời hạn"), choices=(ANY, *GROUPS.items(), *Timeliness.choices), required=False)
    first_day = DayField(label=_("Hạn từ ngày"), required=False)
    last_day = DayField(label=_("đến ngày"), required=False)
    overseer = forms.TypedChoiceField(label=_("Lãnh đạo phụ trách"), coerce=int, empty_value=None, required=False)
    field = forms.TypedChoiceField(label=_("Lĩnh vực"), coerce=int, empty_value=None, required=False)
    directive = forms.IntegerField(
        label=_("Văn bản"), min_value=1, max_value=2**62, required=False, widget=forms.Select
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=(ANY, *TaskKind.choices), required=False)
    has_target = forms.BooleanField(label=_("Có chỉ tiêu"), required=False)
    outside = forms.ChoiceField(label=_("Ngoài số liệu"), choices=(ANY, *OUTSIDE.items()), required=False)

    def __init__(self, given: QueryDict, *, agencies: Any, directives: Any, day: date) -> None:
        super().__init__(given)
        fields: Any = self.fields
        fields["agency"].offer(agencies, day)
        fields["overseer"].choices = [ANY, *overseers()]
        fields["field"].choices = [ANY, *FieldOfWork.objects.values_list("pk", "name")]
        self.directives = directives
        newest = directives.exclude(stage=Stage.REVIEW).order_by("-received_at", "-pk").titled()[:DIRECTIVES_OFFERED]
        fields["directive"].widget.choices = [ANY, *((one.pk, one.title) for one in newest)]

    def filters(self) -> Filters:
        """What is asked; a value that makes no sense narrows nothing, and its field says why."""
        self.is_valid()
        given = self.cleaned_data
        told = {name: given[name] for name in _NAMES if given.get(name)}
        return Filters(words=given.get("q") or "", **told)

    def chips(self, filters: Filters) -> list[Chip]:
        """The filters as the page draws them: those that are set, in words, and those that could be."""
        chips = [self._chip(label, names, filters) for label, names in _CHIPS]
        # What stands outside the figures is reached from the line that counts it.
        return [chip for chip in chips if chip.value or chip.names != ("outside",)]

    def _chip(self, label: Promise, names: tuple[str, ...], filters: Filters) -> Chip:
        bound = [self[name] for name in names]
        wrong = any(one.errors for one in bound)
        set_ = any(getattr(filters, name) for name in names) and not wrong
        return Chip(label, names, bound, self._in_words(names[0], filters) if set_ else "", wrong)

    def _in_words(self, name: str, filters: Filters) -> str:
        if name == "agency":
            return str(filters.agency)
        if name == "first_day":
            return _window(filters.first_day, filters.last_day)
        if name == "has_target":
            return str(self.fields[name].label)
        if name == "directive":
            found = self.directives.filter(pk=filters.directive).first()
            return found.title if found else f"#{filters.directive}"
        field: Any = self.fields[name]
        label = str(dict(field.choices)[getattr(filters, name)])
        return label[:1].upper() + label[1:]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter on the page: its name, its controls, and what it is set to in words."""

    label: Promise
    names: tuple[str, ...]
    controls: list[forms.BoundField]
    value: str
    is_wrong: bool

    @property
    def cleared(self) -> dict[str, None]:
        """The changes of the address that take this filter away."""
        return dict.fromkeys((*self.names, "after", "before"))


_CHIPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Văn bản"), ("directive",)),
    (_("Đơn vị"), ("agency",)),
    (_("Vai trò"), ("duty",)),
    (_("Trạng thái"), ("progress",)),
    (_("Thời hạn"), ("time",)),
    (_("Hạn"), ("first_day", "last_day")),
    (_("Phụ trách"), ("overseer",)),
    (_("Lĩnh vực"), ("field",)),
    (_("Loại"), ("kind",)),
    (_("Chỉ tiêu"), ("has_target",)),
    (_("Ngoài số liệu"), ("outside",)),
)
_NAMES = tuple(name for _label, names in _CHIPS for name in names)


def overseers() -> list[tuple[int, str]]:
    """The leaders: who can look after tasks."""
    leaders = Person.objects.filter(role_grants__role="leader").distinct().order_by("folded", "pk")
    return list(leaders.values_list("pk", "name"))


def _window(first: date | None, last: date | None) -> str:
    if first and last:
        return _("Hạn %(first)s – %(last)s") % {"first": day_in_words(first), "last": day_in_words(last)}
    if first:
        return _("Hạn từ %(day)s") % {"day": day_in_words(first)}
    return _("Hạn đến %(day)s") % {"day": day_in_words(last)}
