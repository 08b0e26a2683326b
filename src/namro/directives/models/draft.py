"""Draft tasks and every edit of them: what the reader proposed, what people made of it, and how to take it back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.directives.models.directive import Directive
from namro.directives.models.reading import Reading


class Origin(models.TextChoices):
    """Whose proposal a draft, or a field of it, is."""

    READER = "reader", _("máy đọc")
    OFFICER = "officer", _("cán bộ nhập")


class ReviewState(models.TextChoices):
    """What a person has decided. A draft that was split or merged away is kept, so that it can come back."""

    WAITING = "waiting", _("Chờ rà soát")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    DROPPED = "dropped", _("Không phải nhiệm vụ")
    REPLACED = "replaced", _("Đã tách hoặc gộp")


OPEN_STATES = (ReviewState.WAITING, ReviewState.CONFIRMED)


class DraftTaskQuerySet(models.QuerySet["DraftTask"]):
    """What can be asked of drafts."""

    def in_reading_order(self) -> DraftTaskQuerySet:
        """As their words stand in the document, its annexes after it."""
        return self.order_by("part", "start", "end", "pk")

    def alive(self) -> DraftTaskQuerySet:
        """Those that are tasks, as far as anyone has decided."""
        return self.filter(state__in=OPEN_STATES)


class DraftTask(models.Model):
    """A task that waits for a person. `content` is a drafts.Content: the reader's fields with their spans, edited or
    not, and whom each doer means."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="drafts")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="drafts")  # whose text the spans are in
    part = models.PositiveSmallIntegerField(default=0)  # 0 the document, then its annexes
    start = models.PositiveIntegerField()  # code points of the reading's text
    end = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=Origin)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.WAITING)
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DraftTaskQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(name="drafttask_has_words", condition=Q(end__gt=F("start"))),)
        indexes = (models.Index(fields=("directive", "part", "start"), name="drafttask_reading_order"),)


class EditAct(models.TextChoices):
    """What can be done at the desk."""

    READ = "read", _("đọc từ văn bản")
    CHANGE = "change", _("sửa")
    CONFIRM = "confirm", _("xác nhận")
    REOPEN = "reopen", _("mở lại")
    SPLIT = "split", _("tách")
    MERGE = "merge", _("gộp")
    DROP = "drop", _("không phải nhiệm vụ")
    ADD = "add", _("thêm từ lời văn")
    UNDO = "undo", _("hoàn tác")


class Edit(models.Model):
    """One act of one person on one or more drafts; what each was before and after stands in EditedDraft."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="edits")
    act = models.CharField(max_length=8, choices=EditAct)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=160)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("directive", "person", "-id"), name="edit_last_of_person"),)


class EditedDraft(models.Model):
    """What an edit did to one draft. `version` is the draft's after the edit: it can be undone while it stands."""

    edit = models.ForeignKey(Edit, on_delete=models.CASCADE, related_name="drafts")
    draft = models.ForeignKey(DraftTask, on_delete=models.CASCADE, related_name="edits")
    version = models.PositiveIntegerField()
    before = models.JSONField(null=True)  # None: the draft came into being
    after = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(name="editeddraft_once", fields=("edit", "draft")),)
