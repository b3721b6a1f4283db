"""Somebody tells what happened at the raising door, page by page."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine
from django.conf import settings

from answerable.alliance.models import Person
from answerable.concerns import actions
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.actions.drafting import NewFile, begin_draft
from answerable.concerns.models import Case, Draft, Grant, Handler
from answerable.concerns.pages.raising.tale import Tale
from answerable.concerns.queries import drafts
from answerable.concerns.queries.threads import thread_of
from answerable.kit import clock
from answerable.vault import visits
from tests import cast

from .door import Visitor
from .world import OfTeam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def test_somebody_tells_and_it_is_read(team: object) -> None:
    somebody = Visitor().begins()
    assert somebody.question == "under_18"
    code = somebody.gets_a_code(under_18="no")
    assert somebody.question == "happened"
    somebody.press("next", happened="canary-Rosalind told me.")
    somebody.skips_to("")
    assert somebody.heading == "Read it once more"
    assert "canary-Rosalind told me." in somebody.page
    somebody.press("send")
    assert somebody.heading == "It has arrived"
    assert somebody.code == code
    assert "canary-Rosalind" not in somebody.page
    raiser = open_by_receipt(code)
    assert thread_of(raiser).messages[0].said["answers"]["happened"] == "canary-Rosalind told me."
    assert not Draft.held.exists()


def test_every_question_can_be_skipped_and_one_sentence_is_enough(team: object) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    asked = []
    while somebody.question:
        asked.append(somebody.question)
        somebody.press("skip")
    assert asked == ["happened", "about", "when_where", "danger", "about_me", "rhythm", "for_whom", "wishes", "files"]
    somebody.press("send")
    assert "Please write at least one sentence" in somebody.page
    somebody.press("change:when_where").press("next", when_where="In spring.")
    assert somebody.heading == "Read it once more"
    assert somebody.press("send").heading == "It has arrived"


def test_answer_is_left_out_only_where_somebody_says_so(team: object) -> None:
    """“Skip this question” stands beside “Continue”: pressed by mistake, it takes neither words nor a name that gets no key."""
    somebody = Visitor().begins()
    somebody.press("next").press("skip", names="canary-Rosalind")
    assert (somebody.question, "You have answered something here" in somebody.page) == ("readers", True)
    assert "canary-Rosalind" in somebody.page
    somebody.press("next", names="canary-Rosalind").press("noted", last=somebody.code[-6:])
    assert "canary-leap" in somebody.press("skip", happened="canary-leap").page
    assert "Skip this question" not in somebody.page
    assert somebody.press("skip:out", happened="canary-leap").question == "about"
    checked = somebody.skips_to("").page
    assert ("canary-Rosalind" in checked, "canary-leap" in checked) == (True, False)


def test_what_is_too_long_is_said_beside_it_and_nothing_is_lost(team: object) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    long = "word " * 5000
    somebody.press("next", happened=long)
    assert somebody.question == "happened"
    assert "This is longer than 20000 signs" in somebody.page
    assert long.strip() in somebody.page


def test_what_each_page_took_can_be_sent(team: object) -> None:
    """Who, where and whatever else are one answer in the end: as long as its pages let each of them be."""
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.press("next", happened="canary-otter").press(
        "next", about_level="organisation", person="p" * 2000, about="a" * 2000
    )
    somebody.skips_to("").press("send")
    assert "This is longer than" not in somebody.page
    assert somebody.heading == "It has arrived"


def test_what_was_typed_is_there_when_one_goes_back(team: object) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.press("next", happened="One.").press("previous", person="Ann", about="Two.").press("next")
    assert somebody.question == "about"
    assert "Two." in somebody.page
    assert "Ann" in somebody.page


def test_it_is_kept_for_some_days_and_goes_on_with_the_code(team: object) -> None:
    first = Visitor().begins()
    code = first.gets_a_code()
    first.press("keep", happened="canary-draft")
    assert first.heading == "It is kept for you"
    assert visits.find("raiser", first.client.cookies["notes"].value, idle=600, longest=6000) is None
    (row,) = Draft.held.all()
    assert b"canary-draft" not in bytes(row.body)
    assert (row.until - clock.today()).days == settings.DRAFT_DAYS
    later = Visitor().comes().press("back").press("back.open", code=code.lower())
    assert later.question == "happened"
    assert "canary-draft" in later.page
    later.skips_to("")
    later.press("change:happened").press("next", happened="canary-sent")
    assert later.press("send").heading == "It has arrived"
    assert not Draft.held.exists()
    assert thread_of(open_by_receipt(code)).messages[0].said["answers"]["happened"] == "canary-sent"


def test_draft_whose_days_are_over_is_deleted_and_opens_no_more(team: object) -> None:
    somebody = Visitor().begins()
    code = somebody.gets_a_code()
    somebody.press("keep", happened="canary-draft")
    with time_machine.travel(clock.now() + dt.timedelta(days=settings.DRAFT_DAYS + 1)):
        assert "We find nothing for this code" in Visitor().comes().press("back").press("back.open", code=code).page
        assert drafts.over(clock.today()).count() == 1


def test_second_post_shows_the_same_page(team: object) -> None:
    """B25: what is sent twice is there once, also when the first answer never arrived."""
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.press("next", happened="Once.").skips_to("")
    before = somebody.page
    somebody.press("send")
    first = somebody.code
    somebody.page = before
    somebody.press("send")
    assert (somebody.heading, somebody.code) == ("It has arrived", first)
    assert Case.held.count() == 1


def test_nobody_who_is_named_gets_a_key(team: OfTeam) -> None:
    """B09 at the door: a handler is written down by name, spelt otherwise; somebody else reads."""
    one = team.people[0]
    alliance_person = Person.objects.order_by("pk").first()
    assert alliance_person is not None
    Handler.held.filter(pk=one.handler.pk).update(account=str(alliance_person.account_id))
    somebody = Visitor().begins()
    somebody.press("next")
    somebody.press("next", names=alliance_person.name.upper().split()[0])
    somebody.press("noted", last=somebody.code[-6:]).press("next", happened="It was them.").skips_to("")
    assert somebody.press("send").heading == "It has arrived"
    assert one.id not in {str(pk) for pk in Grant.held.values_list("handler", flat=True)}


def test_channel_that_closes_meanwhile_saves_nothing_and_loses_nothing(team: OfTeam) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.press("next", happened="canary-kept").skips_to("")
    actions.close_channel(by=team.people[0])
    somebody.press("send")
    assert somebody.status == 503
    assert "NOT SAVED" in somebody.page
    assert not Case.held.exists()
    team.team.state = "open"
    team.team.save()
    assert "canary-kept" in somebody.press("here").page
    assert somebody.press("send").heading == "It has arrived"


def test_nobody_is_asked_again_whether_another_person_agreed(team: object) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    assert somebody.skips_to("for_whom").press("next", for_whom="consents").question == "wishes"
    somebody.press("previous").press("next", for_whom="unaware")
    assert somebody.question == "their_consent"
    assert re.findall(r'name="their_consent" value="(\w+)"', somebody.page) == ["not_asked", "cannot_ask", "against"]


def test_who_is_unaware_after_all_is_not_said_to_have_agreed(team: object) -> None:
    """Whoever changes the one answer out of the check is asked the other anew; passing it over leaves nothing of the old one."""
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to("for_whom").press("next", for_whom="child").press("next", their_consent="agreed").skips_to("")
    assert somebody.heading == "Read it once more"
    assert "They agreed" in somebody.page
    somebody.press("change:for_whom").press("next", for_whom="unaware")
    assert somebody.question == "their_consent"
    assert 'value="agreed"' not in somebody.page
    somebody.press("here")
    assert somebody.question == "their_consent"
    assert "They agreed" not in somebody.press("skip").page
    assert somebody.question == ""


def test_a_draft_of_old_holds_no_agreement_of_somebody_unaware() -> None:
    kept = Tale({"for_whom": "unaware", "their_consent": "agreed"})
    assert "their_consent" not in kept.answers
    assert "their_consent" not in Tale.from_body(kept.as_body()).values


def test_whom_it_was_about_is_kept_out_in_sight_where_that_is_asked_no_more(team: object) -> None:
    """B09: whoever comes to want to talk sends, routes and hides nothing of it; the name stays among who must not read."""
    somebody = Visitor().begins()
    code = somebody.gets_a_code()
    somebody.press("next", happened="Said.").press("next", about_level="organisation", person="Wanda Canary")
    somebody.skips_to("").press("change:want").press("next", want="talk")
    assert somebody.heading == "Read it once more"
    assert "Wanda Canary" in somebody.page
    assert "Wanda Canary" in somebody.press("change:readers").page
    somebody.press("next", names="").press("send")
    assert "about" not in thread_of(open_by_receipt(code)).messages[0].said["answers"]


def test_what_is_asked_no_more_neither_routes_nor_excludes_nor_is_sent() -> None:
    file = NewFile("1", "a.png", 3, False)
    about = {"about_level": "secretariat", "person": "Wanda Canary", "names": "Zoe", "organisation": "7"}
    asked = Tale({"want": "concern", **about}, beginning=replace(begin_draft(), files=(file,)))
    assert asked.about("en").parties
    assert asked.told("en").beginning == asked.beginning
    talks = replace(asked, values={**asked.values, "want": "talk"})
    assert not talks.about("en").parties
    assert (talks.excluded().all_written, talks.excluded().organisations) == ("Zoe", frozenset({"7"}))
    assert talks.told("en").beginning == replace(asked.beginning, files=())


def test_danger_shows_help_before_anything_else(team: object) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to("danger").press("next", danger="unsure")
    assert somebody.heading == "Help now"
    assert "emergency number" in somebody.page


def test_wrong_group_of_the_code_is_said_and_another_code_can_be_had(team: object) -> None:
    somebody = Visitor().begins()
    somebody.press("next").press("next")
    first = somebody.code
    somebody.press("noted", last="AAAAAA")
    assert "not the last six signs" in somebody.page
    assert "AAAAAA" in somebody.page
    assert somebody.press("other_code").code not in {"", first}
    assert somebody.press("without").question == "happened"


def test_whoever_will_not_come_back_is_promised_no_answer(team: object) -> None:
    somebody = Visitor().begins("feedback")
    somebody.press("next").press("next").press("without").press("next", happened="Well done.").skips_to("")
    somebody.press("send")
    assert somebody.heading == "It has arrived"
    assert somebody.code == ""
    assert "we cannot answer you" in somebody.page


def test_organisation_that_few_may_know_of_is_never_shown_and_still_keeps_its_people_out(
    team: OfTeam, alliance: cast.Alliance
) -> None:
    """B02, B09: looking for it finds nothing; its name, typed, gives nobody of it a key, and nothing on a page tells so."""
    person = alliance.people["focal_point_here"]
    own = person.affiliations.order_by("pk").first() or person.offices.exclude(organisation=None).first()
    assert own is not None
    organisation = own.organisation
    assert organisation is not None
    organisation.at_risk = True
    organisation.save()
    Handler.held.filter(pk=team.people[0].handler.pk).update(account=str(person.account_id))
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to("about").press("find", organisation_words=organisation.name)
    assert "We find no organisation of this name" in somebody.page
    assert 'name="organisation" value' not in somebody.page
    somebody.press("next", about_level="organisation", organisation_words=organisation.name, about="It was there.")
    somebody.skips_to("")
    assert somebody.press("send").heading == "It has arrived"
    assert team.people[0].id not in {str(pk) for pk in Grant.held.values_list("handler", flat=True)}


def test_organisation_that_everybody_may_know_of_is_found_and_chosen(team: object, alliance: cast.Alliance) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to("about").press("find", organisation_words="nile")
    assert f'name="organisation" value="{alliance.nile.pk}"' in somebody.page
    somebody.press("next", organisation=str(alliance.nile.pk), about="There.")
    somebody.skips_to("")
    assert "Nile Youth" in somebody.page
