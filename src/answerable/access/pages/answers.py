"""Small things that all pages of this room need."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .. import lost_factor
from ..actions import stop_removal
from ..actors import Actor
from ..models import Account
from ..sessions import SessionStore


def lead_to(address: str) -> HttpResponse:
    """Leads on with a GET, so that loading the page again sends nothing twice."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def account_here(request: HttpRequest) -> Account:
    """Returns the account that is signed in; the door has seen to it that there is one."""
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("the door of this page lets only accounts in")
    return account


def found_again(account: Account) -> None:
    """Stops the removal of a second factor that was just used: it is not lost."""
    if lost := lost_factor.open_of(account.pk):
        stop_removal(by=Actor(account_id=account.pk), lost=lost)


def session_here(request: HttpRequest) -> UUID | None:
    return request.session.row_id if isinstance(request.session, SessionStore) else None
