"""Plain text: it holds what was written and nothing else, once it is known to be that."""

import re

from .refusals import NotCleaned, Why

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_WRITTEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What is text to a program and not to a person: pages, cards, mails with their way through the net, calendars, tracks.
OTHER = re.compile(
    r"\s*(?:<|\{\\rtf|%!PS|BEGIN:V|(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+|From|Date):)",
    re.IGNORECASE,
)


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Returns the same words in UTF-8; of what is no plain text nothing."""
    text = _decoded(data)
    if NOT_WRITTEN.search(text) or OTHER.match(text):
        raise NotCleaned(Why.UNKNOWN)
    return text.encode("utf-8"), "txt"


def _decoded(data: bytes) -> str:
    code = next((code for mark, code in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(code)
    except UnicodeDecodeError as error:
        raise NotCleaned(Why.UNKNOWN) from error
