"""What a hostile or unlucky person tries with texts, signatures and local codes."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.access.refusals import Unacceptable
from answerable.alliance.actions import bodies
from answerable.alliance.models import Kind, Network
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.clauses import Wording, write_clause
from answerable.conduct.actions.local_codes.adopting import decide
from answerable.conduct.actions.local_codes.answering import Reply, answer, take_up_wording
from answerable.conduct.actions.local_codes.contributing import take_back
from answerable.conduct.actions.local_codes.partners import ask_partner, say_as_partner
from answerable.conduct.actions.settling import known_by
from answerable.conduct.models import Adoption, Contribution, Signature, Version
from answerable.conduct.rules.words import VersionState
from answerable.kit import clock
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.midnights import MORNING_IN_APIA, THE_FIRST, THE_SECOND

from . import signed
from .local import WELL, Writing, consent, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


def of(alliance: Alliance, role: str) -> Client:
    client = Client()
    client.force_login(alliance.accounts[role])
    return client


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def reworded(version: Version) -> None:
    clause = version.clauses.select_related("version__instrument__network").first()
    assert clause is not None
    text = clause.texts.get(language="en")
    write_clause(by=CONSOLE, clause=clause, language="en", wording=Wording("Otherwise", "Nothing is forbidden."), revision=text.revision)  # fmt: skip


def decision(made: Writing, **more: object) -> dict[str, object]:
    return {
        "body": made.body.pk, "held_on": clock.today().isoformat(), "procedure": "consent", "entitled": 30, "quorum": 10,
        "present": 20, "carried": "yes", "partners_reason": "None works here.", "came_about": "Written by all.", **more,
    }  # fmt: skip


def test_what_is_adopted_is_what_lay_before_whoever_writes_the_decision_down(alliance: Alliance) -> None:
    """Somebody changes a clause while the decision is typed: it is not adopted unread, and nothing typed is lost."""
    made, client = writing(alliance), of(alliance, "coordinator_here")
    address = reverse("local_decide", args=["kenya", made.code.pk])
    sent = decision(made, words_shown=hidden(client.get(address).content.decode(), "words_shown"))
    reworded(made.fresh.version)
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert "The text was changed since you opened this page." in answer.content.decode()
    assert hidden(answer.content.decode(), "words_shown") == known_by(made.fresh.version)
    assert made.fresh.version.state == VersionState.CONSULTATION
    assert "Written by all." in answer.content.decode()


def test_network_signs_the_version_that_lay_before_it(alliance: Alliance) -> None:
    """A later version is adopted while the decision is typed: what was decided on the earlier one is kept as that."""
    code, client = signed.code(alliance), of(alliance, "coordinator_here")
    body = bodies.open_body(by=CONSOLE, network=alliance.here, kind=BodyKind.ASSEMBLY, name="Assembly of Kenya")
    address = reverse("network_decide", args=["kenya", "code"])
    shown = hidden(client.get(address).content.decode(), "version")
    signed.later_version(code)
    sent = {
        "version": shown, "body": body.slug, "held_on": clock.today().isoformat(), "language": "en", "entitled": 9, "quorum": 5,
        "present": 6, "procedure": "consent", "consented": "on",
    }  # fmt: skip
    answer = client.post(address, sent)
    assert answer.status_code == 303, answer.content.decode()
    assert Signature.objects.get(kind="network").version == code.first


NUMBERS = [("entitled", 0), ("quorum", 0), ("quorum", -1), ("present", 31), ("present", 10**30), ("in_favour", -1), ("in_favour", 21), ("entitled", "1e9"), ("carried", "maybe"), ("procedure", "acclaim"), ("body", "0"), ("body", 10**30), ("held_on", "9999-12-31"), ("held_on", "0001-01-01"), ("voice_0_kind", "x")]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), NUMBERS)
def test_decision_that_cannot_be_right_is_not_written_down(alliance: Alliance, field: str, value: object) -> None:
    made, client = writing(alliance), of(alliance, "coordinator_here")
    answer = client.post(reverse("local_decide", args=["kenya", made.code.pk]), decision(made, **{field: value}))
    assert answer.status_code == 200
    assert not Adoption.objects.filter(version=made.code.version).exists()
    assert "Written by all." in answer.content.decode()


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
@pytest.mark.parametrize("page", ["{0}", "{1}/clauses/{0}", "{1}/comparison/{0}", "{1}/moments/{0}", "{1}/people/{0}/end", "{1}/decisions/{0}/voice"])  # fmt: skip
def test_number_that_no_database_holds_is_not_there(alliance: Alliance, page: str, pk: int) -> None:
    made = writing(alliance)
    assert of(alliance, "coordinator_here").get(f"/n/kenya/code/{page.format(pk, made.code.pk)}").status_code == 404


def test_wording_that_was_taken_back_is_not_put_into_the_draft_by_a_page_that_is_still_open(alliance: Alliance) -> None:
    made = writing(alliance)
    said = made.say("focal_point_here", "wording", wording="We name Achieng’s shelter.", words="")
    stale = Contribution.objects.get(pk=said.pk)
    take_back(by=made.actor("focal_point_here"), person=alliance.people["focal_point_here"], contribution=said)
    revision = made.clauses[0].texts.get(language="en").revision
    with pytest.raises(Unacceptable):
        take_up_wording(by=made.actor("editor_here"), contribution=stale, revision=revision)
    assert "shelter" not in made.clauses[0].texts.get(language="en").body
    with pytest.raises(Unacceptable):
        answer(by=made.actor("editor_here"), contribution=stale, reply=Reply("taken_up"))


def test_assembly_of_this_morning_is_not_in_the_future_where_the_servers_day_is_behind(alliance: Alliance) -> None:
    """The day of a network is its own: in Apia it is the first while the server still counts the day before."""
    made = writing(alliance)
    Network.objects.filter(pk=alliance.here.pk).update(time_zone="Pacific/Apia")
    with time_machine.travel(MORNING_IN_APIA, tick=False):
        decide(
            by=CONSOLE, code=made.fresh, body=made.body, decision=consent(held_on=THE_FIRST, carried=False), around=WELL
        )
        with pytest.raises(Unacceptable) as refused:
            decide(by=CONSOLE, code=made.fresh, body=made.body, decision=consent(held_on=THE_SECOND), around=WELL)
    assert (refused.value.code, Adoption.objects.get(network=alliance.here).held_on) == ("held_in_future", THE_FIRST)


def test_colleague_who_declines_sweeps_no_answer_away_that_was_sent_meanwhile(alliance: Alliance) -> None:
    made = writing(alliance)
    alliance.circle.kinds.add(Kind.objects.get(code="womens_rights"))
    asked = ask_partner(by=CONSOLE, code=made.fresh, organisation=alliance.circle, question="What is missing?")
    client = of(alliance, "focal_point_here")
    address = reverse("decline_asked", args=[alliance.circle.slug, asked.pk])
    began = hidden(client.get(address).content.decode(), "began")
    say_as_partner(by=made.actor("partner_here"), asked=asked, words="The shelter is missing.", public=False)
    answer = client.post(address, {"began": began})
    asked.refresh_from_db()
    assert (answer.status_code, asked.words, asked.declined) == (200, "The shelter is missing.", False)
    client.post(address, {"began": hidden(answer.content.decode(), "began")})
    asked.refresh_from_db()
    assert (asked.words, asked.declined) == ("", True)
