"""Two years of duties: what was said of them when, who stood by it, what policies there are, who asked for help, who shows a passport.

Everything is told on the day on which it was said, so that earlier days look as they looked then.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from answerable.alliance.models import Network, Organisation
from answerable.kit import clock
from answerable.kit.once import while_reading
from answerable.standards.actions.choosing import show_standing
from answerable.standards.actions.claiming import Said, claim, confirm, vouch
from answerable.standards.actions.excusing import end_excuse, excuse
from answerable.standards.actions.helping import offer
from answerable.standards.actions.reckoning import prepared
from answerable.standards.actions.recording import as_one_act
from answerable.standards.actions.taking_in import take_in_catalogue
from answerable.standards.models import Claim, Duty, Subject
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.saying import ExcuseReason, OfferKind, ShownTo

from ..picking import Picker
from ..reading import read
from .standing_help import ask_all
from .standing_passports import share_all
from .standing_policies import adopt_all
from .world import Member, World

FIRST = -700  # days: before, nothing was said
EAGER, USUALLY, SLOW = 150, 100, 35  # per cent of what is said elsewhere
EAGER_REGIONS, SLOW_REGIONS = frozenset({"abya_yala", "lakes"}), frozenset({"danube", "maghreb"})
CONFIRMED, VOUCHED, BEGUN, STOPPED, KEPT_FOR_KEEPERS = 28, 9, 9, 14, 18  # of a hundred
EXCUSED, FITS_AGAIN = 7, 30
EXCUSED_FROM = ("O15", "O26", "O9")


@dataclass(frozen=True)
class Telling:
    """One thing that is said on a day, with what others say of it later."""

    subject: Subject
    duty: str
    said: Said
    then: tuple[tuple[int, str], ...] = ()  # days: confirmed, or vouched for by the organisation of a key


@dataclass
class Stage:
    """What the story needs to be told: duties by number, subjects, and what is said on which day (from today)."""

    world: World
    told: dict[str, Any]
    duties: dict[str, Duty]
    subjects: dict[str, Subject]
    days: dict[int, list[Telling]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[str, Organisation] = field(default_factory=dict)  # by country, and those with a key

    def subject(self, thing: Organisation | Network) -> Subject:
        return self.subjects[name_of(thing)]

    def every(self, number: str, subject: Subject) -> int:
        """Returns every how many months it is done again; 0 where it goes on once it is said."""
        return int(self.told["organisations" if subject.organisation_id else "networks"][number]["every"])

    def say(self, day: int, telling: Telling) -> None:
        self.days[min(day, 0)].append(telling)


def stand_all(world: World) -> None:
    """Takes the duties in, and tells what was said of them. Whoever it concerns is reckoned when all is told."""
    take_in_catalogue(by=world.by, starts=world.ago(years=2))
    stage = Stage(world, read("standing"), {one.number: one for one in Duty.objects.all()}, _subjects(world))
    for number, often in stage.told["organisations"].items():
        _organisations_say(stage, number, often)
    for number, often in stage.told["networks"].items():
        _networks_say(stage, number, often)
    _named_say(stage)
    _offer(stage)
    with as_one_act(), while_reading():
        _tell_all(stage)
        _excuse_some(stage)
        ask_all(world, stage.duties, stage.subjects, stage.told["help"])
    adopt_all(world, stage.told)
    share_all(world, stage.told["passports"])
    for key in stage.told["public"]:
        if key in world.networks:
            show_standing(by=world.by, network=world.networks[key], public=True)


def _subjects(world: World) -> dict[str, Subject]:
    things: list[Organisation | Network] = list(world.networks.values())
    things += [one.organisation for country in world.countries for one in world.members[country.code]]
    return {one.name: one for one in prepared([name_of(one) for one in things])}


def _pace(region: str) -> int:
    return EAGER if region in EAGER_REGIONS else SLOW if region in SLOW_REGIONS else USUALLY


def _organisations_say(stage: Stage, number: str, often: Mapping[str, int]) -> None:
    for country in stage.world.countries:
        pick = Picker("says", number, country.code)
        for member in stage.world.members[country.code]:
            if member.belongs and not member.made.key and pick.chance(often["share"] * _pace(country.region) / 100):
                language = member.organisation.name_language
                _again_and_again(stage, stage.subject(member.organisation), number, language=language, pick=pick)


def _networks_say(stage: Stage, number: str, often: Mapping[str, int]) -> None:
    levels = set(stage.duties[number].askings.all()[0].levels)
    for key, network, language, region in _networks(stage.world):
        pick = Picker("network says", number, key)
        level = {"alliance": "global", "region": "regional"}.get(network.level_kind, "national")
        if key != "TZ" and level in levels and pick.chance(min(95, often["share"] * _pace(region) / 100)):
            _again_and_again(stage, stage.subject(network), number, language=language, pick=pick)


def _networks(world: World) -> Iterator[tuple[str, Network, str, str]]:
    for country in world.countries:
        yield country.code, world.networks[country.code], country.tongues[0], country.region
    for region in world.regions:
        yield region, world.networks[region], "en", region
    yield "root", world.networks["root"], "en", ""


def _again_and_again(stage: Stage, subject: Subject, number: str, *, language: str, pick: Picker) -> None:
    """Says it for the first time on some day, and again every so many months, until some stop."""
    sayings, every = stage.told["sayings"][number], stage.every(number, subject)
    language = language if language in sayings else "en"
    day = FIRST + pick.number(300 if every else 640)
    if pick.chance(BEGUN):
        words = stage.told["begun"].get(language) or stage.told["begun"]["en"]
        stage.say(max(day, -90), Telling(subject, number, Said(words=words, language=language, only_started=True)))
        return
    stopped = False
    while day <= 0 and not stopped:
        late = pick.number(15)
        about = stage.world.ahead(day)
        said = Said(
            words=pick.one(sayings[language]), language=language, about_from=about, about_to=about if every else None,
            shown=ShownTo.KEEPERS if pick.chance(KEPT_FOR_KEEPERS) else ShownTo.MEMBERS,
        )  # fmt: skip
        stage.say(day + late, Telling(subject, number, said, _what_others_say(stage, subject, day + late, pick)))
        stopped = not every or pick.chance(STOPPED)
        day += every * 30 + pick.between(-20, 25)


def _what_others_say(stage: Stage, subject: Subject, day: int, pick: Picker) -> tuple[tuple[int, str], ...]:
    has_keepers = subject.network is None or not subject.network.is_root()
    found = [(day + pick.between(5, 60), "")] if pick.chance(CONFIRMED) and has_keepers else []
    if subject.organisation_id and pick.chance(VOUCHED):
        found.append((day + pick.between(2, 40), _partner_of(stage, subject)))
    return tuple((on, by) for on, by in found if on <= 0)


def _partner_of(stage: Stage, subject: Subject) -> str:
    """Returns the key of a partner that offered to vouch where an organisation stands: one a country."""
    return (subject.organisation.country if subject.organisation else "") or "nobody"


def _named_say(stage: Stage) -> None:
    """The story of those one can come in as."""
    for one in stage.told["told"]:
        thing = _thing(stage.world, one["of"])
        if thing is None:
            continue
        about = stage.world.ahead(one.get("about", one["at"]))
        paper = io.BytesIO(one["document"].encode()) if "document" in one else None
        if paper is not None:
            paper.name = "minutes.txt"
        said = Said(
            words=one["words"], language=one.get("language", "en"), about_from=about, file=paper,
            about_to=None if one["duty"] == "O18" else about, only_started=one.get("begun", False),
        )  # fmt: skip
        then = tuple((step.get("at", step.get("confirm")), step.get("vouch", "")) for step in one["then"])
        stage.say(one["at"], Telling(stage.subject(thing), one["duty"], said, then))


def _thing(world: World, name: str) -> Organisation | Network | None:
    kind, _colon, key = name.rpartition(":")
    if kind == "network":
        return world.networks.get(key)
    member = world.by_key.get(key)
    return member.organisation if member else None


def _offer(stage: Stage) -> None:
    """One women’s-rights organisation of each country, and those one can come in as, may be asked to vouch; some to help."""
    for country in stage.world.countries:
        for member in _partners(stage.world.members[country.code]):
            stage.partners |= {country.code: member.organisation, member.made.key: member.organisation}
            network = stage.world.networks[country.code]
            offer(by=stage.world.by, organisation=member.organisation, network=network, kind=OfferKind.VOUCH)
            if Picker("helps", country.code).chance(50) or member.made.key:
                offer(by=stage.world.by, organisation=member.organisation, network=network, kind=OfferKind.HELP)


def _partners(members: Iterable[Member]) -> list[Member]:
    able = [one for one in members if one.belongs and one.may_hold_womens_rights_seat and not one.organisation.at_risk]
    return [one for one in able if one.made.key] or able[:1]


def _tell_all(stage: Stage) -> None:
    """Goes through the days: what is said, then what others say of what was said before."""
    later: dict[int, list[tuple[Claim, str]]] = defaultdict(list)
    for day in sorted({*stage.days, *(on for each in stage.days.values() for one in each for on, _by in one.then)}):
        with clock.on(stage.world.ahead(day)):
            for one in stage.days.get(day, ()):
                made = claim(by=stage.world.by, subject=one.subject, duty=stage.duties[one.duty], said=one.said)
                for on, by in one.then:
                    later[max(on, day)].append((made, by))
            for made, by in later.pop(day, ()):
                _stand_by(stage, made, by)


def _stand_by(stage: Stage, made: Claim, by: str) -> None:
    if not by:
        confirm(by=stage.world.by, claim=made)
        return
    partner = stage.partners.get(by)
    if partner is not None and partner.pk != made.subject.organisation_id:
        words = stage.told["vouched"].get(made.language, stage.told["vouched"]["en"])
        vouch(by=stage.world.by, claim=made, organisation=partner, words=words)


def _excuse_some(stage: Stage) -> None:
    """Some say why a duty does not fit them; for a few it fits again later."""
    for country in stage.world.countries:
        pick = Picker("excused", country.code)
        for member in stage.world.members[country.code]:
            if not member.belongs or member.made.key or not pick.chance(EXCUSED):
                continue
            one, since = pick.one(stage.told["excuses"]), -pick.between(20, 600)
            language = member.organisation.name_language if member.organisation.name_language in one["words"] else "en"
            duty = stage.duties[pick.one(EXCUSED_FROM)]
            with clock.on(stage.world.ahead(since)):
                made = excuse(
                    by=stage.world.by, subject=stage.subject(member.organisation), duty=duty, reason=ExcuseReason(one["reason"]),
                    words=one["words"][language], language=language,
                )  # fmt: skip
            if pick.chance(FITS_AGAIN):
                with clock.on(stage.world.ahead(since // 2)):
                    end_excuse(by=stage.world.by, excuse=made)
