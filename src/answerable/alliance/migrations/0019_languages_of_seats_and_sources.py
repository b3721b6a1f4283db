"""What is written already is taken to be in the language of its body, and figures in the alliance's own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery

ROOT = "0001"


def say_languages(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    seat, body = apps.get_model("alliance", "Seat"), apps.get_model("alliance", "Body")
    own = body.objects.filter(pk=OuterRef("body")).values("name_language")
    seat.objects.exclude(role="").update(role_language=Subquery(own))
    top = apps.get_model("alliance", "Network").objects.filter(path=ROOT).first()
    if top is not None:
        apps.get_model("alliance", "CountClaim").objects.update(source_language=top.name_language)


class Migration(migrations.Migration):
    dependencies = [("alliance", "0018_seats_and_sources_in_languages")]

    operations = [migrations.RunPython(say_languages, migrations.RunPython.noop)]
