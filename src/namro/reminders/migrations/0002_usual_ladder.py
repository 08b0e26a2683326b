"""The usual ladder: 7, 3 and 1 working days before, the day, then officer, head, overseer. An office may change it."""

from django.db import migrations

RUNGS = (
    (-7, "officer"),
    (-3, "officer"),
    (-1, "officer"),
    (0, "officer"),
    (1, "officer"),
    (3, "head"),
    (7, "overseer"),
)


def forwards(apps, schema_editor):
    ladder = apps.get_model("reminders", "Ladder").objects.create(name="Thang nhắc thường dùng")
    rung = apps.get_model("reminders", "Rung")
    rung.objects.bulk_create(rung(ladder=ladder, offset=offset, audience=audience) for offset, audience in RUNGS)


class Migration(migrations.Migration):
    dependencies = (("reminders", "0001_initial"),)
    operations = (migrations.RunPython(forwards, migrations.RunPython.noop),)
