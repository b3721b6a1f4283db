"""The pages of an import, the same for whatever comes in: match the columns, check the rows, bring in, take back.

A room says once how it tells of its imports, and for every request who may and what stands around the page:

    TOLD = Telling(TOOLS, name="tools", templates="shed/tools_", title=_("Bring in tools"), thing=_("Tool"), fates=FATES, ends=ENDS)

    def visit(request, key) -> Visit:                    # Hidden or Refused where the reader may not
        run = run_of(TOOLS, key)
        …
        return Visit(TOLD, run, actor, begin=reverse("tools_begin"), way=way, who=who)

    @require_POST
    @opens(KEEPERS)
    def bring_in(request, key):                          # at tools_bring_in; so too tools_show, tools_columns, …
        return importing.bring_in(request, visit(request, key))

The doors stay in the room. How a run stands is told at its own address, `show`, to which every step leads.
"""

from .beginning import Earlier, SheetForm, begun, earlier, run_of
from .checking import choose, date_order, left_out, show
from .ending import bring_in, take_back
from .matching import columns
from .visits import STEPS, Telling, Visit

__all__ = [
    "STEPS", "Earlier", "SheetForm", "Telling", "Visit", "begun", "bring_in", "choose", "columns", "date_order", "earlier", "left_out",
    "run_of", "show", "take_back",
]  # fmt: skip
