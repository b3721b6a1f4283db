"""The people one can come in as, each with an account."""

from answerable.alliance.actions import people
from answerable.alliance.rules.words import Visibility

from ..people import PHRASE
from ..reading import read
from .world import Somebody, World


def welcome_named(world: World) -> None:
    for key, one in read("named")["people"].items():
        member = world.by_key.get(one.get("organisation", ""))
        place = f"org:{member.organisation.pk}" if member else world.networks["root"].path
        person = people.welcome_person(
            by=world.by, name=one["name"], email=one["email"], place=place, languages=tuple(one["languages"].split()),
            visibility=Visibility.PUBLIC if one.get("office") in {"secretariat", "coordinator", "editor"} else Visibility.MEMBERS,
        )  # fmt: skip
        people.give_account(by=world.by, person=person, password=PHRASE, language=one.get("language", ""))
        somebody = Somebody(person, one["gender"] == "woman")
        if member:
            people.affiliate(
                by=world.by,
                person=person,
                organisation=member.organisation,
                title=one.get("title", ""),
                starts=world.ago(years=4),
            )
        if member and one.get("seat"):
            member.people.insert(0, somebody)
        if one.get("measures") is not None:
            measures = tuple(one["measures"].split()) + (("women",) if somebody.is_woman else ())
            people.declare_self(by=world.by, person=person, measures=measures)
        world.named[key] = somebody
        world.names.add(one["name"])
