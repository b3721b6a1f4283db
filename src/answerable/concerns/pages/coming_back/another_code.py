"""Changing the code: the new one is shown first, and is in force once its last group was typed."""

from django.http import HttpRequest, HttpResponse

from answerable.vault.receipts import NotAReceipt, is_last_group
from answerable.vault.turns import Busy

from ... import actions
from ...actions.coming_back import to_keep
from ...queries.threads import Raiser
from ..raising.steps import page, retyped, step
from ..raising.visit import Visit
from .inbox import shown
from .returning import page_of, returned


@page("back.code")
@step("back.code")
@returned
def new_code(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Shows a new code; it lies in the visit alone and leads nowhere yet."""
    visit.body["new_code"] = visit.body.get("new_code") or actions.new_receipt()
    return _shown(request, visit)


@retyped("back.code")
@returned
def once_more(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    return (
        _shown(request, visit, last=request.POST.get("last", ""))
        if "new_code" in visit.body
        else shown(request, visit, raiser)
    )


@step("back.code.change")
@returned
def change(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Exchanges the codes; sent twice, the second one finds it done."""
    code, last = str(visit.body.get("new_code", "")), request.POST.get("last", "")
    if not code:
        return shown(request, visit, raiser)
    try:
        if not is_last_group(last, of=code):
            return _shown(request, visit, why="wrong", last=last)
        changed = actions.change_code(raiser, code=code)
    except NotAReceipt:
        return _shown(request, visit, why="wrong", last=last)
    except Busy:
        return _shown(request, visit, why="busy", last=last)
    visit.body["raiser"] = to_keep(changed)
    visit.body.pop("new_code")
    return shown(request, visit, changed, said="pages.new_code.done")


def _shown(request: HttpRequest, visit: Visit, *, why: str = "", last: str = "") -> HttpResponse:
    visit.body["at"] = "back.code"
    code = str(visit.body["new_code"])
    return page_of(request, visit, "another_code", {"code": code, "groups": code.split("-"), "why": why, "last": last})
