"""The walks: what is shown at a page's parts to who comes there for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.help.models import SeenWalk


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the part of the page (a CSS selector), and what to know of it."""

    at: str
    title: Promise
    text: Promise


DESK = "desk"
WALKS: dict[str, tuple[Stop, ...]] = {
    DESK: (
        Stop(
            ".nr-measure, .cover",
            _("Năm rõ và độ phủ"),
            _(
                "Mỗi cột đầy dần theo số nhiệm vụ đã rõ. Bấm vào cột để chỉ xem những việc còn thiếu; câu "
                "chưa đọc hiện ở cuối dải."
            ),
        ),
        Stop(
            "#paper",
            _("Văn bản đúng như đã đọc"),
            _("Bấm vào một câu, thẻ của nhiệm vụ ấy mở ra. Chọn một đoạn chữ rồi bấm N để thêm nhiệm vụ máy bỏ sót."),
        ),
        Stop(
            "#cards",
            _("Mỗi thẻ một nhiệm vụ dự thảo"),
            _(
                "Rê vào từng dòng để thấy lời văn làm căn cứ. Đúng thì bấm C; sai thì E để sửa, S để tách, M "
                "để gộp, X nếu không phải nhiệm vụ. Z hoàn tác."
            ),
        ),
        Stop(
            ".cardbar .nr-tabs",
            _("Việc cần hỏi đứng riêng"),
            _("Tên đơn vị chưa rõ hoặc hạn chưa tính được nằm ở “Cần hỏi”. Trả lời một lần, lần sau máy nhớ."),
        ),
        Stop(
            ".strip .row > .nr-btns",
            _("Xác nhận hết thì lập sổ"),
            _("Khi không còn thẻ nào chờ, nút “Lập sổ nhiệm vụ” mở ra: mỗi đơn vị một lượt giao, hạn gốc giữ mãi."),
        ),
    ),
}


def walk_for(person: Person, walk: str) -> tuple[Stop, ...]:
    """The stops to show, none where the person has seen them."""
    return () if SeenWalk.objects.filter(person=person, walk=walk).exists() else WALKS[walk]
