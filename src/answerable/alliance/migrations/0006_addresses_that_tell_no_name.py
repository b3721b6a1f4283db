from django.db import migrations
from django.db.models import Q

from answerable.kit.text import slug_by_chance


def by_chance(apps, schema_editor):
    """An organisation whose existence is for few to know gets an address that tells nothing of its name."""
    organisations = apps.get_model("alliance", "Organisation").objects
    for pk in organisations.filter(Q(at_risk=True) | Q(visibility="network")).values_list("pk", flat=True):
        organisations.filter(pk=pk).update(slug=slug_by_chance())


class Migration(migrations.Migration):
    dependencies = [("alliance", "0005_alliances_own")]

    operations = [migrations.RunPython(by_chance, migrations.RunPython.noop)]
