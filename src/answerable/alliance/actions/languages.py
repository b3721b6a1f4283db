"""The languages of the interface: adding one, offering it, taking it back, and who has read it."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, own_texts
from answerable.kit import languages as tongues

from ..models import InterfaceLanguage, Profile
from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..queries.languages import is_added, there_are
from .own_texts import draw_words_version
from .recording import enter


@transaction.atomic
def add_language(*, by: Actor, code: str) -> InterfaceLanguage:
    """Adds a language to translate into; nobody is offered it before the secretariat says so."""
    require(may_keep_alliance(by), "needs_secretariat")
    if code not in tongues.known():
        raise Unacceptable("language_unknown", field="code")
    if code in there_are():
        raise Unacceptable("language_there_already", field="code")
    made = InterfaceLanguage.objects.create(code=code, added_on=clock.today())
    enter(by, "add_language", subject=("language", code), place=ROOT_PATH)
    return made


@transaction.atomic
def offer_language(*, by: Actor, code: str) -> Profile:
    """Offers a language to everybody; what has no words in it yet is said in English."""
    require(may_keep_alliance(by), "needs_secretariat")
    kept = Profile.objects.select_for_update().get(pk=1)
    if code not in there_are():
        raise Unacceptable("language_unknown")
    if code not in kept.languages:
        kept.languages = [*kept.languages, code]
        kept.save(update_fields=["languages"])
        enter(by, "offer_language", subject=("language", code), place=ROOT_PATH)
    return kept


@transaction.atomic
def withdraw_language(*, by: Actor, code: str) -> Profile:
    """Offers a language to nobody any more; its words stay. The alliance's own language cannot be withdrawn."""
    require(may_keep_alliance(by), "needs_secretariat")
    kept = Profile.objects.select_for_update().get(pk=1)
    if kept.languages[:1] == [code]:
        raise Unacceptable("language_is_the_first")
    if code in kept.languages:
        kept.languages = [one for one in kept.languages if one != code]
        kept.save(update_fields=["languages"])
        enter(by, "withdraw_language", subject=("language", code), place=ROOT_PATH)
    return kept


@transaction.atomic
def remove_language(*, by: Actor, code: str) -> int:
    """Removes a language that the alliance added, with its words; returns how many texts went."""
    require(may_keep_alliance(by), "needs_secretariat")
    kept = Profile.objects.select_for_update().get(pk=1)
    if not is_added(code):
        raise Unacceptable("language_is_shipped")
    if code in kept.languages:
        raise Unacceptable("language_is_offered")
    InterfaceLanguage.objects.filter(code=code).delete()
    number = own_texts.given_up(code)
    draw_words_version()
    enter(by, "remove_language", subject=("language", code), place=ROOT_PATH, detail={"texts": number})
    return number


@transaction.atomic
def record_reading(*, by: Actor, code: str, read_by: str, read_on: dt.date) -> InterfaceLanguage:
    """Records that a speaker has read a language, as they wish to be called."""
    require(may_keep_alliance(by), "needs_secretariat")
    if code not in there_are():
        raise Unacceptable("language_unknown")
    if not read_by.strip():
        raise Unacceptable("reader_needed", field="read_by")
    if read_on > clock.today():
        raise Unacceptable("in_the_future", field="read_on")
    row, _ = InterfaceLanguage.objects.update_or_create(
        code=code,
        defaults={"read_by": read_by.strip(), "read_on": read_on},
        create_defaults=_new(code, read_by, read_on),
    )
    enter(by, "record_reading", subject=("language", code), place=ROOT_PATH)
    return row


def _new(code: str, read_by: str, read_on: dt.date) -> dict[str, object]:
    return {"code": code, "added_on": clock.today(), "read_by": read_by.strip(), "read_on": read_on}


@transaction.atomic
def forget_reading(*, by: Actor, code: str) -> None:
    """Says again that nobody has read a language, for example after much of it changed."""
    require(may_keep_alliance(by), "needs_secretariat")
    InterfaceLanguage.objects.filter(code=code).update(read_by="", read_on=None)
    enter(by, "forget_reading", subject=("language", code), place=ROOT_PATH)
