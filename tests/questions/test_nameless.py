"""Nothing of whoever answers is kept: no account, no address, no hour, no order, no row; and no cookie of a session is set."""

import json
from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import models
from django.test import Client

from answerable.questions.models import Count, Pile, Round
from tests import cast

from .given import BEST, answer, opened

ADDRESS, AGENT = "203.0.113.77", "Peculiar/7.7 (telephone of Zawadi)"
ROWS = (Round, Pile, Count)


def everything() -> dict[str, str]:
    """Returns every row of every table, by its model and key."""
    return {
        f"{row['model']} {row['pk']}": json.dumps(row, sort_keys=True)
        for model in apps.get_models()
        for row in json.loads(serializers.serialize("json", model._default_manager.order_by("pk")))
    }


def changed(act: Callable[[], object]) -> set[str]:
    before = everything()
    act()
    after = everything()
    return {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}


def send(person: Client, link: str, says: str = "wait") -> None:
    sent = {**BEST, "read": "on", "says": says}
    answer = person.post(f"/a/{link}", sent, REMOTE_ADDR=ADDRESS, headers={"User-Agent": AGENT})
    assert answer.status_code == 303


def test_an_answer_changes_numbers_and_nothing_else(alliance: cast.Alliance) -> None:
    one, person = opened(alliance), Client()
    rows = changed(lambda: send(person, one.link))
    assert {row.partition(" ")[0] for row in rows} == {"questions.pile", "questions.count"}
    assert len(rows) == 5  # the number of answers, and one number a question
    assert ADDRESS not in str(everything())
    assert "Peculiar" not in str(everything())


@pytest.mark.parametrize("role", [None, "member_here"])
def test_no_session_is_begun(alliance: cast.Alliance, role: str | None) -> None:
    """Also whoever is signed in leaves no trace of it: the same rows change."""
    one, person = opened(alliance), Client()
    if role:
        person.force_login(alliance.accounts[role])
    before = set(person.cookies)
    page = person.get(f"/a/{one.link}")
    rows = changed(lambda: send(person, one.link))
    person.get("/a/answered")
    assert {row.partition(" ")[0] for row in rows} - {"access.session"} == {"questions.pile", "questions.count"}
    assert set(person.cookies) - before == {settings.CSRF_COOKIE_NAME}
    assert page.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert page.headers["Cache-Control"] == "no-store"


def test_the_order_of_answers_leaves_nothing(alliance: cast.Alliance) -> None:
    """Whoever came first, the rows are the same: all of them are there before anybody answers."""
    found = []
    for says in (("wait", "unknown", "tell-at-once"), ("tell-at-once", "unknown", "wait")):
        one = opened(alliance)
        answer(one, *says)
        rows = Count.objects.filter(pile__round=one.round).order_by("pk")
        found.append(list(rows.values_list("question", "choice", "waiting", "least", "most")))
        one.round.delete()
    assert found[0] == found[1]


def test_no_row_has_a_moment_or_a_person(alliance: cast.Alliance) -> None:
    fields = {field for model in ROWS for field in model._meta.concrete_fields}
    assert not [one.name for one in fields if isinstance(one, models.DateTimeField)]
    assert {one.related_model for one in fields if one.is_relation} == {Round, Pile}
    assert {one.name for one in fields if isinstance(one, models.DateField)} == {"opened_on", "ends", "closed_on"}


def test_after_a_picture_the_numbers_it_was_made_of_are_gone(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *["wait"] * 5)
    rows = Count.objects.filter(pile__round=one.round, question="says", pile__way="link")
    assert set(rows.values_list("choice", "waiting", "least", "most")) == {
        ("wait", 0, 4, 5), ("unknown", 0, 0, 1), ("tell-at-once", 0, 0, 1), ("find-out-first", 0, 0, 1), ("skipped", 0, 0, 1),
    }  # fmt: skip
