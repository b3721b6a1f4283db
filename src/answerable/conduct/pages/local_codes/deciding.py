"""What a body decided, and writing it down."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries import bodies, naming
from answerable.kit.asking import Question, ask

from ...actions.local_codes import adopting as acts
from ...actions.settling import known_by
from ...models import Adoption
from ...queries.coming_about import decisions, readiness
from ...rules.local_codes import Decision
from . import forms
from .finding import Here, everybody, find, language
from .telling import proposal
from .tongues import rows_of
from .words import PROCEDURES, VOICES


def decisions_shown(here: Here) -> list[dict[str, Any]]:
    return [
        {
            "decision": one, "body": naming.body_name(one.body, language()), "procedure": PROCEDURES[one.procedure],
            "voices": [(VOICES[each.kind], each) for each in one.voices.all()],
            "add_voice": here.address("local_voice", one.pk) if here.may.decides else "",
        }
        for one in decisions(here.code)
    ]  # fmt: skip


def decision_waits_for(*, clauses: int, waiting: int, open_clauses: int) -> list[str]:
    """Says what must be true first, before a body can adopt; a reason about partners is given with the decision itself."""
    needs = (
        (not clauses, _("The text has a clause")),
        (waiting, _("Everybody who said something has an answer")),
        (open_clauses, _("Every clause of the alliance’s text is accounted for")),
    )
    return [words for is_open, words in needs if is_open]


@opens(SIGNED_IN)
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Writing down what a body decided; what stands against adoption is said before anything is typed."""
    here = find(request, slug, pk, "decides")
    found = {str(one.pk): one for one in bodies.bodies_in_order(here.network, here.today)}
    ready = readiness(here.code, here.today)
    question = Question(
        title=_("What the body decided"), button=_("Write it down"), done=here.address(), saved=_("The decision is written down."), way=here.way(),
        who=_("Everybody, once the text is adopted; before that: %(everybody)s") % {"everybody": everybody()}, template="conduct/local/decide.html",
        context={
            "here": here, "ready": ready, "languages": rows_of(here), "no_bodies": not found, "bodies_href": reverse("desk_network_bodies", args=[slug]),
        },
    )  # fmt: skip
    choices = [(key, naming.body_name(one, language())) for key, one in found.items()]
    initial = {
        "words_shown": known_by(here.code.version),
        "came_about": proposal(here.code),
        "body": choices[0][0] if len(choices) == 1 else "",
    }

    def act(form: forms.DecisionForm) -> object:
        typed = form.cleaned_data
        names = ("procedure", "held_on", "entitled", "quorum", "present", "in_favour", "against", "abstained")
        decision = Decision(carried=typed["carried"] == "yes", **{name: typed[name] for name in names})
        around = acts.Around(
            typed.get("partners_reason", ""),
            [acts.Spoken(*one) for one in form.voices()],
            typed["came_about"],
            form.shown,
        )
        return acts.decide(by=here.actor, code=here.code, body=found[typed["body"]], decision=decision, around=around)

    def make(data: Any) -> forms.DecisionForm:
        return forms.DecisionForm(data, bodies=[("", _("Choose a body")), *choices], initial=initial)

    return ask(request, question, make, act)


@opens(SIGNED_IN)
def voice(request: HttpRequest, slug: str, pk: int, decision_pk: int) -> HttpResponseBase:
    """One more dissent or stand-aside beside a decision."""
    here = find(request, slug, pk, "decides")
    found = Adoption.objects.filter(pk=decision_pk, version=here.code.version).first()
    if found is None:
        raise Hidden
    question = Question(
        title=_("A dissent or stand-aside"), button=_("Write it down"), done=here.address(), saved=_("It is written down beside the decision."),
        way=here.way(), who=everybody(), lead=_("Whoever disagreed or stood aside decides whether it is written down, in which words, and whether their name stands there."),
    )  # fmt: skip
    return ask(
        request, question, forms.VoiceForm,
        lambda form: acts.add_voice(by=here.actor, code=here.code, adoption=found, spoken=acts.Spoken(form.cleaned_data["kind"], form.cleaned_data["said"], form.cleaned_data["name"])),
    )  # fmt: skip
