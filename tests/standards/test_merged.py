"""What an organisation that was written down twice said of its duties is that of the record that stayed, and goes back when the two are parted."""

import io
from typing import Any

import pytest
from django.urls import reverse

from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.parting import undo_merge
from answerable.alliance.models import Organisation, OrganisationMerge
from answerable.facts.models import Fact
from answerable.kit import imports, queue
from answerable.ledger.models import Entry
from answerable.questions.actions import close_round, open_round, take_answer
from answerable.standards.actions import policies as acts
from answerable.standards.actions.claiming import Said, claim, confirm, vouch
from answerable.standards.actions.excusing import excuse
from answerable.standards.actions.helping import ask_for_help, offer
from answerable.standards.actions.passports import end_share, share_passport
from answerable.standards.actions.policies import Adopted
from answerable.standards.models import Claim, Excuse, HelpRequest, Offer, Policy
from answerable.standards.queries import passport_links
from answerable.standards.queries.own import asked_back, own_subjects, to_confirm
from answerable.standards.queries.policies import of_organisation, standing_on
from answerable.standards.queries.policy_rounds import asked_about
from answerable.standards.queries.sides import vouching_for
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.saying import ExcuseReason, HelpState, OfferKind, PolicyKind, Told
from answerable.standards.rules.words import Basis, State, Why
from tests import cast
from tests.cast import CONSOLE

from .given import days, duty, said, stands, subject
from .test_import import begun
from .visiting import got, of_claim, of_duty, page, sent, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
KIND = PolicyKind.CHILD_PROTECTION


def merged(alliance: cast.Alliance, *twins: Organisation) -> OrganisationMerge:
    """Each becomes part of the next, and the last of Tumaini Circle."""
    for gone, kept in zip(twins, (*twins[1:], alliance.circle), strict=True):
        made = merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason="Written down twice.")
    queue.run_ready()
    return made


def parted(merge: OrganisationMerge) -> None:
    undo_merge(by=CONSOLE, merge=merge, reason="They are two after all.")
    queue.run_ready()


def state_of(thing: Organisation, on: Any) -> State | None:
    judged = stands(thing, on)
    return judged.state if judged else None


@pytest.fixture
def twins(alliance: cast.Alliance) -> list[Organisation]:
    return [cast.twin_of(alliance), cast.twin_of(alliance)]


def laid_before(of: Organisation, on: Any, **more: Any) -> Claim:
    return claim(by=CONSOLE, subject=subject(of), duty=on, said=Said(**{"words": "We met Tumbili.", **more}))


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
        assert of_claim(made, "claim_vouch") not in read

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


class TestHelp:
    def asked(self, of: Organisation, on: Any) -> HelpRequest:
        return ask_for_help(by=CONSOLE, subject=subject(of), duty=on, words="Who has a model?")

    def test_a_request_is_answered_and_closed(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        one = duty()
        request = self.asked(twins[0], one)
        merged(alliance, *twins)
        address = reverse("help_request", args=[request.key])
        asker, helper = visitor(alliance, "focal_point_here"), visitor(alliance, "coordinator_here")
        for client in (asker, helper, visitor(alliance, "member_here")):
            assert "Tumaini Circle CBO" not in got(client, address)
        assert "Tumaini Circle" in got(helper, reverse("help"))
        for of in (
            reverse("standing_subject", args=[subject(alliance.circle).key]),
            of_duty(subject(alliance.circle), one),
        ):
            assert address in got(asker, of)
        assert visitor(alliance, "member_elsewhere").get(address).status_code == 404
        assert sent(asker, reverse("help_answer", args=[request.key]), said="So.").status_code == 403
        assert sent(helper, reverse("help_answer", args=[request.key]), said="Here it is.")["Location"] == address
        assert sent(asker, reverse("help_close", args=[request.key]), said="")["Location"] == address
        request.refresh_from_db()
        assert request.state == HelpState.CLOSED

    def test_it_is_nobodys_near_them_who_asked_it_themselves(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        request = self.asked(twins[0], duty())
        merged(alliance, *twins)
        address = reverse("help_request", args=[request.key])
        assert address not in got(visitor(alliance, "focal_point_here"), reverse("my_tasks"))
        assert address in got(visitor(alliance, "coordinator_here"), reverse("my_tasks"))

    def test_who_is_at_risk_is_not_known_by_what_a_duplicate_asked(
        self, alliance: cast.Alliance, twins: list[Organisation]
    ) -> None:
        request = self.asked(twins[0], duty())
        merge_organisations(by=CONSOLE, kept=alliance.shelter, gone=twins[0], reason="The same.")
        address = reverse("help_request", args=[request.key])
        assert visitor(alliance, "member_here").get(address).status_code == 404
        got(visitor(alliance, "coordinator_here"), address)

    def test_it_goes_back_with_its_record(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        request = self.asked(twins[0], duty())
        parted(merged(alliance, twins[0]))
        where = reverse("standing_subject", args=[subject(alliance.circle).key])
        assert reverse("help_request", args=[request.key]) not in got(visitor(alliance, "focal_point_here"), where)


class TestPolicies:
    def adopted(self, of: Organisation, title: str, day: int) -> Policy:
        given = Adopted(KIND, title, days(day), days(300), words="So.")
        return acts.adopt_policy(by=CONSOLE, organisation=of, adopted=given)

    def told(self, alliance: cast.Alliance) -> set[str]:
        return set(Fact.objects.filter(subject=name_of(alliance.circle)).values_list("kind", flat=True))

    def test_one_is_read_made_known_and_taken_back(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        one = self.adopted(twins[0], "Children are safe here", -3)
        merged(alliance, *twins)
        client = visitor(alliance, "focal_point_here")
        assert "Children are safe here" in got(client, reverse("policies", args=[alliance.circle.slug]))
        assert "Children are safe here" in got(visitor(alliance, "member_elsewhere"), reverse("policy", args=[one.key]))
        acts.make_known(by=alliance.actor("focal_point_here"), policy=one, whom=Told.BOARD, on=days(-1))
        assert "standards.policies_told" in self.told(alliance)
        entry = Entry.objects.filter(act="standards.make_known").latest("pk")
        assert (entry.subject_id, entry.place, entry.office) == (
            str(alliance.circle.key),
            alliance.here.path,
            "focal_point",
        )
        acts.take_back_policy(by=alliance.actor("focal_point_here"), policy=one)
        assert self.told(alliance) & {"standards.policies_told", f"standards.policy.{KIND}"} == set()

    def test_of_two_about_the_same_the_newer_stands(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        older, newer = self.adopted(twins[0], "An older one", -30), self.adopted(alliance.circle, "A newer one", -3)
        merge = merged(alliance, twins[0])
        assert standing_on(of_organisation(alliance.circle), days(0)) == [newer]
        listed = got(visitor(alliance, "focal_point_here"), reverse("policies", args=[alliance.circle.slug]))
        assert "Replaced by a newer one" in listed
        parted(merge)
        assert standing_on(of_organisation(twins[0]), days(0)) == [older]

    def test_round_about_one_is_closed_and_counts(self, alliance: cast.Alliance, twins: list[Organisation]) -> None:
        one = self.adopted(twins[0], "Children are safe here", -3)
        opened = open_round(
            by=CONSOLE, subject=asked_about(one), questions="child-protection", ends=days(14), expected=10
        )
        for _each in range(5):
            take_answer(
                link=opened.link, chosen={"read": "read", "where": "sure", "whom": "sure", "says": "tell-at-once"}
            )
        merged(alliance, *twins)
        got(visitor(alliance, "focal_point_here"), reverse("round", args=[opened.round.key]))
        close_round(by=alliance.actor("focal_point_here"), found=opened.round)
        assert "standards.policies_understood" in self.told(alliance)


def test_link_to_a_passport_is_ended_by_who_speaks_for_the_record_that_stayed(
    alliance: cast.Alliance, twins: list[Organisation]
) -> None:
    made = share_passport(by=CONSOLE, organisation=twins[0], ends=days(30))
    merged(alliance, *twins)
    assert "Tumaini Circle" in got(visitor(alliance, "stranger"), reverse("passport", args=[made.token]))
    end_share(by=alliance.actor("focal_point_here"), share=made.share)
    assert passport_links.by_token(made.token) is None
    entry = Entry.objects.filter(act="standards.end_share").latest("pk")
    assert (entry.subject_id, entry.office) == (str(alliance.circle.key), "focal_point")


def test_what_keepers_confirmed_counts_on_the_days_before_the_merge_too(
    alliance: cast.Alliance, twins: list[Organisation]
) -> None:
    one = duty()
    confirm(by=alliance.actor("coordinator_here"), claim=laid_before(twins[0], one))
    merged(alliance, *twins)
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.bases == frozenset({Basis.CONFIRMED})


def test_list_of_a_duplicate_is_known_again_and_taken_back_by_who_speaks_for_the_record_that_stayed(
    alliance: cast.Alliance, twins: list[Organisation]
) -> None:
    one, speaker = duty(), alliance.actor("focal_point_here")
    data = f"Duty,What,From,ID\nX1,We met in Kisumu,{days(-20)},a1\n".encode()
    run = begun(alliance, data)
    imports.rehearse(run, by=speaker)
    imports.bring_in(run, by=speaker)
    merge_organisations(by=CONSOLE, kept=twins[0], gone=alliance.circle, reason="The same.")
    queue.run_ready()
    speaker = alliance.actor("focal_point_here")
    assert imports.rehearse(begun(alliance, data, scope=f"o-{twins[0].slug}"), by=speaker).totals.unchanged == 1
    imports.undo(run, by=speaker)
    assert Claim.objects.get().taken_back_on == days(0)
    assert state_of(twins[0], one) == State.NOT_REPORTED
