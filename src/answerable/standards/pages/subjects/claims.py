"""One thing that was laid before: what it says, what others said of it, and what this reader may do."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import with_their_duplicates

from ...actions import claiming as acts
from ...models import Claim, Subject
from ...permissions import require
from ...queries import documents, own, seeing
from ...queries.cases import steps_of
from ...queries.merged import kept_subject
from ...queries.own import spoken_for
from ...queries.sides import Side, side_of
from ...rules.saying import ClaimKind, ClaimMove, holds
from ..days import language
from ..words import CLAIM_KINDS
from . import forms
from .evidence import events_of, file_of, known_partners, names_of, when_words, who_reads
from .finding import Way, ask, asked_on, desk_of, duty_of, duty_page, name_of


@dataclass(frozen=True)
class Read:
    """A claim that the reader may read, and as what they stand towards whom it is about: of a duplicate, what it became part of."""

    claim: Claim
    subject: Subject
    actor: Actor
    side: Side
    name: str

    @property
    def stands(self) -> bool:
        return self.claim.taken_back_on is None

    @property
    def is_ones_own(self) -> bool:
        """Nobody confirms or vouches for their own word."""
        return self.claim.by == self.actor.opaque_id or (self.side.owner and self.subject.network_id is None)

    @property
    def may_confirm(self) -> bool:
        return self.may_ask_back and not self.is_ones_own and not self._is_said(ClaimMove.CONFIRMED)

    @property
    def may_withdraw_confirmation(self) -> bool:
        return self.may_ask_back and self._is_said(ClaimMove.CONFIRMED)

    @property
    def vouched(self) -> list[Organisation]:
        """The organisations the reader speaks for that vouch for it."""
        return [one for one in spoken_for(self.actor) if self._is_said(ClaimMove.VOUCHED, one)] if self.stands else []

    @property
    def may_ask_back(self) -> bool:
        return self.stands and self.side.keeper

    @property
    def may_take_back(self) -> bool:
        """Their own side, and whoever keeps the records where they said it for them themselves, by a list."""
        return self.stands and (self.side.owner or (self.side.keeper and self.claim.by == self.actor.opaque_id))

    @property
    def vouching(self) -> list[Organisation]:
        """The organisations the reader speaks for that may vouch for it and have not yet."""
        if not self.stands or self.is_ones_own:
            return []
        return [one for one in self.side.vouching if not self._is_said(ClaimMove.VOUCHED, one)]

    def _is_said(self, move: ClaimMove, organisation: Organisation | None = None) -> bool:
        of = with_their_duplicates([organisation.pk]) if organisation else {None}
        return any(holds(steps_of(self.claim), move, one) for one in of)


def read(request: HttpRequest, key: object) -> Read:
    """Returns a claim that the reader may read; any other is not there."""
    actor = actor_of(request)
    claim = own.with_lines(Claim.objects.select_related("document")).filter(key=str(key)).first()
    if claim is None or not seeing.may_read(actor, claim):
        raise Hidden
    subject = kept_subject(claim.subject)
    return Read(claim, subject, actor, side_of(actor, subject), name_of(claim.subject, language()))


def read_standing(request: HttpRequest, key: object) -> Read:
    """As `read`, of what was not taken back."""
    one = read(request, key)
    if not one.stands:
        raise Hidden
    return one


def way_to(one: Read) -> Way:
    return [(desk_of(one.subject), one.name), (duty_page(one.subject, one.claim.duty), one.claim.duty.number)]


def page_of(claim: Claim) -> str:
    return reverse("claim", args=[claim.key])


@require_safe
@opens(SIGNED_IN)
def claim(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of a claim."""
    one = read(request, key)
    said, inside = one.claim, one.side.any
    _asking, words = asked_on(duty_of(said.duty.number), said.about_from)
    context = {
        "read": one, "claim": said, "title": CLAIM_KINDS[ClaimKind(said.kind)], "duty": words, "way": way_to(one), "place": one.name,
        "who": who_reads(said, one.name), "when": when_words(said), "file": file_of(said) if one.stands else None,
        "events": events_of(said, known_partners([said], one.actor), with_words=inside),
        "duty_page": duty_page(one.subject, said.duty), "may_vouch": bool(one.vouching), "has_vouched": bool(one.vouched),
    }  # fmt: skip
    return render(request, "standards/subjects/claim.html", context)


@require_safe
@opens(SIGNED_IN)
def document(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file that was laid before: never shown in the page, always taken along as it is."""
    kept = getattr(read(request, key).claim, "document", None)
    if kept is None:
        raise Hidden
    try:
        told = documents.about(kept)
    except vault.Unreadable as damaged:
        raise Hidden from damaged
    answer = StreamingHttpResponse(documents.content(kept), content_type="application/octet-stream")
    answer["Content-Length"] = str(told.size)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=told.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@opens(SIGNED_IN)
def confirm(request: HttpRequest, key: str) -> HttpResponseBase:
    """Confirming what somebody said, as who keeps their records."""
    one = read_standing(request, key)
    require(one.side.keeper)
    return ask(
        request, forms.MaybeWordsForm,
        lambda form: acts.confirm(by=one.actor, claim=one.claim, words=form.cleaned_data["said"]),
        title=_("Confirm it"), button=_("Confirm"), done=page_of(one.claim), saved=_("It is confirmed."), way=way_to(one),
        who=who_sees_words(one), **shown(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def ask_back(request: HttpRequest, key: str) -> HttpResponseBase:
    """Asking for more; it takes nothing away."""
    one = read_standing(request, key)
    require(one.side.keeper)
    return ask(
        request, forms.AskBackForm,
        lambda form: acts.ask_back(by=one.actor, claim=one.claim, words=form.cleaned_data["said"]),
        title=_("Ask for more"), button=_("Ask"), done=page_of(one.claim), saved=_("They are told that you would like to know more."),
        way=way_to(one), who=who_sees_words(one), **shown(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def vouch(request: HttpRequest, key: str) -> HttpResponseBase:
    """Vouching as a partner that offered to."""
    one = read_standing(request, key)
    require(bool(one.side.vouching))
    voices = names_of(one.side.vouching)
    return ask(
        request, lambda data, files: forms.VouchForm(data, files, voices=voices),
        lambda form: acts.vouch(by=one.actor, claim=one.claim, organisation=form.voice(), words=form.cleaned_data["said"]),
        title=_("Vouch for it"), button=_("Vouch"), done=page_of(one.claim), saved=_("It is vouched for, by your organisation."),
        way=way_to(one), who=who_sees_words(one), **shown(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def withdraw_confirmation(request: HttpRequest, key: str) -> HttpResponseBase:
    """Confirming no longer, as who keeps their records."""
    one = read_standing(request, key)
    require(one.side.keeper)
    return ask(
        request, forms.MaybeWordsForm,
        lambda form: acts.withdraw_confirmation(by=one.actor, claim=one.claim, words=form.cleaned_data["said"]),
        title=_("Take back the confirmation"), button=_("Confirm it no longer"), done=page_of(one.claim), saved=_("It is confirmed no longer."),
        way=way_to(one), who=who_sees_words(one), **{**shown(one), "lead": _("From today on it counts as said by themselves. That it was confirmed until now stays.")},
    )  # fmt: skip


@opens(SIGNED_IN)
def withdraw_vouch(request: HttpRequest, key: str) -> HttpResponseBase:
    """Vouching no longer, as who did."""
    one = read_standing(request, key)
    require(bool(one.vouched))
    voices = names_of(one.vouched)
    return ask(
        request, lambda data, files: forms.VouchForm(data, files, voices=voices),
        lambda form: acts.withdraw_vouch(by=one.actor, claim=one.claim, organisation=form.voice(), words=form.cleaned_data["said"]),
        title=_("Vouch for it no longer"), button=_("Take it back"), done=page_of(one.claim), saved=_("Your organisation vouches for it no longer."),
        way=way_to(one), who=who_sees_words(one), **{**shown(one), "lead": _("From today on your organisation does not stand behind it. That it did until now stays.")},
    )  # fmt: skip


@opens(SIGNED_IN)
def take_back(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking back what one’s own side said."""
    one = read_standing(request, key)
    require(one.may_take_back)
    return ask(
        request, forms.SureForm, lambda _form: acts.take_back(by=one.actor, claim=one.claim),
        title=_("Take it back"), button=_("Take it back for good"), done=page_of(one.claim), saved=_("It is taken back."), way=way_to(one),
        who=who_reads(one.claim, one.name), **{**shown(one), "lead": _("Its content is deleted. That something was said, and when, stays.")},
    )  # fmt: skip


def shown(one: Read) -> dict[str, Any]:
    """What one says something of: the duty, when, and what was laid before, whole."""
    said = one.claim
    _asking, words = asked_on(duty_of(said.duty.number), said.about_from)
    return {"lead": words.name, "when": when_words(said), "claim": said, "file": file_of(said)}


def who_sees_words(one: Read) -> str:
    return _("Those who speak for %(name)s, and those who keep its records. That you did it is seen by whoever reads what was laid before.") % {"name": one.name}  # fmt: skip
