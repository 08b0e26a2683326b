"""The register in a terminal: one table that fits the width, wrapped between Vietnamese words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from namro.reading.clears import State
from namro.reading.export import wording
from namro.reading.export.register import Entry, Register
from namro.reading.model import Span

NARROWEST = 60  # columns; below that the table keeps this width and the terminal folds it
WIDE_FROM = 116  # from here on the co-ordinators have a column of their own
TASK_LINES = 4  # of a task's text, then it is cut
NAME_LINES = 6  # of a list of agencies, then they are counted
UNREAD_SHOWN = 10
DATE_WIDTH = 20  # "trước ngày 15/3/2025" on one line

# Height says it, as in the five marks of the screen: full, half, a foot.
STROKES: dict[State, str] = {"clear": "┃", "vague": "╻", "missing": "."}
LEGEND = "┃ rõ, ╻ chưa đủ rõ, . thiếu"

Paint = Callable[[str, str], str]  # a text and an ANSI code to the text as shown


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading, its width, and how many lines a cell may take."""

    heading: str
    width: int
    lines: int | None = None


def render(register: Register, width: int = 120, *, styled: bool = False) -> str:
    """The whole register as text that ends with a line feed; bold and dim signs only where `styled`."""
    paint = painted if styled else plain
    lines = [paint(line, "1") for line in wrap(register.title, width)]
    subject = register.directive.head.subject
    if subject:
        lines += wrap(" ".join(subject.split()), width)
    lines += ["", *wrap(_counts(register), width), ""]
    if register.entries:
        lines += _table(register.entries, max(width, NARROWEST), paint)
    lines += _legend(register.entries, width)
    lines += _unread(register, width)
    lines += _slips(register, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def columns_of(text: str) -> int:
    """How many columns a terminal gives the text: marks that stand on a letter take none, wide letters two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken between words; a word that is longer than a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while columns_of(word) > width:
            room = width - columns_of(line) - bool(line)
            if room < 4 and line:
                lines.append(line)
                line, room = "", width
            lines.append(f"{line} {word[:room]}".strip())
            line, word = "", word[room:]
        longer = f"{line} {word}".strip()
        if columns_of(longer) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines


def _counts(register: Register) -> str:
    coverage = register.directive.coverage
    dated = sum(bool(entry.task.deadlines) for entry in register.entries)
    rhythmic = sum(bool(entry.task.recurrences) for entry in register.entries)
    unread = coverage.count("unread")
    return (
        f"{len(register.entries)} nhiệm vụ: {dated} có hạn, {rhythmic} định kỳ. "
        f"{len(coverage.sentences)} câu: {coverage.count('task')} thuộc nhiệm vụ, "
        f"{coverage.count('not_task')} không phải nhiệm vụ, {unread} chưa đọc."
    )


def _columns(entries: Sequence[Entry], width: int) -> list[Column]:
    """The fixed columns take what they need, the rest is shared: most of it for the task itself."""
    number = max(3, len(str(len(entries))))
    section = max([3, *(min(9, columns_of(entry.task.at)) for entry in entries)])
    marks = max([6, *(len(entry.marks) for entry in entries)])
    wide = width >= WIDE_FROM
    shared = width - number - section - marks - 2 * (6 if wide else 5)
    if wide:
        lead, helper, time = round(shared * 0.19), round(shared * 0.22), max(DATE_WIDTH, round(shared * 0.16))
        task = shared - lead - helper - time
        who = [Column("Chủ trì", lead, NAME_LINES), Column("Phối hợp", helper, NAME_LINES)]
    else:
        lead, time = max(18, round(shared * 0.31)), round(shared * 0.25)
        task = shared - lead - time
        who = [Column("Chủ trì + phối hợp", lead, NAME_LINES)]
    return [
        Column("STT", number),
        Column("Mục", section),
        Column("Nhiệm vụ", task, TASK_LINES),
        *who,
        Column("Hạn, định kỳ", time),
        Column("Năm rõ", marks),
    ]


def _table(entries: Sequence[Entry], width: int, paint: Paint) -> Iterator[str]:
    columns = _columns(entries, width)
    wide = len(columns) == 7
    rule = "─" * width
    yield rule
    for line in _row([wrap(column.heading, column.width) for column in columns], columns):
        yield paint(line, "1")
    yield rule
    for entry in entries:
        if entry.number > 1:
            yield ""
        yield from _row(_cells(entry, columns, wide), columns)
    yield rule


def _row(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> Iterator[str]:
    for index in range(max(map(len, cells))):
        yield "  ".join(
            _pad(cell[index] if index < len(cell) else "", column.width)
            for cell, column in zip(cells, columns, strict=True)
        )


def _cells(entry: Entry, columns: Sequence[Column], wide: bool) -> list[list[str]]:
    task = columns[2]
    leads = _names(entry.leads, columns[3])
    helpers = _names(entry.coordinators, columns[4 if wide else 3], "" if wide else "+ ")
    who = [leads, helpers] if wide else [leads + helpers]
    return [
        [str(entry.number)],
        wrap(entry.task.at, columns[1].width),
        _cut(wrap(entry.task.text, task.width), task),
        *who,
        [line for phrase in _times(entry) for line in wrap(phrase, columns[-2].width)],
        ["".join(STROKES[one.state] for one in entry.marks)],
    ]


def _times(entry: Entry) -> Iterator[str]:
    """Each deadline in the text's words with its last good day, then each rhythm."""
    for deadline, due in zip(entry.task.deadlines, entry.dues, strict=True):
        yield deadline.quote
        if due:
            yield f"→ {wording.weekday(due.day)}, {wording.day(due.day)}"
    yield from entry.rhythms


def _cut(lines: list[str], column: Column) -> list[str]:
    if column.lines is None or len(lines) <= column.lines:
        return lines
    kept = lines[: column.lines]
    return [*kept[:-1], wording.cut(f"{kept[-1]} {lines[column.lines]}", column.width)]


def _names(names: Sequence[str], column: Column, sign: str = "") -> list[str]:
    """Whole names only: those that do not fit are counted, never cut in the middle."""
    lines: list[str] = []
    for index, name in enumerate(names):
        more = len(names) - index - 1
        added = wrap(f"{sign}{name}{';' if more else ''}", column.width)
        if lines and column.lines and len(lines) + len(added) + bool(more) > column.lines:
            return [*lines, *wrap(f"và {more + 1} đơn vị khác", column.width)]
        lines += added
    return lines


def _pad(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _legend(entries: Sequence[Entry], width: int) -> list[str]:
    if not entries or not entries[0].marks:
        return []
    names = ", ".join(one.name for one in entries[0].marks)
    return wrap(f"Năm rõ, theo thứ tự: {names}; {LEGEND}", width)


def _unread(register: Register, width: int) -> list[str]:
    """What the reader could not place is shown, never silent."""
    spans = [one.span for one in register.directive.coverage.sentences if one.state == "unread"]
    if not spans:
        return []
    lines = ["", f"Câu chưa đọc ({len(spans)}):"]
    for span in spans[:UNREAD_SHOWN]:
        lines += _hanging("  - ", wording.cut(_words(register, span), 3 * width), width)
    if len(spans) > UNREAD_SHOWN:
        lines.append(f"  và {len(spans) - UNREAD_SHOWN} câu khác; xem đủ với --format html")
    return lines


def _slips(register: Register, width: int) -> list[str]:
    if not register.slips:
        return []
    lines = ["", f"Lỗi văn bản ({len(register.slips)}):"]
    for slip in register.slips:
        place = f"Nhiệm vụ {slip.task + 1}: " if slip.task is not None else ""
        lines += _hanging("  - ", place + slip.message, width)
    return lines


def _hanging(sign: str, text: str, width: int) -> list[str]:
    lines = wrap(text, max(20, width - len(sign)))
    return [(sign if index == 0 else " " * len(sign)) + line for index, line in enumerate(lines)]


def _words(register: Register, span: Span) -> str:
    return " ".join(register.directive.source.words(span).split())


def plain(text: str, code: str) -> str:
    return text


def painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"
