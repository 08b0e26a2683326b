"""The forms that a register can leave in. What makes each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from namro.reading.export.register import Register


@dataclass(frozen=True, slots=True)
class Format:
    """A form: how its files end, whether it is text that can be printed, and whether one holds several registers."""

    suffix: str
    text: bool = True
    joins: bool = True


FORMATS = {
    "table": Format(".txt"),
    "json": Format(".json"),
    "xlsx": Format(".xlsx", text=False, joins=False),
    "docx": Format(".docx", text=False, joins=False),
    "csv": Format(".csv"),
    "ics": Format(".ics"),
    "html": Format(".html", joins=False),
    "akn": Format(".xml", joins=False),
    "jsonld": Format(".jsonld", joins=False),
    "why": Format(".txt"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What an export needs from outside: the moment, and how the person wants it."""

    now: datetime
    width: int = 120
    styled: bool = False
    by_agency: bool = False


def export(name: str, register: Register, setting: Setting) -> bytes:
    """One register in one file."""
    if name == "xlsx":
        from namro.reading.export import workbook

        return workbook.render(register, setting.now.replace(tzinfo=None), sheet_per_agency=setting.by_agency)
    if name == "docx":
        from namro.reading.export import annex

        return annex.render(register, setting.now.replace(tzinfo=None))
    return "".join(export_text(name, [register], setting, several=False)).encode("utf-8", "backslashreplace")


def export_text(
    name: str, registers: Iterable[Register | dict[str, str]], setting: Setting, *, several: bool
) -> Iterator[str]:
    """One or several registers as text, piece by piece as they are read.

    A document that was refused comes as {"file", "error"}: JSON tells it in its place, the other forms leave it out.
    """
    if name == "json":
        yield from _json(registers, several)
        return
    read = (one for one in registers if not isinstance(one, dict))
    if name == "table":
        from namro.reading.export import table

        for index, register in enumerate(read):
            yield ("\n" if index else "") + table.render(register, setting.width, styled=setting.styled)
    elif name == "csv":
        from namro.reading.export import flat

        yield flat.BYTE_ORDER_MARK
        yield from flat.lines(read)
    elif name == "ics":
        from namro.reading.export import ics

        yield ics.render(list(read), setting.now).decode()
    elif name == "html":
        from namro.reading.export import page

        yield from (page.render(register) for register in read)
    elif name == "akn":
        from namro.reading.export import akoma_ntoso

        yield from (akoma_ntoso.render(register.directive, setting.now.date()).decode() for register in read)
    elif name == "jsonld":
        from namro.reading.export import json_ld

        yield from (json_ld.render(register.directive) for register in read)
    elif name == "why":
        from namro.reading.export import why

        yield from (why.render(register.directive) for register in read)


def _json(registers: Iterable[Register | dict[str, str]], several: bool) -> Iterator[str]:
    """An object for one document, an array in input order for several."""
    import json

    if not several:
        yield from (
            (json.dumps(one, ensure_ascii=False) if isinstance(one, dict) else one.directive.to_json()) + "\n"
            for one in registers
        )
        return
    opening = "[\n"
    for one in registers:
        yield opening + (json.dumps(one, ensure_ascii=False) if isinstance(one, dict) else one.directive.to_json())
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
