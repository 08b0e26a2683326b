"""The triggers of 0002 tell names apart by their marks: xã Văn Lang and xã Văn Lăng lie in one province.

So only the very same letters clash here; other spellings of one name (capitals, the place of a tone) are refused by the
operation that enters them.
"""

from importlib import import_module

from django.db import migrations

before = import_module("namro.agencies.migrations.0002_names_of_one_day")


def _by_letters(sql):
    return sql.replace("other.folded = NEW.folded", "other.name = NEW.name")


def forwards(apps, schema_editor):
    before.backwards(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_by_letters(before.POSTGRESQL))
    else:
        schema_editor.execute(_by_letters(before._sqlite("INSERT")))
        schema_editor.execute(_by_letters(before._sqlite("UPDATE")))


def backwards(apps, schema_editor):
    before.backwards(apps, schema_editor)
    before.forwards(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = (("agencies", "0003_what_the_sets_know"),)
    operations = (migrations.RunPython(forwards, backwards),)
