"""Inviting: who is, who is left out and why, how a link lives and dies, what a mail says."""

import datetime as dt
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions.cards import Card
from answerable.alliance.actions.invitation_steps import expire_invitations, record_bounce, withdraw_invitation
from answerable.alliance.actions.inviting import invite_organisations, invite_person, send_again, sort_out
from answerable.alliance.actions.setting_up import set_days
from answerable.alliance.actions.welcoming import Joining, Newcomer, welcome_organisations
from answerable.alliance.models import Invitation, InvitationStep, Organisation
from answerable.alliance.queries import invitations as queries
from answerable.alliance.rules.invitations import MOST_MAILS
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from tests.cast import CONSOLE, Alliance

pytestmark = pytest.mark.django_db

LINK = re.compile(r"/invitations/([\w-]+)")


def groups(cast: Alliance, *facts: dict[str, object]) -> list[Organisation]:
    """Organisations in Kenya, each with what is said of it."""
    newcomers = [
        Newcomer(
            Card(name=f"Group {at}", country="KE", email=str(one.get("email", f"group{at}@example.org")), languages=tuple(str(one.get("speaks", "")).split())),
            (Joining(cast.here),), at_risk=bool(one.get("at_risk")),
        )
        for at, one in enumerate(facts)
    ]  # fmt: skip
    welcome_organisations(by=CONSOLE, newcomers=newcomers)
    return list(Organisation.objects.filter(name__startswith="Group").order_by("name"))


def mailed() -> list[str]:
    mail.outbox.clear()
    queue.run_ready()
    mail.outbox[:] = [one for one in mail.outbox if LINK.search(str(one.body))]
    return [str(one.body) for one in mail.outbox]


def token_of(body: str) -> str:
    found = LINK.search(body)
    assert found
    return found[1]


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    day = clock.today() + dt.timedelta(days=days)
    monkeypatch.setattr(clock, "today", lambda: day)


def test_many_are_invited_each_in_its_language(cast: Alliance) -> None:
    made = groups(cast, {"speaks": "es"}, {"speaks": "sw ar"}, {"speaks": "sw"})
    invited = invite_organisations(by=cast.actor("coordinator_here"), organisations=made, place=cast.here)
    assert [one.language for one in invited.made] == ["es", "ar", "en"]
    bodies = mailed()
    assert len({token_of(body) for body in bodies}) == len(bodies) == 3
    assert Entry.objects.filter(act="alliance.invite_organisations").count() == 1


def test_who_is_left_out_is_named_with_why(cast: Alliance) -> None:
    made = groups(cast, {"email": ""}, {}, {"at_risk": True}, {"email": "group1@example.org"}, {})
    invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=made[4])
    sorted_out = sort_out([*made, cast.circle])
    assert [one.organisation for one in sorted_out.made] == [made[1]]
    assert [(one.name, why) for one, why in sorted_out.left_out] == [
        ("Group 0", "no_address"), ("Group 2", "at_risk"), ("Group 3", "same_address"), ("Group 4", "invited_already"),
        ("Tumaini Circle", "no_address"),
    ]  # fmt: skip


def test_organisation_that_somebody_speaks_for_is_left_out(cast: Alliance) -> None:
    Organisation.objects.filter(pk=cast.circle.pk).update(email="circle@example.org")
    cast.circle.refresh_from_db()
    assert sort_out([cast.circle]).left_out == [(cast.circle, "has_speaker")]


def test_only_those_who_keep_the_records_invite(cast: Alliance) -> None:
    made = groups(cast, {})
    for role in ("coordinator_elsewhere", "focal_point_here", "member_here"):
        with pytest.raises(Refused):
            invite_organisations(by=cast.actor(role), organisations=made, place=cast.here)
        with pytest.raises(Refused):
            invite_person(by=cast.actor(role), email="x@example.org", office="focal_point", organisation=cast.circle)


def test_nobody_invites_to_an_office_they_could_not_grant(cast: Alliance) -> None:
    with pytest.raises(Refused):
        invite_person(by=cast.actor("coordinator_here"), email="x@example.org", office="coordinator", network=cast.here)
    with pytest.raises(Refused):
        invite_person(
            by=cast.actor("coordinator_above"), email="x@example.org", office="secretariat", network=cast.root
        )
    invite_person(by=cast.actor("coordinator_above"), email="x@example.org", office="coordinator", network=cast.here)


def test_one_invitation_an_organisation_and_address(cast: Alliance) -> None:
    invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    with pytest.raises(Unacceptable, match="invited_already"):
        invite_person(by=CONSOLE, email="X@example.org", office="focal_point", organisation=cast.circle)


def test_link_is_stored_as_a_keyed_hash_only(cast: Alliance) -> None:
    """B34: what lies in the database opens nothing."""
    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    token = token_of(mailed()[0])
    assert queries.by_token(token, clock.today()) == made
    assert queries.by_token(made.digest, clock.today()) is None
    kept = (
        repr(list(Invitation.objects.values()))
        + repr(list(DBTaskResult.objects.values()))
        + repr(list(Entry.objects.values()))
    )
    assert token not in kept


def test_mail_names_nobody(cast: Alliance) -> None:
    """B18: the same words for an organisation at risk as for any other; no name, no office, no alliance."""
    for organisation in (cast.circle, cast.shelter):
        invite_person(
            by=CONSOLE, email=f"{organisation.slug}@example.org", office="focal_point", organisation=organisation
        )
    bodies = mailed()
    assert len({LINK.sub("", body) for body in bodies}) == 1
    assert len({str(one.subject) for one in mail.outbox}) == 1
    said = "".join(bodies) + "".join(str(one.subject) for one in mail.outbox)
    assert not [word for word in ("Tumaini", "Quiet", "Shelter", "Common Thread", "Kenya", "Focal") if word in said]


def test_invitation_expires(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    token = token_of(mailed()[0])
    later(monkeypatch, 31)
    assert queries.by_token(token, clock.today()) is None
    assert expire_invitations(by=Actor.of_system("job")) == 1
    made.refresh_from_db()
    assert made.state == "expired"


def test_days_are_the_alliances_own(cast: Alliance) -> None:
    set_days(by=cast.actor("secretariat"), profile=cast.profile, invitation_days=7, requests_kept_days=30)
    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    assert made.ends_on == clock.today() + dt.timedelta(days=7)
    with pytest.raises(Refused):
        set_days(by=cast.actor("coordinator_above"), profile=cast.profile, invitation_days=7, requests_kept_days=30)


def test_sending_again_voids_the_link_before(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    first = token_of(mailed()[0])
    with pytest.raises(Unacceptable, match="mailed_a_moment_ago"):
        send_again(by=CONSOLE, invitation=made)
    later(monkeypatch, 4)
    send_again(by=cast.actor("coordinator_here"), invitation=made)
    second = token_of(mailed()[0])
    assert (queries.by_token(first, clock.today()), queries.by_token(second, clock.today())) == (None, made)
    steps = InvitationStep.objects.filter(invitation=made).values_list("by", flat=True)
    assert list(steps) == ["system:console", str(cast.accounts["coordinator_here"].pk)]


def test_an_address_is_mailed_a_few_times_a_month(cast: Alliance) -> None:
    for _ in range(MOST_MAILS):
        made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
        withdraw_invitation(by=CONSOLE, invitation=made)
    with pytest.raises(Unacceptable, match="mailed_often_enough"):
        invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)


def test_withdrawn_link_opens_nothing(cast: Alliance) -> None:
    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    withdraw_invitation(by=cast.actor("coordinator_here"), invitation=made)
    assert queries.by_token(token_of(mailed()[0]), clock.today()) is None
    with pytest.raises(Unacceptable, match="invitation_is_over"):
        record_bounce(by=CONSOLE, invitation=made)


def test_address_that_the_mail_server_refuses_is_marked(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**letter: str) -> None:
        raise SMTPRecipientsRefused({letter["to"]: (550, b"no such user")})

    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.circle)
    monkeypatch.setattr("answerable.notices.mail.post", refuse)
    queue.run_ready()
    made.refresh_from_db()
    assert made.state == "bounced"


def test_nothing_is_sent_where_no_mail_is_set_up(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answerable.notices.mail.can_send", lambda: False)
    with pytest.raises(Unacceptable, match="no_mail"):
        invite_organisations(by=CONSOLE, organisations=groups(cast, {}), place=cast.here)


def test_undoing_an_import_leaves_what_was_invited(cast: Alliance) -> None:
    from answerable.alliance.actions.directory import DIRECTORY, Scope
    from answerable.kit import imports

    data = b"Name,Country,Email\nMoyo House,KE,moyo@example.org\nPaper Boats,KE,boats@example.org\n"
    run = imports.begin(DIRECTORY, by=CONSOLE, file_name="own.csv", data=data, scope=Scope(cast.here.slug).text())
    imports.rehearse(run, by=CONSOLE)
    imports.bring_in(run, by=CONSOLE)
    assert len(imports.brought_in_keys(run)) == 2
    moyo = Organisation.objects.prefetch_related("memberships__network").get(name="Moyo House")
    invite_organisations(by=CONSOLE, organisations=[moyo], place=cast.here)
    undone = imports.undo(run, by=CONSOLE)
    assert (undone.taken_back, undone.kept) == (1, 1)


# By page


def coordinator(cast: Alliance, role: str = "coordinator_here") -> Client:
    from django.conf import settings

    from tests.house.visiting import session_of

    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(cast.accounts[role])
    return browser


def test_newcomer_secretariat_ends_with_forty_invited_organisations(cast: Alliance) -> None:
    """The walk: a spreadsheet, then all forty of it, half in French and half in Arabic, without a script."""
    from answerable.alliance.actions.directory import DIRECTORY, Scope
    from answerable.alliance.actions.setting_up import change_profile
    from answerable.kit import imports

    change_profile(by=CONSOLE, profile=cast.profile, languages=("fr", "ar"), time_zone="UTC")
    rows = "".join(f"Maison {at},SN,maison{at}@example.org,{'fr' if at < 20 else 'ar'}\n" for at in range(40))
    data = f"Name,Country,Email,Languages\n{rows}Maison sans adresse,SN,,fr\n".encode()
    run = imports.begin(
        DIRECTORY, by=cast.actor("secretariat"), file_name="liste.csv", data=data, scope=Scope(cast.root.slug).text()
    )
    imports.rehearse(run, by=cast.actor("secretariat"))
    imports.bring_in(run, by=cast.actor("secretariat"))

    browser, address = coordinator(cast, "secretariat"), f"/n/{cast.root.slug}/invite?import={run.key}"
    assert 'name="choice" value="all"' in browser.get(address).content.decode()
    preview = browser.post(address, {"choice": "all"}).content.decode()
    keys = re.findall(r'name="o" value="([^"]+)"', preview)
    assert (len(keys), Invitation.objects.count(), preview.count("<details")) == (
        40,
        0,
        3,
    )  # two letters, and the menu
    sent = browser.post(address, {"o": keys, "office": "focal_point", "send": "1"})
    assert (sent.status_code, sent["Location"]) == (303, f"/n/{cast.root.slug}/invitations")
    assert len(mailed()) == 40
    assert {one.language for one in Invitation.objects.all()} == {"fr", "ar"}
    assert "40" in browser.get(sent["Location"]).content.decode()


def test_nothing_chosen_is_said(cast: Alliance) -> None:
    groups(cast, {})
    answer = coordinator(cast).post(f"/n/{cast.here.slug}/invite", {})
    assert (answer.status_code, Invitation.objects.count()) == (200, 0)
    assert b'role="alert"' in answer.content


def test_organisation_of_another_place_is_not_invited(cast: Alliance) -> None:
    """B10"""
    Organisation.objects.filter(pk=cast.nile.pk).update(email="nile@example.org")
    sent = {"o": [str(cast.nile.key)], "office": "focal_point", "send": "1"}
    coordinator(cast).post(f"/n/{cast.here.slug}/invite", sent)
    assert Invitation.objects.count() == 0


def test_invitations_of_another_place_do_not_exist(cast: Alliance) -> None:
    """B10"""
    made = invite_person(by=CONSOLE, email="x@example.org", office="focal_point", organisation=cast.shelter)
    for role in ("coordinator_elsewhere",):
        browser = coordinator(cast, role)
        assert [browser.get(f"/i/{made.key}{end}").status_code for end in ("", "/again", "/withdraw")] == [404] * 3
        assert "Quiet Shelter" not in browser.get(f"/n/{cast.elsewhere.slug}/invitations").content.decode()
