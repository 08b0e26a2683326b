"""The acts of the log in words."""

from __future__ import annotations

import re
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.words import day_in_words

ACTS: dict[str, Promise] = {
    "account.created": _("Cấp tài khoản"),
    "account.link_issued": _("Cấp đường dẫn đặt mật khẩu"),
    "account.locked": _("Khóa tài khoản"),
    "account.password_set": _("Đặt mật khẩu"),
    "account.second_step_added": _("Thêm cách xác thực"),
    "account.second_step_ended": _("Bỏ cách xác thực"),
    "account.second_step_removed": _("Quản trị tắt xác thực hai lớp"),
    "account.sign_in_failed": _("Đăng nhập sai"),
    "account.signed_in": _("Đăng nhập"),
    "account.signed_out": _("Đăng xuất"),
    "account.unlocked": _("Mở khóa tài khoản"),
    "absence.recorded": _("Ghi người làm thay"),
    "agency.closed": _("Kết thúc đơn vị"),
    "agency.created": _("Thêm đơn vị"),
    "agency.handed_over": _("Chuyển giao nhiệm vụ của đơn vị"),
    "agency.edited": _("Sửa đơn vị"),
    "agency.inner_unit_added": _("Thêm phòng, bộ phận"),
    "agency.renamed": _("Đổi tên đơn vị"),
    "agency.succeeded": _("Ghi kế thừa"),
    "alias.added": _("Thêm cách gọi"),
    "agency.directed": _("Ý kiến chỉ đạo với đơn vị"),
    "assignment.accepted": _("Xác nhận hoàn thành nhiệm vụ"),
    "assignment.asked": _("Xin gia hạn"),
    "assignment.assigned": _("Nhận chuyển giao nhiệm vụ"),
    "assignment.complained": _("Phản ánh đơn vị phối hợp"),
    "assignment.complaint_settled": _("Ghi là đã phối hợp"),
    "assignment.completed": _("Báo cáo hoàn thành nhiệm vụ"),
    "assignment.countered": _("Đề nghị hạn khác"),
    "assignment.declined": _("Không nhận hạn khác"),
    "assignment.denied": _("Không đồng ý gia hạn"),
    "assignment.directed": _("Ý kiến chỉ đạo"),
    "assignment.granted": _("Đồng ý gia hạn"),
    "assignment.handed_over": _("Chuyển giao nhiệm vụ"),
    "assignment.paused": _("Tạm dừng nhiệm vụ"),
    "assignment.refused": _("Từ chối nhiệm vụ"),
    "assignment.reopened": _("Mở lại nhiệm vụ"),
    "assignment.reported": _("Gửi báo cáo định kỳ"),
    "assignment.resumed": _("Thực hiện tiếp nhiệm vụ"),
    "assignment.returned": _("Trả lại kết quả"),
    "assignment.sent_back": _("Thủ trưởng yêu cầu sửa cập nhật"),
    "assignment.to_head": _("Trình thủ trưởng duyệt"),
    "assignment.updated": _("Cập nhật tiến độ"),
    "assignment.upheld": _("Giữ nguyên việc giao"),
    "assignment.withdrawn": _("Thu hồi nhiệm vụ"),
    "audit.exported": _("Xuất nhật ký"),
    "calendar.dropped": _("Bỏ ngày trong lịch làm việc"),
    "calendar.entered": _("Nhập ngày vào lịch làm việc"),
    "calendar.made": _("Lập địa chỉ lịch"),
    "calendar.revoked": _("Thu hồi địa chỉ lịch"),
    "directive.annex_added": _("Thêm phụ lục"),
    "directive.entered": _("Ghi văn bản không có tệp"),
    "directive.package_made": _("Lập gói văn bản"),
    "directive.package_received": _("Nhận gói văn bản"),
    "directive.ladder_set": _("Đặt thang nhắc việc"),
    "directive.related": _("Ghi văn bản liên quan"),
    "directive.read": _("Đọc xong văn bản"),
    "directive.received": _("Nhận văn bản"),
    "directive.registered": _("Lập sổ nhiệm vụ"),
    "directive.settings_changed": _("Sửa thông tin văn bản"),
    "draft.add": _("Thêm nhiệm vụ dự thảo"),
    "draft.change": _("Sửa nhiệm vụ dự thảo"),
    "draft.confirm": _("Xác nhận nhiệm vụ dự thảo"),
    "draft.drop": _("Bỏ nhiệm vụ dự thảo"),
    "draft.merge": _("Gộp nhiệm vụ dự thảo"),
    "draft.reopen": _("Mở lại nhiệm vụ dự thảo"),
    "draft.split": _("Tách nhiệm vụ dự thảo"),
    "draft.undo": _("Hoàn tác ở bàn rà soát"),
    "identity.accepted": _("Chấp nhận danh tính"),
    "identity.asked": _("Danh tính xin đăng nhập"),
    "identity.denied": _("Không cho danh tính đăng nhập"),
    "identity.refused": _("Từ chối danh tính"),
    "identity.unlinked": _("Gỡ danh tính khỏi tài khoản"),
    "group.created": _("Thêm nhóm đơn vị"),
    "name.answered": _("Trả lời tên chưa rõ"),
    "paper.checked": _("Kiểm tra văn bản đi"),
    "paper.drafted": _("Lập dự thảo văn bản đi"),
    "paper.dropped": _("Bỏ dự thảo văn bản đi"),
    "paper.edited": _("Sửa lời văn bản đi"),
    "paper.issued": _("Ban hành văn bản đi"),
    "paper.refreshed": _("Làm mới số liệu văn bản đi"),
    "paper.replied": _("Trả lời công văn đôn đốc"),
    "paper.sent_back": _("Trả văn bản về dự thảo"),
    "paper.signed_file_added": _("Lưu bản đã ký"),
    "paper_rhythm.added": _("Thêm văn bản định kỳ"),
    "paper_rhythm.ended": _("Thôi lập văn bản định kỳ"),
    "paper_template.brought": _("Tải mẫu văn bản lên"),
    "paper_template.put_to_use": _("Dùng mẫu văn bản của cơ quan"),
    "paper_template.taken_out_of_use": _("Thôi dùng mẫu văn bản"),
    "person.created": _("Thêm cán bộ"),
    "person.edited": _("Sửa cán bộ"),
    "post.added": _("Thêm chức vụ"),
    "post.ended": _("Kết thúc chức vụ"),
    "register.exported": _("Xuất sổ nhiệm vụ"),
    "role.ended": _("Kết thúc vai trò"),
    "role.granted": _("Giao vai trò"),
    "site.backed_up": _("Sao lưu hệ thống"),
    "task.allotted": _("Phân công trong đơn vị"),
    "task.assigned": _("Giao thêm đơn vị"),
    "task.confirmed": _("Đưa nhiệm vụ vào sổ"),
    "task.corrected": _("Đính chính nhiệm vụ"),
    "task.entered": _("Nhập tay nhiệm vụ"),
    "task.imported": _("Nhập nhiệm vụ từ sổ cũ"),
    "task.issued": _("Chính thức giao nhiệm vụ"),
    "task.report_form_set": _("Đặt mẫu báo cáo định kỳ"),
    "task.withdrawn": _("Thu hồi nhiệm vụ"),
    "workbook.applied": _("Ghi bảng tính vào sổ"),
    "workbook.brought": _("Nhận bảng tính"),
    "workbook.undone": _("Hoàn tác việc nhập bảng tính"),
    "token.made": _("Lập khóa cho chương trình"),
    "token.revoked": _("Thu hồi khóa của chương trình"),
    "webhook.changed": _("Sửa webhook"),
    "webhook.ended": _("Bỏ webhook"),
    "webhook.made": _("Thêm webhook"),
    "webhook.paused": _("Tạm dừng webhook"),
    "webhook.resumed": _("Gửi tiếp webhook"),
    "webhook.secret_renewed": _("Đổi khóa ký của webhook"),
    "webhook.sent_again": _("Gửi lại webhook"),
    "webhook.tried": _("Gửi thử webhook"),
}


def act_in_words(act: str) -> str:
    """What an act is called; its own code where it has no name yet."""
    return str(ACTS.get(act, act))


FIELDS: dict[str, Promise] = {
    "abbreviation": _("viết tắt"),
    "agency": _("đơn vị số"),
    "agency_name": _("đơn vị"),
    "alias": _("cách gọi"),
    "answer": _("câu trả lời"),
    "by": _("bằng"),
    "code": _("mã định danh"),
    "deputy": _("người làm thay số"),
    "deputy_name": _("người làm thay"),
    "fields_of_work": _("lĩnh vực"),
    "first_day": _("từ ngày"),
    "from": _("từ ngày"),
    "id": _("số"),
    "inner_unit": _("phòng, bộ phận"),
    "is_active": _("đang dùng"),
    "kind": _("loại"),
    "kinds": _("các loại"),
    "locality": _("địa bàn"),
    "meant": _("là"),
    "name": _("tên"),
    "parent": _("cấp trên số"),
    "person": _("cán bộ số"),
    "phone": _("điện thoại"),
    "purpose": _("mục đích"),
    "reason": _("lý do"),
    "relation": _("quan hệ"),
    "role": _("vai trò"),
    "scopes": _("được làm"),
    "source": _("nguồn"),
    "successor": _("đơn vị kế thừa số"),
    "title": _("chức vụ"),
    "type": _("cách"),
    "url": _("địa chỉ nhận"),
    "username": _("tên đăng nhập"),
    "valid_from": _("từ ngày"),
    "valid_to": _("đến hết ngày"),
    "work_email": _("thư công vụ"),
}


def field_in_words(field: str) -> str:
    """What a field of before and after is called."""
    return str(FIELDS.get(field, field))


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def value_in_words(value: object) -> str:
    """A value of before and after as a person reads it."""
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, str) and _ISO_DAY.match(value):
        return day_in_words(date.fromisoformat(value))
    return str(value)
