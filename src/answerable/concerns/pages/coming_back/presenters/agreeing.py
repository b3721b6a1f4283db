"""Questions of consent with what each means, the answer that holds, and what was answered before, by day."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from answerable.kit import clock

from ....queries.promised import PROMISES
from ....rules import consents
from ....rules.consents import ASKABLE, Answer, Put
from ....rules.words import Said
from ...raising.showing import say
from .phrases import day_of


@dataclass(frozen=True)
class Agreement:
    """One question. `name`: of its field; `said`: the answer that holds, nothing where there is none; `asks_more`: it was for less.

    `is_asked`: somebody waits for it, or it was answered before; the others may be decided beforehand.
    """

    name: str
    asks: str
    means: str
    about: str
    said: str
    since: str
    asks_more: bool
    is_asked: bool
    before: tuple[tuple[dt.date, str], ...]


def agreements(put: Sequence[Put], answers: Sequence[Answer]) -> tuple[Agreement, ...]:
    """Returns the questions in the order in which they are shown; their fields are named by that order and what they ask."""
    return tuple(_agreement(one, answers) for one in put)


def name_of(one: Put) -> str:
    """Returns the name of a question's field; whom it is about is in it as a number alone."""
    return f"said-{one.purpose}-{_short(one.recipient)}"


def _short(recipient: str) -> str:
    return hashlib.blake2b(recipient.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _agreement(one: Put, answers: Sequence[Answer]) -> Agreement:
    mine = [row for row in answers if (row.purpose, row.recipient) == (one.purpose, one.recipient)]
    last = consents.latest(answers, one.purpose, one.recipient)
    asks_more = last is not None and last.said == Said.YES and not one.classes <= last.classes
    ran_out = last is not None and last.said == Said.YES and clock.today() > consents.runs_out(last, PROMISES)
    holds = last is not None and not asks_more and not ran_out
    return Agreement(
        name=name_of(one),
        asks=say(f"consents.{one.purpose}.asks", recipient=one.recipient),
        means=say(f"consents.{one.purpose}.means"),
        about=say(
            "pages.inbox.agree_about", parts=" · ".join(say(f"parts.{of}") for of in sorted(one.classes & ASKABLE))
        ),
        said=last.said.value if last and holds else "",
        since=say("pages.inbox.agree_since", said=say(f"consent_answers.{last.said}"), day=day_of(last.day))
        if last
        else "",
        asks_more=asks_more,
        is_asked=one.is_asked or last is not None,
        before=tuple((row.day, say(f"consent_answers.{row.said}")) for row in mine[:-1]),
    )
