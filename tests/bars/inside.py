"""What is done in the surroundings of a site that is served: see `Site.work`. Everything goes in and out as JSON."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from answerable.access import second_factor
from answerable.access.actors import Actor
from answerable.alliance.actions import people as alliance_people
from answerable.alliance.models import Network
from answerable.concerns import actions
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.models import Case, FilePiece, Grant, Handler, Receipt, Record
from answerable.concerns.queries.cases import AtTheDesk, cases_of
from answerable.concerns.queries.threads import NoSuchReceipt, thread_of
from answerable.concerns.rules.words import Conflict, Desk
from answerable.conduct.actions.content import take_in_all
from answerable.kit import clock, search
from answerable.site.console.preparing import prepare
from answerable.vault import receipts
from tests.alliance.services import service
from tests.cast import CONSOLE, small_alliance
from tests.concerns import world

PASSWORD = "seven lanterns over the harbour"
PASSPHRASES = ("slow copper heron beneath {} willow bridges", "eleven grey kettles singing {} valley songs")


@dataclass
class Known:
    """What tests know of a handler, as they would themselves."""

    id: str
    account: str
    email: str
    team: str
    totp: str
    passphrase: str
    recovery: str
    password: str = PASSWORD


def found(readers: int = 3) -> dict[str, Any]:
    """Makes an alliance with four teams that are open, and says what their people know."""
    prepare(lambda _: None)
    alliance = small_alliance()
    take_in_all(by=CONSOLE)
    for kind in search.kinds():
        search.rebuild(kind)
    service(alliance.here, "Open Ear")
    service(alliance.root, "Line for all", everywhere=True)
    places = {"country": alliance.here.path, "region": alliance.region.path, "global": "", "panel": ""}
    teams = {
        name: [asdict(one) for one in _team(name, place, readers if name == "country" else 2)]
        for name, place in places.items()
    }
    cast = {role: account.email for role, account in alliance.accounts.items()}
    return {"teams": teams, "cast": cast, "circle": str(alliance.circle.pk), "here": alliance.here.path}


def _team(name: str, place: str, count: int) -> list[Known]:
    team = actions.set_up_team(by=world.SECRETARIAT, desk=Desk[name.upper()], place=place)
    made = [_handler(team, name, number) for number in range(count)]
    people = [one for one, _ in made]
    world.found(team, people, people)
    for one, known in made:
        world.clear(one, known.recovery)
    actions.open_channel(by=people[0])
    return [known for _, known in made]


def _handler(team: Any, name: str, number: int) -> tuple[AtTheDesk, Known]:
    email = f"reader-{name}-{number}@example.org"
    root = Network.objects.get(depth=1)
    person = alliance_people.welcome_person(by=CONSOLE, name=f"Reader {name} {number}", email=email, place=root.path)
    account = alliance_people.give_account(by=CONSOLE, person=person, password=PASSWORD, language="en")
    secret = second_factor.new_secret()
    second_factor.keep_app(account, secret, step=0)
    second_factor.recovery_codes_kept(account)
    passphrase = PASSPHRASES[number % 2].format(("amber", "birch", "cedar", "delta")[number % 4] + name)
    one, words = world.person(team, Actor(account_id=account.pk), passphrase=passphrase)
    return one, Known(one.id, str(account.pk), email, name, secret, passphrase, words)


def raise_some(count: int) -> list[str]:
    """Raises concerns by the room's own act; returns their codes."""
    codes = []
    for number in range(count):
        codes.append(actions.new_receipt())
        world.raised(codes[-1], happened=f"Something happened, number {number}.")
    return codes


def counts() -> dict[str, int]:
    return {one.__name__: one.held.count() for one in (Case, Receipt, Record, Grant, FilePiece)}


def opened(codes: list[str]) -> dict[str, Any]:
    """Returns for each code what whoever has it finds: nothing for one that leads nowhere."""
    return {code: _found(code) for code in codes}


def _found(code: str) -> dict[str, Any] | None:
    try:
        raiser = open_by_receipt(code)
    except NoSuchReceipt:
        return None
    thread = thread_of(raiser)
    files = [one.said.get("file") for one in thread.messages if one.what == "file"]
    pieces = [FilePiece.held.filter(file=one).count() for one in files]
    said = [json.dumps(dict(one.said), ensure_ascii=False, default=str) for one in thread.messages]
    return {"case": str(raiser.case), "said": said, "breaks": len(thread.breaks), "files": pieces}


def seeds(codes: list[str]) -> list[str]:
    """Returns the seed that each code opens: what tests look for and must not find."""
    return [open_by_receipt(code).seed.hex() for code in codes]


def look_ups(codes: list[str]) -> dict[str, str]:
    """Returns by what each code's row is found."""
    return {code: receipts.look_up_and_key(code).look_up.hex() for code in codes}


def read_all(known: dict[str, str]) -> dict[str, list[str]]:
    """Returns, by case, every word a handler can read: ties are declared where they are asked for."""
    one = desk_of(known)
    told = {}
    for case in [found.case.pk for found in cases_of(one)]:
        actions.declare_conflict(by=one, case=case, value=Conflict.NONE)
        read = actions.read_case(by=one, case=case)
        told[str(case)] = [json.dumps(dict(entry.body), default=str) for entry in (*read.thread, *read.intake)]
    return told


def answer_all(given: dict[str, Any]) -> int:
    """Has a handler answer every case they can read, and note something of each."""
    one, done = desk_of(given["by"]), 0
    for case in [found.case.pk for found in cases_of(one)]:
        actions.declare_conflict(by=one, case=case, value=Conflict.NONE)
        actions.read_case(by=one, case=case)
        actions.answer(by=one, case=case, words=given["words"])
        actions.note(by=one, case=case, words=given["note"])
        done += 1
    return done


def answer_one(given: dict[str, Any]) -> int:
    """Has those who read a concern answer it so often; its code says which it is."""
    case = open_by_receipt(given["code"]).case
    holders = {str(one) for one in Grant.held.filter(compartment__case=case).values_list("handler", flat=True)}
    one = desk_of(next(known for known in given["team"] if known["id"] in holders))
    actions.declare_conflict(by=one, case=case, value=Conflict.NONE)
    for _ in range(given["times"]):
        actions.answer(by=one, case=case, words=given["words"])
    return int(given["times"])


def opened_cheaply(codes: list[str]) -> dict[str, str]:
    """Returns the case of each code."""
    return {code: str(open_by_receipt(code).case) for code in codes}


def grants() -> dict[str, list[str]]:
    """Returns who holds a key to what: handlers by case."""
    rows = Grant.held.filter(handler__isnull=False).values_list("compartment__case", "handler")
    found: dict[str, set[str]] = {}
    for case, handler in rows:
        found.setdefault(str(case), set()).add(str(handler))
    return {case: sorted(of) for case, of in found.items()}


def desk_of(known: dict[str, str]) -> AtTheDesk:
    """Returns a handler with their keys."""
    handler = Handler.held.get(pk=known["id"])
    return world.unlocked(Actor(account_id=UUID(known["account"])), handler, known["passphrase"])


def today() -> str:
    return clock.today().isoformat()


def main(name: str, *words: str) -> None:
    """Calls a function by name, with words from the command line and then with what is given as JSON."""
    from . import loading, plenty, seizing

    numbers: list[Any] = [int(one) if one.isdecimal() else float(one) if _is_number(one) else one for one in words]
    raw = sys.stdin.read() if not sys.stdin.isatty() else ""
    given = json.loads(raw) if raw.strip() else None
    rooms = (sys.modules[__name__], seizing, loading, plenty)
    act: Callable[..., Any] = next(vars(one)[name] for one in rooms if name in vars(one))
    sys.stdout.write(json.dumps(act(*numbers, *([] if given is None else [given])), default=str))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
