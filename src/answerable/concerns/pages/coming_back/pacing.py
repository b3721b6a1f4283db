"""How often somebody wants to hear from the desk, and when it is safe to be reached."""

from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS

from ... import actions
from ...queries.promised import PROMISES
from ...queries.threads import Raiser, safe_times_of
from ...rules.safe_times import Part, SafeTimes
from ...rules.words import Rhythm
from ..raising.steps import page, retyped, step
from ..raising.visit import Visit
from .adding import of_page
from .inbox import shown
from .presenters.phrases import days_long
from .returning import page_of, returned


@page("back.pace")
@step("back.pace")
@returned
def pace(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    visit.body["at"] = "back.pace"
    return _shown(request, visit, *safe_times_of(raiser))


@retyped("back.pace")
@returned
def once_more(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    return _shown(request, visit, *_chosen(request, raiser))


def _shown(request: HttpRequest, visit: Visit, rhythm: Rhythm, safe: SafeTimes) -> HttpResponse:
    context = {
        "rhythm": rhythm, "rhythms": tuple(Rhythm), "time": days_long(PROMISES.update_days), "safe": safe,
        "weekdays": [(str(day), name, day in safe.weekdays) for day, name in WEEKDAYS.items()],
        "parts": [(part, part in safe.parts) for part in Part],
    }  # fmt: skip
    return page_of(request, visit, "pace", context)


@step("back.pace.keep")
@returned
def keep(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Keeps what was chosen; what nobody knows here is as if it were not ticked."""
    chosen, safe = _chosen(request, raiser)
    once = of_page(request, chosen, *map(str, sorted(safe.weekdays)), *sorted(safe.parts), str(safe.never))
    actions.choose_rhythm(raiser, rhythm=chosen, safe=safe, once=once)
    return shown(request, visit, raiser, said="pages.pace.kept")


def _chosen(request: HttpRequest, raiser: Raiser) -> tuple[Rhythm, SafeTimes]:
    sent = request.POST
    rhythm = sent.get("rhythm", "")
    days = frozenset(int(day) for day in sent.getlist("days") if day in set("0123456"))
    safe = SafeTimes(days, frozenset(Part(one) for one in sent.getlist("parts") if one in set(Part)), "never" in sent)
    return Rhythm(rhythm) if rhythm in set(Rhythm) else safe_times_of(raiser)[0], safe
