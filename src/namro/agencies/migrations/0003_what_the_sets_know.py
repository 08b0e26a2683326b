import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_names_of_one_day"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="succession",
            name="succession_once",
        ),
        migrations.RemoveConstraint(
            model_name="succession",
            name="succession_of_another",
        ),
        migrations.AddField(
            model_name="agency",
            name="place_code",
            field=models.CharField(blank=True, max_length=10, null=True, verbose_name="mã địa bàn"),
        ),
        migrations.AddField(
            model_name="succession",
            name="predecessor_group",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="agencies.group"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="successor_group",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="agencies.group"
            ),
        ),
        migrations.AlterField(
            model_name="succession",
            name="predecessor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="agencies.agency"
            ),
        ),
        migrations.AlterField(
            model_name="succession",
            name="successor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="agencies.agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("predecessor", 0),
                django.db.models.functions.comparison.Coalesce("predecessor_group", 0),
                django.db.models.functions.comparison.Coalesce("successor", 0),
                django.db.models.functions.comparison.Coalesce("successor_group", 0),
                name="succession_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("predecessor__isnull", True), ("predecessor_group__isnull", False)),
                    models.Q(("predecessor__isnull", False), ("predecessor_group__isnull", True)),
                    _connector="OR",
                ),
                name="succession_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("successor__isnull", True), ("successor_group__isnull", False)),
                    models.Q(("successor__isnull", False), ("successor_group__isnull", True)),
                    _connector="OR",
                ),
                name="succession_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("predecessor", models.F("successor")), _negated=True),
                    models.Q(("predecessor_group", models.F("successor_group")), _negated=True),
                ),
                name="succession_of_another",
            ),
        ),
    ]
