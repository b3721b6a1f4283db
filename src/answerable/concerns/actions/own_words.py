"""A network says a text of the raising pages in its own words, enters its own numbers and laws, and goes back to shipped words."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network
from answerable.alliance.permissions import ROOT_PATH, acting_office, may_keep_alliance, may_keep_network, require
from answerable.alliance.queries.languages import there_are
from answerable.kit import clock
from answerable.ledger.actions import record

from ..models import RaisingText
from ..queries.own_words import own_at, places, shipped_in
from ..rules.own_words import filled_in, is_entered, lacks_number, tidy, wrong_with


@transaction.atomic
def say_in_own_words(
    *, by: Actor, network: Network | None, language: str, at: str, words: str, checked_on: dt.date | None = None
) -> None:
    """Keeps a network's words for a text, without a network the alliance's; `Unacceptable` where they cannot stand there."""
    _require(by, network, language, at)
    said, shipped = tidy(words), shipped_in(language, at)
    if code := wrong_with(said, shipped):
        names = " ".join(f"{{{one}}}" for one in filled_in(shipped))
        raise Unacceptable(code, field="words", names=names)
    if lacks_number(at, said):
        raise Unacceptable("text_lacks_number", field="words")
    if is_entered(at):
        _require_checked(checked_on)
    elif said == shipped:
        said = ""
    _change(by, network, language, at, words=said, checked_on=checked_on if is_entered(at) else None)


@transaction.atomic
def back_to_shipped(*, by: Actor, network: Network | None, language: str, at: str) -> None:
    """Says a text again as it is said without a network's own words; what those were stays to be read."""
    _require(by, network, language, at)
    _change(by, network, language, at)


def _require(by: Actor, network: Network | None, language: str, at: str) -> None:
    require(may_keep_alliance(by) if network is None else may_keep_network(by, network.path))
    if language not in there_are():
        raise Unacceptable("language_unknown", field="words")
    if at not in places():
        raise Unacceptable("not_such_a_text", field="words")


def _require_checked(day: dt.date | None) -> None:
    if day is None:
        raise Unacceptable("say_when_checked", field="checked_on")
    if day > clock.today():
        raise Unacceptable("day_to_come", field="checked_on")


def _change(
    by: Actor, network: Network | None, language: str, at: str, *, words: str = "", checked_on: dt.date | None = None
) -> None:
    before, shipped = own_at(network, language).get(at), shipped_in(language, at)
    if (before.words, before.checked_on, before.shipped) == (words, checked_on, shipped) if before else not words:
        return
    row = RaisingText(
        network=network, language=language, at=at, number=before.number + 1 if before else 1, words=words,
        shipped=shipped, checked_on=checked_on, day=clock.today(), by=by.opaque_id,
    )  # fmt: skip
    row.save(force_insert=True)
    place = network.path if network else ROOT_PATH
    detail: dict[str, str | int | bool | list[str]] = {"language": language, "number": row.number}
    act = "concerns.say_in_own_words" if words else "concerns.back_to_shipped"
    record(by, act, subject=("raising_text", at), office=acting_office(by, place), place=place, detail=detail)
