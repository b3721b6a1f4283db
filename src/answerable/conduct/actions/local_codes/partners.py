"""Women's-rights organisations are asked before a body adopts. They answer, decline in one act, or say nothing."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Organisation
from answerable.alliance.permissions import organisation_path, require, speaks_for_organisation
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.organisations import seen_by
from answerable.alliance.rules.words import WOMENS_RIGHTS
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.notices.actions import notify

from ...models import LocalCode, PartnerAsked
from ...queries.partners import speakers_of
from ...queries.standing import writing_group
from ..recording import enter
from .allowing import AMONG, place_of, require_writing


@transaction.atomic
def ask_partner(
    *,
    by: Actor,
    code: LocalCode,
    organisation: Organisation,
    question: str = "",
    hoped_by: dt.date | None = None,
    on: dt.date | None = None,
) -> PartnerAsked:
    """Asks a women's-rights organisation what it thinks of a draft, before a body adopts it."""
    require_writing(by, code)
    if not seen_by(by).filter(pk=organisation.pk).exists():
        raise Hidden
    is_partner = organisation.womens_rights_core or organisation.kinds.filter(code=WOMENS_RIGHTS).exists()
    if not is_partner:
        raise Unacceptable("not_womens_rights", field="organisation")
    asked, is_new = PartnerAsked.objects.get_or_create(
        local_code=code, organisation=organisation,
        defaults={
            "question": question.strip(), "hoped_by": hoped_by, "asked_on": on or clock.today(), "by": by.opaque_id,
        },
    )  # fmt: skip
    if not is_new:
        raise Unacceptable("asked_already", field="organisation")
    enter(by, "ask_partner", subject=("local_code", code.pk), place=place_of(code), among=AMONG)
    notify("conduct.asked", to=speakers_of(organisation, clock.today()), url=reverse("asked_of_us", args=[organisation.slug]), by=by)  # fmt: skip
    return asked


@transaction.atomic
def say_as_partner(
    *, by: Actor, asked: PartnerAsked, words: str, public: bool = False, on: dt.date | None = None, began: str = ""
) -> None:
    """Writes down what a partner organisation says, by whoever speaks for it; it may be changed until the text is adopted."""
    _require_speaking(by, asked.organisation)
    if asked.local_code.closed_on:
        raise Unacceptable("closed_already")
    if not words.strip():
        raise Unacceptable("say_something", field="said")
    fresh = PartnerAsked.objects.select_for_update().get(pk=asked.pk)
    look_again(began, now=said_now(fresh), typed={"said": words, "public": public})
    _settle(asked, on, words=words.strip(), public=public, declined=False)
    _enter(by, "say_as_partner", [asked])


def said_now(asked: PartnerAsked) -> dict[str, object]:
    return {"said": asked.words, "public": asked.public}


@transaction.atomic
def decline_as_partner(*, by: Actor, asked: Sequence[PartnerAsked], on: dt.date | None = None, began: str = "") -> None:
    """Declines, in one act, whatever an organisation was asked: no reason is needed and none is kept.

    `began`: the mark of what stood there; words that somebody else of the organisation sent meanwhile are not swept away.
    """
    for one in asked:
        _require_speaking(by, one.organisation)
        if one.local_code.closed_on:
            raise Unacceptable("closed_already")
        fresh = PartnerAsked.objects.select_for_update().get(pk=one.pk)
        look_again(began, now=said_now(fresh), typed={"said": "", "public": False})
        _settle(one, on, words="", public=False, declined=True)
    _enter(by, "decline_as_partner", asked)


def _require_speaking(by: Actor, organisation: Organisation) -> None:
    require(bool(by.system) or speaks_for_organisation.covers(by, organisation_path(kept_record(organisation).pk)))


def _settle(asked: PartnerAsked, on: dt.date | None, *, words: str, public: bool, declined: bool) -> None:
    asked.words, asked.public, asked.declined, asked.said_on = words, public, declined, on or clock.today()
    asked.save(update_fields=["words", "public", "declined", "said_on"])


def _enter(by: Actor, verb: str, asked: Sequence[PartnerAsked]) -> None:
    for one in asked:
        code = one.local_code
        enter(
            by,
            verb,
            subject=("local_code", code.pk),
            place=organisation_path(kept_record(one.organisation).pk),
            among=AMONG,
        )
        url = reverse("local_code_partners", args=[code.version.instrument.network.slug, code.pk])
        notify("conduct.partner_said", to=writing_group(code, clock.today()), url=url, by=by)
