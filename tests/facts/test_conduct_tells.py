"""What is told of texts: signatures, adoptions, local codes."""

import datetime as dt

import pytest
import time_machine

from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.people import forget_person
from answerable.conduct.actions.ending_signatures import withdraw_signature
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.instruments import close_instrument
from answerable.conduct.actions.local_codes.adopting import decide
from answerable.conduct.actions.local_codes.beginning import give_up_local_code
from answerable.conduct.actions.signing_networks import sign_for_network
from answerable.conduct.rules.signing import Ballot
from answerable.facts.models import Fact
from answerable.facts.queries import by_subject
from answerable.facts.subjects import NETWORK, ORGANISATION, PERSON, TEXT, subject
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance, small_alliance, twin_of
from tests.conduct import local, signed

from .told import told_in_parts, told_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)
ADOPTED = signed.LONG_AGO.date()
Lines = list[tuple[str, str, dt.date, dt.date | None]]


@pytest.fixture
def cast() -> Alliance:
    return small_alliance()


@pytest.fixture
def code(cast: Alliance) -> signed.Code:
    return signed.code(cast)


def lines(of: str, *kinds: str) -> Lines:
    return [(one.kind, one.source, one.starts, one.ends) for one in by_subject([of], kinds)[of]]


def test_a_signature_counts_by_its_version_until_it_is_taken_back(code: signed.Code) -> None:
    person, today = subject(PERSON, code.alliance.people["member_here"].key), clock.today()
    source = subject("version", code.first.pk)
    made = signed.signed_by(code, "member_here")
    assert lines(person, "code.signed") == [("code.signed", source, today, None)]
    signed.later_version(code)
    assert lines(person, "code.signed") == [("code.signed", source, today, None)]
    with time_machine.travel(clock.now() + 4 * DAY):
        withdraw_signature(by=code.alliance.actor("member_here"), signature=made, reason="Not now.")
    assert lines(person, "code.signed") == [("code.signed", source, today, today + 3 * DAY)]
    assert (told_otherwise(), told_in_parts()) == ([], [])


def test_an_adoption_touches_the_text_and_its_network_alone(code: signed.Code) -> None:
    for role in ("member_here", "member_elsewhere"):
        signed.signed_by(code, role)
    text, root = subject(TEXT, code.instrument.pk), subject(NETWORK, code.alliance.root.pk)
    first, today = subject("version", code.first.pk), clock.today()
    before = set(Fact.objects.values_list("pk", flat=True))
    second = subject("version", signed.later_version(code).pk)
    assert set(Fact.objects.exclude(pk__in=before).values_list("subject", flat=True)) == {text, root}
    assert lines(text, "code.version_adopted") == [
        ("code.version_adopted", first, ADOPTED, None), ("code.version_adopted", second, today, None),
    ]  # fmt: skip
    assert lines(root, "code.adopted") == [
        ("code.adopted", first, ADOPTED, today - DAY), ("code.adopted", second, today, None),
    ]  # fmt: skip
    close_instrument(by=CONSOLE, instrument=code.instrument, ends=today + 9 * DAY)
    assert lines(root, "code.adopted")[1][3] == today + 8 * DAY
    assert told_otherwise() == []


def test_signatures_on_paper_of_a_duplicate_are_those_of_the_record_that_stayed(code: signed.Code) -> None:
    twin, circle = twin_of(code.alliance), subject(ORGANISATION, code.alliance.circle.key)
    person = subject(PERSON, code.alliance.people["editor_here"].key)
    given = Given(clock.today() - 7 * DAY, "en", witness="Achieng Otieno")
    hands = [Hand(organisation=twin), Hand(person=code.alliance.people["editor_here"], name="Priya Raman")]
    enter_signatures(by=CONSOLE, version=code.first, given=given, signers=hands, place=code.alliance.root.path)
    line = ("code.signed", subject("version", code.first.pk), given.signed_on, None)
    assert (lines(subject(ORGANISATION, twin.key), "code.signed"), lines(person, "code.signed")) == ([line], [line])
    merge_organisations(by=CONSOLE, kept=code.alliance.circle, gone=twin, reason="Written down twice.")
    assert (lines(subject(ORGANISATION, twin.key), "code.signed"), lines(circle, "code.signed")) == ([], [line])
    assert (told_otherwise(), told_in_parts()) == ([], [])


def test_a_network_signs_by_what_its_body_decided(code: signed.Code) -> None:
    kenya, today = code.alliance.here, clock.today()
    ballot = Ballot("consent", entitled=9, quorum=5, present=7, consented=True)
    sign_for_network(
        by=code.alliance.actor("coordinator_here"), network=kenya, version=code.first, body=code.alliance.body, ballot=ballot,
        held_on=today, language="en",
    )  # fmt: skip
    assert lines(subject(NETWORK, kenya.pk), "code.signed") == [
        ("code.signed", subject("version", code.first.pk), today, None)
    ]
    assert told_otherwise() == []


def test_who_deletes_their_data_has_signed_nothing_that_is_told(code: signed.Code) -> None:
    person = code.alliance.people["member_here"]
    signed.signed_by(code, "member_here")
    forget_person(by=CONSOLE, person=person)
    assert not Fact.objects.filter(subject=subject(PERSON, person.key)).exists()
    assert told_otherwise() == []


def test_a_local_code_is_begun_and_then_adopted(cast: Alliance) -> None:
    writing, today, kenya = local.writing(cast), clock.today(), subject(NETWORK, cast.here.pk)
    begun = subject("local_code", writing.code.pk)
    assert lines(kenya, "local_code.begun") == [("local_code.begun", begun, today, None)]
    assert lines(kenya, "local_code.adopted", "code.adopted") == []
    decide(
        by=writing.actor("coordinator_here"), code=writing.fresh, body=writing.body, decision=local.consent(),
        around=local.WELL,
    )  # fmt: skip
    version = subject("version", writing.code.version_id)
    assert lines(kenya, "local_code.begun") == [("local_code.begun", begun, today, today)]
    assert sorted(lines(kenya, "local_code.adopted", "code.adopted")) == [
        ("code.adopted", version, today, None), ("local_code.adopted", version, today, None),
    ]  # fmt: skip
    assert (told_otherwise(), told_in_parts()) == ([], [])


def test_a_local_code_that_is_given_up_was_begun(cast: Alliance) -> None:
    writing, today = local.writing(cast), clock.today()
    with time_machine.travel(clock.now() + 5 * DAY):
        give_up_local_code(by=writing.actor("coordinator_here"), code=writing.fresh)
    told = lines(subject(NETWORK, cast.here.pk), "local_code.begun", "local_code.adopted")
    assert told == [("local_code.begun", subject("local_code", writing.code.pk), today, today + 5 * DAY)]
    assert told_otherwise() == []
