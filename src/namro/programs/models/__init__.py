"""Records of what programs of others may use."""

from namro.programs.models.calendars import CalendarFeed
from namro.programs.models.tokens import ApiToken, Scope

__all__ = ["ApiToken", "CalendarFeed", "Scope"]
