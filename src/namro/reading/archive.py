"""A Directive as plain dictionaries and back, with nothing lost: for a store that must show the document again.

The published form (export/json_form.py) says what others need; this one says everything, and only namro reads it.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from namro.reading import model

FORM = 1  # raised when what is packed today can no longer be unpacked tomorrow

Found = TypeVar("Found")


class UnknownForm(ValueError):
    """Something packed by another form than this program knows."""


def pack(thing: Any) -> Any:
    """Dataclasses become dictionaries, tuples and spans lists; the rest is plain already."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: pack(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, tuple | list):
        return [pack(one) for one in thing]
    if isinstance(thing, dict):
        return {key: pack(one) for key, one in thing.items()}
    return thing


def unpack(kind: type[Found], packed: Any) -> Found:
    """The thing again, of the class `kind`. Fields that came later take their default."""
    return cast(Found, _unpack(kind, packed))


def pack_directive(directive: model.Directive) -> dict[str, Any]:
    """The directive with the number of the form."""
    return {"form": FORM, "directive": pack(directive)}


def unpack_directive(packed: dict[str, Any]) -> model.Directive:
    """The directive again. Raises UnknownForm where it was packed by another program."""
    if packed.get("form") != FORM:
        raise UnknownForm(f"form {packed.get('form')!r}, known: {FORM}")
    return unpack(model.Directive, packed["directive"])


def _unpack(kind: Any, packed: Any) -> Any:
    if packed is None:
        return None
    if kind is model.Span:
        return model.Span(packed[0], packed[1])
    if kind is model.SeenWord:
        span, page, box, confidence = packed
        return model.SeenWord(model.Span(*span), page, tuple(box), confidence)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _unpack(hints[name], value) for name, value in packed.items() if name in hints})
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _unpack(next(one for one in get_args(kind) if one is not types.NoneType), packed)
    if origin is tuple:
        part = get_args(kind)[0]
        return tuple(packed) if _is_plain(part) else tuple(_unpack(part, one) for one in packed)
    if origin is dict:
        part = get_args(kind)[1]
        return {key: _unpack(part, one) for key, one in packed.items()}
    return packed


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_plain(kind: Any) -> bool:
    return kind in (str, int, float, bool) or get_origin(kind) is Literal
