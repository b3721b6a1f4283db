"""Somebody's own keys through the years: another passphrase, the words on paper, and a new beginning when both are lost.

None of it is anybody's but the person's own: no administrator can do it for them, and a new sign-in unlocks nothing.
"""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.vault import Unreadable, people, visits
from answerable.vault.paper import NotSuchAPaper, as_words

from ..models import Handler, NextKeys
from ..queries.keepers import lost_with
from .leaving import DESK
from .teams import NewKeys, NotYours, _enter


def change_passphrase(*, by: Actor, handler: Handler, old: str, new: str, near: tuple[str, ...] = ()) -> None:
    """Locks one's keys with another passphrase and ends all sessions; `NotYours`, `WeakPassphrase`, `Busy`."""
    found = _own(by, handler)
    seed = _seed(found, old)
    _lock(by, found, people.lock(seed, new, bound_to=str(found.pk), near=near), "change_passphrase")


def renew_by_words(*, by: Actor, handler: Handler, words: str, new: str, near: tuple[str, ...] = ()) -> NewKeys:
    """Sets a passphrase with the words on paper, which are good no more: others are returned, to be noted again."""
    found = _own(by, handler)
    try:
        seed = people.recover(bytes(found.by_recovery), words, bound_to=str(found.pk))
    except (NotSuchAPaper, Unreadable) as error:
        raise Unacceptable("not_these_words", field="words") from error
    locked = people.lock(seed, new, bound_to=str(found.pk), near=near)
    with transaction.atomic():
        told = _new_words(found, seed)
        _lock(by, found, locked, "renew_by_words")
    return told


def new_words(*, by: Actor, handler: Handler, passphrase: str) -> NewKeys:
    """Returns other words for paper; those before are good no more, and these are to be noted again; `NotYours`, `Busy`."""
    found = _own(by, handler)
    seed = _seed(found, passphrase)
    with transaction.atomic():
        told = _new_words(found, seed)
        _enter(by, "new_recovery_words", found.team)
    return told


def begin_anew(*, by: Actor, handler: Handler, passphrase: str, near: tuple[str, ...] = ()) -> NewKeys:
    """Makes other keys for who lost passphrase and words; they open nothing before two colleagues signed for them.

    Refused while somebody alone could read a case with the keys that are lost.
    """
    found = _own(by, handler)
    if lost := lost_with(found).without_reader:
        raise Unacceptable("only_reader", n=lost)
    seed, code = people.new_seed(), people.new_recovery_code()
    public, about = people.keys_of(seed).public, str(found.pk)
    row = NextKeys(
        handler=found, box=public.box, verify=public.verify,
        by_passphrase=people.lock(seed, passphrase, bound_to=about, near=near),
        by_recovery=people.lock_for_recovery(seed, code, bound_to=about),
    )  # fmt: skip
    with transaction.atomic():
        NextKeys.held.filter(handler=found).delete()
        row.save(force_insert=True)
        _enter(by, "begin_anew", found.team)
    return NewKeys(found, tuple(as_words(code)), tuple(people.fingerprint_of(public)))


def words_of_next_keys(*, by: Actor, handler: Handler, passphrase: str) -> tuple[str, ...]:
    """Returns the eight words of the keys that somebody made anew and nobody has signed for, out of these keys themselves.

    None where there are no such keys, or the passphrase is not theirs; `NotYours`, `Busy`, `AnotherPepper`.
    """
    found = _own(by, handler)
    row = NextKeys.held.filter(handler=found).first()
    if row is None:
        return ()
    try:
        seed = people.unlock(bytes(row.by_passphrase), passphrase, bound_to=str(found.pk))
    except people.WrongPassphrase:
        return ()
    return tuple(people.fingerprint_of(people.keys_of(seed).public))


def _own(by: Actor, handler: Handler) -> Handler:
    found: Handler | None = (
        Handler.held.select_related("team").filter(pk=handler.pk, account=by.opaque_id, until=None).first()
    )
    if not by.is_known or found is None or not len(found.box):
        raise NotYours
    return found


def _seed(found: Handler, passphrase: str) -> bytes:
    try:
        return people.unlock(bytes(found.by_passphrase), passphrase, bound_to=str(found.pk))
    except people.WrongPassphrase as error:
        raise NotYours from error


def _new_words(found: Handler, seed: bytes) -> NewKeys:
    code = people.new_recovery_code()
    found.by_recovery, found.code_noted_on = people.lock_for_recovery(seed, code, bound_to=str(found.pk)), None
    found.save(update_fields=["by_recovery", "code_noted_on"])
    return NewKeys(found, tuple(as_words(code)))


@transaction.atomic
def _lock(by: Actor, found: Handler, locked: bytes, act: str) -> None:
    found.by_passphrase = locked
    found.save(update_fields=["by_passphrase"])
    _enter(by, act, found.team)
    visits.end_all_of(DESK, str(found.pk))
