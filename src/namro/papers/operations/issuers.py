"""Which agency a paper comes from."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.directives.models import Directive
from namro.life.queries.own import own_agencies


def issuer_of(directive: Directive, person: Person | None, day: date) -> Agency:
    """The agency that follows the directive, else the one in which the drafting person has a post."""
    if directive.tracker is not None:
        return directive.tracker
    own = own_agencies(person, day) if person is not None else []
    if not own:
        raise Refused(
            _("Chưa biết cơ quan ban hành: ghi cơ quan theo dõi trong thiết lập của văn bản, hoặc chọn ở đây."),
            field="issuer",
        )
    return own[0]
