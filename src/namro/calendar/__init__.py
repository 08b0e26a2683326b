"""Vietnam's working days, the periods of its reporting rules, and the last good day that a deadline leaves.

Plain and pure: no clock, no network, no database. The rules, their sources and what is unconfirmed: docs/calendar.md.
"""

from namro.calendar.due import (
    DEFAULT_RULES,
    Due,
    DueRules,
    NoStartDay,
    NotATerm,
    Roll,
    due_of,
    due_on,
    due_within,
)
from namro.calendar.occurrences import Expected, Occurrence, earliest_sending_day, expected
from namro.calendar.periods import (
    Every,
    NotAPeriod,
    Period,
    Rule,
    period_after,
    period_before,
    period_of,
    periods_between,
    stated_period,
)
from namro.calendar.rows import BadRow, DayRow, read_rows
from namro.calendar.wording import written, written_with_weekday
from namro.calendar.working import WorkingCalendar

__all__ = [
    "DEFAULT_RULES",
    "BadRow",
    "DayRow",
    "Due",
    "DueRules",
    "Every",
    "Expected",
    "NoStartDay",
    "NotAPeriod",
    "NotATerm",
    "Occurrence",
    "Period",
    "Roll",
    "Rule",
    "WorkingCalendar",
    "due_of",
    "due_on",
    "due_within",
    "earliest_sending_day",
    "expected",
    "period_after",
    "period_before",
    "period_of",
    "periods_between",
    "read_rows",
    "stated_period",
    "written",
    "written_with_weekday",
]
