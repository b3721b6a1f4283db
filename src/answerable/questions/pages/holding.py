"""A round's own page: what came of it, and for whoever holds it its link, its paper and its end."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.kit import asking

from ..actions import close_round, renew_link
from ..models import Round
from ..queries import rounds, subjects
from ..queries.results import results_of
from .finding import asked_in, found, held, keep_link, kept_link, name_of
from .forms import SureForm
from .presenting import answered_words, groups_of


@require_safe
@opens(SIGNED_IN)
def one(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What came of a round, as far as it may be told."""
    this, _actor, holds = found(request, key)
    results = results_of(this)
    groups = groups_of(this, results) if results else []
    context: dict[str, Any] = {
        "round": this, "title": asked_in(this).name, "name": name_of(this), "is_open": rounds.is_open(this), "holds": holds,
        "way": way_to(this), "answered": answered_words(results) if results else "", "groups": groups, "is_rough": any(one.rough for one in groups),
        "more_than_asked": bool(results and results.answered > this.expected), "link": link_of(request, this) if holds else "",
    }  # fmt: skip
    return render(request, "questions/round.html", context)


def way_to(this: Round) -> list[tuple[str, str]]:
    """Returns the way to a round: over what it is about."""
    page = subjects.page_of(rounds.subject_of(this))
    return [(page or reverse("home"), name_of(this) or _("What was asked about"))]


def link_of(request: HttpRequest, this: Round) -> str:
    """Returns the whole address at which one answers, where this session knows it and answers are taken."""
    link = kept_link(request, this) if rounds.is_open(this) else ""
    return f"{settings.SITE_ADDRESS}{reverse('answer', args=[link])}" if link else ""


@opens(SIGNED_IN)
def another_link(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Another link in place of the one that went astray."""
    this, actor = held(request, key)

    def act(_form: SureForm) -> None:
        keep_link(request, this, renew_link(by=actor, found=this))

    question = asking.Question(
        title=_("Another link"), button=_("Make another link"), done=_page(this), saved=_("Here is another link. The one before leads nowhere now."),
        lead=_("We keep only a fingerprint of the link, so that it cannot be shown again. You can have another one; the one before, also where it is printed, then leads nowhere."),
        way=[*way_to(this), (_page(this), asked_in(this).name)],
    )  # fmt: skip
    return asking.ask(request, question, SureForm, act)


@opens(SIGNED_IN)
def close(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The round ends before its last day."""
    this, actor = held(request, key)
    question = asking.Question(
        title=_("Close the round"), button=_("Close it"), done=_page(this), saved=_("The round is closed."),
        lead=_("No more answers are taken. Answers that still wait are told if they are five or more; fewer are let go of, so that nobody finds out who said what."),
        way=[*way_to(this), (_page(this), asked_in(this).name)],
    )  # fmt: skip
    return asking.ask(request, question, SureForm, lambda _form: close_round(by=actor, found=this))


def _page(this: Round) -> str:
    return reverse("round", args=[this.key])
