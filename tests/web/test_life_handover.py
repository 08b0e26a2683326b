"""Hand-overs, periodic reports, directions and complaints."""

from __future__ import annotations

from datetime import date

import pytest

from namro.agencies.errors import Refused
from namro.audit.models import Entry
from namro.life import operations
from namro.life.operations import NewReport
from namro.life.queries.reports import ReportState, discipline, report_state, with_state
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.progress import Duty, Progress

from .lives import acting, after, assign, complete, expect, lead, named, task

pytestmark = pytest.mark.django_db
DOCUMENT = "22/QĐ-UBND ngày 18/6/2025"


def hand_over(one: Assignment, *receivers: str) -> list[Assignment]:
    agencies = [named(name) for name in receivers]
    return operations.hand_over(one, agencies, reason="Sắp xếp đơn vị", document=DOCUMENT, acting=acting("theodoi"))


def test_one_to_many_carries_both_days_and_the_past_stays() -> None:
    one = lead(date(2025, 6, 30))
    asked = operations.ask(one, requested_date=date(2025, 7, 31), reason="Chờ", acting=acting("daumoi"))
    operations.grant(asked, acting=acting("lanhdao"))
    first, second = hand_over(one, "Sở Công Thương", "Sở Tài chính")
    one.refresh_from_db()
    assert (one.progress, one.is_counted) == (Progress.HANDED_OVER, False)
    for successor in (first, second):
        assert (successor.original_due_date, successor.due_date) == (date(2025, 6, 30), date(2025, 7, 31))
        assert successor.is_counted
    assert one.events.filter(kind="handed_over").get().document == DOCUMENT


def test_one_that_has_this_duty_already_goes_on_with_its_own() -> None:
    both = task(due=date(2025, 6, 30))
    one, other = assign(both, named("Sở Xây dựng")), assign(both, named("Sở Công Thương"))
    assert hand_over(one, "Sở Công Thương") == [other]


def test_not_while_it_waits_and_not_to_itself() -> None:
    one = lead()
    with pytest.raises(Refused):
        hand_over(one, "Sở Xây dựng")
    complete(one)
    with pytest.raises(Refused, match="chờ xác nhận"):
        hand_over(one, "Sở Công Thương")


MARCH = (date(2025, 2, 15), date(2025, 3, 14), date(2025, 3, 14), date(2025, 4, 2))
APRIL = (date(2025, 3, 15), date(2025, 4, 14), date(2025, 4, 14), date(2025, 5, 2))


@pytest.mark.parametrize(
    ("sent", "day", "state"),
    [
        (None, date(2025, 3, 14), ReportState.NOT_YET_DUE),
        (None, date(2025, 3, 20), ReportState.AWAITED),
        (None, date(2025, 4, 2), ReportState.AWAITED),
        (None, date(2025, 4, 3), ReportState.MISSING),
        (date(2025, 4, 2), date(2025, 5, 1), ReportState.ON_TIME),
        (date(2025, 4, 9), date(2025, 4, 5), ReportState.MISSING),  # as far as was known then
        (date(2025, 4, 9), date(2026, 4, 5), ReportState.LATE),  # accepted, and stays late
    ],
)
def test_what_becomes_of_an_expected_report(sent: date | None, day: date, state: ReportState) -> None:
    one = ExpectedReport(
        number=1, period_first=MARCH[0], period_last=MARCH[1], cut_off_date=MARCH[2], due_date=MARCH[3]
    )
    assert report_state(one, sent, day) == state


def test_a_late_report_is_accepted_once_and_the_database_says_the_same() -> None:
    one = lead(None)
    march, april = expect(one, [MARCH, APRIL])
    operations.send_report(march, NewReport("Giải ngân đạt 18%"), acting=acting("daumoi"))
    with pytest.raises(Refused, match="đã gửi"):
        operations.send_report(march, NewReport("Lại"), acting=acting("daumoi"))
    day = date(2025, 6, 20)
    states = dict(with_state(ExpectedReport.objects.all(), day).values_list("number", "state"))
    assert states == {1: ReportState.LATE, 2: ReportState.MISSING}
    assert states == {
        row.number: report_state(row, row.report.sent_date if hasattr(row, "report") else None, day)
        for row in (march, april)
    }
    told = discipline(ExpectedReport.objects.all(), day)[one.agency_id]
    assert (told.on_time, told.late, told.missing, told.due) == (0, 1, 1, 2)


def test_a_leaders_word_reaches_the_agency_and_the_tasks_line() -> None:
    one = lead()
    operations.direct(one, text="Báo cáo tôi trước thứ Sáu", acting=acting("lanhdao"))
    assert one.events.get().kind == "directed"
    operations.direct_agency(one.agency, text="Tập trung giải ngân", acting=acting("lanhdao"))
    assert one.agency.directions.count() == 2
    with pytest.raises(Refused):
        operations.direct(one, text="Làm ngay", acting=acting("daumoi"))


def test_a_partner_that_does_not_cooperate_is_reported_once_until_settled() -> None:
    both = task(due=date(2025, 6, 30))
    own, partner = assign(both, named("Sở Xây dựng")), assign(both, named("Sở Công Thương"), duty=Duty.COORDINATE)
    complaint = operations.complain(own, partner, text="Chưa gửi số liệu từ 09/6", acting=acting("daumoi"))
    with pytest.raises(Refused, match="Đã phản ánh"):
        operations.complain(own, partner, text="Vẫn chưa", acting=acting("daumoi"))
    with pytest.raises(Refused):
        operations.settle(complaint, acting=acting("daumoi2"))
    assert not Entry.objects.filter(act="assignment.complaint_settled").exists()
    operations.settle(complaint, acting=acting("daumoi", after(1)))
    entry = Entry.objects.get(act="assignment.complaint_settled")
    assert (entry.thing_id, entry.after) == (str(partner.pk), {"complaint": complaint.pk})
    with pytest.raises(Refused):
        operations.complain(partner, own, text="Ngược lại", acting=acting("daumoi2"))
