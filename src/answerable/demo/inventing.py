"""Makes up organisations and people out of the word lists, never the same organisation twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from answerable.kit.text import slug

from .picking import Picker
from .reading import SCRIPTS, Country, Form, NameList, Word, countries, forms, name_lists, read

OTHERS = ("es", "fr", "ar")
FIRST = ("womens_rights", "womens_rights", "men_and_boys")  # what every country has, in this order


@dataclass
class Invented:
    """An organisation as it will be welcomed."""

    name: str
    tongue: str
    plain: str
    kinds: tuple[str, ...]
    country: str
    city: str
    led: bool
    names: dict[str, str] = field(default_factory=dict)
    abouts: dict[str, str] = field(default_factory=dict)
    key: str = ""
    state: str = ""
    local: str = ""

    @property
    def every_name(self) -> set[str]:
        return {self.name, self.plain, *self.names.values()}

    @property
    def host(self) -> str:
        return f"{slug(self.plain, lambda _: False)}.example"

    @property
    def short(self) -> str:
        return "".join(re.findall(r"\b[A-Z]", self.plain))[:6]


def organisations_of(country: Country, number: int) -> Iterator[Invented]:
    """Returns the organisations of a country: those with a part of their own first, two of women’s rights in any case."""
    named = [_named(key, one) for key, one in read("named")["organisations"].items() if one["country"] == country.code]
    yield from named
    have = [one.kinds[0] for one in named]
    taken = {name for one in named for name in one.every_name}
    for at in range(len(named), number):
        wanted = next((kind for kind in FIRST if have.count(kind) < FIRST.count(kind)), "")
        made = _unlike(taken, country, at, wanted)
        taken |= made.every_name
        have.append(made.kinds[0])
        yield made


def _named(key: str, one: dict[str, object]) -> Invented:
    city = next(city for city in countries()[str(one["country"])].cities if one["city"] in {city.own, city.plain})
    tongue = str(one["tongue"])
    names = one.get("names", {})
    assert isinstance(names, dict)  # noqa: S101 - for the type checker
    return Invented(
        key=key, name=str(one["name"]), tongue=tongue, plain=str(one.get("latin", one["name"])), kinds=tuple(str(one["kinds"]).split()),
        country=str(one["country"]), city=city.in_(tongue), led=bool(one.get("led")), names=names, abouts={tongue: str(one["about"])},
        state=str(one.get("state", "member")), local=str(one.get("local", "")),
    )  # fmt: skip


def _unlike(taken: set[str], country: Country, at: int, wanted: str) -> Invented:
    """Tries until there is a name that nobody in the country has."""
    pick = Picker("organisation", country.code, at)
    for _ in range(400):
        tongue = pick.one([*country.tongues, country.tongues[0]])
        form = pick.weighted([(form, _weight(form, wanted)) for form in forms().values() if tongue in form.names])
        made = invent(pick, country, form, tongue)
        if not made.every_name & taken:
            return made
    raise LookupError(f"{country.code} has too few words for another organisation")


def _weight(form: Form, wanted: str) -> int:
    if wanted:
        return form.weight if form.kinds[0] == wanted else 0
    return max(1, form.weight // 3) if form.led else form.weight


def invent(pick: Picker, country: Country, form: Form, tongue: str) -> Invented:
    """Returns one organisation of a form, named in a tongue and sometimes in one or two more."""
    word, city = pick.one(country.words), pick.one(country.cities)
    made = Invented(
        name=_said(form, tongue, word, city), tongue=tongue, plain=_said(form, "en" if tongue in SCRIPTS else tongue, word, city),
        kinds=form.kinds + (("youth",) if pick.chance(8) and "youth" not in form.kinds else ()),
        country=country.code, city=city.in_(tongue), led=form.led,
    )  # fmt: skip
    if tongue != "en" and pick.chance(80 if word.own != word.plain else 45):
        made.names["en"] = _said(form, "en", word, city)
    other = pick.one(OTHERS)
    fits = (
        other in form.names
        and other != tongue
        and (other != "ar" or (country.region == "maghreb" and word.own != word.plain))
    )
    if fits and pick.chance(25):
        made.names[other] = _said(form, other, word, city)
    language = tongue if tongue in form.abouts else "en"
    made.abouts[language] = pick.one(form.abouts[language]).format(c=city.in_(language))
    if language != tongue:
        made.names["en"] = _said(form, "en", word, city)
    return made


def _said(form: Form, language: str, word: Word, city: Word) -> str:
    return form.names[language].format(n=word.in_(language), c=city.in_(language))


def person_name(pick: Picker, country: Country, *, is_woman: bool) -> str:
    """Returns a name as they are common in a country."""
    listed: NameList = name_lists()[pick.one(country.people)]
    given = pick.one(listed.women if is_woman else listed.men)
    men, _, women = pick.one(listed.family).partition("|")
    family = women if women and is_woman else men
    return f"{family} {given}" if listed.family_first else f"{given} {family}"
