"""Papers: what is drafted from a snapshot, edited by officers, checked by another, and issued once for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, sight_of
from namro.agencies.models import Agency, Person
from namro.directives.models import Directive, Original
from namro.life.models import Extension
from namro.papers.kinds import PaperKind
from namro.papers.models.rhythm import PaperRhythm
from namro.papers.models.snapshot import Snapshot
from namro.papers.models.template import OfficeTemplate

ADDRESSED = ("urging", "extension")  # kinds that go to one agency, whose people then see them


class Stage(models.TextChoices):
    """Where a paper is."""

    DRAFT = "draft", _("dự thảo")
    CHECKED = "checked", _("đã kiểm tra")
    ISSUED = "issued", _("đã ban hành")
    DROPPED = "dropped", _("đã bỏ")


class PaperQuerySet(models.QuerySet["Paper"]):
    """What can be asked of papers."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """All for who follows the whole; for an agency's people what was issued to it, alone or among others."""
        sight = sight_of(person, Act.SEE_PAPERS, day)
        if sight.everywhere:
            return self
        own = sight.of_paths("agency__path")
        among_others = PaperAddressee.objects.filter(own).values("paper")
        return self.filter(own | Q(pk__in=among_others), stage=Stage.ISSUED, kind__in=ADDRESSED)

    def alive(self) -> Self:
        """Those that were not dropped."""
        return self.exclude(stage=Stage.DROPPED)


class Paper(models.Model):
    """One paper. Its figures are those of its snapshot; its words are the snapshot's with the officers' edits over
    them (PaperEdit). Once issued nothing of it changes but that its signed file is added (triggers, 0003): what was
    wrong is said by another paper that names it."""

    kind = models.CharField(_("loại"), max_length=12, choices=PaperKind)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="papers")
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    extension = models.ForeignKey(Extension, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    rhythm = models.ForeignKey(PaperRhythm, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers")
    occasion = models.CharField(max_length=80, null=True, unique=True)  # what the tick made it for: made once
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    title = models.CharField(_("tên"), max_length=400)  # of its snapshot
    period = models.CharField(_("kỳ"), max_length=80, blank=True)  # of its snapshot
    symbol = models.CharField(_("ký hiệu"), max_length=60, blank=True)  # of its snapshot: "BC-STC"
    moment = models.DateTimeField(_("số liệu tính đến"))  # of its snapshot
    folded = models.TextField(editable=False, default="")
    due_date = models.DateField(_("hạn trình"), null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="papers")
    template = models.ForeignKey(OfficeTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    stage = models.CharField(_("bước"), max_length=8, choices=Stage, default=Stage.DRAFT)
    version = models.PositiveIntegerField(default=1)  # of what changes before it is issued, against a stale act
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")  # None: the tick
    drafted_by_name = models.CharField(max_length=160)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(_("số"), max_length=20, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issued_year = models.PositiveSmallIntegerField(null=True, blank=True)  # numbers begin anew each year
    signed = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=255, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="paper_issued_whole",
                condition=Q(
                    stage="issued",
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    issued_on__isnull=False,
                    issued_year__isnull=False,
                )
                & ~Q(number="")
                | ~Q(stage="issued") & Q(issued_at=None, issued_by=None, issued_on=None, issued_year=None, number=""),
            ),
            models.CheckConstraint(
                name="paper_checked_whole",
                condition=Q(stage__in=("checked", "issued"), checked_at__isnull=False, checked_by__isnull=False)
                | Q(stage__in=("draft", "dropped"), checked_at=None, checked_by=None),
            ),
            models.CheckConstraint(
                name="paper_checked_by_another",
                condition=Q(checked_by=None) | Q(drafted_by=None) | ~Q(checked_by=F("drafted_by")),
            ),
            models.CheckConstraint(name="paper_signed_when_issued", condition=Q(signed=None) | Q(stage="issued")),
            models.CheckConstraint(name="paper_corrects_another", condition=Q(corrects=None) | ~Q(corrects=F("id"))),
            models.UniqueConstraint(
                name="paper_number_once",
                fields=("issuer", "symbol", "issued_year", "number"),
                condition=Q(stage="issued"),
            ),
            models.UniqueConstraint(
                name="paper_of_a_month_once",
                fields=("directive", "issuer", "period"),
                condition=Q(kind="monthly", stage="issued", corrects=None),
            ),
            models.UniqueConstraint(
                name="paper_of_an_extension_once",
                fields=("extension",),
                condition=Q(kind="extension", stage="issued", corrects=None),
            ),
            models.UniqueConstraint(
                name="paper_one_correction",
                fields=("corrects",),
                condition=Q(corrects__isnull=False) & ~Q(stage="dropped"),
            ),
        )
        indexes = (
            models.Index(fields=("-drafted_at", "-id"), name="paper_list"),
            models.Index(fields=("kind", "directive", "moment"), name="paper_before"),
            models.Index(fields=("agency", "stage"), name="paper_to_agency"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def agency_paths(self) -> Iterable[str]:
        """To whom it goes, for `policy.may`."""
        if self.agency is not None:
            return (self.agency.path,)
        return tuple(self.addressees.values_list("agency__path", flat=True)) if self.is_issued else ()

    @property
    def is_draft(self) -> bool:
        """Whether its words can be edited."""
        return self.stage == Stage.DRAFT

    @property
    def is_issued(self) -> bool:
        """Whether it is locked."""
        return self.stage == Stage.ISSUED

    @property
    def full_number(self) -> str:
        """As it is cited: "45/BC-STC"."""
        return f"{self.number}/{self.symbol}" if self.symbol else self.number


class PaperAddressee(models.Model):
    """One of the agencies to which one issued paper went: it sees the paper and answers what is its own."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="addressees", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("agency__path",)
        constraints = (models.UniqueConstraint(name="paperaddressee_once", fields=("paper", "agency")),)


class EditAct(models.TextChoices):
    """What an officer does to a paragraph."""

    EDIT = "edit", _("sửa")
    ADD = "add", _("thêm")
    REMOVE = "remove", _("bỏ")
    RESTORE = "restore", _("khôi phục")


class PaperEdit(models.Model):
    """One act of one officer on one paragraph of a draft. Never changed (triggers, 0003); the last ones of each
    paragraph make the words of today. `figures` are the figures of the paragraph as they read then, `drafted` the
    words that the snapshot proposed then: so a refresh can say what no longer agrees."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="edits")
    key = models.CharField(max_length=80)
    act = models.CharField(max_length=8, choices=EditAct)
    text = models.TextField(blank=True)
    style = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=80, blank=True)  # the paragraph before it
    figures = models.JSONField(default=list)  # key and text of each, in the order of the words
    drafted = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="paperedit_has_words", condition=Q(act__in=("remove", "restore")) | ~Q(text="")
            ),
        )
