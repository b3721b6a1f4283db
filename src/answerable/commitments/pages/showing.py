"""One commitment, whole: who, to whom, by when, the steps, the evidence, what was said, and its history."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.days import today_at
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import network_name
from answerable.kit import languages as tongues

from ..actions.saying import is_of_ones_side
from ..models import Comment, Commitment, Evidence
from ..queries import evidence as proofs
from ..queries import saying, seeing
from ..queries.naming import Names, text_of
from ..queries.origins import origin_of
from ..queries.sides import Sides, kept_network, recorded_parties
from ..rules.states import standing
from ..rules.words import QUIET_ORIGINS, Origin, Side, State
from .asking import found, language, title_of
from .presenting import days_words, events_of, line_of, owner_words, parties_of, party_words, who_sees
from .words import ORIGINS, STANDINGS, STATUS


@require_safe
@opens(ANYONE)
def one(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of a commitment."""
    commitment, actor, sides = found(request, key)
    return render(request, "commitments/one.html", context_of(commitment, actor, sides))


def context_of(commitment: Commitment, actor: Actor, sides: Sides) -> dict[str, Any]:
    today, now_in = today_at(commitment.place.path), language()
    linked = linked_to(commitment, actor)
    names = Names.of([commitment, *linked], actor, now_in, today)
    turns = saying.turns_seen(commitment, sides)
    text = text_of(commitment, now_in)
    stands = standing(State(commitment.state), commitment.due, today)
    steps = list(commitment.steps.all())
    return {
        "commitment": commitment, "title": title_of(commitment), "text": text, "who": who_sees(commitment, names), "sides": sides,
        "tongues": [(one.language, tongues.own_name(one.language)) for one in commitment.texts.all() if one.language != text.language],
        "status": STATUS[stands], "state": STANDINGS[stands], "stands": stands, "soon": days_words(commitment, today),
        "owner": owner_words(commitment, names), "parties": [words for _party, words in parties_of(commitment, names)],
        "owner_page": page_of_owner(commitment), "place": kept_network(commitment.place), "network": network_name(kept_network(commitment.place), now_in),
        "origin": origin_words(commitment, actor, sides, now_in),
        "steps": steps, "steps_done": sum(bool(step.done_on) for step in steps), "share": _share(steps),
        "evidence": [(one, proofs.about(one), *said_by(one, commitment, names, sides)) for one in saying.evidence_seen(commitment, sides)],
        "comments": [(one, *said_by(one, commitment, names, sides)) for one in saying.comments_seen(commitment, sides)],
        "events": events_of(commitment, turns, names), "last": next((row for row in reversed(turns) if row.kind == "state" and row.state == commitment.state), None),
        "moved": sum(row.kind == "day" for row in turns),
        "before": [line_of(one, names, today) for one in linked if one.pk == commitment.instead_of_id],
        "after": [line_of(one, names, today) for one in linked if one.instead_of_id == commitment.pk],
        "request_open": commitment.requests.filter(closed_on=None).prefetch_related("answers").first() if sides.any else None,
        "may_ask": bool(recorded_parties(commitment)), "is_open": commitment.state == State.OPEN,
        "may_say_otherwise": bool(sides.owed) and commitment.state not in (State.OPEN, State.RELEASED),
        "unanswered": unanswered(commitment, sides), "today": today,
    }  # fmt: skip


def _share(steps: list[Any]) -> int:
    return round(100 * sum(bool(step.done_on) for step in steps) / len(steps)) if steps else 0


def linked_to(commitment: Commitment, actor: Actor) -> list[Commitment]:
    """Returns what this one stands in place of, and what stands in its place, as far as the reader may know of them."""
    near = Q(instead_of=commitment) | Q(pk=commitment.instead_of_id or 0)
    return list(seeing.with_lines(seeing.seen_by(actor).filter(near)).order_by("pk"))


def said_by(said: Comment | Evidence, commitment: Commitment, names: Names, sides: Sides) -> tuple[str, bool, bool]:
    """Returns which side said something, whether the reader may take it back, and whether only the two sides read it."""
    return speaker(said, commitment, names), may_take_back(said, sides), saying.is_between_us(said, commitment)


def speaker(said: Comment | Evidence, commitment: Commitment, names: Names) -> str:
    """Returns which side said something, as this reader may know it."""
    if said.side == Side.OWNER:
        return owner_words(commitment, names)
    return party_words(commitment, said.party_id, names)


def may_take_back(said: Comment | Evidence, sides: Sides) -> bool:
    return said.taken_back_on is None and is_of_ones_side(sides, said.side, said.party_id)


def unanswered(commitment: Commitment, sides: Sides) -> bool:
    """Whether the reader speaks for somebody who is asked to let go and has not answered."""
    request = commitment.requests.filter(closed_on=None).first() if sides.owed else None
    answered = set(request.answers.values_list("party_id", flat=True)) if request else set()
    return request is not None and any(one.pk not in answered for one in sides.owed)


def page_of_owner(commitment: Commitment) -> str:
    if commitment.organisation:
        return reverse("organisation", args=[kept_record(commitment.organisation).slug])
    return reverse("network", args=[commitment.network.slug]) if commitment.network else ""


def origin_words(commitment: Commitment, actor: Actor, sides: Sides, now_in: str) -> dict[str, str] | None:
    """Where it comes from; that it came from harm or need is told to nobody but the two sides."""
    if commitment.origin in QUIET_ORIGINS and not sides.any:
        return None
    named = origin_of(commitment, actor, now_in)
    if commitment.origin == Origin.OWN and not commitment.origin_words and named is None:
        return None
    return {
        "kind": str(ORIGINS[commitment.origin]),
        "words": named.words if named else commitment.origin_words,
        "href": named.href if named else "",
    }


@require_safe
@opens(ANYONE)
def file(request: HttpRequest, key: str, piece: str) -> HttpResponseBase:
    """A file that was laid before: never shown in the page, always taken along as it is."""
    commitment, _actor, sides = found(request, key)
    kept = saying.evidence_seen(commitment, sides).filter(key=piece).first()
    told = proofs.about(kept) if kept else None
    if kept is None or told is None:
        raise Hidden
    answer = StreamingHttpResponse(proofs.content(kept), content_type="application/octet-stream")
    answer["Content-Length"] = str(told.size)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=told.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
