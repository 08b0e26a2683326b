"""What the documents say of the site is what the code does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from django.core.management import call_command

from namro.site.readiness import findings

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_of_roles_and_acts_is_fresh() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    import access_table

    assert access_table.FILE.read_text(encoding="utf-8") == access_table.table()


def test_every_setting_is_documented_and_no_other() -> None:
    source = (ROOT / "src/namro/site/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', source))
    told = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M))
    assert read == told


def test_the_lock_of_the_front_end_names_no_registry() -> None:
    assert "http" not in re.sub(r'"url": "[^"]*"', "", (ROOT / "frontend/package-lock.json").read_text())


def test_the_readiness_check_finds_the_protections_in_place(db: None, settings: object) -> None:
    settings.DEMO = True
    assert [finding.text for finding in findings() if finding.serious] == []


def test_migrations_are_complete(db: None) -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)
