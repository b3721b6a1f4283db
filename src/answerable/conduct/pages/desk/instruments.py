"""Texts at the desk: which ones one writes, opening, naming, who signs, closing, beginning a version."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Refused
from answerable.alliance.models import Network
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries import naming
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask

from ...actions import instruments as acts
from ...actions.versions import begin_version
from ...models import Instrument
from ...permissions import may_adopt, writes
from ...queries import content, instruments
from ...rules.versions import OPEN
from ..finding import language
from ..forms import texts as forms
from ..presenters.desk import desk_groups, version_rows
from ..words import KINDS
from .opening import (
    KEEPERS,
    WRITERS,
    asked_tongue,
    kept_instrument,
    lead_to,
    way,
    way_to_instrument,
    written_instrument,
)


def everyone() -> str:
    return _("Those who write the texts of this network. Once it is adopted, everyone.")


@require_safe
@opens(WRITERS)
def texts(request: HttpRequest) -> HttpResponseBase:
    """Every text that the reader may write, under its network."""
    actor = actor_of(request)
    context = {
        "groups": desk_groups(instruments.written_by(actor), language()), "who": everyone(),
        "shipped": content.not_taken_in() if may_adopt(actor, ROOT_PATH) else [],
    }  # fmt: skip
    return render(request, "conduct/desk/texts.html", context)


@opens(WRITERS)
def open_text(request: HttpRequest) -> HttpResponseBase:
    """Opening a text of one of the networks at which the reader writes."""
    actor = actor_of(request)
    places = {one.slug: one for one in _places(request)}
    if not places:
        raise Refused("not_your_place")
    question = Question(
        title=_("A new text"), button=_("Open it"), saved=_("The text is there. Begin its first version next."), way=way(), who=everyone(),
        done=lambda made: reverse("write_instrument", args=[made.slug]),
        lead=_("A name and a line are enough. Its clauses come with its first version."),
    )  # fmt: skip
    names = [(slug, naming.network_name(one, language())) for slug, one in places.items()]

    def act(form: forms.OpenForm) -> Instrument:
        typed = form.cleaned_data
        return acts.open_instrument(
            by=actor, network=places[typed["network"]], kind=typed["kind"], name=typed["name"], about=typed["about"],
            language=language(),
        )  # fmt: skip

    initial = {"network": request.GET.get("network", "")[:80]}
    return ask(request, question, lambda data: forms.OpenForm(data, networks=names, initial=initial), act)


def _places(request: HttpRequest) -> list[Network]:
    found = Network.objects.filter(writes.filter(actor_of(request), "path"), closed_on=None)
    return list(found.prefetch_related("texts").order_by("path"))


@require_safe
@opens(WRITERS)
def one(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A text at the desk: its versions, names and signers."""
    found, actor = written_instrument(request, slug)
    versions = list(found.versions.prefetch_related("clauses", "texts"))
    named = {text.language for text in found.texts.all()}
    context = {
        "instrument": found, "name": instruments.name_of(found, language()), "way": way(), "who": everyone(),
        "kind": KINDS[found.kind], "network_name": naming.network_name(found.network, language()),
        "versions": version_rows(versions), "may_keep": may_adopt(actor, found.network.path),
        "can_begin": not found.closed_on and not any(version.state in OPEN for version in versions),
        "names": [(code, tongues.own_name(code), code in named) for code in sorted(named | {language()})],
        "is_public": any(version.adopted_on for version in versions),
    }  # fmt: skip
    return render(request, "conduct/desk/instrument.html", context)


@opens(WRITERS)
def name(request: HttpRequest, slug: str, tongue: str) -> HttpResponseBase:
    """The text's name in a language, and what it is for."""
    found, actor = written_instrument(request, slug)
    code = asked_tongue(tongue)
    text = next((one for one in found.texts.all() if one.language == code), None)
    question = Question(
        title=_("Its name in a language"), button=_("Save"), done=reverse("write_instrument", args=[slug]), saved=_("The name is saved."),
        way=way_to_instrument(found), who=_("Everyone."), lead=tongues.own_name(code),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.NameForm(data, initial=acts.named_now(text)),
        lambda form: acts.name_instrument(
            by=actor, instrument=found, language=code, began=form.began_from, **form.typed()
        ),
    )  # fmt: skip


@opens(KEEPERS)
def signers(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who is asked to sign the text."""
    found, actor = kept_instrument(request, slug)
    question = Question(
        title=_("Who is asked to sign"), button=_("Save"), done=reverse("write_instrument", args=[slug]), saved=_("It is saved."),
        way=way_to_instrument(found), who=_("Everyone."), lead=_("Nobody has to. Whoever signs is asked again when a new version is adopted."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.SignersForm(data, initial=acts.signers_now(found)),
        lambda form: acts.set_signers(
            by=actor, instrument=found, signers=acts.Signers(**form.typed()), began=form.began_from
        ),
    )  # fmt: skip


@opens(KEEPERS)
def close(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Closing a text, or opening it again."""
    found, actor = kept_instrument(request, slug)
    address = reverse("write_instrument", args=[slug])
    if found.closed_on:
        question = Question(
            title=_("Open the text again"), button=_("Open it again"), done=address, saved=_("The text is open again."),
            way=way_to_instrument(found), who=_("Everyone."),
        )  # fmt: skip
        return ask(
            request, question, forms.ConfirmForm, lambda _form: acts.reopen_instrument(by=actor, instrument=found)
        )
    question = Question(
        title=_("Close the text"), button=_("Close it"), done=address, saved=_("The text is closed."), way=way_to_instrument(found),
        who=_("Everyone."), danger=True, lead=_("Nobody is asked to sign it any more. What was adopted stays readable, with its signatures."),
    )  # fmt: skip
    return ask(request, question, forms.ConfirmForm, lambda _form: acts.close_instrument(by=actor, instrument=found))


@opens(WRITERS)
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Beginning a version: as a copy, so that each clause keeps its line, or empty."""
    found, actor = written_instrument(request, slug)
    if found.adapts_id:  # written together, with everybody's contributions
        return lead_to(reverse("local_codes", args=[found.network.slug]))
    versions = {str(version.pk): version for version in found.versions.order_by("-number")}
    sources = [(pk, _("As a copy of version %(label)s") % {"label": version.label}) for pk, version in versions.items()]
    question = Question(
        title=_("Begin a version"), button=_("Begin it"), saved=_("The draft is there. Only those who write see it."),
        done=lambda made: reverse("write_version", args=[found.slug, made.slug]), way=way_to_instrument(found), who=everyone(),
        lead=_("A copy keeps every clause in all its languages, so that everybody can see what changed."),
    )  # fmt: skip
    choices = [*sources, ("", _("Empty"))] if sources else [("", _("Empty"))]
    return ask(
        request, question,
        lambda data: forms.VersionForm(data, sources=choices, initial={"begin": choices[0][0]}),
        lambda form: begin_version(
            by=actor, instrument=found, label=form.cleaned_data["label"], copy_of=versions.get(form.cleaned_data["begin"])
        ),
    )  # fmt: skip
