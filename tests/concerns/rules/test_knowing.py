"""Who may know what; whoever is not on a case knows nothing of it, whatever their office."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.data_classes import BEHIND_THE_DECLARATION, COMPARTMENT_OF, Compartment, DataClass
from answerable.concerns.rules.knowing import CONTENT, TABLE, Access, Relation, cannot_see, may, who_can_see
from answerable.concerns.rules.words import HANDLERS, PERSON, Role

LAW = settings(deadline=None, max_examples=150)
RELATIONS = st.builds(
    Relation, assigned=st.booleans(), cleared=st.booleans(), conflicted=st.booleans(), party=st.booleans(),
    released=st.frozensets(st.sampled_from(DataClass), max_size=4),
)  # fmt: skip
ON_IT = Relation(assigned=True, cleared=True)
INSIDE = [one for one in DataClass if one != DataClass.FIGURES]


def test_every_role_and_every_class_has_its_place() -> None:
    assert set(TABLE) == set(Role)
    assert set(COMPARTMENT_OF) == set(DataClass)
    assert {one for one in COMPARTMENT_OF.values() if one} == set(Compartment) - {Compartment.PARTY}
    assert len(BEHIND_THE_DECLARATION) == 12


@LAW
@given(role=st.sampled_from(sorted(set(Role) - PERSON)), of=st.sampled_from(INSIDE), relation=RELATIONS)
def test_nobody_reads_without_being_on_the_case_and_clear(role: Role, of: DataClass, relation: Relation) -> None:
    """Invariants 1 to 4."""
    access = may(role, of, relation)
    if relation.conflicted or relation.party:
        assert access == Access.NONE
    if access in CONTENT:
        assert relation.assigned
        assert relation.cleared or of == DataClass.HEADER


@pytest.mark.parametrize(
    "role",
    [Role.LEAD, Role.LEAD_ABOVE, Role.BOARD, Role.COORDINATOR, Role.SECRETARIAT, Role.ADMINISTRATOR, Role.FOCAL_POINT],
)
def test_an_office_gives_nothing(role: Role) -> None:
    """Invariants 10 and 16: not even to whoever is written on a case in that capacity."""
    for of in INSIDE:
        assert may(role, of, Relation(assigned=True, cleared=True, released=frozenset(DataClass))) not in CONTENT
    assert role in cannot_see()


def test_coordinators_administrators_and_the_secretariat_know_not_even_that_there_is_one() -> None:
    for role, of in itertools.product([Role.COORDINATOR, Role.ADMINISTRATOR, Role.SECRETARIAT], INSIDE):
        assert may(role, of, ON_IT) == Access.NONE


@LAW
@given(role=st.sampled_from(Role), relation=RELATIONS)
def test_what_is_published_is_everybodys(role: Role, relation: Relation) -> None:
    assert may(role, DataClass.FIGURES, relation) == Access.READ


@LAW
@given(role=st.sampled_from(sorted(HANDLERS)), relation=RELATIONS, of=st.sampled_from(INSIDE))
def test_who_raised_it_is_masked_until_it_is_released(role: Role, relation: Relation, of: DataClass) -> None:
    if of == DataClass.RAISER_IDENTITY and of not in relation.released:
        assert may(role, of, relation) in {Access.NONE, Access.MASKED}


@pytest.mark.parametrize("of", INSIDE)
def test_the_raiser_reaches_their_own_and_nothing_of_the_desk(of: DataClass) -> None:
    """Invariant 61."""
    mine = may(Role.RAISER, of, Relation(party=True))
    assert may(Role.RAISER, of, Relation()) == Access.NONE
    desk = {DataClass.NOTES, DataClass.INQUIRY, DataClass.RESTORATIVE, DataClass.CARDS, DataClass.AFFECTED_IDENTITY}
    assert (mine == Access.NONE) == (of in desk | {DataClass.SAFETY, DataClass.AMENDS, DataClass.ACCESS_LOG})


def test_nothing_of_later_steps_is_open_yet() -> None:
    later = [DataClass.INQUIRY, DataClass.RESTORATIVE, DataClass.AMENDS, DataClass.CARDS]
    for role, of in itertools.product(Role, later):
        assert of not in TABLE[role]


def test_who_can_see_is_told_by_role_and_number() -> None:
    seen = who_can_see(
        [(Role.CASE_MANAGER, ON_IT), (Role.CASE_MANAGER, ON_IT), (Role.INTAKE, Relation(assigned=True)), (Role.LEAD, ON_IT),
         (Role.CASE_MANAGER, Relation(assigned=True, cleared=True, conflicted=True))],
    )  # fmt: skip
    assert [(one.role, one.how_many) for one in seen] == [(Role.CASE_MANAGER, 2), (Role.INTAKE, 1)]
    assert seen[1].sees == (DataClass.HEADER,)
    assert DataClass.NARRATIVE in seen[0].sees
