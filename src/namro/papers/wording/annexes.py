"""Annexes in their order, numbered by Roman numerals; one that would be empty is left out."""

from __future__ import annotations

from typing import Any

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Annexes:
    """What a paper encloses."""

    def __init__(self) -> None:
        self.listed: list[dict[str, Any]] = []
        self.tables: dict[str, dict[str, Any]] = {}

    def add(self, name: str, table: dict[str, Any], *, when: int = 1) -> None:
        """Enclose a table, unless there is nothing in it."""
        if not when:
            return
        number = ROMAN[len(self.listed)]
        self.tables[name] = table
        self.listed.append({"number": number, "title": table["title"], "orientation": "landscape", "table": name})

    def see(self, name: str, words: str) -> str:
        """Words that point to an annex, where it is enclosed."""
        found = next((one for one in self.listed if one["table"] == name), None)
        if found is None:
            return ""
        return words.format(f"Phụ lục {found['number']}" if len(self.listed) > 1 else "Phụ lục")
