"""Bodies at a network's desk: seats, terms, rules of composition."""

import datetime as dt

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.kit import clock

from ...actions import bodies as acts
from ...models import Body, CompositionRule, Term
from ...queries import bodies, naming
from ...queries.days import today_at
from ..forms import people as forms
from ..forms.leaving import EndSeatForm
from ..forms.networks import AllianceForm
from ..picturing import bodies_pictured
from ..presenters.people import sitting
from ..presenters.seats import seat_name
from ..words import BODIES, LEVELS, MEASURES
from .asking import Question, ask, kept_body, kept_network, language
from .network import KEEPERS, way_to


def everyone() -> str:
    return _("Everyone sees the seats and the rules; the name of whoever sits there only as that person chose.")


def way_to_bodies(body: Body) -> list[tuple[str, str]]:
    network = body.network
    return [
        *way_to(network), (reverse("desk_network_bodies", args=[network.slug]), _("Bodies")),
        (reverse("desk_body", args=[body.slug]), naming.body_name(body, language())),
    ]  # fmt: skip


@require_safe
@opens(KEEPERS)
def at_network(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The bodies of a network, and the rules that hold there."""
    found, _actor = kept_network(request, slug)
    today = today_at(found.path)
    rules = CompositionRule.objects.filter(network=found, ends=None).order_by("pk")
    context = {
        "network": found, "way": way_to(found), "pictures": bodies_pictured(found, today, language()), "who": everyone(),
        "rules": [
            (one, BODIES[one.body_kind], LEVELS.get(one.level, ""), MEASURES[one.measure]) for one in rules
        ],
    }  # fmt: skip
    return render(request, "alliance/desk/bodies.html", context)


@opens(KEEPERS)
def open_body(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, actor = kept_network(request, slug)
    question = Question(
        title=_("Set up a body"), button=_("Set it up"), done=reverse("desk_network_bodies", args=[slug]), saved=_("The body is set up."),
        way=[*way_to(found), (reverse("desk_network_bodies", args=[slug]), _("Bodies"))], who=everyone(),
    )  # fmt: skip
    return ask(
        request, question, forms.BodyForm,
        lambda form: acts.open_body(by=actor, network=found, name_language=language(), **form.cleaned_data),
    )  # fmt: skip


@opens(KEEPERS)
def set_rule(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, actor = kept_network(request, slug)
    question = Question(
        title=_("A rule of composition"), button=_("Set the rule"), done=reverse("desk_network_bodies", args=[slug]), saved=_("The rule holds from today."),
        way=[*way_to(found), (reverse("desk_network_bodies", args=[slug]), _("Bodies"))], who=everyone(),
        lead=_("Give a number or a share. It is checked every day, and whoever keeps the records is told before an ending term breaks it."),
    )  # fmt: skip
    return ask(
        request, question, forms.RuleForm, lambda form: acts.set_rule(by=actor, network=found, **form.cleaned_data)
    )


@opens(KEEPERS)
def end_rule(request: HttpRequest, pk: int) -> HttpResponseBase:
    rule = CompositionRule.objects.filter(pk=pk, ends=None).select_related("network").first()
    if rule is None:
        raise Hidden
    found, actor = kept_network(request, rule.network.slug)
    question = Question(
        title=_("End a rule"), button=_("End the rule"), done=reverse("desk_network_bodies", args=[found.slug]), saved=_("The rule holds no more."),
        way=way_to(found), lead=MEASURES[rule.measure], who=everyone(), danger=True,
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda form: acts.end_rule(by=actor, rule=rule))


@require_safe
@opens(KEEPERS)
def desk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One body at the desk: every seat, who sits, who comes next."""
    found, actor = kept_body(request, slug)
    today = today_at(found.network.path)
    coming = Term.objects.filter(seat__body=found, starts__gt=today).select_related("seat", "person", "organisation")
    coming = coming.prefetch_related("seat__texts")
    sitters = sitting(bodies.terms_of(found, today), actor, clock.today(), language())
    next_ones = sitting(coming, actor, clock.today(), language())
    terms = {term.seat_id: term for term in bodies.terms_of(found, today)}
    context = {
        "body": found, "name": naming.body_name(found, language()), "way": way_to_bodies(found)[:-1], "who": everyone(),
        "seats": [
            (
                seat, seat_name(seat, language()), sitters.get(seat.pk), terms.get(seat.pk), next_ones.get(seat.pk),
                f"seat-{terms[seat.pk].pk}" if seat.pk in terms else "",
            )
            for seat in bodies.seats_of(found, today)
        ],
        "picture": next((one for one in bodies_pictured(found.network, today, language()) if one.slug == slug), None),
    }  # fmt: skip
    return render(request, "alliance/desk/body.html", context)


@opens(KEEPERS)
def open_seat(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, actor = kept_body(request, slug)
    question = Question(
        title=_("Add a seat"), button=_("Add the seat"), done=reverse("desk_body", args=[slug]), saved=_("The seat is there, vacant for now."),
        way=way_to_bodies(found), who=everyone(),
    )  # fmt: skip
    return ask(
        request,
        question,
        forms.SeatForm,
        lambda form: acts.open_seat(by=actor, body=found, role_language=language(), **form.cleaned_data),
    )


@opens(KEEPERS)
def seat_person(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Giving a seat to somebody for a term."""
    found, actor = kept_body(request, slug)
    seat = found.seats.filter(pk=pk).first()
    if seat is None:
        raise Hidden
    seat.body = found

    since = {"starts": today_at(found.network.path)}

    def act(form: forms.TermForm) -> object:
        return acts.seat_person(by=actor, seat=seat, **form.cleaned_data)

    question = Question(
        title=_("Give the seat to somebody"), button=_("Give the seat"), done=reverse("desk_body", args=[slug]), saved=_("The seat is given."),
        way=way_to_bodies(found), who=everyone(), lead=seat_name(seat, language()),
    )  # fmt: skip
    return ask(
        request,
        question,
        lambda data: forms.TermForm(data, initial=since, actor=actor, network=found.network),
        act,
    )


def _until_today(body: Body) -> dict[str, dt.date]:
    return {"ends": today_at(body.network.path)}


@opens(KEEPERS)
def end_term(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    found, actor = kept_body(request, slug)
    term = Term.objects.filter(pk=pk, seat__body=found).select_related("seat__body__network").first()
    if term is None:
        raise Hidden
    question = Question(
        title=_("End a term"), button=_("End the term"), done=reverse("desk_body", args=[slug]), saved=_("The term ends on that day."),
        way=way_to_bodies(found), who=everyone(), danger=True,
    )  # fmt: skip
    return ask(
        request, question, lambda data: EndSeatForm(data, initial=_until_today(found)),
        lambda form: acts.end_term(by=actor, term=term, **form.cleaned_data),
    )  # fmt: skip


@opens(KEEPERS)
def close_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    found, actor = kept_body(request, slug)
    seat = found.seats.filter(pk=pk).first()
    if seat is None:
        raise Hidden
    question = Question(
        title=_("Close a seat"), button=_("Close the seat"), done=reverse("desk_body", args=[slug]), saved=_("The seat is closed."),
        way=way_to_bodies(found), who=everyone(), danger=True, lead=_("Whoever sits there sits until that day."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.EndTermForm(data, initial=_until_today(found)),
        lambda form: acts.close_seat(by=actor, seat=seat, **form.cleaned_data),
    )  # fmt: skip


@opens(KEEPERS)
def close_body(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, actor = kept_body(request, slug)
    question = Question(
        title=_("Dissolve the body"), button=_("Dissolve it"), done=reverse("desk_network_bodies", args=[found.network.slug]),
        saved=_("The body is dissolved."), way=way_to_bodies(found), who=everyone(), danger=True,
        lead=_("Its seats close and its terms end that day. What it was stays in the records."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.EndTermForm(data, initial=_until_today(found)),
        lambda form: acts.close_body(by=actor, body=found, **form.cleaned_data),
    )  # fmt: skip
