"""Who acts, from where: what the edge of the site hands to every operation."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who does something. `person` is None where the machine itself does it (a command, a job)."""

    name: str
    person: int | None = None
    principal: int | None = None
    principal_name: str = ""
    address: str = ""
    request_id: str = ""

    def standing_in_for(self, principal: int | None, name: str) -> Actor:
        """The same actor, acting on behalf of `principal` (None: for themselves)."""
        return replace(self, principal=principal, principal_name=name)


def machine(command: str) -> Actor:
    """The actor of a command run on the server."""
    return Actor(name=f"lệnh {command}")
