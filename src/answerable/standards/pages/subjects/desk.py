"""Where one subject stands: its desk, and the way to one's own."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.kit import clock
from answerable.kit.tables import FORMATS

from ...queries.helping import requests_seen_by
from ...queries.merged import with_duplicates
from ...queries.own import own_subjects
from ...rules.saying import HelpState
from ...rules.words import State
from ..days import day_asked, language
from ..mapping.sheets import answer
from ..words import STATE_HINTS, STATES, STATUS
from . import sheet
from .finding import desk_of, found, name_of, page_of, who_sees
from .helping import SUBJECTS, rows_of
from .lines import groups_of, next_of, stands_of, sums_of

MOST_HELP = 5


@require_safe
@opens(SIGNED_IN)
def desk(request: HttpRequest, key: str) -> HttpResponseBase:
    """How a subject stands on everything that is asked of it, as of a day."""
    one = found(request, key)
    day = day_asked(request, one.today)
    stands = stands_of([one.subject], day.on)
    if (kind := request.GET.get("format", "")) in FORMATS:
        return answer(kind, sheet.file_name(one.subject), sheet.headings(), sheet.rows(stands, day.on))
    asked = requests_seen_by(one.actor).filter(subject__in=with_duplicates([one.subject]))
    asked = asked.exclude(state=HelpState.CLOSED).select_related("subject__person").prefetch_related(*SUBJECTS)
    context = {
        "one": one, "title": _("Where I stand") if one.is_person else _("Where we stand") if one.side.owner else _("Where it stands"),
        "who": who_sees(one), "page_of": page_of(one.subject), "day": day,
        "marks": [(STATUS[state], STATES[state], STATE_HINTS[state]) for state in State],
        "groups": groups_of(stands, day.on), "turning": next_of(stands, day.on) if day.on >= one.today else [],
        "sums": sums_of(stands), "place": one.name, "help": rows_of(list(asked[:MOST_HELP]), one.actor),
    }  # fmt: skip
    return render(request, "standards/subjects/desk.html", context)


@require_safe
@opens(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponseBase:
    """Where I, and those I speak for, stand; it leads on where that is one only."""
    subjects = own_subjects(actor_of(request))
    if len(subjects) == 1:
        return redirect(desk_of(subjects[0]))
    day, now_in = clock.today(), language()
    stands = stands_of(subjects, day)
    listed = [
        (desk_of(one), _("Myself") if one.person_id else name_of(one, now_in), sums_of(each for each in stands if each.subject == one))
        for one in subjects
    ]  # fmt: skip
    return render(request, "standards/subjects/mine.html", {"listed": listed})
