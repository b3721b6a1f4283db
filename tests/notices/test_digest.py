"""The digest: at one's own hour and in one's own language, one entry a thing, and nothing of what is private."""

import datetime as dt
import email.policy
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
import time_machine
from django.core import mail
from django.utils import translation
from pytest_django import Settings

from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.jobs.hourly import send_digests
from answerable.kit import queue
from answerable.notices import actions
from answerable.notices.actions import Wishes, notify
from answerable.notices.digest import compose
from answerable.notices.models import Notice

from .conftest import CONSOLE

# A Monday. Nairobi is three hours ahead: the digest's usual hour, seven, is four o'clock in UTC.
SIX_IN_NAIROBI = dt.datetime(2026, 3, 2, 3, 5, tzinfo=dt.UTC)
SEVEN_IN_NAIROBI = dt.datetime(2026, 3, 2, 4, 5, tzinfo=dt.UTC)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SIX_IN_NAIROBI, tick=False) as traveller:
        yield traveller


def tell(account: Account, *, kind: str = "shed.tool_lent", url: str = "/tools/saw", tool: str = "The saw") -> None:
    notify(kind, to=[account.pk], url=url, facts={"tool": tool, "name": "Amara"}, by=CONSOLE)


def an_hour_passes() -> list[str]:
    """Does what each hour does, and returns the addresses mailed to in it."""
    before = len(mail.outbox)
    send_digests.run()
    queue.run_ready()
    return [one.to[0] for one in mail.outbox[before:]]


def wish(account: Account, **wishes: object) -> None:
    said = Wishes(**{"rhythm": "daily", "hour": 7, **wishes})  # type: ignore[arg-type] # whatever the test says
    actions.set_wishes(by=Actor(account_id=account.pk), wishes=said)


def test_digest_comes_at_its_hour_where_the_alliance_lives(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema)
    early = an_hour_passes()
    time.move_to(SEVEN_IN_NAIROBI)
    assert (early, an_hour_passes(), an_hour_passes()) == ([], ["neema@example.org"], [])


def test_digest_missed_while_the_server_slept_comes_later_that_day(
    neema: Account, time: time_machine.Traveller
) -> None:
    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI + dt.timedelta(hours=5))
    assert an_hour_passes() == ["neema@example.org"]


def test_digest_says_each_thing_once(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI)
    an_hour_passes()
    time.shift(dt.timedelta(days=1))
    quiet = an_hour_passes()
    tell(neema, url="/tools/axe", tool="The axe")
    time.shift(dt.timedelta(days=1))
    an_hour_passes()
    assert (quiet, "The axe" in mail.outbox[-1].body, "The saw" in mail.outbox[-1].body) == ([], True, False)


def test_digest_without_anything_to_say_is_not_sent(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema, kind="shed.tool_moved")
    time.move_to(SEVEN_IN_NAIROBI)
    assert an_hour_passes() == []


def test_digest_waits_for_monday_where_that_is_wished(neema: Account, time: time_machine.Traveller) -> None:
    wish(neema, rhythm="weekly")
    time.move_to(SEVEN_IN_NAIROBI + dt.timedelta(days=1))
    tell(neema)
    days = []
    for _ in range(6):
        days.append(an_hour_passes())
        time.shift(dt.timedelta(days=1))
    assert (days, an_hour_passes()) == ([[]] * 6, ["neema@example.org"])


def test_digest_of_the_week_comes_a_day_later_where_the_server_slept_on_its_day(
    neema: Account, time: time_machine.Traveller
) -> None:
    wish(neema, rhythm="weekly")
    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI + dt.timedelta(days=1))
    assert (an_hour_passes(), an_hour_passes()) == (["neema@example.org"], [])


@pytest.mark.parametrize(
    "wishes",
    [{"rhythm": "never"}, {"paused_until": dt.date(2026, 4, 1)}, {"hour": 9}],
)
def test_wish_for_quiet_is_kept(neema: Account, time: time_machine.Traveller, wishes: dict[str, object]) -> None:
    wish(neema, **wishes)
    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI)
    assert an_hour_passes() == []


def test_pause_ends_on_its_day(neema: Account, time: time_machine.Traveller) -> None:
    wish(neema, paused_until=dt.date(2026, 3, 3))
    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI + dt.timedelta(days=1))
    assert an_hour_passes() == ["neema@example.org"]


def test_soon_is_mailed_at_once_and_not_again_the_same_day(neema: Account, time: time_machine.Traveller) -> None:
    for _ in range(3):
        tell(neema, kind="shed.tool_due")
        queue.run_ready()
    assert [one.to[0] for one in mail.outbox] == ["neema@example.org"]


def test_what_was_read_before_its_mail_went_is_not_mailed(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema, kind="shed.tool_due")
    actions.mark_all_read(by=Actor(account_id=neema.pk))
    queue.run_ready()
    assert mail.outbox == []


def test_mail_that_fails_is_tried_again(
    neema: Account, time: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI)
    with monkeypatch.context() as patched:
        patched.setattr("answerable.notices.posting.mail.post", refuse)
        an_hour_passes()
    shown = [(one.state, one.error) for one in queue.unfinished()]
    time.shift(dt.timedelta(minutes=1))
    queue.run_ready()
    assert (shown, len(mail.outbox)) == ([("ready", "builtins.ConnectionRefusedError")], 1)


def test_job_that_runs_twice_mails_once(neema: Account, time: time_machine.Traveller) -> None:
    from answerable.notices.posting import send_digest

    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI)
    for _ in range(2):
        queue.enqueue(send_digest, str(neema.pk), "2026-03-02")
    queue.run_ready()
    assert len(mail.outbox) == 1


def test_digest_groups_by_thing_the_newest_first(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema, tool="The saw")
    time.shift(dt.timedelta(hours=1))
    tell(neema, url="/tools/axe", tool="The axe")
    time.shift(dt.timedelta(hours=1))
    tell(neema, kind="shed.tool_due", tool="The saw")
    text = compose(Notice.objects.all()).text
    parts = ("The saw is due", "The saw was lent", "/tools/saw", "The axe was lent", "/tools/axe")
    assert [text.count(part) for part in parts] == [1, 1, 1, 1, 1]
    assert sorted(parts, key=text.index) == list(parts)


def test_digest_speaks_the_persons_language(account_of: Callable[..., Account], time: time_machine.Traveller) -> None:
    for name, language in (("amina", "ar"), ("rosa", "es"), ("neema", "")):
        tell(account_of(name, language))
    time.move_to(SEVEN_IN_NAIROBI)
    an_hour_passes()
    html = {one.to[0]: str(one.alternatives[0][0]) for one in mail.outbox}  # type: ignore[union-attr] # every digest has both
    assert 'lang="ar" dir="rtl"' in html["amina@example.org"]
    assert 'lang="es" dir="ltr"' in html["rosa@example.org"]
    assert 'lang="en" dir="ltr"' in html["neema@example.org"]


def parsed(letter: mail.EmailMessage) -> EmailMessage:
    return email.message_from_bytes(letter.message().as_bytes(), policy=email.policy.default)


def test_mail_carries_no_name_of_this_machine_no_picture_and_no_id(
    neema: Account, time: time_machine.Traveller, settings: Settings
) -> None:
    """B18: two parts, our own address as the only one, and in no header or part the id of an account or a notice."""
    settings.SITE_ADDRESS = "https://thread.example.org"
    tell(neema)
    time.move_to(SEVEN_IN_NAIROBI)
    an_hour_passes()
    whole = mail.outbox[0].message().as_string()
    letter = parsed(mail.outbox[0])
    ids = [str(neema.pk), str(Notice.objects.get().pk)]
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert (letter["Auto-Submitted"], letter["Message-ID"].endswith("@thread.example.org>")) == ("auto-generated", True)
    assert [one for one in (*ids, "<img", "localhost") if one in whole] == []


def test_mail_of_private_things_is_the_same_for_one_and_for_nine(
    neema: Account, juma: Account, time: time_machine.Traveller
) -> None:
    """B18: neither count nor kind nor place of what is private can be told from a mail."""
    tell(neema, kind="shed.locked_drawer", url="/drawers/1")
    for number in range(9):
        tell(juma, kind="shed.locked_drawer", url=f"/drawers/{number}")
    one, nine = (compose(Notice.objects.filter(account=account)) for account in (neema, juma))
    assert one == nine
    assert [word for word in ("drawer", "Amara") if word in one.text + one.html + one.subject] == []


def test_subject_is_always_the_same(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema)
    plain = compose(Notice.objects.all()).subject
    tell(neema, kind="shed.locked_drawer", url="/drawers/1")
    assert compose(Notice.objects.all()).subject == plain


def test_digest_of_very_much_stays_small(neema: Account, time: time_machine.Traveller) -> None:
    for number in range(300):
        tell(neema, url=f"/tools/{number}", tool="A tool of long name " * 8)
    letter = compose(Notice.objects.all())
    assert len(letter.text.encode()) + len(letter.html.encode()) < 30_000


def test_facts_never_become_markup(neema: Account, time: time_machine.Traveller) -> None:
    tell(neema, tool="<b>The & saw</b>")
    with translation.override("en"):
        letter = compose(Notice.objects.all())
    assert "<b>The & saw</b> was lent" in letter.text
    assert "&lt;b&gt;The &amp; saw&lt;/b&gt; was lent" in letter.html
