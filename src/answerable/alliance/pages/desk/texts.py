"""The program's texts, in every language: found, written in own words, looked at, taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.kit import languages as tongues
from answerable.kit import own_texts
from answerable.kit.forms import keep
from answerable.kit.tables import Asked, Filter
from answerable.kit.text import fold

from ...actions import own_texts as acts
from ...queries import languages as queries
from ...queries.languages import Line
from ..forms.languages import TextForm
from .asking import language
from .languages import named, there_is
from .secretariat import SECRETARIAT, of_secretariat, way

STATES = ("missing", "own", "behind")
PAGE_SIZE = 25
LOOK, ON = "look", "further"


def state_words(state: str) -> tuple[str, str]:
    """How a text stands, as the glyph of a status with its words."""
    return {
        "ours": ("ok", _("In own words")),
        "behind": ("late", _("Look again")),
        "shipped": ("na", _("As shipped")),
        "missing": ("none", _("Not translated")),
    }[state]


@dataclass
class Listing:
    """What was asked of the texts. Whatever is asked wrongly is passed over."""

    request: HttpRequest
    sorted_by = ""

    def _given(self, name: str) -> str:
        return self.request.GET.get(name, "").replace("\x00", "").strip()[:200]

    @cached_property
    def code(self) -> str:
        there = queries.there_are()
        wanted = self._given("language") or language()
        return wanted if wanted in there else there[0]

    @cached_property
    def asked(self) -> list[Asked]:
        tongues_there = [(code, named(code)) for code in queries.there_are()]
        states = [("missing", _("Not translated")), ("own", _("In own words")), ("behind", _("To look at again"))]
        as_is: Callable[[Any, Any], Any] = lambda rows, _asked: rows  # noqa: E731 - the list is no query
        state = self._given("state")
        return [
            Asked(Filter("language", _("Language"), as_is, tongues_there), (self.code,)),
            Asked(Filter("state", _("State"), as_is, states), (state,) if state in STATES else ()),
            Asked(Filter("q", _("Contains"), as_is, hint=_("In English or in the language")), (self._given("q"),) if self._given("q") else ()),
        ]  # fmt: skip

    @property
    def is_filtered(self) -> bool:
        return any(one.values for one in self.asked[1:])

    def holds(self, line: Line) -> bool:
        state, wanted = self.asked[1].value, self.asked[2].value
        fits = (
            not state
            or {"missing": line.state == "missing", "own": line.own is not None, "behind": line.state == "behind"}[
                state
            ]
        )
        return fits and (not wanted or _contains(line, wanted))

    @cached_property
    def lines(self) -> list[Line]:
        return queries.lines(self.code, that=self.holds)

    @cached_property
    def page(self) -> Page[Line]:
        number = self.request.GET.get("page", "1")
        return Paginator(self.lines, PAGE_SIZE).get_page(
            int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
        )

    def query(self) -> str:
        """What was asked, to be carried along to a text and back."""
        return urlencode([(one.filter.name, one.value) for one in self.asked if one.value])

    def after(self, key: str) -> str:
        """Returns the address of the next text that was asked for, after the one of a key; empty after the last."""
        order = {entry.key: at for at, entry in enumerate(own_texts.entries())}
        here = order.get(key, -1)
        following = next((line.entry.key for line in self.lines if order[line.entry.key] > here), "")
        return f"{reverse('secretariat_text', args=[self.code, following])}?{self.query()}" if following else ""


def _contains(line: Line, wanted: str) -> bool:
    said = " ".join((line.entry.source, line.entry.many, *line.forms, *line.shipped))
    folded = fold(wanted)
    return folded in fold(said) if folded else wanted.casefold() in said.casefold()


@require_safe
@opens(SECRETARIAT)
def texts(request: HttpRequest) -> HttpResponseBase:
    """All texts of a language, with questions to find some by."""
    of_secretariat(request)
    listing = Listing(request)
    context = {
        "table": listing, "way": way(), "name": named(listing.code), "code": listing.code, "query": listing.query(),
        "rows": [(line, *state_words(line.state)) for line in listing.page.object_list], "number": len(listing.lines),
        "direction": direction(listing.code), "unspoken": queries.unspoken(listing.code) if listing.asked[1].value == "behind" else [],
    }  # fmt: skip
    return render(request, "alliance/desk/texts.html", context)


def direction(code: str) -> str:
    return "rtl" if tongues.is_right_to_left(code) else "ltr"


def asked_entry(code: str, key: str) -> own_texts.Entry:
    there_is(code)
    entry = own_texts.entry_of(key)
    if entry is None:
        raise Hidden
    return entry


@opens(SECRETARIAT)
def text(request: HttpRequest, code: str, key: str) -> HttpResponseBase:
    """One text beside its English and another language; looked at before it is kept."""
    _kept, actor = of_secretariat(request)
    entry = asked_entry(code, key)
    line = _line(entry, code)
    listing = Listing(request)
    listing.code = code
    initial = {f"form_{at}": said.strip() for at, said in enumerate(line.forms)}

    def build(data: Any = None, files: Any = None) -> TextForm:
        return TextForm(data, initial=initial, entry=entry, language=code)

    context = _around(request, line, code, listing)
    if request.method == "POST" and LOOK in request.POST:
        sent = build(request.POST)
        seen = [own_texts.shown_as(entry, said) for said in sent.typed()] if sent.is_valid() else []
        return render(request, "alliance/desk/text.html", {**context, "form": sent, "seen": seen})

    def act(_typed: dict[str, Any]) -> object:
        sent = build(request.POST)
        sent.full_clean()
        return acts.override_text(by=actor, language=code, entry=entry, forms=sent.typed())

    following = listing.after(key) if ON in request.POST else ""
    back = f"{reverse('secretariat_texts')}?{listing.query()}"
    return keep(
        request, build, act, template="alliance/desk/text.html", done=following or back, saved_message=_("The text is kept. Everyone reads it within seconds."),
        context=context,
    )  # fmt: skip


def _line(entry: own_texts.Entry, code: str) -> Line:
    return Line(entry, own_texts.shipped(entry, code), own_texts.kept_in(code).get(entry.key))


def _around(request: HttpRequest, line: Line, code: str, listing: Listing) -> dict[str, Any]:
    """What stands beside the form: the English, the shipped text, another language, what to keep in it."""
    others = [one for one in queries.there_are() if one not in {code, queries.SOURCE}]
    wanted = request.GET.get("beside", "")
    beside = wanted if wanted in others else next((one for one in others if own_texts.shipped(line.entry, one)), "")
    back = f"{reverse('secretariat_texts')}?{listing.query()}"
    return {
        "line": line, "entry": line.entry, "code": code, "name": named(code), "direction": direction(code), "state": state_words(line.state),
        "query": listing.query(), "beside": beside, "beside_name": named(beside) if beside else "", "beside_direction": direction(beside) if beside else "",
        "beside_forms": _line(line.entry, beside).forms if beside else (), "others": [(one, named(one)) for one in others],
        "english": _line(line.entry, queries.SOURCE).own if code != queries.SOURCE else None, "way": [*way(), (back, _("Texts"))], "done": back,
        "places": own_texts.places_in(line.entry),
    }  # fmt: skip


@require_POST
@opens(SECRETARIAT)
def reset(request: HttpRequest, code: str, key: str) -> HttpResponseBase:
    """Going back to the shipped text; also where the program does not say the text any more."""
    _kept, actor = of_secretariat(request)
    if acts.reset_text(by=actor, language=there_is(code), key=key):
        messages.success(request, _("The shipped text is back."))
    address = (
        reverse("secretariat_text", args=[code, key])
        if own_texts.entry_of(key)
        else f"{reverse('secretariat_texts')}?language={code}"
    )
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
