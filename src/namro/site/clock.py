"""The one place where the site reads the time. Views take `request.now` and `request.day`; the rest is handed them.

In a demonstration `NAMRO_CLOCK` is the moment it starts in, and the clock runs on from there.
Limits of safety (sessions, links, lockouts) never use this clock: they read the machine's own.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment it is, in the office's time zone."""
    moment = timezone.now()
    if settings.CLOCK_SET_TO is not None:
        moment = settings.CLOCK_SET_TO + (moment - settings.CLOCK_SET_AT)
    return timezone.localtime(moment)


def today() -> date:
    """The day it is at the office."""
    return now().date()
