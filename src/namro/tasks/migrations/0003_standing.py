"""A column that the database generates, and the indexes that the lists and their counts walk through."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE_TRIGGER = """CREATE TRIGGER IF NOT EXISTS tasks_assignment_original_due
    BEFORE UPDATE OF original_due_date ON tasks_assignment
    WHEN OLD.original_due_date IS NOT NEW.original_due_date
    BEGIN SELECT RAISE(ABORT, 'an original deadline never changes'); END"""


def put_the_trigger_back(apps, schema_editor):
    # SQLite adds a stored column by making the table anew, which loses the trigger of 0002.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE_TRIGGER)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_names_of_one_day"),
        ("directives", "0001_initial"),
        ("tasks", "0002_what_never_changes"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="assignment",
            name="assignment_list",
        ),
        migrations.RemoveIndex(
            model_name="assignment",
            name="assignment_counts",
        ),
        migrations.AddField(
            model_name="assignment",
            name="standing",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(models.Q(("is_counted", False)), then=models.Value(0)),
                    models.When(
                        models.Q(("closed_at__isnull", True), ("due_date__isnull", False)), then=models.Value(1)
                    ),
                    models.When(models.Q(("closed_at__isnull", True), ("has_rhythm", True)), then=models.Value(2)),
                    models.When(models.Q(("closed_at__isnull", True)), then=models.Value(3)),
                    models.When(models.Q(("progress", "done"), ("due_date__isnull", True)), then=models.Value(6)),
                    models.When(
                        models.Q(("progress", "done"), ("completed_date__lte", models.F("due_date"))),
                        then=models.Value(4),
                    ),
                    models.When(models.Q(("progress", "done")), then=models.Value(5)),
                    default=models.Value(0),
                ),
                output_field=models.PositiveSmallIntegerField(),
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="field",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.fieldofwork",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="overseer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.person",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=[
                    "list_order",
                    "id",
                    "standing",
                    "progress",
                    "duty",
                    "field",
                    "overseer",
                    "has_target",
                    "kind",
                    "agency_path",
                    "directive",
                ],
                name="assignment_list",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=[
                    "standing",
                    "list_order",
                    "id",
                    "progress",
                    "duty",
                    "field",
                    "overseer",
                    "has_target",
                    "kind",
                    "agency_path",
                    "directive",
                ],
                name="assignment_standing",
            ),
        ),
        migrations.RunPython(put_the_trigger_back, migrations.RunPython.noop),
    ]
