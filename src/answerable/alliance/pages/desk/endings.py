"""At a body's desk: one more term for whoever sits there, how many terms and seats there may be; when endings are told of."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import opens
from answerable.access.refusals import Hidden

from ...actions import endings as acts
from ...actions.seats import limit_seats
from ...models import Term
from ..forms import people as forms
from .asking import Question, ask, kept_body
from .bodies import everyone, way_to_bodies
from .network import KEEPERS
from .secretariat import SECRETARIAT, insiders, of_secretariat, way


@opens(KEEPERS)
def renew(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """One more term for the same person, from the day after this one ends."""
    found, actor = kept_body(request, slug)
    term = (
        Term.objects.filter(pk=pk, seat__body=found)
        .select_related("seat__body__network", "person", "organisation")
        .first()
    )
    if term is None:
        raise Hidden
    lead = _("The same person stays on the seat from the day after this term ends.")
    if found.most_terms:
        most = _("Most terms in a row:")
        lead = f"{lead} {most} {found.most_terms}. {found.most_terms_source}"
    question = Question(
        title=_("Renew a term"), button=_("Renew it"), done=reverse("desk_body", args=[slug]), saved=_("The next term is settled."),
        way=way_to_bodies(found), who=everyone(), lead=lead,
    )  # fmt: skip
    return ask(
        request,
        question,
        forms.RenewTermForm,
        lambda form: acts.renew_term(by=actor, term=term, ends=form.cleaned_data["ends"]),
    )


@opens(KEEPERS)
def limit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How many terms in a row one person may sit on the body."""
    found, actor = kept_body(request, slug)
    question = Question(
        title=_("How many terms in a row"), button=_("Keep this"), done=reverse("desk_body", args=[slug]), saved=_("The changes are kept."),
        way=way_to_bodies(found), who=everyone(), lead=_("Terms that run already stay as they are."),
    )  # fmt: skip
    initial = {"most_terms": found.most_terms, "source": found.most_terms_source}
    return ask(
        request, question, lambda data: forms.LimitTermsForm(data, initial=initial),
        lambda form: acts.limit_terms(by=actor, body=found, **form.cleaned_data),
    )  # fmt: skip


@opens(KEEPERS)
def seats(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How many seats on the body one organisation may hold at a time."""
    found, actor = kept_body(request, slug)
    question = Question(
        title=_("How many seats one organisation may hold"), button=_("Keep this"), done=reverse("desk_body", args=[slug]),
        saved=_("The changes are kept."), way=way_to_bodies(found), who=everyone(),
        lead=_("Terms that run already stay as they are."),
    )  # fmt: skip
    initial = {"most_seats": found.most_seats}
    return ask(
        request, question, lambda data: forms.LimitSeatsForm(data, initial=initial),
        lambda form: limit_seats(by=actor, body=found, **form.cleaned_data),
    )  # fmt: skip


@opens(SECRETARIAT)
def leads(request: HttpRequest) -> HttpResponseBase:
    """How many days before its end a seat or an office is told of."""
    kept, actor = of_secretariat(request)
    question = Question(
        title=_("When terms end"), button=_("Keep the changes"), done=reverse("secretariat"), saved=_("The changes are kept."),
        way=way(), who=insiders(), lead=_("Whoever holds a seat or an office is told before it ends, and so are those who keep the records where nobody follows yet."),
    )  # fmt: skip
    initial = {
        "leads": ", ".join(str(one) for one in kept.ending_leads), "overlap_days": kept.overlap_days,
        "seat_notes_days": kept.seat_notes_days,
    }  # fmt: skip
    return ask(
        request, question, lambda data: forms.LeadsForm(data, initial=initial),
        lambda form: acts.set_leads(
            by=actor, profile=kept, leads=form.numbers(), overlap_days=form.cleaned_data["overlap_days"],
            seat_notes_days=form.cleaned_data["seat_notes_days"],
        ),
    )  # fmt: skip
