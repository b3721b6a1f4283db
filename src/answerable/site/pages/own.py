"""What my page shows: desks, offices, who can see what of me, and all that is kept about me."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from answerable import vault
from answerable.access.actors import Actor
from answerable.alliance.models import Invitation, Network, OfficeTerm, Organisation, Person, SelfDeclaration
from answerable.alliance.pages.words import OFFICES
from answerable.alliance.permissions import keeps, speaks_for_organisation
from answerable.alliance.queries import approaches, handovers, naming, people, todo
from answerable.alliance.queries.bodies import DECLARATION
from answerable.alliance.queries.days import offices_now
from answerable.alliance.queries.posts import running, standing
from answerable.alliance.rules.words import Visibility
from answerable.commitments.queries import own as commitments
from answerable.conduct.queries import about as conduct
from answerable.conduct.queries import contributions
from answerable.kit import clock
from answerable.ledger import queries as ledger
from answerable.notices import queries as notices
from answerable.standards.queries import about as duties


@dataclass(frozen=True)
class Desk:
    """A place where I keep records."""

    href: str
    name: str
    role: str | Promise
    tasks: int = 0


@dataclass(frozen=True)
class Held:
    """An office, or a place in an organisation."""

    role: str | Promise
    place: str
    starts: dt.date
    ends: dt.date | None


def desks(actor: Actor, language: str) -> list[Desk]:
    """Returns the desks at which this actor keeps records, each with how much awaits."""
    networks = (
        Network.objects.filter(path__in=actor.paths(*keeps.offices), closed_on=None)
        .prefetch_related("texts")
        .order_by("path")
    )
    found = [
        Desk(
            reverse("desk_network", args=[one.slug]),
            naming.network_name(one, language),
            _role(actor, one.path),
            _awaiting(actor, one),
        )
        for one in networks
    ]
    own = [int(path[4:]) for path in actor.paths(*speaks_for_organisation.offices) if path.startswith("org:")]
    for organisation in Organisation.objects.filter(pk__in=own).prefetch_related("texts").order_by("name"):
        name, path = naming.organisation_name(organisation, language), f"org:{organisation.pk}"
        found.append(Desk(reverse("desk_organisation", args=[organisation.slug]), name, _role(actor, path)))
    return found


def _role(actor: Actor, path: str) -> str:
    return _(", ").join(
        str(OFFICES[post.office]) for post in actor.posts if post.path == path and post.office in OFFICES
    )


def _awaiting(actor: Actor, network: Network) -> int:
    return len(todo.gaps(actor, network)) + len(todo.unsettled(actor, network))


def offices(person: Person, language: str) -> list[Held]:
    """Returns the offices a person holds today, by place."""
    held = offices_now(OfficeTerm.objects.filter(person=person), standing)
    terms = held.select_related("network", "organisation")
    listed = terms.prefetch_related("network__texts", "organisation__texts").order_by("starts")
    return [Held(OFFICES[term.office], _place(term, language), term.starts, term.ends) for term in listed]


def _place(term: OfficeTerm, language: str) -> str:
    if term.network:
        return naming.network_name(term.network, language)
    return naming.organisation_name(term.organisation, language) if term.organisation else ""


def homes(person: Person, actor: Actor, language: str) -> list[Desk]:
    """Returns the organisations a person is in today."""
    listed = (
        people.affiliations_of(person, actor).filter(running(clock.today())).prefetch_related("organisation__texts")
    )
    return [
        Desk(
            reverse("organisation", args=[one.organisation.slug]),
            naming.organisation_name(one.organisation, language),
            one.title,
        )
        for one in listed
    ]


def who_sees(person: Person, language: str) -> list[tuple[str, str]]:
    """Says in words who can see which part of a person's data; every line is what the program does."""
    name = {
        Visibility.PUBLIC: _("Everyone, on the public pages"),
        Visibility.MEMBERS: _("Members of the alliance who are signed in"),
        Visibility.NETWORK: _("People of your networks who are signed in, and those who keep your networks’ records"),
    }[Visibility(person.visibility)]
    keepers = _("You, those who keep your networks’ records, and your organisation’s focal point")
    return [
        (_("Your name"), name),
        (_("Your e-mail, languages and affiliations"), keepers),
        (_("Your offices and seats"), _("Everyone sees that they are held; your name with them only as above")),
        (
            _("What you signed, and when"),
            _(
                "Whoever speaks for your organisation, those who keep your networks’ records, and whoever you give the proof to; everyone only if you chose so"
            ),
        ),
        (_("What you say of yourself"), _("Nobody but you; only numbers of five people and more leave it")),
        (
            _("What you say of a draft"),
            _(
                "Those who read the draft, under the name or organisation you choose. Without a name nobody can look up that it was you; only the server’s own key, together with the database, could test a guess"
            ),
        ),
        (_("How you stand on what is asked of you"), _("Nobody but you; sums count people without names")),
        (_("When you sign in"), _("Nobody but you")),
        (
            _("What you did in an office"),
            _("Those who keep the same records, as acts without your name; the operator can match them to you"),
        ),
    ]


def declared(person: Person) -> frozenset[str] | None:
    """Returns what a person said of themselves, None where nothing was said; shown to nobody else."""
    kept = SelfDeclaration.objects.filter(person=person).first()
    if kept is None:
        return None
    return frozenset(json.loads(vault.unseal(DECLARATION, bytes(kept.sealed), bound_to=str(person.key))))


def everything(person: Person, actor: Actor) -> dict[str, Any]:
    """Returns all that is kept about a person, for them to take along."""
    said = declared(person)
    return {
        "made_on": clock.today().isoformat(),
        "person": {
            "name": person.name, "email": person.email, "languages": person.languages, "name_shown_to": person.visibility,
            "recorded_on": person.created_on.isoformat(),
        },
        "account": _account(person),
        "said_of_myself": sorted(said) if said is not None else None,
        "affiliations": [
            {"organisation": one.organisation.name, "title": one.title, "from": _iso(one.starts), "until": _iso(one.ends)}
            for one in person.affiliations.select_related("organisation")
        ],
        "offices": [
            {"office": one.office, "place": _place(one, "en"), "from": _iso(one.starts), "until": _iso(one.ends), "handover": _handover(one, actor)}
            for one in people.offices_of(person)
        ],
        "seats": [
            {"body": one.seat.body.name, "role": one.seat.role, "from": _iso(one.starts), "until": _iso(one.ends), "handover": _handover(one, actor)}
            for one in person.terms.select_related("seat__body__network", "person")
        ],
        "signatures": conduct.signatures_of(person),
        "held_back": conduct.held_back_by(person),
        "answers_to_held_back": conduct.answers_given_by(person),
        "commitments": commitments.commitments_of(person, actor),
        "said_of_commitments": commitments.said_by(actor),
        "standing": duties.standing_of_person(person),
        "said_of_duties": duties.said_of_duties(person, actor),
        "invitations": _invitations(person),
        "requests": _requests(person),
        "said_of_drafts": contributions.about(person),
        "takes_part_in_drafts": contributions.taking_part(person),
        "messages": notices.about(person.account_id) if person.account_id else None,
        "what_i_did": [
            {"when": one.when, "act": one.act, "office": one.office} for one in ledger.by_actor(actor.opaque_id)
        ],
    }  # fmt: skip


def _handover(term: handovers.Held, actor: Actor) -> dict[str, Any] | None:
    """What I wrote for whoever follows, while I hold the term; afterwards it is theirs alone."""
    if not handovers.holds(actor, term):
        return None
    text = handovers.own_text(term)
    return {"note": text.note, "open_things": [{"what": one.words, "done": one.done_on} for one in text.things]}


def _addresses(person: Person) -> list[str]:
    """The one they sign in with. Another one in their record is only typed: it may be somebody else's."""
    return [person.account.email.lower()] if person.account else []


def _invitations(person: Person) -> list[dict[str, Any]]:
    listed = Invitation.objects.filter(email__in=_addresses(person)).order_by("pk")
    return [
        {"office": one.office, "email": one.email, "state": one.state, "sent": _iso(one.sent_on), "until": _iso(one.ends_on)}
        for one in listed
    ]  # fmt: skip


def _requests(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "organisation": one.organisation_name, "name": one.name, "email": one.email, "what_i_do_there": one.title,
            "asked": _iso(one.asked_on), "state": one.state, "said": [step.words for step in one.steps.all() if step.words],
        }
        for address in _addresses(person) for one in approaches.of_address(address)
    ]  # fmt: skip


def _account(person: Person) -> dict[str, Any] | None:
    account = person.account
    if account is None:
        return None
    return {"email": account.email, "language": account.language, "since": _iso(account.created_on)}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
