"""Who belongs to a team, as its members signed it: nobody's key is sealed to because a row of the database says so.

The first revision is signed by every founding member, each later one by two or more of the one before, and all of them by the
server, so that whoever writes the database alone founds no team and changes none. Revisions are linked by their digests.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from . import keys
from .people import Keys, PublicKeys, signed_by
from .places import NAMED, Blob, canonical, digest

LEAST_FOUNDERS = LEAST_SIGNERS = LEAST_READERS = 2
NOTHING = bytes(NAMED)  # what stands before the first revision
_CHECKED = object()


class NotSigned(Exception):  # noqa: N818 - it says what the roster is
    """A revision that its members or the server did not sign, or that does not follow the one before; nothing is sealed by it."""

    def __init__(self, revision: int, code: str) -> None:
        super().__init__(revision, code)
        self.revision, self.code = revision, code


class TooFewReaders(Exception):  # noqa: N818 - it says how many there are
    """Fewer than two could read: nothing is taken in, and never in clear. Says how many there are."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Member:
    """Somebody in a team: an id that stays, public keys, and the day from which they read."""

    id: str
    public: PublicKeys
    since: dt.date


@dataclass(frozen=True)
class Roster:
    """One revision of a team, counted from one; `previous` is the digest of the one before."""

    team: str
    revision: int
    members: tuple[Member, ...]
    previous: bytes = NOTHING

    def canonical(self) -> bytes:
        """Returns the bytes that are signed: the same for the same members, in whatever order they stand."""
        people = sorted(
            canonical("m", one.id, one.public.box, one.public.verify, one.since.isoformat()) for one in self.members
        )
        return canonical("roster", self.team, self.revision, self.previous, len(people), *people)

    def digest(self) -> bytes:
        """Returns the 32 bytes that the next revision names as `previous`."""
        return digest("roster", self.canonical())


@dataclass(frozen=True)
class Signatures:
    """Who signed a revision: members by their id, and the server; 64 bytes each."""

    members: Mapping[str, Blob]
    server: Blob


class Verified:
    """The team as it is, after every revision was checked; only `verified` makes one."""

    def __init__(self, roster: Roster, checked: object) -> None:
        if checked is not _CHECKED:
            raise TypeError("a roster is verified, not declared to be")
        self.roster = roster


def next_roster(roster: Roster, members: Collection[Member]) -> Roster:
    """Returns the revision after this one, still to be signed."""
    return Roster(roster.team, roster.revision + 1, tuple(members), roster.digest())


def sign_as_member(roster: Roster, member: Keys) -> bytes:
    """Returns a member's signature under a revision."""
    return signed_by(member, roster.canonical())


def sign_as_server(roster: Roster) -> bytes:
    """Returns the server's signature under a revision; to be asked for only once the members' are checked."""
    return keys.sign(canonical("roster at this server", roster.canonical()))


def verified(
    rosters: Sequence[Roster],
    signatures: Sequence[Signatures],
    *,
    team: str,
    least_revision: int = 1,
    server: bytes | None = None,
) -> Verified:
    """Returns a team as it is, from all of its revisions in order, or raises `NotSigned` for the first that does not hold.

    `least_revision`: what is known from elsewhere to exist; without it nobody can tell that the last revision was taken away.
    `server`: the public key of the server that signed, where it is not this one.
    """
    if not rosters or len(rosters) != len(signatures):
        raise NotSigned(len(rosters), "missing")
    before: Roster | None = None
    for number, (roster, signed) in enumerate(zip(rosters, signatures, strict=True), start=1):
        if code := _fault(roster, signed, before, number, team) or _server_fault(roster, signed, server):
            raise NotSigned(number, code)
        before = roster
    if len(rosters) < least_revision:
        raise NotSigned(least_revision, "missing")
    return Verified(rosters[-1], _CHECKED)


def readers_of(team: Verified, *, excluding: Collection[str] = (), on: dt.date | None = None) -> tuple[Member, ...]:
    """Returns whom to seal to, without those who must not know; `TooFewReaders`. `on`: only those who read from that day on."""
    found = [one for one in team.roster.members if one.id not in excluding and (on is None or one.since <= on)]
    if len(found) < LEAST_READERS:
        raise TooFewReaders(len(found))
    return tuple(found)


def _fault(roster: Roster, signed: Signatures, before: Roster | None, number: int, team: str) -> str | None:
    """Returns what is wrong with a revision: `order`, `members`, `unsigned`."""
    if roster.team != team or roster.revision != number or roster.previous != (before.digest() if before else NOTHING):
        return "order"
    if not _are_distinct(roster.members) or (before is None and len(roster.members) < LEAST_FOUNDERS):
        return "members"
    asked = roster.members if before is None else before.members
    least = len(asked) if before is None else LEAST_SIGNERS
    return None if len(_signers(roster, signed, asked)) >= least else "unsigned"


def _server_fault(roster: Roster, signed: Signatures, server: bytes | None) -> str | None:
    holds = keys.signature_holds(canonical("roster at this server", roster.canonical()), signed.server, of=server)
    return None if holds else "not_this_server"


def _are_distinct(members: Sequence[Member]) -> bool:
    """Whether no id and no key stands twice, so that one person cannot count as two."""
    columns = ([one.id for one in members], [one.public.box for one in members], [one.public.verify for one in members])
    return bool(members) and all(len(set(column)) == len(members) for column in columns)


def _signers(roster: Roster, signed: Signatures, asked: Sequence[Member]) -> set[str]:
    message = roster.canonical()
    return {
        one.id for one in asked
        if keys.signature_holds(message, signed.members.get(one.id, b""), of=one.public.verify)
    }  # fmt: skip
