"""Who is a handler, by their account."""

from ..models import Handler


def handlers_of(account: str) -> list[Handler]:
    """Returns what somebody is at teams today; nobody else learns of it."""
    return list(Handler.held.filter(account=account, until=None).select_related("team").order_by("since", "pk"))
