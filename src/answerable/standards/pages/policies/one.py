"""One policy: its words, link or file, to whom it was made known, what was asked about it; and what its side does with it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable import vault
from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.days import today_of
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import organisation_name
from answerable.kit import asking

from ...actions import policies as acts
from ...models import Document, Policy
from ...queries import documents, policies
from ...queries.policy_rounds import KIND, may_be_asked_about
from ..words import POLICIES
from .finding import language, own_policy, page_of, policy_of, register_of, way_to, way_to_register, who_reads
from .forms import KnownForm, ReviewForm, SureForm
from .presenting import round_lines, state_of, tellings


@require_safe
@opens(SIGNED_IN)
def policy(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A policy, whole, for those who belong and may know whose it is."""
    found, actor = policy_of(request, key)
    organisation = kept_record(found.organisation)
    day = today_of(organisation)
    stands = found in policies.standing_on(policies.of_organisation(organisation), day)
    status, state = state_of(found, day, is_followed=not stands and found.adopted_on <= day)
    own, rounds = policies.speaks_for_policies(actor, organisation), round_lines(found)
    may_ask = own and may_be_asked_about(found) and not any(one.status == "start" for one in rounds)
    context: dict[str, Any] = {
        "policy": found, "name": organisation_name(organisation, language()), "organisation": organisation,
        "way": way_to_register(organisation), "who": who_reads(organisation), "status": status, "state": state,
        "about": POLICIES[found.about], "document": about_file(found),
        "tellings": tellings(found.told.all()), "reviews": list(found.reviews.all()), "day": day, "rounds": rounds,
        "may_record": own and found.ended_on is None,
        "ask": reverse("rounds_about", args=[KIND, found.key]) if may_ask else "",
    }  # fmt: skip
    return render(request, "standards/policies/policy.html", context)


def document_of(found: Policy) -> Document | None:
    return getattr(found, "document", None)


def about_file(found: Policy) -> vault.About | None:
    """Returns what the file of a policy is called, and its size; one that cannot be opened any more is not offered."""
    document = document_of(found)
    try:
        return documents.about(document) if document else None
    except vault.Unreadable:
        return None


@require_safe
@opens(SIGNED_IN)
def file(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The file of a policy: never shown in the page, always taken along as it is."""
    found, _actor = policy_of(request, key)
    document, told = document_of(found), about_file(found)
    if document is None or told is None:
        raise Hidden
    answer = StreamingHttpResponse(documents.content(document), content_type="application/octet-stream")
    answer["Content-Length"] = str(told.size)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=told.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@opens(SIGNED_IN)
def known(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Saying to whom it was made known."""
    found, actor = own_policy(request, key)
    question = asking.Question(
        title=_("Made known"), button=_("Keep it"), done=f"{page_of(found)}#known", saved=_("It is kept."), way=way_to(found),
        lead=_("Who was told of it, and when. Numbers where somebody counted; no names."), who=who_reads(kept_record(found.organisation)),
    )  # fmt: skip
    initial = {"on": today_of(kept_record(found.organisation))}
    return asking.ask(
        request, question, lambda data: KnownForm(data, initial=initial),
        lambda form: acts.make_known(by=actor, policy=found, **form.known()),
    )  # fmt: skip


@opens(SIGNED_IN)
def review(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Saying that it was looked at again and stays as it is."""
    found, actor = own_policy(request, key)
    question = asking.Question(
        title=_("Looked at again"), button=_("It stays as it is"), done=page_of(found), saved=_("It is kept."), way=way_to(found),
        lead=_("You looked at this policy again and keep it as it is, until another day. If its words changed, record the new one instead."),
        who=who_reads(kept_record(found.organisation)),
    )  # fmt: skip
    return asking.ask(
        request, question, ReviewForm,
        lambda form: acts.review_policy(by=actor, policy=found, review_due=form.cleaned_data["review_due"]),
    )  # fmt: skip


@opens(SIGNED_IN)
def back(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Taking a policy back that was recorded by mistake."""
    found, actor = own_policy(request, key)
    organisation = kept_record(found.organisation)
    question = asking.Question(
        title=_("Take the policy back"), button=_("Take it back"), done=register_of(organisation), saved=_("It is taken back."), danger=True,
        way=way_to(found), who=who_reads(organisation),
        lead=_("For what was recorded by mistake. Its words, link or file are deleted for good; that something was recorded stays. A policy that changed is not taken back: record the new one."),
    )  # fmt: skip
    return asking.ask(request, question, SureForm, lambda _form: acts.take_back_policy(by=actor, policy=found))
