"""Ties that need not keep a reader from a case: told in words, agreed to by whoever leads, and offered where somebody can."""

import pytest
from django.urls import reverse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions.agreeing import agree_to_ties
from answerable.concerns.models import BookEntry, Declaration
from answerable.concerns.pages.desk.presenters.sides import waiting_for_the_lead
from answerable.concerns.queries.cases import case_for
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Conflict, State

from .at_the_desk import READERS, deed, text, world
from .world import ABOUT, KENYA, raised

pytestmark = pytest.mark.django_db


def test_ties_that_are_managed_wait_for_the_lead() -> None:
    """Guard G1: neither oneself nor a colleague agrees, only the lead, who is clear; a new party asks again."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised().raiser
    manager, lead = READERS[:2]
    client, above = of.client(manager), of.client(lead)
    ties = reverse("desk_ties", args=[made.case])
    client.post(ties, {"value": "managed", "words_": "We sat on a board in 2011."})
    assert "has not agreed yet" in text(client.get(reverse("desk_case", args=[made.case])))
    inbox = text(client.get(reverse("desk")))
    assert "The lead of the team has not agreed yet." in inbox
    assert "say first whether you have ties" not in inbox
    handler = of.people[manager].handler
    with pytest.raises(Hidden):
        agree_to_ties(by=of.people[manager], case=made.case, handler=handler)
    above.post(ties, {"value": "none"})
    page = text(above.get(reverse("desk_case", args=[made.case])))
    assert "We sat on a board in 2011." in page
    assert deed(above, made.case, "agree", handler=str(handler.pk)).status_code == 303
    assert actions.read_case(by=of.people[manager], case=made.case).thread
    assert BookEntry.held.filter(act="agree_to_ties").count() == 1
    about = routing.About((*ABOUT.parties, routing.Party(AboutLevel.LOCAL, "", "", (KENYA,))), (KENYA,))
    actions.name_parties(by=of.people[lead], case=made.case, about=about)
    with pytest.raises(Hidden):
        actions.read_case(by=of.people[manager], case=made.case)


def test_where_nobody_else_leads_it_is_not_offered_that_the_lead_agrees() -> None:
    """Guard G1: nobody waits for a decision that nobody can take; whoever did is told so once the lead has gone."""
    of = world(*READERS[:2])
    made = raised().raiser
    ties, client = reverse("desk_ties", args=[made.case]), of.client(READERS[0])
    page = text(client.post(ties, {"promise": "1"}))
    assert [one in page for one in ('value="yes"', 'value="unsure"', 'value="managed"')] == [True, True, False]
    assert client.post(ties, {"value": "managed", "words_": "We sat on a board."}).status_code == 200
    assert not Declaration.held.exists()
    actions.declare_conflict(by=of.people[READERS[0]], case=made.case, value=Conflict.MANAGED, words="As above.")
    assert "nobody can agree to them" in text(client.get(reverse("desk_case", args=[made.case])))


def test_lead_without_a_key_is_named_to_whoever_can_give_it() -> None:
    """Guard G1: ties wait for a lead, and the page says how the lead comes to read them."""
    of = world(*READERS, lead=READERS[2])
    case = next(one for one in (raised().raiser.case for _ in range(9)) if READERS[2] not in of.holders(one))
    tied, other = of.holders(case)
    actions.declare_conflict(by=of.people[tied], case=case, value=Conflict.MANAGED, words="We sat on a board.")
    actions.declare_conflict(by=of.people[other], case=case, value=Conflict.NONE)
    page = text(of.client(other).get(reverse("desk_case", args=[case])))
    assert "leads the team and holds no key of this case" in page
    assert reverse("team_past", args=[of.people[READERS[2]].id]) in page
    of.client(other).post(reverse("team_past", args=[of.people[READERS[2]].id]), {"cases": [str(case)]})
    assert "holds no key of this case" not in text(of.client(other).get(reverse("desk_case", args=[case])))


def test_lead_agrees_anew_to_ties_that_are_told_anew() -> None:
    """Guard G1: an agreement is to the words that were told, and to no others that come after them on the same day."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised().raiser
    manager, lead = (of.people[role] for role in READERS[:2])
    actions.declare_conflict(by=manager, case=made.case, value=Conflict.MANAGED, words="We once shared an office.")
    actions.declare_conflict(by=lead, case=made.case, value=Conflict.NONE)
    agree_to_ties(by=lead, case=made.case, handler=manager.handler)
    assert case_for(manager, made.case).is_clear
    actions.note(by=lead, case=made.case, words="Agreed.")
    assert case_for(manager, made.case).is_clear, "what others write changes nothing"
    actions.declare_conflict(by=manager, case=made.case, value=Conflict.MANAGED, words="He is my brother.")
    assert not case_for(manager, made.case).is_clear
    assert [one["handler"] for one in waiting_for_the_lead(case_for(lead, made.case))] == [manager.id]
    agree_to_ties(by=lead, case=made.case, handler=manager.handler)
    assert case_for(manager, made.case).is_clear


def test_ties_are_never_managed_where_sexual_harm_is_told() -> None:
    of = world(*READERS[:2], lead=READERS[1])
    made = raised().raiser
    manager, lead = (of.people[role] for role in READERS[:2])
    actions.declare_conflict(by=manager, case=made.case, value=Conflict.MANAGED, words="A board.")
    actions.declare_conflict(by=lead, case=made.case, value=Conflict.NONE)
    actions.grade(by=lead, case=made.case, kinds=["VIO-02"], severity=4)  # type: ignore[arg-type] # its number
    with pytest.raises(Unacceptable) as told:
        agree_to_ties(by=lead, case=made.case, handler=manager.handler)
    assert told.value.code == "never_managed"


def test_lead_who_writes_first_acknowledges() -> None:
    """Guard G1: where the lead alone has no ties, nobody waits for a colleague's task."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised().raiser
    lead = of.people[READERS[1]]
    actions.declare_conflict(by=lead, case=made.case, value=Conflict.NONE)
    assert (
        deed(of.client(READERS[1]), made.case, "answer", words_="We read it, and write again on Friday.").status_code
        == 303
    )
    assert case_for(lead, made.case).case.state == State.ACKNOWLEDGED
