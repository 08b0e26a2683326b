"""Webhooks: addresses that are told of events, each delivery, and each attempt at it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.tasks.models import Event


class WebhookState(models.TextChoices):
    """Whether a webhook is served."""

    ACTIVE = "active", _("đang gửi")
    PAUSED = "paused", _("tạm dừng")
    ENDED = "ended", _("đã bỏ")


class Webhook(models.Model):
    """An address that is told of events of some kinds. Nothing behind `cursor` was looked at yet: while it is paused
    the events wait there, and none is lost."""

    name = models.CharField(_("tên"), max_length=80)
    url = models.CharField(_("địa chỉ nhận"), max_length=500)
    secret = models.TextField()  # sealed (access.sealed): it signs, so it must be read again
    kinds = models.JSONField()  # values of EventKind
    state = models.CharField(max_length=8, choices=WebhookState, default=WebhookState.ACTIVE)
    why_paused = models.CharField(max_length=300, blank=True)
    cursor = models.BigIntegerField()
    failures = models.PositiveIntegerField(default=0)  # attempts in a row
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether its deliveries go out."""
        return self.state == WebhookState.ACTIVE


class DeliveryState(models.TextChoices):
    """Where a delivery is."""

    WAITING = "waiting", _("chờ gửi")
    SENDING = "sending", _("đang gửi")
    DELIVERED = "delivered", _("đã nhận")
    FAILED = "failed", _("không gửi được")


class WebhookDelivery(models.Model):
    """One event for one webhook. `key` stays the same at every attempt, so that the receiver knows a repetition; the
    body is kept, so that every attempt sends the same bytes."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")  # none: a trial
    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=24)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts_made = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    claim = models.CharField(max_length=32, blank=True)  # of who sends it now
    claimed_until = models.DateTimeField(null=True, blank=True)  # the machine's own clock
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(name="webhookdelivery_once", fields=("webhook", "event")),)
        indexes = (
            models.Index(fields=("webhook", "state", "next_attempt_at", "id"), name="webhookdelivery_to_send"),
            models.Index(fields=("webhook", "-id"), name="webhookdelivery_log"),
            models.Index(fields=("claim",), name="webhookdelivery_claimed"),
            models.Index(fields=("claimed_until",), name="webhookdelivery_lease"),
        )


class WebhookAttempt(models.Model):
    """One attempt at a delivery, and what the receiver answered. Its words are not kept, only its status: nobody reads
    a page of the office's network by way of a webhook."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)  # of HTTP; none where nothing was answered
    milliseconds = models.PositiveIntegerField(null=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(name="webhookattempt_number", fields=("delivery", "number")),)
