"""Handing messages to the mail server: claimed, sent, written down; tried again with growing pauses.

A crash between the server's acceptance and our commit leaves a delivery that never ended. It is written down as
uncertain and the message goes out again under the same Message-ID; nothing else is ever sent twice.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from namro.reminders.models import Delivery, Message, MessageState

log = logging.getLogger("namro.reminders")

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))  # the last one repeats
GIVE_UP_AFTER = 20  # attempts: some three days; then a person must look, and the page says so
SECONDS_TO_ANSWER = 20


def deliver(at: datetime) -> int:
    """Send what waits; how many the server took. A server that refuses or hangs holds up only this run."""
    _take_up_the_dead()
    sent = 0
    connection = get_connection(timeout=SECONDS_TO_ANSWER)
    try:
        while (message := _claim(at)) is not None:
            if _send(message, connection, at):
                sent += 1
    finally:
        connection.close()
    return sent


def _claim(at: datetime) -> Message | None:
    waiting = Message.objects.filter(state=MessageState.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at")
    for pk in waiting.values_list("pk", flat=True)[:20]:
        with transaction.atomic():
            # An update of exactly one row: of several machines one sends.
            claimed = Message.objects.filter(pk=pk, state=MessageState.WAITING).update(
                state=MessageState.SENDING,
                attempts=F("attempts") + 1,
                claimed_until=timezone.now() + settings.MAIL_LEASE,
            )
            if claimed == 1:
                message = Message.objects.get(pk=pk)
                Delivery.objects.create(message=message, attempt=message.attempts, began_at=timezone.now())
                return message
    return None


def _send(message: Message, connection: object, at: datetime) -> bool:
    try:
        _mail(message, connection).send()
    except (smtplib.SMTPException, OSError) as error:
        _failed(message, error, at)
        _close(connection)
        return False
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, sent_at=at, claimed_until=None)
        _end(message, Delivery.Outcome.ACCEPTED, "")
    return True


def _mail(message: Message, connection: object) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.address],
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.created_at),  # its own: the same when it is sent again
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(message.html, "text/html")
    return mail


def _failed(message: Message, error: Exception, at: datetime) -> None:
    log.warning("mail not sent", extra={"mail": message.pk, "reason": str(error)[:200]})
    over = message.attempts >= GIVE_UP_AFTER
    pause = PAUSES[min(message.attempts, len(PAUSES)) - 1]
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(
            state=MessageState.FAILED if over else MessageState.WAITING,
            next_attempt_at=at + pause,
            claimed_until=None,
        )
        _end(message, Delivery.Outcome.FAILED, f"{type(error).__name__}: {error}"[:500])


def _take_up_the_dead() -> None:
    # By the machine's own clock: who claimed these has been silent for longer than any server may take.
    dead = Message.objects.filter(Q(claimed_until__lt=timezone.now()), state=MessageState.SENDING)
    for message in dead:
        with transaction.atomic():
            taken = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, attempts=message.attempts).update(
                state=MessageState.WAITING, claimed_until=None
            )
            if taken == 1:
                _end(message, Delivery.Outcome.UNCERTAIN, "Máy gửi dừng giữa chừng; gửi lại với cùng Message-ID.")


def _end(message: Message, outcome: Delivery.Outcome, detail: str) -> None:
    Delivery.objects.filter(message=message, attempt=message.attempts).update(outcome=outcome, detail=detail)


def _close(connection: object) -> None:
    # A connection that failed is not used for the next message.
    try:
        connection.close()  # type: ignore[attr-defined]
    except (smtplib.SMTPException, OSError):
        log.debug("closing a failed connection")
