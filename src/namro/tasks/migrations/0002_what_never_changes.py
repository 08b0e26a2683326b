"""Triggers on both databases: events are only added, and an original deadline stays as it was given."""

from django.db import migrations

EVENTS = "events of tasks are append-only"
DEADLINES = "an original deadline never changes"

SQLITE = [
    *(
        f"""CREATE TRIGGER tasks_event_no_{event.lower()} BEFORE {event} ON tasks_event
            BEGIN SELECT RAISE(ABORT, '{EVENTS}'); END"""
        for event in ("UPDATE", "DELETE")
    ),
    *(
        f"""CREATE TRIGGER {table}_original_due BEFORE UPDATE OF original_due_date ON {table}
            WHEN OLD.original_due_date IS NOT NEW.original_due_date
            BEGIN SELECT RAISE(ABORT, '{DEADLINES}'); END"""
        for table in ("tasks_task", "tasks_assignment")
    ),
]
POSTGRESQL = f"""
    CREATE FUNCTION tasks_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{EVENTS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE TRIGGER tasks_event_append_only BEFORE UPDATE OR DELETE ON tasks_event
    FOR EACH ROW EXECUTE FUNCTION tasks_event_refuse();
    CREATE FUNCTION tasks_original_due_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{DEADLINES}' USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE TRIGGER tasks_task_original_due BEFORE UPDATE OF original_due_date ON tasks_task
    FOR EACH ROW WHEN (OLD.original_due_date IS DISTINCT FROM NEW.original_due_date)
    EXECUTE FUNCTION tasks_original_due_refuse();
    CREATE TRIGGER tasks_assignment_original_due BEFORE UPDATE OF original_due_date ON tasks_assignment
    FOR EACH ROW WHEN (OLD.original_due_date IS DISTINCT FROM NEW.original_due_date)
    EXECUTE FUNCTION tasks_original_due_refuse();
"""


def forwards(apps, schema_editor):
    statements = [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("tasks", "0001_initial"),)
    # Not reversible on purpose, as the audit log's.
    operations = (migrations.RunPython(forwards),)
