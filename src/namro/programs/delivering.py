"""Webhooks go out: events are turned into deliveries, deliveries are claimed, posted and written down.

One thread speaks with the database; others only post. At most a few deliveries of one webhook are under way at a time,
so that a receiver that is slow holds up nobody else. What was under way when the process died is sent again, under
the same key: at least once, never lost.
"""

from __future__ import annotations

import http.client
import logging
import secrets
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.audit.actor import machine
from namro.directives.models import Stage
from namro.programs.bodies import bodies_of, key_of
from namro.programs.models import DeliveryState, Webhook, WebhookAttempt, WebhookDelivery, WebhookState
from namro.programs.operations.webhooks import pause, secret_of
from namro.programs.posting import NotAllowed, Posting, milliseconds_since
from namro.programs.signing import headers
from namro.tasks.models import Event

log = logging.getLogger("namro.programs")

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))  # the last one repeats
GIVE_UP_AFTER = 10  # attempts: some two and a half days
PAUSE_AFTER = 25  # attempts of one webhook that failed in a row
AT_ONCE = 8  # deliveries of one webhook under way
SECONDS_TO_GATHER = 0.05
MOST_THREADS = 64
SECONDS_IN_ALL = 10  # for one delivery, from the first byte to the last
LEASE = timedelta(seconds=120)  # well above that: who claimed and has been silent for so long is dead
LOOKED_AT_ONCE = 500  # events in one transaction


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt."""

    status: int | None
    milliseconds: int
    detail: str

    @property
    def is_accepted(self) -> bool:
        """Whether the receiver took it."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True)
class UnderWay:
    """A delivery that is being posted."""

    delivery: WebhookDelivery
    posting: Posting
    until: float  # of time.monotonic


def deliver_webhooks(at: datetime) -> int:
    """Turn what happened into deliveries, and post all that is due at `at`; how many were accepted."""
    make_deliveries(at)
    _take_up_the_dead()
    asked = set(Webhook.objects.filter(state=WebhookState.ACTIVE).values_list("pk", flat=True))
    if not asked:
        return 0
    accepted = 0
    under_way: dict[Future[Outcome], UnderWay] = {}
    with ThreadPoolExecutor(min(MOST_THREADS, AT_ONCE * len(asked)), "namro-webhook") as pool:
        while True:
            for one in _claim(asked, Counter(one.delivery.webhook_id for one in under_way.values()), at):
                under_way[pool.submit(_post, one.posting)] = one
            if not under_way:
                return accepted
            # Quick receivers are done together, and written down in one transaction; slow ones are not waited for.
            done, rest = wait(under_way, timeout=SECONDS_TO_GATHER)
            if not done:
                done, rest = wait(rest, timeout=1, return_when=FIRST_COMPLETED)
            ended = [(under_way.pop(future).delivery, future.result()) for future in done]
            accepted += _write_down(ended, at)
            for one in under_way.values():
                if time.monotonic() > one.until:
                    one.posting.abort()


def make_deliveries(at: datetime) -> int:
    """A delivery for each event behind each webhook's cursor that it asks for; how many. Event and cursor move in one
    transaction, and events are numbered in the order of commits: none is passed over, none is made twice."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    behind = Webhook.objects.filter(state=WebhookState.ACTIVE, cursor__lt=last).values_list("pk", flat=True)
    return sum(_catch_up(pk, at) for pk in list(behind))


def _catch_up(pk: int, at: datetime) -> int:
    made = 0
    while True:
        with transaction.atomic():
            webhook = Webhook.objects.select_for_update().get(pk=pk)
            if not webhook.is_active:
                return made
            events = list(
                Event.objects.filter(pk__gt=webhook.cursor)
                .select_related("task__directive", "assignment")
                .order_by("pk")[:LOOKED_AT_ONCE]
            )
            if not events:
                return made
            made += _write_deliveries(webhook, events, at)
            Webhook.objects.filter(pk=pk).update(cursor=events[-1].pk)


def _write_deliveries(webhook: Webhook, events: list[Event], at: datetime) -> int:
    # A register on trial is nobody else's business.
    told = [one for one in events if one.kind in webhook.kinds and one.task.directive.stage != Stage.TRIAL]
    bodies = bodies_of(webhook.pk, told, timezone.localdate(at))
    rows = [
        WebhookDelivery(
            webhook=webhook,
            event=one,
            key=key_of(webhook.pk, one.pk),
            kind=one.kind,
            body=bodies[one.pk],
            created_at=at,
            next_attempt_at=at,
        )
        for one in told
    ]
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _claim(asked: set[int], busy: Counter[int], at: datetime) -> list[UnderWay]:
    """Deliveries for each webhook that has room, marked as ours; webhooks with nothing due are struck off."""
    mark, found = secrets.token_hex(16), []
    with transaction.atomic():
        for pk in sorted(asked):
            room = AT_ONCE - busy[pk]
            if not room:
                continue
            due = WebhookDelivery.objects.filter(webhook=pk, state=DeliveryState.WAITING, next_attempt_at__lte=at)
            ids = list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:room])
            found += ids
            if len(ids) < room:
                asked.discard(pk)
        if not found:
            return []
        # Of several machines that saw a delivery one marks it.
        WebhookDelivery.objects.filter(
            pk__in=found, state=DeliveryState.WAITING, webhook__state=WebhookState.ACTIVE
        ).update(
            state=DeliveryState.SENDING,
            claim=mark,
            claimed_until=timezone.now() + LEASE,
            attempts_made=F("attempts_made") + 1,
        )
        claimed = WebhookDelivery.objects.filter(state=DeliveryState.SENDING, claim=mark).select_related("webhook")
        return [_under_way(one) for one in claimed.order_by("pk")]


def _under_way(delivery: WebhookDelivery) -> UnderWay:
    body, now = delivery.body.encode(), int(time.time())
    signed = headers(secret_of(delivery.webhook), delivery.key, now, body)
    posting = Posting(delivery.webhook.url, body, signed, loopback=settings.WEBHOOKS_TO_THIS_MACHINE)
    return UnderWay(delivery, posting, time.monotonic() + SECONDS_IN_ALL)


def _post(posting: Posting) -> Outcome:
    began = time.perf_counter()
    try:
        status = posting.send()
    except NotAllowed as refusal:
        return Outcome(None, milliseconds_since(began), str(refusal))
    except TimeoutError:
        return Outcome(None, milliseconds_since(began), _("Máy nhận không trả lời kịp."))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Outcome(None, milliseconds_since(began), f"{type(error).__name__}: {error}"[:300])
    detail = _("Máy nhận chuyển sang địa chỉ khác; webhook không đi theo.") if 300 <= status < 400 else ""
    return Outcome(status, milliseconds_since(began), detail)


@transaction.atomic
def _write_down(ended: list[tuple[WebhookDelivery, Outcome]], at: datetime) -> int:
    """What became of some attempts, in one transaction: the disk is asked once for all of them."""
    now = timezone.now()
    WebhookAttempt.objects.bulk_create(
        [
            WebhookAttempt(
                delivery=delivery,
                number=delivery.attempts_made,
                at=now,
                status=outcome.status,
                milliseconds=outcome.milliseconds,
                detail=outcome.detail,
            )
            for delivery, outcome in ended
        ],
        ignore_conflicts=True,
    )
    taken = [delivery for delivery, outcome in ended if outcome.is_accepted]
    WebhookDelivery.objects.filter(pk__in=[one.pk for one in taken], state=DeliveryState.SENDING).update(
        state=DeliveryState.DELIVERED, delivered_at=at, claimed_until=None, claim=""
    )
    Webhook.objects.filter(pk__in={one.webhook_id for one in taken}).exclude(failures=0).update(failures=0)
    for delivery, outcome in ended:
        if not outcome.is_accepted:
            _failed(delivery, outcome, at)
    return len(taken)


def _failed(delivery: WebhookDelivery, outcome: Outcome, at: datetime) -> None:
    over = delivery.attempts_made >= GIVE_UP_AFTER
    wait_for = PAUSES[min(delivery.attempts_made, len(PAUSES)) - 1]
    WebhookDelivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(
        state=DeliveryState.FAILED if over else DeliveryState.WAITING,
        next_attempt_at=at + wait_for,
        claimed_until=None,
        claim="",
    )
    Webhook.objects.filter(pk=delivery.webhook_id).update(failures=F("failures") + 1)
    webhook = Webhook.objects.get(pk=delivery.webhook_id)
    log.warning("webhook not delivered", extra={"webhook": webhook.pk, "status": outcome.status})
    if webhook.is_active and webhook.failures >= PAUSE_AFTER:
        why = _("%(count)s lần gửi liên tiếp không được; lần cuối: %(detail)s") % {
            "count": webhook.failures,
            "detail": outcome.detail or outcome.status,
        }
        pause(webhook, by=machine("namro tick"), at=at, why=why)


def _take_up_the_dead() -> None:
    # By the machine's own clock: who claimed these has been silent for longer than any delivery may take.
    dead = WebhookDelivery.objects.filter(state=DeliveryState.SENDING, claimed_until__lt=timezone.now())
    for one in list(dead):
        with transaction.atomic():
            taken = WebhookDelivery.objects.filter(pk=one.pk, state=DeliveryState.SENDING, claim=one.claim).update(
                state=DeliveryState.WAITING, claimed_until=None, claim=""
            )
            if taken == 1:
                detail = _("Máy gửi dừng giữa chừng; gửi lại với cùng mã.")
                WebhookAttempt.objects.create(delivery=one, number=one.attempts_made, at=timezone.now(), detail=detail)
