"""An index from tasks to what is counted of their assignments, in place of one of tasks alone."""

import django.db.models.deletion
from django.db import migrations, models

# The name is made of table and column, the same on both databases. Django would make SQLite's table anew for this,
# which loses its triggers.
OLD = "tasks_assignment_task_id_53c45b5e"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0007_what_first_pages_count_by")]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["task", "standing", "progress", "list_order"], name="assignment_of_task"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {OLD}", f"CREATE INDEX IF NOT EXISTS {OLD} ON tasks_assignment (task_id)"
                )
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="assignment",
                    name="task",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="tasks.task",
                    ),
                )
            ],
        ),
    ]
