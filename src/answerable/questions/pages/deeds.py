"""This room's acts in words, for the pages of what was done."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.queries.deeds import Deeds, Thing, provide_deeds

from ..models import Round
from ..queries import rounds, subjects

WORDS: dict[str, Promise] = {
    "questions.close_round": _("A round of questions was closed"),
    "questions.enter_paper": _("Answers on paper were entered"),
    "questions.forget_round": _("A round of questions was deleted with what it was about"),
    "questions.open_round": _("A round of questions was opened"),
    "questions.renew_link": _("A round of questions was given another link"),
}
THINGS: dict[str, Promise] = {"round": _("a round of questions")}


def declare() -> None:
    provide_deeds(Deeds(WORDS, THINGS, named=named))


def named(_kind: str, ids: Collection[str], actor: Actor, language: str) -> Mapping[str, Thing]:
    """Returns the rounds that the reader may read of, by what they are about."""
    found = list(Round.objects.filter(key__in=[one for one in ids if _is_key(one)]))
    names = subjects.names_seen(actor, [rounds.subject_of(one) for one in found], language)
    return {
        str(one.key): (names[about], reverse("round", args=[one.key]))
        for one in found
        if (about := rounds.subject_of(one)) in names
    }


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
