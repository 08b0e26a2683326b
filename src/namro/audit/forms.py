"""What the auditor asks the log."""

from __future__ import annotations

from django import forms

from namro.agencies.forms.fields import DayField


class LogFilterForm(forms.Form):
    """Filters of the log; what makes no sense narrows nothing, and is said."""

    q = forms.CharField(required=False, max_length=120)
    act = forms.CharField(required=False, max_length=60)
    first_day = DayField(required=False)
    last_day = DayField(required=False)
    thing = forms.CharField(required=False, max_length=60)
    thing_id = forms.CharField(required=False, max_length=60)
