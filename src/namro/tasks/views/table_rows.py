"""The rows of the register's table as HTML. Written here and not in its template: of a page of a hundred rows the
template took a fifth, most of it to hand on one cell after the other and to escape the same few words a hundred times.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cache

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from namro.tasks.columns import COLUMNS
from namro.tasks.queries.rows import Row
from namro.words import beginning, day_in_words, short_name

SAID_OF_A_ROW = 60  # characters of the task by which a row is picked


def rows_as_html(rows: Sequence[Row], columns: Container[str], icon: Callable[[str], Markup]) -> Markup:
    """The rows with the cells of these columns; `icon` draws the signs beside the states."""
    cells = _Cells(icon)
    drawn: list[Callable[[Row], str]] = [getattr(cells, name) for name in COLUMNS if name in columns]
    return Markup("".join([f"{cells.pick(row)}{''.join([draw(row) for draw in drawn])}</tr>\n" for row in rows]))


class _Cells:
    """A cell for each column, by its name. All that comes from a row goes through `escape`."""

    def __init__(self, icon: Callable[[str], Markup]) -> None:
        self.icon = icon
        self.words = cache(escape)  # for what many rows say
        self.short = cache(lambda name: escape(short_name(name)))
        self.five = cache(_five)
        self.picked, self.extended, self.unnamed = escape(_("Chọn")), escape(_("gia hạn từ")), escape(_("chưa nêu"))

    def pick(self, row: Row) -> str:
        task = row.task
        label = f"{self.picked} {escape(task.place)}: {escape(beginning(task.text, SAID_OF_A_ROW))}"
        return (
            '<tr><td class="c-pick"><input class="nr-check" type="checkbox" name="row" '
            f'value="{row.assignment.pk}" form="bulk" aria-label="{label}"></td>\n'
        )

    def place(self, row: Row) -> str:
        return f'<td class="c-place no">{escape(row.task.place)}</td>'

    def task(self, row: Row) -> str:
        return f'<td class="c-task"><a class="t nr-clip" href="{row.task.pk}/">{escape(row.task.text)}</a></td>\n'

    def directive(self, row: Row) -> str:
        return f'<td class="c-directive">{self.words(row.directive)}</td>'

    def agency(self, row: Row) -> str:
        return f'<td class="c-agency">{self.short(row.agency)} <span class="nr-cap">{self.words(row.duty)}</span></td>'

    def due(self, row: Row) -> str:
        distance = f'<span class="{row.distance_tone}">{self.words(row.distance)}</span>' if row.distance else ""
        moved = f"<span>{self.extended} {self.words(row.original_due)}</span>" if row.original_due else ""
        return f'<td class="c-due due nr-nowrap"><b>{self.words(row.due)}</b>{distance}{moved}</td>'

    def state(self, row: Row) -> str:
        said = self.words(row.state)
        return f'<td class="c-state"><span class="nr-state {row.tone}">{self.icon(row.sign)}{said}</span></td>'

    def clears(self, row: Row) -> str:
        return f'<td class="c-clears">{self.five(row.task.clears, row.clears)}</td>'

    def product(self, row: Row) -> str:
        named = escape(row.task.product) if row.task.product else f'<span class="nr-cap">{self.unnamed}</span>'
        return f'<td class="c-product">{named}</td>'

    def field(self, row: Row) -> str:
        return f'<td class="c-field">{self.words(row.field)}</td>'

    def overseer(self, row: Row) -> str:
        return f'<td class="c-overseer">{self.words(row.overseer)}</td>'

    def original_due(self, row: Row) -> str:
        return f'<td class="c-original_due nr-num">{day_in_words(row.assignment.original_due_date)}</td>'

    def updated(self, row: Row) -> str:
        return f'<td class="c-updated nr-num">{self.words(row.updated)}</td>'


def _five(marks: str, said: str) -> str:
    """The five marks, as everywhere else (parts/page.html)."""
    if not marks:
        return ""
    drawn = "".join("<i></i>" if mark == "-" else f'<i class="{escape(mark)}"></i>' for mark in marks)
    return f'<span class="nr-five" role="img" aria-label="{escape(said)}">{drawn}</span>'
