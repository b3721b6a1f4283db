"""Two networks make the code their own: one adopted it after two years, one is still writing."""

import datetime as dt
from collections.abc import Mapping
from itertools import cycle
from typing import Any

from answerable.alliance.actions import people
from answerable.alliance.models import Organisation, Person
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.clauses import Wording, add_clause, write_clause
from answerable.conduct.actions.local_codes.adopting import Around, Spoken, decide
from answerable.conduct.actions.local_codes.aligning import compare
from answerable.conduct.actions.local_codes.answering import Reply, answer
from answerable.conduct.actions.local_codes.beginning import begin_local_code, open_drafting
from answerable.conduct.actions.local_codes.contributing import Said, contribute
from answerable.conduct.actions.local_codes.inviting import invite_organisations, invite_person
from answerable.conduct.actions.local_codes.moments import Held, note_moment
from answerable.conduct.actions.local_codes.partners import ask_partner, decline_as_partner, say_as_partner
from answerable.conduct.actions.versions import call_version
from answerable.conduct.models import Clause, LocalCode, Version
from answerable.conduct.queries.local_codes import by_pk
from answerable.conduct.rules.local_codes import Decision
from answerable.conduct.rules.words import ShownAs, Strength

from ..reading import read
from .bodies import open_named
from .organisations import somebody_from
from .world import Member, World

Told = Mapping[str, Any]
SPEAKERS = 6
EN = "en"


def adopt_in_india(world: World, parent: Version) -> None:
    """India’s own code: four moments, contributions each answered, a vote that failed, and an assembly that agreed."""
    told: Told = read("local_codes")["india"]
    code = _begin(world, "IN", parent, told)
    speakers = _speakers(world, code, "IN")
    _contribute(world, code, told, speakers)
    _write(world, code, told)
    _compare(world, code, told)
    _ask(world, code, told, [one.organisation for one in world.members["IN"] if one.may_hold_womens_rights_seat])
    body = open_named(world, world.networks["IN"], BodyKind.ASSEMBLY, "assembly")
    voices = [Spoken(**one) for one in told["voices"]]
    adopted = world.ago(days=told["decisions"][-1]["ago"])
    call_version(by=world.by, version=_fresh(code).version, label=str(adopted.year))
    for at, one in enumerate(told["decisions"], start=1):
        values = {name: value for name, value in one.items() if name != "ago"}
        is_last = at == len(told["decisions"])
        around = Around(_why_nobody(code), voices if is_last else (), told["came_about"] if is_last else "")
        decide(
            by=world.by, code=_fresh(code), body=body, decision=Decision(held_on=world.ago(days=one["ago"]), **values), around=around
        )  # fmt: skip


def write_in_tanzania(world: World, parent: Version) -> None:
    """Tanzania’s own code, still being written, with contributions that wait for an answer."""
    told: Told = read("local_codes")["tanzania"]
    code = _begin(world, "TZ", parent, told)
    speakers = _speakers(world, code, "TZ")
    for key in ("neema", "rehema"):
        invite_person(by=world.by, code=_fresh(code), person=world.named[key].person, writes=True)
    _contribute(world, code, told, speakers)
    _write(world, code, told)
    _ask(world, code, told, [])


def _begin(world: World, country: str, parent: Version, told: Told) -> LocalCode:
    code = begin_local_code(
        by=world.by, network=world.networks[country], parent=Version.objects.get(pk=parent.pk), name=told["name"], language=EN, nameless=True,
        on=world.ago(days=told["begun"]),
    )  # fmt: skip
    open_drafting(by=world.by, code=_fresh(code))
    for moment, one in zip(_fresh(code).moments.all(), told["moments"], strict=True):
        moment.local_code = _fresh(code)
        held = Held(
            planned_on=world.ahead(one["planned"]) if "planned" in one else None, held_on=_ago(world, one.get("held")),
            people=one.get("people"), organisations=one.get("organisations"), heard=one.get("heard", ""), language=EN,
        )  # fmt: skip
        note_moment(by=world.by, moment=moment, held=held)
    return code


def _fresh(code: LocalCode) -> LocalCode:
    found = by_pk(code.pk)
    if found is None:
        raise LookupError("a local code that was begun is there")
    return found


def _ago(world: World, days: int | None) -> dt.date | None:
    return world.ago(days=days) if days is not None else None


def _speakers(world: World, code: LocalCode, country: str) -> dict[str, tuple[Person, Organisation | None]]:
    """Invites organisations; of the first ones a person each speaks, and those one can come in as."""
    members = [one for one in world.members[country] if one.belongs and not one.organisation.at_risk]
    invite_organisations(by=world.by, code=_fresh(code), organisations=[one.organisation for one in members[:20]])
    speaking = [_speaker(world, country, at, one) for at, one in enumerate(members[:SPEAKERS], start=1)]
    found: dict[str, tuple[Person, Organisation | None]] = {
        str(at): one for at, one in zip(range(1, SPEAKERS + 1), cycle(speaking), strict=False)
    }  # in a small alliance one person says several things
    for key in ("juma", "rehema", "salome"):
        home = world.named[key].person.affiliations.select_related("organisation").first()
        found[key] = (world.named[key].person, home.organisation if home else None)
    return found


def _speaker(world: World, country: str, at: int, member: Member) -> tuple[Person, Organisation]:
    person = somebody_from(world, country, f"local code {at}").person
    people.affiliate(by=world.by, person=person, organisation=member.organisation, starts=world.ago(years=2))
    return person, member.organisation


def _clause(code: LocalCode, number: int) -> Clause:
    return Clause.objects.select_related("version__instrument__network").get(version=code.version, number=str(number))


def _write(world: World, code: LocalCode, told: Told) -> None:
    for one in told["clauses"]:
        clause = _clause(code, one["at"])
        write_clause(
            by=world.by, clause=clause, language=EN, wording=Wording(one["heading"], one["body"]), revision=clause.texts.get(language=EN).revision
        )  # fmt: skip
    for one in told.get("adds", ()):
        add_clause(by=world.by, version=code.version, wording=Wording(one["heading"], one["body"]))


def _contribute(
    world: World, code: LocalCode, told: Told, speakers: Mapping[str, tuple[Person, Organisation | None]]
) -> None:
    here = _fresh(code)
    for one in told["contributions"]:
        person, organisation = speakers[str(one["who"])]
        shown = ShownAs(one.get("shown", ShownAs.NAME))
        said = Said(
            kind=one["kind"], words=one.get("words", ""), wording=one.get("wording", ""), language=EN, shown_as=shown,
            clause=_clause(code, one["at"]) if "at" in one else None, organisation=organisation if shown != ShownAs.NOBODY else None,
        )  # fmt: skip
        made = contribute(by=world.by, person=person, code=here, said=said, on=world.ago(days=one["ago"]))
        if reply := one.get("answer"):
            answer(
                by=world.by, contribution=made, reply=Reply(reply["outcome"], reply["words"]), on=world.ago(days=reply["ago"])
            )  # fmt: skip


def _compare(world: World, code: LocalCode, told: Told) -> None:
    """What was changed is compared again: it says more than the alliance’s text, not less."""
    changed = {str(one["at"]) for one in told["clauses"]}
    for parent in code.parent.clauses.all():
        if parent.number in changed:
            compare(
                by=world.by, code=_fresh(code), parent_clause=parent, clauses=[_clause(code, int(parent.number))],
                strength=Strength.STRONGER, on=world.ago(days=120),
            )  # fmt: skip


def _ask(world: World, code: LocalCode, told: Told, partners: list[Organisation]) -> None:
    """Asks partners: one answers, one declines, one says nothing."""
    for at, one in enumerate(told["partners"]):
        organisation = (
            world.by_key[one["who"]].organisation if "who" in one else partners[at] if at < len(partners) else None
        )
        if organisation is None:
            continue
        asked = ask_partner(
            by=world.by, code=_fresh(code), organisation=organisation, question=one.get("question", ""),
            hoped_by=world.ahead(one["hoped"]) if "hoped" in one else None, on=world.ago(days=one["asked"]),
        )  # fmt: skip
        if "words" in one:
            say_as_partner(
                by=world.by,
                asked=asked,
                words=one["words"],
                public=one.get("public", False),
                on=world.ago(days=one["said"]),
            )
        if "declined" in one:
            decline_as_partner(by=world.by, asked=[asked], on=world.ago(days=one["declined"]))


def _why_nobody(code: LocalCode) -> str:
    return (
        "" if code.partners_asked.exists() else "No women’s-rights organisation of the country is in the records yet."
    )
