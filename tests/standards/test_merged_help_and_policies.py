"""Help, policies, passports and lists of an organisation that became part of another: they are of the record that stayed."""

from typing import Any

import pytest
from django.urls import reverse

from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.models import Organisation
from answerable.facts.models import Fact
from answerable.kit import imports, queue
from answerable.ledger.models import Entry
from answerable.questions.actions import close_round, open_round, take_answer
from answerable.standards.actions import policies as acts
from answerable.standards.actions.claiming import confirm
from answerable.standards.actions.helping import ask_for_help
from answerable.standards.actions.passports import end_share, share_passport
from answerable.standards.actions.policies import Adopted
from answerable.standards.models import Claim, HelpRequest, Policy
from answerable.standards.queries import passport_links
from answerable.standards.queries.policies import of_organisation, standing_on
from answerable.standards.queries.policy_rounds import asked_about
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.saying import HelpState, Told
from answerable.standards.rules.words import Basis, State
from tests import cast
from tests.cast import CONSOLE

from .duplicates import KIND, laid_before, merged, parted, state_of
from .given import days, duty, stands, subject
from .test_import import begun
from .visiting import got, of_duty, sent, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


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
