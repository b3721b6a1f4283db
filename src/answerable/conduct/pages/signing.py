"""Signing on the page: for oneself, or for an organisation. One reads the whole, in one’s language, the difference first."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries import naming, organisations
from answerable.alliance.queries.people import of_account

from ..actions import signing as acts
from ..models import Signature
from ..permissions import may_sign_for_organisation
from ..queries import holding_back, signatures
from ..queries.reading import Reading
from ..rules.fingerprints import grouped
from .finding import language
from .forms.signing import SignForm
from .paper import Paper, as_shown, asked_to_sign, paper_of, version_of
from .presenters.signatures import signed
from .signing_words import OFFICES


def block_context(request: HttpRequest, read: Reading) -> dict[str, Any]:
    """Returns what the signing block shows below a text, wherever it stands; the form leads to the page of signing."""
    actor, version = actor_of(request), read.version
    person = of_account(actor.account_id)
    rows = list(signatures.of_person(person)) if person else []
    standing = next((one for one in rows if one.version_id == version.pk and one.stands), None)
    paper = Paper(request, actor, version, read, reverse("sign", args=[version.instrument.slug]), None, standing)
    around = _around_person(paper, person) if actor.is_known else {}
    return {
        "instrument": version.instrument, "version": version, "reading": read, "address": paper.address,
        "fingerprint": grouped(read.fingerprint, groups=3), "standing": signed(standing, language()) if standing else None,
        "form": _form_of(paper, person) if around.get("may_sign") else None, **around,
    }  # fmt: skip


def _form_of(paper: Paper, person: Person | None) -> SignForm:
    return paper.form(
        name=person.name if person else "", offices=_offices(paper.actor),
        at_risk=bool(person and signatures.at_a_risk(person)),
    )  # fmt: skip


@opens(SIGNED_IN)
def sign(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Signing for oneself."""
    actor = actor_of(request)
    person = of_account(actor.account_id)
    rows = list(signatures.of_person(person)) if person else []
    paper = paper_of(request, slug, reverse("sign", args=[slug]), rows)
    paper.around = _around_person(paper, person)
    build = partial(
        paper.form, name=person.name if person else "", offices=_offices(actor),
        at_risk=bool(person and signatures.at_a_risk(person)),
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> Signature:
        return acts.sign(
            by=actor, version=version_of(paper, typed), shown=as_shown(typed), name=typed["name"],
            office=typed.get("office", ""), public=typed.get("public", False),
        )  # fmt: skip

    return asked_to_sign(paper, build, act)


def _around_person(paper: Paper, person: Person | None) -> dict[str, Any]:
    may = person is not None and acts.may_sign_for_self(person, paper.version)
    return {
        "may_sign": may and paper.standing is None, "person": person,
        "nobody": person is None, "homes": _homes(paper, person) if person else [],
        "not_yet": reverse("hold_back", args=[paper.version.instrument.slug]) if may else "",
        "withdraw": _withdraw(paper.standing), "held_back": _held_back(paper, person) if may and person else None,
    }  # fmt: skip


def _held_back(paper: Paper, person: Person) -> bool | None:
    """Whether what held somebody back was answered; nothing where they said nothing."""
    return holding_back.answered_of_person(person, [paper.version.pk]).get(paper.version.pk)


def _withdraw(standing: Signature | None) -> str:
    return reverse("withdraw_signature", args=[standing.key]) if standing else ""


def _homes(paper: Paper, person: Person) -> list[tuple[str, str]]:
    """Returns the organisations one is in that sign for themselves: name, and the way to sign where one may."""
    if not paper.version.instrument.organisations_sign:
        return []
    seen = organisations.seen_by(paper.actor).filter(affiliations__person=person, affiliations__ends=None).distinct()
    slug = paper.version.instrument.slug
    return [
        (
            naming.organisation_name(one, language()),
            reverse("organisation_sign", args=[one.slug, slug])
            if may_sign_for_organisation(paper.actor, one.pk)
            else "",
        )
        for one in seen.prefetch_related("texts").order_by("sort_key", "pk")
    ]


def _offices(actor: Actor) -> list[tuple[str, str | Promise]]:
    return [(code, words) for code, words in OFFICES.items() if code in actor.offices]


@opens(SIGNED_IN)
def sign_for_organisation(request: HttpRequest, slug: str, instrument: str) -> HttpResponseBase:
    """Signing for an organisation, by whoever speaks for it."""
    actor = actor_of(request)
    organisation = organisations.seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
    if organisation is None:
        raise Hidden
    person = of_account(actor.account_id)
    rows = list(signatures.of_organisation(organisation))
    paper = paper_of(request, instrument, reverse("organisation_sign", args=[slug, instrument]), rows)
    paper.around = _around_organisation(paper, organisation)
    build = partial(paper.form, name=person.name if person else "", for_organisation=True, at_risk=organisation.at_risk)

    def act(typed: dict[str, Any]) -> Signature:
        return acts.sign_for_organisation(
            by=actor, organisation=organisation, version=version_of(paper, typed), shown=as_shown(typed),
            name=typed["name"], public=typed.get("public", False),
        )  # fmt: skip

    return asked_to_sign(paper, build, act)


def _around_organisation(paper: Paper, organisation: Organisation) -> dict[str, Any]:
    may = may_sign_for_organisation(paper.actor, organisation.pk)
    return {
        "may_sign": may and paper.standing is None and acts.is_asked(organisation, paper.version.instrument),
        "organisation": organisation, "organisation_name": naming.organisation_name(organisation, language()),
        "speaks": may, "withdraw": _withdraw(paper.standing) if may else "",
    }  # fmt: skip
