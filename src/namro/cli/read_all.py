"""`namro read-all`: a whole corpus into JSON files and one table of results, going on where it was stopped.

Every document is read and written by a worker, so that the memory in use does not grow with the corpus; this process
keeps one row for each. A row is appended to the table once its result is on the disk: what has no row is read anew.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple, dataclass, fields
from multiprocessing import get_context
from pathlib import Path

from namro.cli.inputs import Inputs, inputs_of
from namro.cli.outputs import CannotWrite, folder_of_results, write_whole
from namro.cli.registers import Refused, read_directive
from namro.cli.wording import Language, Speech
from namro.reading.model import Directive

ALL_READ, REFUSED = 0, 2
TABLE = "results.csv"
_RESULTS, _PAGES = "documents", ".pages"
_TASKS_A_WORKER = 200  # then a new process takes its place, and what it held is given back


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one document. All as text, as the table holds it."""

    file: str
    size: str
    changed: str  # nanoseconds; with the size it tells a file that was replaced
    state: str  # "read" or "refused"
    kind: str = ""
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    tasks: str = ""
    unread: str = ""
    doubtful_words: str = ""
    seconds: str = ""
    result: str = ""
    said: str = ""  # the error, or the remarks on how the file was read

    @property
    def key(self) -> tuple[str, str, str]:
        return self.file, self.size, self.changed


def run(arguments: Namespace, speech: Speech) -> int:
    """Read what has no result yet; 0 where every document was read, 2 where one was refused."""
    try:
        out = folder_of_results(Path(arguments.out), speech)
        corpus = _Corpus(out, inputs_of(arguments.files, out), speech)
        with corpus.table() as add:
            for row in _read_each(corpus.waiting(), out, arguments.jobs or _cores(), speech):
                add(row)
                corpus.tell(row)
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return REFUSED
    return corpus.sum_up()


class _Table:
    """The table while rows are added to it: each is on the disk before the next document counts as read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> _Table:
        is_new = not self._path.exists() or not self._path.stat().st_size
        self._file = self._path.open("a", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        if is_new:
            self._file.write("\ufeff")  # by which Excel knows UTF-8
            self._writer.writerow(field.name for field in fields(Row))
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __call__(self, row: Row) -> None:
        self._writer.writerow(astuple(row))
        self._file.flush()


class _Corpus:
    """The documents, and the rows of those that are done."""

    def __init__(self, out: Path, inputs: Inputs, speech: Speech) -> None:
        self._path, self._speech = out / TABLE, speech
        self._files = [path for path in inputs.files if path.is_file()]
        self._rows = {row.file: row for row in _rows_of(self._path)}
        self._new = 0
        # A line that a stop left unfinished would spoil the next one.
        self._rewrite()

    def table(self) -> _Table:
        return _Table(self._path)

    def waiting(self) -> Iterator[Path]:
        """The documents that are new, changed, or whose result is gone."""
        for path in self._files:
            known = self._rows.get(str(path))
            if known is None or known.key != _key(path) or (known.result and not Path(known.result).exists()):
                yield path

    def tell(self, row: Row) -> None:
        """Keep a new row, and say how far it is."""
        self._rows[row.file] = row
        self._new += 1
        if row.state == "refused":
            print(self._speech("refused", file=row.file, why=row.said), file=sys.stderr)
        elif sys.stderr.isatty():
            line = self._speech("progress", count=len(self._rows), total=len(self._files), file=Path(row.file).name)
            print(f"\r\x1b[2K{line}", end="", file=sys.stderr, flush=True)

    def sum_up(self) -> int:
        """Write the table anew, one row a document in their order, and say what came out."""
        self._rewrite()
        refused = sum(row.state == "refused" for row in self._rows.values())
        said = self._speech(
            "summary_all", total=len(self._rows), read=len(self._rows) - refused, refused=refused, new=self._new,
            table=self._path,
        )  # fmt: skip
        print(("\r\x1b[2K" if sys.stderr.isatty() else "") + said, file=sys.stderr)
        return REFUSED if refused else ALL_READ

    def _rewrite(self) -> None:
        if not self._rows:
            return
        names = {str(path): at for at, path in enumerate(self._files)}
        kept = sorted(self._rows.values(), key=lambda row: (names.get(row.file, len(names)), row.file))
        temporary = self._path.with_suffix(".tmp")
        temporary.unlink(missing_ok=True)
        with _Table(temporary) as add:
            for row in kept:
                add(row)
        os.replace(temporary, self._path)


def _rows_of(path: Path) -> Iterator[Row]:
    if not path.exists():
        return
    width = len(fields(Row))
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file)):
            if number and len(cells) == width:
                yield Row(*cells)


def _key(path: Path) -> tuple[str, str, str]:
    found = path.stat()
    return str(path), str(found.st_size), str(found.st_mtime_ns)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_each(files: Iterator[Path], out: Path, jobs: int, speech: Speech) -> Iterator[Row]:
    """The rows as documents are done. One that takes its worker down with it is found by reading those that were under
    way once more, each alone."""
    while True:
        running: dict[Future[Row], Path] = {}
        try:
            with _pool(jobs) as pool:
                yield from _in_pool(pool, files, running, out, jobs, speech)
            return
        except BrokenProcessPool:
            for path in running.values():
                yield _alone(path, out, speech)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=_TASKS_A_WORKER)


def _in_pool(
    pool: ProcessPoolExecutor,
    files: Iterator[Path],
    running: dict[Future[Row], Path],
    out: Path,
    jobs: int,
    speech: Speech,
) -> Iterator[Row]:
    more = True
    while more or running:
        while more and len(running) < 2 * jobs:
            path = next(files, None)
            if path is None:
                more = False
                break
            running[pool.submit(_read_one, path, out, speech.language)] = path
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            row = future.result()
            del running[future]
            yield row


def _alone(path: Path, out: Path, speech: Speech) -> Row:
    try:
        with _pool(1) as pool:
            return pool.submit(_read_one, path, out, speech.language).result()
    except BrokenProcessPool:
        return Row(*_key(path), "refused", said=speech("crashed"))


def _read_one(path: Path, out: Path, language: Language) -> Row:
    """Read a document and write its JSON. Runs in a worker."""
    from namro.reading import read_source
    from namro.reading.sources import Limits, open_source, read_bytes
    from namro.reading.sources.scan.reading import FolderCache, Scanning

    speech = Speech(language)
    key = _key(path)
    started = time.monotonic()

    def reader(document: Path) -> Directive:
        limits = Limits()
        # The workers are the processes; a scan that is stopped keeps the pages it has.
        scanning = Scanning(jobs=1, cache=FolderCache(out / _PAGES))
        data = read_bytes(document, limits)
        return read_source(open_source(data, name=document.name, limits=limits, scanning=scanning))

    found = read_directive(path, speech, reader)
    if isinstance(found, Refused):
        return Row(*key, "refused", seconds=_since(started), said=found.why)
    result = _result_path(path, out)
    result.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_whole(result, [found.to_json().encode("utf-8", "backslashreplace")], [path], speech)
    except CannotWrite as error:
        return Row(*key, "refused", seconds=_since(started), said=str(error))
    head = found.head
    return Row(
        *key,
        "read",
        head.kind or "",
        head.number or "",
        head.issued_on or "",
        head.issuer or "",
        str(len(found.tasks)),
        str(found.coverage.count("unread")),
        str(sum(word.confidence < _DOUBTFUL for word in found.source.seen)),
        _since(started),
        str(result),
        " ".join(found.source.remarks),
    )


_DOUBTFUL = 0.7


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.2f}"


def _result_path(path: Path, out: Path) -> Path:
    """Under the documents' own folders, so that no two results have one name."""
    absolute = path.resolve()
    return out / _RESULTS / absolute.parent.relative_to(absolute.anchor) / f"{absolute.name}.json"
