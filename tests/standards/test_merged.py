"""What an organisation that was written down twice said of its duties is that of the record that stayed, and goes back when the two are parted."""

import io

import pytest
from django.urls import reverse

from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.models import Organisation
from answerable.kit import queue
from answerable.ledger.models import Entry
from answerable.standards.actions.claiming import Said, claim, vouch
from answerable.standards.actions.excusing import excuse
from answerable.standards.actions.helping import offer
from answerable.standards.models import Claim, Excuse, Offer
from answerable.standards.queries.own import asked_back, own_subjects, to_confirm
from answerable.standards.queries.sides import vouching_for
from answerable.standards.rules.saying import ExcuseReason, OfferKind
from answerable.standards.rules.words import Basis, State, Why
from tests import cast
from tests.cast import CONSOLE

from .duplicates import laid_before, merged, parted, state_of
from .given import days, duty, said, stands, subject
from .visiting import got, of_claim, of_duty, page, sent, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


class TestClaims:
    def test_one_is_opened_and_leads_to_the_record_that_stayed(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one = duty()
        file = io.BytesIO(b"Minutes.")
        file.name = "minutes.txt"
        made = laid_before(twins[0], one, file=file)
        merged(alliance, *twins)
        where = of_duty(subject(alliance.circle), one)
        for role in ("focal_point_here", "coordinator_here", "member_elsewhere"):
            read = got(visitor(alliance, role), of_claim(made))
            assert "We met Tumbili." in read
            assert where in read
            assert "Tumaini Circle CBO" not in read
        assert of_claim(made) in got(visitor(alliance, "focal_point_here"), where)
        answer = visitor(alliance, "focal_point_here").get(of_claim(made, "claim_document"))
        assert b"".join(answer.streaming_content) == b"Minutes."  # type: ignore[attr-defined] # it streams
        assert visitor(alliance, "stranger").get(of_claim(made)).status_code == 404

    def test_nobody_learns_by_it_of_one_that_is_hidden_now(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        """Who may know of a duplicate is decided by the record that stayed, as it is now."""
        made = laid_before(twins[0], duty())
        merge_organisations(by=CONSOLE, kept=alliance.shelter, gone=twins[0], reason="The same.")
        queue.run_ready()
        assert visitor(alliance, "member_here").get(of_claim(made)).status_code == 404
        got(visitor(alliance, "coordinator_here"), of_claim(made))

    def test_it_counts_and_is_confirmed_as_one_of_its_own(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one = duty()
        made = laid_before(twins[0], one)
        merged(alliance, *twins)
        assert made in to_confirm(alliance.actor("coordinator_here"))
        assert made not in to_confirm(alliance.actor("focal_point_here"))
        assert sent(visitor(alliance, "coordinator_here"), of_claim(made, "claim_confirm"), said="").status_code == 303
        judged = stands(alliance.circle, one)
        assert judged is not None
        assert (judged.state, judged.bases) == (State.IN_PLACE, frozenset({Basis.CONFIRMED}))
        entry = Entry.objects.filter(act="standards.confirmed").latest("pk")
        assert (entry.subject_id, entry.place) == (str(alliance.circle.key), alliance.here.path)

    def test_it_is_taken_back_by_who_speaks_for_the_record_that_stayed(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one = duty()
        made = laid_before(twins[0], one)
        merged(alliance, *twins)
        refused = sent(visitor(alliance, "coordinator_here"), of_claim(made, "claim_take_back"))
        assert refused.status_code == 403
        assert sent(visitor(alliance, "focal_point_here"), of_claim(made, "claim_take_back")).status_code == 303
        made.refresh_from_db()
        assert (made.words, made.taken_back_on) == ("", days(0))
        assert state_of(alliance.circle, one) == State.NOT_REPORTED

    def test_what_was_asked_back_awaits_them_until_they_say_more(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one = duty()
        made = laid_before(twins[0], one)
        sent(visitor(alliance, "coordinator_here"), of_claim(made, "claim_ask_back"), said="Whom?")
        merged(alliance, *twins)
        speaker = alliance.actor("focal_point_here")
        assert list(asked_back(own_subjects(speaker))) == [made]
        assert "Tumaini Circle" in got(visitor(alliance, "focal_point_here"), "/me")
        said(alliance, one)
        assert list(asked_back(own_subjects(speaker))) == []

    def test_parted_again_each_has_its_own(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        one = duty()
        made = laid_before(twins[0], one)
        merge = merged(alliance, twins[0])
        assert state_of(alliance.circle, one) == State.IN_PLACE
        parted(merge)
        assert state_of(alliance.circle, one) == State.NOT_REPORTED
        assert state_of(twins[0], one) == State.IN_PLACE
        assert visitor(alliance, "focal_point_here").get(of_claim(made, "claim_take_back")).status_code == 403

    def test_address_of_a_duplicate_leads_to_the_record_that_stayed(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one, gone = duty(), subject(twins[0])
        merged(alliance, *twins)
        client = visitor(alliance, "focal_point_here")
        assert reverse("standing_duty", args=[subject(alliance.circle).key, "X1"]) in got(
            client, reverse("standing_subject", args=[gone.key])
        )
        sent(
            client, of_duty(gone, one, "standing_say"), state="done", said="Again.", about_from=days(0).isoformat(),
            about_to="", link="", shown="members",
        )  # fmt: skip
        assert Claim.objects.get().subject == subject(alliance.circle)


class TestPartners:
    def test_offer_of_a_duplicate_is_that_of_the_record_that_stayed(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one = duty()
        made = claim(by=CONSOLE, subject=subject(alliance.nile), duty=one, said=Said(words="We met."))
        offered = offer(by=CONSOLE, organisation=twins[0], network=alliance.here, kind=OfferKind.VOUCH)
        merged(alliance, *twins)
        speaker = alliance.actor("focal_point_here")
        assert (
            vouching_for(speaker, made.subject) == ()
        )  # the offer reaches Kenya and below, and Nile Youth is in Uganda
        Offer.objects.filter(pk=offered.pk).update(network=alliance.region)
        assert vouching_for(speaker, made.subject) == (alliance.circle,)
        vouch(by=speaker, claim=made, organisation=alliance.circle)
        client = visitor(alliance, "focal_point_here")
        assert "May be asked to vouch" in got(client, reverse("offers", args=[alliance.circle.slug]))
        assert sent(client, reverse("offer_end", args=[alliance.circle.slug, offered.pk])).status_code == 303
        assert vouching_for(speaker, made.subject) == ()

    def test_who_vouched_is_called_as_the_record_that_stayed_and_never_vouches_twice(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        made = claim(by=CONSOLE, subject=subject(alliance.nile), duty=duty(), said=Said(words="We met."))
        offer(by=CONSOLE, organisation=twins[0], network=alliance.region, kind=OfferKind.VOUCH)
        vouch(by=CONSOLE, claim=made, organisation=twins[0])
        merged(alliance, *twins)
        read = got(visitor(alliance, "focal_point_here"), of_claim(made))
        assert "Vouched for by Tumaini Circle" in read
        assert "Tumaini Circle CBO" not in read
        assert f'{of_claim(made, "claim_vouch")}"' not in read

    def test_nobody_vouches_for_what_their_own_duplicate_said(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        made = laid_before(twins[0], duty())
        offer(by=CONSOLE, organisation=alliance.circle, network=alliance.here, kind=OfferKind.VOUCH)
        merged(alliance, *twins)
        subject_now = Claim.objects.get(pk=made.pk).subject
        assert vouching_for(alliance.actor("focal_point_here"), subject_now) == ()


class TestExcuses:
    def test_one_counts_and_is_ended_where_it_is_shown(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        one = duty()
        for each in (twins[0], alliance.circle):
            excuse(by=CONSOLE, subject=subject(each), duty=one, reason=ExcuseReason.NO_STAFF)
        merged(alliance, *twins)
        judged = stands(alliance.circle, one)
        assert judged is not None
        assert (judged.state, judged.why) == (State.NOT_APPLICABLE, Why.EXCUSED)
        where, client = of_duty(subject(alliance.circle), one), visitor(alliance, "focal_point_here")
        assert "We have no paid staff" in got(client, where)
        assert "This was said already." in page(sent(client, f"{where}/unfit", reason="no_staff", said=""))
        assert sent(client, f"{where}/fits")["Location"] == where
        assert not Excuse.objects.filter(ends=None).exists()
        assert state_of(alliance.circle, one) == State.NOT_REPORTED

    def test_one_goes_back_with_its_record(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        one = duty()
        excuse(by=CONSOLE, subject=subject(twins[0]), duty=one, reason=ExcuseReason.NO_STAFF)
        merge = merged(alliance, twins[0])
        assert state_of(alliance.circle, one) == State.NOT_APPLICABLE
        parted(merge)
        assert state_of(alliance.circle, one) == State.NOT_REPORTED
        assert state_of(twins[0], one) == State.NOT_APPLICABLE
