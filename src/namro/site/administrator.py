"""The first administrator, entered on the server itself."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from namro.access.models import Account
from namro.access.operations import create_account
from namro.access.roles import Role
from namro.agencies.errors import Refused
from namro.agencies.operations import create_person, grant_role
from namro.audit.actor import machine
from namro.site import clock


@transaction.atomic
def create_administrator(*, username: str, name: str, work_email: str, password: str) -> Account:
    """Enter a person with the role of administrator, and an account with this password."""
    by, now = machine("namro createadmin"), clock.now()
    try:
        validate_email(work_email)
    except ValidationError:
        raise Refused(f"“{work_email}” không phải địa chỉ thư.", field="work_email") from None
    person = create_person(name=name, work_email=work_email, by=by, at=now)
    grant_role(person, role=Role.ADMINISTRATOR, valid_from=now.date(), by=by, at=now)
    account = create_account(person, username=username, by=by, at=now)
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from None
    account.set_password(password)
    account.save(update_fields=("password",))
    return account
