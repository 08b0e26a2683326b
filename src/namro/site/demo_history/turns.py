"""What makes this history more than averages: the silent member, extensions, refusals, complaints, words of leaders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from namro.agencies.models import InnerUnit
from namro.directives.models import Directive
from namro.life import operations
from namro.life.models import Extension
from namro.life.operations import NewUpdate
from namro.life.transitions import Move
from namro.site.demo_history.story import Story
from namro.tasks.models import Assignment, Task
from namro.tasks.operations import allot, withdraw_task
from namro.tasks.progress import Duty

Doing = Callable[[datetime], object]

PLANS = "Thủ trưởng các sở, b"  # ban hành kế hoạch trong 07 ngày làm việc
REVIEW_OF_PROCEDURES = "Tổng rà soát, công b"
LAND = "UBND các huyện: Bình"
CLUSTER = "Hoàn thiện hồ sơ thà"
INDEX = "Xác định, công bố Ch"
SURVEY = "Sở Giáo dục và Đào t"
INVESTORS = "Sở Tài chính, Sở Côn"
QUICK_REPORTS = "Các ban quản lý dự á"
LAND_USE = "Thẩm định, trình UBN"
OFF_BUDGET = "Rà soát, đề xuất phư"
SAFETY = "Đánh giá an toàn hệ "
BLACK_SPOTS = "Xử lý các điểm tiềm "
SYSTEM = "Chủ trì, phối hợp vớ"
HOUSING = "Đôn đốc chủ đầu tư c"
PRICES = "Công bố giá vật liệu"

# Who never said a word: the collective task with a silent member.
SILENT = {
    (PLANS, "ubnd-huyen-lam-giang-thuong"),
    (REVIEW_OF_PROCEDURES, "ubnd-huyen-lam-giang-thuong"),
}
# Reported as done on this day; None: not by the end.
DONE_ON: dict[tuple[str, str], date | None] = {
    (LAND, "ubnd-huyen-binh-son-ha"): date(2025, 5, 27),
    (LAND, "ubnd-huyen-muong-chuong"): None,
    (LAND, "ubnd-huyen-cam-khe-thuong"): None,
    (CLUSTER, "so-cong-thuong"): None,
    (INDEX, "so-noi-vu"): date(2025, 5, 30),
    (SURVEY, "so-giao-duc-va-dao-tao"): None,
    (INVESTORS, "so-cong-thuong"): None,
    (LAND_USE, "so-nong-nghiep-va-moi-truong"): None,
    (OFF_BUDGET, "so-tai-chinh"): None,
    (SAFETY, "so-khoa-hoc-va-cong-nghe"): None,
    (BLACK_SPOTS, "so-xay-dung"): None,
    (HOUSING, "so-xay-dung"): None,
    (PLANS, "so-xay-dung"): date(2025, 3, 20),
    (REVIEW_OF_PROCEDURES, "so-xay-dung"): date(2025, 4, 28),
    (REVIEW_OF_PROCEDURES, "so-van-hoa-the-thao-va-du-lich"): date(2025, 6, 10),
    (REVIEW_OF_PROCEDURES, "so-cong-thuong"): date(2025, 5, 8),
}


def fate_of(assignment: Assignment, key: str) -> date | None:
    """The day on which a task with a turn of its own is reported as done."""
    return DONE_ON.get((assignment.task.text[:20], key)) if assignment.duty == Duty.LEAD else None


def has_turn(assignment: Assignment, key: str) -> bool:
    """Whether what becomes of it is written here, not drawn."""
    return assignment.duty == Duty.LEAD and (assignment.task.text[:20], key) in DONE_ON


def plan_turns(story: Story, directive: Directive) -> None:
    """Plan all that is out of the ordinary."""
    turns = _Turns(story, directive)
    turns.extensions()
    turns.complaints()
    turns.words_of_leaders()
    turns.moves()
    turns.within_the_agency()


class _Turns:
    def __init__(self, story: Story, directive: Directive) -> None:
        self.story, self.directive = story, directive

    def extensions(self) -> None:
        """Granted, countered and taken, refused, asked a third time, still waiting."""
        index = self.of(INDEX, "so-noi-vu")
        self.ask(index, date(2025, 5, 19), date(2025, 6, 13), "Hai cơ quan gửi số liệu chấm điểm chậm.")
        self.answer(index, date(2025, 5, 21), "counter", "Chốt số liệu sớm để kịp hội nghị.", date(2025, 6, 2))
        self.on(date(2025, 5, 22), 9, lambda at: operations.accept_offer(_last(index), acting=self.officer(index, at)))
        chuong = self.of(LAND, "ubnd-huyen-muong-chuong")
        for asked, day, reason, answered in (
            (date(2025, 5, 22), date(2025, 6, 6), "Còn 14 hộ chưa nhận tiền bồi thường.", date(2025, 5, 26)),
            (date(2025, 6, 4), date(2025, 6, 16), "Còn 05 hộ chờ bố trí tái định cư.", date(2025, 6, 5)),
            (date(2025, 6, 13), date(2025, 6, 30), "Còn 02 hộ đang giải quyết khiếu nại.", None),
        ):
            self.ask(chuong, asked, day, reason, document=f"{310 + asked.day}/TTr-UBND")
            if answered:
                self.answer(chuong, answered, "grant", "Đồng ý; huyện báo cáo hằng tuần.")
        khe = self.of(LAND, "ubnd-huyen-cam-khe-thuong")
        self.ask(khe, date(2025, 5, 23), date(2025, 7, 31), "Vướng phương án giá đất bồi thường.")
        self.answer(khe, date(2025, 5, 27), "deny", "Phương án giá đất đã duyệt từ tháng 4; huyện tập trung vận động.")
        for text, key, asked, day, reason in (
            (LAND_USE, "so-nong-nghiep-va-moi-truong", date(2025, 6, 17), date(2025, 7, 31),
             "Ba huyện gửi hồ sơ kế hoạch sử dụng đất sau ngày 10/6."),
            (OFF_BUDGET, "so-tai-chinh", date(2025, 6, 18), date(2025, 7, 15),
             "Chờ ý kiến của Sở Xây dựng về 06 dự án."),
        ):  # fmt: skip
            self.ask(self.of(text, key), asked, day, reason)
        cluster = self.of(CLUSTER, "so-cong-thuong")
        self.ask(cluster, date(2025, 6, 10), date(2025, 6, 27), "Huyện chưa gửi báo cáo hiện trạng hạ tầng.")
        self.answer(cluster, date(2025, 6, 12), "deny", "Giữ hạn; huyện gửi báo cáo ngay trong tuần.")

    def complaints(self) -> None:
        """Leads who say that a partner does not co-operate; one of them was settled."""
        for text, lead, partner, day, words, settled in (
            (CLUSTER, "so-cong-thuong", "ubnd-huyen-cam-khe-thuong", date(2025, 6, 9),
             "Chưa gửi báo cáo hiện trạng hạ tầng, đã đề nghị từ ngày 15/5.", None),
            (BLACK_SPOTS, "so-xay-dung", "ubnd-thi-xa-vinh-trach-dong", date(2025, 5, 20),
             "Chưa cử người tham gia đoàn kiểm tra nút giao, đã đề nghị hai lần.", None),
            (BLACK_SPOTS, "so-xay-dung", "cong-an-tinh", date(2025, 4, 22),
             "Chưa cung cấp danh sách điểm tiềm ẩn tai nạn giao thông.", date(2025, 4, 29)),
        ):  # fmt: skip
            first, second = self.of(text, lead), self.of(text, partner, Duty.COORDINATE)
            self.on(day, 10.5, self._complaining(first, second, words, settled))

    def words_of_leaders(self) -> None:
        """Directions on a task and on an agency as a whole."""
        for text, key, day, words in (
            (LAND, "ubnd-huyen-cam-khe-thuong", date(2025, 6, 2),
             "Chủ tịch UBND huyện trực tiếp đối thoại với các hộ còn lại, báo cáo kết quả trước ngày 10/6."),
            (HOUSING, "so-xay-dung", date(2025, 5, 16),
             "Làm rõ tiến độ từng dự án nhà ở xã hội, nêu chủ đầu tư chậm."),
            (SYSTEM, "van-phong-ubnd-tinh", date(2025, 6, 12),
             "Ưu tiên chạy thử với 30 thủ tục có nhiều hồ sơ nhất."),
            (BLACK_SPOTS, "so-xay-dung", date(2025, 6, 18),
             "Xử lý xong nút giao vào Khu công nghiệp Nam Lâm trước mùa mưa."),
        ):  # fmt: skip
            who = "phochutich" if key == "so-xay-dung" else "lanhdao"
            self.on(day, 8.5, self._directing(self.of(text, key), words, who))
        district = self.story.staff.agency("ubnd-huyen-lam-giang-thuong")
        self.on(
            date(2025, 6, 3),
            8.75,
            lambda at: operations.direct_agency(
                district,
                text="Huyện chưa gửi kế hoạch và báo cáo tháng. Chủ tịch UBND huyện báo cáo trực tiếp trong tuần.",
                acting=self.story.as_one("lanhdao", at),
            ),
        )

    def moves(self) -> None:
        """A pause, a refusal, a hand-over, a task withdrawn."""
        survey, investors = self.of(SURVEY, "so-giao-duc-va-dao-tao"), self.of(INVESTORS, "so-cong-thuong")
        safety = self.of(SAFETY, "so-khoa-hoc-va-cong-nghe")
        task = self.task(QUICK_REPORTS)
        story = self.story
        self.on(
            date(2025, 5, 28),
            10,
            lambda at: operations.move(
                survey,
                Move.PAUSE,
                reason="Chờ danh sách doanh nghiệp sau sắp xếp đơn vị hành chính.",
                document="Công văn số 812/UBND-VX ngày 27/5/2025",
                acting=story.as_one("theodoi", at),
            ),
        )
        self.on(
            date(2025, 6, 17),
            9,
            lambda at: operations.move(
                investors,
                Move.REFUSE,
                reason="Nhiệm vụ giao ba cơ quan cùng chủ trì; đề nghị giao Sở Tài chính làm đầu mối.",
                acting=story.as_head(investors.agency_id, at),
            ),
        )
        self.on(
            date(2025, 5, 20),
            14,
            lambda at: operations.hand_over(
                safety,
                [story.staff.agency("cong-an-tinh")],
                reason="Công an tỉnh tiếp nhận quản lý nhà nước về an toàn thông tin mạng.",
                document="Công văn số 776/UBND-NC ngày 19/5/2025",
                acting=story.as_one("theodoi", at),
            ),
        )

        def withdraw(at: datetime) -> None:
            who = story.as_one("theodoi", at)
            withdraw_task(
                task,
                reason="Nội dung đã có trên Hệ thống thông tin quản lý dự án đầu tư; bỏ báo cáo trùng.",
                document="Công văn số 705/UBND-TH ngày 14/5/2025",
                person=who.person,
                by=who.by,
                at=at,
            )

        self.on(date(2025, 5, 15), 15, withdraw)

    def within_the_agency(self) -> None:
        """The department of the cast: its head approves first and gives work to its units; a word waits for him."""
        story, department = self.story, self.story.staff.agency("so-xay-dung")
        units = {unit.name: unit for unit in InnerUnit.objects.filter(agency=department)}
        self.on(
            date(2025, 3, 14),
            8,
            lambda at: operations.set_practice(department, head_approves=True, acting=story.as_head(department, at)),
        )
        for text, unit in ((HOUSING, "Phòng Quản lý nhà"), (PRICES, "Văn phòng"),
                           (BLACK_SPOTS, "Phòng Kết cấu hạ tầng giao thông")):  # fmt: skip
            self.on(date(2025, 3, 17), 8.25, self._allotting(self.of(text, "so-xay-dung"), units[unit]))
        housing = self.of(HOUSING, "so-xay-dung")
        new = NewUpdate(
            "Đã làm việc với 04 chủ đầu tư; 512 căn đã xong phần thô, 01 dự án đủ điều kiện khởi công.", percent=55
        )
        self.on(
            date(2025, 6, 19),
            16.97,
            lambda at: operations.make_update(housing, new, version=None, acting=self.officer(housing, at)),
        )

    def of(self, text: str, key: str, duty: str = Duty.LEAD) -> Assignment:
        """What an agency has to do in the task that begins so."""
        return self.directive.assignments.get(
            task__text__startswith=text,
            task__pk=self.task(text, key, duty).pk,
            agency=self.story.staff.agency(key),
            duty=duty,
        )

    def task(self, text: str, key: str = "", duty: str = Duty.LEAD) -> Task:
        """The task that begins so, and in which the agency has this duty."""
        found = self.directive.tasks.filter(text__startswith=text)
        if key:
            found = found.filter(assignments__agency=self.story.staff.agency(key), assignments__duty=duty)
        return found.order_by("number").first() or found.get()

    def on(self, day: date, hour: float, act: Doing) -> None:
        """Plan it."""
        self.story.plan(day, hour, lambda at: (act(at), None)[1])

    def officer(self, assignment: Assignment, at: datetime) -> operations.Acting:
        """The officer of the assignment's agency."""
        return self.story.as_officer(assignment.agency_id, at)

    def ask(self, one: Assignment, day: date, wanted: date, reason: str, document: str = "") -> None:
        """Plan that the agency asks for another day."""
        self.on(
            day,
            9.5,
            lambda at: operations.ask(
                one, requested_date=wanted, reason=reason, document=document, acting=self.officer(one, at)
            ),
        )

    def answer(self, one: Assignment, day: date, act: str, words: str, offered: date | None = None) -> None:
        """Plan the chairman's answer."""
        more = {"offered_date": offered} if offered else {}
        decide = getattr(operations, act)
        self.on(day, 14.5, lambda at: decide(_last(one), words=words, acting=self.story.as_one("lanhdao", at), **more))

    def _complaining(self, first: Assignment, second: Assignment, words: str, settled: date | None) -> Doing:
        def act(at: datetime) -> None:
            complaint = operations.complain(first, second, text=words, acting=self.officer(first, at))
            if settled:
                self.on(settled, 9, lambda then: operations.settle(complaint, acting=self.officer(first, then)))

        return act

    def _directing(self, one: Assignment, words: str, who: str) -> Doing:
        return lambda at: operations.direct(one, text=words, acting=self.story.as_one(who, at))

    def _allotting(self, one: Assignment, unit: InnerUnit) -> Doing:
        def act(at: datetime) -> None:
            head = self.story.as_head(one.agency_id, at)
            officer = self.story.staff.officers[one.agency_id]
            allot(one, inner_unit=unit, officer=officer, deputy=None, person=head.person, by=head.by, at=at)

        return act


def _last(assignment: Assignment) -> Extension:
    found = assignment.extensions.order_by("number").last()
    assert found is not None  # it was asked for earlier in the plan
    return found
