"""Every editor of a commitment, in two browsers at once: nothing of either is lost."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from answerable.commitments import actions as acts
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment
from answerable.kit import clock
from tests import cast
from tests.conduct.test_local_pages import client
from tests.two_clients import lose_nothing, save_the_same

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


@pytest.fixture
def made(alliance: cast.Alliance) -> Commitment:
    promise = acts.Promise(
        what="Print the helpline", due=later(30), to=(acts.To(organisation=alliance.nile),),
        steps=(NewStep("Find a printer"), NewStep("Pay"), NewStep("Hang them")), texts={"es": ("Imprimir", "")},
    )  # fmt: skip
    return acts.make_commitment(by=cast.CONSOLE, owner=acts.Owner(organisation=alliance.circle), promise=promise)


@pytest.fixture
def two(alliance: cast.Alliance) -> tuple[Client, Client]:
    return client(alliance, "focal_point_here"), client(alliance, "partner_here")


def later(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def page(made: Commitment, name: str, *more: object) -> str:
    return reverse(name, args=[made.key, *more])


def test_better_words(made: Commitment, two: tuple[Client, Client]) -> None:
    lose_nothing(
        *two, page(made, "commitment_words"), first={"what": "Print it in red"}, second={"what": "Print it large"},
        theirs="Print it in red", mine="Print it large",
    )  # fmt: skip
    history = " ".join(made.turns.values_list("words", flat=True))
    assert "Print it in red" in history


def test_another_language_that_both_add(made: Commitment, two: tuple[Client, Client]) -> None:
    address = page(made, "commitment_language")
    lose_nothing(
        *two, address, first={"language": "fr", "what": "Imprimer"}, second={"language": "fr", "what": "Tirer"},
        theirs="Imprimer", mine="Tirer",
    )  # fmt: skip


def test_another_language_that_both_change(made: Commitment, two: tuple[Client, Client]) -> None:
    address = f"{page(made, 'commitment_language')}?tongue=es"
    assert "Imprimir" in two[0].get(address).content.decode()
    lose_nothing(
        *two, address, first={"language": "es", "what": "Poner carteles"}, second={"language": "es", "what": "Pegar carteles"},
        theirs="Poner carteles", mine="Pegar carteles",
    )  # fmt: skip


def test_a_step(made: Commitment, two: tuple[Client, Client]) -> None:
    step = made.steps.all()[0]
    shown = lose_nothing(
        *two, page(made, "commitment_step", step.pk), first={"said": "Ask two printers", "due": later(9).isoformat()},
        second={"said": "Ask the print shop"}, theirs="Ask two printers", mine="Ask the print shop",
    )  # fmt: skip
    assert "By when" in shown


def test_a_step_that_somebody_changed_is_not_taken_away_unseen(made: Commitment, two: tuple[Client, Client]) -> None:
    step = made.steps.all()[0]
    address = page(made, "commitment_step", step.pk)
    lose_nothing(
        *two, address, first={"said": "Ask two printers"}, second={"said": "Find a printer", "remove": "on"},
        theirs="Ask two printers", mine="Take this step away",
    )  # fmt: skip
    assert not made.steps.filter(pk=step.pk).exists()


def test_steps_that_two_tick_at_once_are_all_done(made: Commitment, two: tuple[Client, Client]) -> None:
    steps = [one.pk for one in made.steps.all()]
    address = page(made, "commitment_steps_done")
    for browser, done in zip(two, (steps[0], steps[1]), strict=True):
        assert browser.post(address, {"shown": steps, "done": [done]}).status_code == 303
    assert [one.done_on is not None for one in made.steps.all()] == [True, True, False]
    undone = {"shown": steps, "was": steps[:2], "done": [steps[1]]}
    assert two[0].post(address, undone).status_code == 303
    assert [one.done_on is not None for one in made.steps.all()] == [False, True, False]


def test_another_day(made: Commitment, two: tuple[Client, Client]) -> None:
    lose_nothing(
        *two, page(made, "commitment_day"), first={"due": later(60).isoformat(), "said": "The press is slow."},
        second={"due": later(90).isoformat(), "said": "No money yet."}, theirs="Somebody else saved this meanwhile",
        mine="No money yet.",
    )  # fmt: skip
    assert made.turns.filter(kind="day").count() == 2


def test_who_may_read_it(made: Commitment, two: tuple[Client, Client]) -> None:
    lose_nothing(
        *two, page(made, "commitment_readers"), first={"shown": "public"},
        second={"shown": "private", "said": "It puts her at risk."}, theirs="Somebody else saved this meanwhile",
        mine="It puts her at risk.",
    )  # fmt: skip


def test_two_who_want_the_same_are_in_no_conflict(made: Commitment, two: tuple[Client, Client]) -> None:
    save_the_same(*two, page(made, "commitment_words"), {"what": "Print it in red", "more": ""})
