"""A document's file and hash go out to be signed; the signed PDF is looked at when it comes back. It is not kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.directives.forms_of_files import PDF
from namro.directives.models import Directive
from namro.signing import sentences
from namro.signing.apart import examine_apart
from namro.signing.roots import roots_in


class SignedForm(forms.Form):
    """The signed PDF."""

    file = forms.FileField(
        label=gettext_lazy("PDF đã ký số"), widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )

    def clean_file(self) -> Any:
        """One that is not too large."""
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_EVIDENCE_BYTES:
            most = settings.MAX_EVIDENCE_BYTES // 2**20
            raise forms.ValidationError(_("Tệp lớn hơn %(most)s MB.") % {"most": most})
        return file


@opens(Act.SEE_DIRECTIVES, methods=("GET", "POST"))
def check(request: Request, pk: int) -> HttpResponse:
    """What the signed PDF is to the original, and who signed."""
    seen = Directive.objects.visible_to(request.person, request.day).select_related("original")
    directive = get_object_or_404(seen, pk=pk)
    original = directive.original
    is_pdf = original is not None and original.form == PDF and original.path.exists()
    form = SignedForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context: dict[str, Any] = {"directive": directive, "original": original, "is_pdf": is_pdf, "form": form}
    if request.method == "POST" and form.is_valid() and original is not None and is_pdf:
        file = form.cleaned_data["file"]
        found = examine_apart(original.path.read_bytes(), file.read(), roots=roots_in(settings.SIGNING_ROOTS))
        signers = [(one, sentences.told_of(one)) for one in found.signers]
        words = {"verdict": sentences.verdict(found), "told": sentences.told(found)}
        context |= {"found": found, "signers": signers, "name": file.name, **words}
    return render(request, "signing/check.html", context, status=422 if form.errors else 200)
