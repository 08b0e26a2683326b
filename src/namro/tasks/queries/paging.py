"""Pages by key: the row after which a page begins, so that the deepest page costs what the first does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Expression, F, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

MARK = "~"  # between the parts of a key


class RowBeyond(Expression):
    """(a, b) > (x, y): compared as a row, which both databases look up in an index of (a, b)."""

    conditional = True

    def __init__(self, names: Sequence[str], values: Sequence[Any], sign: str) -> None:
        super().__init__(output_field=BooleanField())
        self.sides: list[list[Any]] = [[F(name) for name in names], [Value(value) for value in values]]
        self.sign = sign

    def get_source_expressions(self) -> list[Any]:
        return [*self.sides[0], *self.sides[1]]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        half = len(exprs) // 2
        self.sides = [list(exprs[:half]), list(exprs[half:])]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        rows: list[str] = []
        params: list[Any] = []
        for side in self.sides:
            compiled = [compiler.compile(one) for one in side]
            rows.append("({})".format(", ".join(sql for sql, _params in compiled)))
            params += [param for _sql, own in compiled for param in own]
        return f"{rows[0]} {self.sign} {rows[1]}", tuple(params)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a list: the columns, the last of which tells every row apart, and how to read their values back."""

    columns: tuple[str, ...]
    readers: tuple[Callable[[str], Any], ...]
    writers: tuple[Callable[[Any], str], ...]
    descending: bool = False

    def key(self, row: Any) -> str:
        """Where the row stands."""
        return MARK.join(write(getattr(row, name)) for write, name in zip(self.writers, self.columns, strict=True))

    def values(self, key: str) -> list[Any] | None:
        """What a key says; None where it says nothing that this order knows."""
        parts = key.split(MARK)
        if len(parts) != len(self.columns):
            return None
        try:
            return [read(part) for read, part in zip(self.readers, parts, strict=True)]
        except ValueError:
            return None

    def sorted(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """The rows in this order, or from its end."""
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(*(f"{sign}{name}" for name in self.columns))

    def beyond(self, rows: QuerySet[Any], key: str, *, backwards: bool = False) -> QuerySet[Any]:
        """Those after the key, or before it; all of them where the key says nothing."""
        values = self.values(key)
        if values is None:
            return rows
        return rows.filter(RowBeyond(self.columns, values, "<" if self.descending != backwards else ">"))
