"""Coming in by password or mailed code, and going out."""

from collections.abc import Callable

from django.core import mail
from django.test import Client

from answerable.access import actions
from answerable.access.models import Account, MailedCode, Session
from answerable.kit import queue

from .conftest import CONSOLE, PASSWORD
from .walking import is_in, sign_in


def test_sign_in_asks_for_the_address_first(browser: Client) -> None:
    page = browser.get("/sign-in").content.decode()
    assert 'name="email"' in page
    assert 'name="password"' not in page


def test_second_step_is_the_same_for_an_unknown_address(browser: Client, neema: Account) -> None:
    known = browser.post("/sign-in", {"email": "neema@example.org"}).content.decode()
    unknown = browser.post("/sign-in", {"email": "nobody@example.org"}).content.decode()
    assert 'name="password"' in known
    assert _without_token(known).replace("neema@", "nobody@") == _without_token(unknown)


def test_password_signs_in_and_leads_to_my_page(browser: Client, neema: Account) -> None:
    answer = sign_in(browser, neema)
    assert (answer.status_code, answer["Location"]) == (303, "/me")
    assert browser.get("/t/who").content.decode() == str(neema.pk)


def test_sign_in_leads_back_to_the_page_that_asked(browser: Client, neema: Account) -> None:
    asked = browser.get("/t/write")
    assert asked["Location"] == "/sign-in?next=%2Ft%2Fwrite"
    assert sign_in(browser, neema, goes_to="/t/write")["Location"] == "/t/write"


def test_sign_in_leads_to_no_other_site(browser: Client, neema: Account) -> None:
    assert sign_in(browser, neema, goes_to="//elsewhere.example/")["Location"] == "/me"


def test_wrong_password_reads_like_an_unknown_address(browser: Client, neema: Account) -> None:
    wrong = browser.post(
        "/sign-in", {"way": "password", "email": "neema@example.org", "password": "x"}
    ).content.decode()
    unknown = browser.post(
        "/sign-in", {"way": "password", "email": "nobody@example.org", "password": "x"}
    ).content.decode()
    assert "do not belong together" in wrong
    assert _without_token(wrong).replace("neema@", "nobody@") == _without_token(unknown)
    assert not is_in(browser)


def test_disabled_account_reads_like_a_wrong_password(browser: Client, neema: Account) -> None:
    actions.disable_account(by=CONSOLE, account=neema)
    assert b"do not belong together" in sign_in(browser, neema).content


def test_mailed_code_signs_in(browser: Client, juma: Account, mailed: Callable[[], str]) -> None:
    asked = browser.post("/sign-in?next=/t/write", {"way": "code", "email": "Juma@example.org"})
    assert asked["Location"] == "/sign-in/code?next=%2Ft%2Fwrite"
    answer = browser.post(asked["Location"], {"code": mailed()})
    assert answer["Location"] == "/t/write"
    assert is_in(browser)


def test_code_is_read_in_any_digits_and_spacing(browser: Client, juma: Account, mailed: Callable[[], str]) -> None:
    browser.post("/sign-in", {"way": "code", "email": juma.email})
    eastern = mailed().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")).replace(" ", "-")
    assert browser.post("/sign-in/code", {"code": eastern}).status_code == 303


def test_code_page_is_the_same_for_an_unknown_address(juma: Account) -> None:
    pages = []
    for email in (juma.email, "home@example.org"):
        browser = Client()
        browser.post("/sign-in", {"way": "code", "email": email})
        page = browser.post("/sign-in/code", {"code": "1234 5678 9012"}).content.decode()
        pages.append(_without_token(page).replace(email, ""))
    queue.run_ready()
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 1


def test_code_does_not_work_in_a_browser_that_asked_for_none(juma: Account, mailed: Callable[[], str]) -> None:
    Client().post("/sign-in", {"way": "code", "email": juma.email})
    other = Client()
    assert other.post("/sign-in/code", {"code": mailed()})["Location"] == "/sign-in"
    assert not is_in(other)


def test_five_wrong_codes_end_the_try_but_not_the_code(juma: Account, mailed: Callable[[], str]) -> None:
    guessing, hers = Client(), Client()
    for browser in (guessing, hers):
        browser.post("/sign-in", {"way": "code", "email": juma.email})
    code = mailed()
    for _ in range(5):
        answer = guessing.post("/sign-in/code", {"code": "0000 0000 0000"})
    assert answer["Location"] == "/sign-in"
    assert guessing.post("/sign-in/code", {"code": code})["Location"] == "/sign-in"
    assert not is_in(guessing)
    assert hers.post("/sign-in/code", {"code": code})["Location"] == "/me"


def test_mail_speaks_the_persons_language_and_carries_no_link_that_signs_in(browser: Client) -> None:
    actions.create_account(by=CONSOLE, email="leila@example.org", language="ar")
    browser.post("/sign-in", {"way": "code", "email": "leila@example.org"})
    queue.run_ready()
    sent = mail.outbox[-1]
    assert isinstance(sent, mail.EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    assert 'dir="rtl"' in html
    assert "href" not in html
    assert sent.to == ["leila@example.org"]
    assert not any(letter.isdigit() for letter in str(sent.subject))


def test_sign_out_takes_a_form_only(browser: Client, neema: Account) -> None:
    """B35"""
    sign_in(browser, neema)
    assert browser.get("/sign-out").status_code == 405
    assert is_in(browser)
    answer = browser.post("/sign-out")
    assert b"You are signed out" in browser.get(answer["Location"]).content
    assert not is_in(browser)
    assert not Session.objects.filter(account=neema).exists()


def test_nothing_is_signed_up_by_anybody(browser: Client) -> None:
    browser.post("/sign-in", {"way": "code", "email": "new@example.org"})
    assert Account.objects.count() == 0
    assert MailedCode.objects.count() == 0


def test_no_cookie_is_set_before_one_signs_in(browser: Client) -> None:
    answer = browser.get("/t/who")
    assert not answer.cookies


def test_password_with_spaces_at_its_ends_is_taken_as_it_is(browser: Client) -> None:
    account = actions.create_account(by=CONSOLE, email="asha@example.org", password=f" {PASSWORD} ")
    assert sign_in(browser, account, f" {PASSWORD} ").status_code == 303


def _without_token(page: str) -> str:
    at = page.index("csrfmiddlewaretoken")
    start = 0
    rest = []
    while at != -1:
        rest.append(page[start:at])
        start = page.index(">", at)
        at = page.find("csrfmiddlewaretoken", start)
    return "".join([*rest, page[start:]])
