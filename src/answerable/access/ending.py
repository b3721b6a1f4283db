"""Ending what was opened: sessions and mailed codes of an account. Whoever calls it enters in the ledger why."""

from uuid import UUID

from django.db.models import QuerySet

from .models import Account, MailedCode, Session


def void(account: Account, *, keep: UUID | None = None) -> None:
    but(Session.objects.filter(account=account), keep).delete()
    MailedCode.objects.filter(account=account).delete()


def but(sessions: QuerySet[Session], keep: UUID | None) -> QuerySet[Session]:
    return sessions.exclude(pk=keep) if keep else sessions
