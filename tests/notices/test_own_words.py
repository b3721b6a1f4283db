"""An alliance says messages in its own words: its facts checked, tried before, back to shipped ones, with the history kept."""

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import translation

from answerable.access import mails
from answerable.access.actors import Actor, Post
from answerable.access.models import Account
from answerable.access.refusals import Refused, Unacceptable
from answerable.kit import queue
from answerable.kit.letters import Wording
from answerable.ledger.models import Entry
from answerable.notices import previews, queries
from answerable.notices.actions import back_to_shipped_words, notify, say_in_own_words
from answerable.notices.digest import say
from answerable.notices.models import Notice, OwnWords
from tests import cast
from tests.house.visiting import session_of

from .conftest import CONSOLE

CODE = "access.code_to_sign_in"


def wording(name: str = "shed.tool_lent") -> Wording:
    found = previews.wording_of(name)
    assert found
    return found


def keep(words: str, *, name: str = "shed.tool_lent", part: str = "words", language: str = "en") -> int:
    kept = queries.own_words_of(name, language)
    return say_in_own_words(by=CONSOLE, wording=wording(name), language=language, words={**kept, part: words})


def said(language: str, tool: str = "The saw") -> str:
    with translation.override(language):
        return say(Notice(kind="shed.tool_lent", facts={"tool": tool}))


def test_own_words_stand_in_their_language_alone(house: None) -> None:
    keep("Take good care of {tool}.")
    assert [said("en"), said("es")] == ["Take good care of The saw.", "The saw was lent to you."]


@pytest.mark.parametrize(
    ("words", "code", "names"),
    [
        ("Take {tool} and {hammer}.", "fact_unknown", "{hammer}"),
        ("Take {tool.__class__}.", "fact_unknown", "{tool.__class__}"),
        ("Take it.", "fact_missing", "{tool}"),
        ("Take {} and {tool}.", "fact_unknown", "{}"),
        ("Take {tool} and {this.", "brace_alone", None),
    ],
)
def test_facts_in_own_words_are_checked_and_named(house: None, words: str, code: str, names: str | None) -> None:
    with pytest.raises(Unacceptable) as refused:
        keep(words)
    assert (refused.value.code, refused.value.field, refused.value.facts.get("names")) == (code, "words", names)


def test_facts_never_become_placeholders_of_other_facts(house: None) -> None:
    keep("Take {tool}.")
    assert said("en", tool="{tool} %(tool)s {0}") == "Take {tool} %(tool)s {0}."


def test_own_words_stand_in_mails(neema: Account) -> None:
    keep("Su número para entrar", name=CODE, part="subject", language="es")
    keep("Dura {minutes} minutos.", name=CODE, part="lasts", language="es")
    Account.objects.update(language="es")
    mails.send(Account.objects.get(), "code_to_sign_in", code="1234 5678 9012", minutes=15)
    queue.run_ready()
    letter = outbox.outbox[-1]
    assert (letter.subject, "Dura 15 minutos." in str(letter.body), "1234 5678 9012" in str(letter.body)) == (
        "Su número para entrar", True, True,
    )  # fmt: skip


def test_words_of_one_line_stay_one_line(house: None) -> None:
    """Nobody puts a head into a mail through its subject."""
    keep("Your code\r\nBcc: all@example.org", name=CODE, part="subject")
    assert previews.letter_of(wording(CODE), "en").subject == "Your code Bcc: all@example.org"


def test_shipped_words_are_no_own_words(house: None) -> None:
    assert (keep("{tool} was lent to you."), OwnWords.objects.count()) == (0, 0)


def test_back_to_shipped_words_keeps_the_history(house: None) -> None:
    keep("Take {tool}.")
    keep("Take {tool} along.")
    back_to_shipped_words(by=CONSOLE, wording=wording(), language="en")
    history = [one.words for one in queries.history_of("shed.tool_lent", "en")]
    assert (said("en"), history) == ("The saw was lent to you.", ["", "Take {tool} along.", "Take {tool}."])


def test_every_change_stands_in_the_ledger_without_its_words(house: None) -> None:
    """B46."""
    keep("Take {tool}.")
    back_to_shipped_words(by=CONSOLE, wording=wording(), language="en")
    entries = list(Entry.objects.filter(subject_kind="message").order_by("n"))
    assert [(one.act, one.subject_id) for one in entries] == [
        ("notices.say_in_own_words", "shed.tool_lent"),
        ("notices.back_to_shipped_words", "shed.tool_lent"),
    ]
    assert "Take" not in "".join(one.detail for one in entries)


def test_only_the_secretariat_changes_words(house: None, neema: Account) -> None:
    coordinator = Actor(account_id=neema.pk, posts=(Post("coordinator", "0001"), Post("secretariat", "00010001")))
    with pytest.raises(Refused):
        say_in_own_words(by=coordinator, wording=wording(), language="en", words={"words": "Take {tool}."})


@pytest.fixture
def office(db: None) -> Client:
    made, browser = cast.small_alliance(), Client()
    browser.cookies["session"] = session_of(made.accounts["secretariat"])
    return browser


def test_pages_list_and_show_every_message_in_each_language(office: Client) -> None:
    listed = office.get("/secretariat/mails?in=ar").content.decode()
    for one in previews.wordings():
        path = f"/secretariat/mails/ar/{one.name}"
        assert f'href="{path}"' in listed
        assert (office.get(path).status_code, office.get(f"{path}/look").status_code) == (200, 200), one.name


def test_look_is_the_mail_itself_and_runs_nothing(office: Client) -> None:
    answer = office.get(f"/secretariat/mails/ar/{CODE}/look")
    policy = answer.headers["Content-Security-Policy"]
    assert 'dir="rtl"' in answer.content.decode()
    assert ("default-src 'none'" in policy, "script-src" in policy, "style-src 'unsafe-inline'" in policy) == (
        True,
        False,
        True,
    )


def test_words_are_tried_before_they_are_kept(office: Client) -> None:
    path, words = "/secretariat/mails/en/alliance.rule_broken", "Look at {body}, please."
    page = office.post(path, {"words": words, "try": "1"}).content.decode()
    tried = ("Look at Example Committee, please." in page, OwnWords.objects.count())
    answer = office.post(path, {"words": words})
    assert (tried, answer.status_code, OwnWords.objects.get().words) == ((True, 0), 303, words)


@pytest.mark.parametrize("button", [{}, {"try": "1"}])
def test_error_names_the_fact_and_keeps_what_was_typed(office: Client, button: dict[str, str]) -> None:
    page = office.post(
        "/secretariat/mails/en/alliance.rule_broken", {"words": "Look at {boddy}.", **button}
    ).content.decode()
    assert ("There is no fact called {boddy} here." in page, "Look at {boddy}." in page) == (True, True)
    assert ('href="#id_words"' in page, OwnWords.objects.count()) == (True, 0)


def test_shipped_words_come_back_by_a_button(office: Client) -> None:
    path = "/secretariat/mails/en/alliance.rule_broken"
    office.post(path, {"words": "Look at {body}."})
    assert (office.post(f"{path}/shipped").status_code, queries.own_words("en")) == (303, {})


@pytest.mark.parametrize("path", ["xx/notices.digest", "en/no.such_message", "hi/notices.digest"])
def test_message_or_language_that_is_not_there_does_not_exist(office: Client, path: str) -> None:
    assert office.get(f"/secretariat/mails/{path}").status_code == 404


def test_own_words_are_escaped_where_they_are_read(office: Client) -> None:
    office.post("/secretariat/mails/en/alliance.rule_broken", {"words": "<b>{body}</b>"})
    page = office.get("/secretariat/mails/en/alliance.rule_broken/look").content.decode()
    assert ("<b>" in page, "&lt;b&gt;Example Committee&lt;/b&gt;" in page) == (False, True)


def test_list_of_notices_reads_own_words_once(
    neema: Account, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    keep("Take {tool}.")
    for number in range(20):
        notify("shed.tool_lent", to=[neema.pk], url=f"/tools/{number}", facts={"tool": "A saw"}, by=CONSOLE)
    browser = Client()
    browser.cookies["session"] = session_of(neema)
    with django_assert_max_num_queries(25):  # type: ignore[operator] # a function that makes a context
        page = browser.get("/me/notices").content.decode()
    assert page.count("Take A saw.") == 40
