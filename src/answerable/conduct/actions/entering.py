"""Signatures given on paper or in an assembly, entered with a witness, and those of old lists."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries import organisations
from answerable.alliance.queries.days import latest_at
from answerable.alliance.queries.people import kept_by
from answerable.kit import clock, touching

from ..models import Signature, Version
from ..permissions import may_enter_for_organisation, may_enter_signatures, require
from ..queries import signatures
from ..rules.signing import Standing, why_not_signed_on
from ..rules.words import Signer, Way
from .recording import enter


@dataclass(frozen=True)
class Given:
    """How a signature was given elsewhere: on which day, in which language, and who was there to witness it."""

    signed_on: dt.date
    language: str
    way: str = Way.PAPER
    witness: str = ""


@dataclass(frozen=True)
class Hand:
    """One line of a list: a person, or an organisation with whoever signed for it, as they want to be shown."""

    person: Person | None = None
    organisation: Organisation | None = None
    name: str = ""
    office: str = ""
    public: bool = False


@transaction.atomic
def enter_signatures(
    *, by: Actor, version: Version, given: Given, signers: Sequence[Hand], place: str
) -> list[Signature]:
    """Enters what was signed elsewhere, all of it or nothing; whoever signed this version already is passed over.

    `place` is the path of the network whose records the actor keeps and to which all of the signers belong.
    """
    require(may_enter_signatures(by, place))
    if not place.startswith(version.instrument.network.path):
        raise Unacceptable("network_not_asked")
    if not signers:
        raise Unacceptable("nobody_chosen", field="people")
    Version.objects.select_for_update().get(pk=version.pk)  # whoever signs at this moment is passed over, or waits
    text = _check_given(by, version, given, place)
    _require_signers_kept(by, signers)
    made = Signature.objects.bulk_create(_signatures_of(by, version, given, text, signers))
    with touching.once_for_all():
        for one in made:
            touching.touched("signature", one.key)
        enter(
            by, "enter_signatures", subject=("version", version.pk), place=place,
            detail={"count": len(made), "way": str(given.way)},
        )  # fmt: skip
    return made


def fingerprint_in(version: Version, language: str, on: dt.date) -> tuple[str, str]:
    """Returns the language in which a version could be read on a day, the wanted one if it could, and that text's fingerprint."""
    rows = version.published.filter(language__in=(language, version.original_language)).order_by("pk")
    there = list(rows.values_list("language", "fingerprint", "since"))
    for code in (language, version.original_language):
        found = [one for one in there if one[0] == code]
        if found:
            then = [one for one in found if one[2] <= on] or found[:1]
            return code, then[-1][1]
    return version.original_language, version.fingerprint


def why_not_given(version: Version, signed_on: dt.date, place: str) -> str:
    """Returns why nobody can have signed a version on a day, empty where somebody can."""
    standing = Standing(version.state, version.adopted_on, version.superseded_on)
    return why_not_signed_on(signed_on, standing, today=latest_at(place))


def _check_given(by: Actor, version: Version, given: Given, place: str) -> tuple[str, str]:
    if code := why_not_given(version, given.signed_on, place):
        raise Unacceptable(code, field="signed_on")
    if given.way == Way.PAGE and not by.system:  # what was signed here is never entered by hand
        raise Unacceptable("witness_needed", field="way")
    if given.way in (Way.PAPER, Way.ASSEMBLY) and not given.witness.strip():
        raise Unacceptable("witness_needed", field="witness")
    return fingerprint_in(version, given.language, given.signed_on)


def _require_signers_kept(by: Actor, signers: Sequence[Hand]) -> None:
    """Everybody on the list is in the care of whoever enters it."""
    people = {one.person.pk for one in signers if one.person}
    if Person.objects.filter(kept_by(by, clock.today()), pk__in=people, former_since=None).count() != len(people):
        raise Unacceptable("others_keep_them", field="people")
    for one in signers:
        home = one.organisation
        if home and not may_enter_for_organisation(by, home.pk, organisations.network_paths(home)):
            raise Unacceptable("others_keep_it", field="organisation")


def _signatures_of(
    by: Actor, version: Version, given: Given, text: tuple[str, str], signers: Sequence[Hand]
) -> list[Signature]:
    people, homes = signatures.signed_people(version), set(signatures.signed_organisations(version))
    language, fingerprint = text
    today, rows = clock.today(), []
    for one in dict.fromkeys(signers):
        if (one.person and one.person.pk in people) or (one.organisation and one.organisation.pk in homes):
            continue
        rows.append(
            Signature(
                version=version, kind=Signer.PERSON if one.person else Signer.ORGANISATION, person=one.person,
                organisation=one.organisation, name=one.name.strip() or (one.person.name if one.person else ""),
                office=one.office, signed_on=given.signed_on, entered_on=today, language=language,
                fingerprint=fingerprint, way=given.way, witness=given.witness.strip(),
                public=one.public and not _hand_at_risk(one), by=by.opaque_id,
            )
        )  # fmt: skip
    return rows


def _hand_at_risk(one: Hand) -> bool:
    if one.organisation:
        return one.organisation.at_risk
    return one.person is not None and signatures.at_a_risk(one.person)
