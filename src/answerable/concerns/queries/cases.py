"""The one way to a case: one's own grants, opened with one's own key. All who may not are answered alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from answerable.access.refusals import Hidden
from answerable.alliance.queries.paths import Ways, ways
from answerable.kit import clock
from answerable.vault import signature_holds
from answerable.vault.people import Keys
from answerable.vault.places import canonical

from ..models import Case, Compartment, Declaration, Grant, Handler
from ..rules import conflicts, routing
from ..rules.entries import Entry, What, counted
from ..rules.excluding import locked, wholly_named
from ..rules.words import Conflict, Role
from .headers import about_of, excluded_of
from .names import bearers, holders, names_in, names_of
from .sealed import INTAKE, THREAD, Hands, Moved, Opened, latest, opened, raiser_keys, secrets_of
from .teams import candidate, hands, members_now, of_the_same_accounts


@dataclass(frozen=True)
class AtTheDesk:
    """A handler whose keys are unlocked, for one request; every act of the desk takes one as `by=`."""

    handler: Handler
    keys: Keys = field(repr=False)

    @property
    def opaque_id(self) -> str:
        return str(self.handler.account)

    @property
    def id(self) -> str:
        return str(self.handler.pk)

    @property
    def role(self) -> Role:
        return Role(self.handler.role)

    @property
    def is_signed_for(self) -> bool:
        """Whether the team signed for these very keys, and for this day."""
        if self.handler.until is not None:
            return False
        found = {one.id: one.public for one in members_now(self.handler.team)}
        return found.get(self.id) == self.keys.public


@dataclass(frozen=True)
class OpenCase:
    """A case that somebody holds the keys of. What lies behind the declaration is asked for with `require_clear`."""

    case: Case
    by: AtTheDesk
    intake: Opened
    secrets: Mapping[str, tuple[Compartment, bytes]] = field(repr=False)
    hands: Hands = field(repr=False)

    @cached_property
    def header(self) -> Entry:
        found = latest(self.intake.entries, What.HEADER)
        if found is None:
            raise Hidden
        return found

    @cached_property
    def thread(self) -> Opened:
        row, secret = self.secrets[THREAD]
        seen = [int(one.body.get("thread", 0)) for one in counted(self.intake.entries, What.READ)]
        return opened(row, secret, self.hands, count=max(seen, default=0) or None)

    @cached_property
    def ways(self) -> Ways:
        return ways()

    @property
    def about(self) -> routing.About:
        return about_of(self.header.body, self.ways)

    @property
    def excluded(self) -> routing.Excluded:
        named = excluded_of(self.header.body, self.ways)
        return replace(named, people=of_the_same_accounts(named.people))

    @cached_property
    def kept_out(self) -> routing.Excluded:
        return self.kept_out_of(self.about)

    def kept_out_of(self, about: routing.About) -> routing.Excluded:
        """Returns who may be given no key now: also whoever bears a name that was written before they were a handler."""
        found = self.excluded
        return replace(found, people=found.people | bearers(self.written_names(about)))

    def written_names(self, about: routing.About) -> str:
        """Returns the names that were written of who must not read, and of whom it is about."""
        return names_in([excluded_of(self.header.body, self.ways).all_written, *(one.person for one in about.parties)])

    @property
    def categories(self) -> frozenset[str]:
        grade = latest(self.intake.entries, What.GRADE)
        return frozenset(grade.body.get("categories", ())) if grade else frozenset()

    @property
    def parties(self) -> int:
        return len(counted(self.intake.entries, What.HEADER))

    @cached_property
    def known(self) -> routing.Handler:
        """Returns its reader with the organisations and offices that the records say today."""
        return candidate(self.by.handler, self.by.handler.team, clock.today(), counted=False)

    @property
    def is_excluded(self) -> bool:
        """Whether its reader is now of those who must not read: also by an office or a place that came later."""
        return routing.is_excluded(self.known, self.excluded)

    @property
    def standing(self) -> conflicts.Standing:
        return self._standing(self.known)

    def standing_of(self, handler: Handler) -> conflicts.Standing:
        """Returns how somebody stands to whom it is about, as far as the records of the alliance tell."""
        return self._standing(candidate(handler, handler.team, clock.today(), counted=False))

    def _standing(self, known: routing.Handler) -> conflicts.Standing:
        is_party = known.key in self.named_people
        tied = routing.is_tied(known, self.about)
        return conflicts.Standing(self.parties, self.categories, tied, is_party, self._is_namesake(known))

    def _is_namesake(self, known: routing.Handler) -> bool:
        """Whether somebody is called as it was written, by whoever raised it or by the desk, which said nothing else of them."""
        alike = wholly_named(self.written_names(self.about), {known.key: known.called})
        return bool(alike - self.somebody_else) and known.key in locked(self.namesakes, holders(self.case))

    @property
    def namesakes(self) -> frozenset[str]:
        """Returns who holds a key, is called as it was written, and of whom nobody said that somebody else is meant."""
        alike = wholly_named(self.written_names(self.about), names_of(holders(self.case)))
        return alike - self.somebody_else

    @property
    def somebody_else(self) -> frozenset[str]:
        """Returns readers of whom the desk said that another of their name is meant."""
        return frozenset(self.header.body.get("somebody_else", ()))

    @cached_property
    def named_people(self) -> frozenset[str]:
        """Returns whom it is about by name; a handler by every id that they have in any team."""
        return of_the_same_accounts(one.person for one in self.about.parties if one.person)

    def said(self) -> conflicts.Declaration | None:
        return self.said_by(self.by.handler, self.by.keys.verify)

    def said_by(self, handler: Handler, verify: bytes) -> conflicts.Declaration | None:
        """Returns what a handler declared, where they signed it; an altered row is none."""
        return self._declared(Declaration.held.filter(case=self.case, handler=handler).first(), verify)

    def _declared(self, row: Declaration | None, verify: bytes) -> conflicts.Declaration | None:
        if row is None or not signature_holds(statement(row), bytes(row.signature), of=verify):
            return None
        marks = [one.mark for one in counted(self.intake.entries, What.HEADER)]
        at = marks.index(bytes(row.header)) + 1 if bytes(row.header) in marks else 0
        return conflicts.Declaration(str(row.handler_id), Conflict(row.value), at, self._agreed_by(row))

    def _agreed_by(self, row: Declaration) -> str:
        """Returns who agreed to ties that are managed, for this very declaration and for whom it is about now."""
        asked = self.ties_to_agree_to(row)
        agreed = counted(self.intake.entries, What.TIES_AGREED)
        return next((one.author for one in agreed if asked.items() <= dict(one.body).items()), "")

    def ties_to_agree_to(self, row: Declaration) -> dict[str, object]:
        """Returns what an agreement is to: whose ties, for which parties, and as which words told of them last."""
        told = (one for one in counted(self.intake.entries, What.TIES) if one.author == str(row.handler_id))
        last = max((one.number for one in told), default=0)
        return {"handler": str(row.handler_id), "header": bytes(row.header).hex(), "ties": last}

    @property
    def is_clear(self) -> bool:
        return conflicts.may_read(self.said(), self.standing)[0]

    def require_clear(self) -> None:
        """Raises `Hidden` while what lies behind the declaration is shut."""
        if not self.is_clear:
            raise Hidden


def statement(row: Declaration) -> bytes:
    """Returns what a handler signs of their ties."""
    return canonical("ties", str(row.case_id), str(row.handler_id), row.value, row.day.isoformat(), bytes(row.header))


def case_for(by: AtTheDesk, case_id: UUID | str) -> OpenCase:
    """Returns a case whose keys somebody holds; `Hidden` for every other, for every reason."""
    try:
        pk = UUID(str(case_id))
    except ValueError:
        raise Hidden from None
    # Asked alike of a case of others and of none, so that not even the time of the answer tells them apart.
    signed = by.is_signed_for
    mine = Grant.held.filter(handler=by.handler, compartment__case=pk, compartment__name=INTAKE).exists()
    case = Case.held.filter(pk=pk).first() if signed and mine else None
    found = _opened(by, case) if case is not None else None
    if found is None:
        raise Hidden
    return found


def cases_of(by: AtTheDesk) -> Iterator[OpenCase]:
    """Yields the cases that somebody holds the keys of, in the order of what falls due, and never of how they came."""
    if not by.is_signed_for:
        return
    mine = Grant.held.filter(handler=by.handler, compartment__name=INTAKE).values("compartment__case")
    for case in Case.held.filter(pk__in=mine).order_by("due", "pk"):
        if (found := _opened(by, case)) is not None:
            yield found


def tied_case(by: AtTheDesk, case: Case) -> OpenCase | None:
    """Returns a case that somebody with ties still holds a key of: to be handed on, and never shown."""
    return _with_keys(by, case) if by.is_signed_for else None


def _opened(by: AtTheDesk, case: Case) -> OpenCase | None:
    if Declaration.held.filter(case=case, handler=by.handler, value=Conflict.YES).exists():
        return None
    found = _with_keys(by, case)
    return None if found is None or is_shut_out(found) else found


def _with_keys(by: AtTheDesk, case: Case) -> OpenCase | None:
    secrets = secrets_of(case, by.id, by.keys)
    if case.team_id != by.handler.team_id or not {THREAD, INTAKE} <= set(secrets):
        return None
    try:
        known = Hands(raiser_keys(case)[1], hands())
    except Moved:
        return None
    return OpenCase(case, by, opened(*secrets[INTAKE], known), secrets, known)


def is_shut_out(found: OpenCase) -> bool:
    """Whether somebody must not know of it: they were named as one who must not, or are part of what is told."""
    try:
        is_excluded = found.is_excluded
    except Hidden:
        return True
    return is_excluded or found.standing.on_case or found.by.id not in found.intake.readers
