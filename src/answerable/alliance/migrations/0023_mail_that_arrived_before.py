"""That mail arrives was seen before it was kept through which server: with the same server, the first step stays done."""

import json
import os

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Max

from answerable import vault

SET, BY_HAND = "alliance.set_mail", "console.make_sign_in_code"


def keep_what_was_seen(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    profiles = apps.get_model("alliance", "Profile").objects
    kept = profiles.filter(mail_arrived="").first()
    if kept is None or not _has_arrived(apps):
        return
    address = os.environ.get("ANSWERABLE_SMTP_URL") or _address(bytes(kept.mail)) or settings.ANSWERABLE_MODE
    mark = vault.fingerprint(address.encode(), purpose="notices.mail_server")
    profiles.filter(pk=kept.pk).update(mail_arrived=mark)


def _has_arrived(apps: Apps) -> bool:
    """Whether, since the server was set last, somebody opened an invitation or proved an address by a mailed code.

    An address noted as proved with its account may come from a password, one with a link from its service, and one to
    which the operator gave a code from a screen: these show nothing of mail.
    """
    entries = apps.get_model("ledger", "Entry").objects
    last = entries.filter(act=SET).aggregate(last=Max("when"))["last"]
    since = last[:10] if last else "0001-01-01"
    steps = apps.get_model("alliance", "InvitationStep").objects
    if steps.filter(state__in=("opened", "accepted"), on__gte=since).exists():
        return True
    other = {*apps.get_model("access", "OpenIdLink").objects.values_list("account_id", flat=True)}
    by_hand = {*entries.filter(act=BY_HAND).values_list("subject_id", flat=True)}
    accounts = apps.get_model("access", "Account").objects
    proved = accounts.filter(proved_on__gte=since, proved_on__gt=F("created_on")).values_list("pk", flat=True)
    return any(pk not in other and str(pk) not in by_hand for pk in proved)


def _address(sealed: bytes) -> str:
    return str(json.loads(vault.unseal("alliance.mail", sealed))["address"]) if sealed else ""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_addresses_known_to_be_proved"),
        ("alliance", "0022_mail_that_arrived"),
        ("ledger", "0002_append_only"),
    ]

    operations = [migrations.RunPython(keep_what_was_seen, migrations.RunPython.noop)]
