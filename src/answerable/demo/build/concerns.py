"""Invented concerns at several stages: told, answered and ended by the room's own acts, each on its day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from answerable.concerns import actions
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.queries.keepers import holders
from answerable.concerns.queries.threads import Raiser
from answerable.concerns.rules import routing
from answerable.concerns.rules.categories import Severity
from answerable.concerns.rules.words import AboutLevel, ClosingReason, Conflict, Role
from answerable.kit import clock

from ..reading import read
from .teams import Reading, open_teams
from .world import World

KEPT = "usual"


def tell_concerns(world: World) -> None:
    teams = open_teams(world)
    for done, one in enumerate(told := read("concerns")["concerns"]):
        world.progress("concerns", done, len(told))
        if one["about"].get("country", "TZ") in world.networks:
            _tell(world, one, teams)


def _tell(world: World, one: dict[str, Any], teams: dict[str, Reading]) -> None:
    with clock.on(world.ago(days=one["ago"])):
        told = actions.Told(
            answers=one["answers"], about=_about(world, one), name=one.get("name", ""), limits_shown=True
        )
        raised = actions.raise_concern(one["code"], told=told, excluded=_excluded(one, teams))
    readers = _readers(world, one, raised.raiser.case, teams)
    for who, after, act, *more in one.get("steps", ()):
        with clock.on(world.ago(days=one["ago"] - after)):
            if who == "person":
                BY_PERSON[act](raised.raiser, *more)
            else:
                AT_THE_DESK[act](readers[who == "second"], raised.raiser.case, *more)


def _about(world: World, one: dict[str, Any]) -> routing.About:
    said, language = one["about"], one["language"]
    if "secretariat" in said:
        return routing.About((routing.Party(AboutLevel.SECRETARIAT),), language=language)
    if "country" in said:
        above = _above(world.networks[said["country"]].path)
        return routing.About((routing.Party(AboutLevel.COUNTRY, above=above),), above, language=language)
    member = world.by_key[said["organisation"]]
    above = _above(world.networks[member.made.country].path)
    party = routing.Party(AboutLevel.ORGANISATION, str(member.organisation.pk), above=above)
    return routing.About((party,), above, language=language)


def _above(path: str) -> tuple[str, ...]:
    """Returns a place and those above it, nearest first, without the alliance itself."""
    return tuple(path[:end] for end in range(len(path), 4, -4))


def _excluded(one: dict[str, Any], teams: dict[str, Reading]) -> routing.Excluded:
    ids = [team.people[key].id for team in teams.values() for key in team.people if key == one.get("excluded")]
    return routing.Excluded(people=frozenset(ids))


def _readers(world: World, one: dict[str, Any], case: UUID, teams: dict[str, Reading]) -> list[AtTheDesk]:
    """Returns the two who read a case, whoever answers first; both have said that they have no ties, if anything follows."""
    ids = holders(case)
    people = {key: desk for team in teams.values() for key, desk in team.people.items() if desk.handler.pk in ids}
    leads = {key for key, desk in people.items() if desk.role == Role.LEAD}
    return [
        people[key]
        for key in in_turn({key: world.named[key].person.languages for key in people}, one["language"], leads)
    ]


def in_turn(readers: Mapping[str, Sequence[str]], language: str, leads: Collection[str] = ()) -> list[str]:
    """Returns readers by what they speak: whoever speaks the language of a concern answers it, else the first of the cast.

    Whoever leads comes last: they decide on what the others ask for.
    """
    return sorted(readers, key=lambda key: (key in leads, language not in readers[key]))


def _declared(by: AtTheDesk, case: UUID) -> None:
    actions.declare_conflict(by=by, case=case, value=Conflict.NONE)


def _acknowledge(by: AtTheDesk, case: UUID, words: str) -> None:
    _declared(by, case)
    actions.read_case(by=by, case=case)
    actions.answer(by=by, case=case, words=words, is_answer=False)


def _answer(by: AtTheDesk, case: UUID, words: str) -> None:
    _declared(by, case)
    actions.read_case(by=by, case=case)
    actions.answer(by=by, case=case, words=words)


def _safety(by: AtTheDesk, case: UUID, words: str) -> None:
    actions.note_safety_contact(by=by, case=case, words=words)


def _begin(by: AtTheDesk, case: UUID) -> None:
    actions.begin(by=by, case=case)


def _grade(by: AtTheDesk, case: UUID, kind: str) -> None:
    actions.grade(by=by, case=case, kinds=[kind], severity=Severity.MEDIUM)


def _ask_to_close(by: AtTheDesk, case: UUID, reason: str, done: str) -> None:
    actions.read_case(by=by, case=case)
    actions.ask_to_close(by=by, case=case, reason=ClosingReason(reason), done=done)


def _close(by: AtTheDesk, case: UUID, words: str) -> None:
    _declared(by, case)
    actions.read_case(by=by, case=case)
    actions.close(by=by, case=case, words=words, keep_profile=KEPT)


def _words(raiser: Raiser, words: str) -> None:
    actions.add_words(raiser, words=words)


def _withdraw(raiser: Raiser) -> None:
    actions.withdraw(raiser, meaning_shown=True)


AT_THE_DESK: dict[str, Callable[..., None]] = {
    "acknowledge": _acknowledge, "answer": _answer, "safety": _safety, "begin": _begin, "grade": _grade,
    "ask_to_close": _ask_to_close, "close": _close,
}  # fmt: skip
BY_PERSON: dict[str, Callable[..., None]] = {"words": _words, "withdraw": _withdraw}
