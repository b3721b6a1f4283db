"""Where somebody who was harmed, or who is with them, finds help: without an account, a cookie, or a trace in an address."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from answerable.access.doors import ANYONE, opens
from answerable.kit import clock
from answerable.kit.sections import Part, Section, declare

from ..models import Network
from ..queries import networks, services
from ..queries.in_danger import in_danger
from ..queries.services import Asked
from ..queries.told import told
from .days import language
from .forms.helping import HelpForm
from .presenters.services import lines_of

SIZE, FEW = 8, 4  # few where nothing is chosen yet: a small screen is not scrolled through all of them


# It changes nothing and tells nobody anything of anybody; a token would leave a cookie behind for a year (decision 29).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def find(request: HttpRequest) -> HttpResponse:
    """The services. What somebody chooses is sent along and never stands in the address; it is kept nowhere."""
    today, now_in = clock.today(), language()
    sent, lands = request.POST if request.method == "POST" else None, networks.countries_with_network(today)
    form = HelpForm(sent, there=services.current(today), language=now_in, also=lands)
    asked = form.asked() if form.is_bound else Asked()
    found = services.offered(asked, now_in, today)
    pages = _pages(found.services, FEW if asked == Asked() else SIZE)
    page = _page(request.POST.get("page", ""), len(pages))
    context = {
        "form": form, "found": found, "number": len(found.services), "asked": vars(asked), "is_asked": asked != Asked(),
        "lines": lines_of(pages[page - 1], now_in, today), "page_number": page, "before": page - 1, "after": page + 1 if page < len(pages) else 0,
        "in_danger": in_danger(asked.country, now_in),
    }  # fmt: skip
    return render(request, "alliance/help/find.html", context)


def _pages(pks: Sequence[int], first: int) -> list[Sequence[int]]:
    return [pks[:first], *(pks[at : at + SIZE] for at in range(first, len(pks), SIZE))]


def _page(text: str, pages: int) -> int:
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    return max(1, min(wanted, pages))


@require_safe
@opens(ANYONE)
def just_told(request: HttpRequest) -> HttpResponseBase:
    """For anybody to whom somebody has just told something."""
    return render(request, "alliance/help/told.html", {"told": told(language())})


def of_network(_request: HttpRequest, network: Network) -> Part | None:
    """A few services of the country of a network, on its page."""
    if not network.country or network.closed_on:
        return None
    today = clock.today()
    here = services.in_country(services.current(today), network.country)
    pks = list(here.order_by("-day_and_night", "sort_key", "pk").values_list("pk", flat=True)[:FEW])
    if not pks:
        return None
    return Part("alliance/help/section.html", {"lines": lines_of(pks, language(), today), "country": network.country})


def declare_section() -> None:
    declare(Section("alliance.network", of_network, order=80))
