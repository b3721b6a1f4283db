"""Two years of commitments in the invented alliance: kept, moved, broken, let go, and seen otherwise."""

import pytest

from answerable.access.actors import Actor, actor_for
from answerable.commitments.models import Commitment, Evidence, TurnRow
from answerable.commitments.queries import seeing
from answerable.commitments.rules.words import Remark, Shown, State, Turn
from answerable.demo.build import Summary
from answerable.demo.people import account_of
from answerable.kit.clock import today
from answerable.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_every_state_is_there_over_two_years(small: Summary) -> None:
    states = set(Commitment.objects.values_list("state", flat=True))
    assert states == set(State)
    made = Commitment.objects.order_by("made_on").values_list("made_on", flat=True)
    assert (today() - made[0]).days > 700
    assert Commitment.objects.filter(state=State.OPEN, due__lt=today()).exists()
    assert Commitment.objects.exclude(instead_of=None).filter(state=State.DONE).exists()
    assert Commitment.objects.filter(seen_otherwise=True).exists()
    assert TurnRow.objects.filter(kind=Turn.DAY).exclude(words="").exists()
    assert Evidence.objects.filter(between_us=True).exists()


@pytest.mark.slow
def test_whom_one_becomes_has_something_to_tend(small: Summary) -> None:
    for key in ("juma", "ximena", "salma", "neema", "rehema", "salome"):
        account = account_of(key)
        assert account is not None
        actor = actor_for(account.pk, on=today())
        assert seeing.seen_by(actor).filter(seeing.of_sides(actor), state=State.OPEN).exists(), key


@pytest.mark.slow
def test_what_is_private_is_shown_to_nobody_else(small: Summary) -> None:
    assert Commitment.objects.filter(shown=Shown.PRIVATE).count() >= 2
    assert not seeing.seen_by(Actor.nobody()).exclude(shown=Shown.PUBLIC).exists()
    account = account_of("tomas")
    assert account is not None
    assert not seeing.seen_by(actor_for(account.pk, on=today())).filter(shown=Shown.PRIVATE).exists()


@pytest.mark.slow
def test_only_what_is_near_or_past_is_told(small: Summary) -> None:
    kinds = set(Notice.objects.filter(kind__startswith="commitments.").values_list("kind", flat=True))
    assert kinds <= {"commitments.soon", "commitments.overdue", "commitments.private"}
    assert Remark.OTHERWISE in set(Commitment.objects.values_list("comments__kind", flat=True))
