"""Why a backup, a restore or an upgrade does not go on, in a terminal; and the habits those commands share."""

import sys
from pathlib import Path

from django.utils.translation import gettext as _

from answerable.backups.refusals import CannotGoOn
from answerable.vault import boxes, paper

from .finding import bytes_of
from .speaking import Failed, ask_secret

LONGEST_SECRET = 64 * 1024  # the whole paper, with its square


def words_for(refusal: CannotGoOn) -> str:
    """Returns why something does not go on; a reason that is not known here by its code."""
    known = {
        "no_key": _("There is no key to seal backups to yet: answerable backup key"),
        "no_such_key": _("This is no public key of a backup. It begins with “answerable-backup-key-1:”."),
        "in_use": _("The site is running, or another command has the data. Stop “answerable serve” first; nothing was changed."),
        "being_restored": _("A restore or an upgrade has the data just now. Wait until it is done."),
        "being_made": _("Another backup is being made just now."),
        "answers": _("Something still answers at %(address)s. Stop it first; nothing was changed."),
        "others_connected": _("%(count)s others are connected to the database. Stop every web server and worker first; nothing was changed."),
        "not_empty": _("There is an alliance here already. With --replace it is kept aside and the backup takes its place."),
        "has_secrets": _("This server has keys of its own. With --replace they are kept aside and those of the file take their place."),
        "no_such_target": _("The folder %(target)s cannot be made."),
        "no_room": _("There is not enough room: %(needed)s MB are needed, %(free)s MB are free."),
        "no_room_for_copy": _("There is not enough room for a copy: %(needed)s MB are needed, %(free)s MB are free."),
        "no_client": _("%(program)s is not on this machine. Bring it with: %(command)s"),
        "program_failed": _("%(program)s did not succeed. See that it is at least as new as the server, and what the database’s own log says."),
        "unreadable_file": _("%(file)s cannot be read."),
        "not_a_backup": _("%(file)s is no backup of Answerable."),
        "wrong_key": _("THE WRONG KEY. This file is sealed to the key %(wanted)s; what was typed opens %(given)s. Nothing was opened and nothing was changed."),
        "damaged": _("%(file)s is damaged: it was altered, cut off or lengthened. Nothing was changed. Take another backup."),
        "no_manifest": _("The file does not say what it is. Nothing was changed."),
        "other_version": _("The file is of a kind (%(version)s) that this program does not know. Nothing was changed."),
        "is_a_secrets": _("This file holds a server’s keys, not a backup: answerable restore --secrets FILE"),
        "is_a_backup": _("This file is a backup, not a server’s keys: answerable restore FILE"),
        "not_signed_here": _("This backup was signed by another server (%(signer)s) than the one whose keys are here (%(here)s). Bring back its keys first: answerable restore --secrets FILE"),
        "secrets_missing": _("The server’s keys are not here. Bring them back first: answerable restore --secrets FILE"),
        "pepper_missing": _("The file secrets/pepper is not here. Without it no passphrase and no code opens what the safe space holds. Bring it back first: answerable restore --secrets FILE"),
        "parts_differ": _("The parts of the backup are not those it was signed with. Nothing was changed."),
        "other_database": _("The backup is of %(wanted)s, and here is %(here)s. See DATABASE_URL."),
        "pages_broken": _("The database in it is damaged (%(said)s). Nothing was changed."),
        "links_broken": _("Rows in it point to rows that are not there (%(said)s). Nothing was changed."),
        "rows_differ": _("What is in it does not agree with what was signed. Nothing was changed."),
        "newer_program": _("It was made by a newer program (%(migration)s). Upgrade this one first. Nothing was changed."),
        "ledger_broken": _("The ledger in it does not stand (%(reason)s). Nothing was changed."),
        "upgrade_failed": _("The upgrade failed (%(reason)s). Everything is back to where it was: go on with the program you had before."),
        "not_postgresql": _("This moves into PostgreSQL: set DATABASE_URL to the database that everything is to go into."),
        "came_otherwise": _("Not every row came over as it was (%(table)s). Everything was taken back; the file is as it was."),
        "not_empty_there": _("There is an alliance in that database already. Nothing was changed."),
        "older_tables": _("The file is of an older program (%(migration)s is missing). Upgrade it first, without DATABASE_URL: answerable upgrade. Nothing was changed."),
        "still_waiting": _("Some tables are still behind the program."),
    }  # fmt: skip
    words = known.get(refusal.code)
    return words % refusal.facts if words else _("This was refused (%(code)s).") % {"code": refusal.code}


def secret_from(key_file: str | None) -> bytes:
    """Returns the secret that opens a backup: from a file, from standard input with “-”, or typed unseen."""
    if key_file == "-":
        text = sys.stdin.read(LONGEST_SECRET)
    elif key_file:
        text = bytes_of(key_file, most=LONGEST_SECRET).decode("utf-8", "replace")
    else:
        text = ask_secret(_("The words on the paper"))
    if not text.strip():
        raise Failed(
            _("The words of the backup key are needed: --key-file FILE, or “--key-file -” to type them."), code=2
        )
    return _read(text)


def _read(text: str) -> bytes:
    try:
        return paper.from_words(text)
    except paper.NotSuchAPaper as fault:
        if fault.word:
            raise Failed(
                _("Word %(number)s is none of ours. Look at it again.") % {"number": fault.word}, code=2
            ) from fault
        words = _("These are not the 22 words of a backup key: one is wrong, missing, or in the wrong place.")
        raise Failed(words, code=2) from fault


def file_named(path: str) -> Path:
    found = Path(path)
    if not found.is_file():
        raise Failed(_("%(path)s is no file.") % {"path": path}, code=2)
    return found


def in_groups(name: str) -> str:
    """Returns 16 hex digits in groups of four, to be compared by eye."""
    return " ".join(name[at : at + 4] for at in range(0, len(name), 4))


def key_name(public: bytes) -> str:
    return in_groups(boxes.name_of(public))
