"""Writes docs/access.md, the table of roles and acts, from namro/access/policy.py.

python scripts/access_table.py [--check]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "docs/access.md"
HEAD = """\
# Who may do what

Made from `namro/access/policy.py` by `scripts/access_table.py`; a test keeps it fresh. A role reaches *everywhere*, or
*within* its agency and those below it; a leader with fields of work (a vice-chairman) reaches the agencies of those
fields. A deputy has the roles of whom they stand in for, but not the auditor's and the administrator's. What lies
outside is answered with 404, what may be seen but not done with 403.

"""
REACH = {"everywhere": "everywhere", "within": "within"}


def main() -> int:
    """Write the file, or say whether it is fresh."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.site.testing")
    import django

    django.setup()
    text = table()
    if "--check" in sys.argv:
        return 0 if FILE.read_text(encoding="utf-8") == text else 1
    FILE.write_text(text, encoding="utf-8")
    return 0


def table() -> str:
    """The whole page."""
    from django.utils.translation import override

    from namro.access.policy import ACT_NAMES, RULES, Act
    from namro.access.roles import Role

    with override("en"):
        head = "| Act | " + " | ".join(str(role.label) for role in Role) + " |"
        rows = [
            f"| {ACT_NAMES[act]} (`{act}`) | "
            + " | ".join(REACH[RULES[act][role]] if role in RULES[act] else "" for role in Role)
            + " |"
            for act in Act
        ]
    return HEAD + "\n".join([head, "|---" * (len(Role) + 1) + "|", *rows]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
