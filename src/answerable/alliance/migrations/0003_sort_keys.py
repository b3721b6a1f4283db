from django.db import migrations
from django.db.models.functions import Substr


def from_names(apps, schema_editor):
    """The folded names begin with the name in its own language: what lists are ordered by."""
    organisations = apps.get_model("alliance", "Organisation").objects
    organisations.filter(sort_key="").update(sort_key=Substr("folded", 1, 80))


class Migration(migrations.Migration):
    dependencies = [("alliance", "0002_remember_figures")]

    operations = [migrations.RunPython(from_names, migrations.RunPython.noop)]
