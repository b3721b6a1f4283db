"""Who has chosen a password came in with a code by mail or an invitation before: their address is known to be theirs."""

from typing import Any

from django.contrib.auth.hashers import is_password_usable
from django.db import migrations
from django.db.models import F


def note_proofs(apps: Any, schema_editor: Any) -> None:
    accounts = apps.get_model("access", "Account").objects.filter(proved_on=None)
    having = [pk for pk, password in accounts.values_list("pk", "password").iterator() if is_password_usable(password)]
    for at in range(0, len(having), 500):
        accounts.filter(pk__in=having[at : at + 500]).update(proved_on=F("created_on"))


def forget(apps: Any, schema_editor: Any) -> None:
    """Nothing: the column itself goes with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_proved_addresses_and_resets")]

    operations = [migrations.RunPython(note_proofs, forget)]
