"""Pages where an administrator gives, locks and resets accounts."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access import imports, operations
from namro.access.forms import AccountForm
from namro.access.gate import opens
from namro.access.identities import linked_identity
from namro.access.mail import send_password_link
from namro.access.models import Account
from namro.access.policy import Act, may
from namro.access.queries import STATES, account_list, accounts_visible_to, identities_waiting, people_without_account
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.imports.pages import Subject, preview_page, template_file, upload_page
from namro.agencies.models import ImportDraft
from namro.agencies.views.form_page import button_pressed
from namro.audit.actor import Actor

_SUBJECT = Subject(
    ImportDraft.Subject.ACCOUNTS,
    title=gettext_lazy("Nhập tài khoản từ Excel"),
    upload="access:import",
    preview="access:import_preview",
    template="access:import_template",
    done="access:accounts",
)


@opens(Act.SEE_ACCOUNTS)
def accounts(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    words = request.GET.get("q", "").strip()
    page = account_list(request.person, request.day, words=words, state=state, after=request.GET.get("after", ""))
    template = "access/accounts.html"
    return render(
        request,
        template,
        {
            "page": page,
            "words": words,
            "state": state,
            "identities_waiting": identities_waiting() if settings.OIDC_ISSUER else None,
            "may_manage": may(request.person, Act.MANAGE_ACCOUNTS, None, request.day),
        },
    )


@opens(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def new(request: Request) -> HttpResponse:
    people = people_without_account(request.person, request.day)
    form = AccountForm(request.POST or None, people=people, initial={"person": request.GET.get("person")})
    if request.method == "POST" and form.is_valid():
        try:
            account = operations.create_account(**form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("access:account", account.pk)
    return render(request, "access/account_new.html", {"form": form, "nobody": not people.exists()})


@opens(Act.SEE_ACCOUNTS)
def account(request: Request, pk: int) -> HttpResponse:
    return _account_page(request, _find(request, pk))


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def issue_link(request: Request, pk: int) -> HttpResponse:
    account = _find(request, pk)
    try:
        token = operations.issue_password_link(account, by=request.actor, by_person=request.person.pk, at=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("access:account", pk)
    # Shown in this answer only: the token is not kept, and a redirect would have to carry it.
    link = request.build_absolute_uri(reverse("access:set_password", args=[token]))
    return _account_page(request, _find(request, pk), link=link, sent=send_password_link(account, link))


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def lock(request: Request, pk: int) -> HttpResponse:
    account = _find(request, pk)
    if account.person_id == request.person.pk:
        messages.error(request, _("Không tự khóa tài khoản của mình được. Nhờ một quản trị khác."))
    elif account.is_active:
        operations.lock_account(account, by=request.actor, at=request.now)
        messages.success(request, _("Đã khóa tài khoản %(name)s.") % {"name": account.username})
    return redirect("access:account", pk)


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def unlock(request: Request, pk: int) -> HttpResponse:
    account = _find(request, pk)
    if not account.is_active:
        operations.unlock_account(account, by=request.actor, at=request.now)
        messages.success(request, _("Đã mở khóa tài khoản %(name)s.") % {"name": account.username})
    return redirect("access:account", pk)


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def remove_second_step(request: Request, pk: int) -> HttpResponse:
    return button_pressed(
        request,
        lambda: operations.remove_second_step(_find(request, pk), by=request.actor, at=request.now),
        "access:account",
        pk,
        said=_("Đã tắt xác thực hai lớp. Người dùng cần bật lại sau khi đăng nhập."),
    )


@opens(Act.MANAGE_ACCOUNTS)
def template(request: Request) -> HttpResponse:
    return template_file(imports.COLUMNS, _("Tài khoản"), "mau-nhap-tai-khoan.xlsx")


@opens(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def upload(request: Request) -> HttpResponse:
    return upload_page(request, _SUBJECT, imports.COLUMNS, imports.check)


@opens(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def preview(request: Request, pk: int) -> HttpResponse:
    return preview_page(request, pk, _SUBJECT, imports.COLUMNS, _save)


def _save(draft: ImportDraft, request: Request) -> str:
    actor: Actor = request.actor
    count = imports.save(draft, by=actor, at=request.now)
    return _("Đã nhập %(count)s tài khoản. Cấp đường dẫn đặt mật khẩu cho từng người.") % {"count": count}


def _find(request: Request, pk: int) -> Account:
    return get_object_or_404(accounts_visible_to(request.person, request.day), pk=pk)


def _account_page(request: Request, account: Account, *, link: str = "", sent: bool = False) -> HttpResponse:
    return render(
        request,
        "access/account.html",
        {
            "account": account,
            "link": link,
            "sent": sent,
            "links": account.password_links.select_related("issued_by")[:5],
            "may_manage": may(request.person, Act.MANAGE_ACCOUNTS, None, request.day),
            "is_own": account.person_id == request.person.pk,
            "identity": linked_identity(account),
        },
    )
