"""People: welcoming, what they say of themselves, affiliations, and being forgotten."""

import datetime as dt
import hashlib
import json

from django.db import transaction
from django.db.models import Q

from answerable import vault
from answerable.access import actions as access
from answerable.access import codes
from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.backups import forgotten
from answerable.kit import clock
from answerable.kit.text import fold

from ..models import (
    Affiliation,
    Application,
    Handover,
    Introduction,
    Invitation,
    OfficeTerm,
    Organisation,
    Person,
    SelfDeclaration,
    Term,
)
from ..models.invitations import IS_LIVE
from ..permissions import ROOT_PATH, keeps, may_edit_card, organisation_path, require, speaks_for_organisation
from ..queries.bodies import DECLARATION, PERSONAL_MEASURES
from ..queries.endings import is_last_coordinator
from ..queries.organisations import network_paths
from ..queries.people import place_paths
from ..queries.posts import running
from ..rules.terms import Span, overlapping, why_not_ended, why_not_span
from ..rules.words import Visibility
from .also_forgetting import forget_elsewhere
from .leaving import _end_offices, _end_seats
from .offices import is_last_of_secretariat, may_hand_over_office, tell_above
from .recording import enter

WHO_WELCOMES = keeps | speaks_for_organisation


@transaction.atomic
def welcome_person(
    *,
    by: Actor,
    name: str,
    email: str = "",
    place: str,
    languages: tuple[str, ...] = (),
    visibility: str = Visibility.MEMBERS,
) -> Person:
    """Adds a person to the records at a place: a network's path, or `org:<id>` for an organisation."""
    require(WHO_WELCOMES.covers(by, place))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    person = Person.objects.create(
        name=name.strip(), folded=fold(name)[:200], email=email.strip(), languages=list(languages), visibility=visibility,
        created_on=clock.today(),
    )  # fmt: skip
    enter(by, "welcome_person", subject=("person", person.key), place=place, among=WHO_WELCOMES)
    return person


@transaction.atomic
def change_person(
    *, by: Actor, person: Person, name: str, email: str, languages: tuple[str, ...], visibility: str
) -> Person:
    """Changes a person's record: they themselves may, and those who keep the records of their places."""
    require(_is_self(by, person) or _keeps_person(by, person))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    locked = _locked(person)
    if not (_is_self(by, locked) or by.system):
        _check_change_by_keeper(by, locked, email, visibility)
    person.name, person.folded, person.email = name.strip(), fold(name)[:200], email.strip()
    person.languages, person.visibility = list(languages), visibility
    person.save(update_fields=["name", "folded", "email", "languages", "visibility"])
    enter(by, "change_person", subject=("person", person.key), among=WHO_WELCOMES)
    return person


@transaction.atomic
def welcome_whole_person(
    *,
    by: Actor,
    name: str,
    email: str,
    place: str,
    languages: tuple[str, ...],
    visibility: str,
    organisation: Organisation | None = None,
    title: str = "",
    may_sign_in: bool = False,
) -> Person:
    """Welcomes a person with their organisation and their way in, all of it or nothing."""
    person = welcome_person(by=by, name=name, email=email, place=place, languages=languages, visibility=visibility)
    if organisation:
        _affiliate(by, person, organisation, title, Span(clock.today()))
    if not _keeps_person(by, person):  # else nobody but the secretariat would find them again
        raise Unacceptable("organisation_needed", field="organisation")
    if may_sign_in:
        _give_account(by, person, email, None, "")
    return person


def _check_change_by_keeper(by: Actor, person: Person, email: str, visibility: str) -> None:
    """Where somebody cannot sign in yet, their address is where their way in will be sent: into all their places."""
    if person.account_id and _is_wider(visibility, person.visibility):
        raise Unacceptable("only_they_widen", field="visibility")
    if not person.account_id and email.strip() != person.email and not keeps_all_of(by, person):
        raise Unacceptable("others_keep_places", field="email")


def _locked(person: Person) -> Person:
    """Returns a person as they are now: nobody else changes them before this act is done."""
    found = Person.objects.select_for_update().get(pk=person.pk)
    if _is_former(found):
        raise Unacceptable("former_member")
    return found


def _is_wider(visibility: str, before: str) -> bool:
    narrowing = list(Visibility)
    return narrowing.index(Visibility(visibility)) < narrowing.index(Visibility(before))


def _is_self(by: Actor, person: Person) -> bool:
    return by.account_id is not None and person.account_id == by.account_id


def _is_former(person: Person) -> bool:
    return person.former_since is not None


def _keeps_person(by: Actor, person: Person) -> bool:
    """Whether the actor keeps the records of one of a person's places; somebody who stands nowhere is the secretariat's."""
    return bool(by.system) or WHO_WELCOMES.covers_any(by, place_paths(person, clock.today()) or [ROOT_PATH])


def keeps_all_of(by: Actor, person: Person) -> bool:
    """Whether the actor could give every post the person has or will have: a way in is a way into all of them."""
    today = clock.today()
    coming = Q(ends=None) | Q(ends__gte=today)
    terms = person.offices.filter(coming).select_related("network", "organisation")
    homes = [one.organisation for one in person.affiliations.filter(coming).select_related("organisation")]
    seats = person.terms.filter(coming).values_list("seat__body__network__path", flat=True)
    return (
        all(may_hand_over_office(by, term) or _is_office_of(by, term) for term in terms)
        and all(may_edit_card(by, home.pk, network_paths(home)) for home in homes)
        and all(keeps.covers(by, path) for path in seats)
    )


def _is_office_of(by: Actor, term: OfficeTerm) -> bool:
    """A focal point may let in those who stand beside them at the same organisation."""
    return bool(term.organisation) and speaks_for_organisation.covers(by, organisation_path(term.organisation_id or 0))


@transaction.atomic
def give_account(
    *, by: Actor, person: Person, email: str = "", password: str | None = None, language: str = ""
) -> Account:
    """Gives a person a way to sign in; without a password a code is mailed each time."""
    require(_keeps_person(by, person))
    if not keeps_all_of(by, person):
        raise Unacceptable("others_keep_places", field="email")
    return _give_account(by, person, email, password, language)


def _give_account(by: Actor, person: Person, email: str, password: str | None, language: str) -> Account:
    if _locked(person).account_id:
        raise Unacceptable("has_account", field="email")
    address = (email or person.email).strip().lower()
    if not address:
        raise Unacceptable("email_needed", field="email")
    if Account.objects.filter(email__iexact=address).exists():
        raise Unacceptable("email_taken", field="email")
    account = access.create_account(by=by, email=address, password=password, language=language)
    person.account = account
    person.save(update_fields=["account"])
    enter(by, "give_account", subject=("person", person.key), among=WHO_WELCOMES)
    return account


@transaction.atomic
def affiliate(
    *,
    by: Actor,
    person: Person,
    organisation: Organisation,
    title: str = "",
    starts: dt.date | None = None,
    ends: dt.date | None = None,
    asked: bool = False,
) -> Affiliation:
    """Records that somebody in one's care, or who `asked` for it themselves, is in an organisation, from–to."""
    if not (asked or _is_self(by, person) or _keeps_person(by, person)):
        raise Unacceptable("others_keep_them", field="person")
    return _affiliate(by, person, organisation, title, Span(starts or clock.today(), ends))


def _affiliate(by: Actor, person: Person, organisation: Organisation, title: str, span: Span) -> Affiliation:
    require(may_edit_card(by, organisation.pk, network_paths(organisation)))
    _locked(person)
    if code := why_not_span(span):
        raise Unacceptable(code, field="ends")
    others = [Span(*one) for one in person.affiliations.filter(organisation=organisation).values_list("starts", "ends")]
    if overlapping(span, others):
        raise Unacceptable("affiliated_already", field="starts")
    affiliation = Affiliation.objects.create(
        person=person, organisation=organisation, title=title.strip(), starts=span.starts, ends=span.ends
    )
    enter(by, "affiliate", subject=("person", person.key), place=f"org:{organisation.pk}", among=WHO_WELCOMES)
    return affiliation


@transaction.atomic
def end_affiliation(*, by: Actor, affiliation: Affiliation, ends: dt.date | None = None) -> Affiliation:
    """Ends a person's time in an organisation; the offices held for it end the same day."""
    organisation, person = affiliation.organisation, affiliation.person
    require(_is_self(by, person) or may_edit_card(by, organisation.pk, network_paths(organisation)))
    day = ends or clock.today()
    if code := why_not_ended(Span(affiliation.starts, affiliation.ends), day):
        raise Unacceptable(code, field="ends")
    affiliation.ends = day
    affiliation.save(update_fields=["ends"])
    _end_offices(OfficeTerm.objects.filter(person=person, organisation=organisation), day)
    enter(by, "end_affiliation", subject=("person", person.key), place=f"org:{organisation.pk}", among=WHO_WELCOMES)
    return affiliation


@transaction.atomic
def declare_self(*, by: Actor, person: Person, measures: tuple[str, ...]) -> SelfDeclaration:
    """Keeps, sealed, what a person says of themselves; only numbers over five people and more ever leave it."""
    require(_is_self(by, person) or bool(by.system))
    known = {measure.value for measure in PERSONAL_MEASURES}
    if set(measures) - known:
        raise Unacceptable("measure_unknown", field="measures")
    sealed = vault.seal(DECLARATION, json.dumps(sorted(measures)).encode(), bound_to=str(person.key))
    declaration, _ = SelfDeclaration.objects.update_or_create(
        person=person, defaults={"sealed": sealed, "given_on": clock.today()}
    )
    enter(by, "declare_self", subject=("person", person.key))
    return declaration


@transaction.atomic
def withdraw_declaration(*, by: Actor, person: Person) -> None:
    """Deletes what a person said of themselves."""
    require(_is_self(by, person))
    _delete_declaration(person)
    enter(by, "withdraw_declaration", subject=("person", person.key))


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> Person:
    """Deletes a person's data; offices, seats and ledger lines stay as "a former member" (security, deletion).

    They themselves may, and whoever keeps every place at which they stand.
    """
    require(_is_self(by, person) or (_keeps_person(by, person) and keeps_all_of(by, person)))
    _locked(person)
    today = clock.today()
    if is_last_of_secretariat(person, today):
        raise Unacceptable("last_of_secretariat")
    alone = [
        one
        for one in person.offices.select_related("network").filter(running(today))
        if is_last_coordinator(one, today)
    ]
    _end_offices(OfficeTerm.objects.filter(person=person), today)
    _end_seats(Term.objects.filter(person=person), today)
    forget_elsewhere(by=by, person=person)
    _delete_handovers(person)
    person.affiliations.all().delete()
    _delete_declaration(person)
    account = person.account
    _forget_what_they_asked(person, account)
    person.account, person.name, person.folded, person.email, person.languages = None, "", "", "", []
    person.visibility, person.former_since = Visibility.NETWORK, today
    person.save()
    if account is not None:
        access.delete_account(by=by, account=account)
    forgotten.remember("person", str(person.key))
    enter(by, "forget_person", subject=("person", person.key))
    for term in alone:
        tell_above(term, by)
    return person


def _delete_handovers(person: Person) -> None:
    """Takes away what a person left for whoever follows, and what was said of their endings."""
    Handover.objects.filter(Q(office__person=person) | Q(seat__person=person)).delete()
    person.offices.update(end_words="")
    person.terms.update(end_words="")


def _forget_what_they_asked(person: Person, account: Account | None) -> None:
    """Deletes invitations and requests that are a person's own: what they sent or accepted, and what went to an address
    that they proved. One that is only typed, in their record or for their account, may be somebody else's."""
    person.invitations.exclude(IS_LIVE).delete()
    person.invitations.update(person=None)
    if account is None:
        return
    for asked in (Introduction, Application):
        asked._default_manager.filter(account=account).delete()
    if codes.is_proved(account):
        for kind in (Invitation, Introduction, Application):
            kind._default_manager.filter(email=account.email.lower()).delete()


def _delete_declaration(person: Person) -> None:
    for one in SelfDeclaration.objects.filter(person=person):
        forgotten.remember("declaration", declaration_mark(bytes(one.sealed)))
        one.delete()


def declaration_mark(sealed: bytes) -> str:
    """Names one declaration, so that a later one of the same person stays."""
    return hashlib.sha256(sealed).hexdigest()


def may_see_private(by: Actor, person: Person) -> bool:
    """Whether this actor may read a person's address: they themselves and those who keep their places' records."""
    return _is_self(by, person) or (not _is_former(person) and _keeps_person(by, person))
