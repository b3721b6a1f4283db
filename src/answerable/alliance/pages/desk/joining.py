"""At a network's desk: another network becomes part of this one."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import opens
from answerable.kit import clock

from ...actions import joining as acts
from ...models import Network
from ...permissions import may_shape_network, require
from ...queries import joining, naming, networks
from ...queries.days import today_at
from ..forms import merging as forms
from ..presenters.people import in_charge
from .asking import Question, ask, kept_network, language, network_title
from .network import SHAPERS, way_to


@opens(SHAPERS)
def merge(request: HttpRequest, slug: str) -> HttpResponseBase:
    """First which network, then what would happen; nothing changes before the last button."""
    found, actor = kept_network(request, slug)
    require(may_shape_network(actor, found.path))
    near = _mergeable(actor, found)
    other = next((one for one in near if one.slug == request.GET.get("with", "")), None)
    return _which(request, found, near) if other is None else _preview(request, found, other, actor)


def _mergeable(actor: Actor, found: Network) -> list[Network]:
    """Open networks of the same kind that the reader may shape, not in one chain with this one."""
    listed = networks.open_networks(clock.today()).filter(level_kind=found.level_kind).exclude(pk=found.pk)
    return [
        one
        for one in listed.prefetch_related("texts")
        if may_shape_network(actor, one.path)
        and not one.path.startswith(found.path)
        and not found.path.startswith(one.path)
    ]


def _which(request: HttpRequest, found: Network, near: list[Network]) -> HttpResponseBase:
    question = Question(
        title=_("Merge with another network"), button=_("See what would happen"), way=way_to(found), saved="",
        done=lambda code: f"{reverse('desk_merge_networks', args=[found.slug])}?{urlencode({'with': code})}",
        lead=_("Another network of the same kind becomes part of this one. Nothing changes yet: first you see what would happen."),
        who=_("Everyone: the tree is public."),
    )  # fmt: skip
    named = sorted(((one.slug, naming.network_name(one, language())) for one in near), key=lambda one: one[1])
    return ask(
        request, question, lambda data: forms.WhichNetworkForm(data, networks=named),
        lambda form: form.cleaned_data["other"],
    )  # fmt: skip


def _preview(request: HttpRequest, kept: Network, gone: Network, actor: Actor) -> HttpResponseBase:
    found = joining.what_joins(kept, gone, today_at(gone.path))
    question = Question(
        title=_("Merge the two networks"), button=_("Merge them"), done=reverse("desk_network", args=[kept.slug]),
        saved=_("The two networks are one now. The old address leads here."), way=way_to(kept), who=_("Everyone: the tree is public."),
        danger=True, template="alliance/desk/merge_networks.html", context={
            "kept": kept, "gone": gone, "kept_name": network_title(kept), "gone_name": network_title(gone), "joining": found,
            "below": [naming.network_name(one, language()) for one in found.below],
            "bodies": [naming.body_name(one, language()) for one in found.bodies],
            "offices": in_charge(found.offices, actor, clock.today()), "waiting": joining.waiting_at(gone),
        },
    )  # fmt: skip

    def act(form: forms.MergeNetworksForm) -> object:
        typed = form.cleaned_data
        return acts.merge_networks(
            by=actor, kept=kept, gone=gone, reason=typed["reason"], bodies_close=typed["bodies"] == "close",
            offices_end=typed["offices"] == "end",
        )  # fmt: skip

    return ask(request, question, forms.MergeNetworksForm, act)
