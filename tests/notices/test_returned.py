"""What mail that came back says."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.notices.rules.reach import HARD_MOST, SOFT_MOST, fails_now
from answerable.notices.rules.returned import Verdict, judge, read

MARK = "0123456789abcdef0123456789abcdef01234567"


def report(
    *, status: str = "5.1.1", action: str = "failed", diagnostic: str = "smtp; 550 5.1.1 User unknown", mark: str = MARK
) -> bytes:
    """A delivery report as RFC 3464 has it, of a mail with a mark."""
    return f"""From: MAILER-DAEMON@mx.example
To: post@example.org
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Your mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; neema@example.org
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--b
Content-Type: text/rfc822-headers

Message-ID: <{mark}@thread.example>
Subject: What awaits you

--b--
""".encode()


def letter(text: str, *, sender: str = "Mail Delivery System <MAILER-DAEMON@mx.example>", **heads: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = sender, "Failure notice"
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, Verdict.HARD),
        ({"status": "5.1.2", "diagnostic": "dns; host unknown"}, Verdict.HARD),
        ({"status": "5.4.4", "diagnostic": ""}, Verdict.HARD),
        ({"status": "5.2.2", "diagnostic": "smtp; 552 5.2.2 Mailbox full"}, Verdict.SOFT),
        ({"status": "5.7.1", "diagnostic": "smtp; 550 5.7.1 blocked as spam"}, Verdict.SOFT),
        ({"status": "4.4.7", "diagnostic": "smtp; 421 timed out"}, Verdict.SOFT),
        ({"status": "5.0.0", "diagnostic": "smtp; 550 5.1.1 no such user"}, Verdict.HARD),
        ({"status": "5.0.0", "diagnostic": "smtp; 550 No such user here"}, Verdict.HARD),
        ({"status": "5.0.0", "diagnostic": "smtp; 554 message rejected for policy"}, Verdict.SOFT),
        ({"action": "delayed", "status": "4.4.1"}, Verdict.NONE),
        ({"action": "delivered", "status": "2.1.5"}, Verdict.NONE),
    ],
)
def test_report_says_whether_the_address_fails(facts: dict[str, str], verdict: Verdict) -> None:
    found = read(report(**facts))
    assert (found.verdict, found.marks) == (verdict, (MARK,))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("<neema@example.org>: 550 5.1.1 User unknown", Verdict.HARD),
        ("Sorry, no mailbox here by that name. (#5.1.1)", Verdict.HARD),
        ("The address does not exist.", Verdict.HARD),
        ("550 Requested action not taken: mailbox unavailable", Verdict.HARD),
        ("552 message refused", Verdict.SOFT),
        ("The user is over quota. Try again later.", Verdict.SOFT),
        ("El usuario desconocido no existe", Verdict.HARD),
        ("Have a good day.", Verdict.NONE),
    ],
)
def test_letter_of_a_server_is_read_by_its_words(text: str, verdict: Verdict) -> None:
    found = read(letter(f"{text}\n\nMessage-ID: <{MARK}@thread.example>\n"))
    assert (found.verdict, found.marks) == (verdict, (MARK,))


@pytest.mark.parametrize(
    "said",
    [
        letter(f"I am away; this address does not exist. {MARK}@", sender="Neema <neema@example.org>"),
        letter("550 user unknown", sender="Neema <neema@example.org>", Auto_Submitted="auto-replied"),
    ],
)
def test_answer_of_a_person_is_no_return(said: bytes) -> None:
    assert read(said).verdict == Verdict.NONE


def test_mark_is_found_in_the_envelope() -> None:
    said = letter("550 5.1.1 user unknown", To=f"bounces+{MARK}@thread.example")
    assert read(said).marks == (MARK,)


@given(st.binary(max_size=2000))
def test_whatever_comes_is_read_without_a_fault(said: bytes) -> None:
    """B44: what is malformed says nothing."""
    assert read(said).marks == ()


@given(st.binary(max_size=400), st.integers(0, 1200))
def test_damaged_reports_are_read_without_a_fault(noise: bytes, at: int) -> None:
    """B44."""
    whole = report()
    read(whole[:at] + noise + whole[at + len(noise) :])


@given(
    st.text(max_size=200), st.sampled_from(["", "5.1.1", "4.2.2", "2.0.0", "x"]), st.sampled_from(["", "550", "421"])
)
def test_verdict_is_always_one_of_three(words: str, status: str, code: str) -> None:
    assert judge(status=status, code=code, words=words) in set(Verdict)


def test_address_fails_after_some_hard_or_many_soft_returns() -> None:
    assert [fails_now(hard=hard, soft=soft) for hard, soft in ((HARD_MOST - 1, SOFT_MOST - 1), (HARD_MOST, 0), (0, SOFT_MOST))] == [False, True, True]  # fmt: skip
