"""The numbers and bullets that Word prints before the paragraphs of a list, computed from numbering.xml.

Word keeps one count per list definition (w:abstractNum), shared by all the lists (w:num) made from it; a list may ask
for another start, once, when it is first used. A level that numbers a paragraph starts the deeper ones afresh. Text
boxes and notes count for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from namro.reading.sources.docx.names import VAL, number, switched, value, w
from namro.reading.sources.docx.number_forms import bullet, written
from namro.reading.sources.docx.styles import Styles

LEVELS = 9
MAX_PATTERN = 100  # letters: a hostile file would have each paragraph repeat millions

_MAX_STYLE_LINKS = 10

_SEPARATORS = {"nothing": "", "space": " ", "tab": " "}
_PLACE = re.compile(r"%([1-9])")


class Label(NamedTuple):
    """What stands before a paragraph: the number or bullet, what parts it from the text, and its depth from 0."""

    text: str
    separator: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""  # "%1.%2." or a bullet
    separator: str = " "
    restart_after: int | None = None  # 0: never; n: only after level n (from 1) or a higher one
    legal: bool = False  # the levels above show as plain numbers
    style: str | None = None  # the paragraph style bound to this level


@dataclass(frozen=True, slots=True)
class _List:
    definition: str  # whose count it shares
    levels: dict[int, _Level]
    starts: dict[int, int]  # levels that begin anew when this list first uses them


@dataclass(slots=True)
class _Counts:
    """How far a story (the body, a text box, the notes) has counted."""

    values: dict[str, list[int | None]] = field(default_factory=dict)  # by definition
    started: set[tuple[str, int]] = field(default_factory=set)  # (list, level) whose own start has been spent


class Numbering:
    """The lists of one document, and the counts of the story that is being read."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, etree._Element] = {}
        self._instances: dict[str, etree._Element] = {}
        for child in root if root is not None else ():
            if child.tag == w("abstractNum"):
                self._definitions[child.get(w("abstractNumId"), "")] = child
            elif child.tag == w("num"):
                self._instances[child.get(w("numId"), "")] = child
        self._lists: dict[str, _List | None] = {}
        self._counts = _Counts()

    def begin_story(self) -> _Counts:
        """Count from the start again; returns the counts so far, for `resume_story`."""
        before, self._counts = self._counts, _Counts()
        return before

    def resume_story(self, counts: _Counts) -> None:
        """Go on with counts that `begin_story` set aside."""
        self._counts = counts

    def level_of_style(self, list_id: str, chain: tuple[str, ...]) -> int | None:
        """The level of a list that is bound to a paragraph style or to one that it is based on."""
        found = self._list(list_id)
        for style in chain if found else ():
            for depth, level in found.levels.items() if found else ():
                if level.style == style:
                    return depth
        return None

    def next_label(self, list_id: str, depth: int) -> Label | None:
        """Count one more paragraph of a list; None where the list or the level is not there (list 0 is none)."""
        found = self._list(list_id)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return None
        values = self._counted(list_id, found, depth)
        return Label(_text(found.levels, depth, values), level.separator, depth)

    def _counted(self, list_id: str, found: _List, depth: int) -> list[int | None]:
        values = self._counts.values.setdefault(found.definition, [None] * LEVELS)
        for above in range(depth):
            if values[above] is None and above in found.levels:
                values[above] = found.levels[above].start
        present = values[depth]
        if depth in found.starts and (list_id, depth) not in self._counts.started:
            self._counts.started.add((list_id, depth))
            values[depth] = found.starts[depth]
        else:
            values[depth] = found.levels[depth].start if present is None else present + 1
        for below in range(depth + 1, LEVELS):
            if below in found.levels and _restarts(found.levels[below], below, depth):
                values[below] = None
        return values

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read_list(list_id)
        return self._lists[list_id]

    def _read_list(self, list_id: str) -> _List | None:
        instance = self._instances.get(list_id)
        if instance is None or list_id == "0":
            return None
        definition = self._definition_of(instance)
        if definition is None:
            return None
        levels = {depth: _read_level(element) for depth, element in _by_depth(definition, "lvl")}
        starts: dict[int, int] = {}
        for depth, override in _by_depth(instance, "lvlOverride"):
            own = override.find(w("lvl"))
            if own is not None:
                levels[depth] = _read_level(own)
            start = value(override, w("startOverride"))
            if start is not None and depth in levels:
                starts[depth] = number(start, 1)
                levels[depth] = replace(levels[depth], start=starts[depth])
        return _List(definition.get(w("abstractNumId"), ""), levels, starts)

    def _definition_of(self, instance: etree._Element) -> etree._Element | None:
        """The list definition of a list, through any numbering styles that it only points to."""
        for _ in range(_MAX_STYLE_LINKS):
            definition = self._definitions.get(value(instance, w("abstractNumId")) or "")
            link = value(definition, w("numStyleLink"))
            if definition is None or link is None:
                return definition
            following = self._instances.get(self._styles.list_of(link) or "")
            if following is None:
                return definition
            instance = following
        return None


def _by_depth(parent: etree._Element, name: str) -> Iterator[tuple[int, etree._Element]]:
    for element in parent.iterchildren(w(name)):
        depth = number(element.get(w("ilvl")), -1, least=-1)
        if 0 <= depth < LEVELS:
            yield depth, element


def _read_level(element: etree._Element) -> _Level:
    form_element = next(element.iter(w("numFmt")), None)  # it may stand in mc:AlternateContent
    form = form_element.get(VAL, "decimal") if form_element is not None else "decimal"
    if form == "custom" and form_element is not None:
        form = form_element.get(w("format"), "").partition(",")[0][:MAX_PATTERN]  # "001, 002, 003, ..."
    pattern = (value(element, w("lvlText")) or "")[:MAX_PATTERN]
    restart = value(element, w("lvlRestart"))
    return _Level(
        start=number(value(element, w("start")), 0),
        form=form,
        pattern=bullet(pattern) if form == "bullet" else pattern,
        separator=_SEPARATORS.get(value(element, w("suff")) or "tab", " "),
        restart_after=None if restart is None else number(restart, 0),
        legal=bool(switched(element.find(w("isLgl")))),
        style=value(element, w("pStyle")),
    )


def _restarts(level: _Level, depth: int, used: int) -> bool:
    """Whether a level starts afresh after one above it has numbered a paragraph."""
    after = level.restart_after
    if after is None or after > depth:  # Word ignores a level that is not above this one
        return True
    return used < after


def _text(levels: dict[int, _Level], depth: int, values: list[int | None]) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return level.pattern

    def shown(place: re.Match[str]) -> str:
        of = int(place[1]) - 1
        count = values[of]
        if of not in levels or count is None or levels[of].form == "bullet":
            return ""
        return written(count, "decimal" if level.legal and of < depth else levels[of].form)

    return " ".join(_PLACE.sub(shown, level.pattern).split())
