"""A local code that was given up is taken up again, with everything that was said and answered."""

import pytest
from django.conf import settings
from django.test import Client

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.models import Network
from answerable.conduct.actions.local_codes.adopting import decide
from answerable.conduct.actions.local_codes.answering import Reply, answer
from answerable.conduct.actions.local_codes.beginning import begin_local_code, give_up_local_code, open_drafting
from answerable.conduct.actions.local_codes.taking_up_again import take_up_local_code
from answerable.conduct.models import LocalCode, Version
from answerable.conduct.queries import contributions, local_codes
from answerable.kit import clock
from answerable.ledger.models import Entry
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

from .local import WELL, Writing, consent, said_already, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    made = writing(alliance)
    said_already(made)
    made.say("member_here")
    give_up_local_code(by=made.actor("coordinator_here"), code=made.fresh)
    return made


def client(alliance: Alliance, role: str) -> Client:
    made = Client()
    made.cookies[settings.SESSION_COOKIE_NAME] = session_of(alliance.accounts[role])
    return made


def everything(local: Writing) -> tuple[object, ...]:
    """What a local code holds: its words, its moments, who takes part, what was said and answered."""
    code = local.fresh
    words = [(text.heading, text.body) for clause in local.clauses for text in clause.texts.all()]
    said = [
        (one.words, one.answer_by, [each.words for each in one.answers.all()]) for one in contributions.of_code(code)
    ]
    return words, [one.kind for one in code.moments.all()], code.taking_part.count(), sorted(said, key=str)


def test_everything_is_still_there_and_it_goes_on_to_its_adoption(local: Writing) -> None:
    before, keeper = everything(local), local.actor("coordinator_here")
    taken = take_up_local_code(by=keeper, code=local.fresh)
    assert (taken.version.state, taken.closed_on, local_codes.why_not_yet(local.alliance.here)) == (
        "draft",
        None,
        "work_unfinished",
    )
    assert everything(local) == before
    assert local_codes.counted(local.fresh)["waiting"] == 1
    assert Entry.objects.filter(act="conduct.take_up_local_code").count() == 1
    open_drafting(by=keeper, code=local.fresh)
    local.say("member_here")
    assert local_codes.counted(local.fresh)["waiting"] == 2
    for one in contributions.narrowed(contributions.of_code(local.fresh), "waiting", clock.today()):
        answer(by=keeper, contribution=one, reply=Reply("declined", "Not this time."))
    decide(by=keeper, code=local.fresh, body=local.body, decision=consent(), around=WELL)
    assert local.fresh.version.state == "adopted"


def test_only_what_was_given_up_and_not_followed_by_another_is_taken_up(local: Writing) -> None:
    keeper, network, parent = local.actor("coordinator_here"), local.alliance.here, local.parent
    second = begin_local_code(by=keeper, network=network, parent=parent, name="Ours", language="en")
    assert list(local_codes.given_up(network)) == []
    with pytest.raises(Unacceptable, match="another_since"):
        take_up_local_code(by=keeper, code=local.fresh)
    with pytest.raises(Unacceptable, match="not_given_up"):
        take_up_local_code(by=keeper, code=LocalCode.objects.get(pk=second.pk))
    give_up_local_code(by=keeper, code=LocalCode.objects.get(pk=second.pk))
    assert [one.pk for one in local_codes.given_up(network)] == [second.pk, local.code.pk]
    take_up_local_code(by=keeper, code=LocalCode.objects.get(pk=second.pk))
    open_drafting(by=keeper, code=LocalCode.objects.get(pk=second.pk))
    decide(by=keeper, code=LocalCode.objects.get(pk=second.pk), body=local.body, decision=consent(), around=WELL)
    with pytest.raises(Unacceptable, match="another_since"):
        take_up_local_code(by=keeper, code=local.fresh)


@pytest.mark.parametrize("role", ["member_here", "editor_here", "coordinator_elsewhere", "focal_point_here"])
def test_whoever_may_not_begin_does_not_take_up(local: Writing, role: str) -> None:
    """B10: nor do neighbours."""
    with pytest.raises(Refused):
        take_up_local_code(by=local.actor(role), code=local.fresh)


def test_nothing_is_written_in_a_network_that_is_closed(local: Writing) -> None:
    Network.objects.filter(pk=local.alliance.here.pk).update(closed_on=clock.today())
    with pytest.raises(Unacceptable, match="network_closed"):
        take_up_local_code(by=CONSOLE, code=local.fresh)
    with pytest.raises(Unacceptable, match="network_closed"):
        begin_local_code(by=CONSOLE, network=local.alliance.here, parent=local.parent, name="X", language="en")


def test_pages_lead_back_to_what_was_given_up(local: Writing) -> None:
    keeper, slug = client(local.alliance, "coordinator_here"), local.alliance.here.slug
    address = f"/n/{slug}/code/{local.code.pk}/take-up-again"
    for page in (f"/n/{slug}/code", f"/n/{slug}/code/begin", f"/n/{slug}/code/{local.code.pk}"):
        assert address in keeper.get(page).content.decode(), page
    shown = keeper.get(f"/n/{slug}/code/{local.code.pk}").content.decode()
    assert ("The text: everyone." in shown, "Read the text" in shown) == (False, False)
    for role in ("member_here", "editor_here"):
        assert address not in client(local.alliance, role).get(f"/n/{slug}/code?all").content.decode()
    answer = keeper.post(address)
    assert (answer.status_code, answer["Location"]) == (303, f"/n/{slug}/code/{local.code.pk}")
    assert "Take the draft up again" not in keeper.get(f"/n/{slug}/code/{local.code.pk}").content.decode()


def test_later_version_of_the_text_above_is_said(local: Writing) -> None:
    Version.objects.filter(pk=local.parent.pk).update(state="superseded")
    page = client(local.alliance, "coordinator_here").get(
        f"/n/{local.alliance.here.slug}/code/{local.code.pk}/take-up-again"
    )
    assert "has a later version since" in page.content.decode()
