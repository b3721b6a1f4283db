"""The alliance itself and its tree: regions, countries, local networks, with their names and figures."""

import datetime as dt

from answerable.alliance.actions import bodies, networks, setting_up
from answerable.alliance.actions.saying import say_source
from answerable.alliance.actions.sign_in import set_sign_in_rules
from answerable.alliance.models import CountClaim, Network
from answerable.alliance.rules.words import BodyKind, Level, Measure
from answerable.kit.countries import name as country_name

from ..picking import Picker
from ..reading import Country, read
from .world import World

OFFERED = ("en", "es", "ar", "fr", "pt", "hi")
ALL = ("en", "es", "fr", "pt", "ar", "hi")
BYLAWS = "By-laws of the alliance, article 12"


def plant(world: World) -> None:
    told = read("networks")
    setting_up.set_up_alliance(
        by=world.by, name=told["alliance"]["name"]["en"], languages=OFFERED, time_zone="Africa/Dar_es_Salaam", starts=dt.date(2009, 3, 8)
    )  # fmt: skip
    set_sign_in_rules(by=world.by, offices=(), grace_days=14, wait_hours=24)  # nobody here has a telephone to add
    root = Network.objects.get(level_kind=Level.ALLIANCE)
    world.networks["root"] = networks.change_network(by=world.by, network=root, since="2009-03-08")
    _name(world, root, told["alliance"]["name"], told["alliance"]["about"])
    for key in world.regions:
        _open_region(world, key)
    for done, country in enumerate(world.countries):
        world.progress("networks", done, len(world.countries))
        _open_country(world, country)
    for one in told["locals"]:
        if one["country"] in world.networks:
            _open_local(world, one)
    _more_rules(world)
    _claims(world)


def _name(world: World, network: Network, names: dict[str, str], abouts: dict[str, str]) -> None:
    for language, name in names.items():
        networks.name_network(
            by=world.by, network=network, language=language, name=name, about=abouts.get(language, "")
        )


def _open_region(world: World, key: str) -> None:
    one = read("networks")["regions"][key]
    region = networks.open_network(
        by=world.by, under=world.networks["root"], level=Level.REGION, name=one["name"]["en"], external_id=f"CT-{key}",
        since=str(one["since"]), starts=dt.date(one["since"], 5, 1),
    )  # fmt: skip
    _name(world, region, one["name"], one["about"])
    world.networks[key] = region


def _open_country(world: World, country: Country) -> None:
    pick = Picker("country", country.code)
    region = world.networks[country.region]
    year = pick.between(region.opened_on.year, min(region.opened_on.year + 8, world.today.year - 2))
    month = pick.between(6, 12)
    moved = country.code == "MZ"  # it once belonged to the region beside it
    opened = networks.open_network(
        by=world.by, under=world.networks["lakes" if moved else country.region], level=Level.COUNTRY, name=country_name(country.code, "en"),
        country=country.code, external_id=f"CT-{country.code}", since=f"{year}-{month:02}" if pick.chance(40) else str(year),
        starts=dt.date(year, month, 1),
    )  # fmt: skip
    if moved:
        opened = networks.move_network(by=world.by, network=opened, under=region, starts=dt.date(year + 1, 1, 1))
    names = {language: country_name(country.code, language) for language in ALL}
    _name(world, opened, names, read("networks")["countries"].get(country.code, {}))
    world.networks[country.code] = opened


def _open_local(world: World, one: dict[str, str]) -> None:
    above = world.networks[one["country"]]
    pick = Picker("local", one["name"])
    year = pick.between(above.opened_on.year + 1, world.today.year - 1)
    local = networks.open_network(
        by=world.by, under=above, level=Level.LOCAL, name=one["name"], name_language=one["language"], country=one["country"],
        since=str(year), starts=dt.date(year, pick.between(1, 6), 1),
    )  # fmt: skip
    names = {one["language"]: one["name"]} | {
        language: one[language] for language in ("en", "es", "sw") if language in one
    }
    _name(world, local, names, {})
    if one.get("closed"):
        networks.close_network(by=world.by, network=local, ends=max(local.opened_on, world.ago(days=200)))
    else:
        world.networks[one["name"]] = local


def _more_rules(world: World) -> None:
    """Beside the standing rule on national committees, which every alliance starts with."""
    root = world.networks["root"]
    for measure, percent in ((Measure.WOMEN, 50), (Measure.GLOBAL_SOUTH, 50), (Measure.YOUTH, 20)):
        bodies.set_rule(
            by=world.by, network=root, body_kind=BodyKind.BOARD, measure=measure, at_least_percent=percent, source=BYLAWS, starts=world.ago(years=2)
        )  # fmt: skip
    bodies.set_rule(
        by=world.by, network=root, level=Level.REGION, body_kind=BodyKind.STEERING, measure=Measure.WOMENS_RIGHTS_ORGANISATIONS,
        at_least=2, source=BYLAWS, starts=world.ago(years=2),
    )  # fmt: skip


def _claims(world: World) -> None:
    """Figures that contradict each other, each with its day and source."""
    for one in read("networks")["claims"]:
        _in_languages(world, networks.claim_count(by=world.by, network=world.networks["root"], **one))
    for at, country in enumerate(world.countries[::3]):
        pick = Picker("claim", country.code)
        for told in range(pick.between(1, 2)):
            claim = networks.claim_count(
                by=world.by, network=world.networks[country.code], counted="people" if pick.chance(25) else "organisations",
                number=pick.between(country.weight - 3, country.weight + 9) * (40 if told else 1),
                as_of=str(world.today.year - 1 - (at + told) % 4), source=pick.one(read("networks")["claim_sources"]),
            )  # fmt: skip
            _in_languages(world, claim)


def _in_languages(world: World, claim: CountClaim) -> None:
    say_source(by=world.by, claim=claim, sources=read("sayings")["sources"][claim.source])
