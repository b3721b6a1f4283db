"""`answerable backup`: everything in one sealed file, the key it is sealed to, and which there are."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..finding import CONSOLE
from ..keeping import in_groups, key_name, secret_from
from ..speaking import Failed, Voice, sure


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    backup = commands.add_parser("backup", parents=[common], help=_("copy everything into one sealed file"))
    backup.add_argument(
        "--to", metavar="FOLDER", help=_("where to put it (ANSWERABLE_BACKUP_TO, or backups/ in the data folder)")
    )
    backup.add_argument(
        "--secrets", action="store_true", help=_("the server’s own keys instead, in a file to be kept elsewhere")
    )
    backup.add_argument("--dry-run", action="store_true", help=_("show what would happen"))
    backup.add_argument("--json", action="store_true", help=_("print data for programs"))
    backup.set_defaults(do=do)
    acts = backup.add_subparsers(metavar=_("ACT"))
    key = acts.add_parser(
        "key", parents=[common], help=_("make the key to which backups are sealed; its words are shown once")
    )
    key.add_argument("--public", metavar="KEY", help=_("a public key that was made elsewhere"))
    key.add_argument("--replace", action="store_true", help=_("from now on another key than the present one"))
    key.add_argument("--show", action="store_true", help=_("say which key is in use"))
    key.add_argument("--json", action="store_true", help=_("print data for programs"))
    key.add_argument("--yes", action="store_true", help=_("do not ask"))
    key.set_defaults(do=do_key)
    listed = acts.add_parser("list", parents=[common], help=_("the backups there are"))
    listed.add_argument("--to", metavar="FOLDER", help=_("where they lie"))
    listed.add_argument("--json", action="store_true", help=_("print data for programs"))
    listed.set_defaults(do=do_list)


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups import keys, making, places

    to = Path(asked.to) if asked.to else None
    if asked.dry_run:
        target = to or places.default_target()
        words = _("Would be sealed to the key %(key)s and written into %(folder)s.")
        name = key_name(keys.needed())
        voice.result(words % {"key": name, "folder": target}, key=name.replace(" ", ""), folder=str(target))
        return 0
    made = making.back_up_secrets(by=CONSOLE, to=to) if asked.secrets else making.back_up(by=CONSOLE, to=to)
    for name in made.removed:
        voice.progress(
            _("Removed, since it is older than %(days)s days: %(file)s") % {"days": settings.BACKUP_DAYS, "file": name}
        )
    if to is None and not asked.secrets:
        voice.progress(_("It lies on the same machine as the data: take it elsewhere, or give --to a folder that is."))
    if asked.secrets:
        voice.progress(_("Keep it apart from the backups: together they open everything that is sealed in them."))
    words = _("%(file)s: %(size)s KB, sealed to the key %(key)s, in %(seconds)s s.")
    facts = {"file": made.path, "size": made.size // 1024, "key": in_groups(made.key), "seconds": f"{made.seconds:.1f}"}
    voice.result(
        words % facts, file=str(made.path), size=made.size, seconds=round(made.seconds, 2), key=made.key,
        made_at=made.manifest.made_at, rows=made.manifest.facts.rows if made.manifest.facts else {},
        ledger=made.manifest.facts.ledger_n if made.manifest.facts else None, removed=list(made.removed),
    )  # fmt: skip
    return 0


def do_list(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups import places, rules
    from answerable.backups.opening import sealed_for

    folder = Path(asked.to) if asked.to else places.default_target()
    rows = [
        {"file": path.name, "made_at": f"{made:%Y-%m-%d %H:%M}", "kb": path.stat().st_size // 1024, "key": in_groups(sealed_for(path))}
        for path in sorted(folder.glob("answerable-*.sealed"))
        if (made := rules.made_at(path.name)) is not None
    ]  # fmt: skip
    voice.table([_("File"), _("Made (UTC)"), _("KB"), _("Key")], rows)
    return 0


def do_key(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups import keys

    kept = keys.kept()
    if asked.show:
        public = keys.needed()
        voice.result(
            f"{key_name(public)}\n{keys.written(public)}",
            key=key_name(public).replace(" ", ""),
            public=keys.written(public),
        )
        return 0
    if kept is not None and not asked.replace:
        raise Failed(
            _(
                "There is a key already: %(key)s. --replace takes another from now on; old backups open with the old one only."
            )
            % {"key": key_name(kept)}
        )
    public = keys.read(asked.public) if asked.public else _made_on_paper(asked, voice)
    keys.keep(public)
    voice.progress(_("From now on backups are sealed to the key %(key)s.") % {"key": key_name(public)})
    voice.progress(_("Try it now: answerable backup, then answerable restore FILE --drill"))
    if asked.public:
        voice.result(keys.written(public), key=key_name(public).replace(" ", ""), public=keys.written(public))
    return 0


def _made_on_paper(asked: argparse.Namespace, voice: Voice) -> bytes:
    """Shows a new secret once, and goes on when somebody has it on paper; it is written nowhere here."""
    from answerable import vault
    from answerable.backups import keys
    from answerable.vault import boxes, paper

    if not sure(_("22 words will be shown, once. Is paper at hand, and nobody looking?"), yes=asked.yes):
        raise Failed(_("Nothing was changed."))
    secret = boxes.new_secret()
    public, words = boxes.public_of(secret), paper.as_words(secret)
    lines = [
        "   ".join(f"{at + 1:>2} {word:<9}" for at, word in enumerate(words) if at // 4 == row) for row in range(6)
    ]
    text = "\n".join(
        [
            _("Answerable: what opens the backups. Keep this paper with the board, never on the server."), "",
            *(line.rstrip() for line in lines), "",
            _("Key: %(key)s") % {"key": key_name(public)},
            _("Server: %(server)s") % {"server": in_groups(vault.public_key().hex()[:16])},
            _("To open a backup: answerable restore FILE, and type these words."),
            "", _square(" ".join(words)),
        ]
    )  # fmt: skip
    voice.result(
        text, paper=words, key=boxes.name_of(public), public=keys.written(public), made_on=f"{_today():%Y-%m-%d}"
    )
    if not asked.yes and secret_from(None) != secret:
        raise Failed(_("These are other words than those shown. No key was kept: begin again."))
    return public


def _today() -> dt.date:
    from answerable.kit import clock

    return clock.today()


def _square(text: str) -> str:
    """Returns a QR code made of letters, for whoever wants to photograph the paper with a machine that is not online."""
    import io

    import segno

    drawn = io.StringIO()
    segno.make(text, error="m").terminal(drawn, compact=True)
    return drawn.getvalue()
