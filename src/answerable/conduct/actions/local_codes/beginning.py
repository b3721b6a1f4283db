"""A local code begins, opens for everybody who is invited, or is given up."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network
from answerable.alliance.permissions import require
from answerable.kit import clock
from answerable.kit.meanwhile import look_again

from ...models import Alignment, Clause, ClauseText, Instrument, LocalCode, Moment, Version
from ...permissions import may_adopt
from ...queries import local_codes as queries
from ...queries.instruments import in_force
from ...queries.reading import is_behind, languages_of
from ...rules.fingerprints import of_clause
from ...rules.local_codes import OPEN_STATES, Start
from ...rules.words import Strength, VersionState
from ..instruments import Signers, open_instrument
from ..recording import enter
from ..settling import around, keep_wording, settle
from ..telling_many import tell_soon
from ..versions import begin_version, drop_version, open_consultation
from .allowing import place_of, require_deciding, require_running


@transaction.atomic
def begin_local_code(
    *,
    by: Actor,
    network: Network,
    parent: Version,
    name: str,
    language: str,
    start: str = Start.PARENT,
    nameless: bool = False,
    answer_days: int = 14,
    on: dt.date | None = None,
) -> LocalCode:
    """Begins a network's own version of a text adopted above it, with that text's clauses, its own, or none."""
    require(may_adopt(by, network.path))
    day = on or clock.today()
    hold_open_network(network, day)  # two who begin at once do not begin twice
    _check_beginning(network, parent, name)
    instrument = _instrument(by, network, parent, name, language)
    own = _own_in_force(instrument) if start == Start.OWN else None
    version = begin_version(
        by=by, instrument=instrument, label=_label(instrument, day), language=language, copy_of=own, together=True
    )
    code = LocalCode.objects.create(
        version=version, parent=parent, nameless=nameless, answer_days=answer_days, begun_on=day, by=by.opaque_id
    )
    if start == Start.PARENT:
        _copy(by, code, language, day)
    for one in queries.template():
        Moment.objects.create(local_code=code, kind=one.kind, order=one.order, language=language)
    enter(by, "begin_local_code", subject=("local_code", code.pk), place=network.path)
    return code


def hold_open_network(network: Network, day: dt.date) -> None:
    """Holds a network until the act is over; in one that is closed nothing is written any more."""
    fresh = Network.objects.select_for_update().get(pk=network.pk)
    if fresh.closed_on and fresh.closed_on <= day:
        raise Unacceptable("network_closed")


def _check_beginning(network: Network, parent: Version, name: str) -> None:
    above = parent.instrument.network.path
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    if parent.state != VersionState.ADOPTED or above == network.path or not network.path.startswith(above):
        raise Unacceptable("parent_not_adopted", field="parent")
    begun = Version.objects.filter(
        instrument__network=network, instrument__adapts=parent.instrument, state__in=OPEN_STATES
    )
    if begun.exists():
        raise Unacceptable("begun_already", field="parent")


def _instrument(by: Actor, network: Network, parent: Version, name: str, language: str) -> Instrument:
    source = parent.instrument
    found = Instrument.objects.filter(network=network, adapts=source).first()
    signers = Signers(source.people_sign, source.organisations_sign, source.networks_sign)
    return found or open_instrument(
        by=by, network=network, kind=source.kind, name=name, language=language, signers=signers, adapts=source
    )


def _own_in_force(instrument: Instrument) -> Version:
    found = in_force(instrument)
    if found is None:
        raise Unacceptable("no_own_text", field="start")
    return found


def _label(instrument: Instrument, day: dt.date) -> str:
    """A version is called by the year in which it was begun, until somebody calls it otherwise."""
    taken = set(instrument.versions.values_list("label", flat=True))
    years = (str(day.year), *(f"{day.year}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in years if one not in taken)


def _copy(by: Actor, code: LocalCode, language: str, day: dt.date) -> None:
    """Copies the parent's clauses as a first draft, each on a line of its own, in every language that all can read."""
    others = [one for one in languages_of(code.parent) if one != language]
    for clause in queries.clauses_of(code.parent):
        text = queries.text_of(clause, language)
        if text is None:
            raise Unacceptable("lacks_language", field="language")
        made = Clause.objects.create(version=code.version, order=clause.order, number=clause.number, line=uuid.uuid4())
        _put_text(by, made, text, day)
        clause.version, text.clause = code.parent, clause
        _put_translations(by, made, text, [one for one in clause.texts.all() if one.language in others], day)
        _as_strong(by, code, clause, made)
    for one in others:
        around(code.version, language=one)
    settle(code.version)


def _put_text(by: Actor, clause: Clause, source: ClauseText, day: dt.date) -> None:
    text = ClauseText.objects.create(
        clause=clause, language=source.language, heading=source.heading, body=source.body, updated_on=day
    )
    keep_wording(text, by=by)


def _put_translations(by: Actor, clause: Clause, own: ClauseText, there: Sequence[ClauseText], day: dt.date) -> None:
    """The parent's other languages as translations of ours. What was out of date there is so here."""
    source = own.clause.texts.filter(language=own.clause.version.original_language).first()
    for one in there:
        is_old = is_behind(own, source) or is_behind(one, source)
        text = ClauseText.objects.create(
            clause=clause, language=one.language, heading=one.heading, body=one.body, updated_on=day, differs=one.differs,
            difference=one.difference, made_from="" if is_old else of_clause(own.heading, own.body),
        )  # fmt: skip
        keep_wording(text, by=by)


def _as_strong(by: Actor, code: LocalCode, source: Clause, made: Clause) -> None:
    """What was copied word for word says the same, until somebody changes it; nobody’s name stands for that."""
    row = Alignment.objects.create(
        local_code=code,
        parent_clause=source,
        strength=Strength.AS_STRONG,
        checked_on=code.begun_on,
        checked_by="",  # nobody has compared it
        compared=queries.compared_of([made], code.version.original_language),
    )
    row.clauses.set([made])


@transaction.atomic
def open_drafting(*, by: Actor, code: LocalCode) -> None:
    """Opens a draft for contributions; everybody who is invited hears of it."""
    require_deciding(by, code)
    if code.version.state != VersionState.DRAFT:
        raise Unacceptable("open_already")
    code.version = open_consultation(by=by, version=code.version)
    enter(by, "open_drafting", subject=("local_code", code.pk), place=place_of(code))
    tell_soon("conduct.drafting_open", code.pk, by=by)


@transaction.atomic
def give_up_local_code(*, by: Actor, code: LocalCode) -> None:
    """Ends the work without a text; what was said and answered stays where it is."""
    require_deciding(by, code)
    code.closed_on = clock.today()
    code.save(update_fields=["closed_on"])
    code.version = drop_version(by=by, version=code.version)
    enter(by, "give_up_local_code", subject=("local_code", code.pk), place=place_of(code))


@transaction.atomic
def set_terms(*, by: Actor, code: LocalCode, nameless: bool, answer_days: int, began: str = "") -> None:
    """Says whether one may contribute without a name, and within how many days an answer is promised from now on."""
    require_running(by, code)
    fresh = LocalCode.objects.select_for_update().get(pk=code.pk)
    look_again(began, now=terms_now(fresh), typed={"nameless": nameless, "answer_days": answer_days})
    code.nameless, code.answer_days = nameless, answer_days
    code.save(update_fields=["nameless", "answer_days"])
    enter(by, "set_terms", subject=("local_code", code.pk), place=place_of(code), detail={"nameless": nameless, "days": answer_days})  # fmt: skip


def terms_now(code: LocalCode) -> dict[str, object]:
    return {"nameless": code.nameless, "answer_days": code.answer_days}
