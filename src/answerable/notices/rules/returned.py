"""What a mail that came back says: whether its address does not work, or only did not take it this time.

Read are delivery reports (RFC 3464) and, where a server writes its own letter instead, a few words that such letters use.
Only one that names a mail of ours by its secret mark counts: anybody can write a letter that looks like a report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from enum import StrEnum

MOST_BYTES = 1_000_000
MARK = re.compile(r"(?<![0-9a-f])([0-9a-f]{40})@")
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
CODE = re.compile(r"(?<![\d.])([45]\d\d)(?![\d.])")
ADDRESS_FAILS = frozenset({"1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4"})
HARD_CODES, LATER_CODES = frozenset({"550", "551", "553"}), frozenset({"421", "450", "451", "452", "552"})
NOBODY = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|address)|does not exist|doesn.t exist|mailbox (?:not found|unavailable)"
    r"|address (?:not found|rejected)|recipient rejected|no mailbox|account (?:disabled|inactive|has been disabled)"
    r"|domain not found|host unknown|usuario desconocido|no existe|utilisateur inconnu|n.existe pas",
    re.IGNORECASE,
)
FOR_NOW = re.compile(
    r"quota|mailbox (?:is )?full|over limit|try again|temporar|greylist|timed? ?out|too (?:many|busy)|later|llen[oa]|pleine",
    re.IGNORECASE,
)
NOT_TAKEN = re.compile(r"spam|blocked|blacklist|block ?list|policy|reputation|dmarc|spf|dkim|content", re.IGNORECASE)
REPORTERS = ("mailer-daemon", "postmaster", "mail delivery", "<>")


class Verdict(StrEnum):
    HARD = "hard"  # the address does not work
    SOFT = "soft"  # this mail was not taken; another may be
    NONE = "none"  # nothing came back: a delay, a receipt, an answer from somebody's holidays


@dataclass(frozen=True)
class Returned:
    """What a letter says of a mail of ours: the marks it names, and the verdict."""

    marks: tuple[str, ...]
    verdict: Verdict


def judge(*, status: str = "", code: str = "", words: str = "") -> Verdict:
    """Returns the verdict on one refusal by its enhanced status (`5.1.1`), its code (`550`), and its words."""
    found = STATUS.search(status) or STATUS.search(words)
    if found:
        if found[1] == "2":
            return Verdict.NONE
        return Verdict.HARD if found[1] == "5" and f"{found[2]}.{found[3]}" in ADDRESS_FAILS else Verdict.SOFT
    code = code or next(iter(CODE.findall(words)), "")
    if not code and not NOBODY.search(words) and not FOR_NOW.search(words):
        return Verdict.NONE
    if code.startswith("4") or code in LATER_CODES or FOR_NOW.search(words) or NOT_TAKEN.search(words):
        return Verdict.SOFT
    return Verdict.HARD if code in HARD_CODES or NOBODY.search(words) else Verdict.SOFT


def read(letter: bytes) -> Returned:
    """Reads a letter that came to the address for returns; one that is none, or cannot be read, says nothing."""
    try:
        message = message_from_bytes(letter[:MOST_BYTES], policy=policy.compat32)
        texts = [_text(part) for part in message.walk() if not part.is_multipart()]
        heads = [f"{name}: {value}" for part in message.walk() for name, value in part.items()]
        verdict = _verdict(message, "\n".join(texts))
    except (MessageError, LookupError, ValueError, TypeError, RecursionError):
        return Returned((), Verdict.NONE)
    marks = tuple(dict.fromkeys(MARK.findall("\n".join([*heads, *texts]).lower())))
    return Returned(marks, verdict)


def _verdict(message: Message, text: str) -> Verdict:
    reports = list(_reports(message))
    if reports:
        verdicts = [_of_report(one) for one in reports]
        return next((one for one in (Verdict.HARD, Verdict.SOFT) if one in verdicts), Verdict.NONE)
    sender = f"{message.get('From', '')} {message.get('Return-Path', '')}".lower()
    is_answer = str(message.get("Auto-Submitted", "")).lower().startswith("auto-replied") and "daemon" not in sender
    if is_answer or not any(one in sender for one in REPORTERS):
        return Verdict.NONE
    return judge(words=text)


def _reports(message: Message) -> Iterator[Message]:
    """Yields what a delivery report says of each recipient."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            for group in part.get_payload():
                if isinstance(group, Message) and (group.get("Action") or group.get("Status")):
                    yield group


def _of_report(group: Message) -> Verdict:
    action = str(group.get("Action", "failed")).strip().lower()
    if action != "failed":
        return Verdict.NONE
    words = str(group.get("Diagnostic-Code", ""))
    status = str(group.get("Status", ""))
    own = STATUS.search(words)
    says_little = not STATUS.search(status) or status.strip().endswith(".0.0")
    return judge(status=own[0] if own and says_little else "" if says_little else status, words=words)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload.decode("utf-8", "replace")
    return str(part.get_payload() or "")
