"""What both sides do: lay evidence before, comment, see it otherwise, let go; and take back what they said."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.kit import clock

from .. import actions as acts
from ..actions.saying import is_of_ones_side
from ..models import Commitment, Step
from ..permissions import require
from ..queries.naming import Names
from ..queries.sides import Sides
from ..rules.words import Remark
from . import forms
from .asking import ask, found, language, page_of, title_of, way_to
from .moving import who
from .presenting import owner_words


def voices(commitment: Commitment, sides: Sides, names: Names, *, owed_only: bool = False) -> list[tuple[str, str]]:
    """Returns for whom the reader may speak here: their codes and names."""
    own = [("owner", owner_words(commitment, names))] if sides.owner and not owed_only else []
    return [*own, *((str(one.pk), names.party(one)) for one in sides.owed)]


def of_side(
    request: HttpRequest, key: str, *, owed_only: bool = False
) -> tuple[Commitment, Any, Sides, list[tuple[str, str]]]:
    one, actor, sides = found(request, key)
    require(bool(sides.owed) if owed_only else sides.any)
    names = Names.of([one], actor, language(), clock.today())
    return one, actor, sides, voices(one, sides, names, owed_only=owed_only)


@opens(SIGNED_IN)
def evidence(request: HttpRequest, key: str) -> HttpResponseBase:
    """Laying something before."""
    one, actor, sides, speaking = of_side(request, key)
    steps = list(one.steps.all()) if sides.owner else []

    def act(form: forms.EvidenceForm) -> object:
        typed = form.cleaned_data
        return acts.lay_before(
            by=actor, commitment=one, words=typed["said"], link=typed["link"], file=typed["file"], language=language(),
            step=_step(steps, typed.get("step", "")), between_us=typed["between_us"], party=form.party(sides.owed, owner=sides.owner),
        )  # fmt: skip

    return ask(
        request, lambda data, files: forms.EvidenceForm(data, files, voices=speaking, steps=steps), act,
        title=_("Lay evidence before"), button=_("Lay it before"), done=f"{page_of(one)}#evidence", saved=_("It is kept."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


def _step(steps: list[Step], chosen: str) -> Step | None:
    return next((one for one in steps if str(one.pk) == chosen), None)


@opens(SIGNED_IN)
def comment(request: HttpRequest, key: str) -> HttpResponseBase:
    """A comment."""
    one, actor, sides, speaking = of_side(request, key)

    def act(form: forms.SayForm) -> object:
        typed, party = form.cleaned_data, form.party(sides.owed, owner=sides.owner)
        return acts.say(
            by=actor,
            commitment=one,
            words=typed["said"],
            language=language(),
            between_us=typed["between_us"],
            party=party,
        )

    return ask(
        request, lambda data, files: forms.SayForm(data, files, voices=speaking), act,
        title=_("Comment"), button=_("Say it"), done=f"{page_of(one)}#said", saved=_("It is said."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def otherwise(request: HttpRequest, key: str) -> HttpResponseBase:
    """Those it was made to see it otherwise."""
    one, actor, sides, speaking = of_side(request, key, owed_only=True)

    def act(form: forms.OtherwiseForm) -> object:
        words, party = form.cleaned_data["said"], form.party(sides.owed, owner=False)
        return acts.say(by=actor, commitment=one, words=words, language=language(), kind=Remark.OTHERWISE, party=party)

    return ask(
        request, lambda data, files: forms.OtherwiseForm(data, files, voices=speaking), act,
        title=_("We see it otherwise"), button=_("Say it"), done=f"{page_of(one)}#said", saved=_("It is said, beside what the other side says."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def let_go(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answering whoever asks to be let go."""
    one, actor, sides, speaking = of_side(request, key, owed_only=True)
    asked = one.requests.filter(closed_on=None).first()
    if (
        asked is None and request.method != "POST"
    ):  # what was typed for a question taken back meanwhile stays to be read
        return redirect(page_of(one))

    def act(form: forms.LetGoForm) -> object:
        typed = form.cleaned_data
        return acts.answer_release(
            by=actor,
            commitment=one,
            agrees=typed["agrees"] == "yes",
            words=typed["said"],
            party=form.party(sides.owed, owner=False),
        )

    return ask(
        request, lambda data, files: forms.LetGoForm(data, files, voices=speaking), act,
        title=_("They ask to be let go"), button=_("Answer"), done=page_of(one), saved=_("Your answer is kept, and they are told."),
        who=who(request, one), lead=title_of(one), said=asked.words if asked else "", crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def remove_evidence(request: HttpRequest, key: str, piece: str) -> HttpResponseBase:
    """Taking back what one’s own side laid before."""
    one, actor, sides = found(request, key)
    kept = one.evidence.filter(key=piece, taken_back_on=None).first()
    if kept is None or not is_of_ones_side(sides, kept.side, kept.party_id):
        raise Hidden
    return ask(
        request, forms.SureForm, lambda _form: acts.take_back_evidence(by=actor, evidence=kept),
        title=_("Take it back"), button=_("Take it back for good"), done=f"{page_of(one)}#evidence", saved=_("It is taken back."),
        lead=_("Its content is deleted. That something was there, and when, stays."), who=who(request, one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def remove_comment(request: HttpRequest, key: str, piece: str) -> HttpResponseBase:
    """Taking back what one’s own side said."""
    one, actor, sides = found(request, key)
    kept = one.comments.filter(key=piece, taken_back_on=None).first()
    if kept is None or not is_of_ones_side(sides, kept.side, kept.party_id):
        raise Hidden
    return ask(
        request, forms.SureForm, lambda _form: acts.take_back_comment(by=actor, comment=kept),
        title=_("Take it back"), button=_("Take it back for good"), done=f"{page_of(one)}#said", saved=_("It is taken back."),
        lead=_("Its words are deleted. That something was said, and when, stays."), who=who(request, one), crumbs=way_to(one),
    )  # fmt: skip
