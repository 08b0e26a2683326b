"""The signed file of a paper that was issued: told whether it is the paper that was printed, and who signed it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from namro.directives.operations.intake import NewFile
from namro.papers import operations
from namro.papers.models import Paper
from namro.papers.printing import printed
from namro.papers.queries.checks import Looked, checks
from tests import test_signing as signing

from . import drafted
from .lives import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> Paper:
    return drafted.issued(drafted.monthly(), signed=None)


def signed_as(paper: Paper, data: bytes) -> Looked:
    """What is told of the file that came back."""
    office = signing._office(datetime.now(UTC) + timedelta(days=30))
    operations.add_signed(paper, signed=NewFile("ky.pdf", signing.sign(data, office)), acting=acting("theodoi"))
    return checks(Paper.objects.get(pk=paper.pk))[-1]


def test_a_paper_that_was_signed_outside_is_known_again(paper: Paper) -> None:
    told = signed_as(paper, printed(paper, "pdf"))
    assert told.ok, told
    assert told.points


def test_another_paper_is_told(paper: Paper) -> None:
    assert not signed_as(paper, signing.paper("Văn bản khác")).ok
