"""`answerable passport`: whether a passport that somebody saved says what this server told."""

import argparse
import sys
from typing import Any

from django.utils.translation import gettext as _

from ..finding import bytes_of
from ..speaking import Failed, Voice

MOST = 10 * 1024 * 1024
MARKS = {"sound": "✓", "bad": "✗", "open": "–"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    passport = commands.add_parser("passport", parents=[common], help=_("verify an organisation’s passport"))
    acts = passport.add_subparsers(metavar=_("ACT"), required=True)
    verify = acts.add_parser(
        "verify", parents=[common], help=_("see whether a saved passport is signed, good today, and of whom")
    )
    verify.add_argument("file", metavar="FILE", help=_("a passport as JSON; - reads it from standard input"))
    verify.add_argument(
        "--key", metavar="KEY", help=_("the key of the server that signed it, where that is another than this")
    )
    verify.add_argument("--json", action="store_true", help=_("print data for programs"))
    verify.set_defaults(do=do_verify)


def do_verify(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.standards.queries import checking_passports as passports

    key = _key(asked.key) if asked.key else None
    try:
        saved = passports.read(_given(asked.file))
    except passports.NoPassport as wrong:
        words = _("%(path)s is no passport as JSON, so nothing was verified.")
        raise Failed(words % {"path": asked.file}, code=2) from wrong
    found = passports.check(saved, key=key)
    ok = not any(one.state == passports.BAD for one in found)
    if not voice.as_json:
        for one in found:
            print(f"{MARKS[one.state]} {_abouts()[one.about]}: {_sentences()[one.code] % one.facts}")
    end = _("The passport stands.") if ok else _("THE PASSPORT DOES NOT STAND: see above.")
    voice.result(end, ok=ok, findings=[vars(one) for one in found])
    return 0 if ok else 1


def _given(path: str) -> bytes:
    text = sys.stdin.buffer.read(MOST + 1) if path == "-" else bytes_of(path, most=MOST)
    if len(text) > MOST:
        raise Failed(_("%(path)s is no passport as JSON, so nothing was verified.") % {"path": path}, code=2)
    return text


def _key(typed: str) -> bytes:
    """Returns a server's key as pages show it, in groups of four or not."""
    try:
        key = bytes.fromhex(typed)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Failed(_("A server’s key has 64 letters and figures, 0 to 9 and a to f."), code=2)
    return key


def _abouts() -> dict[str, str]:
    return {"signature": _("signature"), "expiry": _("expiry"), "organisation": _("organisation"), "link": _("link")}


def _sentences() -> dict[str, str]:
    return {
        "signed": _("holds: what it says is what that server told, unchanged"),
        "changed": _("does not hold: what it says was changed, so nothing else was looked at"),
        "not_signed": _("does not hold: nobody with that key signed it, so nothing else was looked at"),
        "other_key": _("is not of the server expected but of another, whose key is %(key)s; if you know that key, give it with --key"),
        "good": _("good through %(day)s"),
        "over": _("was good through %(day)s, which is past"),
        "belongs": _("%(organisation)s, which belongs to %(alliance)s today"),
        "renamed": _("%(organisation)s, which is called %(now)s now and belongs to %(alliance)s today"),
        "belongs_not": _("%(organisation)s: none of this name belongs to %(alliance)s today"),
        "elsewhere": _("%(organisation)s, of %(alliance)s; whether it belongs there today its own server tells, at the passport’s link"),
        "leads_there": _("leads to the passport as it is today"),
        "leads_nowhere": _("leads nowhere any more: it was ended, or is over"),
    }  # fmt: skip
