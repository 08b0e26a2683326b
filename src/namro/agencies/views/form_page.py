"""One manner for all that is asked of an operation: a page that is a form shows its refusal beside the field, a button
shows it on the page that one comes back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from namro.access.request import Request
from namro.agencies.errors import Refused


def form_page(
    request: Request,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str],
    *,
    title: str,
    submit: str,
    back: str,
    intro: str = "",
    points: Sequence[str] = (),
    said: str = "",
) -> HttpResponse:
    """Show `form`; when it is filled in rightly, call `do`, which returns where to go next."""
    if request.method == "POST" and form.is_valid():
        try:
            next_page = do(form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            if said:
                messages.success(request, said)
            return redirect(next_page)
    context = {"form": form, "title": title, "submit": submit, "back": back, "intro": intro, "points": points}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


def act_page(
    request: Request,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    title: str,
    submit: str,
    back: str,
    intro: str = "",
    said: str = "",
) -> HttpResponse:
    """A form whose act leads back to the page that it was opened from."""

    def act(data: dict[str, Any]) -> str:
        do(data)
        return back

    return form_page(request, form, act, title=title, submit=submit, back=back, intro=intro, said=said or _("Đã ghi."))


def button_pressed(request: Request, do: Callable[[], object], *back: Any, said: str = "") -> HttpResponse:
    """Call `do`, say that it was done or why not, and go `back` (as `redirect` takes it)."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if said:
            messages.success(request, said)
    return redirect(*back)


def posted(request: Request) -> QueryDict | None:
    """What was sent; not "POST or None": a form of nothing but its button is posted with an empty body."""
    return request.POST if request.method == "POST" else None


def files(request: Request) -> MultiValueDict[str, Any] | None:
    """The files that were sent."""
    return request.FILES if request.method == "POST" else None
