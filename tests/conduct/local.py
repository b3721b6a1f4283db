"""A code of the alliance, and Kenya making it its own."""

import datetime as dt
from dataclasses import dataclass

from answerable.access.actors import Actor
from answerable.alliance.actions import bodies
from answerable.alliance.models import Body, Kind, Organisation, Person
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import Wording, add_clause
from answerable.conduct.actions.instruments import Signers, open_instrument
from answerable.conduct.actions.local_codes.adopting import Around
from answerable.conduct.actions.local_codes.answering import Reply, answer
from answerable.conduct.actions.local_codes.beginning import begin_local_code, open_drafting
from answerable.conduct.actions.local_codes.clauses import take_out_clause
from answerable.conduct.actions.local_codes.contributing import Said, contribute
from answerable.conduct.actions.local_codes.inviting import invite_organisations, invite_person
from answerable.conduct.actions.local_codes.moments import add_moment
from answerable.conduct.actions.local_codes.partners import ask_partner
from answerable.conduct.actions.versions import begin_version
from answerable.conduct.models import Clause, Contribution, LocalCode, Version
from answerable.conduct.queries.local_codes import by_pk
from answerable.conduct.rules.local_codes import Decision
from answerable.kit import clock
from tests.again import once
from tests.cast import CONSOLE, Alliance

CLAUSES = (
    ("Free of violence", "We use no violence of any kind."),
    ("Open", "We show what we do, and answer when we are asked."),
    ("Consent", "We take no picture and tell no story without consent."),
)


@dataclass
class Writing:
    """`alliance`'s code, Kenya's own code made from it, the body that decides, and who takes part."""

    alliance: Alliance
    parent: Version
    code: LocalCode
    body: Body

    def actor(self, role: str) -> Actor:
        return self.alliance.actor(role)

    @property
    def fresh(self) -> LocalCode:
        found = by_pk(self.code.pk)
        assert found is not None
        return found

    @property
    def clauses(self) -> list[Clause]:
        return list(self.fresh.version.clauses.all())

    def taken_out(self) -> Clause:
        """Takes the last clause out of the draft."""
        last = self.clauses[-1]
        take_out_clause(by=CONSOLE, code=self.fresh, clause=last)
        return last

    def say(self, role: str, kind: str = "comment", *, on: dt.date | None = None, **said: object) -> Contribution:
        """Lets one of the cast say something of the first clause."""
        values: dict[str, object] = {"words": "Say it more plainly.", "clause": self.clauses[0], **said}
        return contribute(
            by=self.actor(role), person=self.alliance.people[role], code=self.fresh, said=Said(kind, **values), on=on  # type: ignore[arg-type] # whatever a test says
        )  # fmt: skip


def parent_code(alliance: Alliance) -> Version:
    """The alliance's code of conduct, adopted by its board."""
    board = bodies.open_body(by=CONSOLE, network=alliance.root, kind=BodyKind.BOARD, name="Board")
    instrument = open_instrument(
        by=CONSOLE, network=alliance.root, kind="code", name="Code of conduct", signers=Signers(people=True)
    )
    version = begin_version(by=CONSOLE, instrument=instrument, label="2024")
    for heading, body in CLAUSES:
        add_clause(by=CONSOLE, version=version, wording=Wording(heading, body))
    return adopt_version(by=CONSOLE, version=version, body=board, came_about="Written by all.")


def writing(alliance: Alliance, *, nameless: bool = True, is_open: bool = True) -> Writing:
    """Kenya writes: Tumaini Circle is invited as a whole, Priya Raman is in the writing group."""
    called = ("Kenya writes", nameless, is_open)
    return once(lambda: _writing(alliance, nameless=nameless, is_open=is_open), called=called)


def _writing(alliance: Alliance, *, nameless: bool, is_open: bool) -> Writing:
    parent = parent_code(alliance)
    code = begin_local_code(
        by=alliance.actor("coordinator_here"), network=alliance.here, parent=parent, name="Our code in Kenya",
        language="en", nameless=nameless,
    )  # fmt: skip
    body = bodies.open_body(by=CONSOLE, network=alliance.here, kind=BodyKind.ASSEMBLY, name="Assembly of Kenya")
    made = Writing(alliance, parent, code, body)
    keeper = alliance.actor("coordinator_here")
    invite_organisations(by=keeper, code=made.fresh, organisations=[alliance.circle])
    invite_person(by=keeper, code=made.fresh, person=alliance.people["editor_here"], writes=True)
    if is_open:
        open_drafting(by=keeper, code=made.fresh)
    return made


def day(ago: int = 0) -> dt.date:
    return clock.today() - dt.timedelta(days=ago)


def consent(present: int = 20, **changes: object) -> Decision:
    values: dict[str, object] = {"entitled": 30, "quorum": 15, "carried": True, "held_on": day(), **changes}
    return Decision("consent", present=present, **values)  # type: ignore[arg-type] # by name


WELL = Around(came_about="We listened, said yes, looked, and wrote.", partners_reason="None works here.")


def said_already(made: Writing) -> None:
    """One answered contribution of the focal point, of a clause and of the whole, one of them for the organisation."""
    of_clause = made.say(
        "focal_point_here", clause=made.clauses[1], shown_as="organisation", organisation=made.alliance.circle
    )
    of_whole = made.say("focal_point_here", clause=None)
    answer(by=CONSOLE, contribution=of_whole, reply=Reply("merged", merged_with=of_clause))
    answer(by=CONSOLE, contribution=of_clause, reply=Reply("merged", merged_with=of_whole))


def grow(alliance: Alliance, number: int) -> None:
    """One more of everything that the pages of Kenya's code list."""
    code = by_pk(LocalCode.objects.get().pk)
    assert code is not None
    made = Writing(alliance, code.parent, code, Body.objects.get(kind=BodyKind.ASSEMBLY))
    add_clause(by=CONSOLE, version=code.version, wording=Wording(f"Clause {number}", "We mean it."))
    group = Organisation.objects.get(name=f"Group {number}")
    group.kinds.add(Kind.objects.get(code="womens_rights"))
    invite_organisations(by=CONSOLE, code=code, organisations=[group])
    invite_person(by=CONSOLE, code=code, person=Person.objects.get(name=f"Person {number}"), writes=number % 2 == 0)
    ask_partner(by=CONSOLE, code=code, organisation=group, question="What is missing?")
    add_moment(by=CONSOLE, code=code, name=f"Event {number}")
    clause = made.clauses[1]
    shown: dict[str, object] = (
        {"shown_as": "organisation", "organisation": alliance.circle} if number % 3 else {"shown_as": "nobody"}
    )
    said = made.say("focal_point_here", clause=clause, **(shown if number % 2 else {}))  # type: ignore[arg-type] # by name
    answer(by=CONSOLE, contribution=said, reply=Reply("taken_up", "Yes."))
    made.say("focal_point_here", "wording", wording=f"We do {number}.", clause=clause, on=day(1))
    made.say("focal_point_here", clause=None)
