"""What somebody had written when their session ended, or was too old for a dangerous act, is kept until they are back.

It lies sealed in the session of the same browser, and is shown again to the same account only. Files are not kept,
and passwords and codes are not either.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from .models import Account

KEY = "kept_while_away"
LONGEST = 200_000
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "password", "old_password", "new_password", "again", "code", "passphrase"})


def keep_what_was_sent(request: HttpRequest, account_id: UUID | None) -> None:
    """Keeps the fields of a form that could not be taken, for the account that wrote them."""
    if request.method != "POST" or account_id is None:
        return
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    if sum(len(value) for _, value in fields) > LONGEST:
        return
    request.session[KEY] = {"account": str(account_id), "page": request.get_full_path(), "fields": fields}


def what_was_kept(request: HttpRequest, account: Account) -> dict[str, Any] | None:
    """Returns what this account had written here, and notes that it was shown."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept or kept["account"] != str(account.pk):
        return None
    request.session[KEY] = {**kept, "shown": True}
    return kept


def page_of_what_was_kept(request: HttpRequest, account: Account) -> str:
    """Returns the page that shows it again, or nothing; what was shown, or written by somebody else, is dropped."""
    kept = request.session.get(KEY)
    if not kept:
        return ""
    if kept["account"] == str(account.pk) and not kept.get("shown"):
        return reverse("sent_again")
    del request.session[KEY]
    return ""


def readable(kept: dict[str, Any]) -> list[str]:
    """Returns what can be recognised of it: the words, without ticks and numbers."""
    return [value for _, value in kept["fields"] if len(value) > 2 and not value.isdigit()]
