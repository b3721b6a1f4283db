"""A team that reads, a concern, and a dump of every column: what tests of the safe space begin with."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.db.models import Model

from answerable.access.actors import Actor, Post
from answerable.alliance.rules.words import Office
from answerable.concerns import actions
from answerable.concerns.actions.raising import Raised
from answerable.concerns.models import Handler, Team
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Conflict, Desk, Role
from answerable.kit import clock
from answerable.vault.rosters import Member

SECRETARIAT = Actor(account_id=uuid4(), posts=(Post(Office.SECRETARIAT, "0001"),))
PASSPHRASE = "seven lanterns over a {} harbour wall"
KENYA, REGION = "000100010001", "00010001"
ABOUT = routing.About(
    parties=(routing.Party(AboutLevel.ORGANISATION, "41", "", (KENYA, REGION)),), where=(KENYA, REGION), language="en"
)  # fmt: skip
NOBODY = routing.Excluded()
__all__ = ["Member"]


@dataclass
class OfTeam:
    """A team with its people, each unlocked; `recovery`: the words each of them wrote down."""

    team: Team
    people: list[AtTheDesk]
    recovery: list[str] = field(default_factory=list)
    passphrases: list[str] = field(default_factory=list)


def actor() -> Actor:
    return Actor(account_id=uuid4())


def person(team: Team, who: Actor, *, role: Role = Role.CASE_MANAGER, passphrase: str = "") -> tuple[AtTheDesk, str]:
    """Names somebody, makes their keys, and unlocks them; returns their words for paper too."""
    handler = actions.name_handler(by=SECRETARIAT, team=team, account=who.opaque_id, role=role)
    secret = passphrase or PASSPHRASE.format("quiet")
    new = actions.become_handler(by=who, handler=handler, passphrase=secret)
    return unlocked(who, new.handler, secret), " ".join(new.recovery_words)


def unlocked(who: Actor, handler: Handler, passphrase: str) -> AtTheDesk:
    halves = actions.unlock(by=who, handler=handler, passphrase=passphrase, session="one")
    return actions.at_the_desk(by=who, handler=handler, halves=halves, session="one")


def found(team: Team, members: list[AtTheDesk], signers: list[AtTheDesk]) -> None:
    """Has a roster signed by those who must."""
    revision = actions.propose_roster(by=signers[0], handlers=[one.handler for one in members])
    for one in signers[1:]:
        actions.sign_roster(by=one, revision=revision)


def team_of(
    count: int = 3, *, desk: Desk = Desk.COUNTRY, place: str = KENYA, opened: bool = True, passphrase: str = ""
) -> OfTeam:
    """Returns a team of so many who are all cleared, open where it is not said otherwise."""
    team = actions.set_up_team(by=SECRETARIAT, desk=desk, place=place)
    both = [person(team, actor(), passphrase=passphrase) for _ in range(count)]
    people, words = [one for one, _ in both], [said for _, said in both]
    found(team, people, people)
    for one, said in both:
        clear(one, said)
    if opened:
        actions.open_channel(by=people[0])
    team.refresh_from_db()
    return OfTeam(team, people, words, [passphrase or PASSPHRASE.format("quiet")] * count)


def clear(one: AtTheDesk, words: str) -> None:
    actions.note_recovery_code(by=one, words=words)
    actions.rehearse(by=one)


def told(happened: str = "Somebody shouted at me.", **more: object) -> actions.Told:
    given = {"answers": {"happened": happened, "want": "concern", "danger": "no", "wishes": "heard"}, "about": ABOUT}
    return actions.Told(**{"limits_shown": True, **given, **more})  # type: ignore[arg-type] # tests name what differs


def raised(receipt: str = "", *, excluded: routing.Excluded = NOBODY, **more: object) -> Raised:
    return actions.raise_concern(receipt or actions.new_receipt(), told=told(**more), excluded=excluded)  # type: ignore[arg-type] # passed on


def readers(of: OfTeam, case: object) -> list[AtTheDesk]:
    """Returns those of a team who hold a key to a case."""
    from answerable.concerns.models import Grant

    ids = set(Grant.held.filter(compartment__case=case, compartment__name="intake").values_list("handler", flat=True))
    return [one for one in of.people if one.handler.pk in ids]


def declared(of: OfTeam, case: object) -> list[AtTheDesk]:
    """Returns the same, each of whom declared that they have no ties."""
    there = readers(of, case)
    for one in there:
        actions.declare_conflict(by=one, case=case, value=Conflict.NONE)  # type: ignore[arg-type] # an id
    return there


def every_value() -> Iterator[tuple[str, object]]:
    """Yields every value of every column of every table, with where it stands."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", value) for name, value in zip(columns, row, strict=True))


def of_the_room() -> list[type[Model]]:
    return list(apps.get_app_config("concerns").get_models())


def today() -> dt.date:
    return clock.today()
