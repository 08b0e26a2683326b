"""Letters for several agencies that were issued before know them by what they ask about, as those issued from now on."""

import json

from django.db import migrations


def address_issued(apps, schema_editor):
    addressee = apps.get_model("papers", "PaperAddressee")
    letters = apps.get_model("papers", "Paper").objects.filter(kind="urging", stage="issued", agency=None)
    for pk, text in letters.values_list("pk", "snapshot__text").iterator():
        urged = {
            row["agency"]
            for row in json.loads(text)["rows"]
            if row["counted"] and row["timeliness"] in ("overdue", "due_soon")
        }
        addressee.objects.bulk_create(addressee(paper_id=pk, agency_id=agency) for agency in sorted(urged))


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_agencies_of_one_letter")]

    operations = [migrations.RunPython(address_issued, migrations.RunPython.noop)]
