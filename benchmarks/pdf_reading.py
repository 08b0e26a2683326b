"""How fast and how truly PDFs and scans are read.

    python benchmarks/pdf_reading.py ../shared [--no-ocr]

Prints pages a second on the gazette PDFs, what their text differs in from poppler's (words, spaces aside), the tasks of
the example directive as text, Word, PDF and scan against each other, and OCR against tesseract alone on two processes.
LibreOffice, poppler and tesseract are each used where installed, and named where not.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # for tests.relisting, which makes Word documents of texts

from tests.relisting import docx_from_text

from namro.reading import read
from namro.reading.model import Directive, Task
from namro.reading.sources import open_source
from namro.reading.sources.limits import DEFAULT_LIMITS, Budget
from namro.reading.sources.pdf.opening import OpenPdf

EXAMPLE = Path(__file__).parent.parent / "examples" / "chi-thi-tinh-an-lam"
_ALIKE = 0.9  # of the letters of two tasks, marks aside, that are the same
_RUNS = 3  # the best of so many is told


def main(shared: Path, *, ocr: bool) -> None:
    """Print every measure that this machine can make."""
    gazettes = [path for path in sorted((shared / "reading/pdf").glob("*.pdf")) if _has_text(path)]
    if not gazettes:
        print(f"{shared}/reading/pdf: not there, speed and text not measured")
    for path in gazettes:
        _tell_speed(path)
        _tell_text(path)
    if shutil.which("soffice") is None:
        print("soffice: not installed, the example not measured as PDF and scan")
        return
    with tempfile.TemporaryDirectory() as folder:
        _tell_annotated(shared, Path(folder))
        [pdf] = _as_pdf([EXAMPLE.with_suffix(".docx")], Path(folder))
        _tell_forms(pdf, ocr=ocr and shutil.which("tesseract") is not None)


def _has_text(path: Path) -> bool:
    with OpenPdf(path.read_bytes(), Budget(DEFAULT_LIMITS)) as pdf:
        page = pdf.page(pdf.page_count - 1)
        text_page = page.get_textpage()
        count: int = text_page.count_chars()
        text_page.close()
        page.close()
    return count > 200


def _tell_speed(path: Path) -> None:
    data = path.read_bytes()
    best = min(_timed(lambda: open_source(data)) for _ in range(_RUNS + 1))  # the first one also imports
    pages = max(block.page or 0 for block in open_source(data).blocks)
    print(f"{path.name}: {pages} pages, {pages / best:.0f} pages/s")


def _timed(work: Callable[[], object]) -> float:
    """The CPU time of one thread, so that a busy machine tells the same."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _tell_text(path: Path) -> None:
    """Compare the letters with poppler's, after what a reader drops on purpose: what is left differs in spaces only."""
    if shutil.which("pdftotext") is None:
        print("  pdftotext: not installed, text not compared")
        return
    printed = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    source = open_source(path.read_bytes())
    dropped = Counter(name for line in printed.split("\n") for name in _furniture(line))
    theirs = _letters("\n".join(line for line in printed.split("\n") if not _furniture(line)))
    notes = _letters("".join({block.note for block in source.blocks if block.note}))  # stand beside their texts
    dropped.update({"number of a note": sum(notes.values())} if notes else {})
    missing, added = theirs - _letters(source.text) - notes, _letters(source.text) - theirs
    heads = 0
    for table in source.tables:
        of_head = [block for cell in table.rows[0] for block in source.blocks[cell.first : cell.last]]
        head = _letters(" ".join(source.text[block.start : block.end] for block in of_head))
        while head and not head - missing:
            missing, heads = missing - head, heads + 1
    print(f"  dropped: {_listed(dropped)}; repeated heads of tables: {heads}")
    print(f"  letters not in ours: {_listed(missing)}; not in poppler's: {_listed(added)}")


def _furniture(line: str) -> list[str]:
    """What of a line of a gazette is no text."""
    if re.search(r"Ký bởi:|Cơ quan: VĂN PHÒNG|Ngày ký: \d{4}-", line):
        return ["signature panel"]
    if re.search(r"CÔNG BÁO/Số \d+/Ngày", line):
        return ["running head"]
    return ["drawn rule"] if re.fullmatch(r"[\s_]+", line) and "_" in line else []


def _letters(text: str) -> Counter[str]:
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    plain = unicodedata.normalize("NFC", text).translate(raised)
    return Counter(one for one in plain if not one.isspace() and one not in "_|\x0c")


def _listed(words: Counter[str]) -> str:
    return ", ".join(f"{word} ×{count}" if count > 1 else word for word, count in words.most_common(60)) or "nothing"


def _as_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents]
    subprocess.run(command, capture_output=True, check=True)
    return [folder / f"{document.stem}.pdf" for document in documents]


def _tell_annotated(shared: Path, folder: Path) -> None:
    """The annotated directives made Word documents with real numbers and notes, and those made PDF."""
    documents = []
    for text in sorted([*shared.glob("reading/dev/*.txt"), *shared.glob("reading/tables/*.txt")]):
        documents.append(folder / f"{text.stem}.docx")
        documents[-1].write_bytes(_ruled(docx_from_text(text)))
    for document, pdf in zip(documents, _as_pdf(documents, folder) if documents else [], strict=True):
        _tell_pair(f"{document.stem}: docx and PDF", read(document), read(pdf))


def _ruled(docx: bytes) -> bytes:
    """The document with lines round the cells of its tables, as annexes have them."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    table = f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml":
                part = re.sub(r"<w:tbl>(?:<w:tblPr>.*?</w:tblPr>|<w:tblPr/>)?", table, part.decode()).encode()
            made.writestr(name, part)
    return out.getvalue()


def _tell_forms(pdf: Path, *, ocr: bool) -> None:
    text, docx, printed = read(EXAMPLE.with_suffix(".txt")), read(EXAMPLE.with_suffix(".docx")), read(pdf)
    _tell_pair("text and docx", text, docx)
    _tell_pair("text and PDF", text, printed)
    _tell_pair("docx and PDF", docx, printed)
    if not ocr:
        print("tesseract: not asked for or not installed, scan not measured")
        return
    scan = _as_scan(pdf)
    rounds = [(_spent(lambda: read(scan, name="scan.pdf")), _spent_by_tesseract_alone(scan)) for _ in range(_RUNS)]
    _tell_pair("text and scan", text, read(scan, name="scan.pdf"))
    ours, alone = (_Spent(*map(min, zip(*some, strict=True))) for some in zip(*rounds, strict=True))
    for of, a, b in (("", ours.wall, alone.wall), (" of CPU time", ours.cpu, alone.cpu)):
        print(f"OCR: {a:.1f} s{of}, tesseract alone on two processes {b:.1f} s, ratio {a / b:.2f}")


class _Spent(NamedTuple):
    wall: float
    cpu: float  # with that of the processes that it started


def _spent(work: Callable[[], object]) -> _Spent:
    started, before = time.perf_counter(), os.times()
    work()
    return _Spent(time.perf_counter() - started, sum(os.times()[:4]) - sum(before[:4]))


def _as_scan(pdf: Path) -> bytes:
    """The pages as pictures of 200 dpi in a PDF."""
    with OpenPdf(pdf.read_bytes(), Budget(DEFAULT_LIMITS)) as opened:
        pages = [opened.picture(index).image for index in range(opened.page_count)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return out.getvalue()


def _spent_by_tesseract_alone(scan: bytes) -> _Spent:
    """Of the same pictures, two at a time, without making or understanding anything."""
    with tempfile.TemporaryDirectory() as folder:
        pages = []
        with OpenPdf(scan, Budget(DEFAULT_LIMITS)) as opened:
            for index in range(opened.page_count):
                pages.append(Path(folder) / f"{index}.pgm")
                opened.picture(index).image.save(pages[-1])
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

        def one(page: Path) -> None:
            command = ["tesseract", page, "stdout", "-l", "vie", "--psm", "3", "--oem", "1", "tsv"]
            subprocess.run(command, capture_output=True, check=True, env=environment)

        def all_pages() -> None:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(one, pages))

        return _spent(all_pages)


def _tell_pair(name: str, one: Directive, other: Directive) -> None:
    pairs = _paired(one.tasks, other.tasks)
    f1 = 2 * len(pairs) / (len(one.tasks) + len(other.tasks))
    leads = sum(_names(a) == _names(b) for a, b in pairs)
    days = sum(_days(a) == _days(b) for a, b in pairs)
    cited = {c.number for c in one.citations}, {c.number for c in other.citations}
    print(
        f"{name}: tasks F1 {f1:.3f} ({len(one.tasks)}, {len(other.tasks)}), same leads {leads}/{len(pairs)}, "
        f"same deadlines {days}/{len(pairs)}, cited numbers apart {sorted(cited[0] ^ cited[1])}, "
        f"head {'same' if _head(one) == _head(other) else 'apart'}"
    )
    known = {id(task) for pair in pairs for task in pair}
    for task in [*one.tasks, *other.tasks]:
        if id(task) not in known:
            print(f"    alone: {task.at} {task.text[:110]}")


def _head(directive: Directive) -> tuple[object, ...]:
    head = directive.head
    return head.kind, head.number, head.issued_on, head.issuer


def _paired(some: Sequence[Task], others: Sequence[Task]) -> list[tuple[Task, Task]]:
    """Each task with the one that is most like it, in order."""
    left = list(others)
    pairs: list[tuple[Task, Task]] = []
    for task in some:
        best = max(left, key=lambda other: _likeness(task, other), default=None)
        if best is not None and _likeness(task, best) >= _ALIKE:
            left.remove(best)
            pairs.append((task, best))
    return pairs


def _likeness(one: Task, other: Task) -> float:
    a, b = _plain(one.text), _plain(other.text)
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 0.7 * max(len(a), len(b)):
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _plain(text: str) -> str:
    marked = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return re.sub(r"[\W_]", "", "".join(one for one in marked if not unicodedata.combining(one)))


def _names(task: Task) -> list[str]:
    return sorted(lead.name.lower() for lead in task.leads)


def _days(task: Task) -> list[tuple[object, ...]]:
    return sorted((one.rule, one.date or "", one.amount or 0, one.unit or "") for one in task.deadlines)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), ocr="--no-ocr" not in sys.argv)
