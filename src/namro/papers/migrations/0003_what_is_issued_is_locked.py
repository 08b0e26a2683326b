"""Triggers on both databases: what was issued never changes but that its signed file is added once; edits are never
rewritten, and made only while the paper is a draft."""

from django.db import migrations

LOCKED = "an issued paper is never changed"
EDITS = "edits of papers are append-only"
NOT_A_DRAFT = "only a draft is edited"
CHECKED = "what was checked is issued as it is"

KEPT = (
    "kind", "directive_id", "issuer_id", "signer_id", "agency_id", "extension_id", "corrects_id", "occasion",
    "title", "period", "symbol", "moment", "snapshot_id", "template_id", "stage", "drafted_by_id", "checked_at",
    "checked_by_id", "issued_at", "issued_by_id", "number", "issued_on", "issued_year",
)  # fmt: skip
_CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in (*KEPT,))
_LOCKED = f"OLD.stage = 'issued' AND ({_CHANGED} OR (OLD.signed_id IS NOT NULL AND OLD.signed_id IS DISTINCT FROM NEW.signed_id))"
# From "checked" on the words and figures stand: a step back to the draft comes first.
_CHECKED = """OLD.stage = 'checked' AND NEW.stage IN ('checked', 'issued')
    AND (OLD.snapshot_id <> NEW.snapshot_id OR OLD.template_id IS DISTINCT FROM NEW.template_id)"""
_IS_DRAFT = "(SELECT stage FROM papers_paper WHERE id = NEW.paper_id) = 'draft'"

SQLITE = [
    f"""CREATE TRIGGER papers_paper_locked BEFORE UPDATE ON papers_paper
        WHEN {_LOCKED.replace("IS DISTINCT FROM", "IS NOT")}
        BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END""",
    f"""CREATE TRIGGER papers_paper_kept BEFORE DELETE ON papers_paper WHEN OLD.stage = 'issued'
        BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END""",
    f"""CREATE TRIGGER papers_paper_checked BEFORE UPDATE ON papers_paper
        WHEN {_CHECKED.replace("IS DISTINCT FROM", "IS NOT")}
        BEGIN SELECT RAISE(ABORT, '{CHECKED}'); END""",
    f"""CREATE TRIGGER papers_edit_of_draft BEFORE INSERT ON papers_paperedit WHEN NOT {_IS_DRAFT}
        BEGIN SELECT RAISE(ABORT, '{NOT_A_DRAFT}'); END""",
    *(
        f"""CREATE TRIGGER papers_paperedit_no_{event.lower()} BEFORE {event} ON papers_paperedit
            BEGIN SELECT RAISE(ABORT, '{EDITS}'); END"""
        for event in ("UPDATE", "DELETE")
    ),
]


def _refusing(message):
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


POSTGRESQL = f"""
    CREATE FUNCTION papers_paper_check() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.stage = 'issued' THEN {_refusing(LOCKED)} END IF;
            RETURN OLD;
        END IF;
        IF {_LOCKED} THEN {_refusing(LOCKED)} END IF;
        IF {_CHECKED} THEN {_refusing(CHECKED)} END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER papers_paper_locked BEFORE UPDATE OR DELETE ON papers_paper
    FOR EACH ROW EXECUTE FUNCTION papers_paper_check();
    CREATE FUNCTION papers_paperedit_check() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN {_refusing(EDITS)} END IF;
        IF NOT {_IS_DRAFT} THEN {_refusing(NOT_A_DRAFT)} END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER papers_paperedit_check BEFORE INSERT OR UPDATE OR DELETE ON papers_paperedit
    FOR EACH ROW EXECUTE FUNCTION papers_paperedit_check();
"""


def forwards(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("papers", "0002_papers_and_their_edits"),)
    # Not reversible on purpose, as the log's own triggers.
    operations = (migrations.RunPython(forwards),)
