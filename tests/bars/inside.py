"""What is done in the surroundings of a site that is served: see `Site.work`. Everything goes in and out as JSON."""

import json
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection

from answerable.access import second_factor
from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.actions import people as alliance_people
from answerable.alliance.models import Network
from answerable.concerns import actions
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.models import Case, FilePiece, Grant, Handler, Receipt, Record
from answerable.concerns.queries.cases import AtTheDesk, case_for, cases_of
from answerable.concerns.queries.sealed import secrets_of
from answerable.concerns.queries.threads import NoSuchReceipt, thread_of
from answerable.concerns.rules.words import Conflict, Desk, State
from answerable.conduct.actions.content import take_in_all
from answerable.kit import clock, search
from answerable.site.console.preparing import prepare
from answerable.vault import receipts, visits
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


def fill(count: int) -> int:
    """Raises many, with a derivation that costs next to nothing: their codes open nothing elsewhere."""
    from tests.cheap_hashing import derive_cheaply

    derive_cheaply()
    raise_some(count)
    return Case.held.count()


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
    one = _at_the_desk(known)
    told = {}
    for case in [found.case.pk for found in cases_of(one)]:
        actions.declare_conflict(by=one, case=case, value=Conflict.NONE)
        read = actions.read_case(by=one, case=case)
        told[str(case)] = [json.dumps(dict(entry.body), default=str) for entry in (*read.thread, *read.intake)]
    return told


def answer_all(given: dict[str, Any]) -> int:
    """Has a handler answer every case they can read, and note something of each."""
    one, done = _at_the_desk(given["by"]), 0
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
    one = _at_the_desk(next(known for known in given["team"] if known["id"] in holders))
    actions.declare_conflict(by=one, case=case, value=Conflict.NONE)
    for _ in range(given["times"]):
        actions.answer(by=one, case=case, words=given["words"])
    return int(given["times"])


def opened_cheaply(codes: list[str]) -> dict[str, str]:
    """Returns the case of each code."""
    return {code: str(open_by_receipt(code).case) for code in codes}


def opened_cheaply_or_none(codes: list[str]) -> dict[str, str]:
    """Returns the case of each code that leads to one, by two processes' worth of derivations."""
    found = {}
    for code in codes:
        with suppress(NoSuchReceipt):
            found[code] = str(open_by_receipt(code).case)
    return found


def ceiling(seconds: float, at_once: int) -> float:
    """Returns how many derivations a second this machine does where nothing else is done, so many at once."""
    ends, done = time.monotonic() + seconds, [0] * at_once

    def derive(number: int) -> None:
        while time.monotonic() < ends:
            receipts.look_up_and_key(receipts.new_receipt())
            done[number] += 1

    threads = [threading.Thread(target=derive, args=(number,)) for number in range(at_once)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(done) / seconds


def numbers_in_clear() -> list[tuple[str, str]]:
    """Returns columns of the safe space that count up by themselves: whoever sees two rows sees how many came between."""
    counting = ("AutoField", "BigAutoField", "SmallAutoField")
    return [
        (one._meta.db_table, field.name)
        for one in world.of_the_room()
        for field in one._meta.get_fields()
        if getattr(field, "get_internal_type", str)() in counting
    ]


def seize(given: dict[str, Any]) -> int:
    """Does for somebody all that rows can do: copies colleagues' grants, makes them lead, gives them colleagues' rows and accounts."""
    mine = Handler.held.get(pk=given["by"]["id"])
    Account.objects.filter(pk=mine.account).update(is_active=True)
    Handler.held.filter(pk=mine.pk).update(role="lead")
    done = 0
    for case in given["cases"]:
        for one in list(Grant.held.filter(compartment__case=case, handler__isnull=False)):
            if not Grant.held.filter(compartment=one.compartment, handler=mine).exists():
                Grant(compartment=one.compartment, handler=mine, blob=bytes(one.blob)).save(force_insert=True)
                done += 1
    return done


def try_by_code(given: dict[str, Any]) -> int:
    """Returns how many of some cases somebody's keys open, by any way of the room's own."""
    one, opened_ones = _at_the_desk(given["by"]), 0
    for case in given["cases"]:
        with suppress(Hidden):
            case_for(one, case)
            opened_ones += 1
        opened_ones += len(secrets_of(Case.held.get(pk=case), one.id, one.keys))
    return opened_ones


def make_handler(given: dict[str, str]) -> str:
    """Writes an account into a team, with keys of its own and with a colleague's rows, as whoever writes the database can."""
    account = Account.objects.get(email=given["account"])
    other = Handler.held.get(pk=given["beside"])
    row = Handler(
        team=other.team, account=str(account.pk), role="lead", box=bytes(other.box), verify=bytes(other.verify), since=other.since,
        by_passphrase=bytes(other.by_passphrase), by_recovery=bytes(other.by_recovery), code_noted_on=clock.today(), rehearsed_on=clock.today(),
    )  # fmt: skip
    row.save(force_insert=True)
    return str(row.pk)


def second_reader_refused(given: dict[str, Any]) -> int:
    """Returns in how many cases nobody can give a key to whoever was shut out."""
    refused = 0
    for case in given["cases"]:
        holders = set(grants()[case])
        by = _at_the_desk(next(one for one in given["team"] if one["id"] in holders))
        actions.declare_conflict(by=by, case=case, value=Conflict.NONE)
        try:
            actions.second_reader(by=by, case=case, handler=Handler.held.get(pk=given["out"]["id"]))
        except Unacceptable:
            refused += 1
    return refused


def grants() -> dict[str, list[str]]:
    """Returns who holds a key to what: handlers by case."""
    rows = Grant.held.filter(handler__isnull=False).values_list("compartment__case", "handler")
    found: dict[str, set[str]] = {}
    for case, handler in rows:
        found.setdefault(str(case), set()).add(str(handler))
    return {case: sorted(of) for case, of in found.items()}


def _at_the_desk(known: dict[str, str]) -> AtTheDesk:
    handler = Handler.held.get(pk=known["id"])
    return world.unlocked(Actor(account_id=UUID(known["account"])), handler, known["passphrase"])


def health() -> dict[str, Any]:
    """Returns what the database says of itself, and rows that belong to nothing."""
    told: dict[str, Any] = {"integrity": "ok", "foreign": []}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            told["integrity"] = cursor.execute("PRAGMA integrity_check").fetchone()[0]
            told["foreign"] = [str(row) for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]
    cases = set(Case.held.values_list("pk", flat=True))
    with_receipt = set(Receipt.held.values_list("case", flat=True))
    read_by = {UUID(case): of for case, of in grants().items()}
    told["half"] = len(cases - with_receipt) + sum(len(read_by.get(case, [])) < 2 for case in cases)
    told["half"] += sum(not Record.held.filter(compartment__case=case).exists() for case in cases)
    return told


def rogue(beside: str) -> str:
    """Puts a reader of one's own beside another, as whoever writes the database can, with everything but signatures."""
    from answerable.vault import people

    public, other = people.keys_of(people.new_seed()).public, Handler.held.get(pk=beside)
    row = Handler(
        team=other.team, account="rogue", role=other.role, box=public.box, verify=public.verify, since=clock.today(),
        code_noted_on=clock.today(), rehearsed_on=clock.today(),
    )  # fmt: skip
    row.save(force_insert=True)
    return str(row.pk)


def exchange(code: str) -> str:
    """Exchanges a code for another one, which is returned."""
    new = actions.new_receipt()
    actions.change_code(open_by_receipt(code), code=new)
    return new


def anonymise(code: str) -> bool:
    """Leaves of a concern what is left once its time is over."""
    Case.held.filter(pk=open_by_receipt(code).case).update(state=State.ANONYMISED)
    return True


def as_tokens(values: list[str]) -> int:
    """Returns how many of some values open a visit of any kind, each as it is."""
    kinds = tuple(settings.VISIT_IDLE_SECONDS)
    longest = 10 * 3600
    return sum(visits.find(kind, one, idle=longest, longest=longest) is not None for kind in kinds for one in values)


def sql(statements: list[str]) -> list[list[list[Any]]]:
    """Runs statements as whoever writes the database does."""
    told = []
    with connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
            rows = cursor.fetchall() if cursor.description else []
            told.append([[_plain(value) for value in row] for row in rows])
    return told


def every_value() -> list[list[str]]:
    """Returns every value of every table: where it stands, and its bytes in hex."""
    told = []
    for where, value in world.every_value():
        raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        told.append([where, raw.hex()])
    return told


def write_for(seconds: float, pace: float = 5.0) -> dict[str, Any]:
    """Writes elsewhere in the database for a while, as the rest of the site does."""
    ends, faults, done = time.monotonic() + seconds, [], 0
    while time.monotonic() < ends:
        try:
            alliance_people.welcome_person(by=CONSOLE, name=f"Rosa {done}", place="0001")
            done += 1
        except OperationalError as fault:
            faults.append(str(fault))
        time.sleep(1 / pace)
    return {"done": done, "faults": faults}


def read_long(seconds: float) -> bool:
    """Holds one view of the database open for a while."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM concerns_case")
        time.sleep(seconds)
        with suppress(OperationalError):
            cursor.execute("COMMIT")
    return True


def bytes_of_database() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def today() -> str:
    return clock.today().isoformat()


def close_accounts(email: str) -> bool:
    """Closes somebody's way in."""
    from answerable.access.actions import disable_account

    disable_account(by=CONSOLE, account=Account.objects.get(email=email))
    return True


def _plain(value: object) -> object:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def main(name: str, *words: str) -> None:
    """Calls a function of this module with words from the command line, then with what is given as JSON."""
    numbers: list[Any] = [int(one) if one.isdecimal() else float(one) if _is_number(one) else one for one in words]
    raw = sys.stdin.read() if not sys.stdin.isatty() else ""
    given = json.loads(raw) if raw.strip() else None
    act: Callable[..., Any] = globals()[name]
    sys.stdout.write(json.dumps(act(*numbers, *([] if given is None else [given])), default=str))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
