"""Pages where an administrator registers webhooks and sees what each was told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.views.form_page import button_pressed, form_page
from namro.programs.forms import WebhookForm
from namro.programs.models import DeliveryState, Webhook, WebhookDelivery
from namro.programs.operations import webhooks as operations
from namro.programs.queries.webhooks import deliveries_of, webhook_list

FORM = ("GET", "POST")
ACTS = {"pause": operations.pause, "resume": operations.resume, "end": operations.end}


@opens(Act.MANAGE_WEBHOOKS)
def webhooks(request: Request) -> HttpResponse:
    return render(request, "programs/webhooks.html", {"webhooks": webhook_list()})


@opens(Act.MANAGE_WEBHOOKS, methods=FORM)
def new(request: Request) -> HttpResponse:
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = operations.make_webhook(
                **form.cleaned_data, person=request.person, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _page(request, webhook, secret=secret)
    return render(request, "programs/webhook_new.html", {"form": form}, status=422 if form.errors else 200)


@opens(Act.MANAGE_WEBHOOKS)
def webhook(request: Request, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Webhook, pk=pk))


@opens(Act.MANAGE_WEBHOOKS, methods=FORM)
def edit(request: Request, pk: int) -> HttpResponse:
    webhook = get_object_or_404(Webhook, pk=pk)
    here = reverse("programs:webhook", args=[pk])
    initial = {"name": webhook.name, "url": webhook.url, "kinds": webhook.kinds}

    def change(given: dict[str, Any]) -> str:
        operations.change_webhook(webhook, **given, by=request.actor, at=request.now)
        return here

    return form_page(
        request,
        WebhookForm(request.POST or None, initial=initial),
        change,
        title=_("Sửa webhook %(name)s") % {"name": webhook.name},
        submit=_("Lưu"),
        back=here,
        said=_("Đã sửa webhook."),
    )


@opens(Act.MANAGE_WEBHOOKS, methods=("POST",))
def act(request: Request, pk: int, act: str) -> HttpResponse:
    ACTS[act](get_object_or_404(Webhook, pk=pk), by=request.actor, at=request.now)
    said = {"pause": _("Đã tạm dừng."), "resume": _("Đã gửi tiếp từ chỗ dừng."), "end": _("Đã bỏ webhook.")}
    messages.success(request, said[act])
    return redirect("programs:webhooks") if act == "end" else redirect("programs:webhook", pk)


@opens(Act.MANAGE_WEBHOOKS, methods=("POST",))
def renew_secret(request: Request, pk: int) -> HttpResponse:
    webhook = get_object_or_404(Webhook, pk=pk)
    return _page(request, webhook, secret=operations.renew_secret(webhook, by=request.actor, at=request.now))


@opens(Act.MANAGE_WEBHOOKS, methods=("POST",))
def try_out(request: Request, pk: int) -> HttpResponse:
    operations.try_out(get_object_or_404(Webhook, pk=pk), by=request.actor, at=request.now)
    messages.success(request, _("Đã xếp một lần gửi thử. Kết quả hiện trong nhật ký sau ít giây."))
    return redirect("programs:webhook", pk)


@opens(Act.MANAGE_WEBHOOKS, methods=("POST",))
def send_again(request: Request, pk: int, delivery: int) -> HttpResponse:
    found = get_object_or_404(WebhookDelivery.objects.select_related("webhook"), pk=delivery, webhook=pk)
    return button_pressed(
        request,
        lambda: operations.send_again(found, by=request.actor, at=request.now),
        "programs:webhook",
        pk,
        said=_("Đã xếp gửi lại với cùng mã."),
    )


def _page(request: Request, webhook: Webhook, *, secret: str = "") -> HttpResponse:
    state = request.GET.get("state", "")
    context = {
        "webhook": webhook,
        "secret": secret,  # shown in this answer only: a redirect would have to carry it
        "page": deliveries_of(webhook, state=state, after=request.GET.get("after", "")),
        "state": state,
        "states": DeliveryState.choices,
        "kinds": WebhookForm.kinds_in_words(webhook.kinds),
    }
    return render(request, "programs/webhook.html", context)
