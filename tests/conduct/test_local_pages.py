"""The pages of a local code: who may open and do what, and that nothing typed is lost."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from answerable.alliance.actions.people import affiliate
from answerable.conduct.actions.clauses import Wording, write_clause
from answerable.conduct.actions.local_codes.answering import Reply, answer
from answerable.conduct.actions.local_codes.beginning import begin_local_code
from answerable.conduct.actions.local_codes.inviting import end_taking_part, invite_organisations
from answerable.conduct.actions.local_codes.partners import ask_partner, say_as_partner
from answerable.conduct.models import (
    Adoption,
    Answer,
    Contribution,
    LocalCode,
    PartnerAsked,
    TakingPart,
    TemplateMomentText,
)
from answerable.conduct.queries.standing import invitations_of
from answerable.kit import clock
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

from .local import Writing, day, parent_code, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    return writing(alliance)


def client(local: Writing | Alliance, role: str) -> Client:
    alliance = local.alliance if isinstance(local, Writing) else local
    made = Client()
    made.cookies[settings.SESSION_COOKIE_NAME] = session_of(alliance.accounts[role])
    return made


def address(local: Writing, name: str = "local_code_one", *more: object) -> str:
    return reverse(name, args=[local.alliance.here.slug, local.code.pk, *more])


def pages_of(local: Writing) -> list[str]:
    """Every page of a local code that shows something."""
    first, moment = local.clauses[0], local.fresh.moments.all()[0]
    plain = [
        "local_code_one", "local_code_open", "local_code_terms", "local_code_give_up", "local_whole", "local_clause_add",
        "local_answers", "local_alignment", "local_moments", "local_moment_add", "local_people", "local_invite",
        "local_invite_organisations", "local_code_partners", "local_ask_partner", "local_decide",
    ]  # fmt: skip
    of_clause = [
        "local_clause",
        "local_clause_edit",
        "local_clause_history",
        "local_clause_take_out",
        "local_clause_up",
    ]
    return [
        *(address(local, one) for one in plain), *(address(local, one, first.pk) for one in of_clause),
        address(local, "local_compare", local.parent.clauses.all()[0].pk), address(local, "local_moment", moment.pk),
        address(local, "local_said", local.say("member_here").key), reverse("local_codes", args=[local.alliance.here.slug]),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.broad)])
def test_every_page_opens_for_those_who_keep_the_records(local: Writing, language: str) -> None:
    reader = client(local, "coordinator_here")
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    found = {page: reader.get(page).status_code for page in pages_of(local)}
    assert {page: status for page, status in found.items() if status != 200} == {}


@pytest.mark.broad
def test_every_page_is_hidden_from_those_of_another_network(local: Writing) -> None:
    """B10: a draft does not exist for others."""
    reader = client(local, "coordinator_elsewhere")
    pages = [one for one in pages_of(local) if one != reverse("local_codes", args=[local.alliance.here.slug])]
    assert {reader.get(one).status_code for one in pages} == {404}


@pytest.mark.parametrize("many", [False, True])
def test_people_organisations_and_partners_are_chosen_from_few_and_named_among_many(
    local: Writing, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    if many:
        monkeypatch.setattr(settings, "CHOOSE_FROM_A_LIST_OF", 0)
    keeper, person, circle = (
        client(local, "coordinator_here"),
        local.alliance.people["member_here"],
        local.alliance.circle,
    )
    end_taking_part(by=CONSOLE, row=TakingPart.objects.get(organisation=circle))
    forms: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        (
            "local_invite",
            {"part": "contributes"},
            {"person-name": person.name} if many else {"person": str(person.key)},
        ),
        (
            "local_invite_organisations",
            {},
            {"organisation-name": circle.name} if many else {"organisations": [circle.slug]},
        ),
        (
            "local_ask_partner",
            {"question": "What is missing?"},
            {"organisation-name": circle.name} if many else {"organisation": circle.slug},
        ),
    ]
    for name, plain, chosen in forms:
        page = address(local, name)
        assert (str(circle.name) in keeper.get(page).text or str(person.name) in keeper.get(page).text) is not many
        assert "Nothing is chosen yet." in keeper.post(page, plain).text
        assert keeper.post(page, {**plain, **chosen}).status_code == 303, name
    assert set(TakingPart.objects.filter(since=clock.today(), until=None).values_list("person", "organisation")) >= {
        (person.pk, None), (None, circle.pk),
    }  # fmt: skip
    assert PartnerAsked.objects.get().organisation == circle


def test_members_read_and_change_nothing(local: Writing) -> None:
    reader = client(local, "member_here")
    assert reader.get(address(local)).status_code == 200
    for name in ("local_code_open", "local_clause_add", "local_decide", "local_invite", "local_answers"):
        assert reader.get(address(local, name)).status_code == 403


def test_what_was_copied_is_said_to_be_compared_by_nobody(local: Writing) -> None:
    found = client(local, "coordinator_here").get(address(local, "local_clause", local.clauses[0].pk)).text
    assert "Taken over word for word on" in found
    assert "Compared on" not in found


def test_a_network_without_a_code_says_how_to_begin(alliance: Alliance) -> None:
    page = reverse("local_codes", args=[alliance.here.slug])
    assert reverse("local_code_begin", args=[alliance.here.slug]) in client(alliance, "coordinator_here").get(page).text
    assert client(alliance, "member_elsewhere").get(page).status_code == 200
    parent = parent_code(alliance)
    begun = client(alliance, "coordinator_here").post(
        reverse("local_code_begin", args=[alliance.here.slug]),
        {"parent": parent.pk, "name": "Ours", "language": "en", "start": "parent", "answer_days": "10"},
    )
    assert begun.status_code == 303
    assert LocalCode.objects.get().answer_days == 10


def test_contribution_is_sent_and_shown_with_its_promise(local: Writing) -> None:
    page = address(local, "local_clause", local.clauses[0].pk)
    sent = client(local, "member_here").post(page, {"kind": "comment", "said": "Add money.", "shown_as": "name"})
    assert sent.status_code == 303
    shown = client(local, "partner_here").get(page).text
    assert "Add money." in shown
    assert local.alliance.people["member_here"].name in shown
    assert "Day 1 of 14" in shown


def test_contribution_without_words_is_kept_as_typed(local: Writing) -> None:
    page = address(local, "local_clause", local.clauses[0].pk)
    sent = client(local, "member_here").post(
        page, {"kind": "wording", "wording": "", "said": "Because.", "shown_as": "name"}
    )
    assert sent.status_code == 200
    assert "Because." in sent.text
    assert not Contribution.objects.exists()


def test_two_browsers_on_one_clause_show_both_texts(local: Writing) -> None:
    """A clause edited in two browsers: the later one sees both wordings, and saves knowing."""
    page = address(local, "local_clause_edit", local.clauses[0].pk)
    write_clause(
        by=local.actor("coordinator_here"), clause=local.clauses[0], language="en", wording=Wording("V", "None at home."), revision=1
    )  # fmt: skip
    writer = client(local, "editor_here")
    typed = {"heading": "V", "body": "None at work.", "revision": "1"}
    refused = writer.post(page, typed)
    assert refused.status_code == 200
    assert "None at home." in refused.text
    assert "None at work." in refused.text
    assert 'name="revision" value="2"' in refused.text
    assert writer.post(page, typed | {"revision": "2"}).status_code == 303
    assert local.clauses[0].texts.get().body == "None at work."
    assert "None at home." in writer.get(address(local, "local_clause_history", local.clauses[0].pk)).text


def test_decision_without_quorum_keeps_everything_typed(local: Writing) -> None:
    typed = {
        "body": local.body.pk, "held_on": day().isoformat(), "procedure": "consent", "entitled": "30", "quorum": "15", "present": "9",
        "carried": "yes", "partners_reason": "None near us.", "came_about": "We wrote it by the lake.",
        "voice_0_kind": "dissent", "voice_0_said": "Too fast.", "voice_0_name": "",
    }  # fmt: skip
    keeper = client(local, "coordinator_here")
    refused = keeper.post(address(local, "local_decide"), typed)
    assert refused.status_code == 200
    for kept in ("None near us.", "We wrote it by the lake.", "Too fast.", "15 are needed"):
        assert kept in refused.text
    assert not Adoption.objects.filter(version=local.code.version).exists()
    assert keeper.post(address(local, "local_decide"), typed | {"present": "20"}).status_code == 303
    assert local.fresh.version.state == "adopted"
    outside = client(local, "coordinator_elsewhere")
    assert "Too fast." in outside.get(address(local)).text
    assert outside.get(address(local, "local_alignment")).status_code == 200
    for name in ("local_whole", "local_people", "local_moments", "local_code_partners"):
        assert outside.get(address(local, name)).status_code == 403
    assert client(local, "member_here").get(address(local, "local_whole")).status_code == 200


def test_partner_sees_all_that_was_asked_and_declines_in_one_act(local: Writing) -> None:
    ask_partner(by=CONSOLE, code=local.fresh, organisation=local.alliance.circle, question="What is missing?")
    partner, slug = client(local, "partner_here"), local.alliance.circle.slug
    page = reverse("asked_of_us", args=[slug])
    assert "What is missing?" in partner.get(page).text
    assert client(local, "member_here").get(page).status_code == 403
    assert client(local, "partner_here").post(reverse("decline_all_asked", args=[slug])).status_code == 303
    assert PartnerAsked.objects.get().declined


def test_partners_words_are_for_the_writing_group_unless_they_say_otherwise(local: Writing) -> None:
    asked = ask_partner(by=CONSOLE, code=local.fresh, organisation=local.alliance.circle)
    say_as_partner(by=local.actor("partner_here"), asked=asked, words="Money is missing.")
    page = address(local, "local_code_partners")
    assert "Money is missing." in client(local, "editor_here").get(page).text
    invite_organisations(by=CONSOLE, code=local.fresh, organisations=[local.alliance.nile])
    assert "Money is missing." not in client(local, "member_elsewhere").get(page).text
    say_as_partner(by=local.actor("partner_here"), asked=asked, words="Money is missing.", public=True)
    assert "Money is missing." in client(local, "member_elsewhere").get(address(local)).text


def test_organisation_at_risk_is_not_named_to_those_who_may_not_know(local: Writing) -> None:
    """A contribution of an organisation at risk is shown without its name, in every list."""
    shelter, person = local.alliance.shelter, local.alliance.people["member_here"]
    affiliate(by=CONSOLE, person=person, organisation=shelter)
    invite_organisations(by=CONSOLE, code=local.fresh, organisations=[shelter])
    local.say("member_here", shown_as="organisation", organisation=shelter, words="From us.")
    pages = [address(local, "local_clause", local.clauses[0].pk), address(local, "local_people")]
    for page in pages:
        assert shelter.name not in client(local, "facilitator_here").get(page).text
        assert shelter.name in client(local, "coordinator_here").get(page).text


def test_several_are_answered_from_the_desk(local: Writing) -> None:
    keys = [str(local.say(role).key) for role in ("member_here", "partner_here")]
    sent = client(local, "editor_here").post(
        address(local, "local_answers"), {"chosen": keys, "outcome": "taken_up", "said": "Yes."}
    )
    assert sent.status_code == 303
    assert Answer.objects.count() == 2
    nothing = client(local, "editor_here").post(
        address(local, "local_answers") + "?which=all", {"outcome": "taken_up", "said": "Yes."}
    )
    assert "Choose at least one" in nothing.text


def test_secretariat_writes_a_moment_in_every_language(alliance: Alliance) -> None:
    secretariat = client(alliance, "secretariat")
    assert secretariat.get(reverse("template_moments")).status_code == 200
    for code in ("en", "es", "ar"):
        page = reverse("template_write", args=[1, code])
        assert secretariat.get(page).status_code == 200
        assert secretariat.post(page, {"name": f"Escuchar {code}", "guidance": "…"}).status_code == 303
    assert TemplateMomentText.objects.count() == 3
    assert client(alliance, "coordinator_here").get(reverse("template_moments")).status_code == 403


def test_my_page_tells_what_happened_to_what_i_said(local: Writing) -> None:
    local.say("member_here", words="Named words.")
    local.say("member_here", shown_as="nobody", words="Nameless words.")
    local.say("partner_here", words="Not mine.")
    mine = client(local, "member_here").get(reverse("my_contributions")).text
    assert ("Named words." in mine, "Nameless words." in mine, "Not mine." in mine) == (True, True, False)


def test_two_who_note_one_moment_lose_nothing(local: Writing) -> None:
    """The later one sees what was saved meanwhile, and keeps what they typed."""
    moment = local.fresh.moments.all()[0]
    page = address(local, "local_moment", moment.pk)
    first, second = client(local, "coordinator_here"), client(local, "editor_here")
    seen = [one.get(page).context["form"]["began"].value() for one in (first, second)]
    typed = {"held_on": day().isoformat(), "heard": "They want plainer words."}
    assert first.post(page, {**typed, "began": seen[0]}).status_code == 303
    late = {**typed, "heard": "They want fewer pages.", "began": seen[1]}
    answer = second.post(page, late)
    assert "They want plainer words." in answer.content.decode()
    assert "They want fewer pages." in answer.content.decode()
    again = {**late, "heard": "Plainer words, fewer pages.", "began": answer.context["form"]["began"].value()}
    assert second.post(page, again).status_code == 303
    moment.refresh_from_db()
    assert moment.heard == "Plainer words, fewer pages."


def test_own_page_leads_the_writing_group_to_what_waits(local: Writing) -> None:
    """B02: whoever does not take part finds nothing of it there; who contributes is told of no answers they owe."""
    local.say("member_here")
    pages = {role: client(local, role).get("/me").content.decode() for role in local.alliance.accounts}
    led = {role for role, page in pages.items() if address(local) in page}
    owing = {role for role, page in pages.items() if "1 contribution waits for an answer" in page}
    invited = {role for role in pages if invitations_of(local.actor(role), local.fresh, day())} - {
        "disabled_coordinator_here"
    }
    assert (led, owing) == (invited, {"editor_here"})
    assert not led & {"coordinator_elsewhere", "focal_point_elsewhere", "member_elsewhere", "stranger"}


DEED = "Write down what the body decided"


def test_what_is_owed_stands_before_the_decision(local: Writing) -> None:
    """The deed leads on once it can be done; before that it says what it waits for."""
    keeper, decide = client(local, "coordinator_here"), address(local, "local_decide")
    said = local.say("member_here")
    page = keeper.get(address(local)).content.decode()
    deed = page.index(DEED)
    assert page.index("1 contribution waits for an answer") < deed
    assert f'<a href="{decide}">{DEED}' not in page
    assert "To adopt the text, this comes first: Everybody who said something has an answer" in " ".join(page.split())
    assert "Every clause of the alliance’s text is accounted for" not in page
    answer(by=local.actor("coordinator_here"), contribution=said, reply=Reply("taken_up", "Yes."))
    page = keeper.get(address(local)).content.decode()
    assert f'<a href="{decide}">{DEED}' in page
    assert "To adopt the text, this comes first" not in page


def test_draft_without_a_clause_asks_for_one_first(alliance: Alliance) -> None:
    empty = begin_local_code(
        by=CONSOLE, network=alliance.here, parent=parent_code(alliance), name="Ours", language="en", start="empty"
    )
    here = reverse("local_code_one", args=[alliance.here.slug, empty.pk])
    page = client(alliance, "coordinator_here").get(here).content.decode()
    part = page[page.index("Next for you") :].split("</section>")[0]
    assert ("Add a clause" in part, "Open it for contributions" in part) == (True, False)
