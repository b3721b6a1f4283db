"""Why a mail server did not take a mail, in words of ours: what the server itself says may name somebody."""

import smtplib
import socket
import ssl

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: tuple[tuple[type[Exception], Promise], ...] = (  # the first that fits
    (smtplib.SMTPAuthenticationError, _("the server does not accept this user and password")),
    (smtplib.SMTPNotSupportedError, _("the server does not offer what the address asks for: encryption, or signing in")),
    (smtplib.SMTPSenderRefused, _("the server does not accept the sender’s address")),
    (smtplib.SMTPRecipientsRefused, _("the server does not accept the address it should go to")),
    (smtplib.SMTPServerDisconnected, _("the server ended the conversation")),
    (smtplib.SMTPException, _("the server refuses")),
    (ssl.SSLCertVerificationError, _("the server’s certificate is not one that can be trusted")),
    (ssl.SSLError, _("the server does not speak TLS at this port")),
    (socket.gaierror, _("there is no server of this name")),
    (UnicodeError, _("there is no server of this name")),
    (TimeoutError, _("the server does not answer in time")),
    (ConnectionRefusedError, _("nothing answers at this port")),
)  # fmt: skip


def why(fault: Exception) -> str:
    """Returns why a mail could not be handed over, in the language of the moment."""
    return str(next((words for kind, words in WHY if isinstance(fault, kind)), _("the server cannot be reached")))
