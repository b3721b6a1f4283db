"""Asking for help, answering, closing; who reads it; and offering that one may be asked."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from answerable.access.refusals import Hidden
from answerable.standards.actions.helping import answer_help, ask_for_help, offer
from answerable.standards.models import Duty, HelpRequest, Offer
from answerable.standards.rules.saying import HelpState, OfferKind
from answerable.standards.rules.words import Level
from tests import cast

from .given import days, duty, subject
from .visiting import got, of_duty, page, sent, visitor

pytestmark = pytest.mark.django_db


def ask(alliance: cast.Alliance, one: Duty, *, to_partners: bool = False) -> HelpRequest:
    return ask_for_help(
        by=alliance.actor("focal_point_here"), subject=subject(alliance.circle), duty=one, words="Who has a model?",
        to_partners=to_partners,
    )  # fmt: skip


def readers(alliance: cast.Alliance, request: HelpRequest) -> set[str]:
    address = reverse("help_request", args=[request.key])
    return {role for role in cast.NAMES if visitor(alliance, role).get(address).status_code == 200}


def test_help_is_asked_offered_answered_and_closed(alliance: cast.Alliance) -> None:
    one = duty()
    where = of_duty(subject(alliance.circle), one)
    client, helper = visitor(alliance, "focal_point_here"), visitor(alliance, "coordinator_here")
    assert "This is still empty." in page(sent(client, f"{where}/help", said=""))
    answer = sent(client, f"{where}/help", said="Who has a model?")
    request = HelpRequest.objects.get()
    address = reverse("help_request", args=[request.key])
    assert answer["Location"] == address
    assert "Who has a model?" in got(helper, address)
    assert "Tumaini Circle" in got(helper, reverse("help"))
    for act, by, words, state in (
        ("help_offer", helper, "We have one.", HelpState.OFFERED),
        ("help_answer", helper, "Here it is.", HelpState.ANSWERED),
        ("help_reply", client, "Thank you.", HelpState.ANSWERED),
        ("help_close", client, "", HelpState.CLOSED),
    ):
        assert sent(by, reverse(act, args=[request.key]), said=words)["Location"] == address
        request.refresh_from_db()
        assert request.state == state
    read = got(client, address)
    assert "Coordinator" in read
    assert "Here it is." in read
    assert (
        '<div class="room"><div class="wrap">\n<span><b>Tumaini Circle</b>' in read
    )  # the place, not the name of a list
    assert "This request is closed." in page(sent(client, reverse("help_reply", args=[request.key]), said="More?"))
    for act in ("help_offer", "help_answer"):
        assert helper.get(reverse(act, args=[request.key]))["Location"] == address
    assert "Tumaini Circle" not in got(helper, reverse("help")).split("<main")[1]
    assert "Tumaini Circle" in got(helper, f"{reverse('help')}?state=closed")


def test_request_is_read_near_and_nowhere_else(alliance: cast.Alliance) -> None:
    request = ask(alliance, duty())
    read = readers(alliance, request)
    assert {"coordinator_here", "coordinator_above", "secretariat", "member_here", "focal_point_here"} <= read
    assert read & {"coordinator_elsewhere", "focal_point_elsewhere", "member_elsewhere", "stranger"} == set()
    assert Client().get(reverse("help_request", args=[request.key])).status_code == 303
    for act in ("help_offer", "help_answer", "help_reply", "help_close"):
        got(visitor(alliance, "coordinator_elsewhere"), reverse(act, args=[request.key]), 404)
        assert (
            sent(visitor(alliance, "coordinator_elsewhere"), reverse(act, args=[request.key]), said="No.").status_code
            == 404
        )
    with pytest.raises(Hidden):
        answer_help(by=alliance.actor("coordinator_elsewhere"), request=request, words="No.")
    assert not request.answers.exists()


def test_desk_names_what_help_is_asked_with(alliance: cast.Alliance) -> None:
    asked = ask(alliance, duty(starts=days(-9)))
    shown = got(visitor(alliance, "focal_point_here"), reverse("standing_subject", args=[asked.subject.key]))
    aside = shown.split("Need a hand?")[1]
    assert "Talk with women’s-rights groups" in aside
    assert reverse("help_request", args=[asked.key]) in aside
    for name in ("standing_subject", "standing_duty"):
        where = reverse(name, args=[asked.subject.key, *([asked.duty.number] if name == "standing_duty" else [])])
        client, before = visitor(alliance, "focal_point_here"), f"{where}?on={days(-3)}"
        assert reverse("help_request", args=[asked.key]) in got(client, where)
        assert reverse("help_request", args=[asked.key]) not in got(client, before)  # it was asked later
    theirs = got(visitor(alliance, "member_here"), reverse("standing_subject", args=[asked.subject.key]))
    assert "Need a hand?" not in theirs
    assert "Help asked for" in theirs


def test_who_asks_does_not_answer_and_others_do_not_close(alliance: cast.Alliance) -> None:
    request = ask(alliance, duty())
    assert (
        sent(visitor(alliance, "focal_point_here"), reverse("help_answer", args=[request.key]), said="So.").status_code
        == 403
    )
    assert sent(visitor(alliance, "coordinator_here"), reverse("help_close", args=[request.key])).status_code == 403
    assert not request.answers.exists()


def test_partners_read_it_only_where_they_offered_and_it_was_opened_to_them(alliance: cast.Alliance) -> None:
    one = duty()
    closed, opened = ask(alliance, one), ask(alliance, one, to_partners=True)
    addresses = [reverse("help_request", args=[each.key]) for each in (closed, opened)]
    offer(
        by=alliance.actor("focal_point_elsewhere"),
        organisation=alliance.nile,
        network=alliance.root,
        kind=OfferKind.HELP,
    )
    client = visitor(alliance, "focal_point_elsewhere")
    assert [client.get(each).status_code for each in addresses] == [404, 200]
    sent(client, reverse("help_answer", args=[opened.key]), said="Use ours.")
    assert "Nile Youth" in got(visitor(alliance, "focal_point_here"), addresses[1])


def test_who_is_at_risk_is_not_known_by_asking(alliance: cast.Alliance) -> None:
    hidden = ask_for_help(by=cast.CONSOLE, subject=subject(alliance.shelter), duty=duty(), words="We need a lawyer.")
    read = readers(alliance, hidden)
    assert read == {"secretariat", "coordinator_above", "coordinator_here"}


def test_person_asks_whoever_coordinates_near_them(alliance: cast.Alliance) -> None:
    one = duty(levels=(Level.INDIVIDUAL,))
    own = subject(alliance.people["member_here"])
    client = visitor(alliance, "member_here")
    assert "to_partners" not in got(client, of_duty(own, one, "standing_ask_help"))
    sent(client, of_duty(own, one, "standing_ask_help"), said="When is the training?")
    request = HelpRequest.objects.get()
    assert readers(alliance, request) == {"member_here", "coordinator_here"}
    assert "Zawadi Njeri" in got(visitor(alliance, "coordinator_here"), reverse("help"))


def test_organisation_offers_and_ends_it(alliance: cast.Alliance) -> None:
    client = visitor(alliance, "focal_point_here")
    listed = reverse("offers", args=[alliance.circle.slug])
    assert reverse("offers", args=[alliance.circle.slug]) in got(
        client, reverse("desk_organisation", args=[alliance.circle.slug])
    )
    sent(client, reverse("offer_add", args=[alliance.circle.slug]), kind="vouch", network=alliance.here.slug)
    made = Offer.objects.get()
    assert "May be asked to vouch" in got(client, listed)
    assert alliance.elsewhere.slug not in got(client, reverse("offer_add", args=[alliance.circle.slug]))
    end = reverse("offer_end", args=[alliance.circle.slug, made.pk])
    assert sent(client, end)["Location"] == listed
    assert "Nothing is offered at present." in got(client, listed)
    got(client, end, 404)
    for role in ("coordinator_here", "member_here", "focal_point_elsewhere"):
        assert visitor(alliance, role).get(listed).status_code == 403


def test_lists_ask_no_more_for_many(alliance: cast.Alliance) -> None:
    client, listed = visitor(alliance, "coordinator_here"), reverse("help")

    def count() -> int:
        got(client, listed)
        with CaptureQueriesContext(connection) as captured:
            got(client, listed)
        return len(captured)

    ask(alliance, duty("X0"))
    few = count()
    for number in range(1, 9):
        ask(alliance, duty(f"X{number}"))
    assert count() <= few + 2
