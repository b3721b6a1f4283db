"""One page for every small form of this room: title, who can see it, form, button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.kit import asking
from answerable.kit.asking import Question
from answerable.kit.forms import Form

from ..models import Commitment
from ..permissions import require
from ..queries import naming, seeing
from ..queries.sides import Sides, is_private, sides_of

Words = str | Promise
F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Link:
    href: str
    words: Words


def language() -> str:
    return get_language() or "en"


def found(request: HttpRequest, key: object) -> tuple[Commitment, Actor, Sides]:
    """Returns a commitment that the reader may know of, and for which of its sides they speak; any other is not there."""
    actor = actor_of(request)
    one = seeing.by_key(key, actor)
    if one is None:
        raise Hidden
    return one, actor, sides_of(actor, one)


def of_owner(request: HttpRequest, key: object) -> tuple[Commitment, Actor]:
    one, actor, sides = found(request, key)
    require(sides.owner)
    return one, actor


def title_of(commitment: Commitment) -> str:
    """Returns what stands in the way and in the browser’s own history: of a private one no word."""
    return _("A private commitment") if is_private(commitment) else naming.text_of(commitment, language()).what


def page_of(commitment: Commitment) -> str:
    return reverse("commitment", args=[commitment.key])


def way_to(commitment: Commitment) -> list[Link]:
    return [Link(reverse("commitments"), _("Commitments")), Link(page_of(commitment), title_of(commitment))]


def ask(
    request: HttpRequest,
    make: Callable[..., F],
    act: Callable[[F], Any],
    *,
    title: Words,
    button: Words,
    done: str | Callable[[Any], str],
    saved: Words,
    crumbs: Sequence[Link] = (),
    who: Words = "",
    lead: Words = "",
    **context: Any,
) -> HttpResponseBase:
    """The one page for small forms, with what this room shows around its fields; `make` gets what was typed and the files."""
    question = Question(
        title=title, button=button, done=done, saved=saved, way=[(one.href, one.words) for one in crumbs], who=who, lead=lead,
        context=context, template="commitments/form.html",
    )  # fmt: skip
    return asking.ask(request, question, lambda data: make(data, request.FILES if data is not None else None), act)
