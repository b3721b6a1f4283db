"""Who is entrusted with what, who was, and what they handed over."""

from collections.abc import Iterable

from answerable.alliance.actions import bodies, handovers, offices, people
from answerable.alliance.models import Body, Network
from answerable.alliance.rules.words import AT_ORGANISATION, BodyKind, Office, Visibility

from ..picking import Picker
from ..reading import read
from .bodies import open_named
from .organisations import somebody_from
from .world import Member, Somebody, World

WITHOUT = 11  # one country in so many has nobody who coordinates it: a to-do


def entrust_all(world: World) -> None:
    _named(world)
    _secretariat(world)
    for region in world.regions:
        if region != "abya_yala":
            somebody = _from_region(world, region, "coordinator")
            _entrust(world, Office.COORDINATOR, world.networks[region], somebody, f"coordinator {region}")
    for done, country in enumerate(world.countries):
        world.progress("offices", done, len(world.countries))
        _country(world, country.code, done)
        _at_organisations(world, world.members[country.code])
    _locals(world)
    for somebody in world.board:
        if not world.is_named(somebody):
            offices.grant_office(
                by=world.by, person=somebody.person, office=Office.BOARD, network=world.networks["root"],
                starts=world.ago(days=400), ends=world.ahead(600),
            )  # fmt: skip


def _named(world: World) -> None:
    for key, one in read("named")["people"].items():
        if not one.get("office"):
            continue
        network = world.networks[one.get("network", "root")]
        organisation = world.by_key[one["organisation"]].organisation if one["office"] in AT_ORGANISATION else None
        offices.grant_office(
            by=world.by, person=world.named[key].person, office=one["office"], organisation=organisation,
            network=None if organisation else network, starts=world.ago(years=1, days=40),
            ends=None if one["office"] == "secretariat" else world.ahead(500),
        )  # fmt: skip


def _secretariat(world: World) -> None:
    root = world.networks["root"]
    body = open_named(world, root, BodyKind.SECRETARIAT, "secretariat")
    _take_seat(world, body, world.named["tomas"])
    for at, code in enumerate(("LB", "SN")):
        somebody = somebody_from(world, code, "secretariat", visibility=Visibility.PUBLIC)
        _take_seat(world, body, somebody)
        offices.grant_office(
            by=world.by, person=somebody.person, office=Office.SECRETARIAT, network=root, starts=world.ago(years=2 + at)
        )
    for at, region in enumerate(world.regions[:4]):
        somebody = _from_region(world, region, "editor")
        _entrust(world, Office.EDITOR, world.networks[region], somebody, f"editor {at}")


def _take_seat(world: World, body: Body, somebody: Somebody) -> None:
    seat = bodies.open_seat(by=world.by, body=body, starts=body.opened_on)
    bodies.seat_person(by=world.by, seat=seat, person=somebody.person, starts=world.ago(years=1, days=40))


def _from_region(world: World, region: str, label: str) -> Somebody:
    codes = [country.code for country in world.countries if country.region == region]
    return somebody_from(world, Picker(label, region).one(codes), f"{label} {region}", visibility=Visibility.PUBLIC)


def _entrust(world: World, office: Office, network: Network, somebody: Somebody, label: str) -> None:
    pick = Picker("office", label)
    offices.grant_office(
        by=world.by, person=somebody.person, office=office, network=network,
        starts=max(network.opened_on, world.ago(days=pick.between(40, 900))), ends=world.ahead(pick.between(20, 80) if pick.chance(15) else pick.between(100, 1000)),
    )  # fmt: skip


def _country(world: World, code: str, at: int) -> None:
    network = world.networks[code]
    pick = Picker("offices", code)
    if code not in {"TZ", "IN"} and at % WITHOUT != WITHOUT - 1:
        visibility = Visibility.PUBLIC if pick.chance(60) else Visibility.MEMBERS
        somebody = somebody_from(world, code, "coordinator", visibility=visibility)
        if at % 3:
            _entrust(world, Office.COORDINATOR, network, somebody, f"coordinator {code}")
        else:
            _handed_over(world, network, code, somebody, pick)
    if at % 3 == 1:
        _entrust(world, Office.FACILITATOR, network, somebody_from(world, code, "facilitator"), f"facilitator {code}")


def _handed_over(world: World, network: Network, code: str, to: Somebody, pick: Picker) -> None:
    """Somebody coordinated before and left a note; a few of them asked to be forgotten since."""
    before = somebody_from(world, code, "coordinator before")
    began, handed = world.ago(years=3), world.ago(days=pick.between(30, 700))
    ends = world.ahead(pick.between(60, 900))
    term = offices.grant_office(
        by=world.by, person=before.person, office=Office.COORDINATOR, network=network, starts=began, ends=ends
    )
    note = pick.one(read("networks")["handovers"])
    handovers.hand_over_office(by=world.by, term=term, to=to.person, on=handed, handover=note)
    if pick.chance(18):
        people.forget_person(by=world.by, person=before.person)


def _at_organisations(world: World, members: Iterable[Member]) -> None:
    for at, member in enumerate(members):
        free = [one for one in member.people if not world.is_named(one)]
        if not member.belongs or not free:
            continue
        office = Office.PARTNER if member.may_hold_womens_rights_seat else Office.FOCAL_POINT
        pick = Picker("at organisation", member.made.country, at)
        if member.made.key in {"", "tumbili", "pwani"} and pick.chance(24):
            offices.grant_office(
                by=world.by, person=free[-1].person, office=office, organisation=member.organisation,
                starts=world.ago(days=pick.between(20, 1200)), ends=world.ahead(pick.between(30, 900)) if pick.chance(60) else None,
            )  # fmt: skip


def _locals(world: World) -> None:
    listed = [one for one in read("networks")["locals"] if one["name"] in world.networks]
    for at, one in enumerate(listed):
        if at % 4 != 3:
            somebody = somebody_from(world, one["country"], f"local {one['name']}")
            _entrust(world, Office.COORDINATOR, world.networks[one["name"]], somebody, f"local {one['name']}")
