"""What an organisation can show of itself once instead of again and again: no person, no concern, no mark, nothing that is missing."""

import datetime as dt
from dataclasses import dataclass

from answerable.alliance.models import Membership, Organisation
from answerable.alliance.queries.days import today_of
from answerable.alliance.queries.naming import network_name, organisation_name, organisation_name_language
from answerable.alliance.rules.memberships import BELONGS
from answerable.conduct.models import Signature, Version
from answerable.conduct.queries.instruments import name_of as text_name
from answerable.conduct.queries.signatures import of_organisation as signatures_of

from ..models import Subject
from ..rules.saying import PolicyKind
from ..rules.words import Basis, State
from . import policies
from .duties import asking_on, in_force, with_words, words_of
from .standing import Stands, standing_of
from .subjects import name_of


@dataclass(frozen=True)
class Signed:
    """A text that the organisation signed in a version, and that signature stands. `fingerprint`: of the words that were signed."""

    text: str
    version: str
    signed_on: dt.date
    fingerprint: str
    slugs: tuple[str, str]


@dataclass(frozen=True)
class Held:
    """A policy in force, and when it is looked at again."""

    about: PolicyKind
    title: str
    language: str
    adopted_on: dt.date
    review_due: dt.date


@dataclass(frozen=True)
class InPlace:
    """A duty that is in place, what that rests on, and until when it is so if nothing more happens."""

    number: str
    name: str
    language: str
    bases: tuple[Basis, ...]
    until: dt.date | None


@dataclass(frozen=True)
class Passport:
    """`issued`: the day, where they are, of which all this is told."""

    name: str
    language: str
    networks: tuple[str, ...]
    issued: dt.date
    signed: tuple[Signed, ...]
    policies: tuple[Held, ...]
    duties: tuple[InPlace, ...]

    def resting_on(self) -> list[tuple[Basis, tuple[InPlace, ...]]]:
        """Returns what is in place by what it rests on; what rests on several stands with the weakest of them."""
        groups: dict[Basis, list[InPlace]] = {}
        for one in self.duties:
            groups.setdefault(weakest(one.bases), []).append(one)
        return [(basis, tuple(groups[basis])) for basis in Basis if basis in groups]


def weakest(bases: tuple[Basis, ...]) -> Basis:
    """Returns, of all that something rests on, what weighs least."""
    return max(bases, key=list(Basis).index, default=Basis.FACT)


def passport_of(organisation: Organisation, language: str) -> Passport:
    """Returns an organisation's passport as of today. The number of queries does not grow with what is in it."""
    day = today_of(organisation)
    held = policies.standing_on(policies.of_organisation(organisation), day)
    return Passport(
        name=organisation_name(organisation, language), language=organisation_name_language(organisation, language),
        networks=_networks(organisation, language), issued=day, signed=_signed(organisation, language),
        policies=tuple(
            Held(PolicyKind(one.about), one.title, one.language, one.adopted_on, one.review_due)
            for one in held
            if policies.is_in_force(one, day)
        ),
        duties=_duties(organisation, day, language),
    )  # fmt: skip


def _networks(organisation: Organisation, language: str) -> tuple[str, ...]:
    rows = Membership.objects.filter(organisation=organisation, state__in=BELONGS).select_related("network")
    found = rows.prefetch_related("network__texts").order_by("network__path")
    return tuple(network_name(one.network, language) for one in found)


def _signed(organisation: Organisation, language: str) -> tuple[Signed, ...]:
    """Returns the newest version of each text that was signed and stands."""
    latest: dict[int, Signature] = {}
    for one in signatures_of(organisation).filter(stands=True):
        text = one.version.instrument_id
        if text not in latest or latest[text].version.number < one.version.number:
            latest[text] = one
    return tuple(
        _one_signed(one, one.version, language) for one in sorted(latest.values(), key=lambda one: one.signed_on)
    )


def _one_signed(one: Signature, version: Version, language: str) -> Signed:
    return Signed(
        text=text_name(version.instrument, language), version=version.label, signed_on=one.signed_on, fingerprint=one.fingerprint,
        slugs=(version.instrument.slug, version.slug),
    )  # fmt: skip


def _duties(organisation: Organisation, day: dt.date, language: str) -> tuple[InPlace, ...]:
    subject = Subject.objects.select_related("organisation").filter(organisation=organisation).first()
    subject = subject or Subject(name=name_of(organisation), kind="organisation", organisation=organisation)
    found = standing_of([subject], in_force(with_words(), day), day)
    return tuple(_in_place(one, day, language) for one in found if one.judgement.state == State.IN_PLACE)


def _in_place(one: Stands, day: dt.date, language: str) -> InPlace:
    asking = asking_on(one.duty, day)
    text = words_of(asking, language) if asking else None
    bases = tuple(basis for basis in Basis if basis in one.judgement.bases)
    return InPlace(
        one.duty.number, text.name if text else one.duty.number, text.language if text else language, bases, one.judgement.due
    )  # fmt: skip
