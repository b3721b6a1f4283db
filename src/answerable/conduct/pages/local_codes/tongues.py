"""A draft in its languages: side by side while it is written, with what is out of date and what differs on purpose."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask
from answerable.kit.differences import pieces

from ...actions import clauses as writing
from ...actions import languages as acts
from ...models import Clause, ClauseText
from ...queries import alignment, instruments
from ...queries import local_codes as queries
from ...queries.reading import direction_of, is_behind, languages_of, originals, standings
from ..forms import texts as text_forms
from ..presenters.desk import began_from, changes_of, source_of, translation_rows
from ..presenters.texts import standing_words
from . import forms
from .choosing import language_choices
from .finding import Here, everybody, find, find_clause, language
from .showing import clause_name, names_of_accounts
from .words import STRENGTH_STATUS, STRENGTHS, WHY_OPEN


def shown_tongue(request: HttpRequest, here: Here, clause: Clause | None) -> str:
    """Returns the language in which a clause is shown: the one asked for, else the reader's, where it is there."""
    there = {one.language for one in clause.texts.all()} if clause else set()
    wanted = (request.GET.get("text", ""), language(), language().split("-", maxsplit=1)[0])
    return next((one for one in wanted if one in there), here.original)


def spoken_first() -> list[tuple[str, str]]:
    """Returns the alliance's languages, the reader's own before all others."""
    return sorted(language_choices(), key=lambda one: one[0] != language())


def texts_beside(here: Here, clause: Clause, tongue: str) -> dict[str, Any]:
    """Returns the parent's words beside the draft's in one language, marked where one clause stands for one; and the
    source beside a translation."""
    aligned = alignment.for_clause(alignment.table(here.code), clause)
    draft, source = queries.text_of(clause, tongue), queries.text_of(clause, here.original)
    parents = [(one, queries.text_of(one.parent, tongue, here.code.parent.original_language)) for one in aligned]
    only = parents[0][1] if len(parents) == 1 else None
    is_comparable = only is not None and draft is not None and only.language == draft.language
    checked = names_of_accounts(here, [one.row.checked_by for one in aligned if one.row])
    return {
        "draft": draft, "parents": [text for _one, text in parents if text], "tongues": _tongues_of(here, clause, tongue),
        "source": source if tongue != here.original else None, "source_name": tongues.own_name(here.original),
        "notes": notes_of(draft, source), "tongue": tongue, "is_original": tongue == here.original,
        "pieces": pieces(only.body, draft.body) if is_comparable and only and draft else [],
        "compared": [
            {
                "status": STRENGTH_STATUS[one.row.strength] if not one.why else "start", "row": one.row,
                "words": WHY_OPEN[one.why] if one.why else STRENGTHS[one.row.strength],
                "by": checked.get(one.row.checked_by, ""), "parent": clause_name(one.parent, here.original),
            }
            for one in aligned if one.row
        ],
        "edits": draft.revision if draft else 0,
    }  # fmt: skip


def _tongues_of(here: Here, clause: Clause, tongue: str) -> list[dict[str, Any]]:
    """Returns the languages in which a clause is there, the one it is written in first."""
    there = sorted((one.language for one in clause.texts.all()), key=lambda one: (one != here.original, one))
    return [{"code": one, "name": tongues.own_name(one), "is_here": one == tongue} for one in there]


def notes_of(text: ClauseText | None, source: ClauseText | None) -> list[str]:
    """Returns what a reader of a translation should know of it."""
    notes = []
    if is_behind(text, source):
        notes.append(_("This translation is out of date: the source was changed since."))
    if text is not None and text.differs:
        notes.append(_("It differs from the source: %(how)s") % {"how": text.difference})
    return notes


def rows_of(here: Here) -> list[dict[str, Any]]:
    """Returns every language of the draft with how far it is, the one it is written in first."""
    version = instruments.whole(here.code.version_id)
    return [
        {
            "code": one.language, "name": tongues.own_name(one.language), "direction": one.direction, "standing": one,
            "hints": standing_words(one), "href": "" if one.is_original else here.address("local_language", one.language),
        }
        for one in standings(version, drafts=True)
    ]  # fmt: skip


def _asked(here: Here, tongue: str) -> str:
    """Returns a language into which the draft is translated."""
    if tongue not in tongues.known() or tongue == here.original:
        raise Hidden
    return tongue


@require_safe
@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, pk: int, tongue: str) -> HttpResponseBase:
    """The draft in one language, every clause beside its source."""
    here = find(request, slug, pk, "inside")
    code, version = _asked(here, tongue), instruments.whole(here.code.version_id)
    standing = next((row for row in standings(version, drafts=True) if row.language == code), None)
    if standing is None:
        raise Hidden
    lines = {str(clause.line): clause.pk for clause in version.clauses.all()}
    context = {
        "here": here, "way": here.way(), "who": everybody(), "code": code, "own_name": tongues.own_name(code),
        "direction": direction_of(code), "source": source_of(version), "standing": standing, "hints": standing_words(standing),
        "rows": [(row, lines[row.line]) for row in translation_rows(version, code)], "may_write": here.may.writes and here.is_open,
    }  # fmt: skip
    return render(request, "conduct/local/language.html", context)


@opens(SIGNED_IN)
def begin(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Beginning one more language of the draft."""
    here = find(request, slug, pk, "writes")
    question = Question(
        title=_("Add a language"), button=_("Begin it"), saved=_("The language is begun."), way=here.way(), who=everybody(),
        done=lambda row: here.address("local_language", row.language),
        lead=_("Each clause is written beside its source. Everybody who reads the draft reads it as it grows."),
    )  # fmt: skip
    there = set(languages_of(instruments.whole(here.code.version_id), drafts=True))
    return ask(
        request, question, lambda data: text_forms.LanguageForm(data, language=language(), there=there),
        lambda form: acts.begin_language(
            by=here.actor, version=here.code.version, language=form.cleaned_data["language"]
        ),
    )  # fmt: skip


@opens(SIGNED_IN)
def write(request: HttpRequest, slug: str, pk: int, clause_pk: int, tongue: str) -> HttpResponseBase:
    """Writing a clause in one more language, beside its source, with what changed in it since."""
    here = find(request, slug, pk, "writes")
    code, version = _asked(here, tongue), instruments.whole(here.code.version_id)
    clause = find_clause(here, clause_pk)
    text, source = queries.text_of(clause, code), originals(version).get(clause.pk)
    address = here.address("local_language", code)
    question = Question(
        title=_("Clause %(number)s in %(language)s") % {"number": clause.number, "language": tongues.own_name(code)},
        button=_("Save"), saved=_("The clause is saved."), done=address, way=here.way((address, tongues.own_name(code))),
        who=everybody(), template="conduct/desk/clause.html",
        context={
            "number": clause.number, "source": source, "source_language": source_of(version), "changes": changes_of(text, source),
            "edits": list(text.edits.order_by("-revision")[1:9]) if text else [], "language": code,
        },
    )  # fmt: skip

    def act(form: text_forms.TranslationForm) -> ClauseText:
        typed = dict(form.cleaned_data)
        revision = typed.pop("revision")
        return writing.write_clause(
            by=here.actor, clause=clause, language=code, revision=revision, wording=writing.Wording(**typed)
        )

    initial = began_from(text, source)
    return ask(request, question, lambda data: text_forms.TranslationForm(data, language=code, initial=initial), act)


@opens(SIGNED_IN)
def ready(request: HttpRequest, slug: str, pk: int, tongue: str) -> HttpResponseBase:
    """Saying that a language is ready: everybody can read it once the text is adopted."""
    here = find(request, slug, pk, "writes")
    code = _asked(here, tongue)
    address = here.address("local_language", code)
    question = Question(
        title=_("This language is ready"), button=_("It is ready"), done=address, way=here.way((address, tongues.own_name(code))),
        saved=_("Once the text is adopted, everyone can read it in this language as well."), who=everybody(),
        lead=_("It is adopted with the text. Where a clause is out of date by then, it says so."),
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: acts.show_language(by=here.actor, version=here.code.version, language=code),
    )  # fmt: skip


@require_POST
@opens(SIGNED_IN)
def not_ready(request: HttpRequest, slug: str, pk: int, tongue: str) -> HttpResponseBase:
    """Taking that back."""
    here = find(request, slug, pk, "writes")
    code = _asked(here, tongue)
    address = here.address("local_language", code)
    question = Question(title=_("Not ready yet"), button=_("Not ready yet"), done=address, saved=_("It stays with those who write it."), way=here.way())  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: acts.hide_language(by=here.actor, version=here.code.version, language=code),
    )  # fmt: skip
