"""`answerable texts`: what is promised, its fingerprints, and the texts that come with the program."""

import argparse
import json
from typing import Any

from django.utils.translation import gettext as _

from ..finding import CONSOLE, bytes_of
from ..speaking import Failed, Voice

MOST = 10 * 1024 * 1024


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    texts = commands.add_parser("texts", parents=[common], help=_("list, show and verify texts; take in shipped ones"))
    acts = texts.add_subparsers(metavar=_("ACT"), required=True)
    listed = acts.add_parser("list", parents=[common], help=_("every version that was adopted, with its fingerprint"))
    listed.add_argument("--json", action="store_true", help=_("print data for programs"))
    listed.set_defaults(do=do_list)
    show = acts.add_parser(
        "show", parents=[common], help=_("print a text in the form that its fingerprint is made from")
    )
    show.add_argument("text", metavar="TEXT", help=_("the last part of its page’s address"))
    show.add_argument("--version", metavar="VERSION", help=_("without one: the version in force"))
    show.add_argument("--language", metavar="CODE", help=_("without one: the original"))
    show.set_defaults(do=do_show)
    verify = acts.add_parser("verify", parents=[common], help=_("see that no adopted text was changed"))
    verify.add_argument(
        "file", metavar="FILE", nargs="?", help=_("a downloaded text (JSON), to compare with what is kept")
    )
    verify.add_argument("--json", action="store_true", help=_("print data for programs"))
    verify.set_defaults(do=do_verify)
    take = acts.add_parser("take-in", parents=[common], help=_("take shipped texts in as drafts"))
    take.add_argument("texts", metavar="TEXT", nargs="*", help=_("without one: all that are not there yet"))
    take.set_defaults(do=do_take_in)


def do_list(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.conduct.models import Version
    from answerable.conduct.permissions import EVERYBODY_READS

    found = Version.objects.filter(state__in=EVERYBODY_READS).select_related("instrument")
    voice.table(
        (_("Text"), _("Version"), _("State"), _("Adopted"), _("Fingerprint")),
        (
            {"text": one.instrument.slug, "version": one.slug, "state": one.state, "adopted_on": one.adopted_on, "fingerprint": one.fingerprint}
            for one in found.order_by("instrument__network__path", "instrument__order", "number")
        ),
    )  # fmt: skip
    return 0


def do_show(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.conduct.queries import instruments
    from answerable.conduct.queries.reading import canonical_of, languages_of, read

    instrument = instruments.by_slug(asked.text)
    if instrument is None:
        raise Failed(_("There is no such text: %(text)s") % {"text": asked.text}, code=2)
    current = instruments.in_force(instrument)
    version = instruments.find_version(instrument, asked.version or (current.slug if current else ""))
    if version is None:
        raise Failed(_("There is no such version."), code=2)
    language = asked.language or version.original_language
    if language not in languages_of(version, drafts=True):
        raise Failed(_("The text is not there in this language: %(language)s") % {"language": language}, code=2)
    reading = read(version, language)
    print(canonical_of(reading), end="")
    voice.progress(_("Fingerprint: %(fingerprint)s") % {"fingerprint": reading.fingerprint or "–"})
    return 0


def do_verify(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.conduct.queries.verifying import verify_all, verify_data

    if asked.file:
        try:
            checked = verify_data(json.loads(bytes_of(asked.file, most=MOST)))
        except ValueError as fault:
            raise Failed(_("This file is no text that was taken from here.")) from fault
    else:
        checked = verify_all()
    words = {
        "changed_since_adopted": _("its words are not those that were adopted"),
        "not_as_published": _("its words are not those that were published last"),
        "published_changed": _("what was published does not have its fingerprint"),
        "words_differ": _("its words do not have the fingerprint that it says"),
        "not_known_here": _("its fingerprint is not known here"),
    }
    for one in checked.findings:
        voice.wrong(f"{one.text} {one.version} ({one.language}): {words[one.code]}")
    voice.result(
        _("The texts stand: %(count)s were compared.") % {"count": checked.texts}
        if checked.is_sound
        else _("THE TEXTS DO NOT STAND: see above."),
        ok=checked.is_sound, texts=checked.texts, findings=[vars(one) for one in checked.findings],
    )  # fmt: skip
    return 0 if checked.is_sound else 1


def do_take_in(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.conduct.actions.content import take_in
    from answerable.conduct.queries import content

    for text in asked.texts or [text for text, _title in content.not_taken_in()]:
        made = take_in(by=CONSOLE, text=text)
        voice.result(_("A draft is there: %(name)s") % {"name": made.instrument.name}, text=text)
    return 0
