"""Who stands how on one duty behind a network, one by one, as far as the reader may know of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from answerable.alliance.queries.naming import network_name, organisation_name

from ...models import Duty, DutyAsking, Subject
from ...queries.cases import LEVELS
from ...queries.kinds import of_kinds
from ...queries.maps import KIND_OF, NETWORKS, ORGANISATIONS
from ...queries.seeing import subjects_seen_by
from ...queries.standing import Stands, behind, standing_of, standing_so
from ...rules.words import Level, State
from ..saying import bases_words, grounds_of, grounds_words, why_of
from ..words import KINDS, STATES
from .looking import Look
from .presenting import Said, said
from .sheets import Row

Words = str | Promise
AT_ONCE, IN_A_SHEET_AT_ONCE = 25, 200


@dataclass(frozen=True)
class Line:
    """One of whom it is asked, with how it stands and why."""

    name: str
    key: object
    said: Said | None
    why: str
    bases: list[str]
    grounds: str


def line_of(one: Stands, look: Look, name: str) -> Line:
    grounds = grounds_words(grounds_of(one, look.on)) if look.belongs else ""
    return Line(
        name, one.subject.key if one.subject.pk and look.belongs else None, said(one.judgement.state), why_of(one.judgement, look.on),
        bases_words(one.judgement.bases), grounds,
    )  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """Those of one kind behind the network whom this reader may know of, one by one: by name, or as the tree has them."""

    look: Look
    duty: Duty
    asking: DutyAsking
    kind: str
    state: str
    kinds: tuple[str, ...]

    @classmethod
    def asked(cls, request: HttpRequest, look: Look, duty: Duty, asking: DutyAsking) -> "Listing":
        asked = {KIND_OF[Level(level)] for level in asking.levels}
        kinds = tuple(kind for kind in (ORGANISATIONS, NETWORKS) if kind in asked)
        kind, state = request.GET.get("of", ""), request.GET.get("state", "")
        chosen = kind if kind in kinds else next(iter(kinds), "")
        return cls(look, duty, asking, chosen, state if state in {*State} else "", kinds)

    @property
    def may_list(self) -> bool:
        """How somebody stands is for those who belong."""
        return self.look.belongs and bool(self.kind)

    @property
    def choices(self) -> list[tuple[str, Words, bool]]:
        return [(kind, KINDS[kind], kind == self.kind) for kind in self.kinds] if len(self.kinds) > 1 else []

    @property
    def heading(self) -> Words:
        return KINDS[self.kind] if self.kind else ""

    @property
    def state_words(self) -> Words:
        return STATES[self.state] if self.state else ""

    def rows(self) -> QuerySet[Subject]:
        known = subjects_seen_by(self.look.actor).values("pk")
        found = behind(self.look.network, self.kind, self.look.on).filter(self._asked(), pk__in=known)
        if self.state:
            found = standing_so(found, self.duty, State(self.state), self.look.on)
        if self.kind == NETWORKS:
            return found.exclude(network=self.look.network).prefetch_related("network__texts").order_by("network__path")
        return found.prefetch_related("organisation__texts").order_by("organisation__sort_key", "pk")

    def _asked(self) -> Q:
        """Of whom it is asked, as far as a question to the database can say it; the rest is judged one by one."""
        if self.kind == NETWORKS:
            return Q(network__level_kind__in=[code for code, level in LEVELS.items() if level in self.asking.levels])
        return of_kinds(self.asking.kinds, self.look.on) if self.asking.kinds else Q()

    def page(self, number: str) -> tuple[Page[Subject], list[Line]]:
        pages = Paginator(self.rows(), AT_ONCE)
        page = pages.get_page(int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1)
        return page, self.lines(list(page.object_list))

    def lines(self, subjects: list[Subject]) -> list[Line]:
        return [
            line_of(one, self.look, self._name(one.subject)) for one in standing_of(subjects, [self.duty], self.look.on)
        ]

    def _name(self, subject: Subject) -> str:
        if subject.organisation is not None:
            return organisation_name(subject.organisation, self.look.language)
        return network_name(subject.network, self.look.language) if subject.network is not None else ""

    def headings(self) -> list[str]:
        return [_("Name"), _("How it stands"), _("Why"), _("What it rests on"), _("By when"), _("As of")]

    def sheet(self) -> Iterator[Row]:
        """Yields the same lines for a spreadsheet, a few hundred at a time."""
        pks = list(self.rows().values_list("pk", flat=True))
        for start in range(0, len(pks), IN_A_SHEET_AT_ONCE):
            part = list(self.rows().filter(pk__in=pks[start : start + IN_A_SHEET_AT_ONCE]))
            for one in standing_of(part, [self.duty], self.look.on):
                line = line_of(one, self.look, self._name(one.subject))
                state = str(STATES[one.judgement.state])
                yield [line.name, state, line.why, "; ".join(line.bases), one.judgement.due, self.look.on]
