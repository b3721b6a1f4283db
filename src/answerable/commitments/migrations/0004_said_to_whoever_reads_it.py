"""What was said before this was written down was said to whoever reads it now."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def say_to_whom(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    shown = apps.get_model("commitments", "Commitment").objects.filter(pk=OuterRef("commitment")).values("shown")
    for name in ("Comment", "Evidence"):
        apps.get_model("commitments", name).objects.update(shown=Subquery(shown))


class Migration(migrations.Migration):
    dependencies = [("commitments", "0003_to_whom_it_was_said")]
    operations = [migrations.RunPython(say_to_whom, migrations.RunPython.noop)]
