"""What is wrong with a row, in the reader's words where the import itself works with codes."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import get_language

from answerable.kit.imports import Problem

from ...models import Kind
from ...queries.naming import STATES, kind_name
from .columns import VISIBILITY_LABELS


def spoken(problem: Problem) -> Problem:
    """Returns a problem with the words that would be right, as the reader calls them and as a file may say them."""
    words = _words_of(problem.code)
    if not words:
        return problem
    right = "; ".join(str(words.get(code, code)) for code in problem.would_be_right.split("; ") if code)
    return replace(problem, would_be_right=right, suggestion=str(words.get(problem.suggestion, problem.suggestion)))


def _words_of(problem: str) -> Mapping[str, str | Promise]:
    if problem == "kind_unknown":
        kinds = Kind.objects.prefetch_related("texts")
        return {one.code: kind_name(one, get_language() or "en") for one in kinds}
    return {"state_unknown": STATES, "visibility_unknown": VISIBILITY_LABELS}.get(problem, {})
