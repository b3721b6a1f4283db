"""The database itself refuses to change what was adopted, decided or signed, past the ways that keep what was before."""

from django.db import migrations

from ._guards import protect, release


class Migration(migrations.Migration):
    dependencies = [("conduct", "0007_whom_it_was_told")]
    operations = [migrations.RunPython(protect, release)]
