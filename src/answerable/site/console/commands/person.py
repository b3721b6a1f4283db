"""`answerable person`: who is in the records, who may sign in, who holds which office."""

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..finding import CONSOLE, account_of, bytes_of, day_of, network_named, organisation_named, person_of
from ..speaking import Failed, Voice, ask_secret

if TYPE_CHECKING:
    from answerable.alliance.models import Network, OfficeTerm, Organisation


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    person = commands.add_parser("person", parents=[common], help=_("people, their way in, their offices"))
    acts = person.add_subparsers(metavar=_("ACT"), required=True)

    def act(name: str, do: Any, words: str, *arguments: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = acts.add_parser(name, parents=[common], help=words)
        for argument in arguments:
            made.add_argument(argument, metavar=argument.upper())
        made.set_defaults(do=do)
        return made

    listed = act("list", do_list, _("everybody who can sign in"))
    listed.add_argument("--json", action="store_true", help=_("print data for programs"))
    added = act("add", do_add, _("welcome a person"))
    added.add_argument("--name", required=True, metavar="NAME")
    added.add_argument("--email", required=True, metavar="ADDRESS")
    added.add_argument("--language", default="", metavar="CODE", help=_("in which we write to them"))
    added.add_argument("--office", metavar="OFFICE", help=_("entrust them with it at once"))
    added.add_argument("--no-account", action="store_true", help=_("they cannot sign in"))
    _add_place(added)
    offices = act("offices", do_offices, _("what somebody is and was entrusted with"), "who")
    offices.add_argument("--json", action="store_true", help=_("print data for programs"))
    _add_place(act("grant", do_grant, _("entrust somebody with an office"), "who", "office"))
    ended = act("end", do_end, _("end an office of somebody’s"), "who", "office")
    _add_place(ended)
    act("disable", do_disable, _("close somebody’s way in; open sessions end at once"), "who")
    act("enable", do_enable, _("open it again"), "who")
    act(
        "sign-in-code", do_code, _("a code to sign in with, for a quarter of an hour, where no mail can be sent"), "who"
    )
    act(
        "factor-reset",
        do_factor_reset,
        _("remove somebody’s lost second step, where no two others can confirm it; make sure of them first"),
        "who",
    )
    password = act("password", do_password, _("set somebody’s password; all their sessions end"), "who")
    password.add_argument(
        "--password-file", metavar="FILE", help=_("a file whose first line it is; without one it is asked")
    )


def _add_place(act: argparse.ArgumentParser) -> None:
    place = act.add_mutually_exclusive_group()
    place.add_argument("--network", metavar="SLUG", help=_("at this network; without any place at the alliance"))
    place.add_argument("--organisation", metavar="SLUG", help=_("at this organisation"))
    act.add_argument("--until", metavar="DAY", help=_("its last day, as 2026-03-31"))


def do_list(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.models import Person

    people = Person.objects.filter(former_since=None).exclude(account=None).select_related("account").order_by("folded")
    rows = [
        {
            "name": one.name,
            "email": one.account.email,
            "key": str(one.key),
            "state": _("open") if one.account.is_active else _("closed"),
        }
        for one in people
        if one.account
    ]
    voice.table([_("Name"), _("E-mail"), _("Key"), _("Way in")], rows)
    return 0


@transaction.atomic
def do_add(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.actions import people
    from answerable.alliance.permissions import organisation_path

    network, organisation = _place(asked)
    place = network.path if network else organisation_path(organisation.pk if organisation else 0)
    person = people.welcome_person(by=CONSOLE, name=asked.name, email=asked.email, place=place)
    if organisation:
        people.affiliate(by=CONSOLE, person=person, organisation=organisation)
    if not asked.no_account:
        people.give_account(by=CONSOLE, person=person, language=asked.language)
    if asked.office:
        _grant(person, asked.office, network, organisation, day_of(asked.until))
    voice.result(str(person.key))
    return 0


def _place(asked: argparse.Namespace) -> "tuple[Network | None, Organisation | None]":
    if asked.organisation:
        return None, organisation_named(asked.organisation)
    return network_named(asked.network), None


def _grant(
    person: Any, office: str, network: "Network | None", organisation: "Organisation | None", until: dt.date | None
) -> None:
    from answerable.alliance.actions.offices import grant_office

    grant_office(
        by=CONSOLE, person=person, office=_office(office), network=network, organisation=organisation, ends=until
    )


def _office(text: str) -> str:
    from answerable.alliance.rules.words import Office

    try:
        return Office(text.replace("-", "_"))
    except ValueError as wrong:
        raise Failed(
            _("There is no office “%(office)s”. Choose among: %(choices)s")
            % {"office": text, "choices": ", ".join(Office)},
            code=2,
        ) from wrong


def do_offices(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.queries.people import offices_of

    rows = [
        {
            "office": term.office,
            "place": _slug(term),
            "from": term.starts.isoformat(),
            "until": term.ends.isoformat() if term.ends else "",
        }
        for term in offices_of(person_of(asked.who))
    ]
    voice.table([_("Office"), _("Place"), _("From"), _("Until")], rows)
    return 0


def _slug(term: "OfficeTerm") -> str:
    return term.network.slug if term.network else term.organisation.slug if term.organisation else ""


def do_grant(asked: argparse.Namespace, voice: Voice) -> int:
    network, organisation = _place(asked)
    _grant(person_of(asked.who), asked.office, network, organisation, day_of(asked.until))
    voice.progress(_("Entrusted."))
    return 0


def do_end(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.actions.offices import end_office
    from answerable.alliance.queries.days import today_where
    from answerable.alliance.queries.people import offices_of

    network, organisation = _place(asked)
    terms = offices_of(person_of(asked.who)).filter(
        office=_office(asked.office), network=network, organisation=organisation
    )
    term = next((one for one in terms if one.ends is None or one.ends >= today_where(one)), None)
    if term is None:
        raise Failed(_("They do not hold this office there. “answerable person offices” shows what they hold."), code=2)
    end_office(by=CONSOLE, term=term, ends=day_of(asked.until))
    voice.progress(_("Ended."))
    return 0


def do_disable(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.access.actions import disable_account

    disable_account(by=CONSOLE, account=account_of(asked.who))
    voice.progress(_("Closed; their sessions have ended."))
    return 0


def do_enable(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.access.actions import enable_account

    enable_account(by=CONSOLE, account=account_of(asked.who))
    voice.progress(_("Open again."))
    return 0


@transaction.atomic
def do_code(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.access import codes
    from answerable.kit import clock
    from answerable.ledger.actions import record

    account = account_of(asked.who)
    if not account.is_active:
        raise Failed(_("This way in is closed."))
    code = codes.make_code(account, codes.BY_HAND, ends=clock.now() + dt.timedelta(minutes=codes.MINUTES))
    record(CONSOLE, "console.make_sign_in_code", subject=("account", str(account.pk)))
    voice.progress(
        _("Ask for a code on the page of sign-in, then type this one. It works for %(minutes)s minutes and once.")
        % {"minutes": codes.MINUTES}
    )
    print(codes.in_groups(code))
    return 0


def do_factor_reset(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.access.actions import reset_factor
    from answerable.access.refusals import Unacceptable

    try:
        reset_factor(by=CONSOLE, account=account_of(asked.who))
    except Unacceptable as refusal:
        raise Failed(_("They have no second step.")) from refusal
    voice.progress(_("Removed; their sessions have ended, they are told by mail, and it stands in the ledger."))
    return 0


def do_password(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.access.actions import change_password

    account = account_of(asked.who)
    if asked.password_file:
        typed = bytes_of(asked.password_file, most=1000).decode(errors="replace").partition("\n")[0].rstrip("\r")
    else:
        typed = ask_secret(_("Their new password, at least 12 characters"))
    if not typed:
        raise Failed(_("A password is needed."), code=2)
    change_password(by=CONSOLE, account=account, password=typed)
    voice.progress(_("Set; their sessions have ended."))
    return 0
