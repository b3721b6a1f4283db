"""One version at the desk: its clauses and languages, and the steps on its way."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.alliance.models import Body
from answerable.alliance.queries import bodies, naming
from answerable.kit import clock
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask
from answerable.kit.forms import RuleSaysNo

from ...actions import versions as acts
from ...actions.adopting import adopt_version
from ...actions.clauses import count_clauses
from ...models import Version
from ...permissions import may_adopt
from ...queries import instruments
from ...queries.reading import originals, read, standings
from ...rules.versions import OPEN
from ...rules.words import VersionState
from ..finding import language
from ..forms import texts as forms
from ..presenters.desk import clause_rows, source_of
from ..presenters.texts import gaps_of, tongues_of
from ..words import VERSION_STATUS, VERSIONS
from .instruments import everyone
from .opening import (
    KEEPERS,
    WRITERS,
    address_of,
    drafted_version,
    kept_version,
    lead_to,
    way_to_instrument,
    way_to_version,
)


@require_safe
@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """A version: every clause with what can be done with it, its languages, and what comes next."""
    found, actor = drafted_version(request, slug, version)
    reading, is_open = read(found, found.original_language), found.state in OPEN
    listed = standings(found, drafts=True)
    context = {
        "version": found, "instrument": found.instrument, "name": instruments.name_of(found.instrument, language()), "reading": reading,
        "way": way_to_instrument(found.instrument), "clauses": clause_rows(reading), "source": source_of(found), "is_open": is_open,
        "tongues": tongues_of(listed, found.original_language, ""), "status": VERSION_STATUS[found.state],
        "state": VERSIONS[found.state], "may_keep": may_adopt(actor, found.instrument.network.path),
        "may_translate": is_open or found.state == VersionState.ADOPTED, "who": who_reads(found), "before": instruments.before(found),
    }  # fmt: skip
    return render(request, "conduct/desk/version.html", context)


def who_reads(version: Version) -> str:
    """The line that says who can see a version now."""
    if version.state == VersionState.CONSULTATION:
        return _("Every member of the alliance. Once it is adopted, everyone.")
    if version.state in (VersionState.ADOPTED, VersionState.SUPERSEDED):
        return _("Everyone. Its words are never changed again; translations can be added and put right.")
    return everyone()


@opens(WRITERS)
def label(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    found, actor = drafted_version(request, slug, version)
    question = Question(
        title=_("What the version is called"), button=_("Save"), saved=_("The name is saved."), way=way_to_version(found), who=who_reads(found),
        done=lambda made: reverse("write_version", args=[slug, made.slug]),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.CallForm(data, initial={"label": found.label}),
        lambda form: acts.call_version(by=actor, version=found, label=form.cleaned_data["label"], began=form.began_from),
    )  # fmt: skip


@require_POST
@opens(SIGNED_IN)
def count(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Numbering the clauses 1, 2, 3."""
    found, actor = drafted_version(request, slug, version)
    with suppress(RuleSaysNo):  # the page it leads to says that nothing can be changed
        count_clauses(by=actor, version=found)
    return lead_to(address_of(found))


@opens(KEEPERS)
def consult(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Letting every member read the draft."""
    found, actor = kept_version(request, slug, version)
    question = Question(
        title=_("Ask the members to read it"), button=_("Open it for reading"), done=address_of(found), way=way_to_version(found),
        saved=_("Every member of the alliance can read it now."), who=_("Every member of the alliance."),
        lead=_("It can still change meanwhile, and nobody can sign it. Give a day if you want answers by then."),
    )  # fmt: skip
    return ask(
        request, question, forms.ConsultationForm,
        lambda form: acts.open_consultation(by=actor, version=found, until=form.cleaned_data["until"]),
    )  # fmt: skip


@opens(KEEPERS)
def back(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Back to a draft, from a consultation or from having been given up."""
    found, actor = kept_version(request, slug, version)
    question = Question(
        title=_("Back to a draft"), button=_("Make it a draft again"), done=address_of(found), way=way_to_version(found),
        saved=_("It is a draft again."), who=everyone(),
    )  # fmt: skip
    return ask(request, question, forms.ConfirmForm, lambda _form: acts.back_to_draft(by=actor, version=found))


@opens(KEEPERS)
def drop(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Giving a draft up."""
    found, actor = kept_version(request, slug, version)
    question = Question(
        title=_("Give the draft up"), button=_("Give it up"), done=address_of(found), way=way_to_version(found), danger=True,
        saved=_("The draft was given up. It can be taken up again."), who=everyone(), lead=_("Nothing of it is deleted."),
    )  # fmt: skip
    return ask(request, question, forms.ConfirmForm, lambda _form: acts.drop_version(by=actor, version=found))


@opens(KEEPERS)
def adopt(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Writing down that a body adopted the version."""
    found, actor = kept_version(request, slug, version)
    listed = {str(one.pk): one for one in bodies.bodies_in_order(found.instrument.network, clock.today())}
    row = next((one for one in found.texts.all() if one.language == found.original_language), None)
    last = instruments.in_force(found.instrument)
    question = Question(
        title=_("Adopt this version"), button=_("It was adopted"), way=way_to_version(found), done=reverse("promise_version", args=[slug, version]),
        saved=_("The version is adopted. Everyone can read it now."), who=_("Everyone, from now on."), danger=True,
        lead=_("From then on its words are never changed. Write down what the body decided; somebody else will want to read it in ten years."),
        template="conduct/desk/adopt.html",
        context={"version": found, "last": last, "no_body": not listed, "network": found.instrument.network, "unready": _unready(found)},
    )  # fmt: skip
    names = [(pk, naming.body_name(one, language())) for pk, one in listed.items()]

    def act(form: forms.AdoptionForm) -> Version:
        typed = form.cleaned_data
        return adopt_version(
            by=actor, version=found, body=_chosen(listed, typed["body"]), adopted_on=typed["adopted_on"],
            in_force_from=typed["in_force_from"], came_about=typed["came_about"], shown=form.shown,
        )  # fmt: skip

    initial = {"came_about": row.came_about if row else "", "words_shown": row.fingerprint if row else ""}
    return ask(
        request, question, lambda data: forms.AdoptionForm(data, bodies=names, version=found, initial=initial), act
    )


def _chosen(listed: dict[str, Body], pk: str) -> Body:
    return listed[pk]


def _unready(version: Version) -> list[tuple[str, str]]:
    """What is still missing before a version can be adopted, or would be adopted with it: a name and words each."""
    own = originals(version)
    missing = [one.number for one in version.clauses.all() if one.pk not in own]
    found = [("", _("Clause %(number)s has no words yet.") % {"number": number}) for number in missing]
    for one in standings(version):
        if one.missing or one.behind:
            found.append((tongues.own_name(one.language), _(", ").join(gaps_of(one))))
    return found
