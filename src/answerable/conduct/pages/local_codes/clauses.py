"""One clause: the parent's words beside ours, what was said and answered, and what one says oneself."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit.asking import Question, ask
from answerable.kit.differences import pieces

from ...actions import clauses as writing
from ...actions.local_codes import clauses as acts
from ...actions.local_codes.contributing import Said, contribute
from ...models import Clause
from ...queries import contributions as said
from ...queries import local_codes as queries
from ...queries import standing
from ...queries.contributions import organisations_of
from ...rules.words import ShownAs
from . import forms
from .choosing import organisation_choices
from .finding import Here, everybody, find, find_clause, language, writers
from .moments import names_told
from .showing import clause_name, lines_of, names_of_accounts, steps_of
from .tongues import shown_tongue, spoken_first, texts_beside

AT_ONCE = 25


@opens(SIGNED_IN)
def clause(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """A clause with its contributions, and the form to add one."""
    here = find(request, slug, pk, "inside")
    found = find_clause(here, clause_pk, taken_out=True)
    return _discussed(request, here, found)


@opens(SIGNED_IN)
def whole(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """What was said of the text as a whole."""
    return _discussed(request, find(request, slug, pk, "inside"), None)


def _discussed(request: HttpRequest, here: Here, clause: Clause | None) -> HttpResponseBase:
    title, tongue = clause_name(clause, here.original), shown_tongue(request, here, clause)
    address = f"{here.address('local_clause', clause.pk)}?text={tongue}" if clause else here.address("local_whole")
    way, context = here.way(), _around(request, here, clause, tongue)
    if (
        here.person is None
        or not (here.may.contributes and here.takes_contributions)
        or (clause and clause.taken_out_on)
    ):
        plain = Question(title=title, button="", done=address, saved="", way=way, who=_who(here))
        return render(request, "conduct/local/clause.html", {"question": plain, "place": way[0][1], **context})
    question = Question(
        title=title, button=_("Send it"), done=f"{address}#said", way=way, who=_who(here), context=context,
        saved=_("Thank you. You find it and its answer under “What I said” on your page."), template="conduct/local/clause.html",
    )  # fmt: skip
    text = queries.text_of(clause, tongue) if clause else None
    shown = forms.shown_choices(
        here.person.name, organisation_choices(organisations_of(here.person, here.today)), nameless=here.code.nameless
    )
    return ask(
        request, question, lambda data: forms.ContributionForm(data, shown=shown, draft=text.body if text else "", languages=spoken_first(), tongue=tongue),
        lambda form: _contribute(here, clause, form),
    )  # fmt: skip


def _contribute(here: Here, clause: Clause | None, form: forms.ContributionForm) -> object:
    if here.person is None:
        raise Hidden
    shown, which = form.chosen()
    organisation = next((one for one in organisations_of(here.person, here.today) if str(one.pk) == which), None)
    if shown == ShownAs.ORGANISATION and organisation is None:
        raise Hidden
    return contribute(
        by=here.actor, person=here.person, code=here.code,
        said=Said(
            kind=form.cleaned_data["kind"], words=form.cleaned_data["said"], wording=form.wording_said(),
            language=form.cleaned_data.get("language") or language(), clause=clause, shown_as=shown, organisation=organisation,
            wording_language=form.cleaned_data["tongue"] if clause else "",
        ),
    )  # fmt: skip


def _who(here: Here) -> str:
    nameless = _("A contribution shows the name or organisation you choose, or none.")
    named = _("A contribution shows the name or organisation you choose.")
    return f"{everybody()} {nameless if here.code.nameless else named}"


def _around(request: HttpRequest, here: Here, clause: Clause | None, tongue: str) -> dict[str, Any]:
    """What stands around the form: steps, the two texts, how they compare, and what was said."""
    every = said.of_code(here.code).filter(clause=clause)
    which = request.GET.get("which", "")
    found = Paginator(said.narrowed(every, which, here.today), AT_ONCE).get_page(request.GET.get("page"))
    waiting = said.narrowed(every, "waiting", here.today).count()
    number = every.filter(taken_back_on=None).count()
    return {
        "here": here, "may": here.may, "clause": clause, "steps": steps_of(queries.moments_of(here.code), names_told()),
        "page_of_said": found, "lines": lines_of(here, found), "number": number, "waiting": waiting,
        "answered": number - waiting, "which": which, "nameless": here.code.nameless, "few": here.code.nameless and standing.are_few_invited(here.code, here.today),
        "is_first": clause is not None and clause == here.code.version.clauses.first(),
        **(texts_beside(here, clause, tongue) if clause else {}),
    }  # fmt: skip


@opens(SIGNED_IN)
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A new clause at the end of the draft."""
    here = find(request, slug, pk, "writes")
    question = Question(
        title=_("Add a clause"), button=_("Add it"), done=here.address(), saved=_("The clause is added."), way=here.way(), who=everybody(),
    )  # fmt: skip
    return ask(
        request, question, forms.ClauseForm,
        lambda form: writing.add_clause(by=here.actor, version=here.code.version, wording=form.wording()),
    )  # fmt: skip


@opens(SIGNED_IN)
def edit(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """Changing a clause; where somebody else saved meanwhile, both wordings are shown and nothing is lost."""
    here = find(request, slug, pk, "writes")
    found = find_clause(here, clause_pk)
    text = queries.text_of(found, here.original)
    if text is None:
        raise Hidden
    both: dict[str, Any] = {}

    def act(form: forms.ClauseForm) -> object:
        revision = form.cleaned_data["revision"] or 0
        try:
            return writing.write_clause(
                by=here.actor, clause=found, language=here.original, wording=form.wording(), revision=revision
            )
        except Unacceptable as refusal:
            if refusal.code == "edited_meanwhile":
                _show_both(here, found, form, both)
            raise

    question = Question(
        title=_("Change a clause"), button=_("Save the clause"), done=here.address("local_clause", found.pk), saved=_("The clause is saved. Every wording before it is kept."),
        way=here.way((here.address("local_clause", found.pk), clause_name(found, here.original))), who=everybody(),
        template="conduct/local/edit.html", context={"both": both},
    )  # fmt: skip
    initial = {"heading": text.heading, "body": text.body, "revision": text.revision}
    return ask(request, question, lambda data: forms.ClauseForm(data, initial=initial), act)


def _show_both(here: Here, clause: Clause, form: forms.ClauseForm, both: dict[str, Any]) -> None:
    """Lays the words of the other beside what was typed; saving again then knows of them."""
    newest = queries.text_of(find_clause(here, clause.pk), here.original)
    if newest is None:
        raise Hidden
    by = queries.edits_of(newest).values_list("by", flat=True).first() or ""
    both["theirs"] = newest
    both["by"] = names_of_accounts(here, [by]).get(by, "")
    both["pieces"] = pieces(newest.body, form.cleaned_data["body"])


@require_safe
@opens(SIGNED_IN)
def history(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """Every wording a clause had, each with what it changed."""
    here = find(request, slug, pk, "inside")
    found = find_clause(here, clause_pk, taken_out=True)
    text = queries.text_of(found, shown_tongue(request, here, found))
    if text is None:
        raise Hidden
    listed = Paginator(queries.edits_of(text), AT_ONCE).get_page(request.GET.get("page"))
    rows = list(listed)
    last = queries.edits_of(text).filter(revision=rows[-1].revision - 1).first() if rows else None
    names = names_of_accounts(here, [one.by for one in rows])
    before = [*rows[1:], last]
    context = {
        "here": here, "way": here.way((here.address("local_clause", found.pk), clause_name(found, here.original))),
        "page_of_edits": listed, "text": text, "who": everybody(), "title": clause_name(found, here.original),
        "edits": [
            {"edit": one, "by": names.get(one.by, ""), "pieces": pieces(earlier.body, one.body) if earlier else pieces(one.body, one.body)}
            for one, earlier in zip(rows, before, strict=True)
        ],
    }  # fmt: skip
    return render(request, "conduct/local/history.html", context)


@opens(SIGNED_IN)
def take_out(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """Taking a clause out of the draft."""
    here = find(request, slug, pk, "writes")
    found = find_clause(here, clause_pk)
    question = Question(
        title=_("Take a clause out"), button=_("Take it out"), done=here.address(), saved=_("It is taken out. It can be put back until the text is adopted."),
        way=here.way(), who=writers(), danger=True, lead=clause_name(found, here.original),
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: acts.take_out_clause(by=here.actor, code=here.code, clause=found),
    )  # fmt: skip


@opens(SIGNED_IN)
def put_back(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """Putting a clause back into the draft."""
    here = find(request, slug, pk, "writes")
    found = find_clause(here, clause_pk, taken_out=True)
    question = Question(
        title=_("Put a clause back"), button=_("Put it back"), done=here.address(), saved=_("It is back in the draft."),
        way=here.way(), who=writers(), lead=clause_name(found, here.original),
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: acts.put_back_clause(by=here.actor, code=here.code, clause=found),
    )  # fmt: skip


@opens(SIGNED_IN)
def move_up(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """Putting a clause one place higher."""
    here = find(request, slug, pk, "writes")
    found = find_clause(here, clause_pk)
    place = [one.pk for one in here.code.version.clauses.all()].index(found.pk)
    question = Question(
        title=_("Move a clause up"), button=_("Move it up"), done=here.address(), saved=_("It stands one place higher."),
        way=here.way(), who=writers(), lead=clause_name(found, here.original),
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: writing.place_clause(by=here.actor, clause=found, place=max(0, place - 1)),
    )  # fmt: skip
