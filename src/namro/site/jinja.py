"""The Jinja2 environment of the project's own pages: what a template may call."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from django.forms import BoundField
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static as address_of_file
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from namro.words import beginning, day_in_words, moment_in_words, short_name


def environment(**options: Any) -> Environment:
    """Build the environment that `settings.TEMPLATES` names."""
    options["undefined"] = StrictUndefined  # a misspelt name fails in a test, not in silence on a page
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = Environment(**options, extensions=["jinja2.ext.i18n"])
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static=static, url=reverse_url, page_url=page_url, icon=icon, widget=widget)
    env.globals["language"] = translation.get_language
    env.filters.update(day=day_in_words, moment=moment, number=number, percent=percent, size=filesizeformat)
    env.filters.update(iso_day=iso_day, short=short_name, beginning=beginning)
    return env


def reverse_url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    if not (args or kwargs):
        return _address(name, get_script_prefix())
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _address(name: str, _prefix: str) -> str:
    """Some forty of each page's addresses never change: together they took a millisecond to put together."""
    return reverse(name)


@cache
def static(name: str) -> str:
    """The address of a file that goes with the site: its name bears its contents, so it holds for this process."""
    return str(address_of_file(name))


@pass_context
def page_url(context: Context, **changes: Any) -> str:
    """This page's own address with some of its query changed; None or "" takes a parameter away."""
    request = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def widget(bound: BoundField) -> Markup:
    """A form field's control with our classes, tied to its help and its error for screen readers."""
    kind = bound.widget_type
    attributes: dict[str, str | bool] = {"class": "nr-check" if kind == "checkbox" else "nr-input"}
    described = [f"{bound.id_for_label}_help"] if bound.help_text else []
    if bound.errors:
        attributes["aria-invalid"] = "true"
        described.append(f"{bound.id_for_label}_error")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return Markup(bound.as_widget(attrs=attributes))


@cache
def icon(name: str) -> Markup:
    """A drawn sign from the sprite, hidden from screen readers: the word beside it says the same."""
    return Markup('<svg class="nr-i" aria-hidden="true"><use href="{}#i-{}"/></svg>').format(
        static("icons.svg"), escape(name)
    )


def iso_day(value: str | None) -> str:
    """A day that is kept as text, "2025-03-14", as people write it."""
    return day_in_words(date.fromisoformat(value) if value else None)


def moment(value: datetime | None) -> str:
    """A moment in the office's time: 08:05 14/3/2025."""
    return moment_in_words(timezone.localtime(value) if value else None)


def number(value: int) -> str:
    """A whole number with its thousands apart: 104.100 in Vietnamese, 104,100 in English."""
    mark = "." if translation.get_language() == "vi" else ","
    return f"{value:,}".replace(",", mark).replace("-", "−")


def percent(value: float) -> str:
    """A share with one decimal: 71,4% in Vietnamese, 71.4% in English."""
    mark = "," if translation.get_language() == "vi" else "."
    return f"{value:.1f}%".replace(".", mark)
