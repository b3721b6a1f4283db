"""`answerable invite`: organisations of a network, each by a mail in its own language."""

import argparse
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..finding import CONSOLE, network_named, organisation_named
from ..speaking import Failed, Voice, sure

if TYPE_CHECKING:
    from answerable.alliance.actions.inviting import Invited
    from answerable.alliance.models import Network, Organisation


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser(
        "invite", parents=[common], help=_("invite organisations to sign in"),
        description=_(
            "Mails an invitation to every organisation of a network that has an address and for which nobody signs in "
            "yet. One at risk is invited only where it is named."
        ),
    )  # fmt: skip
    command.add_argument("--network", metavar="SLUG", help=_("of this network; without it of the alliance"))
    command.add_argument(
        "--organisation",
        metavar="SLUG",
        action="append",
        default=[],
        help=_("only this one; may be said several times"),
    )
    command.add_argument("--office", default="focal_point", choices=("focal_point", "partner_representative"))
    command.add_argument("--dry-run", action="store_true", help=_("show what would happen, send nothing"))
    command.add_argument("--json", action="store_true", help=_("print data for programs, every organisation of it"))
    command.add_argument("--yes", action="store_true", help=_("do not ask"))
    command.set_defaults(do=do_invite)


def do_invite(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.actions import inviting
    from answerable.alliance.rules.invitations import MOST_AT_ONCE

    network = network_named(asked.network)
    found = _organisations(asked, network)
    sorted_out = inviting.sort_out(found, by_itself=bool(asked.organisation))
    chosen = [one.organisation for one in sorted_out.made if one.organisation][:MOST_AT_ONCE]
    if asked.dry_run or not chosen:
        _tell(sorted_out, voice, _("Nothing was sent."), done=False)
        return 0
    words = _("Send %(n)s invitations?") % {"n": len(chosen)}
    if not sure(words, yes=asked.yes):
        raise Failed(_("Nothing was sent."))
    inviting.invite_organisations(by=CONSOLE, organisations=chosen, office=asked.office, place=network)
    _tell(sorted_out, voice, _("%(n)s invitations are on their way.") % {"n": len(chosen)}, done=True)
    return 0


def _organisations(asked: argparse.Namespace, network: "Network") -> "list[Organisation]":
    from answerable.alliance.queries.todo import kept_organisations

    kept = kept_organisations(CONSOLE, network).prefetch_related("memberships__network").order_by("sort_key", "pk")
    if asked.organisation:
        kept = kept.filter(pk__in=[organisation_named(slug).pk for slug in asked.organisation])
    return list(kept)


def _tell(sorted_out: "Invited", voice: Voice, words: str, *, done: bool) -> None:
    state = "invited" if done else "would_be_invited"
    rows = [
        {"organisation": one.organisation.slug, "language": one.language, "state": state, "why": ""}
        for one in sorted_out.made
        if one.organisation
    ]
    rows += [
        {"organisation": organisation.slug, "language": "", "state": "left_out", "why": why}
        for organisation, why in sorted_out.left_out
    ]
    voice.table([_("Organisation"), _("Language"), _("State"), _("Why")], rows)
    voice.progress(words)
