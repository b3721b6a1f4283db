"""Organisations, their membership in networks, and the people in them."""

import datetime as dt

from answerable.alliance.actions import organisations, people
from answerable.alliance.actions.organisations import Card
from answerable.alliance.models import Organisation, Person
from answerable.alliance.rules.words import Visibility

from ..inventing import Invented, organisations_of, person_name
from ..picking import Picker
from ..reading import Country, countries, read
from .world import ENOUGH_FOR_ALL, Member, Somebody, World

IN_DANGER = frozenset({"maghreb", "sahel", "lakes", "monsoon"})  # where some must stay unseen
STAYED = (
    (("member",), 50),
    (("applied", "provisional", "member"), 28),
    (("provisional", "member"), 14),
    (("provisional",), 8),
)
OTHERWISE = (
    ("applied",), ("applied", "member", "suspended"), ("member", "withdrawn"), ("provisional", "member", "ended"),
    ("member", "suspended", "member"),
)  # fmt: skip
OTHERWISE_EVERY = 8  # so that even a small alliance has every state


def welcome_all(world: World) -> None:
    wanderers = read("named")["wanderers"]
    numbers = shared_out(world.countries, world.organisations - len(wanderers))
    for done, country in enumerate(world.countries):
        world.progress("organisations", done, len(world.countries))
        listed = organisations_of(country, numbers[country.code])
        world.members[country.code] = [_welcome(world, made, at) for at, made in enumerate(listed)]
    for one in wanderers:
        card = Card(
            name=one["name"], name_language=one["tongue"], kinds=tuple(one["kinds"].split()), names=one.get("names", {})
        )
        organisations.welcome_organisation(by=world.by, card=card)


def shared_out(listed: list[Country], number: int) -> dict[str, int]:
    """Shares a number of organisations out by weight, to the last one; every country has room for two of women’s rights."""
    least = {
        country.code: max(2 if number < ENOUGH_FOR_ALL else 3, _named_or_needed(country.code)) for country in listed
    }
    rest, weight = number - sum(least.values()), sum(country.weight for country in listed)
    exact = {country.code: rest * country.weight / weight for country in listed}
    numbers = {code: least[code] + int(share) for code, share in exact.items()}
    by_fraction = sorted(exact, key=lambda code: (int(exact[code]) - exact[code], code))
    for code in by_fraction[: number - sum(numbers.values())]:
        numbers[code] += 1
    return numbers


def _named_or_needed(code: str) -> int:
    named = [one for one in read("named")["organisations"].values() if one["country"] == code]
    return len(named) + max(0, 2 - sum("led" in one for one in named))


def _welcome(world: World, made: Invented, at: int) -> Member:
    pick = Picker("welcome", made.country, at)
    at_risk = not made.key and at > 2 and pick.chance(_danger(made))
    organisation = organisations.welcome_organisation(
        by=world.by, card=_card(world, made, pick, at), visibility=_visibility(made, pick), at_risk=at_risk,
        external_id=f"{made.country}-{at + 1:03}" if pick.chance(80) else "",
    )  # fmt: skip
    for language in set(made.abouts) - {made.tongue}:
        organisations.name_organisation(
            by=world.by, organisation=organisation, language=language, name=made.names[language], about=made.abouts[language]
        )  # fmt: skip
    history = (made.state,) if made.state else ("member",) if at < 3 else _history(world, pick)
    _join(world, organisation, made, history, pick)
    member = Member(organisation, made, history[-1])
    for number in range(pick.one((1, 2, 2, 2, 3))):
        member.people.append(_welcome_person(world, member, pick, number))
    if made.key:
        world.by_key[made.key] = member
    return member


def _history(world: World, pick: Picker) -> tuple[str, ...]:
    world.histories += 1
    turn, rest = divmod(world.histories, OTHERWISE_EVERY)
    return pick.weighted(STAYED) if rest else OTHERWISE[turn % len(OTHERWISE)]


def _danger(made: Invented) -> float:
    if "lgbtiq" in made.kinds and countries()[made.country].region in IN_DANGER:
        return 55
    return 1.6


def _visibility(made: Invented, pick: Picker) -> Visibility:
    if made.key:
        return Visibility.PUBLIC
    return pick.weighted(((Visibility.PUBLIC, 45), (Visibility.MEMBERS, 40), (Visibility.NETWORK, 15)))


def _card(world: World, made: Invented, pick: Picker, at: int) -> Card:
    country = countries()[made.country]
    led = made.led and (at < 3 or bool(made.key) or pick.chance(94))
    spoken = tuple(dict.fromkeys((made.tongue, *country.tongues, *(("en",) if pick.chance(30) else ()))))
    has_site = bool(made.key) or pick.chance(70)
    return Card(
        name=made.name, name_language=made.tongue, short_name=made.short if pick.chance(35) and len(made.short) > 1 else "",
        kinds=made.kinds if made.led or made.key or not pick.chance(2) else (), country=made.country if at < 3 or not pick.chance(1) else "",
        city=made.city, languages=spoken if made.key or not pick.chance(2) else (), website=f"https://{made.host}" if has_site else "",
        email=f"info@{made.host}" if has_site and pick.chance(75) else "", since=_since(world, pick),
        women_led=True if led else None if made.led else pick.weighted(((True, 25), (False, 50), (None, 25))),
        womens_rights_core=True if led else None if made.led else False if pick.chance(70) else None,
        about=made.abouts.get(made.tongue, ""), names=made.names,
    )  # fmt: skip


def _since(world: World, pick: Picker) -> str:
    year, month = pick.between(1988, world.today.year - 2), pick.between(1, 12)
    return pick.weighted(
        ((f"{year}", 60), (f"{year}-{month:02}", 20), (f"{year}-{month:02}-{pick.between(1, 28):02}", 12), ("", 8))
    )


def _join(world: World, organisation: Organisation, made: Invented, history: tuple[str, ...], pick: Picker) -> None:
    """Gives an organisation its place in the country, step by step, and sometimes one in a second network."""
    network = world.networks[made.country]
    days = _days(world, network.opened_on, len(history), pick)
    since = "" if history[0] == "applied" else str(days[0].year) if pick.chance(70) else days[0].isoformat()[:7]
    membership = organisations.join_network(
        by=world.by, organisation=organisation, network=network, state=history[0], since=since, starts=days[0]
    )
    for state, day in zip(history[1:], days[1:], strict=True):
        reasons = read("networks")["reasons"].get(state, [""])
        organisations.move_membership(
            by=world.by, membership=membership, state=state, starts=day, reason=pick.one(reasons)
        )
    second = made.local or _second(world, made, pick)
    if second and history[-1] == "member":
        organisations.join_network(
            by=world.by,
            organisation=organisation,
            network=world.networks[second],
            since=str(days[-1].year),
            starts=days[-1],
        )


def _days(world: World, opened: dt.date, number: int, pick: Picker) -> list[dt.date]:
    """Returns days from the network's opening to yesterday, in order."""
    span = max((world.today - opened).days - 1, number)
    return [opened + dt.timedelta(days=one) for one in sorted(pick.number(span) for _ in range(number))]


def _second(world: World, made: Invented, pick: Picker) -> str:
    """A local network of the same country, or a neighbouring country's."""
    locals_ = [
        one["name"]
        for one in read("networks")["locals"]
        if one["country"] == made.country and one["name"] in world.networks
    ]
    if locals_ and pick.chance(35):
        return str(pick.one(locals_))
    region = countries()[made.country].region
    near = [country.code for country in world.countries if country.region == region and country.code != made.country]
    return pick.one(near) if near and pick.chance(5) else ""


def _welcome_person(world: World, member: Member, pick: Picker, number: int) -> Somebody:
    made = member.made
    is_woman = pick.chance(85 if made.led else 45)
    name = unused_name(world, countries()[made.country], pick, is_woman=is_woman)
    person = people.welcome_person(
        by=world.by, name=name, place=f"org:{member.organisation.pk}", languages=(made.tongue,), visibility=person_visibility(pick),
        email=f"contact{number + 1}@{made.host}" if pick.chance(65) else "",
    )  # fmt: skip
    titles = read("networks")["titles"].get(made.tongue) or read("networks")["titles"]["en"]
    starts = world.ago(days=pick.between(30, 3000))
    left = number == 2 and pick.chance(30)
    people.affiliate(
        by=world.by, person=person, organisation=member.organisation, title=pick.one(titles), starts=starts,
        ends=starts + dt.timedelta(days=(world.today - starts).days // 2) if left else None,
    )  # fmt: skip
    return Somebody(person, is_woman)


def person_visibility(pick: Picker) -> Visibility:
    return pick.weighted(((Visibility.MEMBERS, 70), (Visibility.NETWORK, 20), (Visibility.PUBLIC, 10)))


def unused_name(world: World, country: Country, pick: Picker, *, is_woman: bool) -> str:
    """Returns a name that nobody has yet, as far as the lists reach."""
    name = person_name(pick, country, is_woman=is_woman)
    for _ in range(12):
        if name not in world.names:
            break
        name = person_name(pick, country, is_woman=is_woman)
    world.names.add(name)
    return name


def somebody_from(world: World, code: str, label: str, *, visibility: Visibility | None = None) -> Somebody:
    """Welcomes a person of a country who is in no organisation."""
    pick = Picker("somebody", code, label)
    is_woman = pick.chance(55)
    name = unused_name(world, countries()[code], pick, is_woman=is_woman)
    person: Person = people.welcome_person(
        by=world.by, name=name, place=world.networks[code].path, languages=countries()[code].tongues[:1],
        visibility=visibility or person_visibility(pick),
    )  # fmt: skip
    return Somebody(person, is_woman)
