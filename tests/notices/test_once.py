"""Each mail goes once: however often jobs run, whoever else runs them, and whatever dies on the way."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.access.models import Account
from answerable.alliance.actions import networks, offices, organisations, people
from answerable.alliance.models import Network
from answerable.alliance.rules.words import Level, Office
from answerable.kit import clock, queue
from answerable.notices import mail, posting, queries
from answerable.notices.actions import Wishes, notify, set_wishes
from answerable.notices.models import Mailed, Notice, Preference
from answerable.notices.posting import Underway, begin_digests, send_digest

from .conftest import CONSOLE, as_themselves

pytestmark = pytest.mark.postgres_too
SEVEN_IN_NAIROBI = dt.datetime(2026, 3, 2, 4, 5, tzinfo=dt.UTC)
DAY = "2026-03-02"


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SEVEN_IN_NAIROBI, tick=False) as traveller:
        yield traveller


def tell(account: Account, *, url: str = "/tools/saw") -> None:
    notify("shed.tool_lent", to=[account.pk], url=url, facts={"tool": "The saw"}, by=CONSOLE)


def test_job_begun_by_two_machines_in_one_hour_leaves_one_digest(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema)
    begun = [begin_digests(clock.now()) for _ in range(3)]
    queue.run_ready()
    assert (begun, len(outbox.outbox)) == ([1, 0, 0], 1)


def test_second_worker_waits_for_the_first(
    neema: Account, time: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mail that is being handed over is not handed over by another; once it went, the other finds it gone."""
    tell(neema)
    seen: list[str] = []
    hand_over = mail.post

    def while_another_comes(**letter: str) -> None:
        try:
            send_digest.call(str(neema.pk), DAY)
        except Underway:
            seen.append("waits")
        hand_over(**letter)  # type: ignore[arg-type] # the same as was given

    monkeypatch.setattr(mail, "post", while_another_comes)
    send_digest.call(str(neema.pk), DAY)
    send_digest.call(str(neema.pk), DAY)
    assert (seen, len(outbox.outbox)) == (["waits"], 1)


def test_worker_that_dies_before_the_mail_went_loses_nothing(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema)
    posting._take(neema, f"digest {DAY}", [])  # and then the power goes
    with pytest.raises(Underway):
        send_digest.call(str(neema.pk), DAY)
    time.shift(dt.timedelta(minutes=11))
    send_digest.call(str(neema.pk), DAY)
    assert len(outbox.outbox) == 1


def test_worker_that_dies_after_the_mail_went_sends_the_same_message_id(
    neema: Account, time: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can know whether it went: mail programmes know the two for one."""
    tell(neema)
    with monkeypatch.context() as patched:
        patched.setattr(posting, "_mark", lambda *_: None)
        send_digest.call(str(neema.pk), DAY)
    time.shift(dt.timedelta(minutes=11))
    send_digest.call(str(neema.pk), DAY)
    assert len({one.extra_headers["Message-ID"] for one in outbox.outbox}) == 1


def test_mail_refused_for_hours_comes_in_the_next_digest(
    neema: Account, time: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One digest after an outage, not a flood."""

    def refuse(**_: object) -> None:
        raise ConnectionRefusedError

    tell(neema)
    with monkeypatch.context() as patched:
        patched.setattr(mail, "post", refuse)
        for _ in range(20):
            begin_digests(clock.now())
            queue.run_ready()
            time.shift(dt.timedelta(hours=1))
    tell(neema, url="/tools/axe")
    for _ in range(24):
        begin_digests(clock.now())
        queue.run_ready()
        time.shift(dt.timedelta(hours=1))
    said = [str(one.body) for one in outbox.outbox]
    assert [("/tools/saw" in one, "/tools/axe" in one) for one in said] == [(True, True)]


def test_digest_that_waited_past_its_hours_goes_with_the_next(neema: Account, time: time_machine.Traveller) -> None:
    """Whoever chose an hour is not written to in the night."""
    tell(neema)
    begin_digests(clock.now())
    time.shift(dt.timedelta(hours=8))
    queue.run_ready()
    assert (outbox.outbox, Notice.objects.get().mailed_on) == ([], None)


def test_clock_is_the_persons_then_the_networks_then_the_alliances(
    house: None, account_of: Callable[..., Account]
) -> None:
    root = Network.objects.get(depth=1)
    region = networks.open_network(by=CONSOLE, under=root, level=Level.REGION, name="Lakes")
    india = networks.open_network(
        by=CONSOLE, under=Network.objects.get(pk=region.pk), level=Level.COUNTRY, name="India", country="IN"
    )
    networks.change_network(by=CONSOLE, network=india, since="", time_zone="Asia/Kolkata", country="IN")
    local = networks.open_network(by=CONSOLE, under=Network.objects.get(pk=india.pk), level=Level.LOCAL, name="Pune")
    made = {}
    for name, network in (("mira", india), ("asha", local), ("amara", region), ("juma", None)):
        person = people.welcome_person(by=CONSOLE, name=name, email=f"{name}@example.org", place=root.path)
        account = people.give_account(by=CONSOLE, person=person)
        made[name] = account if isinstance(account, Account) else Account.objects.get(email=f"{name}@example.org")
        if network:
            offices.grant_office(by=CONSOLE, person=person, office=Office.COORDINATOR, network=network)
    set_wishes(by=as_themselves(made["amara"]), wishes=Wishes("daily", 7, time_zone="America/Lima"))
    zones = {name: queries.time_zone_of(queries.preference_of(one.pk)).key for name, one in made.items()}
    assert zones == {"mira": "Asia/Kolkata", "asha": "Asia/Kolkata", "amara": "America/Lima", "juma": "Africa/Nairobi"}


def test_clock_of_a_home_counts(house: None) -> None:
    root = Network.objects.get(depth=1)
    peru = networks.open_network(by=CONSOLE, under=root, level=Level.COUNTRY, name="Peru", country="PE")
    networks.change_network(by=CONSOLE, network=peru, since="", time_zone="America/Lima", country="PE")
    card = organisations.Card(name="Thola", kinds=("youth",), country="PE")
    thola = organisations.welcome_organisation(by=CONSOLE, card=card, network=peru, visibility="public")
    person = people.welcome_person(by=CONSOLE, name="Ximena", email="ximena@example.org", place=peru.path)
    people.give_account(by=CONSOLE, person=person)
    people.affiliate(by=CONSOLE, person=person, organisation=thola)
    account = Account.objects.get(email="ximena@example.org")
    assert queries.time_zone_of(Preference(account=account)).key == "America/Lima"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "x" * 60])
def test_clock_that_nobody_keeps_falls_back(neema: Account, zone: str) -> None:
    kept = Preference.objects.create(account=neema, time_zone=zone)
    assert queries.time_zone_of(kept).key == "Africa/Nairobi"


def test_finding_who_is_due_asks_no_more_for_many_than_for_one(
    account_of: Callable[..., Account], time: time_machine.Traveller
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.accounts_due(clock.now())
        return len(captured)

    tell(account_of("first"))
    few = asked()
    for number in range(30):
        account = account_of(f"person{number}")
        tell(account)
        set_wishes(by=as_themselves(account), wishes=Wishes("daily", 6))
    assert (asked(), len(queries.accounts_due(clock.now()))) == (few, 31)


def test_that_mails_went_is_forgotten_after_two_months(neema: Account, time: time_machine.Traveller) -> None:
    from answerable.notices.actions import forget_old

    mail.begin_mail(neema, occasion="digest x")
    time.shift(dt.timedelta(days=61))
    forget_old(by=CONSOLE)
    assert Mailed.objects.count() == 0
