"""Sessions in the database: stored under a hash of the cookie, sealed, and over after a pause or a working day."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import Error as DatabaseFault
from django.db import IntegrityError, transaction

from answerable import vault
from answerable.kit import clock, saving

from .models import Session

PURPOSE = "access.session"


def hashed(key: str) -> str:
    """Returns the name under which the session of a cookie is stored; it opens nothing when sent as a cookie."""
    return hashlib.sha256(key.encode()).hexdigest()


def this_minute() -> dt.datetime:
    return clock.now().replace(second=0, microsecond=0)


def is_over(row: Session) -> bool:
    """Whether a session has ended: a pause too long, the working day over, or its account disabled."""
    now = clock.now()
    if now >= row.ends_at or now - row.seen_at >= dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES):
        return True
    return row.account is not None and not row.account.is_active


@contextmanager
def _as_far_as_there_is_room() -> Iterator[None]:
    """Lets people go on reading where nothing can be kept; what they send is refused elsewhere, in words."""
    try:
        yield
    except DatabaseFault as fault:
        if not saving.reason_of(fault):
            raise


class SessionStore(SessionBase):
    """Django's session backend over `Session`. `ended_for` is the account whose session was just found to be over."""

    ended_for: UUID | None = None
    row_id: UUID | None = None
    seen_at: dt.datetime | None = None

    def load(self) -> dict[str, Any]:
        row = Session.objects.select_related("account").filter(key_hash=hashed(self.session_key or "")).first()
        if row is not None and not is_over(row):
            try:
                clear = vault.unseal(PURPOSE, bytes(row.data), bound_to=row.key_hash)
            except vault.Unreadable:
                pass
            else:
                self.row_id, self.seen_at = row.id, row.seen_at
                loaded: dict[str, Any] = json.loads(clear)
                return loaded
        if row is not None:
            self.ended_for = row.account_id
            with _as_far_as_there_is_room():
                row.delete()
        self._session_key = None
        return {}

    def touch(self) -> None:
        """Notes, by the minute, that somebody is here: the pause is counted from now."""
        minute = this_minute()
        self._get_session()  # type: ignore[attr-defined] # of SessionBase, not in its stubs
        if self.row_id and self.seen_at != minute:
            with _as_far_as_there_is_room():
                Session.objects.filter(pk=self.row_id).update(seen_at=minute)
            self.seen_at = minute

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=hashed(session_key)).exists()

    def create(self) -> None:
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined] # of SessionBase, not in its stubs
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined] # as above
        key_hash = hashed(self.session_key)
        kept = {
            "account_id": data.get(SESSION_KEY),
            "data": vault.seal(PURPOSE, json.dumps(data).encode(), bound_to=key_hash),
        }
        if must_create:
            self._open(key_hash, kept)
        else:
            self._keep(key_hash, kept)
        return None

    def _keep(self, key_hash: str, kept: dict[str, Any]) -> None:
        is_there = True
        with _as_far_as_there_is_room():
            is_there = bool(Session.objects.filter(key_hash=key_hash).update(**kept))
        if not is_there:
            raise UpdateError

    def _open(self, key_hash: str, kept: dict[str, Any]) -> None:
        minute = this_minute()
        ends = minute + dt.timedelta(hours=settings.SESSION_HOURS)
        try:
            with transaction.atomic():
                row = Session.objects.create(
                    key_hash=key_hash, opened_on=clock.today(), seen_at=minute, ends_at=ends, **kept
                )
        except IntegrityError as taken:
            raise CreateError from taken
        self.row_id, self.seen_at = row.id, minute

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        now = clock.now()
        Session.objects.filter(ends_at__lte=now).delete()
        Session.objects.filter(seen_at__lte=now - dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES)).delete()
