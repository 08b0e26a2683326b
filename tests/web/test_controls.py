"""The controls that the site draws itself are what Django's templates draw."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import Jinja2

from namro.site.controls import Controls

AWKWARD = "\"><script>alert(1)</script>&'"


class _Form(forms.Form):
    text = forms.CharField(max_length=10, required=False)
    search = forms.CharField(widget=forms.TextInput(attrs={"type": "search", "placeholder": AWKWARD}))
    day = forms.DateField(required=False)
    number = forms.IntegerField(min_value=1, required=False, disabled=True)
    ticked = forms.BooleanField(required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)
    one = forms.ChoiceField(choices=(("", "—"), (AWKWARD, AWKWARD), ("b", "B")), required=False)
    grouped = forms.ChoiceField(choices=(("", "—"), ("Nhóm", (("a", "A"), ("b", "B")))), required=False)
    many = forms.MultipleChoiceField(choices=((1, "một"), (2, "hai")), required=False)
    long = forms.CharField(widget=forms.Textarea, required=False)
    way = forms.ChoiceField(choices=(("a", "A"),), widget=forms.RadioSelect)


@pytest.mark.parametrize(
    "given",
    [
        None,
        {},
        dict.fromkeys(("text", "search", "day", "number", "hidden", "one", "long", "way"), AWKWARD),
        {"ticked": "on", "one": "b", "grouped": "a", "many": ["2"], "number": "0", "text": "0"},
    ],
)
def test_controls_are_drawn_as_django_draws_them(given: dict[str, object] | None) -> None:
    ours, theirs = _Form(given, renderer=Controls()), _Form(given, renderer=Jinja2())
    for bound, other in zip(ours, theirs, strict=True):
        assert str(bound) == str(other)
        for attributes in ({"class": "nr-input", "aria-invalid": "true"}, {"data-x": AWKWARD, "data-n": 3}):
            assert bound.as_widget(attrs=attributes) == other.as_widget(attrs=attributes)
        assert bound.as_hidden() == other.as_hidden()
