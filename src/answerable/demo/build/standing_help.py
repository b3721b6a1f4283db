"""Who asked for help with a duty, and what was answered."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from answerable.kit import clock
from answerable.standards.actions.helping import answer_help, ask_for_help, close_help, offer_help, reply
from answerable.standards.models import Duty, HelpAnswer, HelpRequest, Subject
from answerable.standards.queries.subjects import name_of

from .world import World

MOVES: dict[str, Callable[..., HelpAnswer]] = {
    "offer": offer_help,
    "answer": answer_help,
    "reply": reply,
    "close": close_help,
}


def ask_all(
    world: World, duties: Mapping[str, Duty], subjects: Mapping[str, Subject], told: Iterable[dict[str, Any]]
) -> None:
    for one in told:
        member = world.by_key.get(one["of"])
        if member is None:
            continue
        with clock.on(world.ahead(one["at"])):
            made = ask_for_help(
                by=world.by, subject=subjects[name_of(member.organisation)], duty=duties[one["duty"]], words=one["words"],
                language=one.get("language", "en"), to_partners=one.get("to_partners", False),
            )  # fmt: skip
        for step in one["then"]:
            _answer(world, made, step, one.get("language", "en"))


def _answer(world: World, made: HelpRequest, step: dict[str, Any], language: str) -> None:
    move = next(name for name in MOVES if name in step)
    with clock.on(world.ahead(step["at"])):
        MOVES[move](by=world.by, request=made, words=step[move], language=language)
