"""The guides, one for each role, from guides.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from namro.access.roles import Role


@dataclass(frozen=True, slots=True)
class Step:
    """What to do; `page` is the name of the address that it leads to, `picture` the file under static/guide."""

    title: str
    text: str
    page: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """A role's guide: what the role is for, then the steps."""

    role: Role
    purpose: str
    steps: tuple[Step, ...]


def _read() -> dict[Role, Guide]:
    found = tomllib.loads((Path(__file__).parent / "guides.toml").read_text(encoding="utf-8"))
    return {
        Role(role): Guide(Role(role), guide["purpose"], tuple(Step(**step) for step in guide["steps"]))
        for role, guide in found.items()
    }


GUIDES = _read()
