"""Stopping, after it was said what that means; opening again what has ended; asking for more than support."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ... import actions
from ...queries.threads import Raiser
from ...rules.keeping import Keep, kept_until
from ..raising.steps import page, step
from ..raising.visit import Visit
from .adding import of_page
from .inbox import shown
from .presenters.phrases import day_of
from .returning import page_of, returned


@page("back.stop")
@step("back.stop")
@returned
def what_it_means(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    visit.body["at"] = "back.stop"
    visit.body["meaning_shown"] = True
    return page_of(request, visit, "stop", {"day": day_of(kept_until(clock.today(), Keep.WITHDRAWN))})


@step("back.stop.confirm")
@returned
def stop(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Ends it; whoever was not shown what that means is shown it first."""
    if not visit.body.get("meaning_shown"):
        return what_it_means(request, visit)

    def act(once: str) -> None:
        actions.withdraw(raiser, meaning_shown=True, once=once)

    return _moved(request, visit, raiser, act, said="")


@step("back.again")
@returned
def again(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    def act(once: str) -> None:
        actions.come_back(raiser, once=once)

    return _moved(request, visit, raiser, act, said="pages.again.done")


@step("back.more")
@returned
def more(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    def act(once: str) -> None:
        actions.ask_for_more(raiser, once=once)

    return _moved(request, visit, raiser, act, said="pages.again.more_done")


def _moved(
    request: HttpRequest, visit: Visit, raiser: Raiser, act: Callable[[str], None], *, said: str
) -> HttpResponse:
    try:
        act(of_page(request))
    except Unacceptable as refusal:
        return shown(request, visit, raiser, refusal=Unacceptable(refusal.code, field="state"))
    visit.body.pop("meaning_shown", None)
    return shown(request, visit, raiser, said=said)
