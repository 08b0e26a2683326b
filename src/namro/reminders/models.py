"""Ladders of reminders, notices of what was told to whom, the outbox of messages with their deliveries, and the last
tick of each machine."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.directives.models import Directive
from namro.life.models import Direction
from namro.papers.models import Paper
from namro.tasks.models import Assignment, ExpectedReport

USUAL_TIME = time(7, 30)


class Audience(models.TextChoices):
    """Whom a rung tells."""

    OFFICER = "officer", _("công chức đầu mối")
    HEAD = "head", _("thủ trưởng đơn vị")
    OVERSEER = "overseer", _("lãnh đạo phụ trách")


class Ladder(models.Model):
    """When who is told about a deadline: of one directive, or of all that have none of their own."""

    name = models.CharField(_("tên"), max_length=120)
    directive = models.OneToOneField(Directive, on_delete=models.CASCADE, null=True, blank=True, related_name="ladder")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Coalesce("directive", Value(0)), name="ladder_one_usual"
            ),  # one without a directive
        )


class Rung(models.Model):
    """So many working days before the deadline (negative), on it (0) or after it, this audience is told."""

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="rungs")
    offset = models.SmallIntegerField(_("ngày làm việc so với hạn"))
    audience = models.CharField(_("báo cho"), max_length=8, choices=Audience)

    class Meta:
        ordering = ("ladder", "offset", "audience")
        constraints = (models.UniqueConstraint(name="rung_once", fields=("ladder", "offset", "audience")),)


class DigestTime(models.Model):
    """When a person wants the day's one message. Nobody can choose never."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest_time")
    at = models.TimeField(_("giờ nhận thư"), default=USUAL_TIME)


class Rhythm(models.TextChoices):
    """How often a head is sent the figures of the agency. Reminders of what is overdue come all the same."""

    DAY = "day", _("mỗi ngày làm việc")
    WEEK = "week", _("mỗi tuần")
    MONTH = "month", _("mỗi tháng")
    NEVER = "never", _("không gửi")


class AgencyDigestRhythm(models.Model):
    """What a head chose; weekly where nothing was chosen."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="agency_digest_rhythm")
    every = models.CharField(_("nhịp gửi số liệu của đơn vị"), max_length=6, choices=Rhythm, default=Rhythm.WEEK)


class MessageState(models.TextChoices):
    """Where a message is."""

    WAITING = "waiting", _("chờ gửi")
    SENDING = "sending", _("đang gửi")
    SENT = "sent", _("đã gửi")
    FAILED = "failed", _("không gửi được")


class Message(models.Model):
    """A message of the outbox. `key` says what it is, so that it is made once on any number of machines; with it goes
    one Message-ID, so that one that had to be sent again is known as the same."""

    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=160, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)  # the machine's own clock
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="message_sent_has_its_moment",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
            ),
        )
        indexes = (
            models.Index(
                fields=("next_attempt_at",), name="message_to_send", condition=Q(state__in=("waiting", "sending"))
            ),
        )


class Delivery(models.Model):
    """One attempt to hand a message to the mail server. One that never ended is uncertain: the server may have
    taken it before we could write that down."""

    class Outcome(models.TextChoices):
        BEGUN = "begun", _("đang gửi")
        ACCEPTED = "accepted", _("máy chủ thư đã nhận")
        FAILED = "failed", _("không gửi được")
        UNCERTAIN = "uncertain", _("không chắc đã gửi")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    attempt = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.BEGUN)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("message", "attempt")
        constraints = (models.UniqueConstraint(name="delivery_attempt", fields=("message", "attempt")),)


class Notice(models.Model):
    """That a person is told of one thing at one rung: the in-site reminder, and a line of a digest."""

    key = models.CharField(max_length=80, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, null=True, related_name="notices")
    expected = models.ForeignKey(ExpectedReport, on_delete=models.CASCADE, null=True, related_name="notices")
    direction = models.ForeignKey(Direction, on_delete=models.CASCADE, null=True, related_name="notices")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, null=True, related_name="notices")
    audience = models.CharField(max_length=8, choices=Audience)
    offset = models.SmallIntegerField(null=True)
    due_date = models.DateField(null=True)
    at = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="notices")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="notice_of_one_thing",
                condition=Q(assignment__isnull=False, expected=None, direction=None, paper=None)
                | Q(assignment=None, expected__isnull=False, direction=None, paper=None)
                | Q(assignment=None, expected=None, direction__isnull=False, paper=None)
                | Q(assignment=None, expected=None, direction=None, paper__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("assignment", "audience", "offset", "due_date"), name="notice_of_assignment"),
            models.Index(fields=("expected", "audience", "offset"), name="notice_of_report"),
            models.Index(fields=("person", "-at"), name="notice_of_person"),
            models.Index(fields=("person",), name="notice_untold", condition=Q(message=None)),
        )


class Seen(models.Model):
    """When a person last opened the page of their notices: what came since is counted beside the bell."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Beat(models.Model):
    """The last tick that a machine ended: one row a machine, so that an administrator sees when the ticking stopped."""

    machine = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()  # the moment that was ticked
    seconds = models.FloatField()
    notices = models.PositiveIntegerField()
    digests = models.PositiveIntegerField()
    sent = models.PositiveIntegerField()
    papers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at",)
