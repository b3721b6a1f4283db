"""The first run, and what the secretariat may change of it later."""

import datetime as dt
import json
from dataclasses import dataclass

from django.db import transaction

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.kit.text import slug as slug_of
from answerable.notices import mail

from ..models import Kind, Need, Network, NetworkMove, NetworkText, Person, Profile
from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..queries.profile import MAIL
from ..rules.invitations import LONGEST, SHORTEST
from ..rules.services import FIRST_NEEDS
from ..rules.words import FIRST_KINDS, BodyKind, Level, Measure, Office, Visibility
from .bodies import set_rule
from .offices import grant_office
from .people import give_account, welcome_person
from .recording import Detail, enter


@dataclass(frozen=True)
class FirstPerson:
    """The first secretariat account."""

    name: str
    email: str
    password: str | None = None


@transaction.atomic
def set_up_alliance(
    *,
    by: Actor,
    name: str,
    languages: tuple[str, ...],
    time_zone: str,
    first: FirstPerson | None = None,
    starts: dt.date | None = None,
) -> Profile:
    """Makes the alliance: its root network, kinds of organisation, standing rule and first secretariat account.

    Only once, and only by the console or the first-run page (`Actor.of_system`).
    """
    require(bool(by.system), "needs_console")
    if Profile.objects.exists():
        raise Unacceptable("set_up_already")
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    if not languages:
        raise Unacceptable("language_needed", field="languages")
    today = clock.today()
    profile = Profile.objects.create(pk=1, languages=list(languages), time_zone=time_zone, set_up_on=today)
    made = Network(
        level_kind=Level.ALLIANCE,
        name=name.strip(),
        name_language=languages[0],
        slug=slug_of(name, lambda _: False),
        opened_on=starts or today,
    )
    root: Network = Network.objects.add_root(instance=made)
    NetworkMove.objects.create(network=root, parent=None, starts=starts or today, by=by.opaque_id)
    NetworkText.objects.create(network=root, language=languages[0], name=name.strip(), updated_on=today)
    Kind.objects.bulk_create(Kind(code=code, order=order) for order, code in enumerate(FIRST_KINDS))
    Need.objects.bulk_create(Need(code=code, order=order) for order, code in enumerate(FIRST_NEEDS))
    enter(by, "set_up_alliance", subject=("network", root.pk), place=ROOT_PATH, detail={"languages": list(languages)})
    set_rule(
        by=by, network=root, level=Level.COUNTRY, body_kind=BodyKind.STEERING, at_least=2,
        measure=Measure.WOMENS_RIGHTS_ORGANISATIONS,
    )  # fmt: skip
    if first:
        add_secretariat(by=by, root=root, first=first, language=languages[0])
    return profile


@transaction.atomic
def add_secretariat(*, by: Actor, root: Network, first: FirstPerson, language: str) -> Person:
    """Adds a person to the secretariat with an account of their own."""
    require(may_keep_alliance(by), "needs_secretariat")
    person = welcome_person(by=by, name=first.name, email=first.email, place=root.path, visibility=Visibility.MEMBERS)
    give_account(by=by, person=person, password=first.password, language=language)
    grant_office(by=by, person=person, office=Office.SECRETARIAT, network=root)
    return person


@transaction.atomic
def change_profile(*, by: Actor, profile: Profile, languages: tuple[str, ...], time_zone: str) -> Profile:
    """Changes the languages the alliance offers (the first is its own) and its time zone."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not languages:
        raise Unacceptable("language_needed", field="languages")
    profile.languages, profile.time_zone = list(languages), time_zone
    profile.save(update_fields=["languages", "time_zone"])
    enter(by, "change_profile", subject=("profile", profile.pk), place=ROOT_PATH, detail={"languages": list(languages)})
    return profile


@transaction.atomic
def set_mail(*, by: Actor, profile: Profile, sender: str, address: str | None = None, began: str = "") -> Profile:
    """Keeps, sealed, where mail is handed over (`smtp://user:password@host:port`), and who it comes from.

    Without an address the server stays as it is; an empty one turns mail off. `began`: the mark of the sender before.
    """
    require(may_keep_alliance(by), "needs_secretariat")
    now = Profile.objects.select_for_update().get(pk=profile.pk)
    look_again(began, now={"sender": now.sender}, typed={"sender": sender})
    if address is not None:
        profile.mail = vault.seal(MAIL, json.dumps({"address": address}).encode()) if address else b""
    profile.sender = sender.strip()
    profile.save(update_fields=["mail", "sender"])
    enter(by, "set_mail", subject=("profile", profile.pk), place=ROOT_PATH, detail={"on": bool(profile.mail)})
    return profile


@transaction.atomic
def note_arrival(*, by: Actor) -> None:
    """Keeps, once for each server, that a mailed code was typed: mail that is handed over there arrives."""
    mark = mail.mark_of_server()
    if Profile.objects.exclude(mail_arrived=mark).update(mail_arrived=mark):
        enter(by, "note_arrival", subject=("profile", 1), place=ROOT_PATH)


@transaction.atomic
def set_days(*, by: Actor, profile: Profile, invitation_days: int, requests_kept_days: int) -> Profile:
    """Sets for how many days invitations stand, and after how many what is over is deleted."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not SHORTEST <= invitation_days <= LONGEST:
        raise Unacceptable("days_out_of_range", field="invitation_days", least=SHORTEST, most=LONGEST)
    profile.invitation_days, profile.requests_kept_days = invitation_days, requests_kept_days
    profile.save(update_fields=["invitation_days", "requests_kept_days"])
    detail: Detail = {"open": invitation_days, "kept": requests_kept_days}
    enter(by, "set_days", subject=("profile", profile.pk), place=ROOT_PATH, detail=detail)
    return profile
