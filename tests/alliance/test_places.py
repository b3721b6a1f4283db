"""An organisation that others keep gets a place in one more network only if they agree."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.alliance.actions import admitting, merging, offices, organisations, people, placing
from answerable.alliance.models import Membership, Organisation, PlaceRequest, PlaceRequestStep
from answerable.alliance.permissions import may_keep_organisation
from answerable.alliance.queries.organisations import network_paths
from answerable.alliance.rules.words import Office, Visibility
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance, _organisation
from tests.house.visiting import Visits

pytestmark = pytest.mark.django_db
WHY = "They work on our side of the lake as well."


def asked(cast: Alliance) -> PlaceRequest:
    """Uganda asks for Tumaini Circle, which Kenya keeps."""
    return placing.ask_for_place(
        by=cast.actor("coordinator_elsewhere"), organisation=cast.circle, network=cast.elsewhere, why=WHY
    )


def told(cast: Alliance, kind: str) -> set[str]:
    accounts = set(Notice.objects.filter(kind=f"alliance.{kind}").values_list("account", flat=True))
    return {role for role, account in cast.accounts.items() if account.pk in accounts}


def keeps(cast: Alliance, role: str, organisation: Organisation) -> bool:
    return may_keep_organisation(cast.actor(role), organisation.pk, network_paths(organisation))


def test_nobody_becomes_a_keeper_by_their_own_act(cast: Alliance) -> None:
    """B10: an organisation that one may see is not therefore one's own to take."""
    with pytest.raises(Unacceptable) as refusal:
        organisations.join_network(
            by=cast.actor("coordinator_elsewhere"), organisation=cast.circle, network=cast.elsewhere
        )
    assert (refusal.value.code, refusal.value.field) == ("others_keep_it", "network")
    asked(cast)
    assert not keeps(cast, "coordinator_elsewhere", cast.circle)
    with pytest.raises(Refused):
        placing.agree_to_place(by=cast.actor("coordinator_elsewhere"), asked=PlaceRequest.objects.get())
    assert not Membership.objects.filter(organisation=cast.circle, network=cast.elsewhere).exists()


@pytest.mark.parametrize("role", ["coordinator_here", "coordinator_above", "secretariat"])
def test_whoever_keeps_it_agrees(cast: Alliance, role: str) -> None:
    placing.agree_to_place(by=cast.actor(role), asked=asked(cast), words="Gladly.")
    assert Membership.objects.get(organisation=cast.circle, network=cast.elsewhere).state == "provisional"
    assert keeps(cast, "coordinator_elsewhere", cast.circle)
    assert list(PlaceRequestStep.objects.values_list("state", "words")) == [("waiting", ""), ("accepted", "Gladly.")]
    acts = Entry.objects.filter(subject_id=str(cast.circle.key)).order_by("n").values_list("act", flat=True)
    assert list(acts)[-3:] == ["alliance.ask_for_place", "alliance.agree_to_place", "alliance.join_network"]
    assert "coordinator_here" in told(cast, "place_asked")
    assert "coordinator_elsewhere" in told(cast, "place_answered")
    assert told(cast, "place_given") == {"focal_point_here", "partner_here"}


@pytest.mark.parametrize("role", ["focal_point_here", "coordinator_elsewhere", "member_here", "facilitator_here"])
def test_nobody_else_answers(cast: Alliance, role: str) -> None:
    """B10."""
    made = asked(cast)
    with pytest.raises(Refused):
        placing.agree_to_place(by=cast.actor(role), asked=made)
    with pytest.raises(Refused):
        placing.decline_place(by=cast.actor(role), asked=made, words="No.")


def test_no_needs_a_reason_and_stands_for_a_while(cast: Alliance) -> None:
    made = asked(cast)
    with pytest.raises(Unacceptable) as refusal:
        placing.decline_place(by=cast.actor("coordinator_here"), asked=made, words=" ")
    assert refusal.value.code == "words_needed"
    placing.decline_place(by=cast.actor("coordinator_here"), asked=made, words="They asked us not to.")
    with pytest.raises(Unacceptable) as refusal:
        asked(cast)
    assert refusal.value.code == "place_declined_lately"
    with pytest.raises(Unacceptable) as refusal:
        placing.agree_to_place(by=cast.actor("coordinator_here"), asked=made)
    assert refusal.value.code == "answered_already"
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        assert asked(cast).state == "waiting"


def test_it_is_asked_once_and_can_be_taken_back(cast: Alliance) -> None:
    made = asked(cast)
    with pytest.raises(Unacceptable) as refusal:
        asked(cast)
    assert refusal.value.code == "place_asked_already"
    with pytest.raises(Refused):
        placing.withdraw_place_request(by=cast.actor("coordinator_here"), asked=made)
    placing.withdraw_place_request(by=cast.actor("coordinator_elsewhere"), asked=made)
    with pytest.raises(Unacceptable):
        placing.agree_to_place(by=cast.actor("coordinator_here"), asked=made)
    assert asked(cast).state == "waiting"


def plain(page: str) -> str:
    """A page without what is drawn by chance."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_what_one_may_not_see_cannot_be_asked_for(cast: Alliance) -> None:
    """B10: the answer is that of an organisation that does not exist."""
    with pytest.raises(Hidden):
        placing.ask_for_place(
            by=cast.actor("coordinator_elsewhere"), organisation=cast.shelter, network=cast.elsewhere, why=WHY
        )
    client = Visits(cast).client("coordinator_elsewhere")
    page = reverse("desk_add_organisation", args=[cast.elsewhere.slug])
    names = ("Quiet Shelter", "Silent Shelter")
    answers = [client.post(page, {"organisation-name": name}).content.decode() for name in names]
    assert "This name is not among those you may choose" in answers[0]
    assert plain(answers[0]) == plain(answers[1]).replace("Silent", "Quiet")
    pages = [client.get(page, {"with": slug}).content.decode() for slug in (cast.shelter.slug, "no-such")]
    assert plain(pages[0]).replace(cast.shelter.slug, "no-such") == plain(pages[1])


def test_organisation_that_nobody_keeps_is_added_at_once(cast: Alliance) -> None:
    Membership.objects.filter(organisation=cast.nile).delete()
    with pytest.raises(Unacceptable):  # somebody speaks for it
        organisations.join_network(by=cast.actor("coordinator_here"), organisation=cast.nile, network=cast.here)
    for term in cast.nile.offices.all():
        offices.end_office(by=CONSOLE, term=term, ends=term.starts)
    cast.nile.offices.all().delete()
    organisations.join_network(by=cast.actor("coordinator_here"), organisation=cast.nile, network=cast.here)
    assert keeps(cast, "coordinator_here", cast.nile)


def test_whoever_keeps_it_already_adds_it_without_asking(cast: Alliance) -> None:
    organisations.join_network(by=cast.actor("coordinator_here"), organisation=cast.circle, network=cast.local)
    with pytest.raises(Unacceptable) as refusal:
        placing.ask_for_place(
            by=cast.actor("coordinator_above"), organisation=cast.circle, network=cast.elsewhere, why=WHY
        )
    assert refusal.value.code == "nobody_to_ask"


def test_speaker_who_coordinates_elsewhere_takes_no_records_with_them(cast: Alliance) -> None:
    """Whoever edits a card as its contact does not thereby keep it."""
    person = cast.people["coordinator_elsewhere"]
    people.affiliate(by=CONSOLE, person=person, organisation=cast.circle)
    offices.grant_office(by=CONSOLE, person=person, office=Office.FOCAL_POINT, organisation=cast.circle)
    client = Visits(cast).client("coordinator_elsewhere")
    page = reverse("desk_join", args=[cast.circle.slug])
    answer = client.post(page, {"network": cast.elsewhere.slug, "state": "member", "since": ""})
    assert "Others keep this organisation’s records" in answer.content.decode()
    assert not Membership.objects.filter(organisation=cast.circle, network=cast.elsewhere).exists()


def test_pages_lead_from_the_question_to_the_answer(cast: Alliance) -> None:
    visits = Visits(cast)
    PlaceRequest.objects.all().delete()
    asker, keeper = visits.client("coordinator_elsewhere"), visits.client("coordinator_here")
    page = reverse("desk_add_organisation", args=[cast.elsewhere.slug])
    leads = asker.post(page, {"organisation-name": "tumaini circle"}).headers["Location"]
    assert "Tumaini Circle is kept by others" in asker.get(leads).content.decode()
    assert asker.post(leads, {"membership": "member", "since": "", "why": ""}).status_code == 200
    sent = asker.post(leads, {"membership": "member", "since": "", "why": WHY})
    made = PlaceRequest.objects.get()
    assert (sent.status_code, made.membership) == (303, "member")
    assert "Places that you asked others for" in asker.get(sent.headers["Location"]).content.decode()
    queue = keeper.get(reverse("desk_requests", args=[cast.here.slug])).content.decode()
    assert "Networks that ask for a place of an organisation" in queue
    answering = reverse("desk_place_request", args=[made.key])
    assert WHY in keeper.get(answering).content.decode()
    assert "Take the request back" in asker.get(answering).content.decode()
    assert visits.client("focal_point_here").get(answering).status_code in {403, 404}
    refused = keeper.post(answering, {"answer": "no", "words_to_them": ""})
    assert "id_words_to_them_error" in refused.content.decode()
    assert keeper.post(answering, {"answer": "yes", "words_to_them": ""}).status_code == 303
    assert Membership.objects.get(organisation=cast.circle, network=cast.elsewhere).state == "member"


def test_merge_of_records_takes_the_question_back(cast: Alliance) -> None:
    twin = _organisation("Tumaini Circle CBO", cast.here, Visibility.MEMBERS)
    made = placing.ask_for_place(
        by=cast.actor("coordinator_elsewhere"), organisation=twin, network=cast.elsewhere, why=WHY
    )
    merging.merge_organisations(by=cast.actor("coordinator_here"), kept=cast.circle, gone=twin, reason=WHY)
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert "coordinator_elsewhere" in told(cast, "place_answered")


def test_answered_requests_are_forgotten_in_time(cast: Alliance) -> None:
    """B60."""
    made = asked(cast)
    placing.decline_place(by=cast.actor("coordinator_here"), asked=made, words="Not now.")
    admitting.forget_old_requests(by=CONSOLE, on=clock.today() + dt.timedelta(days=180))
    assert PlaceRequest.objects.exists()
    admitting.forget_old_requests(by=CONSOLE, on=clock.today() + dt.timedelta(days=182))
    assert not PlaceRequest.objects.exists()
