"""The register of an organisation's policies, and recording one more."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.alliance.queries.days import today_of
from answerable.alliance.queries.naming import organisation_name
from answerable.kit import asking

from ...actions.policies import adopt_policy
from ...models import Policy
from ...permissions import require
from ...queries import policies
from ...rules.saying import PolicyKind
from ..form_pages import with_files
from .finding import language, organisation_of, page_of, register_of, way_to_register, who_reads
from .forms import PolicyForm
from .presenting import asked_lines, earlier_lines, other_lines


@require_safe
@opens(SIGNED_IN)
def register(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every policy of an organisation: the four that are asked for, others, and what came before."""
    organisation, actor = organisation_of(request, slug)
    listed, day = policies.of_organisation(organisation), today_of(organisation)
    context = {
        "organisation": organisation, "name": organisation_name(organisation, language()), "who": who_reads(organisation),
        "way": way_to_register(organisation)[:1], "asked": asked_lines(listed, day), "others": other_lines(listed, day),
        "earlier": earlier_lines(listed, day), "day": day,
        "may_record": policies.speaks_for_policies(actor, organisation),
    }  # fmt: skip
    return render(request, "standards/policies/register.html", context)


@opens(SIGNED_IN)
def record(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Recording a policy that was adopted."""
    organisation, actor = organisation_of(request, slug)
    require(policies.speaks_for_policies(actor, organisation))
    now_in, about = language(), request.GET.get("about", "")
    initial = {"language": now_in, "about": about if about in set(PolicyKind) else None}

    def act(form: PolicyForm) -> Policy:
        return adopt_policy(by=actor, organisation=organisation, adopted=form.adopted())

    question = asking.Question(
        title=_("Record a policy"), button=_("Record it"), done=register_of(organisation), after=page_of,
        saved=_("The policy is recorded. Say next to whom it was made known."), way=way_to_register(organisation),
        lead=_("What your organisation adopted, and by when it will be looked at again. A newer policy about the same takes the place of the one before."),
        who=who_reads(organisation),
    )  # fmt: skip
    return asking.ask(request, question, with_files(request, PolicyForm, initial=initial, now_in=now_in), act)


def start_of(organisation_slug: str, about: str = "") -> str:
    """Returns the address at which a policy is recorded, about something where that is said."""
    return reverse("policy_new", args=[organisation_slug]) + (f"?about={about}" if about else "")
