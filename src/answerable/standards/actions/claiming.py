"""Saying of a duty of one's own that it is done or begun, and what others say of that: confirmed, vouched for, asked back."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Organisation
from answerable.alliance.queries.days import earliest_at, latest_at
from answerable.alliance.queries.merging import with_their_duplicates
from answerable.backups import forgotten
from answerable.kit import clock
from answerable.ledger import actions as ledger

from ..models import Claim, ClaimStep, Duty, Subject
from ..permissions import organisation_path, require, speaks_for_organisation
from ..queries.cases import steps_of
from ..queries.merged import RECORDS
from ..queries.seeing import may_read
from ..queries.sides import accounts_of, accounts_of_keepers, home_of, keeps_records_of, speaks_for, vouching_for
from ..rules.saying import ClaimMove, ShownTo, holds
from .contents import Upload, empty_claim, kind_of, seal_document
from .recording import as_one_act, enter, hold, office_of, stands_anew, tell

MOST_CLAIMS = 200  # of one subject on one duty
LONGEST = 4000
__all__ = [
    "Said",
    "ask_back",
    "claim",
    "claim_many",
    "confirm",
    "take_back",
    "vouch",
    "withdraw_confirmation",
    "withdraw_vouch",
]


@dataclass(frozen=True)
class Said:
    """What somebody says of a duty. `about_to`: None means until further notice; `many`: how many it tells of."""

    words: str = ""
    link: str = ""
    file: Upload | BinaryIO | None = None
    about_from: dt.date | None = None
    about_to: dt.date | None = None
    only_started: bool = False
    many: int = 1
    shown: ShownTo = ShownTo.MEMBERS
    language: str = "en"
    external_id: str = ""


@transaction.atomic
def claim(*, by: Actor, subject: Subject, duty: Duty, said: Said) -> Claim:
    """Records what somebody says of a duty of theirs. It counts at once, as what it is: declared by themselves."""
    require(speaks_for(by, subject))
    return _keep(by, subject, duty, said)


def _keep(by: Actor, subject: Subject, duty: Duty, said: Said) -> Claim:
    held = hold(subject)
    kind = kind_of(said.words, said.link, said.file, field="said")
    home = home_of(held)
    day = earliest_at(home)
    about_from = said.about_from or day
    _check(held, duty, said, about_from, home)
    made = Claim.objects.create(
        duty=duty, subject=held, kind=kind, words=said.words.strip(), language=said.language, link=said.link, about_from=about_from,
        about_to=said.about_to, only_started=said.only_started, many=said.many, shown=said.shown, said_on=day,
        external_id=said.external_id, by=by.opaque_id, office=office_of(by, held),
    )  # fmt: skip
    if said.file:
        seal_document(said.file, claim=made)
    enter(by, "claim", held, duty, {"kind": str(kind), "claim": str(made.key)})
    stands_anew(held)
    tell(by, "claimed", lambda: accounts_of_keepers(held, clock.today()), "claim", made.key)
    return made


def _check(subject: Subject, duty: Duty, said: Said, about_from: dt.date, home: str) -> None:
    if not duty.followed:
        raise Unacceptable("not_followed")
    if len(said.words.strip()) > LONGEST:
        raise Unacceptable("too_long", field="said", most=LONGEST)
    if about_from > latest_at(home):
        raise Unacceptable("in_the_future", field="about_from")
    if said.about_to and said.about_to < about_from:
        raise Unacceptable("ends_before_it_starts", field="about_to")
    if subject.claims.filter(duty=duty, taken_back_on=None).count() >= MOST_CLAIMS:
        raise Unacceptable("too_many_claims", field="said", most=MOST_CLAIMS)


@transaction.atomic
def confirm(*, by: Actor, claim: Claim, words: str = "") -> ClaimStep:
    """Confirms what somebody said, as one who keeps their records; never one's own word."""
    held = _locked(claim)
    require(keeps_records_of(by, held.subject))
    _not_ones_own(by, held)
    return _step(by, held, ClaimMove.CONFIRMED, words)


@transaction.atomic
def ask_back(*, by: Actor, claim: Claim, words: str) -> ClaimStep:
    """Asks for more, as one who keeps the records; it takes nothing away."""
    held = _locked(claim)
    require(keeps_records_of(by, held.subject))
    if not words.strip():
        raise Unacceptable("words_needed", field="said")
    return _step(by, held, ClaimMove.ASKED_BACK, words)


@transaction.atomic
def vouch(*, by: Actor, claim: Claim, organisation: Organisation, words: str = "") -> ClaimStep:
    """Vouches for what another said, as a partner that offered to where they stand."""
    held = _locked(claim)
    require(organisation in vouching_for(by, held.subject) and may_read(by, held))
    _not_ones_own(by, held)
    return _step(by, held, ClaimMove.VOUCHED, words, organisation)


@transaction.atomic
def withdraw_confirmation(*, by: Actor, claim: Claim, words: str = "") -> ClaimStep:
    """Confirms it no longer, from today on, as one who keeps the records; that it was confirmed until now stays."""
    held = _locked(claim)
    require(keeps_records_of(by, held.subject))
    if not holds(steps_of(held), ClaimMove.CONFIRMED, None):
        raise Unacceptable("not_said")
    return _taken_back(by, held, words, None)


@transaction.atomic
def withdraw_vouch(*, by: Actor, claim: Claim, organisation: Organisation, words: str = "") -> ClaimStep:
    """Vouches for it no longer, from today on, for the organisation that did; also where it may not be asked any more."""
    held = _locked(claim)
    require(speaks_for_organisation.covers(by, organisation_path(organisation.pk)))
    voices = [one for one in _voices(organisation) if holds(steps_of(held), ClaimMove.VOUCHED, one)]
    if not voices:
        raise Unacceptable("not_said")
    return [_taken_back(by, held, words, one) for one in voices][-1]


def _voices(organisation: Organisation) -> list[int]:
    """The record and the duplicates that became part of it: what they did, it did."""
    return sorted(with_their_duplicates([organisation.pk]))


def _taken_back(by: Actor, held: Claim, words: str, voice: int | None) -> ClaimStep:
    return _noted(by, held, ClaimMove.TAKEN_BACK, words, voice)


def _step(by: Actor, held: Claim, move: ClaimMove, words: str, organisation: Organisation | None = None) -> ClaimStep:
    if move != ClaimMove.ASKED_BACK and _is_said(held, move, organisation):
        raise Unacceptable("said_already")
    return _noted(by, held, move, words, organisation.pk if organisation else None)


def _noted(by: Actor, held: Claim, move: ClaimMove, words: str, voice: int | None) -> ClaimStep:
    step = ClaimStep.objects.create(
        claim=held, move=move, organisation_id=voice, words=words.strip(), on=earliest_at(home_of(held.subject)), by=by.opaque_id,
        office=office_of(by, held.subject),
    )  # fmt: skip
    enter(by, str(move), held.subject, held.duty, {"claim": str(held.key)})
    if move != ClaimMove.ASKED_BACK:
        stands_anew(held.subject)
    tell(by, str(move), lambda: accounts_of(held.subject, clock.today()), "claim", held.key)
    return step


def _is_said(held: Claim, move: ClaimMove, organisation: Organisation | None) -> bool:
    """Whether somebody did so already; what a duplicate did, the record that it became part of did."""
    voices = _voices(organisation) if organisation else [None]
    return any(holds(steps_of(held), move, one) for one in voices)


@transaction.atomic
def take_back(*, by: Actor, claim: Claim) -> Claim:
    """Takes back what one's own side said, or oneself for those whose records one keeps: its content goes for good, that something was there stays."""
    held = _locked(claim)
    require(speaks_for(by, held.subject) or (held.by == by.opaque_id and keeps_records_of(by, held.subject)))
    empty_claim(held)
    forgotten.remember("standards_claim", str(held.key))
    enter(by, "take_back", held.subject, held.duty, {"claim": str(held.key)})
    stands_anew(held.subject)
    return held


@transaction.atomic
def claim_many(*, by: Actor, rows: Iterable[tuple[Subject, Duty, Said]]) -> tuple[list[Claim], set[str]]:
    """Records many at once, without entries and notices of their own; returns them and whom they are about.

    Those who keep the records may say something for others here: it counts as declared, and they cannot confirm it themselves.
    Whoever calls it makes one entry with the counts, and has those whom it is about reckoned.
    """
    listed = list(rows)
    _hold_all({subject.pk for subject, _duty, _said in listed})
    with as_one_act() as names:
        made = [_keep_for(by, subject, duty, said) for subject, duty, said in listed]
    return made, names


def _keep_for(by: Actor, subject: Subject, duty: Duty, said: Said) -> Claim:
    require(speaks_for(by, subject) or keeps_records_of(by, subject))
    return _keep(by, subject, duty, said)


def _hold_all(subjects: Collection[int]) -> None:
    """Locks all whom many claims are about, the ledger first: two who hand in lists at once never wait in a circle."""
    ledger.hold()
    list(Subject.objects.select_for_update().filter(pk__in=subjects).order_by("pk").values_list("pk", flat=True))


def _locked(claim: Claim) -> Claim:
    hold(claim.subject)
    found = Claim.objects.select_for_update(of=("self",)).select_related(
        "duty", f"subject__{RECORDS}", "subject__network", "subject__person"
    )
    one = found.filter(pk=claim.pk, taken_back_on=None).first()
    if one is None:
        raise Hidden
    return one


def _not_ones_own(by: Actor, claim: Claim) -> None:
    if by.system:
        return  # no word is its own: the demo tells what others said
    if claim.by == by.opaque_id or (speaks_for(by, claim.subject) and claim.subject.network_id is None):
        raise Unacceptable("not_ones_own")
