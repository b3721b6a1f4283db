import json
import uuid

from django.db import migrations

from answerable import vault
from answerable.kit import clock

PURPOSE = "alliance.handover"


def seal(apps, schema_editor):
    """What stood beside an office in plain words is sealed, for whoever took the office over or will."""
    offices, handovers = (
        apps.get_model("alliance", "OfficeTerm").objects,
        apps.get_model("alliance", "Handover").objects,
    )
    for term in offices.exclude(handover="").order_by("starts", "pk"):
        key = uuid.uuid4()
        text = json.dumps({"note": term.handover, "things": []}, ensure_ascii=False)
        sealed = vault.seal(PURPOSE, text.encode(), bound_to=str(key))
        handovers.create(key=key, office=term, by_holder=True, written_on=clock.today(), sealed=sealed)
        _link(offices, term)


def _link(offices, term):
    """The first who held the same office at the same place afterwards follows."""
    if term.ends is None:
        return
    same = offices.filter(office=term.office, network=term.network_id, organisation=term.organisation_id)
    if following := same.filter(starts__gt=term.ends, follows=None).order_by("starts", "pk").first():
        following.follows = term
        following.save(update_fields=["follows"])


def unseal(apps, schema_editor):
    """Every note of an office stands in plain words again, open things as lines; those of seats had no place before."""
    offices, handovers = (
        apps.get_model("alliance", "OfficeTerm").objects,
        apps.get_model("alliance", "Handover").objects,
    )
    for one in handovers.exclude(office=None).order_by("pk"):
        text = json.loads(vault.unseal(PURPOSE, bytes(one.sealed), bound_to=str(one.key)))
        term = offices.get(pk=one.office_id)
        lines = [term.handover, text["note"], *(f"– {thing['words']}" for thing in text["things"])]
        term.handover = "\n".join(line for line in lines if line)
        term.save(update_fields=["handover"])
        one.delete()


class Migration(migrations.Migration):
    dependencies = [("alliance", "0012_handovers")]

    operations = [migrations.RunPython(seal, unseal)]
