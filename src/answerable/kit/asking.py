"""One page for every small form of the desks: title, who can see it, form, button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise

from .forms import Form, keep

Words = str | Promise
F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Question:
    """What one form page says around its fields. `way` is the path of (address, words) that leads here.

    `after` says where to once it is done, where that depends on what came of it; else it is `done`.
    """

    title: Words
    button: Words
    done: str | Callable[[Any], str]
    saved: Words
    way: Sequence[tuple[str, Words]] = ()
    lead: Words = ""
    who: Words = ""
    danger: bool = False
    context: dict[str, Any] = field(default_factory=dict)
    template: str = "asking.html"
    after: Callable[[Any], str] | None = None


def ask(
    request: HttpRequest, question: Question, make: Callable[[Any], F], act: Callable[[F], object]
) -> HttpResponseBase:
    """Shows the form, or does what it asks and leads on; whatever is refused stands beside its field."""
    made: list[F] = []

    def build(data: Any = None, files: Any = None) -> F:
        made[:] = [make(data)]
        return made[0]

    return keep(
        request, build, lambda _typed: act(made[0]), template=question.template, done=question.after or question.done,
        saved_message=question.saved, context={"question": question, "place": question.way[0][1] if question.way else "", **question.context},
    )  # fmt: skip
