"""Texts that come with the program: taking one in as a draft to adopt."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.permissions import may_keep_alliance
from answerable.alliance.rules.words import Office
from answerable.kit.asking import Question, ask

from ...actions.content import take_in
from ...queries import content
from ..forms import texts as forms
from .instruments import everyone
from .opening import way

SECRETARIAT = office(Office.SECRETARIAT)


@opens(SECRETARIAT)
def bring(request: HttpRequest, text: str) -> HttpResponseBase:
    """Taking a shipped text in, in all its languages, as a draft."""
    actor = actor_of(request)
    if not may_keep_alliance(actor):
        raise Refused("not_your_place")
    if text not in content.names():
        raise Hidden
    question = Question(
        title=_("Take in a text that comes with the program"), button=_("Take it in as a draft"), way=way(), who=everyone(),
        saved=_("The draft is there, in every language it comes in. Change what you want, then let a body adopt it."),
        done=lambda made: reverse("write_version", args=[made.instrument.slug, made.slug]), lead=content.title_of(text),
    )  # fmt: skip
    return ask(request, question, forms.ConfirmForm, lambda _form: take_in(by=actor, text=text))
