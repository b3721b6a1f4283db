"""At an organisation's desk: two records of one organisation become one, and are parted again."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import office, opens
from answerable.access.refusals import Hidden, Refused
from answerable.kit import clock

from ...actions import merging as acts
from ...actions import parting
from ...models import Organisation
from ...permissions import keeps, may_keep_organisation
from ...queries import approaches, naming, organisations, todo
from ...queries import merging as queries
from ...queries.networks import root
from ..forms import merging as forms
from ..forms.choices import organisations_of
from ..presenters.merging import differing, moving_words, staying_number, surplus_words
from .asking import Question, ask, kept_organisation, language
from .organisations import way_to_organisation, who_sees
from .secretariat import SECRETARIAT, insiders, of_secretariat, way

CAREFUL = office(*keeps.offices, step_up=True)


@opens(CAREFUL)
def merge(request: HttpRequest, slug: str) -> HttpResponseBase:
    """First which record is the duplicate, then what stays and what moves; nothing changes before the last button."""
    found, actor = kept_organisation(request, slug)
    _require_keeper(actor, found)
    other = _kept(actor).filter(slug=request.GET.get("with", "")).exclude(pk=found.pk).first()
    return _which(request, found, actor) if other is None else _compare(request, found, other, actor)


def _require_keeper(actor: Actor, found: Organisation) -> None:
    if not may_keep_organisation(actor, found.pk, organisations.network_paths(found)):
        raise Refused("not_your_place")


def _kept(actor: Actor) -> Any:
    top = root()
    if top is None:
        raise Hidden
    return todo.kept_organisations(actor, top).prefetch_related("texts")


def _which(request: HttpRequest, found: Organisation, actor: Actor) -> HttpResponseBase:
    among = organisations_of(_kept(actor).exclude(pk=found.pk))
    alike = [one.organisation for one in approaches.alike(among.listed, found.name, found.country)]
    question = Question(
        title=_("Merge with a duplicate"), button=_("Compare the two"), done=lambda one: _address(found, one), saved="",
        way=way_to_organisation(found), who=_("You and the others who keep these records."),
        lead=_("Two records of the same organisation become one. Nothing changes yet: first you see both beside each other."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.WhichForm(data, among=among, alike=alike),
        lambda form: form.cleaned_data["other"],
    )  # fmt: skip


def _in_words(one: Organisation) -> str:
    name = naming.organisation_name(one, language())
    return f"{name} · {one.city}" if one.city else name


def _address(kept: Organisation, other: Organisation) -> str:
    return f"{reverse('desk_merge_organisations', args=[kept.slug])}?{urlencode({'with': other.slug})}"


def _compare(request: HttpRequest, kept: Organisation, gone: Organisation, actor: Actor) -> HttpResponseBase:
    moves = queries.what_moves(kept, gone)
    differences = differing(kept, gone, language())
    question = Question(
        title=_("Merge the two"), button=_("Merge them"), done=lambda one: reverse("desk_organisation", args=[one.kept.slug]),
        saved=_("The two are one now. The old address leads here."), way=way_to_organisation(kept), who=who_sees(kept), danger=True,
        template="alliance/desk/merge.html", context={
            "kept": kept, "gone": gone, "kept_name": _in_words(kept), "gone_name": _in_words(gone), "moving": moving_words(moves),
            "staying": staying_number(moves), "editors": moves.editors, "days": acts.days_to_undo(), "surplus": surplus_words(moves, actor, language()),
            "narrows": (kept.visibility, kept.at_risk) != (gone.visibility, gone.at_risk), "other_way": _address(gone, kept),
        },
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.MergeForm(data, differing=differences),
        lambda form: acts.merge_organisations(by=actor, kept=kept, gone=gone, reason=form.cleaned_data["reason"], take=form.taken()),
    )  # fmt: skip


@opens(CAREFUL)
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Parting two organisations that were merged."""
    found, actor = kept_organisation(request, slug)
    _require_keeper(actor, found)
    merged = next((one for one in queries.merges_of(found) if one.pk == pk and one.undone_on is None), None)
    if merged is None or clock.today() > merged.undo_until:
        raise Hidden
    question = Question(
        title=_("Undo the merge"), button=_("Part the two again"), done=lambda one: reverse("desk_organisation", args=[one.kept.slug]),
        saved=_("They are two records again."), way=way_to_organisation(found), who=who_sees(found), danger=True,
        lead=_("Memberships, people, offices, seats and invitations that moved go back, and the card is as it was. What was changed or added since stays here. Invitations that the merge took back stay taken back, and what others read meanwhile cannot be unread."),
    )  # fmt: skip
    return ask(
        request, question, forms.UndoMergeForm,
        lambda form: parting.undo_merge(by=actor, merge=merged, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


@opens(SECRETARIAT)
def days(request: HttpRequest) -> HttpResponseBase:
    """For how many days a merge can be undone."""
    kept, actor = of_secretariat(request)
    question = Question(
        title=_("Merges of organisations"), button=_("Keep the changes"), done=reverse("secretariat"), saved=_("The changes are kept."),
        way=way(), who=insiders(),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.MergeDaysForm(data, initial={"merge_undo_days": kept.merge_undo_days}),
        lambda form: acts.set_merge_days(by=actor, days=form.cleaned_data["merge_undo_days"]),
    )  # fmt: skip
