"""What people from outside ask: the queue, and answering."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import countries
from answerable.kit.languages import name as language_name

from ...actions import admitting, approaching
from ...models import Application, Introduction, Kind, Organisation
from ...permissions import keeps, may_keep_network, may_keep_organisation
from ...queries import approaches as queries
from ...queries import naming, organisations, places
from ...rules.invitations import OPEN
from ..forms import approaches as forms
from ..forms.choices import organisations_of, ways_to_welcome
from ..words import APPROACH_STATUS, APPROACHES, kind_name
from .asking import Question, ask, kept_network, language
from .network import KEEPERS, way_to
from .places import lines as place_lines

ANSWERERS = office(*keeps.offices, step_up=True)
Approach = Introduction | Application
SHOWN_OVER = 50


@require_safe
@opens(KEEPERS)
def queue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who asks to join or to speak for an organisation, the longest waiting first; below it what was answered."""
    found, actor = kept_network(request, slug)
    introductions, applications = queries.introductions(actor, found), queries.applications(actor, found)
    context = {
        "network": found, "way": way_to(found), "who": who_reads(),
        "introductions": [_line(one) for one in introductions.filter(state__in=OPEN)[:200]],
        "applications": [_line(one) for one in applications.filter(state__in=OPEN)[:200]],
        "places_asked": place_lines(list(places.asked_of(actor, found).filter(state__in=OPEN)[:200]), actor),
        "places_wanted": place_lines(list(places.asked_by(actor, found).order_by("-asked_on", "-pk")[:SHOWN_OVER]), actor),
        "over": [
            *(_line(one) for one in introductions.exclude(state__in=OPEN).order_by("-answered_on", "-pk")[:SHOWN_OVER]),
            *(_line(one) for one in applications.exclude(state__in=OPEN).order_by("-answered_on", "-pk")[:SHOWN_OVER]),
        ],
    }  # fmt: skip
    return render(request, "alliance/desk/requests.html", context)


def who_reads() -> str:
    return _("Those who keep these records, and whoever asked their own request. Nobody else.")


def _line(one: Approach) -> dict[str, Any]:
    return {
        "key": one.key, "name": one.name, "organisation": one.organisation_name, "asked_on": one.asked_on,
        "status": APPROACH_STATUS[one.state], "state": APPROACHES[one.state],
        "network": naming.network_name(one.place, language()), "is_application": isinstance(one, Application),
    }  # fmt: skip


def _asked(request: HttpRequest, key: str) -> tuple[Approach, Actor]:
    actor, found = actor_of(request), queries.by_key(key)
    if found is None or not may_keep_network(actor, found.place.path):
        raise Hidden
    return found, actor


@opens(ANSWERERS)
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """One request with all that was said, and the answer to it."""
    found, actor = _asked(request, key)
    alike = queries.alike(organisations.seen_by(actor), found.organisation_name, found.country)
    context = {
        "facts": _facts(found), "said": _said(found), "asked": found, "is_open": found.state in OPEN,
        "alike": [(one.organisation, naming.organisation_name(one.organisation, language())) for one in alike],
        "status": APPROACH_STATUS[found.state], "state": APPROACHES[found.state],
    }  # fmt: skip
    question = Question(
        title=_("Somebody says they work here") if isinstance(found, Introduction) else _("An organisation asks to join"),
        button=_("Send this answer"), done=reverse("desk_requests", args=[found.place.slug]), saved=_("Answered. Whoever asked is told by mail that there is an answer."),
        way=[*way_to(found.place), (reverse("desk_requests", args=[found.place.slug]), _("Requests"))], who=who_reads(),
        context=context, template="alliance/desk/request.html",
    )  # fmt: skip
    if isinstance(found, Introduction):
        return _answer_introduction(request, question, actor, found, [one.organisation for one in alike])
    return _answer_application(request, question, actor, found, [one.organisation for one in alike])


def _answer_introduction(
    request: HttpRequest, question: Question, actor: Actor, found: Introduction, alike: list[Organisation]
) -> HttpResponseBase:
    meant = [
        *([found.organisation] if found.organisation else []),
        *(one for one in alike if one != found.organisation),
    ]
    among = organisations_of(organisations.seen_by(actor), ways=ways_to_welcome(actor, found.place))

    def act(form: forms.AnswerIntroductionForm) -> object:
        typed = form.cleaned_data
        if typed["answer"] != "yes":
            return _say(actor, found, typed)
        meant_one = _kept(actor, typed["organisation"], "organisation")
        return admitting.confirm_introduction(
            by=actor, introduction=found, organisation=meant_one, office=typed["office"],
            words=typed["words_to_them"],
        )  # fmt: skip

    initial = {"organisation": found.organisation.slug if found.organisation else ""}
    return ask(
        request, question,
        lambda data: forms.AnswerIntroductionForm(data, initial=initial, among=among, meant=meant), act,
    )  # fmt: skip


def _answer_application(
    request: HttpRequest, question: Question, actor: Actor, found: Application, alike: list[Organisation]
) -> HttpResponseBase:
    known = {one.slug: one for one in alike}

    def act(form: forms.AnswerApplicationForm) -> object:
        typed = form.cleaned_data
        if typed["answer"] != "yes":
            return _say(actor, found, typed)
        same_as = known.get(typed.get("same_as", ""))
        return admitting.accept_application(
            by=actor, application=found, state=typed["state"], visibility=typed.get("visibility", "network"),
            office=typed["office"], words=typed["words_to_them"], same_as=_kept(actor, same_as, "same_as") if same_as else None,
        )  # fmt: skip

    return ask(
        request, question,
        lambda data: forms.AnswerApplicationForm(data, alike=_named(known), at_risk=found.at_risk), act,
    )  # fmt: skip


def _kept(actor: Actor, one: Organisation, field: str) -> Organisation:
    """Returns the organisation that was chosen, where its records are the reader's: else it is said beside its field."""
    if not may_keep_organisation(actor, one.pk, organisations.network_paths(one)):
        raise Unacceptable("others_keep_it", field=field)
    return one


def _say(actor: Actor, found: Approach, typed: dict[str, Any]) -> object:
    say = approaching.ask_for_more if typed["answer"] == "more" else approaching.decline_request
    return say(by=actor, about=found, words=typed["words_to_them"])


def _named(listed: dict[str, Organisation]) -> list[tuple[str, str]]:
    return [(slug, naming.organisation_name(one, language())) for slug, one in listed.items()]


def _facts(found: Approach) -> list[tuple[str, Any]]:
    """What was asked, as terms and words."""
    now_in = language()
    facts = [
        (_("Organisation"), found.organisation_name),
        (_("Country"), countries.name(found.country, now_in) if found.country else ""),
        (_("Network"), naming.network_name(found.place, now_in)),
        (_("Who asks"), found.name), (_("E-mail, proved by a code"), found.email), (_("What they do there"), found.title),
        (_("Reads"), language_name(found.language, now_in) if found.language else ""),
    ]  # fmt: skip
    if isinstance(found, Application):
        kinds = {one.code: kind_name(one, now_in) for one in Kind.objects.prefetch_related("texts")}
        facts += [
            (_("Kinds"), _(", ").join(kinds[one] for one in found.kinds if one in kinds)),
            (_("Website"), found.website),
        ]
    return [(term, words) for term, words in facts if words]


def _said(found: Approach) -> list[tuple[str, Any, str]]:
    """What was said since, each with its day: by those who answer and by whoever asked."""
    return [(str(APPROACHES[step.state]), step.on, step.words) for step in found.steps.all() if step.words]
