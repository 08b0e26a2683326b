"""Vietnamese stands in the source; English is complete, compiled, and fits its places."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.glob("src/namro/*/templates/**/*.html"))
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
# What is not said by the interface: the brand, the Vietnamese page that stands alone, and mail, which is Vietnamese.
NOT_TRANSLATED = {"500.html", "styleguide.html", "sheet.html"}
MAIL = ROOT / "src/namro/reminders/templates/emails"


def test_every_string_has_its_english() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    import translations

    assert translations.check() == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_a_template_says_nothing_outside_gettext(template: Path) -> None:
    if template.name in NOT_TRANSLATED or template.parent == MAIL:
        return
    text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", template.read_text(encoding="utf-8"), flags=re.S)
    assert VIETNAMESE.findall(text.replace("Năm Rõ", "")) == []


def test_the_pages_of_the_administrator_in_english(as_role: Callable[[str], Client]) -> None:
    client = as_role("quantri")
    client.post("/appearance/", {"language": "en"})
    for path, word in (
        ("/", "Home of"),
        ("/agencies/", "Add an agency"),
        ("/people/", "Work address"),
        ("/accounts/", "Give an account"),
        ("/agencies/import/", "Nothing is saved at this step"),
        ("/account/", "Sessions"),
    ):
        assert word in client.get(path).content.decode(), path
