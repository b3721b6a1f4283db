"""Teams that read concerns, each of whose people has keys: named, compared, signed, rehearsed and opened by the room's own acts."""

from dataclasses import dataclass

from answerable.access.actors import Actor, actor_for
from answerable.alliance.models import Person
from answerable.concerns import actions
from answerable.concerns.models import Team
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.rules.words import Desk, Role
from answerable.kit import clock

from ..reading import read
from .world import World

SESSION = "demo"
BEGAN = 200  # days ago


@dataclass(frozen=True)
class Reading:
    """A team of the demo, and its people with their keys, by their key in the cast."""

    team: Team
    people: dict[str, AtTheDesk]


def open_teams(world: World) -> dict[str, Reading]:
    """Opens every team of the list, as it would have been months ago."""
    with clock.on(world.ago(days=BEGAN)):
        return {name: _opened(world, one) for name, one in read("concerns")["teams"].items()}


def _opened(world: World, one: dict[str, object]) -> Reading:
    place = world.networks[str(one["place"])].path if "place" in one else ""
    team = actions.set_up_team(by=world.by, desk=Desk[str(one["desk"]).upper()], place=place)
    people = {key: _reader(world, team, key, leads=key == one["lead"]) for key in one["people"]}  # type: ignore[attr-defined] # a list of the cast
    first, *others = (desk for desk, _ in people.values())
    revision = actions.propose_roster(by=first, handlers=[desk.handler for desk, _ in people.values()])
    for desk in others:
        actions.sign_roster(by=desk, revision=revision)
    for desk, words in people.values():
        actions.note_recovery_code(by=desk, words=words)
        actions.rehearse(by=desk)
    return Reading(actions.open_channel(by=first), {key: desk for key, (desk, _) in people.items()})


def _reader(world: World, team: Team, key: str, *, leads: bool) -> tuple[AtTheDesk, str]:
    """Returns somebody of the cast at their desk, with keys under the passphrase that the demo prints."""
    who, passphrase = _actor(world, key), read("concerns")["passphrases"][key]
    role = Role.LEAD if leads else Role.CASE_MANAGER
    handler = actions.name_handler(by=world.by, team=team, account=who.opaque_id, role=role)
    new = actions.become_handler(by=who, handler=handler, passphrase=passphrase)
    halves = actions.unlock(by=who, handler=new.handler, passphrase=passphrase, session=SESSION)
    desk = actions.at_the_desk(by=who, handler=new.handler, halves=halves, session=SESSION)
    return desk, " ".join(new.recovery_words)


def _actor(world: World, key: str) -> Actor:
    account = Person.objects.get(pk=world.named[key].person.pk).account_id
    assert account is not None  # noqa: S101 - for the type checker: everybody of the cast has one
    return actor_for(account, on=clock.today())
