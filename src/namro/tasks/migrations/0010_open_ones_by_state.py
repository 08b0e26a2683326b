"""What waits is found by its state; what has ended, in an index of its own."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_narrow_index_of_counts")]

    operations = [
        migrations.RemoveIndex(model_name="assignment", name="assignment_closed"),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["closed_at"], name="assignment_ended", condition=Q(closed_at__isnull=False)),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["progress", "duty", "updated_at", "id", "is_counted"],
                name="assignment_open_in_state",
                condition=Q(closed_at__isnull=True),
            ),
        ),
    ]
