"""Sign-in by the province's provider, against a real OpenID Connect server that runs in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from namro.access import identities
from namro.access.models import Account, IdentityRequest
from namro.access.operations import lock_account, unlock_account
from namro.agencies.errors import Refused
from namro.agencies.models import Person, RoleGrant
from namro.audit.actor import Actor
from namro.audit.models import Entry

from .conftest import NOW

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what the provider is made of

START = "/sign-in/by/province/"
SUBJECT = "cccd-hash-1"


@pytest.fixture
def provider(settings: Any, db: None) -> Iterator[str]:
    """A provider on this machine, named in the settings."""
    with oidc_provider_mock.run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "Đăng nhập chung của tỉnh"
        app = {"provider_id": "province", "name": "province", "client_id": "namro", "secret": "bí-mật"}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": issuer}}]}
        }
        yield issuer


def claims(provider: str, subject: str = SUBJECT, **told: Any) -> None:
    """What the provider says of an identity."""
    assert requests.put(f"{provider}/users/{subject}", json=told, timeout=5).ok


def sign_in(client: Client, subject: str = SUBJECT, start: str = START) -> Any:
    """Through the provider's own page and back, as a browser goes."""
    there = client.get(start)
    assert there.status_code == 302
    answer = requests.post(there.headers["Location"], data={"sub": subject}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def email_of(username: str) -> str:
    return Account.objects.get(username=username).person.work_email


def last_denial() -> str:
    return Entry.objects.filter(act="identity.denied").order_by("-number").first().after["reason"]


def accepted(provider: str, username: str = "daumoi", subject: str = SUBJECT) -> Account:
    """An identity that an administrator has accepted."""
    claims(provider, subject, email=email_of(username), email_verified=True)
    sign_in(Client(), subject)
    admin = Person.objects.get(account__username="quantri")
    found = IdentityRequest.objects.get(subject=subject)
    identities.accept(found, person=admin, by=Actor(admin.name, admin.pk), at=NOW)
    return Account.objects.get(username=username)


def test_nothing_of_it_is_there_unless_it_is_set(as_role: Callable[[str], Client]) -> None:
    assert "/sign-in/by/" not in Client().get("/sign-in/").content.decode()
    assert Client().get(START).status_code == 404
    assert Client().get(f"{START}back/").status_code == 404


def test_the_first_time_waits_for_consent_and_then_it_signs_in(
    provider: str, as_role: Callable[[str], Client], db: None
) -> None:
    assert "Đăng nhập chung của tỉnh" in Client().get("/sign-in/").content.decode()
    claims(provider, email=email_of("daumoi").upper(), email_verified=True)
    browser = Client()
    response = sign_in(browser)
    assert response.status_code == 200
    assert "lần đầu" in response.content.decode()
    assert not is_in(browser)
    sign_in(browser)  # asking again is the same request
    found = IdentityRequest.objects.get()
    admin = as_role("quantri")
    assert found.email in admin.get("/accounts/identities/").content.decode()
    assert "(1)" in admin.get("/accounts/").content.decode()
    admin.post(f"/accounts/identities/{found.pk}/accept/")
    assert sign_in(browser).status_code == 302
    assert is_in(browser)
    assert "Tài khoản của tôi" in browser.get("/account/").content.decode()
    acts = list(Entry.objects.filter(thing="identity").order_by("number").values_list("act", flat=True))
    assert acts == ["identity.asked", "identity.accepted"]
    assert Entry.objects.order_by("-number").first().act == "account.signed_in"


def test_nothing_that_is_claimed_is_kept_and_no_role_comes_of_it(provider: str) -> None:
    account = accepted(provider)
    before = list(RoleGrant.objects.values_list("pk", "person", "role"))
    claims(
        provider,
        email=email_of("daumoi"),
        email_verified=True,
        name="Người khác",
        role="administrator",
        groups=["admin"],
    )
    browser = Client()
    sign_in(browser)
    assert is_in(browser)
    assert browser.get("/accounts/").status_code == 403
    assert list(RoleGrant.objects.values_list("pk", "person", "role")) == before
    assert SocialAccount.objects.get(user=account).extra_data == {}
    account.refresh_from_db()
    assert account.person.name != "Người khác"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({}, "danh tính không có thư"),
        ({"email": ""}, "danh tính không có thư"),
        ({"email": "mine", "email_verified": False}, "thư của danh tính chưa được xác minh"),
        ({"email": "mine"}, "thư của danh tính chưa được xác minh"),
        ({"email": "mine", "email_verified": "true"}, "thư của danh tính chưa được xác minh"),
        ({"email": "khong-ai@an-lam.example", "email_verified": True}, "không có tài khoản nào có thư công vụ này"),
    ],
)
def test_without_a_verified_address_of_an_account_it_is_turned_away(
    told: dict[str, Any], reason: str, provider: str, db: None
) -> None:
    if told.get("email") == "mine":
        told = told | {"email": email_of("daumoi")}
    claims(provider, **told)
    browser = Client()
    response = sign_in(browser)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Chưa đăng nhập được" in page
    assert reason not in page  # for the log only
    assert last_denial() == reason
    assert not is_in(browser)
    assert not IdentityRequest.objects.exists()


def test_every_refusal_looks_the_same(provider: str, by: Actor) -> None:
    """Whether there is an account, and whether it is locked, is told to nobody."""
    pages = set()
    for number, told in enumerate(
        (
            {"email": "khong-ai@an-lam.example", "email_verified": True},
            {"email": email_of("daumoi2"), "email_verified": True},
        )
    ):
        if number:
            lock_account(Account.objects.get(username="daumoi2"), by=by, at=NOW)
        claims(provider, f"s{number}", **told)
        response = sign_in(Client(), f"s{number}")
        told = response.content.decode().partition("<main")[2].partition("</main>")[0]
        pages.add((response.status_code, told.replace(response.headers["X-Request-ID"], "")))
    _one, *others = pages
    assert others == []


def test_a_locked_account_stays_locked(provider: str, by: Actor) -> None:
    account = accepted(provider)
    lock_account(account, by=by, at=NOW)
    browser = Client()
    assert sign_in(browser).status_code == 403
    assert last_denial() == "tài khoản bị khóa"
    assert not is_in(browser)
    unlock_account(account, by=by, at=NOW)
    sign_in(browser)
    assert is_in(browser)


def test_two_accounts_of_one_address_are_nobodys(provider: str) -> None:
    email = email_of("daumoi")
    Person.objects.filter(account__username="daumoi2").update(work_email=email.upper())
    claims(provider, email=email, email_verified=True)
    assert sign_in(Client()).status_code == 403
    assert last_denial() == "hai tài khoản cùng thư công vụ"


def test_a_linked_identity_with_somebody_elses_address_is_turned_away(provider: str) -> None:
    accepted(provider)
    claims(provider, email=email_of("quantri"), email_verified=True)
    browser = Client()
    assert sign_in(browser).status_code == 403
    assert "khác thư công vụ" in last_denial()
    assert not is_in(browser)


def test_a_second_identity_does_not_take_over_a_linked_account(provider: str) -> None:
    accepted(provider)
    claims(provider, "another", email=email_of("daumoi"), email_verified=True)
    assert sign_in(Client(), "another").status_code == 403
    assert last_denial() == "tài khoản đã gắn với danh tính khác"


def test_what_was_refused_asks_no_more_until_it_is_accepted(
    provider: str, as_role: Callable[[str], Client], db: None
) -> None:
    claims(provider, email=email_of("daumoi"), email_verified=True)
    sign_in(Client())
    found, admin = IdentityRequest.objects.get(), as_role("quantri")
    admin.post(f"/accounts/identities/{found.pk}/refuse/")
    assert sign_in(Client()).status_code == 403
    assert IdentityRequest.objects.count() == 1
    assert found.email in admin.get("/accounts/identities/?state=refused").content.decode()
    admin.post(f"/accounts/identities/{found.pk}/accept/")
    browser = Client()
    sign_in(browser)
    assert is_in(browser)


def test_nobody_accepts_their_own(provider: str, person: Callable[[str], Person], by: Actor) -> None:
    claims(provider, email=email_of("quantri"), email_verified=True)
    sign_in(Client())
    with pytest.raises(Refused, match="quản trị khác"):
        identities.accept(IdentityRequest.objects.get(), person=person("quantri"), by=by, at=NOW)
    assert not SocialAccount.objects.exists()


def test_an_unlinked_identity_signs_in_no_more(provider: str, as_role: Callable[[str], Client]) -> None:
    account = accepted(provider)
    as_role("quantri").post(f"/accounts/{account.pk}/unlink/")
    browser = Client()
    assert sign_in(browser).status_code == 403
    assert not is_in(browser)


def test_the_second_step_is_asked_for_here_too(provider: str) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    account = accepted(provider)
    TOTP.activate(account, generate_totp_secret())
    browser = Client()
    response = sign_in(browser)
    assert response.headers["Location"] == "/sign-in/code/"
    assert not is_in(browser)


def test_who_is_signed_in_ties_no_identity_to_themselves(provider: str, as_role: Callable[[str], Client]) -> None:
    claims(provider, email=email_of("daumoi"), email_verified=True)
    browser = as_role("quantri")
    response = sign_in(browser, start=f"{START}?process=connect")
    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_answer_that_was_not_asked_for_signs_nobody_in(provider: str) -> None:
    accepted(provider)
    mine, other = Client(), Client()
    there = mine.get(START).headers["Location"]
    answer = requests.post(there, data={"sub": SUBJECT}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    response = other.get(f"{back.path}?{back.query}")  # another browser is given the address
    assert response.status_code in (401, 502)
    assert not is_in(other)
    assert parse_qs(urlsplit(there).query)["code_challenge_method"] == ["S256"]


def test_who_stops_at_the_provider_is_told_how_to_go_on(provider: str) -> None:
    browser = Client()
    state = parse_qs(urlsplit(browser.get(START).headers["Location"]).query)["state"][0]
    response = browser.get(f"{START}back/?error=access_denied&state={state}")
    assert response.status_code == 200
    assert "dùng mật khẩu" in response.content.decode()


def test_a_provider_that_is_away_is_said_to_be(settings: Any, provider: str) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"
    response = Client().get(START)
    assert response.status_code == 502
    assert "không trả lời" in response.content.decode()
