"""The first mails of the demo: what awaits its people, in each one's language, to be read on its page of mails."""

from answerable.access.models import Account
from answerable.jobs.daily import warn_of_rules_about_to_break
from answerable.notices.posting import mail_at_once

from ..reading import read
from .world import World


def write_first_mails(world: World) -> None:
    """Tells those who keep records what is amiss in them, and mails the named people what awaits them."""
    warn_of_rules_about_to_break.run()
    emails = [one["email"] for one in read("named")["people"].values()]
    for account in Account.objects.filter(email__in=emails).order_by("email"):
        mail_at_once(account)
