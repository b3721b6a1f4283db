"""One row a language, with its own state: the base of every translated text."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from django.db import models


class TextState(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


class Translation(models.Model):
    """A text in one language. `STALE`: its original changed after it was translated."""

    language = models.CharField(max_length=12)
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in TextState], default=TextState.REVIEWED
    )
    updated_on = models.DateField()

    class Meta:
        abstract = True


T = TypeVar("T", bound=Translation)


def by_language(texts: Iterable[T], own: str = "") -> list[T]:
    """Returns texts in one order, whatever order a database gives rows in: the own language first."""
    return sorted(texts, key=lambda text: (text.language != own, text.language))


def in_language(texts: Iterable[T], language: str) -> T | None:
    """Returns the text in a language, else in its base language (`pt` for `pt-br`), else None; drafts are passed over."""
    rows = {text.language: text for text in texts if text.state != TextState.DRAFT}
    return rows.get(language) or rows.get(language.split("-", maxsplit=1)[0])
