"""Every model says how confidential its fields are and how long they are kept; a test walks them all."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=type[Model])


class Class(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SEALED = "sealed"


PUBLIC, INTERNAL, PERSONAL, SEALED = Class


@dataclass(frozen=True)
class Classification:
    """`default` holds for every field that `fields` does not name; `keep` says in words for how long."""

    default: Class
    keep: str
    fields: dict[str, Class]

    def of(self, field: str) -> Class:
        return self.fields.get(field, self.default)


def classified(default: Class, *, keep: str, **fields: Class) -> Callable[[M], M]:
    """Declares a model's classification and retention; fields that differ from the default are named."""

    def declare(model: M) -> M:
        model.classification = Classification(default, keep, fields)  # type: ignore[attr-defined] # read by tests and docs
        return model

    return declare
