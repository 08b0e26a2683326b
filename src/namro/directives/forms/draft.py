"""The form of a draft task: its fields, and a row for each doer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from namro.agencies.forms.fields import DayField
from namro.directives.content import DUTIES, LEAD, Content, Doer, officer_day, rhythm_of, set_by_officer
from namro.directives.doers import Resolver
from namro.directives.models import Directive
from namro.directives.spreading import EVERYWHERE, Alike, Spread
from namro.words import day_in_words

EMPTY_ROWS = 2
DUTY_NAMES = {
    "lead": gettext_lazy("chủ trì"),
    "coordinate": gettext_lazy("phối hợp"),
    "report": gettext_lazy("tổng hợp, báo cáo"),
    "oversee": gettext_lazy("chỉ đạo, theo dõi"),
}
RHYTHMS = (
    ("", gettext_lazy("một lần")),
    ("day", gettext_lazy("hằng ngày")),
    ("week", gettext_lazy("hằng tuần")),
    ("month", gettext_lazy("hằng tháng")),
    ("quarter", gettext_lazy("hằng quý")),
    ("half_year", gettext_lazy("6 tháng")),
    ("year", gettext_lazy("hằng năm")),
    ("unspecified", gettext_lazy("định kỳ, chưa rõ kỳ")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A doer in the form: what the document calls it, and whom the officer says it is."""

    duty: str
    name: str
    meant: str
    error: str = ""


class DraftForm(forms.Form):
    """A draft's fields. What is left as it is stays the reader's."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "data-autofocus": ""})
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=(
            ("assigned", gettext_lazy("Theo dõi: có sản phẩm, kết quả")),
            ("routine", gettext_lazy("Thường xuyên: theo chức năng")),
        ),
    )
    product = forms.CharField(label=gettext_lazy("Sản phẩm"), required=False, max_length=400)
    due = DayField(
        label=gettext_lazy("Hạn do cán bộ ấn định"),
        required=False,
        help_text=gettext_lazy("Để trống: tính theo lời văn. Lời văn của văn bản vẫn được giữ bên cạnh."),
    )
    every = forms.ChoiceField(label=gettext_lazy("Nhịp"), choices=RHYTHMS, required=False)
    day = forms.IntegerField(label=gettext_lazy("Ngày trong kỳ"), required=False, min_value=1, max_value=31)
    same_names = forms.BooleanField(required=False)
    lead_in = forms.ChoiceField(label=gettext_lazy("Đơn vị chủ trì này cho"), required=False)

    def __init__(
        self, data: QueryDict | None, *, directive: Directive, content: Content, version: int, others: Alike
    ) -> None:
        every, day = rhythm_of(content.task)
        initial = {
            "version": version,
            "text": content.task.text,
            "nature": content.task.nature,
            "product": content.task.product.name if content.task.product else "",
            "due": officer_day(content.task),
            "every": every,
            "day": day,
        }
        super().__init__(data, initial=initial)
        self.directive, self.content = directive, content
        self._offer_others(others)
        self.rows = rows_of(data) if data is not None else _rows(content)
        self.doers: tuple[Doer, ...] = ()

    def now_of_version(self, version: int) -> None:
        """The officer has seen the newer draft: sent again, this counts."""
        self.data = cast(QueryDict, self.data).copy()
        self.data["version"] = str(version)

    def clean_due(self) -> Any:
        """An officer does not set a day before the document's own."""
        due = self.cleaned_data["due"]
        issued = self.directive.issued_date
        if due and issued and due < issued:
            raise forms.ValidationError(_("Hạn không thể trước ngày ban hành %(day)s.") % {"day": day_in_words(issued)})
        return due

    def clean(self) -> dict[str, Any]:
        """Find whom each row means."""
        given = super().clean() or {}
        resolver = Resolver(self.directive.issued_date or self.directive.received_at.date())
        before = {(doer.duty, doer.name): doer for doer in self.content.doers}
        doers, rows = [], []
        for row in self.rows:
            doer, error = _doer(row, before, resolver)
            rows.append(replace(row, error=error))
            if doer is not None:
                doers.append(doer)
            if error:
                self.add_error(None, error)
        self.rows, self.doers = rows, tuple(doers)
        if not any(doer.duty == "lead" for doer in doers) and not any(row.error for row in rows):
            self.add_error(None, _("Nhiệm vụ phải có ít nhất một đơn vị chủ trì."))
        return given

    def result(self) -> Content:
        """The draft as the officer wants it; the form is valid."""
        given = self.cleaned_data
        return set_by_officer(
            self.content,
            text=given["text"],
            nature=given["nature"],
            product=given["product"],
            due=given["due"],
            every=given["every"],
            day=given["day"],
            doers=self.doers,
        )

    @property
    def spread(self) -> Spread | None:
        """What is to be done likewise in other drafts; the form is valid."""
        heading = self.cleaned_data.get("lead_in") or ""
        unclear = {doer.name for doer in self.content.unresolved}
        meanings = {doer.name: doer for doer in self.doers if doer.name in unclear}
        if not self.cleaned_data.get("same_names"):
            meanings = {}
        leads = tuple(doer for doer in self.doers if doer.duty == LEAD)
        return Spread(meanings, leads, heading) if meanings or heading else None

    def _offer_others(self, others: Alike) -> None:
        """Only what there is: a name that stands elsewhere too, a heading under which others lack a lead."""
        if others.same_names:
            label = ngettext(
                "Hiểu tên đơn vị như vậy ở %(count)s nhiệm vụ khác cùng ghi tên chưa rõ này",
                "Hiểu tên đơn vị như vậy ở %(count)s nhiệm vụ khác cùng ghi tên chưa rõ này",
                others.same_names,
            )
            self.fields["same_names"].label = label % {"count": others.same_names}
        else:
            del self.fields["same_names"]
        if others.unled:
            choices = [("", _("chỉ nhiệm vụ này")), *((where, _where(where, count)) for where, count in others.unled)]
            cast(forms.ChoiceField, self.fields["lead_in"]).choices = choices
        else:
            del self.fields["lead_in"]

    @property
    def shown_rows(self) -> Sequence[Row]:
        """The rows with some to fill."""
        return [*self.rows, *(Row("lead" if not self.rows else "coordinate", "", "") for _row in range(EMPTY_ROWS))]

    @property
    def duties(self) -> Mapping[str, Any]:
        """The duties in words."""
        return DUTY_NAMES


def _where(heading: str, count: int) -> str:
    told = {"place": heading, "count": count}
    if heading == EVERYWHERE:
        return _("cả văn bản: thêm %(count)s nhiệm vụ chưa nêu chủ trì") % told
    return _("mục %(place)s: thêm %(count)s nhiệm vụ chưa nêu chủ trì") % told


def rows_of(data: QueryDict) -> list[Row]:
    """The doers' rows as sent; one with nothing in it is none."""
    sent = zip(data.getlist("doer_duty"), data.getlist("doer_name"), data.getlist("doer_meant"), strict=False)
    return [Row(duty, name.strip(), meant.strip()) for duty, name, meant in sent if duty in DUTIES and meant.strip()]


def _rows(content: Content) -> list[Row]:
    return [Row(doer.duty, doer.name, doer.meant or doer.name) for doer in content.doers]


def _doer(row: Row, before: Mapping[tuple[str, str], Doer], resolver: Resolver) -> tuple[Doer | None, str]:
    known = next((doer for (_duty, name), doer in before.items() if name and name == row.name), None)
    if known is not None and row.meant == known.meant:
        return replace(known, duty=row.duty), ""
    found = resolver(row.duty, row.meant)
    if not found.is_resolved:
        if found.candidates:
            offered = ", ".join(choice.name for choice in found.candidates)
            return None, _("“%(name)s” có thể là: %(offered)s. Ghi tên đầy đủ.") % {
                "name": row.meant,
                "offered": offered,
            }
        return None, _("Không có đơn vị, nhóm nào tên “%(name)s”. Gõ vài chữ rồi chọn trong gợi ý.") % {
            "name": row.meant
        }
    return replace(found, name=row.name or row.meant, by_officer=True), ""
