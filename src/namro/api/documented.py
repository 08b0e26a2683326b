"""How OpenAPI tells of problems: the same form for all, beside what each call gives."""

from __future__ import annotations

from typing import Any

from namro.api.problems import MEDIA_TYPE

WORDS = {
    400: "Yêu cầu không đọc được",
    401: "Không có khóa hợp lệ",
    403: "Ngoài phạm vi của khóa hoặc quyền của người lập",
    404: "Không tìm thấy",
    413: "Yêu cầu quá lớn",
    422: "Dữ liệu chưa đúng hoặc bị từ chối, kèm cách sửa",
    429: "Gọi quá nhanh",
}
ALWAYS = (401, 403, 429)


def problems(*own: int) -> dict[str, Any]:
    """The responses of a call that can end in these problems besides those that every call has."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    statuses = sorted({*ALWAYS, *own})
    return {"responses": {status: {"description": WORDS[status], "content": content} for status in statuses}}
