"""How a team comes to read: people are named, make their keys, sign for each other, rehearse, and open the channel."""

from dataclasses import dataclass, field

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.models import Network
from answerable.alliance.permissions import ROOT_PATH, acting_office, may_keep_alliance, require
from answerable.kit import clock
from answerable.ledger.actions import record
from answerable.vault import Unreadable, compartments, people, records
from answerable.vault.halves import Halves, hold, join
from answerable.vault.paper import NotSuchAPaper, as_words

from ..models import Handler, Team
from ..queries.cases import AtTheDesk
from ..queries.teams import keys_now, members_now, readiness
from ..rules.teams import TeamState, missing
from ..rules.words import HANDLERS, Desk, Role


class NotYours(Refused):
    """These keys are not to be had: another's, or with another passphrase. Both are answered alike."""

    def __init__(self) -> None:
        super().__init__("not_yours")


@dataclass(frozen=True)
class NewKeys:
    """A handler with keys, and the words to be written on paper: shown once, kept nowhere.

    `spoken`: the eight words of keys that colleagues have still to compare and sign for, as these keys themselves say them.
    """

    handler: Handler
    recovery_words: tuple[str, ...] = field(repr=False)
    spoken: tuple[str, ...] = ()


@transaction.atomic
def set_up_team(*, by: Actor, desk: Desk, place: str = "") -> Team:
    """Begins a team at a desk; it reads nothing until its own members have opened it."""
    require(may_keep_alliance(by))
    if Team.held.filter(desk=desk, place=place).exists():
        raise Unacceptable("team_is_there", field="place")
    team = Team(desk=desk, place=place)
    team.save(force_insert=True)
    _enter(by, "set_up_team", team)
    return team


@transaction.atomic
def name_handler(*, by: Actor, team: Team, account: str, role: Role = Role.INTAKE) -> Handler:
    """Names somebody who is to read; they hold nothing before their colleagues have signed for their keys."""
    require(may_keep_alliance(by))
    if role not in {*HANDLERS, Role.LEAD}:
        raise Unacceptable("not_such_a_role", field="role")
    if Handler.held.filter(team=team, account=account, until=None).exists():
        raise Unacceptable("already_named", field="account")
    handler = Handler(team=team, account=account, role=role, since=clock.today())
    handler.save(force_insert=True)
    _enter(by, "name_handler", team)
    return handler


@transaction.atomic
def take_name_back(*, by: Actor, handler: Handler) -> None:
    """Names somebody no longer, as long as their team has not signed for them; from then on only the team lets anybody go."""
    require(may_keep_alliance(by))
    found: Handler = Handler.held.select_for_update().get(pk=handler.pk)
    if found.until is not None or str(found.pk) in keys_now(found.team):
        raise Unacceptable("team_decides")
    found.until = clock.today()
    found.save(update_fields=["until"])
    _enter(by, "take_name_back", found.team)


def become_handler(*, by: Actor, handler: Handler, passphrase: str, near: tuple[str, ...] = ()) -> NewKeys:
    """Makes somebody's keys, locked with their passphrase and with words for paper; `WeakPassphrase`, `Busy`."""
    if not by.is_known or handler.account != by.opaque_id:
        raise NotYours
    seed, code = people.new_seed(), people.new_recovery_code()
    by_passphrase = people.lock(seed, passphrase, bound_to=str(handler.pk), near=near)
    with transaction.atomic():
        found: Handler = Handler.held.select_for_update().get(pk=handler.pk)
        if found.until is not None or len(found.box):
            raise NotYours
        public = people.keys_of(seed).public
        found.box, found.verify, found.by_passphrase = public.box, public.verify, by_passphrase
        found.by_recovery = people.lock_for_recovery(seed, code, bound_to=str(found.pk))
        found.save(update_fields=["box", "verify", "by_passphrase", "by_recovery"])
        _enter(by, "become_handler", found.team)
    return NewKeys(found, tuple(as_words(code)))


def unlock(*, by: Actor, handler: Handler, passphrase: str, session: str) -> Halves:
    """Opens somebody's seed for a session, in three parts of which none opens alone; `NotYours`, `AnotherPepper`, `Busy`.

    Nothing is entered: who has unlocked and when is nobody's business until something is opened.
    """
    found = Handler.held.filter(pk=handler.pk, account=by.opaque_id, until=None).first()
    if not by.is_known or found is None or not len(found.by_passphrase):
        raise NotYours
    try:
        seed = people.unlock(bytes(found.by_passphrase), passphrase, bound_to=str(found.pk))
    except people.WrongPassphrase as error:
        raise NotYours from error
    return hold(seed, session=_bound(found, session))


def at_the_desk(*, by: Actor, handler: Handler, halves: Halves, session: str) -> AtTheDesk:
    """Returns somebody's keys for one request, out of the three parts of their session; `NotYours`."""
    found = Handler.held.select_related("team").filter(pk=handler.pk, account=by.opaque_id, until=None).first()
    if not by.is_known or found is None:
        raise NotYours
    try:
        seed = join(halves.client, halves.server, halves.blob, session=_bound(found, session))
    except Unreadable as error:
        raise NotYours from error
    return AtTheDesk(found, people.keys_of(seed))


@transaction.atomic
def note_recovery_code(*, by: AtTheDesk, words: str) -> None:
    """Takes the words from paper once: whoever can type them has them; `Unacceptable` where they are others."""
    found: Handler = Handler.held.select_for_update().get(pk=by.handler.pk)
    try:
        seed = people.recover(bytes(found.by_recovery), words, bound_to=str(found.pk))
    except (NotSuchAPaper, Unreadable) as error:
        raise Unacceptable("not_these_words", field="words") from error
    if people.keys_of(seed).public != by.keys.public:
        raise Unacceptable("not_these_words", field="words")
    found.code_noted_on = clock.today()
    found.save(update_fields=["code_noted_on"])
    _enter(by, "note_recovery_code", found.team)


@transaction.atomic
def rehearse(*, by: AtTheDesk) -> None:
    """Seals an invented concern to somebody as their team signed for them, and opens it with their own key; nothing of it stays."""
    team = _locked_team(by)
    public = {one.id: one.public for one in members_now(team)}.get(by.id)
    if public is None or not _opens_what_is_sealed(by, public):
        raise Unacceptable("cannot_open")
    by.handler.rehearsed_on = clock.today()
    by.handler.save(update_fields=["rehearsed_on"])
    _enter(by, "rehearse", team)


@transaction.atomic
def open_channel(*, by: AtTheDesk) -> Team:
    """Opens a team for concerns; `Unacceptable` says what is missing: `two_readers`, `recovery_codes`, `rehearsal`, `place_closed`."""
    team = _locked_team(by)
    if not by.is_signed_for:
        raise NotYours
    if lacks := missing(readiness(team)):
        raise Unacceptable(lacks[0], missing=lacks)
    if Network.objects.filter(path=team.place).exclude(closed_on=None).exists():
        raise Unacceptable("place_closed", missing=("place_closed",))
    return _moved(by, team, TeamState.OPEN, "open_channel")


@transaction.atomic
def close_channel(*, by: AtTheDesk) -> Team:
    """Takes no new concerns from now on; those that are there are read on."""
    team = _locked_team(by)
    if not by.is_signed_for:
        raise NotYours
    return _moved(by, team, TeamState.CLOSED, "close_channel")


def _moved(by: AtTheDesk, team: Team, state: TeamState, act: str) -> Team:
    team.state = state
    team.save(update_fields=["state"])
    _enter(by, act, team)
    return team


def _opens_what_is_sealed(by: AtTheDesk, public: people.PublicKeys) -> bool:
    pair, place = compartments.new_compartment(), compartments.GrantPlace("rehearsal", "thread", by.id)
    at = records.Place("rehearsal", "thread", 1, "message")
    try:
        granted = compartments.grant(pair.secret, to=public.box, place=place)
        sealed = records.write_record(b"rehearsal", at, to=pair.public, author=by.keys)
        secret = compartments.open_grant(granted, by.keys, place=place, public=pair.public)
        return records.read_record(sealed, at, secret=secret).is_by(public.verify)
    except (Unreadable, compartments.BadKey):
        return False


def _locked_team(by: AtTheDesk) -> Team:
    found: Team = Team.held.select_for_update().get(pk=by.handler.team_id)
    return found


def _bound(handler: Handler, session: str) -> str:
    return f"{handler.pk}:{session}"


def _enter(by: Actor | AtTheDesk, act: str, team: Team) -> None:
    """Teams stand in the ledger like everything else that people with an account do: nothing here moves with a case."""
    office = acting_office(by, team.place or ROOT_PATH) if isinstance(by, Actor) else ""
    record(by, act, subject=("team", str(team.pk)), office=office, place=team.place or ROOT_PATH)
