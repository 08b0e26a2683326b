"""Registering, changing, pausing and ending webhooks, and sending a delivery again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from namro.access.sealed import seal, unseal
from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.programs.bodies import trial_body
from namro.programs.models import DeliveryState, Webhook, WebhookDelivery, WebhookState
from namro.programs.posting import NotAllowed, parsed
from namro.programs.signing import new_secret
from namro.tasks.models import Event

MOST_WEBHOOKS = 50
PURPOSE = "webhook"
TRIAL = "trial"
FORGOTTEN_AT_ONCE = 2_000  # of one webhook: nobody waits long for the database


@transaction.atomic
def make_webhook(
    *, name: str, url: str, kinds: Sequence[str], person: Person, by: Actor, at: datetime
) -> tuple[Webhook, str]:
    """A new webhook, told of what happens from now on, and its secret, which is shown once."""
    _check(url)
    if Webhook.objects.exclude(state=WebhookState.ENDED).count() >= MOST_WEBHOOKS:
        raise Refused(_("Có nhiều nhất %(most)s webhook. Bỏ bớt webhook không còn dùng.") % {"most": MOST_WEBHOOKS})
    secret = new_secret()
    webhook = Webhook.objects.create(
        name=name.strip(),
        url=url,
        secret=seal(secret, PURPOSE),
        kinds=sorted(kinds),
        cursor=Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
        made_by=person,
        made_at=at,
    )
    _log("webhook.made", webhook, by, at, after={"url": url, "kinds": webhook.kinds})
    return webhook, secret


@transaction.atomic
def change_webhook(webhook: Webhook, *, name: str, url: str, kinds: Sequence[str], by: Actor, at: datetime) -> None:
    """Another name, address or choice of kinds; what waits goes to the new address."""
    _check(url)
    before = {"url": webhook.url, "kinds": webhook.kinds}
    webhook.name, webhook.url, webhook.kinds = name.strip(), url, sorted(kinds)
    webhook.save(update_fields=("name", "url", "kinds"))
    _log("webhook.changed", webhook, by, at, before=before, after={"url": url, "kinds": webhook.kinds})


@transaction.atomic
def renew_secret(webhook: Webhook, *, by: Actor, at: datetime) -> str:
    """A new secret, shown once; the old one signs nothing more."""
    secret = new_secret()
    webhook.secret = seal(secret, PURPOSE)
    webhook.save(update_fields=("secret",))
    _log("webhook.secret_renewed", webhook, by, at)
    return secret


def secret_of(webhook: Webhook) -> str:
    """What signs its deliveries."""
    return unseal(webhook.secret, PURPOSE)


@transaction.atomic
def pause(webhook: Webhook, *, by: Actor, at: datetime, why: str = "") -> None:
    """Send nothing until it is resumed; what happens meanwhile waits."""
    if Webhook.objects.filter(pk=webhook.pk, state=WebhookState.ACTIVE).update(
        state=WebhookState.PAUSED, why_paused=why[:300]
    ):
        _log("webhook.paused", webhook, by, at, after={"reason": why} if why else None)


@transaction.atomic
def resume(webhook: Webhook, *, by: Actor, at: datetime) -> None:
    """Send again, beginning with what waited."""
    if Webhook.objects.filter(pk=webhook.pk, state=WebhookState.PAUSED).update(
        state=WebhookState.ACTIVE, why_paused="", failures=0
    ):
        webhook.deliveries.filter(state=DeliveryState.WAITING).update(next_attempt_at=at)
        _log("webhook.resumed", webhook, by, at)


@transaction.atomic
def end(webhook: Webhook, *, by: Actor, at: datetime) -> None:
    """Send nothing any more; the log of its deliveries stays, its secret does not."""
    if (
        Webhook.objects.filter(pk=webhook.pk)
        .exclude(state=WebhookState.ENDED)
        .update(state=WebhookState.ENDED, secret="")
    ):
        _log("webhook.ended", webhook, by, at)


@transaction.atomic
def try_out(webhook: Webhook, *, by: Actor, at: datetime) -> WebhookDelivery:
    """Send a trial delivery, which tells of nothing."""
    key = f"namro-{webhook.pk}-trial-{webhook.deliveries.filter(event=None).count() + 1}"
    _log("webhook.tried", webhook, by, at)
    return WebhookDelivery.objects.create(
        webhook=webhook, key=key, kind=TRIAL, body=trial_body(key, at), created_at=at, next_attempt_at=at
    )


@transaction.atomic
def send_again(delivery: WebhookDelivery, *, by: Actor, at: datetime) -> None:
    """Send what was delivered, or given up, once more, under the same key."""
    over = (DeliveryState.DELIVERED, DeliveryState.FAILED)
    changed = WebhookDelivery.objects.filter(pk=delivery.pk, state__in=over).update(
        state=DeliveryState.WAITING, next_attempt_at=at, delivered_at=None
    )
    if not changed:
        raise Refused(_("Lần gửi này đang chờ hoặc đang gửi."))
    _log("webhook.sent_again", delivery.webhook, by, at, after={"id": delivery.key})


def forget_delivered(at: datetime) -> int:
    """Throw away what was delivered longer ago than is kept, the oldest first and so many at a time; how many. What was
    given up stays until a person looked; trials stay, for their keys count them."""
    before = at - timedelta(days=settings.WEBHOOK_DAYS)
    over = WebhookDelivery.objects.filter(state=DeliveryState.DELIVERED, event__isnull=False, delivered_at__lt=before)
    count = 0
    for webhook in Webhook.objects.values_list("pk", flat=True):
        # What was delivered before was due before: by that column the index finds it.
        old = over.filter(webhook=webhook, next_attempt_at__lt=before).order_by("next_attempt_at", "pk")
        found = list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
        _all, deleted = over.filter(pk__in=found).delete()
        count += deleted.get(WebhookDelivery._meta.label, 0)
    return count


def _check(url: str) -> None:
    try:
        parsed(url)
    except NotAllowed as refusal:
        raise Refused(str(refusal), field="url") from None


def _log(act: str, webhook: Webhook, by: Actor, at: datetime, **values: dict[str, object] | None) -> None:
    record(by=by, at=at, act=act, thing="webhook", thing_id=webhook.pk, thing_name=webhook.name, **values)
