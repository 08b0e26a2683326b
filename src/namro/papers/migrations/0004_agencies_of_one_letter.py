"""The agencies to which one letter for several went."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_names_with_their_marks"),
        ("papers", "0003_what_is_issued_is_locked"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperAddressee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressees",
                        to="papers.paper",
                    ),
                ),
            ],
            options={
                "ordering": ("agency__path",),
                "constraints": [models.UniqueConstraint(fields=("paper", "agency"), name="paperaddressee_once")],
            },
        ),
    ]
