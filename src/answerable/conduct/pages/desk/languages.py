"""The languages of a version at the desk: beginning one, clause by clause beside the source, showing it, who has read it."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask
from answerable.kit.forms import RuleSaysNo

from ...actions import languages as acts
from ...models import Version, VersionText
from ...queries import instruments
from ...queries.reading import direction_of, languages_of, standings
from ...rules.versions import OPEN
from ..finding import language
from ..forms import texts as forms
from ..presenters.desk import source_of, translation_rows
from ..presenters.texts import standing_words
from .opening import Way, address_of, asked_tongue, drafted_version, lead_to, way_to_version
from .versions import who_reads


def way_to_language(version: Version, code: str) -> Way:
    return [*way_to_version(version), (language_address(version, code), tongues.own_name(code))]


def language_address(version: Version, code: str) -> str:
    return reverse("write_language", args=[version.instrument.slug, version.slug, code])


@opens(SIGNED_IN)
def begin(request: HttpRequest, slug: str, version: str) -> HttpResponseBase:
    """Beginning a translation."""
    found, actor = drafted_version(request, slug, version)
    question = Question(
        title=_("Add a language"), button=_("Begin it"), saved=_("The language is begun. Only those who write see it."), way=way_to_version(found),
        done=lambda row: language_address(found, row.language), who=who_reads(found),
        lead=_("Each clause is written beside its source. The language is shown to everyone once you say so."),
    )  # fmt: skip
    there = set(languages_of(found, drafts=True))
    return ask(
        request, question, lambda data: forms.LanguageForm(data, language=language(), there=there),
        lambda form: acts.begin_language(by=actor, version=found, language=form.cleaned_data["language"]),
    )  # fmt: skip


@require_safe
@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, version: str, tongue: str) -> HttpResponseBase:
    """A version in one language: every clause beside its source, and how it stands."""
    found, _actor = drafted_version(request, slug, version)
    code = asked_tongue(tongue)
    standing = next((row for row in standings(found, drafts=True) if row.language == code), None)
    row = _row(found, code)
    context = {
        "version": found, "instrument": found.instrument, "name": instruments.name_of(found.instrument, language()), "row": row,
        "code": code, "own_name": tongues.own_name(code), "direction": direction_of(code), "way": way_to_version(found), "standing": standing,
        "hints": standing_words(standing) if standing else [], "rows": translation_rows(found, code), "source": source_of(found),
        "source_row": _row(found, found.original_language), "may_write": found.state in (*OPEN, "adopted"), "who": who_reads(found),
        "is_original": code == found.original_language,
    }  # fmt: skip
    return render(request, "conduct/desk/language.html", context)


def _row(version: Version, code: str) -> VersionText | None:
    return next((one for one in version.texts.all() if one.language == code), None)


@opens(SIGNED_IN)
def around(request: HttpRequest, slug: str, version: str, tongue: str) -> HttpResponseBase:
    """What stands around the clauses: preamble, why it changed, how it came about."""
    found, actor = drafted_version(request, slug, version)
    code = asked_tongue(tongue)
    row = _row(found, code)
    is_original = code == found.original_language
    question = Question(
        title=_("Around the clauses, in %(language)s") % {"language": tongues.own_name(code)}, button=_("Save"), saved=_("It is saved."),
        done=address_of(found) if is_original else language_address(found, code), way=way_to_version(found), who=who_reads(found),
        template="conduct/desk/around.html",
        context={"source": None if is_original else _row(found, found.original_language), "source_language": source_of(found), "language": code},
    )  # fmt: skip
    initial = {"revision": row.revision if row else 1}
    if row:
        initial |= {"preamble": row.preamble, "changed": row.changed, "came_about": row.came_about}  # type: ignore[dict-item] # what a form begins with

    def act(form: forms.AroundForm) -> VersionText:
        typed = dict(form.cleaned_data)
        revision = typed.pop("revision")
        return acts.write_around(by=actor, version=found, language=code, revision=revision, words=acts.Around(**typed))

    return ask(request, question, lambda data: forms.AroundForm(data, language=code, initial=initial), act)


@opens(SIGNED_IN)
def show(request: HttpRequest, slug: str, version: str, tongue: str) -> HttpResponseBase:
    """Showing a translation to everyone who may read the version."""
    found, actor = drafted_version(request, slug, version)
    code = asked_tongue(tongue)
    question = Question(
        title=_("Show this language"), button=_("Show it"), done=language_address(found, code), saved=_("Whoever may read the text can read it in this language now."),
        way=way_to_language(found, code), who=who_reads(found), lead=_("It says of itself that no speaker has read it yet, until you record one."),
    )  # fmt: skip
    return ask(
        request, question, forms.ConfirmForm,
        lambda _form: acts.show_language(by=actor, version=found, language=code),
    )  # fmt: skip


@require_POST
@opens(SIGNED_IN)
def hide(request: HttpRequest, slug: str, version: str, tongue: str) -> HttpResponseBase:
    """Taking a translation back to those who write it."""
    found, actor = drafted_version(request, slug, version)
    code = asked_tongue(tongue)
    with suppress(RuleSaysNo):  # the page it leads to shows how it stands
        acts.hide_language(by=actor, version=found, language=code)
    return lead_to(language_address(found, code))


@opens(SIGNED_IN)
def reading(request: HttpRequest, slug: str, version: str, tongue: str) -> HttpResponseBase:
    """Recording that a speaker has read the whole text in a language."""
    found, actor = drafted_version(request, slug, version)
    code = asked_tongue(tongue)
    row = _row(found, code)
    question = Question(
        title=_("Read by a speaker"), button=_("Record it"), done=language_address(found, code), saved=_("It is recorded."),
        way=way_to_language(found, code), who=_("Those who write this text. Everyone sees only whether a speaker has read it."),
        lead=_("Somebody who speaks the language has read the whole text, and found it clear and right. When its words change, it has to be read anew."),
    )  # fmt: skip
    initial = {"read_by": row.read_by, "read_on": row.read_on} if row and row.read_on else {}
    return ask(
        request, question, lambda data: forms.ReadingForm(data, initial=initial),
        lambda form: acts.record_reading(by=actor, version=found, language=code, **form.cleaned_data),
    )  # fmt: skip
