"""Whether somebody is entrusted with an organisation or a network, from when to when; never who."""

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from answerable.facts.subjects import NETWORK, ORGANISATION, each, keys_of, numbers_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from ..models import OfficeTerm
from ..rules.words import Office

KINDS = {
    Office.FOCAL_POINT: Kind("office.focal_point", _("The organisation has a focal point.")),
    Office.PARTNER: Kind("office.partner_representative", _("Somebody speaks for the women’s-rights organisation.")),
    Office.COORDINATOR: Kind("office.coordinator", _("Somebody coordinates the network.")),
    Office.SECRETARIAT: Kind("office.secretariat", _("Somebody is the secretariat of the network.")),
}


def tell(subjects: Collection[str] | None) -> Iterator[Told]:
    """An office that stayed with a duplicate gives nobody anything."""
    if subjects is None:
        yield from _told(Q(organisation__merged_into=None))
        return
    if networks := numbers_of(subjects, NETWORK):
        yield from _told(Q(network__in=networks))
    if keys := keys_of(subjects, ORGANISATION):
        yield from _told(Q(organisation__key__in=keys, organisation__merged_into=None))


def _told(which: Q) -> Iterator[Told]:
    terms = OfficeTerm.objects.filter(which, office__in=list(KINDS))
    rows = terms.order_by("pk").values_list("pk", "office", "network_id", "organisation__key", "starts", "ends")
    for pk, office, network, organisation, starts, ends in rows.iterator(chunk_size=1000):
        of = subject(NETWORK, network) if network else subject(ORGANISATION, organisation)
        yield Told(of, KINDS[Office(office)].name, subject("office", pk), starts, ends)


def of_people(keys: Collection[str]) -> list[str]:
    terms = OfficeTerm.objects.filter(person__key__in=list(keys), office__in=list(KINDS))
    rows = terms.values_list("network_id", "organisation__key").distinct()
    return [subject(NETWORK, network) if network else subject(ORGANISATION, key) for network, key in rows]


declare(
    Teller(
        "alliance.offices", kinds=tuple(KINDS.values()), of=frozenset({NETWORK, ORGANISATION}), tell=tell,
        about={"person": of_people, "organisation": each(ORGANISATION), "network": each(NETWORK)},
    )
)  # fmt: skip
