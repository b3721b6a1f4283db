"""Asking for help with a duty, answering, closing; and saying that one may be asked. Nobody is ever assigned."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Network, Organisation
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries.days import earliest_at
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.people import nearest_keepers, place_paths
from answerable.kit import clock
from answerable.ledger import actions as ledger

from ..models import Duty, HelpAnswer, HelpRequest, Offer, Subject
from ..permissions import organisation_path, require, speaks_for_organisation
from ..queries.helping import accounts_of_helpers, helps_as, may_answer
from ..queries.merged import RECORDS, kept_subject
from ..queries.own import offers_of
from ..queries.sides import accounts_of, accounts_of_keepers, home_of, paths_of, speaks_for
from ..rules.saying import HelpMove, HelpState, OfferKind, state_after
from .recording import enter, office_of, tell

LONGEST = 4000


@transaction.atomic
def ask_for_help(
    *, by: Actor, subject: Subject, duty: Duty, words: str, language: str = "en", to_partners: bool = False
) -> HelpRequest:
    """Asks those near for help: keepers and peers of the network, and partners who said that they may be asked; a person only keepers."""
    require(speaks_for(by, subject))
    if not words.strip():
        raise Unacceptable("words_needed", field="said")
    if len(words.strip()) > LONGEST:
        raise Unacceptable("too_long", field="said", most=LONGEST)
    subject = kept_subject(subject)
    home = Network.objects.get(path=asks_at(subject))
    made = HelpRequest.objects.create(
        duty=duty, subject=subject, network=home, words=words.strip(), language=language, to_partners=to_partners and subject.person_id is None,
        asked_on=earliest_at(home.path), by=by.opaque_id,
    )  # fmt: skip
    enter(by, "ask_for_help", subject, duty, {"to_partners": to_partners})
    today = clock.today()
    partners = accounts_of_helpers(made, today) if made.to_partners else []
    tell(by, "help_asked", [*_keepers_of(made, today), *partners], "help_request", made.key)
    return made


def asks_at(subject: Subject) -> str:
    """Returns the network at which somebody asks: a person at the one nearest to them, whose coordination then reads it."""
    if subject.person is None:
        return home_of(subject)
    paths = [path for path in place_paths(subject.person, clock.today()) if not path.startswith("org:")]
    return max(paths, key=len, default=ROOT_PATH)


def _keepers_of(request: HelpRequest, on: dt.date) -> list[UUID]:
    if request.subject.person_id:
        return nearest_keepers(request.network.path, on)
    return accounts_of_keepers(request.subject, on)


@transaction.atomic
def offer_help(*, by: Actor, request: HelpRequest, words: str, language: str = "en") -> HelpAnswer:
    """Says that one would help, and how."""
    return _answer(by, request, HelpMove.OFFER, words, language)


@transaction.atomic
def answer_help(*, by: Actor, request: HelpRequest, words: str, language: str = "en") -> HelpAnswer:
    """Says what helps."""
    return _answer(by, request, HelpMove.ANSWER, words, language)


def _answer(by: Actor, request: HelpRequest, move: HelpMove, words: str, language: str) -> HelpAnswer:
    held = _locked(by, request)
    require(may_answer(by, held))
    return _move(by, held, move, words, language, organisation=helps_as(by, held))


@transaction.atomic
def reply(*, by: Actor, request: HelpRequest, words: str, language: str = "en") -> HelpAnswer:
    """Says something back, as who asked."""
    held = _locked(by, request)
    require(speaks_for(by, held.subject))
    return _move(by, held, HelpMove.REPLY, words, language)


@transaction.atomic
def close_help(*, by: Actor, request: HelpRequest, words: str = "", language: str = "en") -> HelpAnswer:
    """Ends it, as who asked: with or without a word."""
    held = _locked(by, request)
    require(speaks_for(by, held.subject))
    return _move(by, held, HelpMove.CLOSE, words, language)


def _move(
    by: Actor, held: HelpRequest, move: HelpMove, words: str, language: str, *, organisation: Organisation | None = None
) -> HelpAnswer:
    if not words.strip() and move != HelpMove.CLOSE:
        raise Unacceptable("words_needed", field="said")
    if held.state == HelpState.CLOSED:
        raise Unacceptable("help_closed")
    day = earliest_at(held.network.path)
    held.state = state_after(HelpState(held.state), move)
    held.closed_on = day if held.state == HelpState.CLOSED else None
    held.save(update_fields=["state", "closed_on"])
    made = HelpAnswer.objects.create(
        request=held, move=move, organisation=organisation, words=words.strip(), language=language, on=day, by=by.opaque_id,
        office=office_of(by, held.subject),
    )  # fmt: skip
    enter(by, f"help_{move}", held.subject, held.duty)
    told = accounts_of(held.subject, clock.today())
    if move in {HelpMove.REPLY, HelpMove.CLOSE}:
        told = _keepers_of(held, clock.today())
    tell(by, "help_said", told, "help_request", held.key)
    return made


def _locked(by: Actor, request: HelpRequest) -> HelpRequest:
    rows = HelpRequest.objects.select_for_update(of=("self",)).select_related(
        f"subject__{RECORDS}", "subject__network", "network", "duty"
    )
    held = rows.filter(pk=request.pk).first()
    if held is None or not (speaks_for(by, held.subject) or may_answer(by, held)):
        raise Hidden
    return held


@transaction.atomic
def offer(*, by: Actor, organisation: Organisation, network: Network, kind: OfferKind) -> Offer:
    """Says that an organisation may be asked, in a network and below it, until it says otherwise. Its silence means nothing."""
    require(speaks_for_organisation.covers(by, organisation_path(organisation.pk)))
    near = {path[:end] for path in _paths(organisation) for end in range(4, len(path) + 1, 4)}
    if network.path not in near:
        raise Unacceptable("not_of_this_network", field="network")
    if there := offers_of(organisation).filter(network=network, kind=kind, ended_on=None).first():
        return there
    made, new = Offer.objects.get_or_create(
        organisation=organisation, network=network, kind=kind, ended_on=None,
        defaults={"since": earliest_at(network.path), "by": by.opaque_id},
    )  # fmt: skip
    if new:
        _enter_offer(by, "offer", made)
    return made


@transaction.atomic
def end_offer(*, by: Actor, offer: Offer) -> None:
    """Says that it may not be asked any more; what it vouched for stays said."""
    held = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("network", "organisation__merged_into__merged_into")
        .filter(pk=offer.pk, ended_on=None)
        .first()
    )
    if held is None:
        raise Hidden
    require(speaks_for_organisation.covers(by, organisation_path(kept_record(held.organisation).pk)))
    held.ended_on = earliest_at(held.network.path)
    held.save(update_fields=["ended_on"])
    _enter_offer(by, "end_offer", held)


def _paths(organisation: Organisation) -> list[str]:
    subject = Subject.objects.filter(organisation=organisation).first() or Subject(organisation=organisation)
    return paths_of(subject)


def _enter_offer(by: Actor, verb: str, made: Offer) -> None:
    organisation = kept_record(made.organisation)
    ledger.record(
        by, f"standards.{verb}", subject=("organisation", str(organisation.key)), place=made.network.path,
        office=office_of(by, Subject(kind="organisation", organisation=organisation)),
        detail={"kind": str(made.kind)},
    )  # fmt: skip
