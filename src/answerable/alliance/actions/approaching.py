"""What people from outside ask, and how it is answered: an introduction, or an application to join.

Nothing is granted before somebody who keeps the records says yes. Every step is a row; the words of a step are for
those who asked and those who answer, and for nobody else.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.text import fold
from answerable.notices.actions import notify

from ..models import Application, ApplicationStep, Introduction, IntroductionStep, Network, Organisation
from ..permissions import may_keep_network, require
from ..queries import approaches as queries
from ..queries.people import nearest_keepers
from ..rules.invitations import OPEN, why_not_answered, why_not_asked
from ..rules.words import ApproachState
from . import letters
from .recording import Detail, enter

S = ApproachState
Approach = Introduction | Application


@dataclass(frozen=True)
class Asker:
    """Who asks: their name, an address they proved, the language they read, what they do there."""

    name: str
    email: str
    language: str = ""
    title: str = ""
    account_id: UUID | None = None


@transaction.atomic
def introduce_oneself(
    *,
    by: Actor,
    asker: Asker,
    organisation_name: str,
    country: str,
    proof: str,
    organisation: Organisation | None = None,
) -> Introduction:
    """Takes down that somebody says they work at an organisation.

    Without an organisation the one that is surely meant is looked for, at risk or not; whoever asks learns nothing of it.
    """
    _check(asker)
    found = organisation or queries.meant(organisation_name, country)
    again = _asked_before(asker, organisation_name)
    if again is not None:
        return again
    _require_room(asker)
    made = Introduction(
        organisation=found, organisation_name=organisation_name.strip(), country=country, proof=proof.strip(),
        place=_place(queries.home_of(found, country)), **_who(asker),
    )  # fmt: skip
    made.save()
    IntroductionStep.objects.create(about=made, state=S.WAITING, by=by.opaque_id, on=made.asked_on)
    _asked(by, made, "introduce_oneself")
    return made


def _asked_before(asker: Asker, name: str) -> Introduction | None:
    """Whoever asks the same once more, while it is open, gets the one they have.

    What was typed decides, and never what it was found to mean: else one could ask twice and learn what is recorded.
    """
    mine = Introduction.objects.filter(email=asker.email.strip().lower(), state__in=OPEN)
    return next((one for one in mine if fold(one.organisation_name) == fold(name)), None)


@dataclass(frozen=True)
class Applicant:
    """An organisation that asks to join, in its own words."""

    name: str
    network: Network
    country: str = ""
    kinds: tuple[str, ...] = ()
    website: str = ""
    why: str = ""
    name_language: str = "en"
    at_risk: bool = False


@transaction.atomic
def apply_to_join(*, by: Actor, asker: Asker, applicant: Applicant) -> Application:
    """Takes down that an organisation asks to join a network."""
    _check(asker)
    if not applicant.name.strip():
        raise Unacceptable("name_needed", field="organisation_name")
    if applicant.network.closed_on:
        raise Unacceptable("network_closed", field="network")
    again = Application.objects.filter(
        email=asker.email.lower(), organisation_name=applicant.name.strip(), state__in=OPEN
    ).first()
    if again is not None:
        return again
    _require_room(asker)
    made = Application(
        organisation_name=applicant.name.strip(), name_language=applicant.name_language, country=applicant.country,
        kinds=list(applicant.kinds), website=applicant.website, why=applicant.why.strip(), at_risk=applicant.at_risk,
        place=applicant.network, **_who(asker),
    )  # fmt: skip
    made.save()
    ApplicationStep.objects.create(about=made, state=S.WAITING, by=by.opaque_id, on=made.asked_on)
    _asked(by, made, "apply_to_join")
    return made


def _check(asker: Asker) -> None:
    if not asker.name.strip():
        raise Unacceptable("name_needed", field="name")
    if not asker.email.strip():
        raise Unacceptable("email_needed", field="email")


def _require_room(asker: Asker) -> None:
    if code := why_not_asked(open_of_one=queries.open_of(asker.email), today_of_all=queries.asked_today()):
        raise Unacceptable(code)


def _place(found: Network | None) -> Network:
    if found is None:
        raise Unacceptable("nobody_answers")
    return found


def _who(asker: Asker) -> dict[str, object]:
    return {
        "name": asker.name.strip(), "email": asker.email.strip().lower(), "language": asker.language,
        "title": asker.title.strip(), "account_id": asker.account_id, "asked_on": clock.today(),
    }  # fmt: skip


def _asked(by: Actor, made: Approach, verb: str) -> None:
    enter(by, verb, subject=(_kind(made), made.key), place=made.place.path)
    letters.leave(letters.RECEIVED, to=made.email, language=made.language, path=letters.status_path(made.key))
    _tell_keepers(made, by)


def _kind(made: Approach) -> str:
    return "introduction" if isinstance(made, Introduction) else "application"


def _tell_keepers(made: Approach, by: Actor) -> None:
    url = reverse("desk_requests", args=[made.place.slug])
    notify("alliance.request_waits", to=nearest_keepers(made.place.path, clock.today()), url=url, by=by)


@transaction.atomic
def ask_for_more(*, by: Actor, about: Approach, words: str) -> Approach:
    """Asks whoever asked for more, in words that they read on their page."""
    require(may_keep_network(by, about.place.path))
    return answer(by=by, about=about, state=S.QUESTIONED, words=words, verb="ask_for_more")


@transaction.atomic
def decline_request(*, by: Actor, about: Approach, words: str) -> Approach:
    """Says no, with the reason."""
    require(may_keep_network(by, about.place.path))
    return answer(by=by, about=about, state=S.DECLINED, words=words, verb="decline_request")


@transaction.atomic
def answer_question(*, by: Actor, about: Approach, email: str, words: str) -> Approach:
    """Gives the answer that was asked for; `email` is the address that was proved."""
    _require_own(about, email)
    locked = _locked(about)
    if locked.state != S.QUESTIONED:
        raise Unacceptable("answered_already")
    moved = _move(by, locked, S.WAITING, words, verb="answer_question")
    _tell_keepers(moved, by)
    return moved


@transaction.atomic
def withdraw_request(*, by: Actor, about: Approach, email: str) -> Approach:
    """Takes a request back; `email` is the address that was proved."""
    _require_own(about, email)
    return _move(by, _locked(about), S.WITHDRAWN, "", verb="withdraw_request")


def _require_own(about: Approach, email: str) -> None:
    if about.email.lower() != email.strip().lower():
        raise Unacceptable("address_not_proved")


def answer(*, by: Actor, about: Approach, state: str, words: str, verb: str, detail: Detail | None = None) -> Approach:
    """Moves a request on and tells whoever asked, by a mail that says only that there is an answer."""
    moved = _move(by, _locked(about), state, words, verb=verb, detail=detail)
    letters.leave(letters.ANSWERED, to=moved.email, language=moved.language, path=letters.status_path(moved.key))
    return moved


def _locked(about: Approach) -> Approach:
    rows = Introduction.objects if isinstance(about, Introduction) else Application.objects
    found: Approach = rows.select_for_update(of=("self",)).select_related("place", "organisation").get(pk=about.pk)
    return found


def _move(by: Actor, locked: Approach, state: str, words: str, *, verb: str, detail: Detail | None = None) -> Approach:
    if code := why_not_answered(locked.state, state, words=words):
        raise Unacceptable(code, field="words" if code == "words_needed" else "")
    locked.state = state
    locked.answered_on = None if state in OPEN else clock.today()
    locked.save()
    locked.steps.create(state=state, words=words.strip(), by=by.opaque_id, on=clock.today())
    enter(by, verb, subject=(_kind(locked), locked.key), place=locked.place.path, detail=detail)
    return locked
