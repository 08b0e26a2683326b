"""Tokens by which a program acts for the person who made them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act
from namro.agencies.models import Person

SCOPE_LENGTH = 40


class Scope(models.TextChoices):
    """What a token is good for. Never more than its owner may do: the policy is asked each time."""

    WRITE_DIRECTIVES = "directives:write", _("gửi văn bản vào, xem đã đọc đến đâu")
    READ_TASKS = "tasks:read", _("đọc sổ nhiệm vụ")
    READ_EVENTS = "events:read", _("đọc diễn biến của nhiệm vụ")


ACT_OF = {
    Scope.WRITE_DIRECTIVES: Act.REVIEW_DIRECTIVES,
    Scope.READ_TASKS: Act.SEE_TASKS,
    Scope.READ_EVENTS: Act.SEE_TASKS,
}


class ApiToken(models.Model):
    """A token of one person, for one program, until a day. Its moments are the machine's own."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("tên chương trình"), max_length=60)
    scopes = models.JSONField()  # values of Scope
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)  # its first letters, by which its owner knows it again
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    minute = models.DateTimeField(null=True, blank=True)  # the minute in which `calls` are counted
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-issued_at", "-pk")
        indexes = (models.Index(fields=("-issued_at", "-id"), name="apitoken_by_age"),)

    def __str__(self) -> str:
        return self.name

    def is_good_at(self, moment: datetime) -> bool:
        """Whether it opens anything at `moment`, as far as the token itself says."""
        return self.revoked_at is None and moment < self.expires_at

    @property
    def scope_names(self) -> list[str]:
        """Its scopes in words."""
        return [str(Scope(scope).label) for scope in self.scopes]
