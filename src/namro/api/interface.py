"""The interface put together: its calls, what OpenAPI says of them, and how each failure is answered."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from namro.api import directives, problems, tasks

PREFIX = "/api/v1/"

api = NinjaAPI(
    title="Năm Rõ",
    version="1",
    description="Gửi văn bản vào, đọc sổ nhiệm vụ và diễn biến. "
    "Mỗi lần gọi kèm khóa của một người: Authorization: Bearer …",
    openapi_url=None,  # ours, below
    docs_url=None,  # ninja's takes its scripts into the page, which the content policy forbids
    urls_namespace="api",
)
api.add_router("", directives.router)
api.add_router("", tasks.router)
problems.handle_all(api)

CALLS = (directives.receive, directives.directive, tasks.tasks, tasks.events)


def openapi() -> dict[str, Any]:
    """The description of the interface (OpenAPI 3.1)."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    schema["components"]["schemas"]["Problem"] = problems.SCHEMA
    return schema
