"""Where an alliance stands already, offices ask for a second factor from the day of the upgrade, with the full grace."""

from typing import Any

from django.db import migrations

from answerable.kit import clock

OFFICES = ("coordinator", "secretariat")


def begin_today(apps: Any, schema_editor: Any) -> None:
    if apps.get_model("alliance", "Profile").objects.exists():
        since = dict.fromkeys(OFFICES, clock.today().isoformat())
        apps.get_model("alliance", "SignInRules").objects.get_or_create(pk=1, defaults={"offices": since})


def forget(apps: Any, schema_editor: Any) -> None:
    """Nothing: the table itself goes with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("alliance", "0008_sign_in_rules")]

    operations = [migrations.RunPython(begin_today, forget)]
