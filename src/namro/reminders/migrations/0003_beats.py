from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0002_usual_ladder")]

    operations = [
        migrations.CreateModel(
            name="Beat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("machine", models.CharField(max_length=120, unique=True)),
                ("at", models.DateTimeField()),
                ("seconds", models.FloatField()),
                ("notices", models.PositiveIntegerField()),
                ("digests", models.PositiveIntegerField()),
                ("sent", models.PositiveIntegerField()),
            ],
            options={"ordering": ("-at",)},
        ),
    ]
