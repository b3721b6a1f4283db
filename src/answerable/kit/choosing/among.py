"""Those who may be chosen, and which of them a name means; each answer asks the database a bounded number of times."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import Case, IntegerField, Model, QuerySet, Value, When
from django.db.models.expressions import Combinable

from ..text import fold

MOST_SHOWN = 20  # of those who fit; whoever finds more is asked for more of the name
MOST_NEAR = 8
MOST_READ, MOST_COMPARED = 200, 150  # the bound is on the work
MOST_WORDS, LONGEST = 8, 250
NEAR = 0.8
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Choice:
    """One who may be chosen: what is sent, the name, and what tells this one from others of the name."""

    value: str
    name: str
    hint: str = ""

    @property
    def line(self) -> str:
        return f"{self.name} · {self.hint}" if self.hint else self.name


@dataclass(frozen=True)
class Found(Generic[M]):
    """Those whom a name may mean, the likeliest first.

    `sure` is the only one who has this very name; `is_near` says that none holds all of its words, `is_cut` that more fit.
    """

    those: Sequence[M] = ()
    sure: M | None = None
    is_near: bool = False
    is_cut: bool = False


@dataclass(frozen=True)
class Among(Generic[M]):
    """Those who may be chosen: `listed`, and nobody else. Their model has a field `folded`, with all their names.

    `key` is the field that is sent, `order` the folded name by which they stand. `names` are all names of one, `show` says
    several as choices, in as many questions for one as for twenty. `ways` lead to where somebody new is recorded.
    """

    listed: QuerySet[M]
    key: str
    order: str
    names: Callable[[M], Iterable[str]]
    show: Callable[[Sequence[M]], Sequence[Choice]]
    ways: Sequence[tuple[str, Any]] = ()

    def value_of(self, one: M) -> str:
        return str(getattr(one, self.key))

    def few(self, most: int) -> list[Choice] | None:
        """Returns all there are, by their names, where they are few; None where they are many, or cannot be asked for."""
        try:
            found = list(self.listed.order_by()[: most + 1])
            return _told_apart(self.show(found)) if len(found) <= most else None
        except DatabaseError:  # the page that says NOT SAVED goes without them
            return None

    def say(self, those: Sequence[M]) -> Sequence[Choice]:
        """Returns these as choices; by their names alone where nothing more can be asked for."""
        try:
            return self.show(those) if those else ()
        except DatabaseError:  # as above
            return [Choice(self.value_of(one), next(iter(self.names(one)), "")) for one in those]

    def of(self, value: str) -> M | None:
        """Returns the one whose value was sent, if they may be chosen."""
        try:
            return self.listed.filter(**{self.key: value[:LONGEST]}).first()
        except (ValidationError, ValueError):  # no value of this kind of key
            return None

    def all_of(self, values: Iterable[str]) -> list[M]:
        """Returns those whose values were sent and who may be chosen, by their names; in one question."""
        field = self.listed.model._meta.get_field(self.key)
        keys = [key for value in values if (key := _key(field, value)) is not None]
        return list(self.listed.filter(**{f"{self.key}__in": keys}).order_by(self.order, "pk")) if keys else []

    def named(self, typed: str) -> Found[M]:
        """Returns those whose names hold every word; where there are none, those whose names are nearly so."""
        name = fold(typed[:LONGEST])
        words = name.split()[:MOST_WORDS]
        if not words:
            return Found()
        holding = self.listed
        for word in words:
            holding = holding.filter(folded__contains=word)
        read = list(holding.alias(rank=self._rank(name)).order_by("rank", self.order, "pk")[: MOST_READ + 1])
        if not read:
            return Found(self._near(words), is_near=True)
        exact = [one for one in read if name in {fold(said) for said in self.names(one)}]
        those = [*exact, *(one for one in read if one not in exact)]
        return Found(those[:MOST_SHOWN], exact[0] if len(exact) == 1 else None, is_cut=len(those) > MOST_SHOWN)

    def _rank(self, name: str) -> Case:
        """Sorts those who have this very name before those who hold it, so that no bound cuts them off."""
        longest = getattr(self.listed.model._meta.get_field(self.order), "max_length", None) or LONGEST
        is_it, begins = {self.order: name[:longest]}, {f"{self.order}__startswith": name[:longest]}
        return Case(
            When(**is_it, then=0), When(**begins, then=1), When(folded__contains=name, then=2),
            default=3, output_field=IntegerField(),
        )  # fmt: skip

    def _near(self, words: Sequence[str]) -> list[M]:
        """Those who share the beginning or the end of a word are compared, those who share most of them first."""
        longest = sorted(set(words), key=lambda word: (-len(word), word))[:3]
        shared: Combinable = Value(0)
        for piece in dict.fromkeys(piece for word in longest for piece in _pieces(word)):
            shared += Case(When(folded__contains=piece, then=1), default=0, output_field=IntegerField())
        read = self.listed.alias(shared=shared).filter(shared__gt=0).order_by("-shared", self.order, "pk")
        scored = [(max(_closeness(words, said) for said in self.names(one)), one) for one in read[:MOST_COMPARED]]
        near = sorted((pair for pair in scored if pair[0] >= NEAR), key=lambda pair: -pair[0])
        return [one for _score, one in near[:MOST_NEAR]]


def _key(field: Any, value: str) -> Any:
    try:
        return field.to_python(value.replace("\0", "")[:LONGEST])
    except ValidationError:  # no value of this kind of key
        return None


def _told_apart(choices: Sequence[Choice]) -> list[Choice]:
    """Orders a list by names, and says more than the name only of those who share it."""
    often = Counter(fold(one.name) for one in choices)
    plain = [one if often[fold(one.name)] > 1 else replace(one, hint="") for one in choices]
    return sorted(plain, key=lambda one: (fold(one.name), one.hint))


def _pieces(word: str) -> tuple[str, str]:
    length = max(3, len(word) - 2)
    return word[:length], word[-length:]


def _closeness(words: Sequence[str], name: str) -> float:
    """Returns how near a name comes, 0 to 1: each word to the likest one, in either direction, or all of them as one word."""
    others = fold(name).split()
    if not others:
        return 0
    scores = [[_likeness(word, other) for other in others] for word in words]
    there = sum(map(max, scores)) / len(scores)
    back = sum(map(max, zip(*scores, strict=True))) / len(others) if len(others) > 1 else 0
    return max(there, back, _likeness("".join(words), "".join(others)))


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR else 0
