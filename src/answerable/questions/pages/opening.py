"""Asking about something: its rounds until now, and a new one."""

import datetime as dt

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.permissions import require
from answerable.alliance.queries.days import today_at
from answerable.kit import asking

from ..actions import Opened, open_round
from ..models import Round
from ..queries import subjects
from ..queries.content import question_set
from ..queries.rounds import of_subject, open_about
from ..queries.subjects import Subject
from .finding import keep_link, language
from .forms import RoundForm

USUAL_DAYS = 14


@opens(SIGNED_IN)
def about(request: HttpRequest, kind: str, subject: str) -> HttpResponseBase:
    """Opens a round about something; those about it until now stand below."""
    what, actor = Subject(kind, subject), actor_of(request)
    name = subjects.name_of(what, language())
    if not name or not subjects.sees(actor, what):
        raise Hidden
    require(subjects.holds(actor, what))
    sets = [(one, question_set(one, language()).name) for one in subjects.sets_of(what)]
    ends = today_at(subjects.place_of(what)) + dt.timedelta(days=USUAL_DAYS)
    initial = {"ends": ends, "questions": sets[0][0] if len(sets) == 1 else None}

    def act(form: RoundForm) -> Opened:
        opened = open_round(by=actor, subject=what, **form.cleaned_data)
        keep_link(request, opened.round, opened.link)
        return opened

    question = asking.Question(
        title=_("Ask short questions"), button=_("Open the round"), done=subjects.page_of(what) or reverse("home"),
        after=lambda made: reverse("round", args=[made.round.key]), saved=_("The round is open. Pass its link on, or print it for paper."),
        lead=_("Three short questions, answered without an account and without a name. Nobody learns who said what; results are shown from five answers up."),
        who=_("Whoever speaks for it opens rounds. Results are read by whoever may read what is asked about."),
        way=[(subjects.page_of(what) or reverse("home"), name)],
        template="questions/about.html", context={"about": name, "earlier": _earlier(what)},
    )  # fmt: skip
    return asking.ask(request, question, lambda data: RoundForm(data, initial=initial, sets=sets), act)


def _earlier(what: Subject) -> list[tuple[Round, str, bool]]:
    now = open_about(what)
    return [(one, question_set(one.questions, language()).name, one.pk in now) for one in of_subject(what)[:50]]
