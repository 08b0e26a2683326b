"""One manner for all pages that are a form: ask, call one operation, show its refusal beside the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

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
