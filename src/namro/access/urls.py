"""Addresses of accounts."""

from django.urls import path

from namro.access.views import accounts, identities, own

app_name = "access"
urlpatterns = [
    path("account/", own.own_account, name="own_account"),
    path("account/sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("account/sessions/end-others/", own.end_other_sessions, name="end_other_sessions"),
    path("set-password/<str:token>/", own.set_password, name="set_password"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="account_new"),
    path("accounts/import/", accounts.upload, name="import"),
    path("accounts/import/template/", accounts.template, name="import_template"),
    path("accounts/import/<int:pk>/", accounts.preview, name="import_preview"),
    path("accounts/identities/", identities.identities, name="identities"),
    path("accounts/identities/<int:pk>/accept/", identities.accept, name="accept_identity"),
    path("accounts/identities/<int:pk>/refuse/", identities.refuse, name="refuse_identity"),
    path("accounts/<int:pk>/unlink/", identities.unlink, name="unlink_identity"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/link/", accounts.issue_link, name="issue_link"),
    path("accounts/<int:pk>/lock/", accounts.lock, name="lock"),
    path("accounts/<int:pk>/unlock/", accounts.unlock, name="unlock"),
    path("accounts/<int:pk>/remove-second-step/", accounts.remove_second_step, name="remove_second_step"),
]
