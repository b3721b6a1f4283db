"""A signature's own page, which proves it; those who chose to be shown; and how a signature ends."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, SIGNED_IN, actor_of, office, opens
from answerable.access.refusals import Hidden
from answerable.commitments.queries.parties import voices_of
from answerable.kit.asking import Question, ask

from ..actions import ending_signatures as acts
from ..models import Signature
from ..permissions import keeps
from ..queries import signatures
from ..rules.words import Signer
from .finding import asked_version, language
from .forms.signing import ReasonForm
from .presenters.signatures import all_signed, counted, signed, title_of
from .presenters.signing import smallest_shown

A_PAGE = 30
REVOKERS = office(*keeps.offices, step_up=True)


@require_safe
@opens(ANYONE)
def proof(request: HttpRequest, key: UUID) -> HttpResponse:
    """What anybody sees to whom a signer gives the address; one that would give somebody away is not there."""
    found, actor = _found(key), actor_of(request)
    if not signatures.may_be_proved_to(found, actor):
        raise Hidden
    mine = found.stands and acts.may_withdraw(actor, found)
    context = {
        "signature": found, "one": signed(found, language()), "is_person": found.kind == Signer.PERSON,
        "withdraw": reverse("withdraw_signature", args=[key]) if mine else "",
        "revoke": reverse("revoke_signature", args=[key]) if found.stands and acts.may_revoke_this(actor, found) else "",
        "is_mine": acts.may_withdraw(actor, found), "promise": _promise(found, actor) if mine else "", "reason": _reason(found, actor),
    }  # fmt: skip
    return render(request, "conduct/signing/proof.html", context)


def _found(key: UUID) -> Signature:
    found = signatures.with_key(key)
    if found is None:
        raise Hidden
    return found


def _promise(found: Signature, actor: Actor) -> str:
    """Returns where its signer can say what they will do to keep it, as whoever signed."""
    voices = [
        one.mark for one in voices_of(actor) if (one.organisation, one.network) == (found.organisation, found.network)
    ]
    chosen = {"as": voices[0]} if len(voices) == 1 else {}
    return f"{reverse('make_commitment')}?{urlencode({'from': f'signature:{found.key}'} | chosen)}"


def _reason(found: Signature, actor: Actor) -> str:
    """Why a signature ended, for its signer and for whoever may revoke it; for nobody else."""
    end = getattr(found, "end", None)
    reads = acts.may_withdraw(actor, found) or acts.may_revoke_this(actor, found)
    return end.reason if end and reads else ""


@require_safe
@opens(ANYONE)
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """How many signed a text, and those who chose to be shown. Who has not signed is nowhere."""
    version = asked_version(request, slug)
    shown = signatures.listed_publicly(version).order_by("kind", "-signed_on", "pk")
    page = Paginator(signatures.whole(shown), A_PAGE).get_page(request.GET.get("page", "1")[:6])
    context = {
        "version": version, "instrument": version.instrument, "title": title_of(version, language()), "page_of": page,
        "signed": all_signed(page.object_list, language()),
        "counted": counted(signatures.shares_of(version, actor_of(request), smallest=smallest_shown())),
    }  # fmt: skip
    return render(request, "conduct/signing/listed.html", context)


@opens(SIGNED_IN)
def withdraw(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The signer takes a signature back; another's is not there."""
    found, actor = _found(key), actor_of(request)
    if not acts.may_withdraw(actor, found):
        raise Hidden
    question = Question(
        title=_("Take the signature back"), button=_("Take it back"), done=reverse("signature", args=[key]),
        saved=_("The signature is taken back."), danger=True, way=_way(found),
        lead=_("That it was given, and until when it stood, remains. You can sign again whenever you want."),
        who=_("You, and those who keep the records of the network whose text it is, read the reason. Everyone else sees only that it no longer stands."),
    )  # fmt: skip
    return ask(
        request, question, ReasonForm,
        lambda form: acts.withdraw_signature(by=actor, signature=found, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


@opens(REVOKERS)
def revoke(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Whoever keeps the records of the text's network says that a signature does not count."""
    found, actor = _found(key), actor_of(request)
    if not acts.may_revoke_this(actor, found):
        raise Hidden
    question = Question(
        title=_("Revoke the signature"), button=_("Revoke it"), done=reverse("signature", args=[key]),
        saved=_("The signature is revoked. Its signer is told."), danger=True, way=_way(found),
        lead=_("For a signature that was not given, or not by whoever could give it. It is no sanction: whether somebody keeps a text is decided elsewhere, with due process."),
        who=_("The signer, and those who keep the records of the network whose text it is, read the reason. Everyone else sees only that it no longer stands."),
    )  # fmt: skip
    return ask(
        request, question, ReasonForm,
        lambda form: acts.revoke_signature(by=actor, signature=found, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


def _way(found: Signature) -> list[tuple[str, Any]]:
    return [(reverse("signature", args=[found.key]), title_of(found.version, language()))]
