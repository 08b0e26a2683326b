"""The example directive: its files agree with its source and with each other."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NAME = "chi-thi-tinh-an-lam"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of_docx() -> str:
    """The words of the body and of the footnotes, without the numbers that Word gives."""
    held = parts((EXAMPLES / f"{NAME}.docx").read_bytes())
    paragraphs = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        for paragraph in ElementTree.fromstring(held[name]).iter(f"{WORD}p"):
            paragraphs.append("".join(text.text or "" for text in paragraph.iter(f"{WORD}t")))
    return flat(" ".join(paragraphs))


@pytest.fixture(scope="module")
def register() -> dict[str, Any]:
    return json.loads((EXAMPLES / f"{NAME}.expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    subprocess.run([sys.executable, EXAMPLES / "make_example.py", folder], check=True)
    return folder


TEXTS = {"txt": lambda: flat((EXAMPLES / f"{NAME}.txt").read_text("utf-8")), "docx": words_of_docx}


def test_text_is_the_one_the_source_gives(made: Path) -> None:
    assert (made / f"{NAME}.txt").read_bytes() == (EXAMPLES / f"{NAME}.txt").read_bytes()


def test_word_document_is_the_one_the_source_gives(made: Path) -> None:
    # parts, not bytes: another zlib may pack the same parts otherwise
    assert parts((made / f"{NAME}.docx").read_bytes()) == parts((EXAMPLES / f"{NAME}.docx").read_bytes())


@pytest.mark.parametrize("kind", TEXTS)
def test_every_task_is_quoted_word_for_word(kind: str, register: dict[str, Any]) -> None:
    text = TEXTS[kind]()
    for task in register["tasks"]:
        assert text.count(flat(task["quote"])) == 1, task["quote"]
        assert text.find(flat(task["ends"]), text.find(flat(task["quote"]))) >= 0, task["ends"]


def test_every_finding_is_quoted_word_for_word(register: dict[str, Any]) -> None:
    text = words_of_docx()
    for task in register["tasks"]:
        for found in task["deadlines"] + task["recurrences"] + task["targets"]:
            assert found["quote"] in text, found


def test_citations_stand_in_reading_order(register: dict[str, Any]) -> None:
    text, at = TEXTS["txt"](), -1
    for citation in register["citations"]:
        at = text.find(citation["quote"], at + 1)
        assert at >= 0, citation["quote"]


@pytest.mark.parametrize("kind", TEXTS)
def test_every_planted_slip_is_there(kind: str) -> None:
    text = TEXTS[kind]()
    for slip in json.loads((EXAMPLES / "slips.json").read_text("utf-8"))["slips"]:
        assert slip["quote"] in text, slip
        assert slip.get("other", "") in text, slip


@pytest.mark.parametrize("kind", TEXTS)
def test_it_says_that_it_is_invented(kind: str) -> None:
    assert "Văn bản minh họa, số liệu minh họa" in TEXTS[kind]()
