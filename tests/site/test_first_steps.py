"""The first steps of a new alliance: seen from what is there, said not to be needed, folded away."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django import Settings

from answerable.access import second_factor
from answerable.access.actors import Actor, actor_for
from answerable.access.codes import SIGN_IN, make_code, redeem
from answerable.access.models import Account
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, kinds, languages, networks, offices, organisations, people
from answerable.alliance.actions.branding import Branding, show_look
from answerable.alliance.actions.directory import DIRECTORY, Scope, first_headings
from answerable.alliance.actions.first_steps import set_step_aside, take_step_up
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.actions.page_texts import write_page_text
from answerable.alliance.actions.setting_up import FirstPerson, add_secretariat, set_up_alliance
from answerable.alliance.actions.sign_in import set_sign_in_rules
from answerable.alliance.models import Network, Organisation, Profile, StepAside
from answerable.alliance.rules.first_steps import ALWAYS_NEEDED, FirstStep, StepState
from answerable.alliance.rules.words import Level, Office
from answerable.backups import journal, keys
from answerable.jobs.models import Outcome, ScheduleRun
from answerable.kit import clock, imports, sheets
from answerable.kit.imports.matching import How, matching
from answerable.ledger.models import Entry
from answerable.site.first_steps import first_steps
from answerable.standards.actions.duties import Asking, NewDuty, Words, add_duty
from answerable.standards.rules.words import Cadence
from answerable.standards.rules.words import Level as Duties
from tests import cast
from tests.house.visiting import session_of

pytestmark = pytest.mark.django_db
PAGE = "/secretariat/first-steps"


@pytest.fixture(autouse=True)
def _no_backups_yet(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def rosa() -> Actor:
    """Who has just run `answerable init`, alone in an empty alliance."""
    set_up_alliance(
        by=cast.CONSOLE, name="Common Thread", languages=("en", "es"), time_zone="Africa/Nairobi",
        first=FirstPerson("Rosa Quispe", "rosa@example.org", cast.PASSWORD),
    )  # fmt: skip
    return actor_for(Account.objects.get().pk, on=clock.today())


def account_of(actor: Actor) -> Account:
    assert actor.account_id is not None
    return Account.objects.get(pk=actor.account_id)


def browser_of(actor: Actor) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(account_of(actor))
    return client


def states(actor: Actor) -> dict[str, StepState]:
    found = first_steps(actor)
    return {one.code: one.state for one in found.steps} if found else {}


def root() -> Network:
    top: Network = Network.objects.get(depth=1)
    return top


def test_everything_is_to_do_after_the_first_run(rosa: Actor) -> None:
    of_operator = dict.fromkeys(("jobs", "backup_key", "backup"), StepState.ELSEWHERE)
    assert states(rosa) == {**{one.value: StepState.TO_DO for one in FirstStep}, **of_operator}


def add_second_step(rosa: Actor) -> None:
    second_factor.keep_app(account_of(rosa), second_factor.new_secret(), step=1)


def add_second_person(_rosa: Actor) -> None:
    add_secretariat(by=cast.CONSOLE, root=root(), first=FirstPerson("Ana", "ana@example.org"), language="en")


def type_mailed_code(rosa: Actor) -> None:
    code = make_code(account_of(rosa), SIGN_IN, ends=clock.now() + dt.timedelta(minutes=5))
    assert redeem(account_of(rosa), SIGN_IN, code)


def name_in_every_language(rosa: Actor) -> None:
    networks.name_network(by=rosa, network=root(), language="en", name="Common Thread", about="We keep our word.")
    networks.name_network(by=rosa, network=root(), language="es", name="Hilo Común", about="Cumplimos nuestra palabra.")


def show_colours(rosa: Actor) -> None:
    show_look(by=rosa, look=Branding(primary_colour="#123a6b"))


def have_it_read(rosa: Actor) -> None:
    languages.record_reading(by=rosa, code="es", read_by="Ana", read_on=clock.today())


def add_to_privacy(rosa: Actor) -> None:
    write_page_text(by=rosa, page="privacy", language="en", text="Write to us at any hour.")


def settle_kinds(rosa: Actor) -> None:
    kinds.add_kind(by=rosa, name="Legal aid", language="en")


def open_country(rosa: Actor) -> None:
    networks.open_network(by=rosa, under=root(), level=Level.COUNTRY, name="Kenya", country="KE")


def welcome(rosa: Actor) -> None:
    organisations.welcome_organisation(by=rosa, card=organisations.Card(name="Tumaini Circle"), network=root())


def name_coordinator(rosa: Actor) -> None:
    open_country(rosa)
    wanjiru = people.welcome_person(by=rosa, name="Wanjiru Otieno", place=root().path)
    kenya = Network.objects.get(country="KE")
    offices.grant_office(by=rosa, person=wanjiru, office=Office.COORDINATOR, network=kenya)


def invite(rosa: Actor) -> None:
    welcome(rosa)
    one = Organisation.objects.get()
    invite_person(by=rosa, email="baraka@example.org", office=Office.FOCAL_POINT, organisation=one)


def run_jobs(_rosa: Actor) -> None:
    now = clock.now()
    ScheduleRun.objects.create(
        name="hourly.send_digests", period="now", begun_at=now, finished_at=now, outcome=Outcome.DONE
    )


def keep_key_elsewhere(_rosa: Actor) -> None:
    keys.keep(b"\x01" * 32)
    journal.note(journal.SECRETS)


def ask_first_duty(rosa: Actor) -> None:
    words = {"en": Words("Meet women’s-rights organisations")}
    add_duty(by=rosa, duty=NewDuty("A1", Asking((Duties.NATIONAL,), Cadence.AT_LEAST, words)))


def back_up(_rosa: Actor) -> None:
    journal.note(journal.MADE)


DOINGS: dict[FirstStep, Callable[[Actor], None]] = {
    FirstStep.OWN_FACTOR: add_second_step,
    FirstStep.SECOND_PERSON: add_second_person,
    FirstStep.MAIL: type_mailed_code,
    FirstStep.NAMES: name_in_every_language,
    FirstStep.LOOK: show_colours,
    FirstStep.LANGUAGES: have_it_read,
    FirstStep.PRIVACY: add_to_privacy,
    FirstStep.KINDS: settle_kinds,
    FirstStep.NETWORKS: open_country,
    FirstStep.ORGANISATIONS: welcome,
    FirstStep.COORDINATORS: name_coordinator,
    FirstStep.INVITATIONS: invite,
    FirstStep.DUTIES: ask_first_duty,
    FirstStep.JOBS: run_jobs,
    FirstStep.BACKUP_KEY: keep_key_elsewhere,
    FirstStep.BACKUP: back_up,
}


@pytest.mark.parametrize("step", FirstStep)
def test_step_is_seen_to_be_done_when_it_is(rosa: Actor, step: FirstStep) -> None:
    DOINGS[step](rosa)
    done = {code for code, state in states(rosa).items() if state == StepState.DONE}
    before = {FirstStep.NETWORKS, *([FirstStep.ORGANISATIONS] if step == FirstStep.INVITATIONS else [])}
    assert done - before == {step} - before


def test_step_that_is_undone_stands_there_again(rosa: Actor) -> None:
    add_to_privacy(rosa)
    write_page_text(by=rosa, page="privacy", language="en", text="")
    assert states(rosa)["privacy"] == StepState.TO_DO


def test_jobs_that_stopped_are_to_be_looked_after_again(rosa: Actor) -> None:
    run_jobs(rosa)
    ScheduleRun.objects.update(finished_at=clock.now() - dt.timedelta(hours=4))
    assert states(rosa)["jobs"] == StepState.ELSEWHERE


def test_key_alone_is_not_enough_while_the_servers_keys_are_only_there(rosa: Actor) -> None:
    keys.keep(b"\x01" * 32)
    found = first_steps(rosa)
    assert found is not None
    (step,) = [one for one in found.steps if one.code == FirstStep.BACKUP_KEY]
    assert (step.state, step.command) == (StepState.ELSEWHERE, "bin/answerable backup --secrets --to /media/stick")


def test_step_not_needed_stands_aside_until_taken_up_again(rosa: Actor) -> None:
    browser = browser_of(rosa)
    answer = browser.post(f"{PAGE}/kinds/aside")
    assert (answer.status_code, states(rosa)["kinds"]) == (303, StepState.NOT_NEEDED)
    browser.post(f"{PAGE}/kinds/again")
    assert states(rosa)["kinds"] == StepState.TO_DO
    acts = list(Entry.objects.filter(subject_kind="first_step").order_by("n").values_list("act", "subject_id"))
    assert acts == [("alliance.set_step_aside", "kinds"), ("alliance.take_step_up", "kinds")]


def test_saying_it_twice_is_said_once(rosa: Actor) -> None:
    for _again in range(2):
        set_step_aside(by=rosa, step=FirstStep.MAIL)
    assert (StepAside.objects.count(), Entry.objects.filter(act="alliance.set_step_aside").count()) == (1, 1)
    for _again in range(2):
        take_step_up(by=rosa, step=FirstStep.MAIL)
    assert Entry.objects.filter(act="alliance.take_step_up").count() == 1


def test_what_is_there_counts_before_what_was_said_of_it(rosa: Actor) -> None:
    set_step_aside(by=rosa, step=FirstStep.ORGANISATIONS)
    welcome(rosa)
    assert states(rosa)["organisations"] == StepState.DONE


@pytest.mark.parametrize("step", sorted(ALWAYS_NEEDED))
def test_what_is_always_needed_cannot_be_set_aside(rosa: Actor, step: FirstStep) -> None:
    with pytest.raises(Unacceptable):
        set_step_aside(by=rosa, step=step)
    assert browser_of(rosa).post(f"{PAGE}/{step}/aside").status_code == 404
    assert f"{PAGE}/{step}/aside" not in browser_of(rosa).get(PAGE).content.decode()


def test_unknown_step_is_not_there(rosa: Actor) -> None:
    assert browser_of(rosa).post(f"{PAGE}/moon/aside").status_code == 404


def test_nobody_is_asked_for_a_second_step_that_no_office_needs(rosa: Actor) -> None:
    set_sign_in_rules(by=rosa, offices=(), grace_days=14, wait_hours=24)
    assert "own_factor" not in states(rosa)


def test_second_step_is_each_ones_own(rosa: Actor) -> None:
    add_second_step(rosa)
    add_second_person(rosa)
    ana = actor_for(Account.objects.get(email="ana@example.org").pk, on=clock.today())
    assert (states(rosa)["own_factor"], states(ana)["own_factor"]) == (StepState.DONE, StepState.TO_DO)


def test_steps_concern_the_secretariat_of_the_whole_alone() -> None:
    alliance = cast.small_alliance()
    for role in ("coordinator_above", "coordinator_here", "board_member", "member_here"):
        actor = alliance.actor(role)
        assert first_steps(actor) is None
        assert "first-steps" not in browser_of(actor).get("/me").content.decode()
        with pytest.raises(Refused):
            set_step_aside(by=actor, step=FirstStep.LOOK)
        with pytest.raises(Refused):
            take_step_up(by=actor, step=FirstStep.LOOK)


def test_desk_and_own_page_lead_to_what_is_left_and_desk_folds_it_away(rosa: Actor) -> None:
    browser = browser_of(rosa)
    assert f'href="{PAGE}"' in browser.get("/me").content.decode()
    assert "All first steps" in browser.get("/secretariat/").content.decode()
    for step, do in DOINGS.items():
        if step in ALWAYS_NEEDED:
            do(rosa)
        else:
            set_step_aside(by=rosa, step=step)
    assert PAGE not in browser.get("/me").content.decode()
    desk = browser.get("/secretariat/").content.decode()
    assert ("All first steps" in desk, f'href="{PAGE}"' in desk) == (False, True)
    assert "Nothing is left to do" in browser.get(PAGE).content.decode()


def test_every_step_leads_to_a_page_that_opens_or_names_a_command(rosa: Actor) -> None:
    browser, found = browser_of(rosa), first_steps(rosa)
    assert found is not None
    for step in found.steps:
        assert bool(step.href) != bool(step.command)
        assert not step.href or browser.get(step.href).status_code == 200
    said = browser.get(PAGE).content.decode()
    assert [one.command in said for one in found.steps if one.command] == [True] * 3


def test_without_mail_the_second_person_is_recorded_by_hand(rosa: Actor, settings: Settings) -> None:
    settings.ANSWERABLE_MODE = "production"
    found = first_steps(rosa)
    assert found is not None
    steps = {one.code: one for one in found.steps}
    assert steps["second_person"].href == "/n/common-thread/people/welcome"
    assert steps["mail"].fact == "No mail is set up: people see notices when they sign in"


def test_invitation_of_a_second_person_offers_the_secretariat(rosa: Actor) -> None:
    form = browser_of(rosa).get("/n/common-thread/people/invite?office=secretariat").context["form"]
    assert form["office"].value() == Office.SECRETARIAT


def asked(actor: Actor) -> int:
    with CaptureQueriesContext(connection) as captured:
        first_steps(actor)
    return len(captured)


def test_as_many_questions_whatever_the_size(rosa: Actor) -> None:
    open_country(rosa)
    few = asked(rosa)
    for number in range(12):
        kenya = Network.objects.get(country="KE")
        networks.open_network(by=rosa, under=kenya, level=Level.LOCAL, name=f"Ward {number}")
        welcome(rosa)
        kinds.add_kind(by=rosa, name=f"Kind {number}", language="en")
        invite_person(by=rosa, email=f"one{number}@example.org", office="board_member", network=kenya)
    bodies.open_body(by=rosa, network=root(), kind="board", name="Board")
    assert (asked(rosa) <= few, few < 30) == (True, True)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "hi", "sw"])
def test_file_to_begin_with_is_understood_as_a_whole(rosa: Actor, language: str) -> None:
    Profile.objects.update(languages=["en", "es", "fr", "pt", "ar", "hi"])
    Account.objects.update(language=language)
    answer = browser_of(rosa).get("/n/common-thread/import/begin.xlsx")
    data = answer.getvalue()
    with override(language):
        said = first_headings()
    read = sheets.read(data, "begin.xlsx")
    assert [list(record.cells) for record in read.records()] == [said]
    filled = b"".join(sheets.write_xlsx(said, [["Tumaini Circle"]]))
    run = imports.begin(
        DIRECTORY, by=cast.CONSOLE, file_name="begin.xlsx", data=filled, scope=Scope("common-thread").text()
    )
    assert {(column.how, bool(column.column)) for column in matching(run).columns} == {(How.MATCHED, True)}
    assert imports.rehearse(run, by=cast.CONSOLE).totals.added == 1
