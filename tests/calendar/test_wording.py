"""Days are written as Decree 30/2020 has them."""

from datetime import date

import pytest

from namro.calendar import written, written_with_weekday


@pytest.mark.parametrize(
    ("day", "figures"),
    [
        (date(2025, 3, 14), "14/3/2025"),  # neither day nor month takes a zero
        (date(2025, 4, 3), "03/4/2025"),  # a day below 10 does
        (date(2025, 2, 5), "05/02/2025"),  # so do the months 1 and 2
        (date(2025, 1, 31), "31/01/2025"),
        (date(2025, 12, 1), "01/12/2025"),
    ],
)
def test_a_day_in_figures(day, figures):
    assert written(day) == figures


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 3, 14), "thứ Sáu, 14/3/2025"),  # the weekday's own name takes the capital
        (date(2025, 3, 16), "Chủ nhật, 16/3/2025"),  # Sunday has no "thứ"
        (date(2025, 3, 10), "thứ Hai, 10/3/2025"),
    ],
)
def test_a_day_with_its_name(day, text):
    assert written_with_weekday(day) == text
