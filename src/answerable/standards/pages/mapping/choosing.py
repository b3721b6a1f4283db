"""Where a network chooses whether everybody may see how it stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries import networks

from ...actions.choosing import show_standing
from ...permissions import keeps

KEEPERS = office(*keeps.offices)


@require_POST
@opens(KEEPERS)
def choose(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Shows the pictures of a network to everybody, or to those who belong alone."""
    network = networks.by_slug(slug)
    if network is None:
        raise Hidden
    made = show_standing(by=actor_of(request), network=network, public=request.POST.get("public") == "yes")
    said = _("Everybody may see it from now on.") if made.public else _("Only those who belong see it from now on.")
    messages.success(request, said)
    return redirect("desk_network", network.slug)
