"""A person or an organisation signs, on the page, the version it was shown whole."""

from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Organisation, Person
from answerable.alliance.permissions import organisation_path
from answerable.alliance.queries.people import of_account
from answerable.kit import clock

from ..models import HoldBack, Instrument, Signature, Version
from ..permissions import keeps, may_sign_for_organisation, speaks_for_organisation
from ..queries import asking, instruments, reading, signatures
from ..rules.signing import why_not_as_shown, why_not_signed_now
from ..rules.words import Signer
from .forgetting_words import drop
from .recording import enter


@dataclass(frozen=True)
class Shown:
    """What somebody had before their eyes when they signed: in which language, and the fingerprint of that whole text."""

    language: str
    fingerprint: str


@transaction.atomic
def sign(*, by: Actor, version: Version, shown: Shown, name: str, office: str = "", public: bool = False) -> Signature:
    """Somebody signs for themselves the version they were shown whole, with the name they want shown."""
    person = of_account(by.account_id)
    if person is None:
        raise Unacceptable("no_person")
    found = _signable(version, shown)
    if not may_sign_for_self(person, found):
        raise Unacceptable("not_asked")
    if office and office not in {post.office for post in by.posts}:
        raise Unacceptable("office_not_held", field="office")
    _lock_signer(person)
    if signatures.standing_of(found, person=person):
        raise Unacceptable("signed_already")
    made = _keep_signature(
        by, found, shown, kind=Signer.PERSON, person=person, name=_shown_name(name), office=office,
        public=public and not signatures.at_a_risk(person),
    )  # fmt: skip
    drop(HoldBack.objects.filter(version__instrument=found.instrument, person=person))
    return made


@transaction.atomic
def sign_for_organisation(
    *, by: Actor, organisation: Organisation, version: Version, shown: Shown, name: str, public: bool = False
) -> Signature:
    """An organisation signs, through its focal point or partner representative."""
    if not may_sign_for_organisation(by, organisation.pk):
        raise Unacceptable("no_office_there")
    found = _signable(version, shown)
    if not is_asked(organisation, found.instrument):
        raise Unacceptable("organisation_not_asked")
    _lock_signer(organisation)
    if signatures.standing_of(found, organisation=organisation):
        raise Unacceptable("organisation_signed_already")
    office = next(
        post.office
        for post in sorted(by.posts)
        if post.office in speaks_for_organisation.offices and post.path == organisation_path(organisation.pk)
    )
    return _keep_signature(
        by, found, shown, kind=Signer.ORGANISATION, organisation=organisation, name=_shown_name(name), office=office,
        signed_for_by=of_account(by.account_id), public=public and not organisation.at_risk,
    )  # fmt: skip


def may_sign_for_self(person: Person, version: Version) -> bool:
    """Whether a text is there for somebody to sign: people sign it where they belong, or their office asks for it."""
    today = clock.today()
    if version.instrument.people_sign:
        belonging = Person.objects.filter(asking.people_below(version.instrument.network.path, today), pk=person.pk)
        if belonging.exists():
            return True
    return bool(asking.must_sign(version, today, [person.pk]))


def is_asked(organisation: Organisation, instrument: Instrument) -> bool:
    """Whether organisations sign a text, and this one belongs where it holds."""
    if not instrument.organisations_sign:
        return False
    own = Organisation.objects.filter(pk=organisation.pk, merged_into=None)
    return asking.belonging(own, instrument.network.path).exists()


def _signable(version: Version, shown: Shown) -> Version:
    """Returns the version with its texts if it stands just as it was shown; locked, so that it stands while one signs."""
    Version.objects.select_for_update().get(pk=version.pk)
    found = instruments.whole(version.pk)
    if code := why_not_signed_now(found.state):
        raise Unacceptable(code)
    now = reading.read(found, shown.language)
    if not now.is_whole:
        raise Unacceptable("language_not_whole")
    if code := why_not_as_shown(shown.fingerprint, now.fingerprint):
        raise Unacceptable(code)
    return found


def _lock_signer(signer: Person | Organisation) -> None:
    """Two windows that sign at once do not both find that nobody has."""
    type(signer)._default_manager.select_for_update().get(pk=signer.pk)


def _shown_name(name: str) -> str:
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    return name.strip()


def _keep_signature(by: Actor, version: Version, shown: Shown, *, kind: Signer, **signer: object) -> Signature:
    today = clock.today()
    made: Signature = Signature.objects.create(
        version=version, kind=kind, signed_on=today, entered_on=today, language=shown.language,
        fingerprint=shown.fingerprint, by=by.opaque_id, **signer,
    )  # fmt: skip
    enter(
        by, "sign", subject=("signature", made.key), place=place_of(made), among=keeps | speaks_for_organisation,
        detail={"kind": str(kind), "version": str(version.pk)},
    )  # fmt: skip
    return made


def place_of(signature: Signature) -> str:
    """Returns where a signature stands, for the ledger: at its organisation or network; a person's own stands nowhere."""
    if signature.organisation_id:
        return organisation_path(signature.organisation_id)
    return signature.network.path if signature.network else ""
