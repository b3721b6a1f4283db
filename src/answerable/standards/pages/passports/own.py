"""An organisation's own passport: what it says, as PDF and JSON, and the links by which others see it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.models import Organisation
from answerable.alliance.queries.days import today_of
from answerable.alliance.queries.naming import organisation_name
from answerable.alliance.queries.organisations import seen_by
from answerable.kit import asking

from ...actions.passports import Shared, end_share, share_passport
from ...models import PassportShare, Subject
from ...permissions import require
from ...queries import passport_links as links
from ...queries.sides import keeps_records_of, speaks_for
from ..policies.forms import SureForm
from .forms import ShareForm
from .telling import as_json, as_pdf, context_of, language, shown

KEPT = "links_of_passports"  # in the session of whoever made one, which is sealed and ends: nowhere else is a link kept


def found(request: HttpRequest, slug: str) -> tuple[Organisation, Actor, bool]:
    """Returns an organisation whose passport the reader sees, and whether they speak for it: its own speakers and its keepers."""
    actor = actor_of(request)
    organisation = seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
    if organisation is None:
        raise Hidden
    subject = Subject(kind="organisation", organisation=organisation)
    speaks = speaks_for(actor, subject)
    require(speaks or keeps_records_of(actor, subject))
    return organisation, actor, speaks


def page_of(organisation: Organisation) -> str:
    return reverse("organisation_passport", args=[organisation.slug])


def way_to(organisation: Organisation) -> list[tuple[str, str]]:
    name = organisation_name(organisation, language())
    return [(reverse("organisation", args=[organisation.slug]), name), (page_of(organisation), _("Passport"))]


def until(organisation: Organisation) -> dt.date:
    return today_of(organisation) + dt.timedelta(days=settings.PASSPORT_DAYS)


@require_safe
@opens(SIGNED_IN)
def passport(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the passport says, and for those who speak for it the links that are good."""
    organisation, _actor, speaks = found(request, slug)
    good = links.good(organisation, today_of(organisation)) if speaks else PassportShare.objects.none()
    context: dict[str, Any] = {
        **context_of(shown(organisation, until(organisation))), "organisation": organisation, "way": way_to(organisation)[:1], "speaks": speaks,
        "links": [(one, _address(request, one)) for one in good],
    }  # fmt: skip
    return render(request, "standards/passports/own.html", context)


def _address(request: HttpRequest, share: PassportShare) -> str:
    """Returns the whole address of a link where this session knows it."""
    token = str(request.session.get(KEPT, {}).get(str(share.key), ""))
    return address_of(token) if token and links.hashed(token) == share.token_hash else ""


def address_of(token: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('passport', args=[token])}"


@require_safe
@opens(SIGNED_IN)
def paper(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The passport as PDF."""
    organisation, _actor, _speaks = found(request, slug)
    return as_pdf(request, shown(organisation, until(organisation)))


@require_safe
@opens(SIGNED_IN)
def data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The passport as JSON."""
    organisation, _actor, _speaks = found(request, slug)
    return as_json(shown(organisation, until(organisation)))


@opens(SIGNED_IN)
def share(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Making a link."""
    organisation, actor, speaks = found(request, slug)
    require(speaks)

    def act(form: ShareForm) -> Shared:
        made = share_passport(by=actor, organisation=organisation, **form.cleaned_data)
        request.session[KEPT] = {**request.session.get(KEPT, {}), str(made.share.key): made.token}
        return made

    question = asking.Question(
        title=_("Share the passport by a link"), button=_("Make a link"), done=f"{page_of(organisation)}#links",
        saved=_("Here is the link. Copy it now: we keep only a fingerprint of it."), way=way_to(organisation), who=who_opens(organisation),
        lead=_("Whoever has the link sees the passport as it is on that day, without an account, until the link ends. You can end it at any time."),
    )  # fmt: skip
    return asking.ask(request, question, lambda typed: ShareForm(typed, initial={"ends": until(organisation)}), act)


def who_opens(organisation: Organisation) -> str:
    if organisation.at_risk:
        return _("Everybody to whom the link comes, also without your doing. Your organisation is at risk: whoever has the link learns that it is part of the alliance.")  # fmt: skip
    return _("Everybody to whom the link comes, also if somebody passes it on. Nothing of who opens it is kept.")


@opens(SIGNED_IN)
def end(request: HttpRequest, slug: str, share: UUID) -> HttpResponseBase:
    """Ending a link before its last day."""
    organisation, actor, speaks = found(request, slug)
    require(speaks)
    one = links.by_key(organisation, share)
    if one is None:
        raise Hidden
    question = asking.Question(
        title=_("End the link"), button=_("End it"), done=f"{page_of(organisation)}#links", saved=_("The link is ended. It leads nowhere now."), danger=True,
        way=way_to(organisation), lead=_("Whoever has it sees nothing any more. What they have printed or kept, they keep."),
    )  # fmt: skip
    return asking.ask(request, question, SureForm, lambda _form: end_share(by=actor, share=one))
