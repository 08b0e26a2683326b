"""Reads settings from the environment; a value that makes no sense is refused with what is allowed.

Every reader takes the variable's name and returns a typed value. The message is Vietnamese because the person who
reads it runs the server of a Vietnamese office.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


class BadSetting(Exception):
    """An environment variable whose value is refused: `str(error)` names it, its value and what is allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value!r} không hợp lệ: {allowed}")
        self.name = name


class Environment:
    """Typed readings of a mapping of strings, `os.environ` by default."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = os.environ if values is None else values

    def _raw(self, name: str) -> str | None:
        value = self._values.get(name, "").strip()
        return value or None

    def text(self, name: str, default: str = "") -> str:
        """Any text, as it stands."""
        return self._raw(name) or default

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no."""
        raw = self._raw(name)
        if raw is None:
            return default
        if raw.lower() not in YES + NO:
            raise BadSetting(name, raw, f"chỉ nhận một trong {', '.join(YES + NO)}.")
        return raw.lower() in YES

    def integer(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within [least, most]."""
        raw = self._raw(name)
        if raw is None:
            return default
        if not raw.lstrip("-").isdigit() or not least <= int(raw) <= most:
            raise BadSetting(name, raw, f"phải là số nguyên từ {least} đến {most}.")
        return int(raw)

    def choice(self, name: str, default: str, allowed: Sequence[str]) -> str:
        """One of a few words."""
        raw = self._raw(name) or default
        if raw not in allowed:
            raise BadSetting(name, raw, f"chỉ nhận một trong {', '.join(allowed)}.")
        return raw

    def words(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """A list with commas between."""
        raw = self._raw(name)
        return [word.strip() for word in raw.split(",") if word.strip()] if raw else list(default)

    def folder(self, name: str, default: Path) -> Path:
        """An absolute path of a folder; `~` is the home of the user."""
        raw = self._raw(name)
        path = Path(raw).expanduser() if raw else default
        if path.exists() and not path.is_dir():
            raise BadSetting(name, str(path), "phải là một thư mục, không phải tệp.")
        return path.absolute()

    def moment(self, name: str) -> datetime | None:
        """A moment with its offset, such as 2025-06-20T08:00+07:00."""
        raw = self._raw(name)
        if raw is None:
            return None
        allowed = "phải là thời điểm có múi giờ, ví dụ 2025-06-20T08:00+07:00."
        try:
            moment = datetime.fromisoformat(raw)
        except ValueError:
            raise BadSetting(name, raw, allowed) from None
        if moment.tzinfo is None:
            raise BadSetting(name, raw, allowed)
        return moment

    def web_address(self, name: str) -> str:
        """An address by https, or by http on this machine; without the slash at its end."""
        raw = self._raw(name)
        if raw is None:
            return ""
        address = urlsplit(raw)
        here = address.scheme == "http" and address.hostname in ("localhost", "127.0.0.1", "::1")
        if not address.hostname or not (address.scheme == "https" or here) or address.query or address.fragment:
            raise BadSetting(name, raw, "phải có dạng https://máy/đường-dẫn (http chỉ với localhost).")
        return raw.rstrip("/")

    def all_or_none(self, *names: str) -> None:
        """Refuse some of what belongs together without the rest."""
        given = [name for name in names if self._raw(name)]
        if given and len(given) < len(names):
            missing = next(name for name in names if name not in given)
            raise BadSetting(missing, "", f"phải đặt cùng với {', '.join(given)}.")

    def database(self, name: str, default_file: Path) -> dict[str, Any]:
        """Django's description of the database: PostgreSQL by its address, or the SQLite file by default."""
        raw = self._raw(name)
        if raw is None:
            return _sqlite(default_file)
        address = urlsplit(raw)
        if address.scheme not in ("postgres", "postgresql") or not address.path.strip("/"):
            raise BadSetting(name, _without_password(raw), "phải có dạng postgresql://tài-khoản:mật-khẩu@máy:cổng/tên.")
        return _postgresql(address)

    def mail(self, name: str) -> dict[str, Any] | None:
        """Where mail goes out: smtp://user:password@host:port, smtps:// for TLS from the start, or None."""
        raw = self._raw(name)
        if raw is None:
            return None
        address = urlsplit(raw)
        if address.scheme not in ("smtp", "smtps") or not address.hostname:
            raise BadSetting(
                name, _without_password(raw), "phải có dạng smtp://tài-khoản:mật-khẩu@máy:cổng (hoặc smtps://)."
            )
        secure = address.scheme == "smtps"
        return {
            "EMAIL_HOST": address.hostname,
            "EMAIL_PORT": address.port or (465 if secure else 587),
            "EMAIL_HOST_USER": unquote(address.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
            "EMAIL_USE_SSL": secure,
            "EMAIL_USE_TLS": not secure and bool(address.username),
        }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 60,  # a connection of its own for each request costs it 3 to 8 ms: the schema is read anew
        "OPTIONS": {
            # A writer takes the lock when its transaction begins, so that it waits instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            # FULL: a committed act survives a power cut, which an office's register must.
            # mmap_size: the counts of the register walk along an index of megabytes. SQLite's own cache holds 2, and
            # lets go of them at each act of another; what the system keeps of the file's first 64 is read in place, by
            # all connections. More would save a page a millisecond, and count as memory of who reads the whole file.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; "
                "PRAGMA mmap_size=67108864;"
            ),
        },
    }


def _postgresql(address: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.strip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": unquote(address.hostname or ""),
        "PORT": str(address.port or ""),
        "OPTIONS": dict(parse_qsl(address.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _without_password(raw: str) -> str:
    password = urlsplit(raw).password
    return raw.replace(password, "***") if password else raw
