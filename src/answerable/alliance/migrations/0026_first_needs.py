"""An alliance that is there already starts with the shipped list of needs, as a new one does."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST = (
    "talk", "medical", "after_sexual_violence", "safe_place", "protection", "legal", "children", "online", "lgbtiq", "men_harmed",
    "disability", "migration", "money", "work", "peers", "change",
)  # fmt: skip


def give(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    need = apps.get_model("alliance", "Need")
    if apps.get_model("alliance", "Profile").objects.exists() and not need.objects.exists():
        need.objects.bulk_create(need(code=code, order=order) for order, code in enumerate(FIRST))


class Migration(migrations.Migration):
    dependencies = [("alliance", "0025_support_services")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
