"""Records of what programs of others may use."""

from namro.programs.models.calendars import CalendarFeed
from namro.programs.models.tokens import ApiToken, Scope
from namro.programs.models.webhooks import DeliveryState, Webhook, WebhookAttempt, WebhookDelivery, WebhookState

__all__ = [
    "ApiToken",
    "CalendarFeed",
    "DeliveryState",
    "Scope",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookState",
]
