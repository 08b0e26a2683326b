"""Where reading meets the calendar: the last good day of a deadline that a document states."""

from __future__ import annotations

import re
from datetime import date

from namro.calendar import DEFAULT_RULES, Due, DueRules, NoStartDay, NotAPeriod, NotATerm, WorkingCalendar, due_of
from namro.reading.export.wording import issue_day
from namro.reading.model import Deadline, Head

# "ngày ký", "ngày ban hành Chỉ thị này"
_SIGNING = re.compile(r"(?:từ )?(?:khi|ngày)? ?(?:ký ban hành|ký|ban hành)(?: (?P<what>.+?))?(?: này)?")


def due_day(deadline: Deadline, head: Head, calendar: WorkingCalendar, rules: DueRules = DEFAULT_RULES) -> Due | None:
    """The last good day by the calendar; None where it hangs on an event whose day is not known."""
    try:
        return due_of(deadline, calendar, start=start_of_term(deadline, head), rules=rules)
    except (NoStartDay, NotAPeriod, NotATerm, OverflowError):
        return None


def start_of_term(deadline: Deadline, head: Head) -> date | None:
    """A term with no other beginning, or one from the signing of the document itself, counts from its own day."""
    if deadline.since:
        signing = _SIGNING.fullmatch(deadline.since.strip().casefold())
        # "ngày ban hành Nghị quyết số 25/NQ-CP" is another document's day, which nobody knows here.
        if not signing or signing["what"] not in (None, "văn bản", head.kind):
            return None
    return issue_day(head)
