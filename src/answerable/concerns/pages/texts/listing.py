"""All texts of the raising pages at a place, part by part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import opens
from answerable.alliance.queries.languages import there_are
from answerable.kit import clock
from answerable.kit.languages import is_right_to_left
from answerable.kit.languages import name as language_name

from ...queries import own_words
from ...queries.own_words import Line
from .of_place import KEEPERS, SECRETARIAT, OfPlace, language, of_alliance, of_network, tongue_of
from .words import ENTERED, ENTERED_PART, PARTS, part_words, state_of

CHANGED = "changed"


@require_safe
@opens(SECRETARIAT)
def of_the_alliance(request: HttpRequest) -> HttpResponse:
    """The texts as the alliance says them."""
    return _listed(request, of_alliance(request))


@require_safe
@opens(KEEPERS)
def of_a_network(request: HttpRequest, slug: str) -> HttpResponse:
    """The texts as a network says them."""
    return _listed(request, of_network(request, slug))


def _listed(request: HttpRequest, place: OfPlace) -> HttpResponse:
    tongue = tongue_of(request.GET.get("language", ""))
    all_of_them = own_words.lines(place.network, tongue, clock.today())
    part = request.GET.get("part", "")
    part = part if part in {*PARTS, CHANGED} else ENTERED_PART
    lines = [one for one in all_of_them if _belongs(one, part)]
    context = {
        "way": place.way(), "of_place": place, "tongue": tongue, "direction": "rtl" if is_right_to_left(tongue) else "ltr",
        "tongues": [(code, language_name(code, language()), code == tongue) for code in there_are()],
        "parts": [(code, part_words(code), code == part) for code in PARTS] + [(CHANGED, _("In own words"), part == CHANGED)],
        "part": part, "part_name": _("In own words") if part == CHANGED else part_words(part),
        "rows": [(one, place.address(tongue, one.at), title_of(one), *state_of(one)) for one in lines],
        "behind": own_words.number_behind(all_of_them),
    }  # fmt: skip
    return render(request, "concerns/texts/listed.html", context)


def _belongs(one: Line, part: str) -> bool:
    return bool(one.own) if part == CHANGED else one.part == part


def title_of(one: Line) -> str:
    """Returns what a text is called that a country enters; of others their words say it."""
    return str(ENTERED[one.at.removeprefix("entered.")][0]) if one.is_entered else ""
