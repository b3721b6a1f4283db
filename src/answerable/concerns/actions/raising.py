"""Somebody raises a concern: it is sealed to two who may read, or it is not taken in at all.

Nothing here takes `by=`, enters the ledger or the book, or knows an account: whoever tells is known by their code alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import IntegrityError, transaction

from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.vault import compartments, people, receipts
from answerable.vault.compartments import BadKey
from answerable.vault.people import Keys
from answerable.vault.rosters import Member, NotSigned, TooFewReaders, readers_of

from ..models import Case, Compartment, Handler, Receipt, Team
from ..queries.headers import header_body
from ..queries.promised import PROMISES, to_be_given
from ..queries.sealed import IDENTITY, INTAKE, RAISER, THREAD
from ..queries.teams import candidates, of_the_same_accounts, team_now
from ..queries.threads import Raiser
from ..rules import routing
from ..rules.categories import floor
from ..rules.entries import What
from ..rules.moving import Act, Move, Situation, may_move
from ..rules.safe_times import SafeTimes
from ..rules.teams import TeamState
from ..rules.telling import YES, Question, kept, may_send
from ..rules.words import Rhythm, Role, State
from .above import note_above
from .moving_over import Beginning, files_over
from .writing import _grant, _new_compartment, _set_due, _write


class ChannelClosed(Exception):  # noqa: N818 - it says how it is
    """Nobody may read it now: fewer than two, or keys that nothing can be sealed to. Nothing was kept, and nothing in clear."""


@dataclass(frozen=True)
class Told:
    """What somebody tells. `answers` by question; `name` only where they give it; `will_come_back`: they noted their code.

    `safe`: when they may be reached; `beginning`: what they began, with the files they added meanwhile.
    """

    answers: Mapping[str, str] = field(repr=False)
    about: routing.About = field(default_factory=routing.About, repr=False)
    name: str = field(default="", repr=False)
    will_come_back: bool = True
    limits_shown: bool = False
    safe: SafeTimes | None = field(default=None, repr=False)
    beginning: Beginning | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Raised:
    """What became of it: who came back, and whether this very sending made it; of a second sending it is the same."""

    raiser: Raiser
    is_new: bool
    why: tuple[routing.Why, ...] = ()


def new_receipt() -> str:
    """Returns a code to be noted before anything is told; nothing of it is kept."""
    return receipts.new_receipt()


def who_would_read(*, told: Told, excluded: routing.Excluded) -> routing.Route:
    """Returns who would be given a key, for the page before anything is written."""
    return _route(list(Team.held.filter(state=TeamState.OPEN)), told, excluded)


def _route(teams: list[Team], told: Told, excluded: routing.Excluded) -> routing.Route:
    return routing.route(candidates(teams, clock.today()), _about(told), _in_all_teams(excluded), PROMISES)


def _in_all_teams(excluded: routing.Excluded) -> routing.Excluded:
    return replace(excluded, people=of_the_same_accounts(excluded.people))


def _about(told: Told) -> routing.About:
    """Returns whom it is about, with how serious it is at least: of a child always the most."""
    least = floor((), under_18=told.answers.get(Question.UNDER_18) == YES)
    return replace(told.about, severity=max(told.about.severity, int(least)))


def raise_concern(receipt: str, *, told: Told, excluded: routing.Excluded) -> Raised:
    """Takes a concern in, once for each code; `ChannelClosed`, `NotAReceipt`, `Busy`, `Unacceptable` for what cannot be sent."""
    trace = receipts.look_up_and_key(receipt)  # slow, and so before anything is locked
    if (found := _already(trace)) is not None:
        return found
    _require_sendable(told)
    try:
        return _take_in(trace, told, excluded)
    except IntegrityError:
        found = _already(trace)
        if found is None:
            raise
        return found
    except BadKey as error:
        raise ChannelClosed from error


def _require_sendable(told: Told) -> None:
    situation = Situation(channel_open=True, limits_shown=told.limits_shown)
    act = Act("raiser", Role.RAISER)
    for allowed, why in (
        may_move(Move.RECEIVE, None, State.RECEIVED, situation, act),
        may_send(told.answers, PROMISES.limits),
    ):
        if not allowed:
            raise Unacceptable(why)


def _already(trace: receipts.Trace) -> Raised | None:
    row = Receipt.held.filter(look_up=trace.look_up).first()
    return None if row is None else Raised(Raiser(row.case_id, receipts.unwrap(bytes(row.seed), trace)), is_new=False)


@transaction.atomic
def _take_in(trace: receipts.Trace, told: Told, excluded: routing.Excluded) -> Raised:
    # A team that changes meanwhile waits, so that keys go to one revision of its roster and to no mixture of two.
    teams = list(Team.held.select_for_update().filter(state=TeamState.OPEN).order_by("pk"))
    if (row := Receipt.held.filter(look_up=trace.look_up).first()) is not None:
        return Raised(Raiser(row.case_id, receipts.unwrap(bytes(row.seed), trace)), is_new=False)
    route = _route(teams, told, excluded)
    team, members = _readers(teams, route)
    seed = people.new_seed()
    author = people.keys_of(seed)
    case = _new_case(team, author, told.beginning)
    Receipt(look_up=trace.look_up, case=case, seed=receipts.wrap(seed, trace)).save(force_insert=True)
    _seal(case, told, excluded, members, author)
    note_above(case, about=_about(told), excluded=_in_all_teams(excluded))
    return Raised(Raiser(case.pk, seed), is_new=True, why=route.why)


def _readers(teams: list[Team], route: routing.Route) -> tuple[Team, tuple[Member, ...]]:
    """Returns those the route found, as their team signed for them; never fewer than two, and never a fall-back."""
    keys = {one.key for one in route.readers}
    ids = Handler.held.filter(pk__in=keys).values_list("team_id", flat=True).distinct()
    team = next((one for one in teams if [one.pk] == list(ids)), None)
    if team is None:
        raise ChannelClosed
    try:
        signed = team_now(team)
        others = {one.id for one in signed.roster.members} - keys
        return team, readers_of(signed, excluding=others, on=clock.today())
    except (NotSigned, TooFewReaders) as error:
        raise ChannelClosed from error


def _new_case(team: Team, author: Keys, beginning: Beginning | None) -> Case:
    case = Case(team=team, day=clock.today(), raiser_box=author.box, raiser_verify=author.verify)
    if beginning is not None:
        case.pk = UUID(beginning.case)
    case.vouched = compartments.vouch(str(case.pk), RAISER, author.box + author.verify)
    case.save(force_insert=True)
    return case


def _seal(case: Case, told: Told, excluded: routing.Excluded, members: tuple[Member, ...], author: Keys) -> None:
    readers = sorted(one.id for one in members)
    header = {**header_body(_about(told), excluded), "readers": readers}
    said = {
        "answers": kept(told.answers), "will_come_back": told.will_come_back, "readers": readers, "promises": to_be_given(case.team),
    }  # fmt: skip
    prepared = told.beginning.secret if told.beginning is not None else b""
    thread, secret = _compartment(case, THREAD, members, author, prepared)
    _write(thread, What.TOLD, said, author=author)
    if told.safe is not None:
        _write(thread, What.RHYTHM, _rhythm(told, told.safe), author=author)
    if told.beginning is not None:
        for file in files_over(told.beginning, thread=thread):
            _write(thread, What.FILE, file, author=author)
    intake, _ = _compartment(case, INTAKE, members, None)
    _write(intake, What.HEADER, header, author=author)
    if told.name.strip():
        identity, _ = _compartment(case, IDENTITY, members, author)
        _write(identity, What.NAME, {"name": told.name.strip(), "readers": readers}, author=author)
    _set_due(case, thread, secret)


def _rhythm(told: Told, safe: SafeTimes) -> dict[str, object]:
    """Returns how often and when somebody wants to hear, as an entry says it."""
    rhythm = Rhythm(kept(told.answers).get(Question.RHYTHM, Rhythm.WHEN_SOMETHING_HAPPENS))
    return {"rhythm": rhythm.value, "weekdays": sorted(safe.weekdays), "parts": sorted(safe.parts), "never": safe.never}


def _compartment(
    case: Case, name: str, members: tuple[Member, ...], raiser: Keys | None, prepared: bytes = b""
) -> tuple[Compartment, bytes]:
    """Makes a compartment that its readers open, and whoever raised it where it is theirs too."""
    row, secret = _new_compartment(case, name, prepared)
    for one in members:
        _grant(row, secret, to=one.public.box, handler=Handler(pk=one.id))
    if raiser is not None:
        _grant(row, secret, to=raiser.box, handler=None)
    return row, secret
