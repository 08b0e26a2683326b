"""Snapshots, with triggers on both databases that refuse to change or remove one."""

import django.db.models.deletion
from django.db import migrations, models

MESSAGE = "snapshots are never changed"
SQLITE = [
    f"""CREATE TRIGGER papers_snapshot_no_{event.lower()} BEFORE {event} ON papers_snapshot
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for event in ("UPDATE", "DELETE")
]
POSTGRESQL = f"""
    CREATE FUNCTION papers_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE TRIGGER papers_snapshot_frozen BEFORE UPDATE OR DELETE ON papers_snapshot
    FOR EACH ROW EXECUTE FUNCTION papers_snapshot_refuse();
"""


def forwards(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_names_with_their_marks"),
        ("directives", "0001_initial"),
        ("life", "0002_what_the_database_holds_to"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monthly", "Báo cáo tháng về thực hiện chỉ thị"),
                            ("urging", "Công văn đôn đốc"),
                            ("brief", "Tóm tắt một trang cho phiên họp"),
                            ("annex", "Phụ lục nhiệm vụ của chỉ thị"),
                            ("extension", "Văn bản về việc gia hạn"),
                            ("directions", "Tổng hợp ý kiến chỉ đạo và kết quả"),
                        ],
                        max_length=12,
                    ),
                ),
                ("moment", models.DateTimeField()),
                ("text", models.TextField()),
                ("taken_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="directives.directive"
                    ),
                ),
                (
                    "extension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="life.extension",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.person",
                    ),
                ),
            ],
            options={
                "ordering": ("-moment", "-pk"),
                "indexes": [models.Index(fields=["directive", "kind", "-moment", "-id"], name="snapshot_of_directive")],
            },
        ),
        # Not reversible on purpose, as the log's own triggers.
        migrations.RunPython(forwards),
    ]
