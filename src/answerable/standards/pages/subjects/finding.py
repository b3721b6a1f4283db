"""Whom a page is about, as this reader may know of them; and one page for every small form about them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.alliance.queries.days import today_at
from answerable.alliance.queries.naming import network_name, organisation_name
from answerable.kit import asking
from answerable.kit.asking import Question
from answerable.kit.forms import Form

from ...models import Duty, DutyAsking, DutyText, HelpRequest, Subject
from ...permissions import require
from ...queries import duties, seeing
from ...queries.merged import RECORDS, kept_subject, organisation_of
from ...queries.sides import Side, home_of, side_of
from ..days import language

Words = str | Promise
Way = Sequence[tuple[str, Words]]
F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Found:
    """A subject that the reader may know of, as what they stand towards it, and which day it is there."""

    subject: Subject
    actor: Actor
    side: Side
    name: str
    today: dt.date

    @property
    def desk(self) -> str:
        return desk_of(self.subject)

    @property
    def is_person(self) -> bool:
        return self.subject.person_id is not None


def desk_of(subject: Subject) -> str:
    return reverse("standing_subject", args=[subject.key])


def duty_page(subject: Subject, duty: Duty) -> str:
    return reverse("standing_duty", args=[subject.key, duty.number])


def address_of(duty: Duty) -> str:
    """Returns the page of a duty, whoever it is asked of."""
    return reverse("duty", args=[duty.number])


def page_of_request(request: HelpRequest) -> str:
    return reverse("help_request", args=[request.key])


def name_of(subject: Subject, now_in: str) -> str:
    """Returns what a subject is called, of a duplicate the record it became part of; of a person, who alone sees it, their name. Texts should be prefetched."""
    if (organisation := organisation_of(subject)) is not None:
        return organisation_name(organisation, now_in)
    if subject.network is not None:
        return network_name(subject.network, now_in)
    return subject.person.name if subject.person else ""


def page_of(subject: Subject) -> str:
    """Returns the page of the records about a subject; a person has none that others see."""
    if subject.organisation is not None:
        return reverse("organisation", args=[subject.organisation.slug])
    return reverse("network", args=[subject.network.slug]) if subject.network else ""


def found(request: HttpRequest, key: object) -> Found:
    """Returns a subject that the reader may know of; any other is not there. The address of a duplicate is that of what it became part of."""
    actor = actor_of(request)
    rows = seeing.subjects_seen_by(actor).prefetch_related("organisation__texts", "network__texts")
    subject = rows.filter(key=str(key)).first() or _what_stayed(rows, str(key))
    if subject is None:
        raise Hidden
    return Found(subject, actor, side_of(actor, subject), name_of(subject, language()), today_at(home_of(subject)))


def _what_stayed(seen: QuerySet[Subject], key: str) -> Subject | None:
    duplicate = Subject.objects.select_related(RECORDS).filter(key=key, organisation__merged_into__isnull=False).first()
    return seen.filter(pk=kept_subject(duplicate).pk).first() if duplicate else None


def found_own(request: HttpRequest, key: object) -> Found:
    """Returns a subject that the reader speaks for; others are refused with the reason."""
    one = found(request, key)
    require(one.side.owner)
    return one


def duty_of(number: str) -> Duty:
    duty = duties.by_number(number)
    if duty is None or not duty.askings.all():
        raise Hidden
    return duty


def asked_on(duty: Duty, day: dt.date) -> tuple[DutyAsking, DutyText]:
    """Returns how a duty is asked on a day, and its words in the reader's language."""
    asking = duties.asking_on(duty, day)
    if asking is None:
        raise Hidden
    return asking, duties.words_of(asking, language())


def who_sees(one: Found) -> str:
    """The line under the title: who sees how this subject stands; every part of it is what the program does."""
    organisation = one.subject.organisation
    if one.is_person:
        return _("Only you. How people stand is shown to nobody else; sums count them without names.")
    if organisation is not None and organisation.at_risk:
        return _(
            "Those who speak for it and who keep its records. It is at risk: nobody else knows of it, and no sum counts it."
        )
    if organisation is not None:
        return _("Whoever belongs to the alliance and may know of it. What is laid before says by itself who reads it.")
    return _("Whoever belongs to the alliance. What is laid before says by itself who reads it.")


def way_to(one: Found) -> list[tuple[str, Words]]:
    title = _("Where I stand") if one.is_person else one.name
    return [(one.desk, title)]


def way_to_duty(one: Found, duty: Duty, words: DutyText) -> list[tuple[str, Words]]:
    return [*way_to(one), (duty_page(one.subject, duty), words.name)]


def ask(
    request: HttpRequest,
    make: Callable[..., F],
    act: Callable[[F], Any],
    *,
    title: Words,
    button: Words,
    done: str | Callable[[Any], str],
    saved: Words,
    way: Way = (),
    who: Words = "",
    lead: Words = "",
    **context: Any,
) -> HttpResponseBase:
    """The one page for small forms; `make` gets what was typed and the files."""
    question = Question(
        title=title, button=button, done=done, saved=saved, way=list(way), who=who, lead=lead, context=context,
        template="standards/subjects/form.html",
    )  # fmt: skip
    return asking.ask(request, question, lambda data: make(data, request.FILES if data is not None else None), act)
