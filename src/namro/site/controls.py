"""How the controls of forms are drawn: the usual ones here, for each page of a list has a dozen of them and a template
with another one for each option and its attributes takes five times as long; the rare ones by Django's templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import Jinja2
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from markupsafe import escape

_FOLDER = "django/forms/widgets/"
_INPUTS = frozenset(f"{_FOLDER}{kind}.html" for kind in ("text", "search", "date", "number", "hidden", "checkbox"))
_SELECT = f"{_FOLDER}select.html"


class Controls(Jinja2):
    """The renderer that `settings.FORM_RENDERER` names. What it draws itself is, to the letter, what Django's templates
    draw."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The control as HTML."""
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == _SELECT and not any(name for name, _options, _place in context["widget"]["optgroups"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _input(one: Mapping[str, Any]) -> SafeString:
    value = "" if one["value"] is None else f' value="{escape(one["value"])}"'
    return mark_safe(  # each part is escaped
        f'<input type="{escape(one["type"])}" name="{escape(one["name"])}"{value}{_attributes(one["attrs"])}>'
    )


def _select(one: Mapping[str, Any]) -> SafeString:
    options = "".join(_option(option) for _name, group, _place in one["optgroups"] for option in group)
    return mark_safe(  # each part is escaped
        f'<select name="{escape(one["name"])}"{_attributes(one["attrs"])}>{options}\n</select>'
    )


def _option(one: Mapping[str, Any]) -> str:
    return f'\n  <option value="{escape(one["value"])}"{_attributes(one["attrs"])}>{escape(one["label"])}</option>'


def _attributes(told: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in told.items()
        if value is not False
    )
