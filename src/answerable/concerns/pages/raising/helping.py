"""Help that needs nothing told: services of a country by what somebody needs, shown at this door without a trace in an address."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from answerable.alliance.models import SupportService
from answerable.alliance.queries import services
from answerable.alliance.queries.services import Asked
from answerable.kit import clock
from answerable.kit.translations import in_language

from ...queries import near
from .showing import language, show, speak_of
from .steps import step
from .tale import Tale
from .visit import Visit

FEW, SOME = 3, 12
DIALLED = frozenset("0123456789+*#")


@dataclass(frozen=True)
class Line:
    """A service and how to reach it."""

    name: str
    language: str
    does: str
    written: str
    dialled: str
    text_written: str
    text_dialled: str
    website: str
    chat: str
    day_and_night: bool


def lines(country: str, *, need: str = "", most: int = FEW) -> list[Line]:
    """Returns a few services that somebody in a country can turn to, those day and night first; of a need where there are any.

    Of whom no country is known, only those that serve everywhere.
    """
    today, now_in = clock.today(), language()
    found = services.offered(Asked(need=need, country=country), now_in, today)
    if found.is_instead and need:
        found = services.offered(Asked(country=country), now_in, today)
    near_enough = services.current(today) if country else services.current(today).filter(everywhere=True)
    there = set(near_enough.filter(pk__in=found.services).values_list("pk", flat=True))
    pks = [pk for pk in found.services if pk in there][:most]
    rows = {one.pk: one for one in services.with_all(SupportService.objects.filter(pk__in=pks))}
    return [_line(rows[pk], now_in) for pk in pks if pk in rows]


def _line(one: SupportService, now_in: str) -> Line:
    text = in_language(one.texts.all(), now_in) or in_language(one.texts.all(), one.language)
    name, spoken_in, does = (text.name, text.language, text.does) if text else ("", one.language, "")
    return Line(
        name, spoken_in, does, one.telephone, _dialled(one.telephone), one.text_number, _dialled(one.text_number),
        one.website, one.chat, one.day_and_night,
    )  # fmt: skip


def _dialled(written: str) -> str:
    return "".join(sign for sign in written if sign in DIALLED)


@step("help", begun=False)
def help_now(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows where help is; whoever has begun can go back to where they were."""
    there = near.countries_here(language())
    asked = request.POST.get("country", "") or Tale.of(visit).country
    country = asked if asked in dict(there) else ""
    speak_of(country)
    return show(
        request,
        visit,
        "raising/help.html",
        {"lines": lines(country, most=SOME), "countries": there, "country": country},
    )
