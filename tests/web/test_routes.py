"""Every address as every role, as another agency's officer, and as nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from namro.access.models import IdentityRequest
from namro.access.roles import Role
from namro.agencies.models import Agency, Group, ImportDraft, Person, Post, RoleGrant, UnresolvedName
from namro.audit.actor import Actor
from namro.directives.models import Original
from namro.directives.operations.intake import NewFile
from namro.life import operations as life
from namro.life.models import HandoverBatch
from namro.life.queries.handover import plan_of
from namro.papers.models import Paper
from namro.programs.models import ApiToken, Scope
from namro.programs.operations import webhooks
from namro.programs.operations.calendars import make_feed
from namro.programs.operations.tokens import make_token
from namro.site.routes import Route, routes
from namro.tasks.models import SavedView, Task
from namro.workbooks.models import Brought
from namro.workdays.models import OfficeDay
from tests.invented_register import invent_register

from . import drafted, lives
from .received import one_task_of

ACCOUNTS = {
    Role.LEADER: "lanhdao",
    Role.TRACKER: "theodoi",
    Role.CONFIRMER: "xacnhan",
    Role.AGENCY_HEAD: "thutruong",
    Role.FOCAL_OFFICER: "daumoi",
    Role.AUDITOR: "thanhtra",
    Role.ADMINISTRATOR: "quantri",
}
# Pages that are only there after something else: allauth answers with a way back, or with "not there".
AFTER_SOMETHING = {"mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes"}
AFTER_SOMETHING |= {"mfa_download_recovery_codes", "mfa_generate_recovery_codes", "mfa_activate_totp"}
AFTER_SOMETHING |= {"workbooks:mapping", "workbooks:enter"}  # of an office's own workbook only
AFTER_SOMETHING |= {"tasks:drop_view"}  # a view of the register is there for its owner only
AFTER_SOMETHING |= {"account_reauthenticate", "account_change_password", "access:set_password", "mfa_index"}
# An agency's people see the sheet of their letter, not what it was counted from; the file that was signed may be none.
AFTER_SOMETHING |= {"papers:figure", "papers:checks", "papers:signed", "papers:meeting_brief"}
# A key, a calendar or a webhook is there for who made it.
AFTER_SOMETHING |= {"programs:revoke_token", "programs:revoke_calendar", "programs:calendar"}
# allauth asks for the password again before it looks for a passkey, and signs in with a filled form only.
PASSKEYS = {"mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn"}
AFTER_SOMETHING |= {*PASSKEYS, "mfa_login_webauthn", "mfa_list_webauthn"}
AFTER_SOMETHING |= {"openid_connect_login", "openid_connect_callback"}  # off unless a provider is named
AFTER_SOMETHING |= {"directives:picture"}  # of a scan or a PDF only
AFTER_SOMETHING |= {"offline:draft"}  # names its assignment in the form
ALL_ROUTES = routes()
ROUTES = [route for route in ALL_ROUTES if route.scope is None]
FOR_PROGRAMS = [route for route in ALL_ROUTES if route.scope is not None]  # by a token, not by signing in


def a_task_of(agency: int) -> Task:
    if not Task.objects.exists():
        invent_register(2, day=date(2025, 6, 20), agencies=[Agency.objects.get(pk=agency)])
    return Task.objects.filter(assignments__agency=agency).first()


def an_office_day(person: Person) -> int:
    given = {"kind": "off", "name": "Nghỉ hoán đổi", "entered_at": "2025-06-20T08:00+07:00", "entered_by": person}
    return OfficeDay.objects.get_or_create(day=date(2025, 6, 23), agency=None, defaults=given)[0].pk


def filled(route: Route) -> str:
    """The route's address with things that are there, and that the officer of Sở Xây dựng may see."""
    someone = Person.objects.get(account__username="daumoi")
    things = {
        "post": Post.objects.get(person=someone).pk,
        "grant": RoleGrant.objects.get(person=someone).pk,
        "token": "no-such-token",
        "provider_id": "province",
        "role": "tracker",
        "walk": "desk",
        "office_day": an_office_day(someone),
        "pk": Agency.objects.get(names__name="Sở Xây dựng").pk,
    }
    if route.path.startswith("/people/"):
        things["pk"] = someone.pk
    elif route.path.startswith("/agencies/names/"):
        things["pk"] = UnresolvedName.objects.first().pk
    elif route.path.startswith("/agencies/groups/"):
        things["pk"] = Group.objects.first().pk
    elif "/import/" in route.path or "/sessions/" in route.path:
        things["pk"] = ImportDraft.objects.order_by("pk").last().pk if ImportDraft.objects.exists() else 1
    elif route.path.startswith("/tasks/views/"):
        things["pk"] = SavedView.objects.get_or_create(person=someone, name="của người khác")[0].pk
    elif route.path.startswith("/tasks/"):
        things["pk"] = a_task_of(things["pk"]).pk
    elif route.path.startswith("/directives/<"):
        directive = one_task_of("Sở Xây dựng", Person.objects.get(account__username="theodoi"))
        things |= {"pk": directive.pk, "draft": directive.drafts.get().pk, "part": 0, "group": Group.objects.first().pk}
        things["page"] = 1
    elif route.path.startswith("/accounts/identities/"):
        facts = {"account": someone.account, "subject": "s", "email": someone.work_email, "asked_at": lives.NOW}
        things["pk"] = IdentityRequest.objects.create(**facts).pk
    elif "/handover/" in route.path:
        things["batch"] = of_a_handover().pk
    elif route.path.startswith("/accounts/"):
        things["pk"] = someone.account.pk
    elif route.path.startswith("/webhooks/<"):
        things |= of_a_webhook()
    elif "/calendars/" in route.path:
        feed, _text = make_feed(someone, None, day=lives.DAY, by=Actor(someone.name, someone.pk), at=lives.NOW)
        things["pk"] = feed.pk
    elif "/tokens/" in route.path:
        things["pk"] = a_token(someone)[0].pk
    elif route.path.startswith("/assignments/"):
        things |= of_an_assignment(route)
    elif route.path.startswith("/papers/"):
        things |= of_a_paper(route)
    elif route.path.startswith("/workbooks/") and "/agencies/" not in route.path:
        things["pk"] = a_workbook("agency" if "/filled/" in route.path else "register", things["pk"]).pk
    return re.sub(r"<\w+:(\w+)>", lambda part: str(things[part[1]]), route.path)


def a_workbook(form: str, agency: int) -> Brought:
    """One that was brought and read: of the register, or of Sở Xây dựng."""
    original, _made = Original.objects.get_or_create(sha256="0" * 64, size=1, form="xlsx", kept_at=lives.NOW)
    told = {"rows": 0, "lacking": [], "empty": 0} | {
        name: {"count": 0, "some": []} for name in ("unknown", "forged", "repeated", "missing")
    }
    return Brought.objects.create(
        form=form, original=original, file_name="a.xlsx", brought_at=lives.NOW, state="ready", told=told,
        agency_id=agency if form == "agency" else None, brought_by=Person.objects.get(account__username="theodoi"),
    )  # fmt: skip


def a_token(person: Person, *scopes: str) -> tuple[ApiToken, str]:
    by = Actor(person.name, person.pk)
    return make_token(person, name="thử", scopes=scopes or ("tasks:read",), days=30, by=by, at=lives.NOW)


def of_a_webhook() -> dict[str, object]:
    """A webhook with one delivery that is over."""
    person = Person.objects.get(account__username="quantri")
    who = {"by": Actor(person.name, person.pk), "at": lives.NOW}
    made = webhooks.make_webhook(name="SMS", url="https://sms.example/", kinds=["updated"], person=person, **who)
    webhook = made[0]
    delivery = webhooks.try_out(webhook, **who)
    type(delivery).objects.update(state="failed")
    return {"pk": webhook.pk, "delivery": delivery.pk, "act": "pause"}


def of_a_handover() -> HandoverBatch:
    """A hand-over of Sở Xây dựng that was done."""
    one, tracker = lives.lead(), lives.acting("theodoi")
    batch = life.begin_handover(one.agency, acting=tracker)
    receiver = lives.named("Sở Công Thương")
    life.set_basis(batch, document="22/QĐ-UBND", reason="Sắp xếp", receiver=receiver, acting=tracker)
    life.confirm_handover(batch, plan=plan_of(HandoverBatch.objects.get(pk=batch.pk), lives.DAY).mark, acting=tracker)
    life.run_handover(batch.pk, acting=tracker)
    return batch


def of_an_assignment(route: Route) -> dict[str, object]:
    """An assignment of Sở Xây dựng with all that hangs on it, as far as the address needs it."""
    both = lives.task(due=date(2025, 6, 30))
    own = lives.assign(both, lives.named("Sở Xây dựng"))
    helping = lives.assign(both, lives.named("Sở Công Thương"), duty="coordinate")
    if "<int:direction>" in route.path:
        return {"direction": life.direct(own, text="Làm rõ tiến độ.", acting=lives.acting("lanhdao")).pk}
    if "<int:complaint>" in route.path:
        return {"complaint": life.complain(own, helping, text="Chưa gửi số liệu.", acting=lives.acting("daumoi")).pk}
    things: dict[str, object] = {"pk": own.pk, "partner": helping.pk, "answer": "complain", "move": "pause"}
    if "<int:extension>" in route.path:
        asked = life.ask(own, requested_date=date(2025, 7, 31), reason="Chờ số liệu", acting=lives.acting("daumoi"))
        things["extension"] = asked.pk
    if "<int:update>" in route.path:
        life.set_practice(own.agency, head_approves=True, acting=lives.acting("thutruong"))
        lives.complete(own)
        things["update"] = own.updates.get().pk
    if "<int:expected>" in route.path:
        month = (date(2025, 4, 15), date(2025, 5, 14), date(2025, 5, 14), date(2025, 6, 2))
        expected = lives.expect(own, [month])[0]
        things["expected"] = expected.pk
        if route.path.endswith("/sent/"):
            life.send_report(expected, life.NewReport("Đã làm"), acting=lives.acting("daumoi"))
    if "<int:file>" in route.path:
        lives.complete(own, files=(NewFile("anh.jpg", b"\xff\xd8\xff\xe0"),))
        things["file"] = own.updates.get().files.get().pk
    return things


def of_a_paper(route: Route) -> dict[str, object]:
    """A paper that went to Sở Xây dựng, as far as the address needs it."""
    things: dict[str, object] = {"form": "docx", "kind": "monthly"}
    if "<int:extension>" in route.path:
        own = lives.lead(date(2025, 6, 30))
        asked = life.ask(own, requested_date=date(2025, 7, 31), reason="Chờ số liệu", acting=lives.acting("daumoi"))
        things["extension"] = asked.pk
    elif route.path.startswith("/papers/templates/files/"):
        things["pk"] = drafted.template().pk
    elif route.path.startswith("/papers/rhythms/<"):
        things["pk"] = drafted.rhythm().pk
    elif "<int:pk>" in route.path:
        paper = drafted.monthly()
        Paper.objects.filter(pk=paper.pk).update(kind="urging", agency=lives.named("Sở Xây dựng"))
        drafted.issued(paper)
        things |= {"pk": paper.pk, "key": "cells.total" if "figures" in route.path else "I.period"}
    return things


def ask(client: Client, address: str, method: str) -> int:
    return getattr(client, method.lower())(address).status_code


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@pytest.mark.parametrize("role", list(Role))
def test_each_role_comes_in_where_the_table_says(
    role: Role, route: Route, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    if "import/<int:pk>" in route.path:
        subject = "accounts" if route.path.startswith("/accounts") else "agencies"
        ImportDraft.objects.create(
            subject=subject, file_name="a.xlsx", rows=[], refusals=[],
            brought_by=person(ACCOUNTS[role]), brought_at="2025-06-20T08:00+07:00",
        )  # fmt: skip
    client, address = as_role(ACCOUNTS[role]), filled(route)
    for method in route.methods:
        status = ask(client, address, method)
        if not route.anyone and role not in route.roles:
            assert status == 403, (route.path, method)
        elif route.name in AFTER_SOMETHING:
            assert status in (200, 302, 404), (route.path, method)
        else:
            # 409: the drafts of this document have become its register
            assert status in (200, 204, 302, 409, 422), (route.path, method)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_nobody_is_sent_to_sign_in(route: Route, db: None) -> None:
    address = filled(route)
    for method in route.methods:
        response = getattr(Client(), method.lower())(address)
        if route.anyone:
            assert response.status_code in (200, 302, 404), route.path
        else:
            assert response.status_code == 302, route.path
            assert response.headers["Location"].startswith("/sign-in/"), route.path


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_method_that_is_not_listed_is_refused(route: Route, as_role: Callable[[str], Client]) -> None:
    client, address = as_role("quantri"), filled(route)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(route.methods):
        assert ask(client, address, method) == 405, (route.path, method)


# Things of Sở Xây dựng are not there for the officer of Sở Công Thương.
STRANGERS_PAGES = [route for route in ROUTES if "<int:pk>" in route.path and Role.FOCAL_OFFICER in route.roles]


@pytest.mark.parametrize("route", STRANGERS_PAGES, ids=lambda route: route.name)
def test_another_agencys_officer_finds_nothing(route: Route, as_role: Callable[[str], Client]) -> None:
    # A group is everyone's; a session that is not theirs is not ended.
    if route.name in ("agencies:group", "access:end_session") or route.name in PASSKEYS:
        return
    client, address = as_role("daumoi2"), filled(route)
    for method in route.methods:
        assert ask(client, address, method) == 404, (route.path, method)


def test_every_address_has_a_gate_and_a_name() -> None:
    assert all(route.name and route.methods for route in ALL_ROUTES)


@pytest.mark.parametrize("route", FOR_PROGRAMS, ids=lambda route: route.name)
@pytest.mark.parametrize("role", list(Role))
def test_a_program_comes_in_where_its_scope_and_its_owners_role_say(
    role: Role, route: Route, person: Callable[[str], Person], as_role: Callable[[str], Client]
) -> None:
    owner, address = person(ACCOUNTS[role]), "/api/v1/directives/1" if "<int:pk>" in route.path else route.path
    for method in route.methods:
        assert route.scope is not None
        _token, text = a_token(owner, route.scope)
        _token, of_another_scope = a_token(owner, *(scope for scope in Scope if scope != route.scope))
        status = ask_with(Client(), address, method, text)
        if role in route.roles:
            assert status in (200, 201, 404, 422), (route.path, method)
        else:
            assert status == 403, (route.path, method)
        assert ask_with(Client(), address, method, of_another_scope) == 403
        assert ask_with(Client(), address, method, "namro_khong-co") == 401
        assert ask(as_role(ACCOUNTS[role]), address, method) == 401  # a session opens nothing here
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(route.methods):
        assert ask_with(Client(), address, method, text) == 405, (route.path, method)


def ask_with(client: Client, address: str, method: str, token: str) -> int:
    return getattr(client, method.lower())(address, headers={"Authorization": f"Bearer {token}"}).status_code


def test_programs_come_in_at_these_addresses_only() -> None:
    assert {(route.path, route.scope) for route in FOR_PROGRAMS} == {
        ("/api/v1/directives", "directives:write"),
        ("/api/v1/directives/<int:pk>", "directives:write"),
        ("/api/v1/tasks", "tasks:read"),
        ("/api/v1/events", "events:read"),
    }


def test_only_these_are_open_to_anyone() -> None:
    assert {route.name for route in ROUTES if route.anyone} == {
        "live",
        "ready",
        "appearance",
        "account_login",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "account_reset_password",
        "account_inactive",
        "access:set_password",
        "openid_connect_login",
        "openid_connect_callback",
        "api:openapi",
        "programs:calendar",  # by its secret address
        "offline:manifest",
        "offline:worker",
        "offline:page",
    }
