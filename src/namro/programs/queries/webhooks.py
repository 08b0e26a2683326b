"""The webhooks, and the log of what each was told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from namro.programs.models import DeliveryState, Webhook, WebhookDelivery
from namro.programs.models.webhooks import WebhookState

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A webhook in the list."""

    webhook: Webhook
    waiting: int
    given_up: int


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """A page of deliveries with their attempts, newest first, and the key of the page after."""

    deliveries: list[WebhookDelivery]
    after: str | None


def webhook_list() -> list[WebhookRow]:
    """All that are not ended."""
    found = list(Webhook.objects.exclude(state=WebhookState.ENDED).order_by("name", "pk"))
    open_ = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED)
    rows = WebhookDelivery.objects.filter(webhook__in=found, state__in=open_).order_by()
    counted = {(pk, state): n for pk, state, n in rows.values_list("webhook", "state").annotate(n=Count("*"))}
    return [
        WebhookRow(
            one,
            waiting=counted.get((one.pk, "waiting"), 0) + counted.get((one.pk, "sending"), 0),
            given_up=counted.get((one.pk, "failed"), 0),
        )
        for one in found
    ]


def deliveries_of(webhook: Webhook, *, state: str = "", after: str = "") -> DeliveryPage:
    """The log of one webhook."""
    found = webhook.deliveries.select_related("event__task").prefetch_related("attempts").order_by("-pk")
    if state in DeliveryState.values:
        found = found.filter(state=state)
    if after.isdigit():
        found = found.filter(pk__lt=int(after[:18]))
    page = list(found[: PAGE_SIZE + 1])
    return DeliveryPage(page[:PAGE_SIZE], str(page[PAGE_SIZE - 1].pk) if len(page) > PAGE_SIZE else None)
