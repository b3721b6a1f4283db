"""People, organisations and networks are asked to sign: once for every version, whoever signed an earlier one with the difference."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.models import OfficeTerm, Organisation, Person
from answerable.alliance.queries.posts import running, standing
from answerable.alliance.rules.words import Office
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import told_since

from ..models import Signature, Version
from ..permissions import speaks_for_organisation
from ..queries import asking, signatures
from ..rules.words import Signer
from .recording import enter

AT_ONCE = 500
AGAIN, FIRST = "conduct.sign_again", "conduct.sign_asked"


Known = set[tuple[UUID, str]]


def ask_for_signatures(*, by: Actor) -> int:
    """Tells whoever is asked to sign and has not, by the digest: once for a version, as long as the
    notice is kept, and nobody who has said what holds them back. Returns how many."""
    return sum(_ask_of(version, by) for version in asking.versions_in_force())


def _ask_of(version: Version, by: Actor) -> int:
    known = told_since(version.adopted_on, AGAIN, FIRST) if version.adopted_on else set()
    number = _ask_people(version, known, by)
    if version.instrument.organisations_sign:
        number += _ask_organisations(version, known, by)
    if version.instrument.networks_sign:
        number += _ask_networks(version, known, by)
    if number:
        with transaction.atomic():
            enter(
                by, "ask_for_signatures", subject=("version", version.pk), place=version.instrument.network.path,
                detail={"count": number},
            )  # fmt: skip
    return number


def _ask_people(version: Version, known: Known, by: Actor) -> int:
    today = clock.today()
    asked = set(asking.people_asked(version.instrument, today).values_list("pk", flat=True))
    asked |= {one.person_id for one in asking.must_sign(version, today)}
    asked -= signatures.signed_people(version)
    asked -= set(version.held_back.values_list("person_id", flat=True))  # they have said what holds them back
    rows = Person.objects.filter(pk__in=asked, account__is_active=True).values_list("pk", "account_id")
    earlier = signed_before(version, Signer.PERSON)
    url = reverse("sign", args=[version.instrument.slug])
    accounts = {account: pk in earlier for pk, account in rows if account and (account, url) not in known}
    return tell_asked(version, url, accounts, by)


def signed_before(version: Version, kind: Signer) -> set[int]:
    field = f"{kind}_id"
    rows = Signature.objects.filter(
        version__instrument=version.instrument_id, version__number__lt=version.number, kind=kind, stands=True
    )
    return {one for one in rows.values_list(field, flat=True) if one}


def _ask_organisations(version: Version, known: Known, by: Actor) -> int:
    """Organisations at risk are asked as well: the notice is for whoever speaks for them alone."""
    asked = asking.belonging(Organisation.objects.filter(merged_into=None), version.instrument.network.path)
    open_ones = asked.exclude(pk__in=list(signatures.signed_organisations(version)))
    terms = OfficeTerm.objects.filter(
        standing(clock.today()), office__in=speaks_for_organisation.offices, organisation__in=open_ones.values("pk")
    )
    rows = terms.values_list("organisation_id", "organisation__slug", "person__account_id")
    return _ask_speakers(version, Signer.ORGANISATION, "organisation_sign", rows, known=known, by=by)


def _ask_networks(version: Version, known: Known, by: Actor) -> int:
    open_ones = asking.networks_asked(version.instrument, clock.today()).exclude(
        pk__in=list(signatures.signed_networks(version))
    )
    terms = OfficeTerm.objects.filter(
        running(clock.today()), office=Office.COORDINATOR, network__in=open_ones.values("pk")
    )
    rows = terms.values_list("network_id", "network__slug", "person__account_id")
    return _ask_speakers(version, Signer.NETWORK, "network_decide", rows, known=known, by=by)


def _ask_speakers(
    version: Version,
    kind: Signer,
    page: str,
    rows: Iterable[tuple[int, str, UUID | None]],
    *,
    known: Known,
    by: Actor,
) -> int:
    earlier, number = signed_before(version, kind), 0
    for signer, slug, account in rows:
        url = reverse(page, args=[slug, version.instrument.slug])
        if account and (account, url) not in known:
            number += tell_asked(version, url, {account: signer in earlier}, by)
    return number


def tell_asked(version: Version, url: str, accounts: dict[UUID, bool], by: Actor) -> int:
    """Tells each account; True for those who signed an earlier version."""
    for kind, is_again in ((AGAIN, True), (FIRST, False)):
        for some in _some_accounts([one for one, again in accounts.items() if again == is_again]):
            with transaction.atomic():
                notify(kind, to=some, url=url, by=by, facts={"text": version.instrument.name})
    return len(accounts)


def _some_accounts(accounts: list[UUID]) -> Iterable[list[UUID]]:
    for at in range(0, len(accounts), AT_ONCE):
        yield accounts[at : at + AT_ONCE]
