"""Who has still to sign is shown to those who may know it, and they can remind them: once a day at most."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.conduct.actions.asking_again import ask_for_signatures
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.reminding_signers import remind_below, remind_people, remind_speakers
from answerable.conduct.actions.signing_rules import set_signing_rule
from answerable.conduct.queries import reminding, signers
from answerable.conduct.rules.words import Reminded
from answerable.kit import clock, queue
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .signed import Code
from .test_signing_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def told(code: Code, url: str = "") -> set[str]:
    """Those of the cast for whom a notice lies there that something awaits their signature."""
    found = Notice.objects.filter(kind__in=("conduct.sign_asked", "conduct.sign_again"))
    accounts = set((found.filter(url=url) if url else found).values_list("account_id", flat=True))
    return {role for role, account in code.alliance.accounts.items() if account.pk in accounts}


def page(code: Code, kind: str, slug: str) -> str:
    return reverse(f"{kind}_remind", args=[slug, code.instrument.slug])


def test_whoever_speaks_for_an_organisation_reminds_its_people(code: Code) -> None:
    """O18: how a code reaches those who should know it."""
    signed.signed_by(code, "partner_here")
    focal = client_of(code, "focal_point_here")
    address = page(code, "organisation", code.alliance.circle.slug)
    shown = focal.get(address).content.decode()
    assert "Zawadi Njeri" in shown
    assert "Salma Haddad" not in shown
    assert focal.post(address).status_code == 303
    queue.run_ready()
    people = code.alliance.people.items()
    here = {role for role, person in people if person.affiliations.filter(organisation=code.alliance.circle, ends=None)}
    assert told(code, "/promises/code/sign") == here - {"partner_here", "disabled_coordinator_here"}
    assert "last reminded on" in focal.get(address).content.decode()


def test_those_who_keep_the_records_see_no_name_and_remind_speakers_alone(code: Code) -> None:
    keeper = client_of(code, "coordinator_here")
    address = page(code, "organisation", code.alliance.circle.slug)
    assert "Zawadi Njeri" not in keeper.get(address).content.decode()
    assert keeper.post(address).status_code == 303
    queue.run_ready()
    assert told(code) == {"focal_point_here", "partner_here"}


@pytest.mark.parametrize("role", ["member_here", "coordinator_elsewhere", "focal_point_elsewhere", "editor_here"])
def test_nobody_else_sees_who_has_not_signed(code: Code, role: str) -> None:
    client = client_of(code, role)
    for kind, slug in (("organisation", code.alliance.circle.slug), ("network", code.alliance.here.slug)):
        assert client.get(page(code, kind, slug)).status_code in {403, 404}
    actor = code.alliance.actor(role)
    with pytest.raises(Refused):
        remind_people(by=actor, organisation=code.alliance.circle, version=code.first)
    with pytest.raises(Refused):
        remind_speakers(by=actor, organisation=code.alliance.circle, version=code.first)
    with pytest.raises(Refused):
        remind_below(by=actor, network=code.alliance.here, version=code.first, whom=Reminded.OFFICES)


def test_keepers_do_not_remind_people_of_an_organisation(code: Code) -> None:
    with pytest.raises(Refused):
        remind_people(by=code.alliance.actor("secretariat"), organisation=code.alliance.circle, version=code.first)
    with pytest.raises(Unacceptable, match="nobody_chosen"):
        remind_below(
            by=code.alliance.actor("secretariat"), network=code.alliance.here, version=code.first, whom=Reminded.PEOPLE
        )


def test_those_in_office_organisations_and_networks_are_reminded_by_page(code: Code) -> None:
    """O24; the organisations include one at risk, which only its keepers and its own speakers learn of."""
    set_signing_rule(by=CONSOLE, instrument=code.instrument, office="facilitator")
    set_signing_rule(by=CONSOLE, instrument=code.instrument, office="focal_point")
    signed.signed_by(code, "focal_point_here")
    keeper = client_of(code, "coordinator_here")
    address = page(code, "network", code.alliance.here.slug)
    shown = keeper.get(address).content.decode()
    assert "Tomás Quispe" in shown
    assert "Neema Kisanga" not in shown
    left = keeper.get(f"{reverse('network_signatures', args=[code.alliance.here.slug])}?of=code&state=left")
    assert code.alliance.circle.name in left.content.decode()
    sent = keeper.post(address, {"whom": ["offices", "organisations", "networks"]})
    assert sent.status_code == 303
    queue.run_ready()
    assert told(code, "/promises/code/sign") == {"facilitator_here"}
    assert told(code, reverse("organisation_sign", args=[code.alliance.circle.slug, "code"])) == {
        "focal_point_here", "partner_here",
    }  # fmt: skip


def test_networks_below_are_reminded_by_those_above(code: Code) -> None:
    remind_below(
        by=code.alliance.actor("coordinator_above"), network=code.alliance.region, version=code.first, whom=Reminded.NETWORKS
    )  # fmt: skip
    queue.run_ready()
    assert told(code) == {"coordinator_here", "coordinator_elsewhere"}


def test_reminding_twice_a_day_tells_once_and_again_another_day(code: Code) -> None:
    focal, circle = code.alliance.actor("focal_point_here"), code.alliance.circle
    for _ in range(2):
        remind_people(by=focal, organisation=circle, version=code.first)
        queue.run_ready()
    mine = Notice.objects.filter(account=code.alliance.accounts["member_here"])
    assert [one.times for one in mine] == [1]
    mine.update(mailed_on=clock.today())
    tomorrow = clock.now() + dt.timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        remind_people(by=code.alliance.actor("focal_point_here"), organisation=circle, version=code.first)
        queue.run_ready()
    one = mine.get()
    assert (one.times, one.mailed_on) == (2, None)  # it goes with the next digest, which is one mail a day


def test_who_said_what_holds_them_back_is_not_pressed_and_nobody_learns_who(code: Code) -> None:
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Not yet.")
    remind_people(by=code.alliance.actor("focal_point_here"), organisation=code.alliance.circle, version=code.first)
    queue.run_ready()
    assert "member_here" not in told(code)
    address = page(code, "organisation", code.alliance.circle.slug)
    shown = client_of(code, "focal_point_here").get(address).content.decode()
    assert "Zawadi Njeri" in shown  # as everybody who has not signed


def test_reminder_asks_again_whoever_signed_the_version_before(code: Code) -> None:
    signed.signed_by(code, "member_here")
    later = signed.later_version(code)
    remind_people(by=code.alliance.actor("focal_point_here"), organisation=code.alliance.circle, version=later)
    queue.run_ready()
    kinds = Notice.objects.filter(account=code.alliance.accounts["member_here"]).values_list("kind", flat=True)
    assert list(kinds) == ["conduct.sign_again"]
    with pytest.raises(Unacceptable, match="superseded"):
        remind_people(by=code.alliance.actor("focal_point_here"), organisation=code.alliance.circle, version=code.first)


def test_day_of_the_last_reminder_is_told_for_each_group(code: Code) -> None:
    here = code.alliance.here
    remind_below(by=CONSOLE, network=here, version=code.first, whom=Reminded.OFFICES)
    assert reminding.last_reminded(code.first, here.path, Reminded.OFFICES) == clock.today()
    assert reminding.last_reminded(code.first, here.path, Reminded.ORGANISATIONS) is None


def test_reminder_of_today_is_not_doubled_by_the_daily_asking(code: Code) -> None:
    remind_people(by=code.alliance.actor("focal_point_here"), organisation=code.alliance.circle, version=code.first)
    queue.run_ready()
    ask_for_signatures(by=CONSOLE)
    mine = Notice.objects.filter(account=code.alliance.accounts["member_here"], kind="conduct.sign_asked")
    assert [one.times for one in mine] == [1]


def test_offices_at_organisations_count_where_their_network_is_kept(code: Code) -> None:
    set_signing_rule(by=CONSOLE, instrument=code.instrument, office="focal_point")
    for network, there in ((code.alliance.here, True), (code.alliance.elsewhere, False)):
        names = [one.name for one in signers.in_office(code.first, network, code.alliance.actor("secretariat"))]
        assert ("Neema Kisanga" in names) == there
