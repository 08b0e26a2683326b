"""A directive with a rich, short history for the tests of papers: two months, three agencies and one that is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from namro.directives.models import Directive
from namro.life import operations
from namro.life.operations import NewReport, NewUpdate
from namro.life.transitions import Move
from namro.tasks.models import TaskKind, TaskTarget
from namro.tasks.operations.changing import Correction, correct_task
from namro.tasks.progress import Duty

from .lives import acting, assign, directive, expect, named, task

APRIL, MAY, JUNE = (datetime(2025, month, 20, 1, 0, tzinfo=UTC) for month in (4, 5, 6))
LONG = "Nghiêncứuđềxuất" * 12 + " “quy hoạch” 'phân khu' \"A&B\" <trung tâm>"


def at(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of the office's day in 2025."""
    return datetime(2025, month, day, hour - 7, 0, tzinfo=UTC)


def rich() -> Directive:
    """Done in time and late, overdue with and without a cause, extended, returned, withdrawn, corrected; reports in
    time, late and missing; a target reported and one not; a complaint and two words of leaders."""
    tracker = named("Sở Tài chính")
    of = directive(
        number="07/CT-UBND", issuer="Ủy ban nhân dân tỉnh An Lâm", subject="Về việc thúc đẩy tăng trưởng kinh tế",
        tracker=tracker,
    )  # fmt: skip
    building, trade = named("Sở Xây dựng"), named("Sở Công Thương")
    done, late, overdue, silent = (
        task(of, due=due, text=text)
        for due, text in (
            (date(2025, 4, 30), "Trình Chương trình phát triển nhà ở"),
            (date(2025, 5, 5), "Công bố giá vật liệu xây dựng quý I"),
            (date(2025, 5, 30), "Rà soát các dự án nhà ở xã hội chậm tiến độ"),
            (date(2025, 6, 2), LONG),
        )
    )
    extended = task(of, due=date(2025, 5, 28), text="Lập danh mục mỏ vật liệu san lấp")
    undated = task(of, text="Thường xuyên kiểm tra trật tự xây dựng")
    type(undated).objects.filter(pk=undated.pk).update(kind=TaskKind.ROUTINE, place="III.1")
    undated.refresh_from_db()
    gone = task(of, due=date(2025, 7, 30), text="Xây dựng đề án thí điểm")
    soon = task(of, due=date(2025, 6, 27), text="Tổ chức hội nghị xúc tiến thương mại", product="Báo cáo hội nghị")
    front = task(of, due=date(2025, 7, 10), text="Phối hợp giám sát cộng đồng", is_request=True)
    ones = {
        name: assign(one, agency)
        for name, one, agency in (
            ("done", done, building), ("late", late, building), ("overdue", overdue, building),
            ("silent", silent, trade), ("extended", extended, building), ("undated", undated, building),
            ("gone", gone, trade), ("soon", soon, trade), ("front", front, named("Báo An Lâm")),
        )
    }  # fmt: skip
    partner = assign(overdue, trade, duty=Duty.COORDINATE)
    growth = TaskTarget.objects.create(
        task=soon, comparison=">=", value=Decimal("3.2"), unit="tỷ USD", period="2025", quote="đạt 3,2 tỷ USD"
    )
    TaskTarget.objects.create(task=late, comparison="=", value=Decimal("100"), unit="%", quote="100%")
    reports = expect(
        ones["soon"],
        [
            (date(2025, m, 1), date(2025, m, 28), date(2025, m, 28), date(2025, m + 1, 2))
            for m in (3, 4, 5)
        ],
    )  # fmt: skip

    evidence = {"document_number": "12/TTr-SXD", "document_date": date(2025, 4, 25)}
    new = NewUpdate("Đã trình UBND tỉnh", is_completion=True, **evidence)
    operations.make_update(ones["done"], new, version=None, acting=acting("daumoi", at(4, 25)))
    operations.confirm(ones["done"], version=None, acting=acting("xacnhan", at(4, 28)))
    operations.send_report(
        reports[0], NewReport("Tháng 3 đạt", figures={growth.pk: Decimal("0.7")}), acting=acting("daumoi2", at(4, 1))
    )
    operations.send_report(
        reports[1], NewReport("Tháng 4 đạt", figures={growth.pk: Decimal("1.05")}), acting=acting("daumoi2", at(5, 6))
    )
    why = {"cause": "Chờ số liệu của các huyện", "proposal": "UBND tỉnh đôn đốc các huyện"}
    new = NewUpdate("Đã công bố", is_completion=True, **evidence, **why)
    operations.make_update(ones["late"], new, version=None, acting=acting("daumoi", at(5, 8)))
    operations.confirm(ones["late"], version=None, acting=acting("xacnhan", at(5, 12)))
    operations.make_update(
        ones["overdue"], NewUpdate("Đã rà soát 5 dự án", percent=40), version=None, acting=acting("daumoi", at(5, 15))
    )
    asked = operations.ask(
        ones["extended"],
        requested_date=date(2025, 7, 15),
        reason="Chờ kết quả thăm dò",
        acting=acting("daumoi", at(5, 19)),
    )
    operations.direct(ones["overdue"], text="Báo cáo rõ từng dự án", acting=acting("lanhdao", at(5, 19, 10)))

    # After the report of May.
    operations.grant(asked, acting=acting("lanhdao", at(5, 21)), words="Đồng ý")
    operations.make_update(
        ones["overdue"], NewUpdate("Còn 2 dự án", percent=60, **why), version=None, acting=acting("daumoi", at(6, 5))
    )
    operations.complain(
        ones["overdue"], partner, text="Chưa gửi số liệu từ ngày 10/5", acting=acting("daumoi", at(6, 6))
    )
    new = NewUpdate("Đã tổ chức", is_completion=True, document_number="3/BC-SCT", document_date=date(2025, 6, 9))
    operations.make_update(ones["soon"], new, version=None, acting=acting("daumoi2", at(6, 10)))
    operations.return_(
        ones["soon"], reason="Chưa có danh sách doanh nghiệp", version=None, acting=acting("xacnhan", at(6, 11))
    )
    words = {"reason": "Đã giao tại văn bản khác", "document": "90/UBND ngày 12/6/2025"}
    operations.move(ones["gone"], Move.WITHDRAW, **words, acting=acting("theodoi", at(6, 12)))
    operations.direct(ones["soon"], text="Làm lại báo cáo", acting=acting("lanhdao", at(6, 13)))
    who = acting("theodoi", at(6, 14))
    correction = Correction("Trình Chương trình phát triển nhà ở đến năm 2030", TaskKind.FOLLOWED, "Tờ trình")
    correct_task(done, correction, reason="Rõ hơn", document="", person=who.person, by=who.by, at=who.at)
    return of
