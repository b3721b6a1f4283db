import os

from django.db import migrations


def fail(apps: object, schema_editor: object) -> None:
    if os.environ.get("NEWER_FAILS"):
        raise RuntimeError("canary")


class Migration(migrations.Migration):
    dependencies = [("newer", "0001_add_a_table")]
    operations = [migrations.RunPython(fail, migrations.RunPython.noop)]
