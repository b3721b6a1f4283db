"""Whether each step is done, what of it is there in words, and where or how it is done."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from answerable.alliance.rules.first_steps import FirstStep as F
from answerable.kit.languages import name as language_name

from .seen import Seen

ENOUGH = 2  # people in the secretariat: so many confirm that somebody lost a second step

IS_DONE: dict[F, Callable[[Seen], bool]] = {
    F.OWN_FACTOR: lambda seen: seen.has_second_step,
    F.SECOND_PERSON: lambda seen: seen.records.secretariat >= ENOUGH,
    F.MAIL: lambda seen: seen.can_send and seen.records.mail_arrives,
    F.NAMES: lambda seen: not seen.records.nameless and not seen.records.undescribed,
    F.LOOK: lambda seen: seen.records.has_look,
    F.LANGUAGES: lambda seen: not seen.records.unread,
    F.PRIVACY: lambda seen: seen.records.has_privacy_words,
    F.KINDS: lambda seen: seen.records.are_kinds_settled,
    F.NETWORKS: lambda seen: seen.records.networks > 0,
    F.ORGANISATIONS: lambda seen: seen.records.organisations > 0,
    F.COORDINATORS: lambda seen: seen.records.networks > 0 and not seen.records.without_coordinator,
    F.INVITATIONS: lambda seen: seen.records.invited > 0 or seen.records.speaks_for_one,
    F.DUTIES: lambda seen: seen.duties > 0,
    F.JOBS: lambda seen: seen.jobs_run,
    F.BACKUP_KEY: lambda seen: seen.has_backup_key and seen.keys_apart_on is not None,
    F.BACKUP: lambda seen: seen.backup_on is not None,
}


def fact_of(step: F, seen: Seen) -> str:
    """Says what of a step is there already, or what is missing; empty where its state says it all."""
    return FACTS[step](seen) if step in FACTS else ""


def place_of(step: F, seen: Seen) -> str:
    """Returns the page on which a step is done; empty for what is done on the server."""
    return PLACES[step](seen) if step in PLACES else ""


def command_of(step: F, seen: Seen) -> str:
    """Returns what whoever runs the server types; empty for what is done on a page."""
    if step == F.BACKUP_KEY and seen.has_backup_key:
        return "bin/answerable backup --secrets --to /media/stick"
    return COMMANDS.get(step, "")


def _page(name: str) -> Callable[[Seen], str]:
    return lambda _seen: reverse(name)


def _of_the_whole(name: str) -> Callable[[Seen], str]:
    return lambda seen: reverse(name, args=[seen.root])


def _second_person(seen: Seen) -> str:
    """By invitation where mail goes out; else by recording somebody, who is given a way in by hand."""
    if seen.can_send:
        return f"{reverse('desk_network_invite', args=[seen.root])}?office=secretariat"
    return reverse("desk_welcome_person", args=[seen.root])


PLACES: dict[F, Callable[[Seen], str]] = {
    F.OWN_FACTOR: _page("security"),
    F.SECOND_PERSON: _second_person,
    F.MAIL: _page("secretariat_mail"),
    F.NAMES: _of_the_whole("desk_network_names"),
    F.LOOK: _page("secretariat_branding"),
    F.LANGUAGES: _page("secretariat_languages"),
    F.PRIVACY: _page("secretariat_privacy"),
    F.KINDS: _page("secretariat_kinds"),
    F.NETWORKS: _of_the_whole("desk_network_open"),
    F.ORGANISATIONS: _of_the_whole("import_begin"),
    F.COORDINATORS: _of_the_whole("desk_network_gaps"),
    F.INVITATIONS: _of_the_whole("desk_invite"),
    F.DUTIES: _page("duties_take_in"),
}
COMMANDS = {
    F.JOBS: "bin/answerable serve",
    F.BACKUP_KEY: "bin/answerable backup key",
    F.BACKUP: "bin/answerable backup --to /mnt/elsewhere",
}


def _people(seen: Seen) -> str:
    number, invited = seen.records.secretariat, seen.records.invited_to_secretariat
    said = [
        ngettext("%(n)s person can sign in for the secretariat.", "%(n)s people can sign in for the secretariat.", number)
        % {"n": number}
    ]  # fmt: skip
    if invited:
        asked = ngettext("%(n)s more is invited.", "%(n)s more are invited.", invited)
        said.append(asked % {"n": invited})
    if number == ENOUGH:
        said.append(_("With a third, you can give back each other’s lost second step as well."))
    return " ".join(said)


def _mail(seen: Seen) -> str:
    if not seen.can_send:
        return _("No mail is set up: people see notices when they sign in")
    if seen.records.mail_arrives:
        return _("Somebody has typed a code that was mailed: mail arrives.")
    return _(
        "A server takes the mail. That it arrives is known when somebody first types a mailed code: sign in with one."
    )


def _names(seen: Seen) -> str:
    missing = {
        _("No name yet in: %(languages)s."): seen.records.nameless,
        _("No description yet in: %(languages)s."): seen.records.undescribed,
    }
    return " ".join(words % {"languages": _listed(codes)} for words, codes in missing.items() if codes)


def _languages(seen: Seen) -> str:
    if not seen.records.unread:
        return ""
    return _("No speaker has read yet: %(languages)s.") % {"languages": _listed(seen.records.unread)}


def _networks(seen: Seen) -> str:
    number = seen.records.networks
    return ngettext("%(n)s network", "%(n)s networks", number) % {"n": number} if number else ""


def _organisations(seen: Seen) -> str:
    number = seen.records.organisations
    return ngettext("%(n)s organisation", "%(n)s organisations", number) % {"n": number} if number else ""


def _coordinators(seen: Seen) -> str:
    number = seen.records.without_coordinator
    if not seen.records.networks:
        return _("There is no network yet.")
    if not number:
        return ""
    return ngettext("%(n)s network has no coordinator", "%(n)s networks have no coordinator", number) % {"n": number}


def _jobs(seen: Seen) -> str:
    return "" if seen.jobs_run else _("Nothing was done by itself in the last hours.")


def _backup_key(seen: Seen) -> str:
    if not seen.has_backup_key or seen.keys_apart_on:
        return ""
    return _("The key is made. The server’s own keys are not yet kept apart.")


def _backup(seen: Seen) -> str:
    if seen.backup_on is None:
        return ""
    return _("The newest is of %(day)s.") % {"day": date_format(seen.backup_on, "DATE_FORMAT")}


def _duties(seen: Seen) -> str:
    return ngettext("%(n)s duty", "%(n)s duties", seen.duties) % {"n": seen.duties} if seen.duties else ""


def _listed(codes: tuple[str, ...]) -> str:
    reader = get_language() or "en"
    return _(", ").join(language_name(code, reader) for code in codes)


FACTS: dict[F, Callable[[Seen], str]] = {
    F.SECOND_PERSON: _people,
    F.MAIL: _mail,
    F.NAMES: _names,
    F.LANGUAGES: _languages,
    F.NETWORKS: _networks,
    F.ORGANISATIONS: _organisations,
    F.COORDINATORS: _coordinators,
    F.DUTIES: _duties,
    F.JOBS: _jobs,
    F.BACKUP_KEY: _backup_key,
    F.BACKUP: _backup,
}
