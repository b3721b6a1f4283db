"""The moments of a local code, and the template that new ones begin with."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.permissions import ROOT_PATH, is_secretariat, may_keep_alliance, require
from answerable.alliance.queries.days import latest_at
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.kit.translations import TextState

from ...models import LocalCode, Moment, TemplateMoment, TemplateMomentText
from ...queries.local_codes import template
from ...rules.words import MomentKind
from ..recording import enter
from .allowing import AMONG, place_of, require_writing

NOTED = ("name", "planned_on", "held_on", "people", "organisations", "heard")


@dataclass(frozen=True)
class Held:
    """What a moment was: when, how many were there (no names), and what was heard."""

    name: str = ""
    planned_on: dt.date | None = None
    held_on: dt.date | None = None
    people: int | None = None
    organisations: int | None = None
    heard: str = ""
    language: str = "en"


@transaction.atomic
def add_moment(*, by: Actor, code: LocalCode, name: str, planned_on: dt.date | None = None) -> Moment:
    """Adds an event of a network's own to the moments of its local code."""
    require_writing(by, code)
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    last = code.moments.aggregate(last=Max("order"))["last"] or 0
    moment = Moment.objects.create(
        local_code=code, kind=MomentKind.OTHER, name=name.strip(), order=last + 1, planned_on=planned_on,
        language=code.version.original_language,
    )  # fmt: skip
    enter(by, "add_moment", subject=("local_code", code.pk), place=place_of(code), among=AMONG)
    return moment


@transaction.atomic
def note_moment(*, by: Actor, moment: Moment, held: Held, began: str = "") -> Moment:
    """Writes down when a moment is planned or was held, how many were there, and what was heard.

    `began`: the mark of what stood there when they began to write; where somebody else wrote meanwhile nothing is written.
    """
    code = moment.local_code
    require_writing(by, code)
    fresh = Moment.objects.select_for_update().get(pk=moment.pk)
    typed = {name: getattr(held, name) for name in NOTED}
    look_again(began, now=noted_now(fresh), typed=typed)
    if held.held_on and held.held_on > latest_at(place_of(code)):
        raise Unacceptable("held_in_future", field="held_on")
    if held.heard.strip() and held.held_on is None:
        raise Unacceptable("held_needed", field="held_on")
    moment.name, moment.planned_on, moment.held_on = held.name.strip(), held.planned_on, held.held_on
    moment.people, moment.organisations = held.people, held.organisations
    moment.heard, moment.language = held.heard.strip(), held.language
    moment.save()
    enter(by, "note_moment", subject=("local_code", code.pk), place=place_of(code), among=AMONG)
    return moment


def noted_now(moment: Moment) -> dict[str, object]:
    return {name: getattr(moment, name) for name in NOTED}


@transaction.atomic
def take_away_moment(*, by: Actor, moment: Moment) -> None:
    """Takes away a moment that was not held."""
    require_writing(by, moment.local_code)
    if moment.held_on:
        raise Unacceptable("held_already")
    enter(by, "take_away_moment", subject=("local_code", moment.local_code_id), place=place_of(moment.local_code), among=AMONG)  # fmt: skip
    moment.delete()


@transaction.atomic
def write_template_moment(
    *, by: Actor, order: int, language: str, name: str, guidance: str, is_draft: bool = False, began: str = ""
) -> TemplateMoment:
    """Writes the alliance's own words for a moment, in one language; an order that nobody has yet adds a moment."""
    require(may_keep_alliance(by))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    moment = _kept_template().get(order) or TemplateMoment.objects.create(kind=MomentKind.OTHER, order=order)
    TemplateMoment.objects.select_for_update().get(pk=moment.pk)
    now = moment.texts.filter(language=language).first()
    look_again(began, now=template_now(now), typed={"name": name, "guidance": guidance})
    TemplateMomentText.objects.update_or_create(
        moment=moment, language=language,
        defaults={
            "name": name.strip(), "guidance": guidance.strip(), "updated_on": clock.today(),
            "state": TextState.DRAFT if is_draft else TextState.REVIEWED,
        },
    )  # fmt: skip
    _enter_template(by, "write_template_moment", {"order": order, "language": language})
    return moment


def template_now(text: TemplateMomentText | None) -> dict[str, str]:
    """Returns the alliance's own words in one language; empty where the shipped ones are shown."""
    return {"name": text.name if text else "", "guidance": text.guidance if text else ""}


@transaction.atomic
def forget_template_words(*, by: Actor, order: int, language: str) -> None:
    """Goes back to the shipped words for a moment in one language."""
    require(may_keep_alliance(by))
    TemplateMomentText.objects.filter(moment__order=order, language=language).delete()
    _enter_template(by, "forget_template_words", {"order": order, "language": language})


@transaction.atomic
def drop_template_moment(*, by: Actor, order: int) -> None:
    """Takes a moment out of the template; local codes that began with it keep theirs."""
    require(may_keep_alliance(by))
    kept = _kept_template()
    if len(kept) < 2:
        raise Unacceptable("one_moment_stays")
    if order in kept:
        kept[order].delete()
    _enter_template(by, "drop_template_moment", {"order": order})


def _kept_template() -> Mapping[int, TemplateMoment]:
    """Returns the template's rows; the shipped four become rows once somebody edits them."""
    rows = template()
    for one in rows:
        if one._state.adding:
            one.save()
    return {one.order: one for one in rows}


def _enter_template(by: Actor, verb: str, detail: dict[str, str | int | bool | list[str]]) -> None:
    enter(by, verb, subject=("template", "moments"), place=ROOT_PATH, detail=detail, among=is_secretariat)
