"""How fast a document is read: CPU time of one thread from its bytes to JSON, and the memory that takes.

Run: python benchmarks/reading_speed.py SHARED_DIR. Each measure is taken in a fresh process, so no bytes were read
before. eyecite, which finds citations in American case law, reads as many bytes of English legal text of our own making
in the same run. Without SHARED_DIR/reading/unlabelled the example directive stands in for it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "chi-thi-tinh-an-lam"
MODEL = "chi-thi_thai-nguyen_2025-03-10"
ROUNDS = 3  # processes per measure; the best counts, for the machine is shared
WARM = 15  # readings of the model directive after the first
MEGABYTE = 1_000_000
CITING = 0.045  # of the English sentences cite, which gives a citation every 1.8 kB, as the directives have

GOAL_RATE = 2.0  # MB/s
GOAL_RATIO = 2.5  # times eyecite
GOAL_LINEAR = 11.0  # times as long for ten times the text
GOAL_TEXT_MS, GOAL_DOCX_MS = 20.0, 80.0
GOAL_MEMORY = 150.0  # MB


# ---- what is read


def directives(shared: Path) -> list[bytes]:
    """Real directives; where there are none, the example with another number on each copy."""
    found = [path.read_bytes() for path in sorted((shared / "reading" / "unlabelled").glob("*.txt"))]
    if found:
        return found
    text = EXAMPLE.with_suffix(".txt").read_text("utf-8")
    return [text.replace("07/CT-UBND", f"{number:02d}/CT-UBND").encode() for number in range(10, 50)]


def long_directive(times: int) -> bytes:
    """The example with its body repeated: one head, one foot, one long document."""
    text = EXAMPLE.with_suffix(".txt").read_text("utf-8")
    start, end = text.index("II. NHIỆM VỤ"), text.index("Nơi nhận:")
    return (text[:start] + text[start:end] * times + text[end:]).encode()


def model_directive(shared: Path) -> Path:
    """The directive whose time the issue sets, or the example."""
    path = shared / "reading" / "dev" / f"{MODEL}.txt"
    return path if path.exists() else EXAMPLE.with_suffix(".txt")


def model_docx(shared: Path, folder: Path) -> Path:
    """The same as a Word document; made in `folder`, before anything is measured."""
    text = model_directive(shared)
    if text.with_suffix(".docx").exists():
        return text.with_suffix(".docx")
    sys.path.insert(0, str(ROOT))
    from tests.relisting import docx_from_text

    made = folder / f"{MODEL}.docx"
    made.write_bytes(docx_from_text(text))
    return made


def english_texts(sizes: list[int]) -> list[str]:
    """Opinions of invented courts, as many and as long as `sizes` says, citing about as often as directives do."""
    chance = random.Random(2025)
    names = ("Harlow", "Brandt", "Okafor", "Lindqvist", "Pereira", "Whitcomb", "Nakamura", "Dalton", "Estrada", "Quill")
    reporters = ("U.S.", "F.2d", "F.3d", "F. Supp. 2d", "S. Ct.", "Cal. App. 4th", "N.E.2d", "P.3d", "So. 2d", "A.2d")
    plain = (
        "The county shall publish the schedule of hearings and shall keep a register of every objection received.",
        "Counsel for the department argued that the notice was sent before the statutory period had run.",
        "We have considered the remaining arguments and find that none of them requires a different result.",
        "The clerk is directed to transmit the record, together with the exhibits, to the trial court.",
        "No party disputes that the contractor failed to deliver the second report by the agreed date.",
        "The board must explain, in writing, why the application was refused and what may be done to mend it.",
        "Each respondent is to file a statement of progress with the court on the first Monday of every month.",
        "It is for the legislature, and not for this court, to say how the burden should be shared.",
    )

    def sentence() -> str:
        one, other = chance.sample(names, 2)
        volume, page, year = chance.randint(2, 580), chance.randint(1, 1400), chance.randint(1930, 2019)
        cited = f"{one} v. {other}, {volume} {chance.choice(reporters)} {page}"
        kind = chance.random()
        if kind > CITING:
            return chance.choice(plain)
        if kind < CITING * 0.6:
            return f"See {cited}, {page + chance.randint(1, 9)} ({year})."
        if kind < CITING * 0.8:
            return f"The rule was stated in {cited} ({year}), and we follow it here."
        return f"Id. at {page}; see also 42 U.S.C. § {chance.randint(1000, 1999)}."

    texts = []
    for size in sizes:
        parts: list[str] = []
        length = 0
        while length < size:
            parts.append(sentence())
            length += len(parts[-1]) + 1
        texts.append(" ".join(parts)[:size])
    return texts


# ---- measures, each in a process of its own; a measure returns numbers


def to_json(data: bytes) -> str:
    from namro.reading import read

    return read(data).to_json()


def measure_reading(shared: Path, docx: Path) -> dict[str, float]:
    texts = directives(shared)
    to_json(EXAMPLE.with_suffix(".txt").read_bytes().replace(b"07/CT", b"08/CT"))  # modules loaded, patterns compiled
    began = process_time()
    for data in texts:
        to_json(data)
    seconds = process_time() - began
    return {"bytes": sum(map(len, texts)), "documents": len(texts), "seconds": seconds}


def measure_eyecite(shared: Path, docx: Path) -> dict[str, float]:
    from eyecite import get_citations

    texts = english_texts([len(data) for data in directives(shared)])
    get_citations(english_texts([4_000])[0] + " 410 U.S. 113")
    began = process_time()
    found = sum(len(get_citations(text)) for text in texts)
    return {"bytes": sum(map(len, texts)), "citations": found, "seconds": process_time() - began}


def measure_linear(shared: Path, docx: Path) -> dict[str, float]:
    once, tenfold = long_directive(4), long_directive(40)
    seconds = {"once": [], "tenfold": []}
    for _ in range(6):
        for name, data in (("once", once), ("tenfold", tenfold)):
            began = process_time()
            to_json(data)
            seconds[name].append(process_time() - began)
    return {"text": len(tenfold) / len(once), **{name: min(times) for name, times in seconds.items()}}


def measure_text(shared: Path, docx: Path) -> dict[str, float]:
    return warm(model_directive(shared).read_bytes())


def measure_docx(shared: Path, docx: Path) -> dict[str, float]:
    return warm(docx.read_bytes())


def measure_all_memory(shared: Path, docx: Path) -> dict[str, float]:
    for data in directives(shared):
        to_json(data)
    return {"megabytes": peak()}


def warm(data: bytes) -> dict[str, float]:
    """Milliseconds of a reading after the first, the middle one of several, and the memory that all took."""
    to_json(data)
    times = []
    for _ in range(WARM):
        began = process_time()
        to_json(data)
        times.append(process_time() - began)
    return {"ms": sorted(times)[WARM // 2] * 1000, "bytes": len(data), "megabytes": peak()}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


MEASURES: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    name.removeprefix("measure_"): measure for name, measure in list(globals().items()) if name.startswith("measure_")
}


def best(name: str, shared: Path, docx: Path, rounds: int = ROUNDS) -> dict[str, float]:
    """The smallest figures of several rounds, each in a fresh process."""
    command = [sys.executable, __file__, str(shared), "--measure", name, "--docx", str(docx)]
    figures = [
        json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout) for _ in range(rounds)
    ]
    return {key: min(one[key] for one in figures) for key in figures[0]}


def told(value: str, what: str, goal: str = "", *, reached: bool = True) -> None:
    print(f"{value:>11}  {what}" + ("" if reached else f"  (goal: {goal})"), flush=True)


def run(shared: Path, docx: Path) -> None:
    reading, eyecite = best("reading", shared, docx), best("eyecite", shared, docx)
    rate = reading["bytes"] / reading["seconds"] / MEGABYTE
    other = eyecite["bytes"] / eyecite["seconds"] / MEGABYTE
    size, cited = eyecite["bytes"] / MEGABYTE, eyecite["citations"]
    documents = f"{reading['documents']:.0f} documents"
    told(
        f"{rate:.2f} MB/s",
        f"text to JSON, {reading['bytes'] / MEGABYTE:.2f} MB in {documents}",
        "2, aim 5",
        reached=rate >= GOAL_RATE,
    )
    told(f"{other:.2f} MB/s", f"eyecite, {size:.2f} MB of English, {cited:.0f} citations found")
    told(f"{rate / other:.1f} x", "as fast as eyecite", "2.5", reached=rate >= GOAL_RATIO * other)

    linear = best("linear", shared, docx, rounds=1)
    longer = linear["tenfold"] / linear["once"] * 10 / linear["text"]
    told(f"{longer:.1f} x", "as long for ten times the text", "at most 11", reached=longer <= GOAL_LINEAR)

    name = model_directive(shared).stem
    for kind, goal in (("text", GOAL_TEXT_MS), ("docx", GOAL_DOCX_MS)):
        model = best(kind, shared, docx)
        what = f"{name}, warm, from {kind} ({model['bytes'] / 1000:.0f} kB)"
        told(f"{model['ms']:.1f} ms", what, f"at most {goal:.0f}", reached=model["ms"] <= goal)
        memory = model["megabytes"]
        told(f"{memory:.0f} MB", "peak memory of that", "at most 150", reached=memory <= GOAL_MEMORY)
    memory = best("all_memory", shared, docx)["megabytes"]
    told(f"{memory:.0f} MB", f"peak memory of all {documents}", "at most 150", reached=memory <= GOAL_MEMORY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    parser.add_argument("--docx", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(MEASURES[args.measure](args.shared, args.docx)))
        return
    with tempfile.TemporaryDirectory() as folder:
        run(args.shared, model_docx(args.shared, Path(folder)))


if __name__ == "__main__":
    main()
