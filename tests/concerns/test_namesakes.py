"""A reader who bears a name that was written reads on by nobody's oversight: whoever writes it is asked, and then the reader."""

from uuid import UUID

import pytest
from django.urls import reverse

from answerable.alliance.models import Person
from answerable.concerns import actions
from answerable.concerns.actions.agreeing import agree_to_ties
from answerable.concerns.models import Grant
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.many import Opener
from answerable.concerns.rules import routing
from answerable.concerns.rules.entries import What, counted
from answerable.concerns.rules.words import Conflict, Desk

from .at_the_desk import READERS, World, deed, text, world
from .world import REGION, raised, readers, team_of

pytestmark = pytest.mark.django_db


def called(of: World, role: str, name: str) -> None:
    Person.objects.filter(account=UUID(of.people[role].opaque_id)).update(name=name)


@pytest.mark.parametrize("written", ["MARÍA from accounts", "maria"])
def test_whoever_writes_a_readers_name_is_asked_beside_the_field_and_nothing_is_lost(written: str) -> None:
    """Invariant 3: folded as at the raising door; nothing is kept before it is said who is meant."""
    of = world(*READERS[:2])
    made = raised().raiser
    first, second = of.declared(made.case)
    called(of, second, "María López")
    client = of.client(first)
    page = text(deed(client, made.case, "parties", level="local", name=written))
    assert "bears that name: María López" in page
    assert f'value="{written}"' in page
    assert 'name="somebody_else"' in page
    assert len(counted(case_for(of.people[first], made.case).intake.entries, What.HEADER)) == 1
    chosen = deed(client, made.case, "parties", level="local", colleague=str(of.people[second].handler.pk))
    assert chosen.status_code == 303
    assert not Grant.held.filter(compartment__case=made.case, handler=of.people[second].handler).exists()


def test_reader_of_whom_the_desk_says_that_somebody_else_is_meant_says_their_ties_anew() -> None:
    """Guard G1: they read nothing before they have, and everything after."""
    of = world(*READERS[:2])
    made = raised().raiser
    first, second = of.declared(made.case)
    called(of, second, "Maria Lopez")
    client = of.client(first)
    assert 'name="somebody_else"' not in text(client.get(reverse("desk_deed", args=[made.case, "parties"])))
    typed = {"level": "local", "name": "Maria", "somebody_else": "on"}
    assert deed(client, made.case, "parties", **typed).status_code == 303
    assert not case_for(of.people[second], made.case).is_clear
    actions.declare_conflict(by=of.people[second], case=made.case, value=Conflict.NONE)
    assert case_for(of.people[second], made.case).is_clear


def test_nobody_says_of_themselves_that_somebody_else_is_meant() -> None:
    """Invariant 3: whoever bears the name and writes it reads on with the lead's word alone."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised().raiser
    of.declared(made.case)
    first, lead = (of.people[role] for role in READERS[:2])
    called(of, READERS[0], "Maria Lopez")
    typed = {"level": "local", "name": "Lopez, Maria", "somebody_else": "on"}
    assert deed(of.client(READERS[0]), made.case, "parties", **typed).status_code == 303
    actions.declare_conflict(by=first, case=made.case, value=Conflict.NONE)
    assert not case_for(first, made.case).is_clear
    actions.declare_conflict(by=lead, case=made.case, value=Conflict.NONE)
    actions.declare_conflict(by=first, case=made.case, value=Conflict.MANAGED, words="Another Maria.")
    agree_to_ties(by=lead, case=made.case, handler=first.handler)
    assert case_for(first, made.case).is_clear


def test_reader_who_bears_a_name_that_was_written_before_reads_with_the_leads_word_alone() -> None:
    """Invariant 3: also a name by which they go only since, whether a raiser wrote it or the desk. Whoever says their ties reads it after a promise."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised(excluded=routing.Excluded(written="Maria Lopez, who keeps the books")).raiser
    ties, client = reverse("desk_ties", args=[made.case]), of.client(READERS[0])
    seen = [text(one) for one in (client.get(ties), client.post(ties, {"promise": "1"}))]
    assert ["Maria Lopez, who keeps the books" in one for one in seen] == [False, True]
    assert "Names were given." in seen[0]
    of.declared(made.case)
    manager, lead = (of.people[role] for role in READERS[:2])
    assert case_for(manager, made.case).is_clear
    called(of, READERS[0], "María López")
    assert not case_for(manager, made.case).is_clear
    assert [one.is_clear for one in Opener(manager).open([case_for(lead, made.case).case])] == [False]
    page = text(of.client(READERS[0]).get(reverse("desk_case", args=[made.case]), follow=True))
    assert "A name was written that is yours too." in page
    actions.declare_conflict(by=manager, case=made.case, value=Conflict.NONE)
    assert not case_for(manager, made.case).is_clear
    actions.declare_conflict(by=manager, case=made.case, value=Conflict.MANAGED, words="Another Maria.")
    agree_to_ties(by=lead, case=made.case, handler=manager.handler)
    assert case_for(manager, made.case).is_clear


@pytest.mark.parametrize("written", ["Kumar", "Ravi", "Ravi P., who keeps the books", "chief of R. Kumar"])
def test_one_word_of_a_name_that_is_alike_locks_nobody_out(written: str) -> None:
    """Invariant 3: a shared word is no name; where keys are given it goes on counting."""
    of = world(*READERS[:2])
    made = raised(excluded=routing.Excluded(written=written)).raiser
    of.declared(made.case)
    called(of, READERS[0], "Ravi Kumar")
    assert case_for(of.people[READERS[0]], made.case).is_clear
    assert of.people[READERS[0]].id in case_for(of.people[READERS[1]], made.case).kept_out.people


def test_colleague_who_is_clear_says_of_a_name_from_before_that_somebody_else_is_meant() -> None:
    """Invariant 3: the reader says their ties anew and reads on, also where sexual harm is graded; of others nothing is said."""
    of = world()
    made = raised(excluded=routing.Excluded(written="Ravi Kumar\nAna Souza")).raiser
    first, second = of.declared(made.case)
    client = of.client(first)
    assert 'name="others"' not in text(client.get(reverse("desk_deed", args=[made.case, "parties"])))
    called(of, second, "Ravi Kumar")
    locked, typed = of.people[second], {"others": of.people[second].id}
    assert not case_for(locked, made.case).is_clear
    page = text(client.get(reverse("desk_deed", args=[made.case, "parties"])))
    assert f'value="{locked.id}"' in page
    assert deed(client, made.case, "parties", **typed).status_code == 303
    assert case_for(locked, made.case).somebody_else == {locked.id}
    assert not case_for(locked, made.case).is_clear
    actions.declare_conflict(by=locked, case=made.case, value=Conflict.NONE)
    assert case_for(locked, made.case).is_clear
    own = {"level": "local", "somebody_else": "on"}
    assert deed(of.client(second), made.case, "parties", **own, name="Kumar").status_code == 303
    actions.declare_conflict(by=locked, case=made.case, value=Conflict.NONE)
    assert case_for(locked, made.case).is_clear
    assert deed(of.client(second), made.case, "parties", **own, name="Ravi Kumar").status_code == 303
    actions.declare_conflict(by=locked, case=made.case, value=Conflict.NONE)
    assert not case_for(locked, made.case).is_clear


def test_where_all_who_hold_it_bear_the_name_the_lead_sets_it_right() -> None:
    """Invariant 3: a case whose names were written before this was asked ends with nobody who may read by no oversight."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised(excluded=routing.Excluded(written="Ravi Kumar")).raiser
    of.declared(made.case)
    for role in READERS[:2]:
        called(of, role, "Ravi Kumar")
    manager, lead = (of.people[role] for role in READERS[:2])
    assert [case_for(one, made.case).is_clear for one in (manager, lead)] == [False, True]
    assert deed(of.client(READERS[1]), made.case, "parties", others=manager.id).status_code == 303
    actions.declare_conflict(by=manager, case=made.case, value=Conflict.NONE)
    assert case_for(manager, made.case).is_clear
    assert deed(of.client(READERS[0]), made.case, "parties", others=lead.id).status_code == 303
    actions.declare_conflict(by=lead, case=made.case, value=Conflict.NONE)
    assert case_for(lead, made.case).is_clear


@pytest.mark.parametrize("there", ["near", "above", "outside"])
def test_where_all_who_hold_it_bear_the_name_and_none_leads_it_is_handed_on_when_one_unlocks(there: str) -> None:
    """Invariant 3: to one of the team with another name, else upwards; while nobody else is there nothing is lost."""
    of = world(*READERS[: 3 if there == "near" else 2])
    made = raised(excluded=routing.Excluded(written="Ravi Kumar")).raiser
    first, second = of.declared(made.case)
    for role in (first, second):
        called(of, role, "Ravi Kumar")
    both, others = [of.people[role] for role in (first, second)], set(of.people) - {first, second}
    if there != "near":
        actions.settle_ties(by=both[0])
        assert [case_for(one, made.case).is_clear for one in both] == [True, True]
        page = text(of.client(first).get(reverse("desk_case", args=[made.case])))
        assert "Everybody who reads this bears a name that was written, you too." in page
        panel = there == "outside"
        above = team_of(2, desk=Desk.PANEL if panel else Desk.REGION, place="" if panel else REGION)
    actions.settle_ties(by=both[0])
    if there != "near":
        assert (of.holders(made.case), len(readers(above, made.case))) == ([], 2)
    else:
        assert others < set(of.holders(made.case))
        assert [case_for(one, made.case).is_clear for one in both] == [False, False]
        actions.settle_ties(by=both[1])
        assert len(of.holders(made.case)) == 3
