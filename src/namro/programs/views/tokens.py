"""Pages of one's own tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.programs.forms import TokenForm
from namro.programs.models import ApiToken
from namro.programs.operations.tokens import make_token, revoke_token, scopes_open_to


@opens(methods=("GET", "POST"))
def tokens(request: Request) -> HttpResponse:
    scopes = scopes_open_to(request.person, request.day)
    form, text = TokenForm(request.POST or None, scopes=scopes), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, text = make_token(request.person, **form.cleaned_data, by=request.actor, at=request.now)
            form = TokenForm(scopes=scopes)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "text": text,  # shown in this answer only: it is not kept, and a redirect would have to carry it
        "scopes": scopes,
        "tokens": list(ApiToken.objects.filter(person=request.person)[:100]),
        "machine_now": timezone.now(),
    }
    return render(request, "programs/tokens.html", context, status=422 if form.errors else 200)


@opens(methods=("POST",))
def revoke(request: Request, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("person"), pk=pk, person=request.person)
    revoke_token(token, by=request.actor, at=request.now)
    messages.success(
        request, _("Đã thu hồi khóa “%(name)s”. Chương trình dùng khóa này không vào được nữa.") % {"name": token.name}
    )
    return redirect("programs:tokens")
