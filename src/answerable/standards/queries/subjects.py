"""Of whom duties are asked, by the names that facts give them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from answerable.alliance.models import Network, Organisation, Person

from ..models import Belonging, Subject

KINDS = ("organisation", "network", "person")


def name_of(thing: Organisation | Network | Person) -> str:
    """Returns how facts call somebody."""
    if isinstance(thing, Network):
        return f"network:{thing.pk}"
    kind = "organisation" if isinstance(thing, Organisation) else "person"
    return f"{kind}:{thing.key}"


def subjects_named(names: Iterable[str]) -> list[Subject]:
    """Returns the subjects of these names that are recorded, saved or not yet; of a merged duplicate, the record that was kept."""
    wanted = {name for name in names if name.partition(":")[0] in KINDS}
    there = {one.name: one for one in Subject.objects.filter(name__in=wanted).select_related("organisation")}
    return [*there.values(), *_new(wanted - there.keys())]


def subjects_below(networks: Collection[int]) -> QuerySet[Subject]:
    """Returns the subjects that are, were or will be counted where one of these networks is."""
    there = Belonging.objects.filter(network__in=networks, subject=OuterRef("pk"))
    return Subject.objects.filter(Exists(there)).order_by("pk")


def names_below(networks: Collection[int]) -> QuerySet[Subject, str]:
    return subjects_below(networks).values_list("name", flat=True)


def _new(names: Collection[str]) -> list[Subject]:
    keys: dict[str, set[str]] = defaultdict(set)
    for name in names:
        kind, _colon, key = name.partition(":")
        keys[kind].add(key)
    organisations = Organisation.objects.filter(key__in=_uuids(keys["organisation"]), merged_into=None)
    people = Person.objects.filter(key__in=_uuids(keys["person"]), former_since=None)
    networks = Network.objects.filter(pk__in=[int(key) for key in keys["network"] if key.isdecimal()])
    return [
        *(Subject(name=name_of(one), kind="organisation", organisation=one) for one in organisations if keys["organisation"]),
        *(Subject(name=name_of(one), kind="person", person=one) for one in people if keys["person"]),
        *(Subject(name=name_of(one), kind="network", network=one) for one in networks if keys["network"]),
    ]  # fmt: skip


def _uuids(keys: Iterable[str]) -> list[uuid.UUID]:
    return [uuid.UUID(key) for key in keys if is_uuid(key)]


def is_uuid(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True
