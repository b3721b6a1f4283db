"""Saying what one will do."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Refused

from .. import actions as acts
from ..models import Commitment
from ..queries.origins import named_origin
from ..queries.parties import Voice, places_of, voice_of, voices_of
from .asking import Link, ask, language, page_of
from .forms import PromiseForm


@opens(SIGNED_IN)
def make(request: HttpRequest) -> HttpResponseBase:
    """As whom one speaks, where there is a choice; then what, to whom, by when, and who may read it."""
    actor, now_in = actor_of(request), language()
    mark = request.GET.get("as", "")
    voices = voices_of(actor)
    voice = voice_of(actor, mark) if mark else (voices[0] if len(voices) == 1 else None)
    if voice is None:
        if mark or not voices:
            raise Refused("not_your_place")
        listed = [(one.mark, one.name(now_in)) for one in voices]
        return render(request, "commitments/as_whom.html", {"voices": listed, "crumbs": _crumbs()})
    places = places_of(voice.organisation) if voice.organisation else []
    initial = {"language": now_in, "place": places[0].slug if places else "", "to": request.GET.get("to", "")[:200]}
    name, came = voice.name(now_in), _came_from(request)

    def act(form: PromiseForm) -> Commitment:
        owner = acts.Owner(voice.person, voice.organisation, voice.network)
        promise = form.promise()
        if came:
            promise = replace(promise, origin=came.origin, origin_id=came.origin_id, origin_words=came.words)
        return acts.make_commitment(by=actor, owner=owner, promise=promise)

    return ask(
        request, lambda data, files: PromiseForm(data, files, initial=initial, actor=actor, now_in=now_in, places=places, has_origin=came is not None), act,
        title=_("Say what will be done"), button=_("Say it"), done=page_of, saved=_("It is said. Whoever signs in for those it is made to is told that something awaits them."),
        lead=_("For %(name)s. Small and certain is better than large and vague.") % {"name": name}, crumbs=_crumbs(),
        who=_("Whoever you choose below. Those it is made to can always read it, where they are recorded."), back=reverse("my_commitments"),
    )  # fmt: skip


@dataclass(frozen=True)
class CameFrom:
    """What a commitment comes from, as the page says that led here: a signature, for example."""

    origin: str
    origin_id: str
    words: str


def _came_from(request: HttpRequest) -> CameFrom | None:
    """Returns what `?from=` names, if the one who asks may know of it."""
    kind, _colon, key = request.GET.get("from", "")[:100].partition(":")
    named = named_origin(kind, key, actor_of(request), language()) if key else None
    return CameFrom(kind, key, named.words) if named else None


def _crumbs() -> list[Link]:
    return [Link(reverse("my_commitments"), _("Our commitments"))]


def start_of(voice: Voice) -> str:
    """Returns the address at which somebody says something as a voice."""
    return f"{reverse('make_commitment')}?as={voice.mark}"
