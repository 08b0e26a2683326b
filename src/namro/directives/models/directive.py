"""Documents that give tasks: what they bear on their head, who follows them, and how their deadlines are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, sight_of
from namro.agencies.models import Agency, FieldOfWork, Person
from namro.directives.models.original import Original
from namro.words import day_in_words


class Stage(models.TextChoices):
    """How far a document has come. A trial one has its register, which no report counts until it is issued."""

    REVIEW = "review", _("đang rà soát")
    TRIAL = "trial", _("chạy thử")
    ISSUED = "issued", _("đã lập sổ")


class Urgency(models.TextChoices):
    """The mark of haste that a document bears (Decree 30/2020/NĐ-CP, art. 8)."""

    NONE = "", _("thường")
    URGENT = "urgent", _("khẩn")
    MORE_URGENT = "more_urgent", _("thượng khẩn")
    FLASH = "flash", _("hỏa tốc")


class Roll(models.TextChoices):
    """Where a last day goes that is a day off; the values are those of namro.calendar."""

    NONE = "none", _("giữ nguyên ngày")
    NEXT = "next_working_day", _("lùi sang ngày làm việc sau")
    PREVIOUS = "previous_working_day", _("lấy ngày làm việc trước")


class PeriodRule(models.TextChoices):
    """Which days a reporting period holds; the values are those of namro.calendar."""

    ND09 = "nd09", _("Nghị định 09/2019/NĐ-CP (từ ngày 15 đến ngày 14)")
    CALENDAR = "calendar", _("theo dương lịch")


class DirectiveQuerySet(models.QuerySet["Directive"]):
    """What can be asked of documents."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """All for who follows everything; for others those whose register gives a task where they look."""
        sight = sight_of(person, Act.SEE_DIRECTIVES, day)
        if sight.everywhere:
            return self
        given = Directive.objects.filter(sight.of_paths("tasks__assignments__agency_path"))
        return self.filter(pk__in=given.values("pk"))

    def titled(self) -> Self:
        """With no more than their titles are made of."""
        return self.only("kind", "number", "issued_date", "file_name")


class Directive(models.Model):
    """A document that gives tasks. What it bears is taken from the reading and mended by a person; a task entered by
    hand belongs to one that has no file."""

    original = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, related_name="directives")
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    kind = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=250, blank=True)
    issued_date = models.DateField(_("ngày ban hành"), null=True, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    subject = models.TextField(_("trích yếu"), blank=True)
    urgency = models.CharField(_("độ khẩn"), max_length=12, choices=Urgency, blank=True, default=Urgency.NONE)
    field = models.ForeignKey(FieldOfWork, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("lĩnh vực"))
    incoming_number = models.CharField(_("số đến"), max_length=30, blank=True)
    incoming_date = models.DateField(_("ngày đến"), null=True, blank=True)

    tracker = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan theo dõi")
    )
    confirmer = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cấp xác nhận")
    )
    strict_before = models.BooleanField(_("“trước ngày” không tính ngày đó"), default=True)
    roll = models.CharField(_("hạn rơi vào ngày nghỉ"), max_length=24, choices=Roll, default=Roll.NONE)
    period_rule = models.CharField(_("kỳ báo cáo"), max_length=10, choices=PeriodRule, default=PeriodRule.ND09)

    stage = models.CharField(_("giai đoạn"), max_length=8, choices=Stage, default=Stage.REVIEW)
    version = models.PositiveIntegerField(default=1)  # of what a person can edit here, against a stale save
    received_at = models.DateTimeField(_("nhận vào lúc"))
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(_("lập sổ lúc"), null=True, blank=True)
    folded = models.TextField(editable=False, default="")  # number, issuer and subject for the search

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="directive_registered_when_it_has_a_register",
                condition=Q(stage=Stage.REVIEW, registered_at=None)
                | (~Q(stage=Stage.REVIEW) & Q(registered_at__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=("-received_at", "-id"), name="directive_by_receipt"),
            models.Index(fields=("number", "issued_date"), name="directive_by_number"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it: "Chỉ thị 05/CT-UBND ngày 10/3/2025", or its file's name while nothing is known."""
        parts = [self.kind[:1].upper() + self.kind[1:] if self.kind else "", self.number]
        if self.issued_date:
            parts.append(_("ngày %(day)s") % {"day": day_in_words(self.issued_date)})
        told = " ".join(str(part) for part in parts if part)
        return told or self.file_name or f"#{self.pk}"

    @property
    def is_under_review(self) -> bool:
        """Whether its tasks are still drafts."""
        return self.stage == Stage.REVIEW

    @property
    def is_trial(self) -> bool:
        """Whether its register counts for nothing yet."""
        return self.stage == Stage.TRIAL

    @property
    def agency_paths(self) -> Iterable[str]:
        """Where it gives tasks, for `policy.may`."""
        paths = Directive.objects.filter(pk=self.pk).values_list("tasks__assignments__agency_path", flat=True)
        return tuple(path for path in paths.distinct() if path)


class Overseer(models.Model):
    """The vice-chairman who looks after this document's tasks, in one field of work or in all of them."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="overseers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey(FieldOfWork, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="overseer_of_a_field", fields=("directive", "field")),
            models.UniqueConstraint(name="overseer_of_the_rest", fields=("directive",), condition=Q(field=None)),
        )


class RelationKind(models.TextChoices):
    """How a document stands to another one."""

    IMPLEMENTS = "implements", _("thực hiện")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    REPLACES = "replaces", _("thay thế")
    CITES = "cites", _("viện dẫn")


class DirectiveRelation(models.Model):
    """A document that this one implements, amends, replaces or cites; seen from the other side, that it is cited by.
    `other` is set where that document is here, too."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("quan hệ"), max_length=12, choices=RelationKind)
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    other_kind = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=250, blank=True)
    issued_date = models.DateField(_("ngày ban hành"), null=True, blank=True)
    other = models.ForeignKey(Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_by")

    class Meta:
        ordering = ("kind", "number")
        constraints = (
            models.UniqueConstraint(name="relation_once", fields=("directive", "kind", "number")),
            models.CheckConstraint(name="relation_to_another", condition=~Q(directive=F("other"))),
        )


class Annex(models.Model):
    """A file that belongs to a document: its annex as a separate docx or xlsx."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="annexes")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="annexes")
    file_name = models.CharField(_("tên tệp"), max_length=255)
    part = models.PositiveSmallIntegerField(_("phụ lục số"))  # from 1; the document itself is part 0

    class Meta:
        ordering = ("part",)
        constraints = (
            models.UniqueConstraint(name="annex_part", fields=("directive", "part")),
            models.UniqueConstraint(name="annex_file", fields=("directive", "original")),
            models.CheckConstraint(name="annex_is_not_the_document", condition=Q(part__gt=0)),
        )
