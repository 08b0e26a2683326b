"""Which days are worked: Monday to Friday, but for the rows of holidays, days given off and days worked in return."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate

from namro.calendar.rows import DayRow, shipped_rows
from namro.calendar.wording import sentence_case, written_with_weekday


@dataclass(frozen=True, eq=False, slots=True)
class WorkingCalendar:
    """An office's days of work, from dated rows; the last row of a day holds.

    Days are counted by arithmetic over the rows, not one by one, so the cost does not grow with the distance.
    Two calendars are the same only if they are one object: it stays cheap to hash.
    """

    rows: tuple[DayRow, ...]
    _row_of: dict[int, DayRow] = field(init=False, repr=False)  # by ordinal of the day
    _is_worked: dict[int, bool] = field(init=False, repr=False)
    _changed: list[int] = field(init=False, repr=False)  # ordinals where a row departs from Monday to Friday
    _gain: list[int] = field(init=False, repr=False)  # working days gained up to before _changed[i]; negative: lost
    _worked_by: list[int] = field(init=False, repr=False)  # working days up to and with _changed[i]
    _years: frozenset[int] = field(init=False, repr=False)  # that have a row

    def __post_init__(self) -> None:
        row_of = {row.day.toordinal(): row for row in self.rows}
        changed = sorted(o for o, row in row_of.items() if row.is_work != _is_weekday(o))
        gain = [0, *accumulate(1 if row_of[o].is_work else -1 for o in changed)]
        set_field = object.__setattr__  # the class is frozen for all others
        set_field(self, "rows", tuple(row_of[o] for o in sorted(row_of)))
        set_field(self, "_row_of", row_of)
        set_field(self, "_is_worked", {o: row.is_work for o, row in row_of.items()})
        set_field(self, "_changed", changed)
        set_field(self, "_gain", gain)
        set_field(self, "_years", frozenset(row.day.year for row in self.rows))
        set_field(self, "_worked_by", [_weekdays_by(o) + g for o, g in zip(changed, gain[1:], strict=True)])

    @classmethod
    def vietnam(cls) -> WorkingCalendar:
        """The calendar of Vietnam's administrative offices from the rows that are shipped; built once."""
        return _vietnam()

    def with_rows(self, rows: Iterable[DayRow], *, settles: Collection[int] = ()) -> WorkingCalendar:
        """A calendar in which these rows override the ones known.

        `settles` names years for which the rows are the whole notice: what was only expected (status "seed") in those
        years falls away.
        """
        kept = [row for row in self.rows if not (row.status == "seed" and row.day.year in settles)]
        return WorkingCalendar((*kept, *rows))

    def covers(self, day: date) -> bool:
        """Whether holidays are known for the day's year; outside, only weekends are days off."""
        return day.year in self._years

    def row(self, day: date) -> DayRow | None:
        """The row that speaks of this day, if one does."""
        return self._row_of.get(day.toordinal())

    def is_working_day(self, day: date) -> bool:
        ordinal = day.toordinal()
        worked = self._is_worked.get(ordinal)
        return _is_weekday(ordinal) if worked is None else worked

    def next_working_day(self, day: date) -> date:
        """The first working day after this day."""
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day before this day."""
        return self.add_working_days(day, -1)

    def working_day_on_or_after(self, day: date) -> date:
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_day_on_or_before(self, day: date) -> date:
        return day if self.is_working_day(day) else self.previous_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The count-th working day after `day`, which itself is not counted (Civil Code 2015, art. 147(2)).

        A negative count goes back; 0 gives `day` itself. Example: 29/4/2025 plus 1 is Monday 5/5/2025.
        Raises OverflowError beyond the years 1 to 9999.
        """
        if count == 0:
            return day
        worked = self._count_by(day.toordinal())
        if count < 0 and not self.is_working_day(day):
            worked += 1  # seen from behind, a day off stands before the working day that follows it
        return date.fromordinal(self._nth(worked + count))

    def count_working_days(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; negative where `end` is the earlier.

        The opposite of `add_working_days`: adding this count to `start` gives `end`, if both are working days.
        """
        return self._count_by(end.toordinal()) - self._count_by(start.toordinal())

    def why(self, day: date) -> str:
        """A Vietnamese sentence that tells whether the day is worked, and by which row."""
        stated = sentence_case(written_with_weekday(day))
        row = self.row(day)
        if row is None:
            state = "là ngày làm việc" if self.is_working_day(day) else "là ngày nghỉ hằng tuần"
            gap = "" if self.covers(day) else f"; chưa có dữ liệu ngày nghỉ lễ, Tết của năm {day.year}"
            return f"{stated} {state}{gap}."
        state = "là ngày làm việc" if row.is_work else "là ngày nghỉ"
        notes = [row.notice] if row.notice else []
        if row.status == "seed":
            notes.append("dự kiến, chưa có thông báo")
        told = f" ({'; '.join(notes)})" if notes else ""
        return f"{stated} {state}: {row.name}{told}."

    def _count_by(self, ordinal: int) -> int:
        """Working days from the first day of the era up to and with this one."""
        return _weekdays_by(ordinal) + self._gain[bisect_right(self._changed, ordinal)]

    def _nth(self, count: int) -> int:
        """The ordinal of the first day by which `count` working days have passed."""
        i = bisect_left(self._worked_by, count)  # the day lies after changed day i - 1, at the latest on i
        ordinal = _nth_weekday(count - self._gain[i])
        return min(ordinal, self._changed[i]) if i < len(self._changed) else ordinal


@cache
def _vietnam() -> WorkingCalendar:
    return WorkingCalendar(shipped_rows())


def _is_weekday(ordinal: int) -> bool:
    """Whether it is Monday to Friday: day 1 of the era was a Monday."""
    return (ordinal - 1) % 7 < 5


def _weekdays_by(ordinal: int) -> int:
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


def _nth_weekday(count: int) -> int:
    weeks, days = divmod(count - 1, 5)
    return weeks * 7 + days + 1
