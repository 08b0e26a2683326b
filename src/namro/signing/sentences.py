"""A finding in words, for the page on which a signed paper comes in."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.signing.finding import Content, Finding, Problem, Signer, Trust
from namro.words import moment_in_words

PROBLEMS: dict[Problem, Promise] = {
    Problem.NOT_A_PDF: gettext_lazy("Tệp này không phải PDF. Chọn đúng tệp PDF đã ký số."),
    Problem.ENCRYPTED: gettext_lazy("PDF này được đặt mật khẩu nên không kiểm tra được. Bỏ mật khẩu rồi gửi lại."),
    Problem.DAMAGED: gettext_lazy(
        "PDF này bị hỏng nên không kiểm tra được. Xuất lại từ chương trình ký số rồi gửi lại."
    ),
    Problem.UNSIGNED: gettext_lazy("PDF này chưa có chữ ký số nào."),
    Problem.TOO_MUCH: gettext_lazy("PDF này quá lớn hoặc quá phức tạp nên không kiểm tra được."),
}
CONTENTS: dict[Content, Promise] = {
    Content.SAME: gettext_lazy("Nội dung giữ nguyên: toàn bộ tệp gốc còn đủ từng byte, chỉ thêm chữ ký số."),
    Content.REWRITTEN: gettext_lazy(
        "Chương trình ký đã ghi lại tệp nên không còn đủ từng byte; lời văn và hình ảnh mọi trang như nhau."
    ),
    Content.CHANGED: gettext_lazy("Nội dung khác tệp gốc."),
    Content.UNKNOWN: gettext_lazy("Chưa so được với tệp gốc."),
}
TRUST: dict[Trust, Promise] = {
    Trust.TRUSTED: gettext_lazy("Chứng thư nối được tới chứng thư gốc tin cậy. Chưa kiểm tra thu hồi qua mạng."),
    Trust.NO_ROOTS: gettext_lazy(
        "Chưa kiểm tra được chứng thư của ai cấp: chưa có chứng thư gốc nào trong thư mục tin cậy."
    ),
    Trust.UNKNOWN: gettext_lazy("Chứng thư không nối được tới chứng thư gốc nào trong thư mục tin cậy."),
    Trust.EXPIRED: gettext_lazy("Chứng thư chưa hoặc không còn hiệu lực vào lúc ký."),
    Trust.REVOKED: gettext_lazy("Chứng thư đã bị thu hồi."),
}


def told(finding: Finding) -> list[str]:
    """What was found of the paper as a whole, the most important first."""
    words = [str(PROBLEMS[finding.problem])] if finding.problem else []
    if finding.content != Content.UNKNOWN:
        words.append(str(CONTENTS[finding.content]))
    if finding.pages:
        words.append(_("Trang khác: %(pages)s.") % {"pages": _some(finding.pages)})
    elif finding.content == Content.CHANGED:
        words.append(_("Sau khi xuất, tệp bị sửa thêm ngoài phần chữ ký."))
    return words


def told_of(signer: Signer) -> list[str]:
    """What was found of one signature."""
    words = []
    if not signer.is_intact:
        words.append(_("Chữ ký không còn nguyên vẹn: nội dung đã bị sửa sau khi ký, hoặc chữ ký giả."))
    elif not signer.covers_paper:
        words.append(_("Chữ ký không bao trọn tệp nên không xác nhận được toàn văn."))
    elif signer.was_changed_after:
        words.append(_("Sau chữ ký này, tệp bị sửa thêm ngoài các chữ ký khác."))
    else:
        words.append(_("Chữ ký nguyên vẹn, bao trọn văn bản."))
    words.append(str(TRUST[signer.trust]))
    if signer.at is not None:
        moment = moment_in_words(timezone.localtime(signer.at))
        how = _("có dấu thời gian") if signer.is_at_proven else _("theo đồng hồ của người ký")
        words.append(_("Ký lúc %(moment)s (%(how)s).") % {"moment": moment, "how": how})
    return words


def verdict(finding: Finding) -> str:
    """One line for the head of the page."""
    if finding.is_accepted:
        return _("Đúng văn bản, chữ ký nguyên vẹn")
    if finding.problem and finding.problem != Problem.UNSIGNED:
        return _("Không kiểm tra được")
    if finding.content == Content.CHANGED:
        return _("Không đúng văn bản đã xuất")
    return _("Chưa có chữ ký nguyên vẹn")


def _some(pages: tuple[int, ...], most: int = 12) -> str:
    shown = ", ".join(map(str, pages[:most]))
    return f"{shown}…" if len(pages) > most else shown
