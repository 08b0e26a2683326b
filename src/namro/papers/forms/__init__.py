"""Forms of papers. They repeat kindly what the operations refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.forms.fields import AgencyField, DayField, PersonField
from namro.agencies.models import Agency, Person
from namro.directives.models import Directive
from namro.directives.operations.intake import NewFile
from namro.life.operations.evidence import too_large
from namro.papers.kinds import NATURES, PaperKind
from namro.papers.slips import SlipLine

BY_HAND = [kind for kind in PaperKind if not NATURES[kind].needs_extension]
SIGNED = ".pdf,.docx,image/jpeg,image/png"


class MomentField(forms.DateTimeField):
    """A moment typed as "08:00 20/6/2025"; a day alone is its last minute."""

    FORMATS = ("%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["invalid"] = gettext_lazy("Ghi như 08:00 20/6/2025, hoặc 20/6/2025.")
        widget = forms.DateTimeInput(
            format="%H:%M %d/%m/%Y", attrs={"placeholder": "08:00 20/6/2025", "autocomplete": "off"}
        )
        super().__init__(widget=widget, input_formats=self.FORMATS, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, str):
            for layout in ("%d/%m/%Y", "%Y-%m-%d"):
                try:
                    day = datetime.strptime(value.strip(), layout)  # noqa: DTZ007 - made aware below
                except ValueError:
                    continue
                return timezone.make_aware(day.replace(hour=23, minute=59))
        found: datetime | None = super().to_python(value)
        return found


class _AsOf(forms.Form):
    """As of when the figures are taken; left empty: now."""

    moment = MomentField(
        label=gettext_lazy("Số liệu tính đến"), required=False, help_text=gettext_lazy("Để trống là lúc này.")
    )


class NewPaperForm(_AsOf):
    """Which paper, about what, from whom, as of when."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), choices=[(one, one.label) for one in BY_HAND])
    directive = forms.ModelChoiceField(label=gettext_lazy("Văn bản giao nhiệm vụ"), queryset=Directive.objects.none())
    agency = AgencyField(
        label=gettext_lazy("Đơn vị nhận"),
        required=False,
        help_text=gettext_lazy("Với công văn đôn đốc gửi một đơn vị."),
    )
    issuer = AgencyField(
        label=gettext_lazy("Cơ quan ban hành"),
        required=False,
        help_text=gettext_lazy("Để trống là cơ quan theo dõi của văn bản."),
    )
    signer = PersonField(
        label=gettext_lazy("Người ký"),
        required=False,
        help_text=gettext_lazy("Để trống là người đứng đầu cơ quan ban hành."),
    )
    due_date = DayField(label=gettext_lazy("Hạn trình"), required=False)

    field_order = ("kind", "directive", "agency", "moment", "issuer", "signer", "due_date")

    def __init__(
        self, data: Any, *, directives: QuerySet[Directive], agencies: QuerySet[Agency], day: date, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["directive"].queryset = directives  # type: ignore[attr-defined]
        for name in ("agency", "issuer"):
            self.fields[name].offer(agencies, day)  # type: ignore[attr-defined]
        self.fields["signer"].people = Person.objects.all()  # type: ignore[attr-defined]


class UrgingForm(_AsOf):
    """One letter for each chosen agency, or one for all with an annex."""

    directive = forms.ModelChoiceField(
        label=gettext_lazy("Văn bản giao nhiệm vụ"), queryset=Directive.objects.none(), widget=forms.HiddenInput
    )
    agencies = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Đơn vị có việc quá hạn"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reply_by = DayField(
        label=gettext_lazy("Trả lời trước ngày"),
        required=False,
        help_text=gettext_lazy("Để trống là năm ngày làm việc."),
    )
    together = forms.BooleanField(
        label=gettext_lazy("Một công văn gửi mọi đơn vị có việc quá hạn, kèm phụ lục"), required=False
    )

    def __init__(self, data: Any, *, directives: QuerySet[Directive], late: dict[int, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["directive"].queryset = directives  # type: ignore[attr-defined]
        self.fields["agencies"].choices = list(late.items())  # type: ignore[attr-defined]
        self.fields["agencies"].required = not (data and data.get("together"))


class ParagraphForm(forms.Form):
    """The words of a paragraph; `seen` is the last act on it that the officer saw."""

    text = forms.CharField(
        label=gettext_lazy("Lời văn"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewParagraphForm(forms.Form):
    """A paragraph of the officer's own."""

    text = forms.CharField(
        label=gettext_lazy("Lời văn"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    style = forms.ChoiceField(
        label=gettext_lazy("Kiểu đoạn"),
        choices=(
            ("paragraph", gettext_lazy("đoạn văn")),
            ("dash", gettext_lazy("gạch đầu dòng")),
            ("heading", gettext_lazy("tiêu đề điểm")),
            ("section", gettext_lazy("tiêu đề mục")),
        ),
    )
    after = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)


class ReasonForm(forms.Form):
    """Why, against a page that is older than the paper."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignedForm(forms.Form):
    """The signed file."""

    documents = forms.FileField(
        label=gettext_lazy("Bản đã ký (PDF, .docx hoặc ảnh)"), widget=forms.FileInput(attrs={"accept": SIGNED})
    )

    def brought(self) -> NewFile | None:
        """The file, read; one that is too large is refused before it is."""
        given = self.cleaned_data["documents"]
        return read_file(given) if given else None


class IssueForm(SignedForm):
    """What the clerk's book says, and the signed file where it is there already."""

    number = forms.CharField(
        label=gettext_lazy("Số văn bản"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("number", "issued_on", "documents", "version")

    def __init__(self, *args: Any, symbol: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].required = False
        self.fields["documents"].help_text = _("Có thể tải lên sau khi đã ghi số.")
        self.fields["number"].help_text = _("Chỉ ghi số; ký hiệu /%(symbol)s có sẵn.") % {"symbol": symbol}


class CorrectionForm(_AsOf):
    """As of when the correcting paper takes its figures."""


class TemplateForm(forms.Form):
    """A Word template."""

    documents = forms.FileField(
        label=gettext_lazy("Tệp mẫu (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )

    def brought(self) -> NewFile:
        """The file, read."""
        return read_file(self.cleaned_data["documents"])


class RhythmForm(forms.Form):
    """A paper that comes back on a day that the office sets."""

    directive = forms.ModelChoiceField(label=gettext_lazy("Văn bản giao nhiệm vụ"), queryset=Directive.objects.none())
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"), choices=[(one, one.label) for one in BY_HAND if one is not PaperKind.URGING]
    )
    every = forms.ChoiceField(
        label=gettext_lazy("Nhịp"), choices=(("month", gettext_lazy("hằng tháng")), ("week", gettext_lazy("hằng tuần")))
    )
    day = forms.IntegerField(
        label=gettext_lazy("Ngày"),
        help_text=gettext_lazy("Hằng tháng: ngày 1 đến 31. Hằng tuần: 1 là thứ Hai, 7 là Chủ nhật."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Ghi một số, như 12.")},
    )
    officer = PersonField(
        label=gettext_lazy("Người soạn"), required=False, help_text=gettext_lazy("Để trống là báo mọi cán bộ theo dõi.")
    )

    def __init__(self, data: Any, *, directives: QuerySet[Directive], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["directive"].queryset = directives  # type: ignore[attr-defined]
        self.fields["officer"].people = Person.objects.all()  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """The lines of a reply slip, four fields for each assignment."""

    LABELS = (
        ("text", gettext_lazy("Kết quả đến nay"), 3),
        ("percent", gettext_lazy("Mức hoàn thành (%)"), 0),
        ("cause", gettext_lazy("Nguyên nhân chậm"), 2),
        ("proposal", gettext_lazy("Đề xuất, kiến nghị"), 2),
    )

    def __init__(self, data: Any, *, rows: list[Mapping[str, Any]], day: date) -> None:
        super().__init__(data)
        self._ids = [row["id"] for row in rows]
        for row in rows:
            late = bool(row["due"]) and date.fromisoformat(row["due"]) < day
            for name, label, lines in self.LABELS:
                if name in ("cause", "proposal") and not late:
                    continue
                widget = (
                    forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(attrs={"inputmode": "numeric"})
                )
                self.fields[f"{name}_{row['id']}"] = forms.CharField(
                    label=label, required=False, max_length=8_000, widget=widget
                )

    def of(self, assignment: int) -> list[forms.BoundField]:
        """The fields of one assignment."""
        return [self[name] for name in self.fields if name.endswith(f"_{assignment}")]

    def lines(self) -> list[SlipLine]:
        """What was filled in; the form is valid."""
        return [
            SlipLine(
                one, **{name: self.cleaned_data.get(f"{name}_{one}", "").strip() for name, _label, _n in self.LABELS}
            )
            for one in self._ids
        ]


class SlipForm(forms.Form):
    """The slip sent back in Word."""

    documents = forms.FileField(
        label=gettext_lazy("Phiếu trả lời đã điền (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )

    def brought(self) -> NewFile:
        """The file, read."""
        return read_file(self.cleaned_data["documents"])


def read_file(file: Any) -> NewFile:
    """An uploaded file as operations take it."""
    if file.size > settings.MAX_EVIDENCE_BYTES:
        raise too_large(file.name, file.size)
    return NewFile(file.name, file.read())
