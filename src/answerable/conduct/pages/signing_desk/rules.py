"""Who must sign a text because of the office they hold."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.rules.words import Office
from answerable.kit import clock
from answerable.kit.asking import Question, ask

from ...actions import signing_rules as acts
from ...models import Instrument, SigningRule
from ...permissions import is_secretariat, may_set_signing_rules
from ...queries import asking, instruments
from ..finding import language
from ..forms.signing import RuleForm, SigningForm
from ..signing_words import OFFICES

SECRETARIAT = office(Office.SECRETARIAT)


@opens(SECRETARIAT)
def rules(request: HttpRequest) -> HttpResponseBase:
    """The rules in force, and setting another one."""
    actor = actor_of(request)

    def act(form: RuleForm) -> object:
        typed = form.cleaned_data
        return acts.set_signing_rule(
            by=actor, instrument=Instrument.objects.select_related("network").get(slug=typed["instrument"]),
            office=typed["office"], within_days=typed["within_days"], source=typed["source"],
        )  # fmt: skip

    question = Question(
        title=_("Who must sign because of an office"), button=_("Set this rule"), done=reverse("signing_rules"),
        saved=_("The rule is set. Whoever it asks is told by the next digest."), way=[(reverse("secretariat"), _("Secretariat"))],
        lead=_("It follows from the offices that people hold: whoever takes one up is asked, whoever lays it down no longer."),
        who=_("Everyone who holds such an office is told. Who of them has not signed: they themselves, and those who keep the records of their place."),
        context={"rows": _rows()}, template="conduct/signing/rules.html",
    )  # fmt: skip
    return ask(request, question, lambda data: RuleForm(data, **_choices(actor)), act)


def _rows() -> list[tuple[SigningRule, str, Any]]:
    return [
        (one, instruments.name_of(one.instrument, language()), OFFICES[one.office])
        for one in asking.rules_on(clock.today())
    ]


def _choices(actor: Actor) -> dict[str, Any]:
    open_ones = instruments.instruments().filter(closed_on=None)
    return {
        "instruments": [
            (one.slug, instruments.name_of(one, language()))
            for one in open_ones
            if may_set_signing_rules(actor, one.network.path)
        ],
        "offices": list(OFFICES.items()),
    }


@opens(SECRETARIAT)
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ending a rule: what was signed under it stays."""
    actor = actor_of(request)
    rule = SigningRule.objects.filter(pk=pk).select_related("instrument__network").first()
    if rule is None or not is_secretariat.covers(actor, ROOT_PATH):
        raise Hidden
    question = Question(
        title=_("End this rule"), button=_("End it"), done=reverse("signing_rules"), saved=_("The rule is ended."), danger=True,
        way=[(reverse("secretariat"), _("Secretariat")), (reverse("signing_rules"), _("Who must sign because of an office"))],
        lead=_("Nobody is asked for this office’s sake any more. What was signed stays."), who=_("The secretariat."),
    )  # fmt: skip
    return ask(request, question, SigningForm, lambda _form: acts.end_signing_rule(by=actor, rule=rule))
