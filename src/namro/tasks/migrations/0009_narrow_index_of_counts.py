"""A narrow index to walk through for the counts of the register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0008_counts_of_found_tasks")]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["standing", "agency_path", "progress", "duty", "kind", "has_target", "field", "overseer"],
                name="assignment_counts",
            ),
        )
    ]
