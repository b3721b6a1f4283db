"""Bodies with their seats: who sits, who sat, who will, and which committees break their rule."""

from collections.abc import Iterable, Sequence

from answerable.alliance.actions import bodies, people
from answerable.alliance.models import Body, Network
from answerable.alliance.queries.naming import network_name
from answerable.alliance.rules.words import BodyKind, Constituency, Measure

from ..picking import Picker
from ..reading import read
from .seating import Plan, Table
from .tree import ALL
from .world import Member, World

NOT_THE_SOUTH = frozenset({"danube"})
TOLD = {"TZ": "ending", "IN": "broken"}  # so that the two coordinators one can become have something to see to


def fill_all(world: World) -> None:
    _board(world)
    for region in world.regions:
        _regional(world, region)
    standings = standings_of([country.code for country in world.countries if country.code not in TOLD]) | TOLD
    for done, country in enumerate(world.countries):
        world.progress("bodies", done, len(world.countries))
        _national(world, country.code, standings.get(country.code, "kept"))
    _councils(world)


def standings_of(codes: Sequence[str]) -> dict[str, str]:
    """Says which national committees break the standing rule, will soon, or would if nobody had been elected."""
    order = Picker("standing").shuffled(codes)
    each = {
        "broken": max(2, len(codes) * 8 // 70),
        "ending": max(2, len(codes) * 7 // 70),
        "relayed": max(1, len(codes) * 6 // 70),
    }
    names = [name for name, number in each.items() for _ in range(number)]
    return dict(zip(order, names, strict=False))


def open_named(world: World, network: Network, kind: BodyKind, names: str) -> Body:
    """Sets up a body and names it in every language."""
    told = read("networks")["bodies"][names]
    fresh = Network.objects.prefetch_related("texts").get(pk=network.pk)
    said = {language: told[language].format(place=network_name(fresh, language)) for language in ALL}
    body = bodies.open_body(
        by=world.by, network=network, kind=kind, name=said["en"], starts=max(network.opened_on, world.ago(years=8))
    )
    for language, name in said.items():
        bodies.name_body(by=world.by, body=body, language=language, name=name)
    return body


def _national(world: World, code: str, standing: str) -> None:
    table = Table(world, open_named(world, world.networks[code], BodyKind.STEERING, "steering"), f"national {code}")
    members = _belonging(world.members[code])
    partners = [one for one in members if one.may_hold_womens_rights_seat]
    others = [one for one in members if "womens_rights" not in one.made.kinds]
    usual = standing in {"kept", "relayed"}
    table.seat(Plan("Chair"), others or members)
    table.seat(Plan(constituency=Constituency.WOMENS_RIGHTS, is_safe=True), partners[:1])
    second = Plan(constituency=Constituency.WOMENS_RIGHTS, is_safe=usual, standing=standing)
    table.seat(second, partners[1:2])
    if len(partners) > 2 and usual and standing != "relayed":
        table.seat(Plan(constituency=Constituency.WOMENS_RIGHTS, is_safe=True), partners[2:])
    table.seat(
        Plan("Youth seat", constituency=Constituency.YOUTH),
        [one for one in others if "youth" in one.made.kinds] or others,
    )
    pool = members if standing == "kept" else others
    for _ in range(min(4, max(1, len(members) // 3))):
        table.seat(Plan(may_be_vacant=True), pool)
    _declare(world, table, code, percent=60)


def _belonging(members: Iterable[Member]) -> list[Member]:
    return [one for one in members if one.belongs and one.organisation.country]


def _regional(world: World, region: str) -> None:
    table = Table(world, open_named(world, world.networks[region], BodyKind.STEERING, "steering"), f"regional {region}")
    members = _belonging(world.in_region(region))
    partners = Picker("regional partners", region).shuffled([one for one in members if one.may_hold_womens_rights_seat])
    table.seat(Plan("Chair"), members)
    for partner in partners[:2]:
        table.seat(Plan(constituency=Constituency.WOMENS_RIGHTS, is_safe=True), [partner])
    table.seat(
        Plan("Youth seat", constituency=Constituency.YOUTH), [one for one in members if "youth" in one.made.kinds]
    )
    for at in range(4):
        table.seat(Plan("Treasurer" if at == 0 else "", may_be_vacant=at > 1), members)
    _declare(world, table, region, percent=90)


def _of(network: Network, constituency: Constituency, *, woman: bool = False) -> Plan:
    """A seat of a region, called by its name in every language."""
    names = {text.language: text.name for text in network.texts.all()}
    return Plan(network_name(network, "en"), names, constituency=constituency, woman=woman)


def _board(world: World) -> None:
    table = Table(world, open_named(world, world.networks["root"], BodyKind.BOARD, "board"), "board")
    everyone = [one for region in world.regions for one in _belonging(world.in_region(region))]
    partners = [one for one in everyone if one.may_hold_womens_rights_seat and one.made.country != "NG"]
    table.seat(Plan("Chair", woman=True), everyone)
    table.seat(Plan("Vice-chair"), everyone)
    table.seat(Plan("Treasurer", woman=True), everyone)
    table.seat(Plan(constituency=Constituency.WOMENS_RIGHTS, is_safe=True), [world.by_key["adire"]])
    table.seat(Plan(constituency=Constituency.WOMENS_RIGHTS, woman=True), partners)
    for at, region in enumerate(world.regions):
        pool = _belonging(world.in_region(region))
        table.seat(_of(world.networks[region], Constituency.REGION, woman=at % 2 == 0), pool)
    table.seat(Plan(constituency=Constituency.YOUTH), [one for one in everyone if "youth" in one.made.kinds])
    table.seat(
        Plan(constituency=Constituency.LGBTIQ), [one for one in everyone if "lgbtiq" in one.made.kinds] or everyone
    )
    bodies.open_seat(by=world.by, body=table.body, constituency=Constituency.AT_LARGE, starts=world.ago(years=1))
    _declare(world, table, "board", percent=100)
    world.board = table.sitting


def _councils(world: World) -> None:
    root = world.networks["root"]
    everyone = [one for region in world.regions for one in _belonging(world.in_region(region))]
    youth = Table(world, open_named(world, root, BodyKind.ADVISORY, "youth"), "youth council")
    for region in world.regions:
        pool = [one for one in _belonging(world.in_region(region)) if "youth" in one.made.kinds]
        youth.seat(_of(world.networks[region], Constituency.YOUTH), pool)
    for region in world.regions[::3]:
        table = Table(
            world, open_named(world, world.networks[region], BodyKind.ADVISORY, "partners"), f"partners {region}"
        )
        pool = [one for one in _belonging(world.in_region(region)) if one.may_hold_womens_rights_seat]
        for _ in range(5):
            table.seat(Plan(constituency=Constituency.WOMENS_RIGHTS), pool)
    assembly = Table(world, open_named(world, root, BodyKind.ASSEMBLY, "assembly"), "assembly")
    for region in world.regions:
        assembly.seat(_of(world.networks[region], Constituency.REGION), _belonging(world.in_region(region)))
    working = Table(world, open_named(world, root, BodyKind.WORKING, "working"), "working group")
    for _ in range(4):
        working.seat(Plan(), everyone)
    bodies.close_body(by=world.by, body=working.body, ends=world.ago(days=60))  # its work is done: its history stays


def _declare(world: World, table: Table, place: str, *, percent: int) -> None:
    """What those who sit say of themselves; most do."""
    for at, somebody in enumerate(table.sitting):
        pick = Picker("declaration", place, at)
        if not pick.chance(percent) or somebody.person.pk in world.declared:
            continue
        world.declared.add(somebody.person.pk)
        region = table.regions[at]
        said = {
            Measure.WOMEN: somebody.is_woman,
            Measure.YOUTH: at % 4 == 0,
            Measure.LGBTIQ: pick.chance(9),
            Measure.GLOBAL_SOUTH: region not in NOT_THE_SOUTH,
        }
        people.declare_self(
            by=world.by, person=somebody.person, measures=tuple(one.value for one, holds in said.items() if holds)
        )
