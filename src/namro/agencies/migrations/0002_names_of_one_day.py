"""Triggers that refuse two official names on one day: of one agency, or of two agencies under the same body.

A constraint cannot say this on SQLite (it looks at other rows), so both databases have the same rule as a trigger.
On PostgreSQL a lock on the name keeps two writers from passing each other.
"""

from django.db import migrations

MESSAGE = "agency name clashes with another on the same days"

OVERLAP = """
    (other.valid_from IS NULL OR NEW.valid_to IS NULL OR other.valid_from <= NEW.valid_to)
    AND (other.valid_to IS NULL OR NEW.valid_from IS NULL OR other.valid_to >= NEW.valid_from)
"""
CLASH = f"""
    SELECT 1 FROM agencies_agencyname other
    JOIN agencies_agency theirs ON theirs.id = other.agency_id
    JOIN agencies_agency ours ON ours.id = NEW.agency_id
    WHERE other.id <> NEW.id AND {OVERLAP}
    AND (other.agency_id = NEW.agency_id
         OR (other.folded = NEW.folded AND COALESCE(theirs.parent_id, 0) = COALESCE(ours.parent_id, 0)))
"""


def _sqlite(event: str) -> str:
    # AFTER: only then does a new row have its id.
    return f"""
        CREATE TRIGGER agencyname_clash_{event.lower()} AFTER {event} ON agencies_agencyname
        WHEN EXISTS ({CLASH})
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """


POSTGRESQL = f"""
    CREATE FUNCTION agencyname_clash() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext(NEW.folded));
        IF EXISTS ({CLASH}) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER agencyname_clash AFTER INSERT OR UPDATE ON agencies_agencyname
    FOR EACH ROW EXECUTE FUNCTION agencyname_clash();
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        schema_editor.execute(_sqlite("INSERT"))
        schema_editor.execute(_sqlite("UPDATE"))


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER agencyname_clash ON agencies_agencyname; DROP FUNCTION agencyname_clash();")
    else:
        schema_editor.execute("DROP TRIGGER agencyname_clash_insert")
        schema_editor.execute("DROP TRIGGER agencyname_clash_update")


class Migration(migrations.Migration):
    dependencies = (("agencies", "0001_initial"),)
    operations = (migrations.RunPython(forwards, backwards),)
