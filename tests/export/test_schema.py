"""The published JSON Schema holds for what is given out."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from namro.reading import read
from namro.reading.export.json_form import as_dict
from tests.export.invented import directive

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "directive.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
# The example goes with every clone; the annotated documents lie beside it where the house is built.
DOCUMENTS = [*sorted((ROOT / "examples").glob("*.docx")), *sorted((ROOT / "../shared/reading/dev").glob("*.txt"))]


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_invented_directive_fits():
    VALIDATOR.validate(json.loads(directive().to_json()))


def test_what_was_refused_and_arrays_fit():
    refused = {"file": "a.txt", "error": "Tệp rỗng. Chọn tệp khác."}
    VALIDATOR.validate(refused)
    VALIDATOR.validate([json.loads(directive().to_json()), refused])


@pytest.mark.parametrize(
    "damage",
    [
        lambda made: made.pop("coverage"),
        lambda made: made.update(more=1),
        lambda made: made["tasks"][0].update(mode="ask"),
        lambda made: made["tasks"][0]["deadlines"][0].update(date="15/3/2025"),
        lambda made: made["tasks"][0]["span"].update(start=-1),
    ],
)
def test_what_does_not_fit_is_found(damage):
    made = json.loads(directive().to_json())
    damage(made)
    assert not VALIDATOR.is_valid(made)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_read_fit(document):
    VALIDATOR.validate(json.loads(read(document).to_json()))


@pytest.mark.parametrize("document", DOCUMENTS[:1], ids=lambda path: path.name)
def test_what_is_written_is_what_the_dictionaries_say(document):
    found = read(document)
    assert {one.task is None for one in found.coverage.sentences} == {True, False}
    assert found.to_json() == json.dumps(as_dict(found), ensure_ascii=False)
