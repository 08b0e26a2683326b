"""Letters to agencies: seen by those they went to, and answered by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from . import drafted
from .histories import rich
from .lives import named

pytestmark = pytest.mark.django_db


class TestWhoSees:
    def test_an_agency_sees_its_own_letter_when_it_is_issued(self, as_role: Callable[[str], Client]) -> None:
        of = rich()
        letter = drafted.drafted("urging", of, agency=named("Sở Xây dựng"))
        own, other = as_role("daumoi"), as_role("daumoi2")
        assert own.get(f"/papers/{letter.pk}/").status_code == 404
        drafted.issued(letter, "99")
        assert own.get(f"/papers/{letter.pk}/").status_code == 200
        assert other.get(f"/papers/{letter.pk}/").status_code == 404
        assert "fx" not in own.get(f"/papers/{letter.pk}/").content.decode().split("<article")[1].split("</article>")[0]
        for form in ("json", "xlsx"):
            assert own.get(f"/papers/{letter.pk}/files/{form}/").status_code == 404
        assert own.get(f"/papers/{letter.pk}/figures/cells.total/").status_code == 404
        assert own.post(f"/papers/{letter.pk}/check/").status_code == 403
        assert "Sở Xây dựng" in own.get("/papers/").content.decode()
