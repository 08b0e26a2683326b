"""Whether what was appended to a PDF is signatures and nothing else.

pyHanko judges what comes after a signature; here the paper that went out has none yet, so each object that the appended
revisions write over is looked at: the catalog and a page may gain a signature's field, and nothing may lose or change
what it had.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

CATALOG = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version", "/Metadata"}
FORM = {"/Fields", "/SigFlags", "/DA", "/DR", "/NeedAppearances"}


def only_signatures(reader: PdfFileReader, went_out: int) -> bool:
    """Whether the revisions after the first `went_out` only sign. `reader` has the whole file."""
    before = reader.get_historical_resolver(went_out - 1)
    now = reader.get_historical_resolver(reader.xrefs.total_revisions - 1)
    written = {
        ref
        for revision in range(went_out, reader.xrefs.total_revisions)
        for ref in reader.xrefs.explicit_refs_in_revision(revision)
    }
    if _raw(before.trailer_view, "/Root") != _raw(now.trailer_view, "/Root"):
        return False
    return all(_is_allowed(generic.Reference(ref.idnum, ref.generation, reader), before, now) for ref in written)


def _is_allowed(ref: generic.Reference, before: HistoricalResolver, now: HistoricalResolver) -> bool:
    old, new = _object(before, ref), _object(now, ref)
    if old is None or old == new:
        return True  # a new object shows only where one that was there before leads to it
    root, info = (_raw(before.trailer_view, name) for name in ("/Root", "/Info"))
    here = (ref.idnum, ref.generation)
    if here == _place(info) or (isinstance(new, generic.StreamObject) and new.get("/Type") == "/Metadata"):
        return True  # the date of the change and the program
    if isinstance(old, generic.ArrayObject) and isinstance(new, generic.ArrayObject):
        return _gains_fields(old, new, now)
    if not (isinstance(old, generic.DictionaryObject) and isinstance(new, generic.DictionaryObject)):
        return False
    if "/Sig" in (_raw(old, "/FT"), _raw(old, "/Type")):
        return True
    changed = {name for name in {*old.keys(), *new.keys()} if _raw(old, name) != _raw(new, name)}
    if here == _place(root):
        return changed <= CATALOG and _form_gains(old, new, before, now)
    if _raw(old, "/Type") == "/Page":
        return changed <= {"/Annots", "/Tabs"} and _gains(old, new, "/Annots", before, now)
    if "/Fields" in old:
        return changed <= FORM and _gains(old, new, "/Fields", before, now)
    return False


def _gains(old: Any, new: Any, name: str, before: HistoricalResolver, now: HistoricalResolver) -> bool:
    return _gains_fields(_at(old, name, before, ()), _at(new, name, now, ()), now)


def _form_gains(old: Any, new: Any, before: HistoricalResolver, now: HistoricalResolver) -> bool:
    """The form of the catalog, where it stands in the catalog itself or is new."""
    had, has = _at(old, "/AcroForm", before, {}), _at(new, "/AcroForm", now, {})
    if "/XFA" in has and "/XFA" not in had:
        return False
    return _gains_fields(_at(had, "/Fields", before, ()), _at(has, "/Fields", now, ()), now)


def _gains_fields(old: Iterable[Any], new: Iterable[Any], now: HistoricalResolver) -> bool:
    """Whether `new` is all of `old` and, besides, signatures' fields."""
    had, has = [_place(one) for one in _items(old)], list(_items(new))
    places = [_place(one) for one in has]
    if any(place not in places for place in had):
        return False
    more = [one for one, place in zip(has, places, strict=True) if place not in had]
    return all(_is_signature(one, now) for one in more)


def _is_signature(one: Any, now: HistoricalResolver) -> bool:
    found = _followed(one, now)
    if not isinstance(found, generic.DictionaryObject):
        return False
    parent = _at(found, "/Parent", now, {})
    return "/Sig" in (_raw(found, "/FT"), _raw(parent, "/FT"))


def _at(of: Any, name: str, resolver: HistoricalResolver, default: Any) -> Any:
    """What stands under a name, wherever it lies."""
    found = _raw(of, name)
    return default if found is None else _followed(found, resolver)


def _followed(one: Any, resolver: HistoricalResolver) -> Any:
    place = _place(one)
    return one if place is None else resolver.get_object(generic.Reference(*place, resolver))


def _items(array: Any) -> Iterable[Any]:
    return [array.raw_get(at) for at in range(len(array))] if isinstance(array, generic.ArrayObject) else list(array)


def _raw(of: Any, name: str) -> Any:
    try:
        return of.raw_get(name) if isinstance(of, generic.DictionaryObject) else None
    except KeyError:
        return None


def _place(one: Any) -> tuple[int, int] | None:
    return (one.idnum, one.generation) if isinstance(one, generic.IndirectObject | generic.Reference) else None


def _object(resolver: HistoricalResolver, ref: generic.Reference) -> Any:
    try:
        found = resolver.get_object(ref)
    except (misc.PdfReadError, KeyError):
        return None
    return None if isinstance(found, generic.NullObject) else found
