"""Whoever comes back finds how it stands, adds, decides and stops: at one address, without script, and nothing typed is lost."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings

from answerable.concerns import actions
from answerable.concerns.actions.choosing import consents_of
from answerable.concerns.models import BookEntry, Case, Receipt
from answerable.concerns.queries.threads import safe_times_of, thread_of
from answerable.concerns.rules.data_classes import DataClass
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.moving import Move, from_here
from answerable.concerns.rules.promises import Promises
from answerable.concerns.rules.safe_times import Part
from answerable.concerns.rules.words import Purpose, Rhythm, Role, Said, State
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.vault.turns import Busy

from .coming_back import Person, Told, alliance, told_one
from .world import declared, raised, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return told_one(happened="It was after the training, canary.")


@pytest.fixture
def person(told: Told) -> Person:
    """They are back."""
    return Person().come_back(told.code)


def whats(told: Told) -> list[What]:
    return [one.what for one in thread_of(told.made.raiser).messages]


def name_of(person: Person, purpose: Purpose, at: int = 0) -> str:
    """Returns the name of the field of a question of consent on the page."""
    found = dict.fromkeys(name for name in person.names if name.startswith(f"said-{purpose}-"))
    return list(found)[at]


def chosen(person: Person) -> int:
    """Returns how many questions of consent have an answer on the page."""
    return len(re.findall(r'name="said-[^"]+" value="\w+" checked', person.page.decode()))


@pytest.mark.parametrize(
    "typed",
    [lambda code: code.lower(), lambda code: code.replace("-", "  "), lambda code: code.replace("-", "").replace("0", "O"),
     lambda code: code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), lambda code: code.replace("1", "l")],
    ids=["small letters", "spaces", "O for 0", "digits of another script", "l for 1"],
)  # fmt: skip
def test_code_opens_however_it_was_typed(told: Told, typed: object) -> None:
    assert "Two people say first" in Person().come_back(typed(told.code)).text  # type: ignore[operator] # it takes a code


def test_status_says_what_comes_next_by_which_day_whose_promise_it_is_and_who_can_see_it(person: Person) -> None:
    assert "You hear from us by" in person.text
    assert str(clock.today().year) in person.text
    assert "This is a promise of: the country’s network" in person.text
    assert "you, and 2 people in this team" in person.text
    assert "Nobody has opened it yet" in person.text


def test_who_opened_it_is_told_by_number_and_day_and_never_by_name(told: Told, person: Person) -> None:
    """Invariant 59."""
    first, second = declared(told.of, told.case)
    actions.read_case(by=first, case=told.made.raiser.case)
    actions.answer(by=second, case=told.made.raiser.case, words="We hear you.")
    person.press("back.inbox")
    assert "Opened by: 1 person, last on" in person.text
    assert "A reader," in person.text
    assert "We hear you." in person.text
    for who in (first, second):
        for secret in (who.id, who.opaque_id, who.handler.role):
            assert secret not in person.page.decode()


def test_words_are_added_once_however_often_the_page_is_sent_and_other_words_too(told: Told, person: Person) -> None:
    """B25 for what is added."""
    once = person.hidden["once"]
    for _ in range(3):
        person.press("back.add", once=once, words="One thing more.")
        assert "It is added" in person.text
    person.press("back.add", once=once, words="And another from the page before.")
    words = [one.said["words"] for one in thread_of(told.made.raiser).messages if one.what == What.WORDS]
    assert words == ["One thing more.", "And another from the page before."]


@pytest.mark.parametrize(
    ("words", "says"), [("  \n", "Write one sentence at least."), ("x" * 20_001, "longer than 20000")]
)
def test_what_cannot_be_added_is_said_beside_the_field_and_stays(
    told: Told, person: Person, words: str, says: str
) -> None:
    person.press("back.add", words=words)
    assert says in person.text
    assert f">\n{words}</textarea>" in person.page.decode().replace("\r", "")
    assert What.WORDS not in whats(told)


def test_form_of_another_page_does_nothing(told: Told, person: Person) -> None:
    """Whoever has somebody’s browser send a form from elsewhere does not know the page’s token."""
    person.press("back.add", once="", words="forged")
    person.press("back.add", once="x" * 16, words="forged")
    person.press("back.stop.confirm", once="x" * 16)
    assert whats(told) == [What.TOLD]


def test_question_of_consent_is_answered_yes_no_later_each_for_itself_and_its_history_is_shown(
    told: Told, person: Person
) -> None:
    first, _ = declared(told.of, told.case)
    case = told.made.raiser.case
    actions.ask_for_consent(by=first, case=case, purpose=Purpose.REFERRAL, recipient="Lantern Line", classes=[DataClass.RAISER_IDENTITY])  # fmt: skip
    person.press("back.inbox")
    assert "Give my contact to Lantern Line" in person.text
    assert chosen(person) == 0
    field, counted = name_of(person, Purpose.REFERRAL), name_of(person, Purpose.COUNTED)
    assert "Lantern" not in field
    person.press("back.agree", **{field: "yes", counted: "later"})
    person.press("back.agree", **{field: "yes", counted: "later"})
    person.press("back.agree", **{field: "no"})
    assert [(one.purpose, one.said) for one in consents_of(told.made.raiser)] == [
        (Purpose.REFERRAL, Said.YES), (Purpose.COUNTED, Said.LATER), (Purpose.REFERRAL, Said.NO),
    ]  # fmt: skip
    assert "What you answered before" in person.text
    assert chosen(person) == 2
    person.press("back.agree", **{field: "perhaps", "said-counted-none": "yes"})
    assert len(consents_of(told.made.raiser)) == 3


def test_being_asked_for_more_than_was_agreed_to_is_no_agreement(told: Told, person: Person) -> None:
    """Invariant 20."""
    first, _ = declared(told.of, told.case)
    case, asking = told.made.raiser.case, {"purpose": Purpose.TRANSFER, "recipient": "Harbour"}
    actions.ask_for_consent(by=first, case=case, classes=[DataClass.HEADER], **asking)  # type: ignore[arg-type] # passed on
    person.press("back.inbox")
    person.press("back.agree", **{name_of(person, Purpose.TRANSFER): "yes"})
    actions.ask_for_consent(by=first, case=case, classes=[DataClass.NARRATIVE], **asking)  # type: ignore[arg-type] # passed on
    person.press("back.inbox")
    assert "Now we ask for more than you agreed to before" in person.text
    assert chosen(person) == 0


def test_rhythm_and_safe_times_are_kept_and_shown_again(told: Told, person: Person) -> None:
    person.press("back.pace")
    person.press("back.pace.keep", rhythm="monthly", days=["1", "4", "9"], parts=["evening", "night"])
    assert "It is kept" in person.text
    rhythm, safe = safe_times_of(told.made.raiser)
    assert (rhythm, safe.weekdays, safe.parts, safe.never) == (
        Rhythm.MONTHLY,
        frozenset({1, 4}),
        frozenset({Part.EVENING}),
        False,
    )
    person.press("back.pace")
    assert person.page.decode().count(" checked") == 4
    person.press("back.pace.keep", rhythm="nonsense", never="yes")
    assert safe_times_of(told.made.raiser)[0] == Rhythm.MONTHLY
    assert safe_times_of(told.made.raiser)[1].never


def test_code_is_changed_once_its_last_group_was_typed_and_the_old_one_is_dead(told: Told, person: Person) -> None:
    elsewhere = Person().come_back(told.code)
    person.press("back.code")
    code = re.sub(
        "<[^>]*>", "", person.page.decode().partition('<bdi class="code" dir="ltr">')[2].partition("</bdi>")[0]
    )
    person.press("back.code.change", last="000000")
    assert "These are not the last six signs" in person.text
    assert code[:6] in person.text
    assert Person().come_back(told.code).names.count("words") == 1
    person.press("back.code.change", last=code[-6:].lower())
    assert "The old one leads nowhere" in person.text
    assert "We find nothing for this code" in Person().come_back(told.code).text
    assert "This page has closed" in elsewhere.press("back.inbox").text
    assert "canary" in Person().come_back(code).page.decode()
    assert person.press("back.inbox").names.count("words") == 1
    assert Receipt.held.count() == 1


def test_another_reader_is_asked_for_without_saying_why(told: Told, person: Person) -> None:
    person.press("back.reader").press("back.reader.ask", words="")
    assert "We have your wish" in person.text
    assert whats(told)[-1] == What.ANOTHER_READER


def test_summary_is_shown_and_corrected(told: Told, person: Person) -> None:
    first, _ = declared(told.of, told.case)
    assert "Is our summary right?" not in person.text
    actions.summarise(by=first, case=told.made.raiser.case, words="Somebody stayed behind.")
    person.press("back.inbox")
    assert "Somebody stayed behind." in person.text
    person.press("back.summary", summary="wrong", correction=" ")
    assert "Write one sentence at least." in person.text
    assert What.SUMMARY_WRONG not in whats(told)
    person.press("back.summary", summary="later", correction="")
    assert whats(told)[-1] == What.SUMMARY
    person.press("back.summary", summary="wrong", correction="I was kept behind.")
    assert whats(told)[-1] == What.SUMMARY_WRONG
    assert "This is how a reader understood you" not in person.text
    actions.summarise(by=first, case=told.made.raiser.case, words="Somebody was kept behind.")
    person.press("back.inbox").press("back.summary", summary="right", correction="")
    assert whats(told)[-1] == What.SUMMARY_RIGHT


def test_stopping_is_explained_before_it_is_confirmed_and_can_be_taken_back(told: Told, person: Person) -> None:
    person.press("back.stop.confirm")
    assert "What was told to others before cannot be called back" in person.text
    assert Case.held.get().state == State.RECEIVED
    person.press("back.stop").press("back.stop.confirm")
    assert Case.held.get().state == State.CLOSED
    assert "You have stopped" in person.text
    assert "will be deleted for good on" in person.text
    assert "back.stop" not in person.buttons
    later = Person().come_back(told.code)
    later.press("back.again")
    assert "It is open again" in later.text
    assert Case.held.get().state == State.TRIAGE
    assert whats(told)[-2:] == [What.WITHDRAWN, What.CAME_BACK]
    later.press("back.again")
    assert "This cannot be done any more" in later.text


def test_more_than_support_can_be_asked_for(told: Told, person: Person) -> None:
    Case.held.update(state=State.SUPPORT_ONLY)
    person.press("back.inbox").press("back.more")
    assert Case.held.get().state == State.TRIAGE
    assert whats(told)[-1] == What.WANTS_MORE


@pytest.mark.parametrize("state", [one for one in State if one not in {State.ANONYMISED, State.MERGED}])
def test_every_stage_has_its_words_and_offers_what_can_be_done(told: Told, state: State) -> None:
    """Invariant 45: no button leads to a move that the table does not hold."""
    Case.held.update(state=state)
    person = Person().come_back(told.code)
    assert person.status == 200
    buttons = {"go_on": "back.more", "come_back": "back.again", "withdraw": "back.stop"}
    moves = {buttons[row.move] for row in from_here(state, Role.RAISER) if row.move in set(map(Move, buttons))}
    assert moves == set(person.buttons) & set(buttons.values())


def test_what_is_late_is_said_and_no_hour_is(told: Told) -> None:
    """B40, B87 as far as the person sees it."""
    late = clock.today() + dt.timedelta(days=Promises().acknowledge_days + 3)
    with time_machine.travel(dt.datetime(late.year, late.month, late.day, 15, 47, tzinfo=dt.UTC)):
        person = Person().come_back(told.code)
        person.press("back.add", words="Are you there?")
    assert "and are late. We are sorry." in person.text
    assert "15:47" not in person.page.decode()
    assert not re.search(r"\dT15", person.page.decode())


def test_nothing_that_a_person_does_moves_the_ledger_or_the_book(told: Told, person: Person) -> None:
    """B40, and the two books: everything a page can do."""
    before = (Entry.objects.count(), BookEntry.held.count())
    person.press("back.add", words="More.").press("back.reader").press("back.reader.ask", words="")
    person.press("back.agree", **{name_of(person.press("back.inbox"), Purpose.COUNTED): "no"})
    person.press("back.pace").press("back.pace.keep", rhythm="weekly")
    person.press("back.code").press("back.code.change", last="wrong1")
    person.press("back.stop").press("back.stop.confirm").press("back.again")
    assert len(whats(told)) == 7
    assert (Entry.objects.count(), BookEntry.held.count()) == before


def test_many_at_once_is_said_and_the_code_is_still_there(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_given: object, **_named: object) -> None:
        raise Busy

    monkeypatch.setattr("answerable.vault.derivation.derived", busy)
    person = Person().come_back(told.code)
    assert person.status == 503
    assert "Many people are writing now" in person.text
    assert f'value="{told.code}"' in person.page.decode()


def test_leave_now_stands_first_on_every_page_and_ends_the_visit(told: Told, person: Person) -> None:
    """B66 as far as the server goes."""
    pages = ("back.inbox", "back.pace", "back.reader", "back.code", "back.stop", "back")
    for page in pages:
        assert person.press(page).buttons[0] == "leave", page
        assert "<title>Notes</title>" in person.page.decode()
    person.press("leave")
    assert person.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "This page has closed" in person.press("back.inbox", once="x").text


def test_no_page_says_anything_in_an_address_or_keeps_anything(person: Person) -> None:
    """B67, B64."""
    assert person.headers["Cache-Control"] == "no-store"
    assert "noindex" in person.headers["X-Robots-Tag"]
    for attribute in ('action="', 'href="', 'src="'):
        found = {part.partition('"')[0] for part in person.page.decode().split(attribute)[1:]}
        assert all("?" not in one and "canary" not in one for one in found), found


@pytest.mark.parametrize("language", ["es", "fr", "pt", "ar", "hi"])
def test_every_page_is_in_the_language_of_the_person(told: Told, language: str) -> None:
    person = Person(language=language).come_back(told.code)
    direction = "rtl" if language == "ar" else "ltr"
    for page in ("back.inbox", "back.pace", "back.reader", "back.code", "back.stop"):
        shown = person.press(page).page.decode()
        assert f'<html lang="{language}" dir="{direction}">' in shown
        assert "Leave now" not in shown
        assert "Your readers" not in shown


def test_visit_that_rested_too_long_is_over(told: Told, person: Person) -> None:
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=settings.VISIT_IDLE_SECONDS["raiser"] + 5)):
        person.press("back.add", words="Something long in the making.")
    assert "This page has closed" in person.text
    assert whats(told) == [What.TOLD]


def test_code_of_a_case_that_is_gone_leads_nowhere_also_within_a_visit(told: Told, person: Person) -> None:
    Case.held.update(state=State.ANONYMISED)
    assert "This page has closed" in person.press("back.inbox").text


def test_two_who_sit_at_one_browser_see_their_own() -> None:
    """Invariant 61: the visit of the last code is the only one."""
    alliance()
    team_of(2)
    codes = [actions.new_receipt() for _ in range(2)]
    for number, code in enumerate(codes):
        raised(code, happened=f"canary-{number}")
    person = Person().come_back(codes[0])
    once = person.hidden["once"]
    person.come_back(codes[1])
    assert "canary-1" in person.text
    person.press("back.add", once=once, words="Mine.")
    assert "canary-0" not in person.text
    assert "canary-1" in person.text
