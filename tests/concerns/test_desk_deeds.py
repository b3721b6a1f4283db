"""What a reader does with a case, by its pages: each refusal has words, nothing typed is lost, two at once see each other."""

import pytest
from django.urls import reverse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions.deciding import ask_to_decline, decline, reopen, support_only
from answerable.concerns.actions.meanwhile import seen_of
from answerable.concerns.actions.reading import who_can_see
from answerable.concerns.models import BookEntry, Case, Grant, Opening
from answerable.concerns.pages.desk.deeds import DEEDS, offered
from answerable.concerns.pages.desk.deeds.deed import WHY_NOT
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules import routing
from answerable.concerns.rules.entries import What, counted
from answerable.concerns.rules.words import AboutLevel, ClosingReason, Conflict, Desk, Stage, State

from .at_the_desk import READERS, deed, text, world
from .world import ABOUT, KENYA, REGION, SECRETARIAT, declared, raised, team_of

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">{{ 7*7 }}'


def test_words_of_everybody_stay_words() -> None:
    """B19: markup in what was told, in names, notes, grades and searches is shown as it was typed, and never runs."""
    of = world(*READERS[:2])
    about = routing.About(
        (routing.Party(AboutLevel.ORGANISATION, HOSTILE, HOSTILE, (KENYA,)),), (KENYA,), language="en"
    )
    made = raised(happened=HOSTILE, name=HOSTILE, about=about).raiser
    actions.add_words(made, words=HOSTILE)
    role = of.declared(made.case)[0]
    client = of.client(role)
    for code, typed in (("note", {}), ("answer", {}), ("summary", {}), ("grade", {"severity": "4", "scope": HOSTILE})):
        assert deed(client, made.case, code, words_=HOSTILE, **typed).status_code == 303, code
    case = reverse("desk_case", args=[made.case])
    pages = [
        client.get(case),
        client.get(reverse("desk")),
        client.post(reverse("desk_name", args=[made.case])),
        client.post(reverse("desk_ties", args=[made.case]), {"promise": "1"}),
        client.post(reverse("desk_search"), {"words": HOSTILE}),
        client.post(reverse("desk_deed", args=[made.case, "answer"]), {"words_": HOSTILE, "do": "preview"}),
        client.post(reverse("desk_deed", args=[made.case, "parties"]), {"level": "local", "name": HOSTILE, "colleague": "x"}),
    ]  # fmt: skip
    for page in pages:
        shown = text(page)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in text(pages[0])
    assert "{{ 7*7 }}" in text(pages[2])


def test_two_at_once_see_what_the_other_wrote_and_lose_nothing() -> None:
    of = world(*READERS[:2])
    made = raised().raiser
    first, second = (of.client(role) for role in of.declared(made.case))
    address = reverse("desk_deed", args=[made.case, "grade"])
    opened = text(second.get(address))
    seen = opened.partition('name="seen" value="')[2].partition('"')[0]
    assert deed(first, made.case, "note", words_="I called the service.").status_code == 303
    page = text(second.post(address, {"seen": seen, "severity": "3", "words_": "Graded without knowing."}))
    assert "Somebody wrote in this case since you opened this page" in page
    assert "I called the service." in page
    assert "Graded without knowing." in page
    assert not counted(case_for(of.people[READERS[0]], made.case).intake.entries, What.GRADE)
    now = page.partition('name="seen" value="')[2].partition('"')[0]
    assert second.post(address, {"seen": now, "severity": "3", "words_": "Graded, knowing."}).status_code == 303


def test_one_answer_however_often_it_is_sent() -> None:
    """B25 at the desk: the same form sent twice says it once."""
    of = world(*READERS[:2])
    made = raised().raiser
    role = of.declared(made.case)[0]
    client = of.client(role)
    for _ in range(2):
        seen = seen_of(case_for(of.people[role], made.case))
        typed = {"words_": "We hear you.", "once": "the-same", "seen": seen, "do": "send"}
        assert client.post(reverse("desk_deed", args=[made.case, "answer"]), typed).status_code == 303
    assert [one.what for one in thread_of(made).messages].count(What.ANSWER) == 1


@pytest.mark.parametrize("typed", [{"seen": ""}, {}])
def test_what_is_sent_without_how_far_it_was_seen_is_shown_again_and_not_done(typed: dict[str, str]) -> None:
    of = world(*READERS[:2])
    made = raised().raiser
    role = of.declared(made.case)[0]
    client = of.client(role)
    sent = {"severity": "3", "words_": "Graded without looking.", **typed}
    page = text(client.post(reverse("desk_deed", args=[made.case, "grade"]), sent))
    assert "Somebody wrote in this case since you opened this page" in page
    assert "Graded without looking." in page
    found = case_for(of.people[role], made.case)
    assert not counted(found.intake.entries, What.GRADE)
    assert f'name="seen" value="{seen_of(found)}"' in page


def test_every_refusal_has_words_and_keeps_what_was_typed() -> None:
    of = world(*READERS[:2])
    made = raised(answers={"happened": "It hurts.", "danger": "yes"}).raiser
    role = of.declared(made.case)[0]
    client = of.client(role)
    assert client.get(reverse("desk_case", args=[made.case])).status_code == 200
    assert deed(client, made.case, "answer", words_="We hear you.").status_code == 303
    assert deed(client, made.case, "begin").status_code == 303
    page = text(deed(client, made.case, "ask-to-close", reason="answered", words_="We listened to all of it."))
    assert str(WHY_NOT["ask_about_safety"]) in page
    assert "We listened to all of it." in page
    assert deed(client, made.case, "safety", words_="Are you safe?").status_code == 303
    page = text(deed(client, made.case, "ask-to-close", reason="answered", words_="We listened to all of it."))
    assert str(WHY_NOT["ask_their_wish"]) in page
    page = text(deed(client, made.case, "answer", words_="   "))
    assert str(WHY_NOT["one_sentence"]) in page
    page = text(deed(client, made.case, "grade", kinds=["VIO-02"], severity="1", words_="Why not."))
    assert str(WHY_NOT["below_the_floor"]) in page
    assert "Why not." in page


def test_closing_takes_two_by_pages_too() -> None:
    """Invariant 47: whoever asked is offered neither to close nor to keep open; the other is, and the person is told."""
    of = world(*READERS[:2])
    made = raised().raiser
    first, second = of.declared(made.case)
    one, other = of.client(first), of.client(second)
    one.get(reverse("desk_case", args=[made.case]))
    for code, typed in (
        ("answer", {"words_": "We hear you."}), ("begin", {}), ("safety", {"words_": "Are you safe?"}),
        ("ask-to-close", {"reason": "answered", "words_": "We listened."}),
    ):  # fmt: skip
        assert deed(one, made.case, code, **typed).status_code == 303, code
    assert not {"close", "keep-open"} & {found.code for found in offered(case_for(of.people[first], made.case))}
    address = reverse("desk_deed", args=[made.case, "close"])
    assert one.get(address).status_code == 303, "it is not offered"
    sent = {
        "words_": "Closed by myself.",
        "keep_profile": "usual",
        "do": "send",
        "seen": seen_of(case_for(of.people[first], made.case)),
    }
    assert str(WHY_NOT["own_act"]) in text(one.post(address, sent))
    assert text(other.get(reverse("desk_case", args=[made.case]))).count("We listened.")
    assert deed(other, made.case, "close", words_="This is what was done.", keep_profile="usual").status_code == 303
    assert thread_of(made).stage == Stage.CLOSED


def test_case_about_somebody_nearer_is_handed_up() -> None:
    """Routing holds when somebody is named later: those who read too near lose their keys, those above read."""
    of, above = world(*READERS[:2]), team_of(2, desk=Desk.REGION, place=REGION)
    made = raised().raiser
    client = of.client(of.declared(made.case)[0])
    response = deed(client, made.case, "parties", level="country", name="The coordinator")
    assert (response.status_code, response.headers["Location"]) == (303, reverse("desk"))
    assert of.holders(made.case) == []
    assert len(declared(above, made.case)) == 2
    assert actions.read_case(by=above.people[0], case=made.case).breaks == ()
    assert client.get(reverse("desk_case", args=[made.case])).status_code == 404


def test_reader_who_is_named_loses_their_key_at_once() -> None:
    """Invariant 3: by keys and not by a rule alone."""
    of = world()
    made = raised().raiser
    first, second = of.declared(made.case)
    client = of.client(first)
    named = str(of.people[second].handler.pk)
    assert deed(client, made.case, "parties", level="local", colleague=named).status_code == 303
    assert not Grant.held.filter(compartment__case=made.case, handler=of.people[second].handler).exists()
    assert len(of.holders(made.case)) == 2, "a third is given a key"


def test_reader_who_is_named_by_what_they_are_in_another_team_loses_their_key() -> None:
    """Invariant 3: a person is the same in every team they read for."""
    of = world()
    made = raised().raiser
    first, second = of.declared(made.case)
    account = of.people[second].handler.account
    region = actions.set_up_team(by=SECRETARIAT, desk=Desk.REGION, place=REGION)
    elsewhere = actions.name_handler(by=SECRETARIAT, team=region, account=account)
    about = routing.About((*ABOUT.parties, routing.Party(AboutLevel.LOCAL, "", str(elsewhere.pk), (KENYA,))), (KENYA,))
    actions.name_parties(by=of.people[first], case=made.case, about=about)
    assert second not in of.holders(made.case)
    with pytest.raises(Hidden):
        case_for(of.people[second], made.case)


def test_too_near_and_nobody_above_yet_is_said() -> None:
    of = world(*READERS[:2])
    made = raised().raiser
    first = of.declared(made.case)[0]
    client = of.client(first)
    assert deed(client, made.case, "parties", level="country", name="The coordinator").status_code == 303
    actions.declare_conflict(by=of.people[first], case=made.case, value=Conflict.NONE)
    assert "This should be read further up" in text(client.get(reverse("desk_case", args=[made.case])))


def test_support_alone_declining_and_opening_again() -> None:
    """Two people where something ends; the lead decides, with where else to turn; each tells the person."""
    of = world(*READERS[:2], lead=READERS[1])
    made = raised(answers={"happened": "It.", "want": "concern", "danger": "no", "wishes": "support"}).raiser
    manager, lead = (of.people[role] for role in READERS[:2])
    of.declared(made.case)
    actions.answer(by=manager, case=made.case, words="We hear you.")
    actions.begin(by=manager, case=made.case)
    actions.note_safety_contact(by=manager, case=made.case, words="Are you safe?")
    asked = {"reason": ClosingReason.OTHER_BODY, "words": "Not ours.", "elsewhere": "The labour office."}
    ask_to_decline(by=manager, case=made.case, **asked)  # type: ignore[arg-type] # as named above
    with pytest.raises(Unacceptable):
        decline(by=manager, case=made.case, words="No.", keep_profile="declined")
    actions.read_case(by=lead, case=made.case)
    decline(by=lead, case=made.case, words="Others are right for this.", keep_profile="declined")
    assert Case.held.get(pk=made.case).state == State.DECLINED
    assert thread_of(made).messages[-1].said["words"] == "Others are right for this."
    with pytest.raises(Unacceptable):
        reopen(by=manager, case=made.case, words="New facts.")
    reopen(by=lead, case=made.case, words="New facts.")
    support_only(by=manager, case=made.case, words="A counsellor calls.")
    assert thread_of(made).stage == Stage.SUPPORT
    assert {"support_only", "decline", "reopen"} <= set(BookEntry.held.values_list("act", flat=True))


def test_opening_is_entered_for_the_name_and_for_what_a_search_found() -> None:
    """B46 at the desk: whatever is shown of a case has its entry, once a day; what only the row in clear tells has none."""
    of = world(*READERS[:2])
    made = raised(happened="A cormorant.", name="Rosalind").raiser
    role = of.declared(made.case)[0]
    client = of.client(role)
    client.get(reverse("desk"))
    assert not Opening.held.exists()
    assert "Rosalind" in text(client.post(reverse("desk_name", args=[made.case])))
    client.post(reverse("desk_search"), {"words": "nothing of it"})
    assert sorted(Opening.held.values_list("what", flat=True)) == ["name"]
    for _ in range(2):
        client.post(reverse("desk_search"), {"words": "CORMORANT"})
    assert sorted(Opening.held.values_list("what", flat=True)) == ["name", "search"]
    page = text(client.get(reverse("desk_opened", args=[made.case])))
    assert "found by a search" in page
    assert who_can_see(by=of.people[role], case=made.case) == {one.id for one in of.people.values()}


def test_every_deed_has_words_for_every_refusal_of_the_rules() -> None:
    """A new reason why not that nobody wrote words for would be told as “not possible as things stand”."""
    from answerable.concerns.rules import moving

    codes = {
        value.__closure__[0].cell_contents
        for name, value in vars(moving).items()
        if callable(value) and getattr(value, "__qualname__", "").startswith("_guard.")
    }
    told = {one for one in codes if isinstance(one, str)}
    assert len(told) > 10
    assert told - set(WHY_NOT) <= {"channel_closed", "show_limits_first", "ask_them_first", "say_what_it_means", "no_longer_there"}  # fmt: skip
    assert len(DEEDS) == 18
