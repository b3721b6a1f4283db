"""Saying what one will do, by when, and to whom; and saying it in other words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network, Organisation, Person
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries.days import earliest_at, latest_at
from answerable.alliance.queries.people import place_paths
from answerable.alliance.rules.memberships import LIVE
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.kit.text import fold
from answerable.kit.translations import TextState

from ..models import Commitment, CommitmentText, OwedTo
from ..permissions import require
from ..queries.sides import accounts_of_owed, accounts_of_owner, loses_it, speaks_for_owner
from ..rules.words import Origin, Party, Shown, State, Turn
from .recording import _turn, enter, locked_by_owner, tell
from .stepping import NewStep, _write_steps

LONGEST, LONGEST_MORE, MOST_OWED = 300, 4000, 20


@dataclass(frozen=True)
class Owner:
    """Who will do it: one of the three."""

    person: Person | None = None
    organisation: Organisation | None = None
    network: Network | None = None


@dataclass(frozen=True)
class To:
    """One of those it is made to: an organisation, a network, somebody in words, or, with nothing said, the public."""

    organisation: Organisation | None = None
    network: Network | None = None
    words: str = ""

    @property
    def kind(self) -> Party:
        if self.organisation:
            return Party.ORGANISATION
        if self.network:
            return Party.NETWORK
        return Party.WORDS if self.words.strip() else Party.PUBLIC


@dataclass(frozen=True)
class Promise:
    """What is said. `texts` are the same words in other languages: (what, more) by language."""

    what: str
    due: dt.date
    to: tuple[To, ...]
    more: str = ""
    language: str = "en"
    shown: str = Shown.NETWORK
    place: Network | None = None
    origin: str = Origin.OWN
    origin_id: str = ""
    origin_words: str = ""
    steps: tuple[NewStep, ...] = ()
    made_on: dt.date | None = None
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def make_commitment(*, by: Actor, owner: Owner, promise: Promise, instead_of: Commitment | None = None) -> Commitment:
    """Records what somebody says they will do. Those it is made to are told, and those who speak for its owner."""
    made = Commitment(
        person=owner.person, organisation=owner.organisation, network=owner.network, place=where_listed(owner, promise.place),
        language=promise.language, due=promise.due, shown=promise.shown,
        origin=promise.origin, origin_id=promise.origin_id, origin_words=promise.origin_words.strip(),
        instead_of=instead_of, by=by.opaque_id,
    )  # fmt: skip
    if promise.shown == Shown.PRIVATE and loses_it(by, made):
        raise Unacceptable("private_only_there", field="shown")
    require(speaks_for_owner(by, made))
    made.made_on = promise.made_on or earliest_at(made.place.path)
    _check(owner, promise, made)
    made.save()
    _write_words(made, promise.language, promise.what, promise.more)
    for language, (what, more) in promise.texts.items():
        _write_words(made, language, what, more)
    OwedTo.objects.bulk_create(
        OwedTo(
            commitment=made, kind=one.kind, organisation=one.organisation, network=one.network, words=one.words.strip()
        )
        for one in promise.to
    )
    _write_steps(made, promise.steps)
    _turn(by, made, Turn.MADE, made.made_on, state=State.OPEN, due=(made.due, made.due), shown=made.shown)
    enter(by, "make_commitment", made, {"shown": str(made.shown)})
    today = clock.today()
    tell(by, made, "made", [*accounts_of_owed(made, today), *accounts_of_owner(made, today)])
    return made


def _check(owner: Owner, promise: Promise, made: Commitment) -> None:
    if not promise.what.strip():
        raise Unacceptable("what_needed", field="what")
    if made.made_on > latest_at(made.place.path):
        raise Unacceptable("in_the_future", field="made_on")
    if promise.due < made.made_on:
        raise Unacceptable("due_before_made", field="due")
    if not promise.to:
        raise Unacceptable("to_whom", field="to")
    if len(promise.to) > MOST_OWED:
        raise Unacceptable("too_many_owed", field="to", most=MOST_OWED)
    if promise.shown == Shown.PRIVATE and any(one.kind == Party.PUBLIC for one in promise.to):
        raise Unacceptable("private_to_the_public", field="shown")
    if any(is_owner(owner, one) for one in promise.to):
        raise Unacceptable("owed_to_oneself", field="to")


def is_owner(owner: Owner, to: To) -> bool:
    return to.kind in {Party.ORGANISATION, Party.NETWORK} and (to.organisation, to.network) == (
        owner.organisation,
        owner.network,
    )


def where_listed(owner: Owner, wanted: Network | None = None) -> Network:
    """Returns where a commitment is listed: its owner’s network, of several the one that was wished for."""
    if owner.network is not None:
        return owner.network
    paths = _paths_of(owner)
    if wanted is not None and wanted.path in paths:
        return wanted
    found: Network | None = Network.objects.filter(path__in=paths[:1] or [ROOT_PATH]).first()
    if found is None:
        raise Unacceptable("place_needed")
    return found


def _paths_of(owner: Owner) -> list[str]:
    """Returns the networks in which an owner stands, the narrowest first for a person, else in their order."""
    if owner.organisation is not None:
        live = owner.organisation.memberships.filter(state__in=LIVE).order_by("pk")
        return list(live.values_list("network__path", flat=True))
    found = place_paths(owner.person, clock.today()) if owner.person else []
    return sorted({path for path in found if not path.startswith("org:")}, key=lambda path: (-len(path), path))


def _write_words(commitment: Commitment, language: str, what: str, more: str) -> None:
    if len(what.strip()) > LONGEST or len(more.strip()) > LONGEST_MORE:
        raise Unacceptable("words_too_long", field="what")
    CommitmentText.objects.update_or_create(
        commitment=commitment, language=language,
        defaults={
            "what": what.strip(), "more": more.strip(), "folded": fold(f"{what} {more}"), "state": TextState.REVIEWED,
            "updated_on": clock.today(),
        },
    )  # fmt: skip


def said_in(commitment: Commitment, language: str) -> dict[str, str]:
    """Returns a commitment's words in a language, as a form shows them; empty where there are none."""
    text = commitment.texts.filter(language=language).first()
    return {"what": text.what if text else "", "more": text.more if text else ""}


@transaction.atomic
def put_in_language(
    *, by: Actor, commitment: Commitment, language: str, what: str, more: str = "", began: str = ""
) -> Commitment:
    """Says the same in one more language. `began`: the mark of what was said in it when they began to write."""
    found = locked_by_owner(by, commitment)
    if language == found.language:
        raise Unacceptable("own_language", field="language")
    if not what.strip():
        raise Unacceptable("what_needed", field="what")
    look_again(began, now=said_in(found, language), typed={"what": what, "more": more})
    _write_words(found, language, what, more)
    enter(by, "put_in_language", found, {"language": language})
    return found


@transaction.atomic
def reword(*, by: Actor, commitment: Commitment, what: str, more: str = "", began: str = "") -> Commitment:
    """Says an open commitment in better words. What was said before stays in its history, and those it was made to are told."""
    found = locked_by_owner(by, commitment)
    if found.state != State.OPEN:
        raise Unacceptable("closed_already", field="what")
    if not what.strip():
        raise Unacceptable("what_needed", field="what")
    before = found.texts.filter(language=found.language).first()
    if before and (before.what, before.more) == (what.strip(), more.strip()):
        return found
    look_again(began, now=said_in(found, found.language), typed={"what": what, "more": more})
    _write_words(found, found.language, what, more)
    found.texts.exclude(language=found.language).update(state=TextState.STALE)
    earlier = "\n\n".join(part for part in (before.what, before.more) if part) if before else ""
    _turn(by, found, Turn.WORDS, clock.today(), words=earlier)
    enter(by, "reword", found)
    tell(by, found, "reworded", accounts_of_owed(found, clock.today()))
    return found
