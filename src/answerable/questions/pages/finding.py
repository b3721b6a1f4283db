"""Which round a page is about, and for whom it opens."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.alliance.permissions import require

from ..models import Round
from ..queries import rounds, subjects
from ..queries.content import QuestionSet, question_set

LINKS = "links_of_rounds"  # in the session of whoever opened one, which is sealed and ends: nowhere else is a link kept


def language() -> str:
    return get_language() or "en"


def found(request: HttpRequest, key: UUID) -> tuple[Round, Actor, bool]:
    """Returns a round that the reader may read of, and whether they hold it; any other is not there."""
    one, actor = rounds.by_key(key), actor_of(request)
    if one is None or not subjects.sees(actor, rounds.subject_of(one)):
        raise Hidden
    return one, actor, subjects.holds(actor, rounds.subject_of(one))


def held(request: HttpRequest, key: UUID) -> tuple[Round, Actor]:
    """Returns a round that the reader holds."""
    one, actor, holds = found(request, key)
    require(holds)
    return one, actor


def name_of(one: Round) -> str:
    return subjects.name_of(rounds.subject_of(one), language())


def asked_in(one: Round) -> QuestionSet:
    return question_set(one.questions, language())


def keep_link(request: HttpRequest, one: Round, link: str) -> None:
    """Keeps a link as long as whoever opened the round is signed in, so that they can pass it on and print it."""
    request.session[LINKS] = {**request.session.get(LINKS, {}), str(one.key): link}


def kept_link(request: HttpRequest, one: Round) -> str:
    """Returns the link of a round where this session knows it and it still leads there."""
    link = str(request.session.get(LINKS, {}).get(str(one.key), ""))
    return link if link and rounds.hashed(link) == one.link_hash else ""
