"""Whoever speaks for an organisation hears once that a round about its policy has results, or ended without: no number, no hour."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from answerable.jobs.daily import end_rounds_that_are_over, tell_of_rounds_with_results
from answerable.notices.kinds import kind_named
from answerable.notices.models import Notice
from answerable.questions.actions import close_round, open_round, take_answer
from answerable.questions.models import Round
from answerable.standards.actions import policies as acts
from answerable.standards.queries.policy_rounds import asked_about
from answerable.standards.rules.saying import PolicyKind
from tests import cast

from .given import CONSOLE, days
from .test_jobs import on

SPEAKERS = ("focal_point_here", "partner_here")  # who speaks for Tumaini Circle
KINDS = ("standards.round_has_results", "standards.round_without_results")


def asked(alliance: cast.Alliance, answers: int, adopted: int = -9) -> Round:
    """Tumaini Circle asks its people about a policy, and so many answer."""
    policy = acts.adopt_policy(
        by=alliance.actor("focal_point_here"),
        organisation=alliance.circle,
        adopted=acts.Adopted(
            about=PolicyKind.CHILD_PROTECTION,
            title="Keeping children safe",
            adopted_on=days(adopted),
            review_due=days(300),
            words="We listen to children.",
        ),
    )
    opened = open_round(
        by=alliance.actor("focal_point_here"), subject=asked_about(policy), questions="child-protection", ends=days(14), expected=10,
    )  # fmt: skip
    for _ in range(answers):
        take_answer(link=opened.link, chosen={"read": "read", "says": "wait"})
    return opened.round


def heard(alliance: cast.Alliance, one: Round) -> dict[tuple[str, str], int]:
    """Returns how often who was told what of a round."""
    roles = {account.pk: role for role, account in alliance.accounts.items()}
    rows = Notice.objects.filter(kind__in=KINDS, url=reverse("round", args=[one.key]))
    assert not any(row.facts for row in rows)
    return {(roles[row.account_id], row.kind): row.times for row in rows}


@pytest.mark.django_db
def test_once_where_there_are_results_and_never_at_an_answer(alliance: cast.Alliance) -> None:
    few, enough = asked(alliance, 4), asked(alliance, 5, adopted=-8)
    assert not Notice.objects.filter(kind__in=KINDS).exists()
    tell_of_rounds_with_results.run()
    tell_of_rounds_with_results.run()
    close_round(by=CONSOLE, found=enough)
    assert (heard(alliance, few), heard(alliance, enough)) == ({}, {(one, KINDS[0]): 1 for one in SPEAKERS})


@pytest.mark.django_db
def test_once_where_it_ended_with_too_few(alliance: cast.Alliance) -> None:
    found = asked(alliance, 4)
    for day in (15, 16):
        with on(days(day)):
            end_rounds_that_are_over.run()
            tell_of_rounds_with_results.run()
    assert heard(alliance, found) == {(one, KINDS[1]): 1 for one in SPEAKERS}


@pytest.mark.django_db
def test_whoever_ends_it_sees_so_themselves(alliance: cast.Alliance) -> None:
    found = asked(alliance, 3)
    close_round(by=alliance.actor("focal_point_here"), found=found)
    assert heard(alliance, found) == {("partner_here", KINDS[1]): 1}


@pytest.mark.parametrize("language", settings.COMPLETE_LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_mail_says_no_number_and_nothing_of_the_policy(name: str, language: str) -> None:
    kind = kind_named(name)
    assert kind
    assert kind.mail == "digest"
    with override(language):
        said = kind.say({"policy": "Keeping children safe", "number": 4})
    assert (re.findall(r"\d|Keeping", said), said.strip() == "") == ([], False)
