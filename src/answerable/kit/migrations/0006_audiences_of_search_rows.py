"""Says of the rows there are which common audience they are for, as their terms tell."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COMMON = ("all", "members", "network", "near")


def say(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("kit", "SearchRow").objects
    for kind in list(rows.order_by().values_list("kind", flat=True).distinct()):
        term = "¶" + "".join(filter(str.isalnum, kind)).lower()
        for audience in COMMON:
            rows.filter(kind=kind, terms__startswith=f"{term} §{audience} ¦ ").update(audience=audience)


class Migration(migrations.Migration):
    dependencies = [("kit", "0005_search_in_order")]
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
