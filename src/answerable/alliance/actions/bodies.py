"""Bodies, their seats, who sits, and the rules of composition."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.text import slug as slug_of

from ..models import Body, BodyText, CompositionRule, Network, Organisation, Person, Seat, Term
from ..permissions import may_keep_network, require
from ..queries.days import today_at
from ..rules.composition import why_not_on_womens_rights_seat
from ..rules.terms import Span, at_once, in_a_row, overlapping, why_not_span
from ..rules.words import Constituency
from .recording import enter


@transaction.atomic
def open_body(
    *, by: Actor, network: Network, kind: str, name: str, name_language: str = "en", starts: dt.date | None = None
) -> Body:
    """Sets up a body of a network."""
    require(may_keep_network(by, network.path))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    body = Body.objects.create(
        network=network, kind=kind, name=name.strip(), name_language=name_language, opened_on=starts or today_at(network.path),
        slug=slug_of(name, lambda slug: Body.objects.filter(slug=slug).exists()),
    )  # fmt: skip
    enter(by, "open_body", subject=("body", body.pk), place=network.path, detail={"kind": str(kind)})
    return body


@transaction.atomic
def name_body(*, by: Actor, body: Body, language: str, name: str, about: str = "") -> BodyText:
    """Gives a body its name and description in a language."""
    require(may_keep_network(by, body.network.path))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    text, _ = BodyText.objects.update_or_create(
        body=body,
        language=language,
        defaults={"name": name.strip(), "about": about.strip(), "updated_on": clock.today()},
    )
    if language == body.name_language:
        body.name = name.strip()
        body.save(update_fields=["name"])
    enter(by, "name_body", subject=("body", body.pk), place=body.network.path, detail={"language": language})
    return text


@transaction.atomic
def close_body(*, by: Actor, body: Body, ends: dt.date | None = None) -> Body:
    """Dissolves a body: its seats close and its terms end that day."""
    require(may_keep_network(by, body.network.path))
    day = ends or today_at(body.network.path)
    if body.closed_on or day < body.opened_on:
        raise Unacceptable("body_closed" if body.closed_on else "ends_before_it_starts", field="ends")
    for seat in body.seats.filter(closed_on=None):
        close_seat(by=by, seat=seat, ends=max(day, seat.opened_on))
    body.closed_on = day
    body.save(update_fields=["closed_on"])
    enter(by, "close_body", subject=("body", body.pk), place=body.network.path)
    return body


@transaction.atomic
def open_seat(
    *,
    by: Actor,
    body: Body,
    role: str = "",
    role_language: str = "en",
    constituency: str = Constituency.OPEN,
    starts: dt.date | None = None,
) -> Seat:
    """Adds a seat to a body, open or kept for a constituency."""
    require(may_keep_network(by, body.network.path))
    if body.closed_on:
        raise Unacceptable("body_closed")
    order = body.seats.count()
    seat = Seat.objects.create(
        body=body,
        role=role.strip(),
        role_language=role_language,
        constituency=constituency,
        order=order,
        opened_on=starts or today_at(body.network.path),
    )
    enter(
        by, "open_seat", subject=("seat", seat.pk), place=body.network.path, detail={"constituency": str(constituency)}
    )
    return seat


@transaction.atomic
def close_seat(*, by: Actor, seat: Seat, ends: dt.date | None = None) -> Seat:
    """Closes a seat; whoever sits there sits until that day."""
    require(may_keep_network(by, seat.body.network.path))
    day = ends or today_at(seat.body.network.path)
    if seat.closed_on or day < seat.opened_on:
        raise Unacceptable("seat_closed" if seat.closed_on else "ends_before_it_starts", field="ends")
    for term in seat.terms.filter(ends=None) | seat.terms.filter(ends__gt=day):
        end_term(by=by, term=term, ends=max(day, term.starts))
    seat.closed_on = day
    seat.save(update_fields=["closed_on"])
    enter(by, "close_seat", subject=("seat", seat.pk), place=seat.body.network.path)
    return seat


@transaction.atomic
def seat_person(
    *,
    by: Actor,
    seat: Seat,
    person: Person,
    organisation: Organisation | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
) -> Term:
    """Gives a seat to a person, on behalf of an organisation, for a term that shares no day with another."""
    require(may_keep_network(by, seat.body.network.path))
    span = Span(starts or today_at(seat.body.network.path), ends)
    _check_term(Seat.objects.select_for_update().get(pk=seat.pk), person, organisation, span)
    term = Term.objects.create(
        seat=seat, person=person, organisation=organisation, starts=span.starts, ends=span.ends, by=by.opaque_id
    )
    enter(
        by, "seat_person", subject=("seat", seat.pk), place=seat.body.network.path, detail={"person": str(person.key)}
    )
    return term


def _check_term(seat: Seat, person: Person, organisation: Organisation | None, span: Span) -> None:
    if person.former_since:
        raise Unacceptable("former_member", field="person")
    if seat.closed_on:
        raise Unacceptable("seat_closed")
    if code := why_not_span(span):
        raise Unacceptable(code, field="ends")
    if seat.constituency == Constituency.WOMENS_RIGHTS:
        _check_womens_rights(organisation)
    if taken := overlapping(span, [Span(*one) for one in seat.terms.values_list("starts", "ends")]):
        raise Unacceptable("terms_overlap", field="starts", starts=taken.starts, ends=taken.ends)
    elsewhere = Term.objects.filter(seat__body=seat.body, person=person).exclude(seat=seat)
    if overlapping(span, [Span(*one) for one in elsewhere.values_list("starts", "ends")]):
        raise Unacceptable("sits_already", field="person")
    _check_how_often(seat.body, person, span)
    if organisation:
        _check_how_many(seat.body, organisation, span)


def _check_how_many(body: Body, organisation: Organisation, span: Span) -> None:
    """One organisation holds one seat at a time, unless the body allows more."""
    own = Term.objects.filter(seat__body=body, organisation=organisation).values_list("starts", "ends")
    if at_once(span, [Span(*one) for one in own]) >= body.most_seats:
        raise Unacceptable("organisation_sits_already", field="organisation", most=body.most_seats)


def _check_how_often(body: Body, person: Person, span: Span) -> None:
    """Where an instrument says how many terms in a row a person may sit, nobody sits longer."""
    own = Term.objects.filter(seat__body=body, person=person).values_list("starts", "ends")
    if body.most_terms and in_a_row(span, [Span(*one) for one in own]) > body.most_terms:
        raise Unacceptable("too_many_terms", field="person", most=body.most_terms)


def _check_womens_rights(organisation: Organisation | None) -> None:
    if organisation is None:
        raise Unacceptable("seat_needs_womens_rights_organisation", field="organisation")
    code = why_not_on_womens_rights_seat(
        women_led=organisation.women_led, womens_rights_core=organisation.womens_rights_core
    )
    if code:
        raise Unacceptable(code, field="organisation")


@transaction.atomic
def end_term(*, by: Actor, term: Term, ends: dt.date | None = None, reason: str = "", sentence: str = "") -> Term:
    """Ends a term on a day, its last; `reason` is shown in the history, `sentence` only to those who keep the records."""
    seat = term.seat
    require(may_keep_network(by, seat.body.network.path))
    day = ends or today_at(seat.body.network.path)
    if code := why_not_span(Span(term.starts, day)):
        raise Unacceptable(code, field="ends")
    others = seat.terms.exclude(pk=term.pk).values_list("starts", "ends")
    if overlapping(Span(term.starts, day), [Span(*one) for one in others]):
        raise Unacceptable("terms_overlap", field="ends")
    term.ends, term.end_reason, term.end_words = day, reason, sentence.strip()
    term.save(update_fields=["ends", "end_reason", "end_words"])
    enter(by, "end_term", subject=("seat", seat.pk), place=seat.body.network.path)
    return term


@transaction.atomic
def hand_over_seat(
    *, by: Actor, term: Term, to: Person, organisation: Organisation | None, on: dt.date, ends: dt.date | None = None
) -> Term:
    """Passes a seat on: the one term ends the day before the other begins."""
    if on <= term.starts:
        raise Unacceptable("ends_before_it_starts", field="on")
    end_term(by=by, term=term, ends=on - dt.timedelta(days=1))
    return seat_person(by=by, seat=term.seat, person=to, organisation=organisation, starts=on, ends=ends)


@transaction.atomic
def set_rule(
    *,
    by: Actor,
    network: Network,
    body_kind: str,
    measure: str,
    level: str = "",
    at_least: int | None = None,
    at_least_percent: int | None = None,
    source: str = "",
    starts: dt.date | None = None,
) -> CompositionRule:
    """Sets what bodies of a kind must be composed of, at a network and below it."""
    require(may_keep_network(by, network.path))
    if (at_least is None) == (at_least_percent is None):
        raise Unacceptable("number_or_share", field="at_least")
    if at_least_percent is not None and not 0 < at_least_percent <= 100:
        raise Unacceptable("share_out_of_range", field="at_least_percent")
    rule = CompositionRule.objects.create(
        network=network, level=level, body_kind=body_kind, measure=measure, at_least=at_least,
        at_least_percent=at_least_percent, source=source.strip(), starts=starts or today_at(network.path),
    )  # fmt: skip
    enter(by, "set_rule", subject=("rule", rule.pk), place=network.path, detail={"measure": str(measure)})
    return rule


@transaction.atomic
def end_rule(*, by: Actor, rule: CompositionRule, ends: dt.date | None = None) -> CompositionRule:
    """Ends a rule of composition; from the next day it is asked no more."""
    require(may_keep_network(by, rule.network.path))
    day = ends or today_at(rule.network.path) - dt.timedelta(days=1)
    rule.ends = max(day, rule.starts)
    rule.save(update_fields=["ends"])
    enter(by, "end_rule", subject=("rule", rule.pk), place=rule.network.path)
    return rule
