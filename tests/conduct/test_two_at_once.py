"""Every editor of texts and local codes, in two browsers at once: nothing of either is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from answerable.alliance.actions import offices
from answerable.conduct.actions.languages import begin_language
from answerable.conduct.actions.local_codes.partners import ask_partner
from answerable.conduct.actions.versions import begin_version
from answerable.conduct.models import ClauseText, Contribution, Version
from answerable.conduct.pages.local_codes.words import MOMENTS
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.house.written import adopted_code
from tests.two_clients import hidden, lose_nothing, save_the_same

from .local import Writing, day, writing
from .test_local_pages import address, client

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def draft(alliance: Alliance) -> Version:
    adopted = adopted_code(alliance)
    return begin_version(by=CONSOLE, instrument=adopted.instrument, label="2026", copy_of=adopted)


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    return writing(alliance)


def two(alliance: Alliance) -> tuple[Client, Client]:
    return client(alliance, "editor_here"), client(alliance, "coordinator_here")


# Texts


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_clause(alliance: Alliance, draft: Version, language: str) -> None:
    line = draft.clauses.order_by("order")[0].line
    page = reverse("write_clause", args=[draft.instrument.slug, draft.slug, line, language])
    lose_nothing(
        *two(alliance), page, first={"body": "First words."}, second={"body": "Second words."},
        theirs="First words.", mine="Second words.",
    )  # fmt: skip
    kept = ClauseText.objects.get(clause__version=draft, clause__line=line, language=language).edits
    assert {"First words.", "Second words."} <= set(kept.values_list("body", flat=True))


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_stands_around_the_clauses(alliance: Alliance, draft: Version, language: str) -> None:
    page = reverse("write_around", args=[draft.instrument.slug, draft.slug, language])
    lose_nothing(
        *two(alliance), page, first={"preamble": "Before all."}, second={"preamble": "To begin with."},
        theirs="Before all.", mine="To begin with.",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_texts_name(alliance: Alliance, draft: Version, language: str) -> None:
    page = reverse("write_name", args=[draft.instrument.slug, language])
    lose_nothing(
        *two(alliance), page, first={"name": "Our code", "about": "For all."}, second={"name": "Code of ours"},
        theirs="For all.", mine="Code of ours",
    )  # fmt: skip


def test_what_a_version_is_called(alliance: Alliance, draft: Version) -> None:
    page = reverse("write_label", args=[draft.instrument.slug, draft.slug])
    one, other = two(alliance)
    began = hidden(other.get(page).content.decode())
    assert one.post(page, {"label": "Spring 2026"}).status_code == 303
    # its address changed with its name: the second one is told where nothing is, and typed next to nothing
    assert other.post(page, {"label": "Autumn 2026", **began}).status_code == 404


def test_who_is_asked_to_sign(alliance: Alliance, draft: Version) -> None:
    page = reverse("write_signers", args=[draft.instrument.slug])
    keepers = client(alliance, "coordinator_here"), client(alliance, "secretariat")
    shown = lose_nothing(
        *keepers, page, first={"people": "on"}, second={"people": "on", "networks": "on"},
        theirs="Somebody else saved this meanwhile", mine="Networks",
    )  # fmt: skip
    assert '<dt>Organisations</dt><dd dir="auto">No</dd>' in shown


def test_two_who_want_the_same_are_in_no_conflict(alliance: Alliance, draft: Version) -> None:
    page = reverse("write_name", args=[draft.instrument.slug, "es"])
    save_the_same(*two(alliance), page, {"name": "Código", "about": ""})


# Local codes


def test_a_clause_of_a_local_code(local: Writing) -> None:
    lose_nothing(
        *two(local.alliance), address(local, "local_clause_edit", local.clauses[0].pk), first={"body": "None at home."},
        second={"body": "None at work."}, theirs="None at home.", mine="None at work.",
    )  # fmt: skip


def test_a_clause_of_a_local_code_in_another_language(local: Writing) -> None:
    begin_language(by=CONSOLE, version=local.fresh.version, language="es")
    page = address(local, "local_clause_in", local.clauses[0].pk, "es")
    lose_nothing(
        *two(local.alliance), page, first={"body": "Ninguna en casa."}, second={"body": "Ninguna nunca."},
        theirs="Ninguna en casa.", mine="Ninguna nunca.",
    )  # fmt: skip


def test_a_wording_that_is_taken_up_while_another_writes(local: Writing) -> None:
    said = local.say("member_here", "wording", wording="We use none at all.")
    page = address(local, "local_take_up", said.key)
    began = hidden(client(local, "editor_here").get(page).content.decode())
    edit = address(local, "local_clause_edit", local.clauses[0].pk)
    keeper = client(local, "coordinator_here")
    assert keeper.post(edit, {"body": "None at home.", "revision": "1"}).status_code == 303
    refused = client(local, "editor_here").post(page, {**began, "said": "Yes, gladly."})
    shown = refused.content.decode()
    assert refused.status_code == 200
    assert "Yes, gladly." in shown
    assert "home" in shown  # the difference to what stands there now
    assert client(local, "editor_here").post(page, {**hidden(shown), "said": "Yes, gladly."}).status_code == 303
    assert local.clauses[0].texts.get().body == "We use none at all."
    assert Contribution.objects.get().answers.count() == 1


def test_a_moment(local: Writing) -> None:
    page = address(local, "local_moment", local.fresh.moments.all()[0].pk)
    shown = lose_nothing(
        *two(local.alliance), page, first={"held_on": day(3).isoformat(), "people": "31", "heard": "Plainer words."},
        second={"held_on": day(3).isoformat(), "heard": "Fewer pages."}, theirs="Plainer words.", mine="Fewer pages.",
    )  # fmt: skip
    assert ">31<" in shown


def test_a_comparison(local: Writing) -> None:
    page = address(local, "local_compare", local.parent.clauses.all()[0].pk)
    clause = str(local.clauses[0].pk)
    lose_nothing(
        *two(local.alliance), page, first={"clauses": clause, "strength": "stronger", "reason": "It says more."},
        second={"strength": "missing", "reason": "It is elsewhere."}, theirs="It says more.", mine="It is elsewhere.",
    )  # fmt: skip


def test_how_one_contributes(local: Writing) -> None:
    page = address(local, "local_code_terms")
    keepers = client(local, "coordinator_here"), client(local, "secretariat")
    lose_nothing(
        *keepers, page, first={"answer_days": "21"}, second={"answer_days": "7"}, theirs=">21<", mine='value="7"'
    )


def test_what_a_partner_says(local: Writing) -> None:
    circle = local.alliance.circle
    asked = ask_partner(by=CONSOLE, code=local.fresh, organisation=circle)
    page = reverse("say_as_partner", args=[circle.slug, asked.pk])
    speakers = client(local, "focal_point_here"), client(local, "partner_here")
    lose_nothing(
        *speakers, page, first={"said": "Pay for our time."}, second={"said": "Ask us earlier."},
        theirs="Pay for our time.", mine="Ask us earlier.",
    )  # fmt: skip


def test_a_moment_of_the_template(alliance: Alliance) -> None:
    other = alliance.people["board_member"]
    offices.grant_office(by=CONSOLE, person=other, office="secretariat", network=alliance.root)
    page = reverse("template_write", args=[1, "en"])
    shown = client(alliance, "secretariat").get(page).content.decode()
    assert str(MOMENTS["dialogue"]) in shown
    lose_nothing(
        client(alliance, "secretariat"), client(alliance, "board_member"), page, first={"name": "Listen", "guidance": "First."},
        second={"name": "Be questioned", "guidance": ""}, theirs="Listen", mine="Be questioned",
    )  # fmt: skip
