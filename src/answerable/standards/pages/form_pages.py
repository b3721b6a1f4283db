"""A form on a page of `kit.asking` that takes files as well."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from answerable.kit.forms import Form

F = TypeVar("F", bound=Form)


def with_files(request: HttpRequest, form: Callable[..., F], **facts: Any) -> Callable[[Any], F]:
    """Returns what makes the form of what was typed, with the files that were sent along."""
    return lambda data: form(data, request.FILES if data is not None else None, **facts)
