"""Knocking at every door as everybody: what a request of each of the cast leads to."""

import datetime as dt
import io
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from answerable.access import passkeys
from answerable.access.models import Account
from answerable.alliance.actions.approaching import Asker, introduce_oneself
from answerable.alliance.actions.directory import DIRECTORY, Scope
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.networks import claim_count
from answerable.alliance.actions.placing import ask_for_place
from answerable.alliance.models import Affiliation, OfficeTerm, Organisation
from answerable.commitments import actions as commitments
from answerable.commitments.actions.plans import PLAN
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment
from answerable.conduct.actions.languages import begin_language
from answerable.conduct.actions.local_codes.adopting import decide
from answerable.conduct.actions.local_codes.partners import ask_partner
from answerable.conduct.models import TakingPart
from answerable.kit import clock, imports, own_texts
from answerable.kit.models import ImportRun
from answerable.notices.actions import notify
from answerable.notices.links import Purpose, token_of
from answerable.notices.mail import begin_mail
from answerable.notices.models import Notice
from tests.again import once
from tests.authenticator import Device
from tests.cast import CONSOLE, NAMES, Alliance, twin_of
from tests.conduct.local import WELL, consent, said_already, writing
from tests.questions import given as questions
from tests.standards.given import duty

from . import desk, services, signatures, standing, teams, written
from .addresses import Address, every_address

ANONYMOUS = "anonymous"
ROLES = (ANONYMOUS, *NAMES)
METHODS = ("GET", "POST")
SPREADSHEET = b"Name,Country\nMoyo House,KE\n"
WORDS = {
    200: "opens", 303: "leads", 302: "leads", 400: "unreadable", 403: "refused", 404: "hidden", 405: "no such method", 409: "out of turn",
}  # fmt: skip


@dataclass(frozen=True)
class Door:
    """One row of the matrix: an address, and which of several things it is about where that matters."""

    address: Address
    thing: str = ""

    def __str__(self) -> str:
        return f"{self.address.name} of {self.thing}" if self.thing else self.address.name


# Things whose existence is not everybody's to know are asked for beside the usual one.
THINGS = {
    "organisation": ("nile", "shelter"),
    "desk_organisation": ("shelter",),
    "desk_organisation_edit": ("shelter",),
    "desk_organisation_visibility": ("shelter",),
    "desk_organisation_people": ("shelter",),
    "desk_organisation_invite": ("shelter",),
    "desk_merge_organisations": ("shelter",),
    "introduce_at": ("nile", "shelter"),
    "organisation_signatures": ("shelter",),
}


OF_A_LANGUAGE = (
    "secretariat_language", "secretariat_language_reading", "secretariat_language_unread", "secretariat_language_offer",
    "secretariat_language_withdraw", "secretariat_language_remove", "secretariat_language_try", "secretariat_language_csv",
    "secretariat_language_po", "secretariat_language_bring_in", "secretariat_text", "secretariat_text_reset",
    "secretariat_privacy_text", "secretariat_told_text",
)  # fmt: skip


def every_door() -> list[Door]:
    found = [Door(address) for address in every_address()]
    return found + [Door(one.address, thing) for one in found for thing in THINGS.get(one.address.name, ())]


@dataclass
class Visits:
    """Everybody's way in; and where `prepare` made it, every address with what stands in its place-holders."""

    alliance: Alliance
    of_address: dict[str, dict[str, Any]] = field(default_factory=dict)
    of_parameter: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def path(self, door: Door) -> str:
        """Returns the address of the thing "here": in Kenya, of Tumaini Circle, of its people; or of another thing."""
        if door.thing:
            organisation: Organisation = getattr(self.alliance, door.thing)
            return reverse(door.address.name, kwargs={"slug": organisation.slug})
        address = door.address
        return reverse(address.name, kwargs={name: self._given(address, name) for name in address.parameters})

    def _given(self, address: Address, parameter: str) -> Any:
        usual = f"{address.pattern.partition('/')[0]}.{parameter}"
        of_address = self.of_address.get(address.name, {})
        return of_address[parameter] if parameter in of_address else self.of_parameter[usual]

    def client(self, role: str, *, enforce_csrf_checks: bool = False) -> Client:
        client = Client(raise_request_exception=False, enforce_csrf_checks=enforce_csrf_checks)
        if role != ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._cookie(role)
        return client

    def _cookie(self, role: str) -> str:
        if role not in self.cookies:
            self.cookies[role] = session_of(self.alliance.accounts[role])
        return self.cookies[role]


def prepare(alliance: Alliance) -> Visits:
    """Signs everybody in, freshly proved, and puts something in every place an address can name."""
    visits = once(lambda: _prepare(alliance), called="something in every place")
    for role, account in visits.alliance.accounts.items():  # now: a proof grows stale
        visits.cookies[role] = session_of(account)
    return visits


def _prepare(alliance: Alliance) -> Visits:
    visits = Visits(alliance)
    run = imports.begin(
        DIRECTORY, by=CONSOLE, file_name="own.csv", data=SPREADSHEET, scope=Scope(alliance.here.slug).text()
    )
    with transaction.atomic():
        notify("alliance.office_granted", to=[alliance.accounts["member_here"].pk], url="/me", by=CONSOLE)
    invited = invite_person(by=CONSOLE, email="baraka@example.org", office="focal_point", organisation=alliance.circle)
    asked = introduce_oneself(
        by=CONSOLE, asker=Asker("Baraka Mwambe", "baraka@example.org"), organisation_name="Tumaini Circle", country="KE",
        proof="Ask Neema.", organisation=alliance.circle,
    )  # fmt: skip
    promised = _promised(alliance)
    merge = merge_organisations(
        by=CONSOLE, kept=alliance.circle, gone=twin_of(alliance), reason="The same people, written down twice."
    )
    place = ask_for_place(
        by=alliance.actor("coordinator_elsewhere"), organisation=alliance.circle, network=alliance.elsewhere,
        why="They work on our side of the lake as well.",
    )  # fmt: skip
    claim = claim_count(
        by=CONSOLE, network=alliance.here, counted="organisations", number=4, as_of="2024", source="Yearly report"
    )
    mailed = begin_mail(alliance.accounts["member_here"], occasion="digest 2026-03-02")
    member = alliance.people["member_here"]
    device = Device()
    passkeys.keep(alliance.accounts["member_here"], "Telephone", passkeys.New(device.credential, 0))
    assert alliance.term is not None
    local = writing(alliance)
    begin_language(by=CONSOLE, version=local.fresh.version, language="es")
    said = local.say("member_here")
    said_already(local)
    asked_partner = ask_partner(by=CONSOLE, code=local.fresh, organisation=alliance.circle)
    decided = decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(carried=False), around=WELL)
    texts = written.parameters(alliance)
    asked_duty = duty(main=True)
    questions.provide()
    asked_about = questions.opened(alliance)
    visits.of_parameter = {
        "networks.slug": alliance.here.slug, "n.slug": alliance.here.slug, "n.code": "en",
        "bodies.slug": alliance.body.slug, "b.slug": alliance.body.slug,
        "organisations.slug": alliance.circle.slug, "o.slug": alliance.circle.slug,
        "imports.key": run.key, "imports.row": 2, "people.key": member.key,
        "people.pk": Affiliation.objects.get(person=member).pk,
        "rules.pk": alliance.rule.pk, "o.pk": alliance.membership.pk, "secretariat.code": "youth", "secretariat.step": "kinds",
        "offices.pk": OfficeTerm.objects.get(person=alliance.people["focal_point_here"]).pk,
        "mail.purpose": "less", "mail.sealed": token_of(mailed, Purpose.LESS), "secretariat.message": "notices.digest", "secretariat.tongue": "en",
        "secretariat.at": "buttons.leave", "n.at": "buttons.leave",
        "me.pk": passkeys.listed(alliance.accounts["member_here"])[0].pk,
        "me.notice": Notice.objects.filter(account=alliance.accounts["member_here"]).first().pk,  # type: ignore[union-attr] # just made
        "demo.letter": 1, "i.key": invited.key, "q.key": asked.key, "p.key": place.key, "requests.key": asked.key,
        "handovers.mark": f"office-{OfficeTerm.objects.get(person=alliance.people['coordinator_here']).pk}",
        "invitations.token": "no-such-token", **standing.parameters(alliance), **services.parameters(alliance), **desk.parameters(), **texts, **signatures.parameters(alliance, texts["promises.slug"]),
        "plans.key": _planned(alliance).key, "commitments.key": promised.key, "commitments.pk": promised.steps.get().pk, "commitments.piece": promised.evidence.get().key,
        "n.pk": local.code.pk, "n.clause_pk": local.clauses[1].pk, "n.moment_pk": local.fresh.moments.all()[0].pk, "n.key": said.key, "n.tongue": "es",
        "n.row_pk": TakingPart.objects.get(organisation=alliance.circle).pk, "n.decision_pk": decided.pk, "me.key": said.key,
        "secretariat.order": 1, "rounds.kind": questions.KIND, "rounds.subject": alliance.circle.slug, "rounds.key": asked_about.round.key,
        "a.link": asked_about.link, "duties.number": asked_duty.number, "secretariat.number": asked_duty.number,
        "secretariat.version": asked_duty.askings.get().pk, **teams.parameters(alliance),
    }  # fmt: skip
    visits.of_address = {
        "commitment_comment_back": {"piece": promised.comments.get().key},
        "desk_seat_person": {"pk": alliance.seat.pk},
        "desk_close_seat": {"pk": alliance.seat.pk},
        "desk_name_seat": {"pk": alliance.seat.pk},
        "desk_claim_source": {"pk": claim.pk},
        "desk_end_term": {"pk": alliance.term.pk},
        "desk_renew_term": {"pk": alliance.term.pk},
        "desk_undo_merge": {"pk": merge.pk},
        "local_compare": {"clause_pk": local.parent.clauses.all()[0].pk},
        "local_take_up": {"key": local.say("member_here", "wording", wording="We use none.").key},
        "local_clause_put_back": {"clause_pk": local.taken_out().pk},
        "say_as_partner": {"pk": asked_partner.pk},
        "decline_asked": {"pk": asked_partner.pk},
        "secretariat_look_picture": {"picture": "logo"},
        **services.OF_ADDRESS,
        **standing.of_address(alliance),
        **{name: {"code": "es", "key": own_texts.entries()[0].key} for name in OF_A_LANGUAGE},
    }
    return visits


def _promised(alliance: Alliance) -> Commitment:
    """Tumaini Circle said what it will do for Nile Youth, shown to people of Kenya."""
    promise = commitments.Promise(
        what="Print the helpline on every poster", due=clock.today() + dt.timedelta(days=30),
        to=(commitments.To(organisation=alliance.nile),), steps=(NewStep("Find a printer"),),
    )  # fmt: skip
    made = commitments.make_commitment(
        by=CONSOLE, owner=commitments.Owner(organisation=alliance.circle), promise=promise
    )
    commitments.lay_before(by=CONSOLE, commitment=made, file=io.BytesIO(b"The first draft."))
    commitments.say(by=CONSOLE, commitment=made, words="The first ones hang.")
    return made


def _planned(alliance: Alliance) -> ImportRun:
    """A plan of Tumaini Circle, begun."""
    scope = f"o-{alliance.circle.slug}"
    return imports.begin(PLAN, by=CONSOLE, file_name="plan.csv", data=b"What,By when\nSing,2030-01-01\n", scope=scope)


def session_of(account: Account, *, fresh: bool = True) -> str:
    """Opens a session as signing in does, and returns its cookie; a stale one was proved hours ago."""
    client = Client()
    client.force_login(account)
    session = client.session
    proved_at = time.time() if fresh else time.time() - 3600
    session["account_authentication_methods_user"] = str(account.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": proved_at}]
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def visit(visits: Visits, role: str, method: str, path: str, data: Mapping[str, Any] | None = None) -> HttpResponseBase:
    """Makes one request and undoes whatever it changed."""
    client = visits.client(role)
    with transaction.atomic():
        response = client.generic(method, path) if data is None else client.post(path, data)
        transaction.set_rollback(True)
    return response


def outcome(response: HttpResponseBase) -> str:
    """Says in a word what a request led to."""
    location = response.headers.get("Location", "")
    if response.status_code in {302, 303}:
        if location.startswith(settings.LOGIN_URL):
            return "sign in"
        return "prove again" if location.startswith("/confirm") else "leads"
    return WORDS.get(response.status_code, str(response.status_code))
