"""Clauses at the desk: adding, putting in order, numbering, taking out, and writing in each language."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerable.access.doors import SIGNED_IN, opens
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask
from answerable.kit.forms import RuleSaysNo

from ...actions import clauses as acts
from ...models import ClauseText, Version
from ...queries.reading import originals
from ..forms import texts as forms
from ..presenters.desk import began_from, changes_of, source_of
from .opening import address_of, asked_clause, asked_tongue, drafted_version, lead_to, way_to_version
from .versions import who_reads


@opens(SIGNED_IN)
def add(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Adding a clause, in the language the text is written in."""
    found, actor = drafted_version(request, slug, version)
    code = found.original_language
    question = Question(
        title=_("Add a clause"), button=_("Add it"), done=address_of(found), saved=_("The clause is added at the end."), way=way_to_version(found),
        who=who_reads(found), lead=_("Written in %(language)s. Translations come afterwards.") % {"language": tongues.own_name(code)},
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.ClauseForm(data, language=code, initial={"revision": 0}),
        lambda form: acts.add_clause(
            by=actor, version=found, wording=acts.Wording(form.cleaned_data["heading"], form.cleaned_data["body"])
        ),
    )  # fmt: skip


@require_POST
@opens(SIGNED_IN)
def up(request: HttpRequest, slug: str, version: str, line: UUID) -> HttpResponseBase:
    return _moved(request, slug, version, line, by=-1)


@require_POST
@opens(SIGNED_IN)
def down(request: HttpRequest, slug: str, version: str, line: UUID) -> HttpResponseBase:
    return _moved(request, slug, version, line, by=1)


def _moved(request: HttpRequest, slug: str, version: str, line: UUID, *, by: int) -> HttpResponseBase:
    found, actor = drafted_version(request, slug, version)
    clause = asked_clause(found, line)
    at = [one.pk for one in found.clauses.all()].index(clause.pk)
    with suppress(RuleSaysNo):  # the page it leads to says that nothing can be changed
        acts.place_clause(by=actor, clause=clause, place=max(0, at + by))
    return lead_to(f"{address_of(found)}#line-{line}")


@opens(SIGNED_IN)
def number(request: HttpRequest, slug: str, version: str, line: UUID) -> HttpResponseBase:
    found, actor = drafted_version(request, slug, version)
    clause = asked_clause(found, line)
    question = Question(
        title=_("Another number"), button=_("Save"), done=address_of(found), saved=_("The number is changed."), way=way_to_version(found),
        who=who_reads(found), lead=_("Whoever compares versions still finds the clause: it is known by more than its number."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.NumberForm(data, initial={"number": clause.number}),
        lambda form: acts.number_clause(by=actor, clause=clause, number=form.cleaned_data["number"]),
    )  # fmt: skip


@opens(SIGNED_IN)
def remove(request: HttpRequest, slug: str, version: str, line: UUID) -> HttpResponseBase:
    found, actor = drafted_version(request, slug, version)
    clause = asked_clause(found, line)
    question = Question(
        title=_("Take clause %(number)s out") % {"number": clause.number}, button=_("Take it out"), done=address_of(found),
        saved=_("The clause is taken out of this draft."), way=way_to_version(found), who=who_reads(found), danger=True,
        lead=_("It goes in all its languages. Versions that were adopted keep theirs."),
    )  # fmt: skip
    return ask(request, question, forms.ConfirmForm, lambda _form: acts.remove_clause(by=actor, clause=clause))


@opens(SIGNED_IN)
def write(request: HttpRequest, slug: str, version: str, line: UUID, tongue: str) -> HttpResponseBase:
    """Writing a clause in a language; a translation stands beside its source, with what changed in it since."""
    found, actor = drafted_version(request, slug, version)
    clause, code = asked_clause(found, line), asked_tongue(tongue)
    text = next((one for one in clause.texts.all() if one.language == code), None)
    source = originals(found).get(clause.pk)
    is_original = code == found.original_language
    facts = {"number": clause.number, "language": tongues.own_name(code)}
    question = Question(
        title=_("Clause %(number)s in %(language)s") % facts, button=_("Save"), saved=_("The clause is saved."), way=way_to_version(found),
        done=_done(found, code), who=who_reads(found), template="conduct/desk/clause.html",
        context={
            "number": clause.number, "source": None if is_original else source, "source_language": source_of(found), "changes": changes_of(text, source),
            "edits": list(text.edits.order_by("-revision")[1:9]) if text else [], "language": code,
        },
    )  # fmt: skip
    form = forms.ClauseForm if is_original else forms.TranslationForm

    def act(sent: forms.ClauseForm) -> ClauseText:
        typed = dict(sent.cleaned_data)
        revision = typed.pop("revision")
        return acts.write_clause(
            by=actor, clause=clause, language=code, revision=revision, wording=acts.Wording(**typed)
        )

    return ask(request, question, lambda data: form(data, language=code, initial=began_from(text, source)), act)


def _done(version: Version, code: str) -> str:
    if code == version.original_language:
        return address_of(version)
    return reverse("write_language", args=[version.instrument.slug, version.slug, code])
