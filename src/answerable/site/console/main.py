"""Reads what was typed and hands it to a command."""

import argparse
import gc
import importlib
import os
import resource
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured

from .speaking import Failed, Voice

COMMANDS = (
    "init",
    "check",
    "serve",
    "jobs",
    "importing",
    "exporting",
    "invite",
    "person",
    "search",
    "ledger",
    "book",
    "texts",
    "passport",
    "mail",
    "backup",
    "restore",
    "upgrade",
    "move",
    "demo",
)
OBJECTS_BEFORE_COLLECTING = 10_000  # Python’s 700 costs long work a quarter of its time


def main(words: Sequence[str]) -> int:
    """Does what was typed; returns the exit code."""
    os.umask(0o077)
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING, 10, 10)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no crash writes memory to disk
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")
    gc.disable()  # what is imported stays: nothing of it is to be collected
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as fault:
        print(f"answerable: {fault}", file=sys.stderr)
        return 1
    finally:
        gc.enable()
    return _do(words)


def _do(words: Sequence[str]) -> int:
    from django.conf import settings
    from django.utils import translation

    language = _language(words)
    with translation.override(language if language in settings.SHIPPED_LANGUAGES else "en"):
        if not words:
            parser().print_help(sys.stderr)
            return 2
        try:
            asked = parser().parse_args(words)
        except SystemExit as end:  # argparse has said why
            return int(end.code or 0)
        voice = Voice(quiet=getattr(asked, "quiet", False), as_json=getattr(asked, "json", False))
        try:
            return int(asked.do(asked, voice))
        except Exception as fault:
            return _tell(fault, voice)
        except KeyboardInterrupt:
            return 1


def _tell(fault: Exception, voice: Voice) -> int:
    """Says what went wrong without a word out of the data; returns the exit code."""
    from django.db import Error as DatabaseFault
    from django.utils.translation import gettext as _

    from answerable.access.refusals import Refused
    from answerable.backups.refusals import CannotGoOn
    from answerable.kit.forms import RuleSaysNo
    from answerable.kit.queue import described

    from .keeping import words_for as words_for_keeping
    from .refusals import words_for

    if isinstance(fault, Failed):
        voice.wrong(str(fault))
        return fault.code
    if isinstance(fault, CannotGoOn):
        voice.wrong(words_for_keeping(fault))
        return 1
    if isinstance(fault, RuleSaysNo | Refused):
        voice.wrong(words_for(fault))
        return 1
    told = described(fault)
    if isinstance(fault, DatabaseFault):
        voice.wrong(
            _("The database does not answer as it should. Was “answerable init” run? “answerable check” tells more.")
        )
    else:
        voice.wrong(_("Something is broken; nothing more was done."))
    voice.wrong(f"{told['error_type']}\n  " + "\n  ".join(told["at"]))
    return 1


def parser() -> argparse.ArgumentParser:
    """Builds the whole command line, every command's part of it declared by its own module."""
    from django.utils.translation import gettext as _

    whole = argparse.ArgumentParser(
        prog="answerable", description=_("Runs Answerable: sets it up, serves it, looks after it.")
    )
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--quiet", action="store_true", help=_("say nothing but results and what went wrong"))
    common.add_argument("--lang", metavar="CODE", help=_("the language to speak: en, es, ar, fr, pt or hi"))
    whole.add_argument("--quiet", action="store_true", help=argparse.SUPPRESS)
    whole.add_argument("--lang", metavar="CODE", help=argparse.SUPPRESS)
    commands = whole.add_subparsers(metavar=_("COMMAND"), required=True)
    for name in COMMANDS:
        importlib.import_module(f"{__package__}.commands.{name}").add(commands, common)
    return whole


def _language(words: Sequence[str]) -> str:
    """Returns the language asked for, else that of the terminal, before anything is said."""
    for at, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang":
            return words[at + 1] if at + 1 < len(words) else "en"
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return said[:2] if said[2:3] in {"", "_", "."} else "en"  # fr_FR.UTF-8; not C.UTF-8
