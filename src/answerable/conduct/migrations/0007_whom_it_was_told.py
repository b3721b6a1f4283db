"""What was said before answers were there gets its readers by name: those of the person's organisations and network."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LIVE = ("provisional", "member", "suspended")


def name_readers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    told = apps.get_model("conduct", "ToldTo").objects
    for one in apps.get_model("conduct", "HoldBack").objects.all():
        homes = list(
            apps.get_model("alliance", "Affiliation")
            .objects.filter(person=one.person_id, ends=None)
            .values_list("organisation", flat=True)
        )
        if one.told_focal_point:
            for home in dict.fromkeys(homes):
                told.create(held_back=one, organisation_id=home)
        network = _nearest(apps, one, homes) if one.told_keepers else None
        if network is not None:
            told.create(held_back=one, network=network)


def _nearest(apps: Apps, one: Any, homes: list[int]) -> Any:
    found = apps.get_model("alliance", "Membership").objects.filter(organisation__in=homes, state__in=LIVE)
    membership = found.select_related("network").order_by("-network__path").first()
    if membership is not None:
        return membership.network
    held = apps.get_model("alliance", "OfficeTerm").objects.filter(
        person=one.person_id, ends=None, network__isnull=False
    )
    term = held.select_related("network").order_by("-network__path").first()
    return term.network if term else None


def forget_readers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("conduct", "ToldTo").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("conduct", "0006_answers_and_wordings")]
    operations = [migrations.RunPython(name_readers, forget_readers)]
