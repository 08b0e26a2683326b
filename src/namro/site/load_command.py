"""`namro agencies load`: a shipped set of agencies, into a real installation."""

from __future__ import annotations

from django.conf import settings

from namro.agencies.errors import Refused
from namro.agencies.imports.province import load_province
from namro.agencies.shipped import about
from namro.audit.actor import machine
from namro.site import clock


def load(name: str) -> int:
    """Enter what is new in the set and say how much it was. Returns 0."""
    told = about(name)
    if told.is_invented and not settings.DEMO:
        raise Refused(f"{told.title} là số liệu minh họa, chỉ dùng cho `namro demo`.")
    new = load_province(name, by=machine("namro agencies load"), at=clock.now()).entered
    print(
        f"{told.title}: nhập mới {new['agencies']} đơn vị, {new['groups']} nhóm, {new['aliases']} cách gọi, "
        f"{new['successions']} việc kế thừa."
    )
    return 0
