"""The addresses of allauth that this site opens, under allauth's own names; the rest of it stays shut."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from namro.access.gate import opens
from namro.access.views import identities, own

FORM = ("GET", "POST")
form_for_anyone = opens(methods=FORM, anyone=True)
form = opens(methods=FORM)
page = opens()
to_own_account = page(RedirectView.as_view(pattern_name="access:own_account"))

urlpatterns = [
    path("sign-in/", form_for_anyone(account.login), name="account_login"),
    path("sign-in/code/", form_for_anyone(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", form_for_anyone(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/forgotten/", own.forgotten, name="account_reset_password"),
    path("sign-in/locked/", opens(anyone=True)(account.account_inactive), name="account_inactive"),
    path("sign-in/by/<str:provider_id>/", identities.start, name="openid_connect_login"),
    path("sign-in/by/<str:provider_id>/back/", identities.callback, name="openid_connect_callback"),
    path("sign-out/", form(account.logout), name="account_logout"),
    path("account/password/", form(account.password_change), name="account_change_password"),
    path("account/confirm/", form(account.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", form(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/add/", form(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/name/", form(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", form(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("account/two-step/on/", form(totp.activate_totp), name="mfa_activate_totp"),
    path("account/two-step/off/", form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/two-step/codes/", page(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/two-step/codes/new/", form(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/two-step/codes/file/", page(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    # allauth goes back to these after its forms; here all of them are one page.
    path("account/two-step/", to_own_account, name="mfa_index"),
    path("account/passkeys/", to_own_account, name="mfa_list_webauthn"),
]
