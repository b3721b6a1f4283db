"""Women's-rights organisations that are asked before adoption, and everything that one of them was asked."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.models import Organisation
from answerable.alliance.permissions import organisation_path, speaks_for_organisation
from answerable.alliance.queries import naming, organisations
from answerable.alliance.queries.merging import kept_record
from answerable.kit.asking import Question, ask

from ...actions.local_codes import partners as acts
from ...models import PartnerAsked
from ...queries import partners as queries
from ...queries.instruments import name_of
from . import forms
from .choosing import partners_of_network
from .finding import everybody, find, language, writers


def _said(one: PartnerAsked) -> tuple[str, str]:
    """Returns the status of being asked, with its words: silence means nothing."""
    if one.declined:
        return "na", _("Would rather not answer")
    return ("ok", _("Answered")) if one.said_on else ("none", _("No answer: that means neither yes nor no"))


def partner_name(one: PartnerAsked) -> str:
    return naming.organisation_name(kept_record(one.organisation), language())


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Whom we asked, and what they said; their words are for the writing group unless they chose otherwise."""
    here = find(request, slug, pk, "inside")
    rows = [
        {
            "asked": one, "name": partner_name(one), "said": _said(one),
            "words": one.words if here.may.writes or one.public or one.organisation_id in here.may.asked else "",
        }
        for one in queries.asked_by(here.code, here.actor)
    ]  # fmt: skip
    context = {
        "here": here, "way": here.way(), "who": everybody(), "rows": rows, "may_ask": here.may.writes and here.is_open,
    }  # fmt: skip
    return render(request, "conduct/local/partners.html", context)


@opens(SIGNED_IN)
def ask_one(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Asking a women's-rights organisation."""
    here = find(request, slug, pk, "writes")
    among = partners_of_network(here)
    question = Question(
        title=_("Ask a women’s-rights organisation"), button=_("Ask them"), done=here.address("local_code_partners"), saved=_("They are asked. They may answer, decline, or say nothing."),
        way=here.way((here.address("local_code_partners"), _("Partners asked"))), who=_("The organisation you ask, and everybody who reads the draft."),
    )  # fmt: skip

    def act(form: forms.AskPartnerForm) -> object:
        return acts.ask_partner(by=here.actor, code=here.code, **form.cleaned_data)

    return ask(request, question, lambda data: forms.AskPartnerForm(data, among=among), act)


def speaking_for(request: HttpRequest, slug: str) -> tuple[Organisation, Actor]:
    """Returns an organisation for which the reader speaks; one they may not know of does not exist for them."""
    actor = actor_of(request)
    found = organisations.seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    if not speaks_for_organisation.covers(actor, organisation_path(found.pk)):
        raise Refused("not_your_place")
    return found, actor


@require_safe
@opens(SIGNED_IN)
def asked_of_us(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everything an organisation was asked, in one place."""
    found, _actor = speaking_for(request, slug)
    every = queries.asked_of(found)
    rows = [
        {
            "asked": one, "text": name_of(one.local_code.version.instrument, language()), "said": _said(one),
            "network": naming.network_name(one.local_code.version.instrument.network, language()),
            "draft": reverse("local_code_one", args=[one.local_code.version.instrument.network.slug, one.local_code_id]),
            "open": one.local_code.closed_on is None,
        }
        for one in every
    ]  # fmt: skip
    name = naming.organisation_name(found, language())
    context = {
        "organisation": found, "name": name, "rows": rows, "open": queries.still_open(every).count(),
        "way": [(reverse("desk_organisation", args=[slug]), name)],
        "who": _("Those who speak for your organisation. What you answer is read by the writing group; by others only if you say so."),
    }  # fmt: skip
    return render(request, "conduct/local/asked_of_us.html", context)


def _asked(request: HttpRequest, slug: str, pk: int) -> tuple[PartnerAsked, Actor]:
    found, actor = speaking_for(request, slug)
    one = queries.asked_of(found).filter(pk=pk).first()
    if one is None:
        raise Hidden
    return one, actor


@opens(SIGNED_IN)
def say(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Answering for an organisation."""
    one, actor = _asked(request, slug, pk)
    question = Question(
        title=_("What we say"), button=_("Send it"), done=reverse("asked_of_us", args=[slug]), saved=_("It is sent. You can change it until the text is adopted."),
        way=[(reverse("asked_of_us", args=[slug]), _("Asked of us"))], who=writers(), lead=one.question,
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.PartnerSaysForm(data, initial=acts.said_now(one)),
        lambda form: acts.say_as_partner(
            by=actor, asked=one, words=form.cleaned_data["said"], public=form.cleaned_data["public"],
            began=form.began_from,
        ),
    )  # fmt: skip


@opens(SIGNED_IN)
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Declining one thing; no reason is asked."""
    one, actor = _asked(request, slug, pk)
    question = Question(
        title=_("We would rather not answer"), button=_("Decline"), done=reverse("asked_of_us", args=[slug]), saved=_("Thank you for saying so. Nothing more is asked."),
        way=[(reverse("asked_of_us", args=[slug]), _("Asked of us"))], who=writers(), lead=_("No reason is needed, and nothing follows from it."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.DeclineForm(data, initial=acts.said_now(one)),
        lambda form: acts.decline_as_partner(by=actor, asked=[one], began=form.began_from),
    )  # fmt: skip


@opens(SIGNED_IN)
def decline_all(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Declining everything that is open, in one act."""
    found, actor = speaking_for(request, slug)
    question = Question(
        title=_("Decline everything that is open"), button=_("Decline all"), done=reverse("asked_of_us", args=[slug]), saved=_("Thank you for saying so. Nothing more is asked."),
        way=[(reverse("asked_of_us", args=[slug]), _("Asked of us"))], who=writers(), lead=_("No reason is needed, and nothing follows from it."),
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: acts.decline_as_partner(by=actor, asked=list(queries.still_open(queries.asked_of(found)))),
    )  # fmt: skip
