"""Where mail goes, and how its failing is told."""

import smtplib
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import override_settings

from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.alliance.actions.setting_up import set_mail
from answerable.alliance.models import Profile
from answerable.notices import mail
from answerable.notices.models import DemoLetter
from answerable.notices.not_handed_over import why

from .conftest import CONSOLE

BACKEND = {"EMAIL_BACKEND": "answerable.notices.mail.AllianceMailBackend"}


class Postman(socketserver.StreamRequestHandler):
    """Takes every mail and keeps it: as much SMTP as is needed."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                taken = b""
                while (more := self.rfile.readline()) != b".\r\n":
                    taken += more
                self.server.taken.append(taken.decode())  # type: ignore[attr-defined] # set below
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def post_office() -> Iterator[socketserver.ThreadingTCPServer]:
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postman) as server:
        server.daemon_threads = True
        server.taken = []  # type: ignore[attr-defined] # what the postman took
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://rosa:p%40ss@mail.example.org", ("mail.example.org", 587, "rosa", "p@ss", "starttls")),
        ("smtps://mail.example.org", ("mail.example.org", 465, "", "", "tls")),
        ("smtp+plain://localhost:2525", ("localhost", 2525, "", "", "none")),
    ],
)
def test_servers_address_is_read(address: str, server: tuple[object, ...]) -> None:
    assert mail.read_address(address) == mail.MailServer(*server)  # type: ignore[arg-type] # host, port, user, password, security


@pytest.mark.parametrize(
    "address", ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://[", "smtp://a:b@c:port"]
)
def test_address_that_cannot_be_read_is_refused_without_its_words(address: str) -> None:
    with pytest.raises(mail.BadMailAddress) as refused:
        mail.read_address(address)
    assert "b@c" not in str(refused.value)


def test_password_of_the_server_never_shows() -> None:
    assert "secret" not in repr(mail.read_address("smtp://rosa:secret@mail.example.org"))


def test_mail_is_handed_to_the_alliances_server(house: None, post_office: socketserver.ThreadingTCPServer) -> None:
    port = post_office.server_address[1]
    set_mail(
        by=CONSOLE, profile=Profile.objects.get(), address=f"smtp+plain://127.0.0.1:{port}", sender="us@example.org"
    )
    with override_settings(**BACKEND, ANSWERABLE_MODE="production"):
        mail.post(to="neema@example.org", subject="What awaits you", text="Text", html="<p>Text</p>")
    taken: list[str] = post_office.taken  # type: ignore[attr-defined] # set by the fixture
    assert [line for line in taken[0].splitlines() if line.startswith(("From:", "To:"))] == [
        "From: us@example.org", "To: neema@example.org",
    ]  # fmt: skip


def test_mail_without_a_server_is_no_silent_loss(house: None) -> None:
    with override_settings(**BACKEND, ANSWERABLE_MODE="production"), pytest.raises(mail.NoMailServer):
        mail.post(to="neema@example.org", subject="What awaits you", text="Text")


def test_test_mail_that_fails_says_so_in_a_rules_words(house: None) -> None:
    with override_settings(**BACKEND, ANSWERABLE_MODE="production"), pytest.raises(Unacceptable) as refused:
        mail.send_test(to="neema@example.org", address="smtp+plain://127.0.0.1:1")
    assert (refused.value.code, refused.value.facts) == ("mail_failed", {"why": "nothing answers at this port"})


@pytest.mark.parametrize(
    "fault",
    [
        socket.gaierror(-2, "canary"), smtplib.SMTPNotSupportedError("canary"), smtplib.SMTPAuthenticationError(535, b"canary"),
        smtplib.SMTPServerDisconnected("canary"), smtplib.SMTPHeloError(500, b"canary"), ssl.SSLCertVerificationError("canary"),
        TimeoutError("canary"), OSError("canary"),
    ],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
def test_why_a_mail_failed_is_said_in_our_words_alone(fault: Exception) -> None:
    """B28: neither the server's words nor the name of an exception."""
    said = why(fault)
    assert ("canary" in said, "Error" in said, said.startswith(("the server", "there is", "nothing"))) == (
        False,
        False,
        True,
    )


def test_test_letter_goes_to_an_account(neema: Account, mailoutbox: list[EmailMultiAlternatives]) -> None:
    mail.send_test_letter(neema.pk)
    assert [one.to for one in mailoutbox] == [["neema@example.org"]]


def test_demo_keeps_mail_and_sends_none(house: None) -> None:
    letter = EmailMultiAlternatives(subject="Words", body="Text", to=["neema@example.org"])
    letter.attach_alternative("<p>Text</p>", "text/html")
    with override_settings(**BACKEND, IS_DEMO=True):
        get_connection().send_messages([letter])
    assert list(DemoLetter.objects.values_list("to", "subject", "text", "html")) == [
        ("neema@example.org", "Words", "Text", "<p>Text</p>")
    ]
