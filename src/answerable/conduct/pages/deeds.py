"""This room's acts in words, for the pages of what was done."""

from collections.abc import Callable, Collection, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.queries.deeds import Deeds, Thing, provide_deeds
from answerable.kit import clock

from ..models import Instrument, Version
from ..queries import instruments
from ..queries.local_codes import with_surroundings
from ..queries.standing import read_by
from .presenters.signatures import title_of

CLAUSES = _("Clauses of a text were written or put in order")
AROUND = _("Words around a text were written")
TRANSLATION = _("A translation of a text was begun, shown or taken back")
MOMENTS = _("The moments of a local code were written down")
TEMPLATE = _("The moments that local codes begin with were changed")
DECIDED = _("What a body decided was written down")
SIGNERS = _("It was set who signs a text")
TAKING_PART = _("It was said who takes part in a local code")
SAID = _("Something was said of a local code, or taken back")
ANSWERED = _("What was said of a local code was answered")
PARTNER = _("A partner organisation answered")
HELD_BACK = _("Somebody said what holds them back from signing, or took it back")
HELD_BACK_ANSWERED = _("Somebody who said what holds them back was answered")
AGAIN = _("What had been taken back was deleted again after a restore")

WORDS: dict[str, Promise] = {
    "conduct.add_clause": CLAUSES,
    "conduct.add_moment": MOMENTS,
    "conduct.add_voice": _("A dissent or stand-aside was written down"),
    "conduct.adopt_version": _("A text was adopted"),
    "conduct.answer": ANSWERED,
    "conduct.answer_hold_back": HELD_BACK_ANSWERED,
    "conduct.answer_several": ANSWERED,
    "conduct.ask_for_signatures": _("Signatures were asked for"),
    "conduct.ask_partner": _("A partner organisation was asked"),
    "conduct.back_to_draft": _("A version became a draft again"),
    "conduct.begin_language": TRANSLATION,
    "conduct.begin_local_code": _("A local code was begun"),
    "conduct.begin_version": _("A version of a text was begun"),
    "conduct.bring_in_signatures": _("A list was brought in"),
    "conduct.call_version": _("A version was called otherwise"),
    "conduct.close_instrument": _("A text was closed, or opened again"),
    "conduct.compare": _("A local code was compared with its source"),
    "conduct.contribute": SAID,
    "conduct.count_clauses": CLAUSES,
    "conduct.count_contributions": _("What was said of a local code without a name was counted"),
    "conduct.decide": DECIDED,
    "conduct.decide_to_sign": DECIDED,
    "conduct.decline_as_partner": PARTNER,
    "conduct.drop_signature_again": AGAIN,
    "conduct.drop_template_moment": TEMPLATE,
    "conduct.drop_version": _("A draft was given up"),
    "conduct.drop_words_again": AGAIN,
    "conduct.end_signing_rule": SIGNERS,
    "conduct.end_taking_part": TAKING_PART,
    "conduct.enter_signatures": _("Signatures were entered"),
    "conduct.forget_old_words": _("What held people back from signing was deleted after its time"),
    "conduct.forget_signer": _("A name was taken from signatures"),
    "conduct.forget_taken_out": CLAUSES,
    "conduct.forget_template_words": TEMPLATE,
    "conduct.give_up_local_code": _("A local code was given up"),
    "conduct.hide_language": TRANSLATION,
    "conduct.hold_back": HELD_BACK,
    "conduct.invite_organisations": TAKING_PART,
    "conduct.invite_person": TAKING_PART,
    "conduct.let_go": HELD_BACK,
    "conduct.name_instrument": AROUND,
    "conduct.note_moment": MOMENTS,
    "conduct.number_clause": CLAUSES,
    "conduct.open_consultation": _("A draft was opened for reading"),
    "conduct.open_drafting": _("A local code was opened for contributions"),
    "conduct.open_instrument": _("A text was begun"),
    "conduct.place_clause": CLAUSES,
    "conduct.put_back_clause": CLAUSES,
    "conduct.remind_to_sign": _("Somebody was reminded of a signature"),
    "conduct.record_reading": _("A language was read by somebody who speaks it"),
    "conduct.remove_clause": CLAUSES,
    "conduct.reopen_instrument": _("A text was closed, or opened again"),
    "conduct.revoke_signature": _("A signature was revoked"),
    "conduct.say_as_partner": PARTNER,
    "conduct.say_more": HELD_BACK,
    "conduct.set_signers": SIGNERS,
    "conduct.set_signing_rule": SIGNERS,
    "conduct.set_terms": _("It was set how one contributes to a local code"),
    "conduct.show_language": TRANSLATION,
    "conduct.sign": _("A text was signed"),
    "conduct.take_away_moment": MOMENTS,
    "conduct.take_back": SAID,
    "conduct.take_in": _("A text that comes with the program was taken in"),
    "conduct.take_out_clause": CLAUSES,
    "conduct.take_up_local_code": _("A local code was taken up again"),
    "conduct.undo_signatures": _("A list was taken back"),
    "conduct.withdraw_signature": _("A signature was taken back"),
    "conduct.write_around": AROUND,
    "conduct.write_clause": CLAUSES,
    "conduct.write_template_moment": TEMPLATE,
}
THINGS: dict[str, Promise] = {
    "version": _("a version of a text"),
    "instrument": _("a text"),
    "local_code": _("a local code"),
    "signature": _("a signature"),
    "contribution": _("a contribution"),
    "adoption": _("a decision"),
}
OWN = frozenset(
    {"conduct.hold_back", "conduct.let_go", "conduct.drop_words_again", "conduct.say_more", "conduct.answer_hold_back"}
)


def declare() -> None:
    provide_deeds(Deeds(WORDS, THINGS, OWN, named))


def named(kind: str, ids: Collection[str], actor: Actor, language: str) -> Mapping[str, Thing]:
    """Returns the texts and local codes that the reader may read, with their pages."""
    naming: dict[str, Callable[[list[int], Actor, str], dict[str, Thing]]] = {
        "version": _versions, "instrument": _instruments, "local_code": _local_codes,
    }  # fmt: skip
    numbers = [int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 18]
    return naming[kind](numbers, actor, language) if kind in naming else {}


def _versions(pks: list[int], actor: Actor, language: str) -> dict[str, Thing]:
    found = instruments.readable(actor).filter(pk__in=pks).select_related("instrument")
    return {
        str(one.pk): (title_of(one, language), reverse("promise_version", args=[one.instrument.slug, one.slug]))
        for one in found.prefetch_related("instrument__texts")
    }


def _instruments(pks: list[int], actor: Actor, language: str) -> dict[str, Thing]:
    read = Version.objects.filter(pk__in=instruments.readable(actor).values("pk")).values("instrument")
    found = Instrument.objects.filter(pk__in=pks).filter(pk__in=read).prefetch_related("texts")
    return {str(one.pk): (instruments.name_of(one, language), reverse("promise", args=[one.slug])) for one in found}


def _local_codes(pks: list[int], actor: Actor, language: str) -> dict[str, Thing]:
    found = with_surroundings(read_by(actor, clock.today()).filter(pk__in=pks))
    return {
        str(one.pk): (
            instruments.name_of(one.version.instrument, language),
            reverse("local_code_one", args=[one.version.instrument.network.slug, one.pk]),
        )
        for one in found
    }
