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
from answerable.kit.forms import Form, keep

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
    who: Words = "",
    lead: Words = "",
    crumbs: Sequence[Link] = (),
    template: str = "commitments/form.html",
    cancel: str = "",
    **context: Any,
) -> HttpResponseBase:
    """Shows the form, or does what it asks and leads on; whatever is refused stands beside its field."""
    made: list[F] = []

    def build(data: Any = None, files: Any = None) -> F:
        made[:] = [make(data, files)]
        return made[0]

    return keep(
        request, build, lambda _typed: act(made[0]), template=template, done=done, saved_message=saved,
        context={"title": title, "save": button, "who": who, "lead": lead, "crumbs": crumbs, "cancel": cancel, **context},
    )  # fmt: skip
