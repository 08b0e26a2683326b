"""What every template may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.access.passkeys import passkeys_work
from namro.access.policy import Act, may
from namro.reminders.unseen import MOST, unseen

# Concatenated by nobody: each is small, and the browser keeps them by their hashed names.
STYLES = (
    "fonts",
    "tokens",
    "base",
    "page",
    "five",
    "buttons",
    "states",
    "tables",
    "tabs",
    "filters",
    "forms",
    "panels",
    "meters",
    "dialogs",
    "empty",
    "timeline",
    "figures",
    "assignments",
    "leader",
    "narrow",
    "print",
)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the navigation: where it leads, and the act that opens it."""

    url: str
    name: Promise
    act: Act | None
    prefixes: tuple[str, ...]


SECTIONS = (
    Section("desk:home", _("Trang đầu"), None, ()),
    Section("tasks:register", _("Sổ nhiệm vụ"), Act.SEE_TASKS, ("/tasks/",)),
    Section("life:mine", _("Việc của tôi"), Act.REPORT_PROGRESS, ("/assignments/mine/",)),
    Section("life:list", _("Lượt giao"), Act.SEE_TASKS, ("/assignments/",)),
    Section("reminders:foreseen", _("Nhắc việc"), Act.FOLLOW_TASKS, ("/reminders/",)),
    Section("papers:list", _("Văn bản đi"), Act.SEE_PAPERS, ("/papers/",)),
    Section("workdays:calendar", _("Lịch"), Act.EDIT_CALENDAR, ("/calendar/",)),
    Section("directives:list", _("Văn bản"), Act.SEE_DIRECTIVES, ("/directives/",)),
    Section("agencies:list", _("Đơn vị"), Act.SEE_AGENCIES, ("/agencies/",)),
    Section("agencies:people", _("Cán bộ"), Act.SEE_PEOPLE, ("/people/",)),
    Section("agencies:names", _("Tên chưa rõ"), Act.ANSWER_NAMES, ("/agencies/names/",)),
    Section("access:accounts", _("Tài khoản"), Act.SEE_ACCOUNTS, ("/accounts/", "/programs/", "/webhooks/")),
    Section("audit:log", _("Nhật ký"), Act.READ_AUDIT, ("/audit/",)),
    Section("administration", _("Hệ thống"), Act.LOOK_AFTER_SITE, ("/administration/",)),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """The navigation for who is asking, the look, and whether this is a demonstration."""
    person = getattr(request, "person", None)
    day = getattr(request, "day", None)
    return {
        "person_here": person,
        "sections": _sections(person, day) if person is not None else (),
        "current_section": _current(request.path),
        "styles": STYLES,
        "theme": getattr(request, "theme", "auto"),
        "is_demo": settings.DEMO,
        "now": getattr(request, "now", None),
        "unseen": (lambda: unseen(person)) if person is not None else (lambda: 0),  # asked by who shows it
        "most_unseen": MOST,
        "languages": settings.LANGUAGES,
        "oidc_name": settings.OIDC_NAME,
        "passkeys_work": passkeys_work(request),
        "oidc_provider": settings.OIDC_PROVIDER,
    }


def _sections(person: Any, day: Any) -> tuple[Section, ...]:
    return tuple(section for section in SECTIONS if section.act is None or may(person, section.act, None, day))


def _current(path: str) -> str:
    # The longest prefix wins: /agencies/names/ is not under /agencies/ in the navigation.
    matches = [
        (len(prefix), section.url) for section in SECTIONS for prefix in section.prefixes if path.startswith(prefix)
    ]
    return max(matches)[1] if matches else ("desk:home" if path == "/" else "")
