"""Sign-in by others' hands, in a browser: the province's provider, and a passkey of a virtual authenticator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import oidc_provider_mock
import pytest
import requests
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An identity provider on this machine."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def site_settings(provider: str) -> dict[str, str]:
    """The demonstration knows the provider; its administrator and officer are real only here."""
    return {
        "NAMRO_OIDC_ISSUER": provider,
        "NAMRO_OIDC_CLIENT_ID": "namro",
        "NAMRO_OIDC_CLIENT_SECRET": "khong-ai-biet",
        "NAMRO_OIDC_NAME": "Đăng nhập chung tỉnh An Lâm",
    }


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    """No documents are needed."""
    return ("--empty",)


def sign_out(page: Page) -> None:
    page.goto("/")
    page.locator("details.nr-menu summary").last.click()
    page.get_by_role("button", name="Đăng xuất").click()
    if page.url.endswith("/sign-out/"):
        page.locator("main button[type=submit]").click()
    page.wait_for_url("**/sign-in/**")


def at_the_provider(page: Page, subject: str) -> None:
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=""))  # the provider's styles come from elsewhere
    page.goto("/sign-in/")
    page.get_by_role("link", name="Đăng nhập chung tỉnh An Lâm").click()
    page.fill("[name=sub]", subject)
    page.get_by_role("button", name="Authorize").click()


def test_an_identity_waits_for_consent_and_then_signs_in(
    page: Page, sign_in: Callable[[str], None], provider: str, axe: Callable[..., list[str]]
) -> None:
    sign_in("daumoi")
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")
    email = page.locator("dt:has-text('Thư công vụ') + dd").inner_text()
    sign_out(page)
    requests.put(f"{provider}/users/cb-1", json={"email": email, "email_verified": True}, timeout=5)
    at_the_provider(page, "cb-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chờ quản trị chấp nhận")
    assert axe() == []
    sign_in("quantri")
    page.goto("/accounts/")
    page.get_by_role("link", name="Danh tính chờ gắn (1)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh tính đăng nhập chung")
    assert axe() == []
    page.get_by_role("button", name="Chấp nhận").click()
    expect(page.get_by_role("status").or_(page.locator(".nr-note"))).to_contain_text(["đăng nhập được"])
    sign_out(page)
    at_the_provider(page, "cb-1")
    page.wait_for_url(lambda url: url.rstrip("/").endswith(page.url.split("/")[2]))
    expect(page.locator("header.nr-top")).to_contain_text("Trang đầu")


def test_a_passkey_is_added_named_used_and_removed(
    page: Page, sign_in: Callable[[str], None], axe: Callable[..., list[str]]
) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    sign_in("daumoi2")
    page.goto("/account/")
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    if "/account/confirm/" in page.url:
        page.fill("[name=password]", "namro-demo")
        page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thêm khóa truy cập")
    assert axe() == []
    page.fill("[name=name]", "Máy ở cơ quan")
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")  # for the day the key is lost
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("Máy ở cơ quan")
    assert axe() == []
    sign_out(page)

    page.goto("/sign-in/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    expect(page.locator("header.nr-top")).to_contain_text("Trang đầu")

    page.goto("/account/")
    page.get_by_role("link", name="Đổi tên Máy ở cơ quan").click()
    if "/account/confirm/" in page.url:
        page.get_by_role("link", name="Dùng khóa truy cập").click()
        page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.fill("[name=name]", "Máy ở nhà")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("main")).to_contain_text("Máy ở nhà")
    sign_out(page)

    # As a second step behind the password, too.
    sign_in("daumoi2")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto("/account/")
    page.get_by_role("link", name="Bỏ Máy ở nhà").click()
    if "/account/confirm/" in page.url:
        page.fill("[name=password]", "namro-demo")
        page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Bỏ khóa truy cập").click()
    page.goto("/account/")
    expect(page.locator("main")).not_to_contain_text("Máy ở nhà")


def test_a_passkey_that_the_device_does_not_have_says_so(page: Page) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": True}})
    page.goto("/sign-in/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.locator("[data-passkey-wrong]")).to_be_visible()
    expect(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập")).to_be_enabled()


def test_no_passkey_is_offered_where_none_would_work(page: Page, site: str) -> None:
    page.goto(site.replace("localhost", "127.0.0.1") + "/sign-in/")
    expect(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập")).to_have_count(0)
