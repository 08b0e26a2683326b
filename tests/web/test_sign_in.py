"""Sign-in: password, lockout, second step, links, sessions and their limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from namro.access import operations
from namro.access.middleware import BEGAN, SEEN
from namro.access.models import Account, PasswordLink
from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.models import Entry

from .conftest import NOW

PASSWORD = "Ruộng bậc thang 7"


@pytest.fixture
def officer(db: None) -> Account:
    account = Account.objects.get(username="daumoi")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client: Client, username: str = "daumoi", password: str = PASSWORD) -> object:
    return client.post("/sign-in/", {"login": username, "password": password})


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def turn_on_second_step(client: Client) -> str:
    assert client.get("/account/two-step/on/").headers["Location"].startswith("/account/confirm/")
    client.post("/account/confirm/", {"password": PASSWORD})  # something delicate: the password again
    client.get("/account/two-step/on/")
    secret = client.session["mfa.totp.secret"]
    response = client.post("/account/two-step/on/", {"code": code_now(secret)})
    assert response.status_code == 302
    return secret


def test_the_right_password_opens_the_first_page(officer: Account) -> None:
    client = Client()
    assert sign_in(client).headers["Location"] == "/"
    assert officer.person.name in client.get("/").content.decode()
    assert Entry.objects.filter(act="account.signed_in", thing_name="daumoi").exists()


def test_a_sign_in_name_has_no_capitals(officer: Account) -> None:
    assert sign_in(Client(), "DauMoi").status_code == 302


def test_a_wrong_password_says_no_more_than_a_wrong_name(officer: Account) -> None:
    said = "Tên đăng nhập hoặc mật khẩu không đúng."
    assert said in sign_in(Client(), password="sai rồi nhé").content.decode()
    assert said in sign_in(Client(), username="khong.co").content.decode()
    failed = Entry.objects.filter(act="account.sign_in_failed")
    assert failed.count() == 2
    assert not failed.filter(thing_name="khong.co").exists()  # what was typed is not kept


def test_an_account_is_locked_after_five_wrong_passwords(officer: Account) -> None:
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), password="sai rồi nhé")
    page = sign_in(Client(REMOTE_ADDR="192.0.2.99")).content.decode()
    assert "Đã nhập sai nhiều lần" in page


def test_an_address_is_locked_after_thirty(officer: Account, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "3/5m/ip,50/5m/key"}
    for number in range(3):
        sign_in(Client(REMOTE_ADDR="192.0.2.7"), username=f"ai.do{number}", password="sai rồi nhé")
    assert "Đã nhập sai nhiều lần" in sign_in(Client(REMOTE_ADDR="192.0.2.7")).content.decode()
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_the_demonstrations_password_is_refused_elsewhere(officer: Account, settings: object) -> None:
    officer.set_password("namro-demo")
    officer.save()
    assert sign_in(Client(), password="namro-demo").status_code == 200
    settings.DEMO = True
    assert sign_in(Client(), password="namro-demo").status_code == 302


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("ngắn quá1", "ít nhất 10 ký tự"),
        ("1234567890", "chữ số"),
        ("aaaaaaaaaaab", "5 ký tự khác nhau"),
        ("password123", "bị đoán đầu tiên"),
        ("daumoi-2025-x", "tên đăng nhập"),
        ("namro-demo", "bản trình diễn"),
    ],
)
def test_a_weak_password_is_refused_in_words(officer: Account, password: str, says: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, officer)
    assert says in " ".join(refusal.value.messages)


def test_the_second_step_asks_for_a_code(officer: Account) -> None:
    client = Client()
    sign_in(client)
    secret = turn_on_second_step(client)
    client.post("/sign-out/")
    assert sign_in(client).headers["Location"].startswith("/sign-in/code/")
    assert client.get("/").status_code == 302  # not in yet
    assert "Mã không đúng" in client.post("/sign-in/code/", {"code": "000000"}).content.decode()
    cache.clear()  # a code serves once, and the one that turned it on is still the present one
    assert client.post("/sign-in/code/", {"code": code_now(secret)}).headers["Location"] == "/"


def test_a_recovery_code_serves_once(officer: Account) -> None:
    client = Client()
    sign_in(client)
    turn_on_second_step(client)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert code in client.get("/account/two-step/codes/").content.decode()
    for expected in (302, 200):
        other = Client()
        sign_in(other)
        assert other.post("/sign-in/code/", {"code": code}).status_code == expected


def test_an_idle_session_ends(officer: Account, settings: object) -> None:
    client = Client()
    sign_in(client)
    session = client.session
    client.get("/")
    session = client.session
    session[SEEN] = int(time.time() - settings.SESSION_IDLE.total_seconds() - 5)
    session.save()
    assert client.get("/").status_code == 302


def test_an_old_session_ends_however_busy(officer: Account, settings: object) -> None:
    client = Client()
    sign_in(client)
    client.get("/")
    session = client.session
    session[BEGAN] = int(time.time() - settings.SESSION_ABSOLUTE.total_seconds() - 5)
    session.save()
    assert client.get("/").status_code == 302


def test_sessions_are_listed_and_ended_by_their_owner(officer: Account) -> None:
    here, there = Client(HTTP_USER_AGENT="Máy này"), Client(HTTP_USER_AGENT="Máy kia")
    sign_in(here)
    sign_in(there)
    page = here.get("/account/").content.decode()
    assert "Máy kia" in page
    here.post("/account/sessions/end-others/")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_a_session_of_another_is_not_ended(officer: Account, as_role: Callable[[str], Client]) -> None:
    mine = Client()
    sign_in(mine)
    session = UserSession.objects.get(user=officer)
    as_role("daumoi2").post(f"/account/sessions/{session.pk}/end/")
    assert mine.get("/").status_code == 200


def test_an_invitation_sets_the_first_password_once(as_role: Callable[[str], Client], by: Actor) -> None:
    person = Person.objects.get(name="Ngô Văn Tài")
    admin = as_role("quantri")
    admin.post("/accounts/new/", {"person": person.work_email, "username": "Tai.NV"})
    account = Account.objects.get(username="tai.nv")
    page = admin.post(f"/accounts/{account.pk}/link/").content.decode()
    path = page.split("http://testserver", 1)[1].split('"', 1)[0]
    newcomer = Client()
    assert person.name in newcomer.get(path).content.decode()
    weak = newcomer.post(path, {"password1": "ngắn", "password2": "ngắn"})
    assert "ít nhất 10 ký tự" in weak.content.decode()
    both = {"password1": PASSWORD, "password2": PASSWORD}
    assert newcomer.post(path, both).headers["Location"] == "/sign-in/"
    assert newcomer.post(path, both).status_code == 404
    assert sign_in(newcomer, "tai.nv").status_code == 302


def test_a_link_is_kept_as_a_hash_and_ends_in_time(officer: Account, by: Actor) -> None:
    token = operations.issue_password_link(officer, by=by, by_person=None, at=NOW)
    link = PasswordLink.objects.get(account=officer, used_at=None)
    assert token not in link.token_hash
    assert operations.open_link(token) is not None
    PasswordLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert operations.open_link(token) is None


def test_a_new_link_ends_the_one_before(officer: Account, by: Actor) -> None:
    first = operations.issue_password_link(officer, by=by, by_person=None, at=NOW)
    second = operations.issue_password_link(officer, by=by, by_person=None, at=NOW)
    assert operations.open_link(first) is None
    assert operations.open_link(second) is not None


def test_a_locked_account_is_out_at_once(officer: Account, as_role: Callable[[str], Client]) -> None:
    client = Client()
    sign_in(client)
    admin = as_role("quantri")
    admin.post(f"/accounts/{officer.pk}/lock/")
    assert client.get("/").status_code == 302
    assert sign_in(Client()).status_code != 302 or "locked" in sign_in(Client()).headers["Location"]
    admin.post(f"/accounts/{officer.pk}/unlock/")
    assert sign_in(Client()).headers["Location"] == "/"


def test_an_administrator_does_not_lock_themselves_out(as_role: Callable[[str], Client]) -> None:
    own = Account.objects.get(username="quantri")
    as_role("quantri").post(f"/accounts/{own.pk}/lock/")
    assert Account.objects.get(pk=own.pk).is_active


def test_a_lost_phone_is_helped_by_an_administrator(officer: Account, as_role: Callable[[str], Client]) -> None:
    client = Client()
    sign_in(client)
    turn_on_second_step(client)
    as_role("quantri").post(f"/accounts/{officer.pk}/remove-second-step/")
    assert not Authenticator.objects.filter(user=officer).exists()
    assert sign_in(Client()).headers["Location"] == "/"


def test_nobody_registers(client: Client, db: None) -> None:
    for path in ("/signup/", "/accounts/signup/", "/sign-up/"):
        assert client.get(path).status_code in (302, 404)
    with pytest.raises(Refused, match="đã có người dùng"):
        operations.check_username("daumoi")


def test_the_link_goes_by_mail_where_there_is_mail(
    as_role: Callable[[str], Client], officer: Account, settings: object, mailoutbox: list[object]
) -> None:
    admin = as_role("quantri")
    assert "Đã gửi thư" not in admin.post(f"/accounts/{officer.pk}/link/").content.decode()
    settings.MAIL_IS_SET = True
    page = admin.post(f"/accounts/{officer.pk}/link/").content.decode()
    assert "Đã gửi thư tới daumoi@an-lam.example" in page
    (letter,) = mailoutbox
    assert letter.subject == "Đặt lại mật khẩu Năm Rõ"
    link = letter.body.split("http://testserver", 1)[1].split()[0]
    assert Client().get(link).status_code == 200
