"""What whoever keeps the alliance sees of the place where people tell: what is promised, where people are led, and what needs a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from answerable.access.doors import opens
from answerable.alliance.queries.invitations import languages_offered
from answerable.kit import clock
from answerable.kit.languages import name as language_name

from ...queries import own_words
from ...queries.promised import of_alliance as promised
from ..promise_words import lines_of
from .of_place import SECRETARIAT, language, of_alliance


@dataclass(frozen=True)
class Checked:
    """A page that people are led to, and what is wrong with it: nothing where it is as it should be."""

    language: str
    address: str
    wrong: str


@require_safe
@opens(SECRETARIAT)
def safe_space(request: HttpRequest) -> HttpResponse:
    """Settings, each with how it stands; whoever runs the server sets them."""
    of_alliance(request)
    contact = settings.CONCERNS_PANEL_CONTACT.strip()
    context = {
        "way": [(reverse("secretariat"), _("Secretariat"))], "promises": lines_of(promised()), "is_eu": settings.CONCERNS_EU,
        "leave_to": list(_leave_to()), "contact": contact, "texts": [(code, language_name(code, language()), _behind(code)) for code in languages_offered()],
    }  # fmt: skip
    return render(request, "concerns/texts/safe_space.html", context)


def _behind(code: str) -> str:
    number = own_words.number_behind(own_words.lines(None, code, clock.today()))
    words = ngettext("%(n)s text to look at again", "%(n)s texts to look at again", number)
    return words % {"n": number} if number else ""


def _leave_to() -> Iterator[Checked]:
    usual = settings.LEAVE_TO.get("", "")
    for code in languages_offered():
        address = settings.LEAVE_TO.get(code, usual)
        yield Checked(language_name(code, language()), address, wrong_with(address))


def wrong_with(address: str) -> str:
    """Returns why nobody should be led to an address who leaves in a hurry; nothing where it serves."""
    there, ours = urlsplit(address), urlsplit(settings.SITE_ADDRESS)
    if there.scheme != "https" or not there.hostname:
        return _("This is no address that begins with https://")
    if there.hostname == ours.hostname:
        return _("This is our own site: whoever leaves must not stay here.")
    if there.query or there.fragment:
        return _("Take a plain address, without what stands behind a question mark.")
    return ""
