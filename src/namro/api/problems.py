"""What a program is told when something is not done: a problem as of RFC 9457, with what to do in Vietnamese."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from namro.agencies.errors import Refused

log = logging.getLogger("namro.api")

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs/"
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "description": "Nơi giải thích lỗi này."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Điều sai và cách sửa, bằng tiếng Việt."},
        "request_id": {"type": "string", "description": "Mã yêu cầu, khi cần báo quản trị."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


@dataclass
class Problem(Exception):
    """Something is not done. `code` stands at the end of the problem's type."""

    status: int
    code: str
    title: str
    detail: str
    errors: Sequence[Mapping[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer."""
    told: dict[str, Any] = {
        "type": f"{DOCS}#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "request_id": getattr(request, "id", ""),
    }
    if problem.errors:
        told["errors"] = list(problem.errors)
    body = json.dumps(told, ensure_ascii=False)
    return HttpResponse(body, status=problem.status, content_type=MEDIA_TYPE, headers=dict(problem.headers))


def not_signed_in() -> Problem:
    """No token, or none that is good."""
    detail = _(
        "Gửi kèm “Authorization: Bearer <khóa>”. "
        "Khóa sai, đã hết hạn, đã thu hồi hoặc tài khoản bị khóa đều không vào được."
    )
    return Problem(401, "token", _("Chưa có khóa hợp lệ"), detail, headers={"WWW-Authenticate": "Bearer"})


def not_found() -> Problem:
    """Not there, or not for this person: the answer does not say which."""
    return Problem(
        404, "not-found", _("Không tìm thấy"), _("Địa chỉ sai, hoặc nội dung này không thuộc phạm vi được xem.")
    )


def forbidden() -> Problem:
    """The owner of the token may not do this on this day."""
    return Problem(403, "forbidden", _("Không có quyền"), _("Hôm nay người lập khóa không có vai trò làm việc này."))


def wrong_method(allowed: Sequence[str]) -> Problem:
    """The address does not take this method."""
    told = ", ".join(allowed)
    detail = _("Địa chỉ này chỉ nhận %(methods)s.") % {"methods": told}
    return Problem(405, "method", _("Phương thức không dùng được"), detail, headers={"Allow": told})


def malformed() -> Problem:
    """The request could not be taken apart."""
    detail = _("Gửi đúng dạng như trong tài liệu: multipart/form-data cho tệp, UTF-8 cho chữ.")
    return Problem(400, "malformed", _("Yêu cầu không đọc được"), detail)


def too_big() -> Problem:
    """More than is taken at once."""
    return Problem(413, "too-big", _("Yêu cầu quá lớn"), _("Gửi từng tệp một, không kèm gì khác."))


def failed() -> Problem:
    """A fault of ours."""
    return Problem(
        500, "failed", _("Máy chủ gặp lỗi"), _("Thử lại sau ít phút. Nếu vẫn lỗi, báo quản trị kèm mã yêu cầu.")
    )


def refused(refusal: Refused) -> Problem:
    """What the operation will not do, in its own words."""
    errors = [{"field": refusal.field, "detail": str(refusal)}] if refusal.field else []
    return Problem(422, "refused", _("Không nhận"), str(refusal), errors)


def invalid(error: ValidationError) -> Problem:
    """Parameters that make no sense, one by one."""
    errors = [{"field": str(one["loc"][-1]), "detail": _in_words(one)} for one in error.errors]
    detail = _("Sửa các trường dưới đây rồi gửi lại.")
    return Problem(422, "invalid", _("Dữ liệu gửi vào chưa đúng"), detail, errors)


def refuse_unknown(request: HttpRequest, known: type[Schema]) -> None:
    """Refuse parameters that are not asked for: a misspelt filter would else let every row through."""
    errors = [
        {"field": name, "detail": _("Không có tham số này.")} for name in request.GET if name not in known.model_fields
    ]
    if errors:
        detail = _("Tham số dùng được: %(names)s.") % {"names": ", ".join(known.model_fields)}
        raise Problem(422, "invalid", _("Dữ liệu gửi vào chưa đúng"), detail, errors)


def handle_all(api: NinjaAPI) -> None:
    """Let every failure within the interface be answered by a problem."""

    def told(error: type[Exception], problem_of: Any) -> None:
        api.add_exception_handler(error, lambda request, exc: answer(request, problem_of(exc)))

    told(Problem, lambda problem: problem)
    told(AuthenticationError, lambda _error: not_signed_in())
    told(ValidationError, invalid)
    told(Refused, refused)
    told(PermissionDenied, lambda _error: forbidden())
    told(Http404, lambda _error: not_found())
    told(MultiPartParserError, lambda _error: malformed())
    told(SuspiciousOperation, lambda _error: malformed())
    told(RequestDataTooBig, lambda _error: too_big())
    api.add_exception_handler(Exception, _failed)


def _failed(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("the interface failed", exc_info=error, extra={"path": request.path})
    return answer(request, failed())


def _in_words(error: Mapping[str, Any]) -> str:
    kind, limits = str(error["type"]), error.get("ctx", {})
    if kind == "missing":
        return _("Thiếu trường này.")
    if kind in ("enum", "literal_error"):
        return _("Chỉ nhận: %(values)s.") % {"values": limits.get("expected", "")}
    if kind.startswith(("int", "float")):
        return _("Phải là số nguyên.")
    if kind == "greater_than_equal":
        return _("Phải từ %(least)s trở lên.") % {"least": limits["ge"]}
    if kind == "less_than_equal":
        return _("Không quá %(most)s.") % {"most": limits["le"]}
    if kind == "string_too_long":
        return _("Dài nhất %(most)s ký tự.") % {"most": limits.get("max_length", "")}
    if kind.startswith("bool"):
        return _("Chỉ nhận true hoặc false.")
    return str(limits.get("error") or _("Giá trị không hợp lệ."))
