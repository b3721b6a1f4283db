"""What organisations, networks and people said they would do in two years, and what became of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from answerable.alliance.models import Network, Organisation
from answerable.commitments import actions as acts
from answerable.commitments.actions.recording import telling_nobody
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment, OwedTo
from answerable.commitments.rules.words import Origin, Remark, Shown, State
from answerable.jobs.daily import remind_of_commitments

from ..picking import Picker
from ..reading import read
from .world import Member, World

OF_MANY = 60  # organisations beside the named ones that said something


def promise_all(world: World) -> None:
    told = read("commitments")
    with telling_nobody():
        for one in told["told"]:
            if _is_there(world, one["by"]):
                _tell(world, one)
        _many(world, told)
    remind_of_commitments.run()


def _is_there(world: World, by: str) -> bool:
    kind, _colon, key = by.rpartition(":")
    told: dict[str, Mapping[str, object]] = {"network": world.networks, "person": world.named, "": world.by_key}
    return key in told[kind]


def _owner(world: World, by: str) -> acts.Owner:
    kind, _colon, key = by.rpartition(":")
    if kind == "network":
        return acts.Owner(network=world.networks[key])
    if kind == "person":
        return acts.Owner(person=world.named[key].person)
    return acts.Owner(organisation=world.by_key[key].organisation)


def _to(world: World, name: str) -> acts.To:
    if name == "public":
        return acts.To()
    if name in world.by_key:
        return acts.To(organisation=world.by_key[name].organisation)
    network = world.networks.get(name.removeprefix("network:")) if name.startswith("network:") else None
    return acts.To(network=network) if network else acts.To(words=name)


def _tell(world: World, one: dict[str, Any]) -> None:
    owner = _owner(world, one["by"])
    steps = tuple(
        NewStep(step["words"], _day(world, step.get("due")), _day(world, step.get("done")))
        for step in one.get("steps", ())
    )
    later = [step for step in one["then"] if "move" in step]
    promise = acts.Promise(
        what=one["what"], due=world.ahead(one["due"]) if not later else _first_day(world, one), language=one["language"],
        to=tuple(_to(world, name) for name in one["to"]), shown=one["shown"], steps=steps, made_on=world.ahead(one["made"]),
        origin=one.get("origin", Origin.OWN), origin_words=one.get("origin_words", ""),
        texts={code: (what, "") for code, what in one.get("texts", {}).items()},
    )  # fmt: skip
    made = acts.make_commitment(by=world.by, owner=owner, promise=promise)
    for step in one["then"]:
        _happen(world, made, step)


def _first_day(world: World, one: dict[str, Any]) -> dt.date:
    """Where a day was moved, the first one lies before it."""
    moved = next(step for step in one["then"] if "move" in step)
    return world.ahead(one["due"] if one["due"] < moved["move"] else moved["at"] + 5)


def _day(world: World, number: int | None) -> dt.date | None:
    return world.ahead(number) if number is not None else None


def _happen(world: World, made: Commitment, step: dict[str, Any]) -> None:
    by, on, words = world.by, _day(world, step.get("at")), step.get("words", "")
    if "move" in step:
        acts.move_day(by=by, commitment=made, due=world.ahead(step["move"]), words=step["why"], on=on)
    elif "done" in step:
        acts.say_done(by=by, commitment=made, on=world.ahead(step["done"]), words=words)
    elif "not_kept" in step:
        _not_kept(world, made, step)
    elif "ask" in step:
        acts.ask_release(by=by, commitment=made, words=words, on=world.ahead(step["ask"]))
    elif "answer" in step:
        acts.answer_release(
            by=by, commitment=made, agrees=step["answer"], words=words, party=_party(world, made, step), on=on
        )
    elif "evidence" in step:
        between_us = step.get("between_us", False)
        acts.lay_before(
            by=by, commitment=made, words=step["evidence"], language=made.language, between_us=between_us, on=on
        )
    else:
        acts.say(
            by=by, commitment=made, words=step["say"], language=made.language, kind=step.get("kind", Remark.COMMENT),
            party=_party(world, made, step), on=on,
        )  # fmt: skip


def _party(world: World, made: Commitment, step: dict[str, Any]) -> OwedTo | None:
    if "who" not in step:
        return None
    who = _to(world, step["who"])
    return made.owed.get(organisation=who.organisation, network=who.network)


def _not_kept(world: World, made: Commitment, step: dict[str, Any]) -> None:
    day, told = world.ahead(step["not_kept"]), step.get("instead")
    instead = None
    if told:
        parties = tuple(acts.To(one.organisation, one.network, one.words) for one in made.owed.all())
        instead = acts.Promise(
            what=told["what"], due=world.ahead(told["due"]), language=made.language, to=parties, shown=made.shown, made_on=day,
            origin=made.origin, origin_words=made.origin_words,
        )  # fmt: skip
    acts.not_kept(by=world.by, commitment=made, words=step["words"], on=day, instead=instead)
    for following in step.get("instead_then", ()):
        _happen(world, made.successors.get(), following)


def _many(world: World, told: dict[str, Any]) -> None:
    """What others said: most of it kept, some of it late, some of it not, and said so."""
    listed = [one for country in world.countries for one in world.members[country.code] if _may(one)]
    pick = Picker("commitments")
    for member in pick.shuffled(listed)[:OF_MANY]:
        _one_of_many(world, told, member, pick)


def _may(member: Member) -> bool:
    return member.belongs and not member.made.key and not member.organisation.at_risk


def _one_of_many(world: World, told: dict[str, Any], member: Member, pick: Picker) -> None:
    organisation: Organisation = member.organisation
    language = organisation.name_language if organisation.name_language in told["many"] else "en"
    network: Network = world.networks[member.made.country]
    made_on = pick.between(60, 700)
    due = -made_on + pick.between(50, 300)
    promise = acts.Promise(
        what=pick.one(told["many"][language]), due=world.ahead(due), language=language, to=(acts.To(network=network),),
        shown=Shown.PUBLIC if pick.chance(60) else Shown.NETWORK, made_on=world.ago(days=made_on), place=network,
        origin=pick.one((Origin.WORKSHOP, Origin.DECLARATION, Origin.OWN, Origin.ASSESSMENT)),
    )  # fmt: skip
    made = acts.make_commitment(by=world.by, owner=acts.Owner(organisation=organisation), promise=promise)
    if due < 0:
        _end(world, made, told, due, pick)


def _end(world: World, made: Commitment, told: dict[str, Any], due: int, pick: Picker) -> None:
    fate = pick.weighted(((State.DONE, 55), (State.DONE_LATE, 18), (State.NOT_KEPT, 15), (State.OPEN, 12)))
    if fate == State.DONE:
        acts.say_done(by=world.by, commitment=made, on=max(made.made_on, world.ahead(due - pick.between(0, 30))))
    elif fate == State.DONE_LATE:
        acts.say_done(by=world.by, commitment=made, on=world.ahead(min(due + pick.between(1, 60), 0)))
    elif fate == State.NOT_KEPT:
        words = pick.one(told["whys"][made.language])
        acts.not_kept(by=world.by, commitment=made, words=words, on=world.ahead(min(due + pick.between(0, 20), 0)))
