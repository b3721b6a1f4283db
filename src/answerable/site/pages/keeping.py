"""The desk pattern for the site's own small forms."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise

from answerable.kit.forms import Form, keep

F = TypeVar("F", bound=Form)
Words = str | Promise


def kept(
    request: HttpRequest,
    make: Callable[[Any], F],
    act: Callable[[F], object],
    *,
    done: str,
    saved: Words,
    **around: Words,
) -> HttpResponseBase:
    """Shows one form on a page of its own; `around` is its title, button, lead and who can see it."""
    made: list[F] = []

    def build(data: Any = None, files: Any = None) -> F:
        made[:] = [make(data)]
        return made[0]

    return keep(
        request, build, lambda _typed: act(made[0]), template="site/form.html", done=done, saved_message=saved,
        context={"done": done, **around},
    )  # fmt: skip
