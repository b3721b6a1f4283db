"""Two years of signatures: the first version well signed, the second unevenly, and some who hold back."""

import datetime as dt
from collections.abc import Iterator

from answerable.access.actors import Actor, actor_for
from answerable.alliance.actions import offices
from answerable.alliance.models import Body
from answerable.alliance.rules.words import BodyKind, Office, Visibility
from answerable.conduct.actions.answering_hold_backs import answer_hold_back
from answerable.conduct.actions.ending_signatures import revoke_signature
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.signing_networks import Said, sign_for_network
from answerable.conduct.actions.signing_rules import set_signing_rule
from answerable.conduct.models import Signature, ToldTo, Version
from answerable.conduct.queries import instruments
from answerable.conduct.queries.holding_back import readers
from answerable.conduct.queries.signatures import versions_ever
from answerable.conduct.rules.signing import Ballot
from answerable.conduct.rules.words import VersionState, Way
from answerable.kit import clock

from ..picking import Picker
from ..reading import Country, read
from .organisations import somebody_from
from .texts import CODE
from .world import Member, Somebody, World

# Of a hundred, so many signed: organisations and people, each under the first version and under the second.
USUALLY, EAGER, SLOW = (74, 58, 44, 30), (92, 80, 81, 66), (48, 31, 12, 6)
DAYS_ALONE = 8  # on so many days people of a country signed one by one
EAGER_REGIONS, SLOW_REGIONS = frozenset({"abya_yala", "lakes"}), frozenset({"danube", "maghreb"})


def sign_all(world: World) -> None:
    """Lets networks, organisations and people sign, each country in its own pace."""
    code = instruments.by_slug(CODE)
    if code is None:
        return
    second, first = versions_ever(code)[:2]
    data = read("signing")
    for done, country in enumerate(world.countries):
        world.progress("signatures", done, len(world.countries))
        for at, version in enumerate((first, second)):
            _country_signs(world, country, version, at)
            _network_signs(world, country, version, at, data["dissents"])
    _own_code_signed(world)
    _named_sign(world, first, second, data["named"])
    _those_in_office(world, code.slug)
    _hold_back(world, second, data["held_back"])
    _answer(world, second, data["answers"])
    _revoke_one(world, first, data["revoked"])


def _own_code_signed(world: World) -> None:
    """Where a network adopted a code of its own, those who belong to it sign it as well."""
    for country in world.countries:
        own = Version.objects.filter(instrument__network=world.networks[country.code], state=VersionState.ADOPTED)
        for version in own.select_related("instrument__network").filter(instrument__people_sign=True):
            _country_signs(world, country, version, 1)


def _pace(country: Country) -> tuple[int, int, int, int]:
    return EAGER if country.region in EAGER_REGIONS else SLOW if country.region in SLOW_REGIONS else USUALLY


def _country_signs(world: World, country: Country, version: Version, at: int) -> None:
    """Most signed in their country's assembly, the others one by one on the site."""
    pace, pick = _pace(country), Picker("signs", country.code, at)
    belonging = [one for one in world.members[country.code] if one.belongs and pick.chance(pace[at * 2])]
    hands = [_organisation(world, one, pick) for one in belonging]
    hands += [
        Hand(person=one.person, public=pick.chance(20))
        for member in world.members[country.code]
        for one in member.people
        if not world.is_named(one) and pick.chance(pace[at * 2 + 1])
    ]
    hands, place = pick.shuffled(hands), version.instrument.network.path
    for given, some in _sittings(world, country, version, pick, hands):
        enter_signatures(by=world.by, version=version, given=given, signers=some, place=place)


def _sittings(
    world: World, country: Country, version: Version, pick: Picker, hands: list[Hand]
) -> Iterator[tuple[Given, list[Hand]]]:
    """Some sign on the day of the assembly, the others a few at a time over the weeks."""
    together, tongue = len(hands) * 2 // 5, country.tongues[0]
    if together:
        day = _day(world, version, pick)
        yield Given(day, tongue, Way.ASSEMBLY, witness=_witness(world, country)), hands[:together]
    alone = hands[together:]
    a_day = max(1, -(-len(alone) // DAYS_ALONE))
    for start in range(0, len(alone), a_day):
        yield Given(_day(world, version, pick), tongue, Way.PAGE), alone[start : start + a_day]


def _organisation(world: World, member: Member, pick: Picker) -> Hand:
    signer = next((one for one in member.people if not world.is_named(one)), None)
    is_public = member.organisation.visibility == Visibility.PUBLIC
    name = signer.person.name if signer else ""
    return Hand(
        organisation=member.organisation, name=name, office=Office.FOCAL_POINT, public=is_public and pick.chance(70)
    )


def _witness(world: World, country: Country) -> str:
    people = [one for member in world.members[country.code] for one in member.people]
    return people[-1].person.name if people else "Tomás Quispe"


def _day(world: World, version: Version, pick: Picker) -> dt.date:
    """A day on which the version was in force."""
    since = version.adopted_on or world.today
    until = version.superseded_on or world.today
    return since + dt.timedelta(days=pick.number(max(1, min(200, (until - since).days))))


def _network_signs(world: World, country: Country, version: Version, at: int, dissents: list[str]) -> None:
    pick, network = Picker("network signs", country.code, at), world.networks[country.code]
    body = Body.objects.filter(network=network, kind=BodyKind.STEERING, closed_on=None).first()
    day = _day(world, version, pick)
    if body is None or not pick.chance(80 if at == 0 else 42) or body.opened_on > day:
        return
    entitled = pick.between(5, 11)
    quorum = entitled // 2 + 1
    voices = [Said("dissent" if pick.chance(50) else "stand_aside", pick.one(dissents))] if pick.chance(10) else []
    ballot = Ballot("consent", entitled, quorum, pick.between(quorum, entitled), consented=True)
    if pick.chance(40):
        ballot = Ballot("vote", entitled, quorum, entitled, in_favour=entitled - 1, against=1 if pick.chance(50) else 0)
    sign_for_network(
        by=world.by, network=network, version=version, body=body, ballot=ballot, held_on=day, language=country.tongues[0] if _is_whole(version, country.tongues[0]) else "en",
        voices=voices,
    )  # fmt: skip


def _is_whole(version: Version, language: str) -> bool:
    return version.published.filter(language=language).exists()


def _named_sign(world: World, first: Version, second: Version, named: dict[str, str]) -> None:
    """Those one can come in as: some signed both, some are asked again, some have not signed."""
    for key, which in named.items():
        somebody = world.named.get(key)
        for version, code in ((first, "first"), (second, "second")):
            if somebody and code in which:
                given = Given(_day(world, version, Picker("named signs", key, code)), "en", Way.PAGE)
                hands = [Hand(person=somebody.person, public="public" in which)]
                enter_signatures(
                    by=world.by, version=version, given=given, signers=hands, place=world.networks["root"].path
                )


def _those_in_office(world: World, slug: str) -> None:
    """Board, secretariat, interns and consultants sign on taking up their office."""
    code = instruments.by_slug(slug)
    assert code is not None  # noqa: S101 - for the type checker: it was found before
    for office in (Office.BOARD, Office.SECRETARIAT, Office.INTERN, Office.CONSULTANT):
        set_signing_rule(by=world.by, instrument=code, office=office, within_days=30, starts=world.ago(years=2))
    for at, office in enumerate((Office.INTERN, Office.CONSULTANT, Office.CONSULTANT)):
        somebody: Somebody = somebody_from(world, world.countries[at].code, f"{office} {at}")
        offices.grant_office(
            by=world.by, person=somebody.person, office=office, network=world.networks["root"],
            starts=world.ago(days=70 - 25 * at), ends=world.ahead(120),
        )  # fmt: skip


def _hold_back(world: World, version: Version, words: dict[str, str]) -> None:
    for key, said in words.items():
        somebody = world.named.get(key)
        if somebody and somebody.person.account_id:
            hold_back(
                by=Actor(account_id=somebody.person.account_id), version=version, words=said, tell_focal_point=True,
                tell_keepers=True,
            )  # fmt: skip


def _answer(world: World, version: Version, words: dict[str, str]) -> None:
    """Whoever was told answers, where somebody speaks for the organisation."""
    for key, said in words.items():
        person = world.named[key].person if key in world.named else None
        for told in ToldTo.objects.filter(held_back__version=version, held_back__person=person) if person else ():
            for account in readers(told)[:1]:
                answer_hold_back(by=actor_for(account, on=clock.today()), told=told, words=said)


def _revoke_one(world: World, version: Version, reason: str) -> None:
    found = Signature.objects.filter(version=version, way=Way.ASSEMBLY, person__isnull=False).order_by("pk").first()
    if found:
        revoke_signature(by=world.by, signature=found, reason=reason)
