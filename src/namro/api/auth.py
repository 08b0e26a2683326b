"""Who calls: the owner of the token, within its scope and within what the policy allows them on this day."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from namro.access.gate import allow
from namro.access.policy import Act
from namro.access.request import Request
from namro.api.problems import Problem
from namro.audit.actor import Actor
from namro.programs.models import ApiToken, Scope
from namro.programs.models.tokens import ACT_OF
from namro.programs.operations.tokens import count_call, open_token


class Bearer(HttpBearer):
    """A token of one scope. The session of a browser opens nothing here, so that no page elsewhere can borrow it."""

    def __init__(self, scope: Scope, act: Act | None = None) -> None:
        super().__init__()
        self.scope, self.act = scope, act or ACT_OF[scope]

    def authenticate(self, http: HttpRequest, token: str) -> ApiToken | None:
        """The token, with its owner put in the place of who is signed in."""
        request = cast(Request, http)
        found = open_token(token.strip())
        if found is None:
            return None
        if not count_call(found):
            detail = _("Khóa này gọi quá nhiều trong một phút. Chờ một phút rồi gọi tiếp.")
            raise Problem(429, "too-many", _("Gọi quá nhanh"), detail, headers={"Retry-After": "60"})
        if str(self.scope) not in found.scopes:
            detail = _("Khóa này không có phạm vi %(scope)s. Lập khóa mới có phạm vi đó.") % {"scope": str(self.scope)}
            raise Problem(403, "scope", _("Ngoài phạm vi của khóa"), detail)
        request.person = found.person
        # The log says who answers for the act and by which program it came.
        name = _("%(person)s, qua “%(program)s”") % {"person": found.person.name, "program": found.name}
        request.actor = Actor(name=name[:160], person=found.person_id, address=request.address, request_id=request.id)
        allow(request, self.act, None)
        return found
