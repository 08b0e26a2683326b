"""Triggers on both databases: every change of an assignment leaves its dated trace, states change only along the
table of transitions, "done" needs a confirmed report, and the clock does not run back.

The pairs are those of life.transitions at this migration; a test compares them with the table of today.
"""

from django.db import migrations

CHANGES = (
    ("awaiting", "done"), ("awaiting", "returned"), ("awaiting", "withdrawn"), ("done", "returned"),
    ("not_started", "awaiting"), ("not_started", "handed_over"), ("not_started", "paused"),
    ("not_started", "refused"), ("not_started", "under_way"), ("not_started", "withdrawn"),
    ("paused", "handed_over"), ("paused", "under_way"), ("paused", "withdrawn"),
    ("refused", "handed_over"), ("refused", "under_way"), ("refused", "withdrawn"),
    ("returned", "awaiting"), ("returned", "handed_over"), ("returned", "paused"), ("returned", "refused"),
    ("returned", "under_way"), ("returned", "withdrawn"),
    ("under_way", "awaiting"), ("under_way", "handed_over"), ("under_way", "paused"), ("under_way", "refused"),
    ("under_way", "withdrawn"),
)  # fmt: skip
BAD_CHANGE = "this state does not follow from that one"
NOT_CONFIRMED = "done only by a confirmed report of completion"
CLOCK = "an assignment is not changed before its last change"
TRACES = "traces are append-only"

_COLUMNS = "progress, due_date, completed_date, is_counted"
_CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _COLUMNS.split(", "))
_INSERT = f"INSERT INTO life_trace (assignment_id, at, {_COLUMNS}) VALUES (NEW.id, %s, %s)"
_NEW = ", ".join(f"NEW.{name}" for name in _COLUMNS.split(", "))
_KNOWN = ", ".join(f"'{before}>{after}'" for before, after in CHANGES)
_HAS_CONFIRMED = """EXISTS (SELECT 1 FROM life_update
    WHERE assignment_id = NEW.id AND kind = 'completion' AND stage = 'confirmed')"""
_EXISTING = f"""INSERT INTO life_trace (assignment_id, at, {_COLUMNS})
    SELECT id, assigned_at, {_COLUMNS} FROM tasks_assignment ORDER BY id"""

SQLITE = [
    f"""CREATE TRIGGER life_trace_first AFTER INSERT ON tasks_assignment
        BEGIN {_INSERT % ("NEW.assigned_at", _NEW)}; END""",
    f"""CREATE TRIGGER life_trace_next AFTER UPDATE ON tasks_assignment
        WHEN {_CHANGED.replace("IS DISTINCT FROM", "IS NOT")}
        BEGIN {_INSERT % ("NEW.updated_at", _NEW)}; END""",
    f"""CREATE TRIGGER life_state_follows BEFORE UPDATE OF progress ON tasks_assignment
        WHEN OLD.progress <> NEW.progress AND OLD.progress || '>' || NEW.progress NOT IN ({_KNOWN})
        BEGIN SELECT RAISE(ABORT, '{BAD_CHANGE}'); END""",
    f"""CREATE TRIGGER life_done_is_confirmed BEFORE UPDATE OF progress ON tasks_assignment
        WHEN OLD.progress <> NEW.progress AND NEW.progress = 'done' AND NOT {_HAS_CONFIRMED}
        BEGIN SELECT RAISE(ABORT, '{NOT_CONFIRMED}'); END""",
    f"""CREATE TRIGGER life_clock BEFORE UPDATE OF updated_at ON tasks_assignment
        WHEN NEW.updated_at < OLD.updated_at
        BEGIN SELECT RAISE(ABORT, '{CLOCK}'); END""",
    *(
        f"""CREATE TRIGGER life_trace_no_{event.lower()} BEFORE {event} ON life_trace
            BEGIN SELECT RAISE(ABORT, '{TRACES}'); END"""
        for event in ("UPDATE", "DELETE")
    ),
]


def _refusing(message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


POSTGRESQL = f"""
    CREATE FUNCTION life_trace_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            {_INSERT % ("NEW.assigned_at", _NEW)};
        ELSE
            {_INSERT % ("NEW.updated_at", _NEW)};
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER life_trace_first AFTER INSERT ON tasks_assignment
    FOR EACH ROW EXECUTE FUNCTION life_trace_write();
    CREATE TRIGGER life_trace_next AFTER UPDATE ON tasks_assignment
    FOR EACH ROW WHEN ({_CHANGED}) EXECUTE FUNCTION life_trace_write();
    CREATE FUNCTION life_change_check() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.updated_at < OLD.updated_at THEN {_refusing(CLOCK)} END IF;
        IF OLD.progress <> NEW.progress THEN
            IF OLD.progress || '>' || NEW.progress NOT IN ({_KNOWN}) THEN {_refusing(BAD_CHANGE)} END IF;
            IF NEW.progress = 'done' AND NOT {_HAS_CONFIRMED} THEN {_refusing(NOT_CONFIRMED)} END IF;
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER life_change BEFORE UPDATE ON tasks_assignment
    FOR EACH ROW EXECUTE FUNCTION life_change_check();
    CREATE FUNCTION life_trace_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {_refusing(TRACES)}
    END $$;
    CREATE TRIGGER life_trace_append_only BEFORE UPDATE OR DELETE ON life_trace
    FOR EACH ROW EXECUTE FUNCTION life_trace_refuse();
"""


def forwards(apps, schema_editor):
    schema_editor.execute(_EXISTING)
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("life", "0001_initial"), ("tasks", "0005_events_of_a_life"))
    # Not reversible on purpose, as the events' own triggers.
    operations = (migrations.RunPython(forwards),)
