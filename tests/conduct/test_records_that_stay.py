"""An organisation that signed, promised or was asked something stays, and whoever would remove it is told so plainly."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.access.refusals import Unacceptable
from answerable.alliance.actions.directory import DIRECTORY, Scope
from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.organisations import Card, move_membership, remove_organisation, welcome_organisation
from answerable.alliance.actions.retention import remove_organisations_long_gone
from answerable.alliance.models import Network, Organisation
from answerable.alliance.rules.words import Visibility
from answerable.commitments import actions as promising
from answerable.commitments.models import Commitment
from answerable.commitments.rules.words import Shown
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.instruments import open_instrument
from answerable.conduct.actions.signing import sign_for_organisation
from answerable.conduct.models import Signature
from answerable.kit import clock, imports
from answerable.kit.imports import Fate
from answerable.kit.models import ImportRun
from tests import cast
from tests.cast import CONSOLE, Alliance

from . import signed

pytestmark = pytest.mark.django_db
LIST = b"name,country\nMountain Aunties,PE\nRiver Sisters,KE\nHill Friends,KE\n"
SCOPE = Scope("common-thread", Visibility.PUBLIC).text()


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


def brought_in(data: bytes = LIST) -> ImportRun:
    run = imports.begin(DIRECTORY, by=CONSOLE, file_name="list.csv", data=data, scope=SCOPE)
    imports.rehearse(run, by=CONSOLE)
    imports.bring_in(run, by=CONSOLE)
    return run


def called(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def has_signed(alliance: Alliance, organisation: Organisation) -> Signature:
    code, given = signed.code(alliance), Given(clock.today(), "en", witness="Achieng Otieno")
    (made,) = enter_signatures(
        by=CONSOLE, version=code.first, given=given, signers=[Hand(organisation=organisation)], place=alliance.root.path
    )
    return made


def promised_to(alliance: Alliance, organisation: Organisation) -> Commitment:
    """Zawadi says in private what she will do for an organisation."""
    return promising.make_commitment(
        by=alliance.actor("member_here"), owner=promising.Owner(person=alliance.people["member_here"]),
        promise=promising.Promise(
            "Bring the keys back", clock.today(), (promising.To(organisation=organisation),), shown=Shown.PRIVATE
        ),
    )  # fmt: skip


def test_undoing_an_import_says_why_one_that_signed_or_is_owed_something_stays(alliance: Alliance) -> None:
    run = brought_in()
    signature = has_signed(alliance, called("Mountain Aunties"))
    promise = promised_to(alliance, called("River Sisters"))
    undone = imports.undo(run, by=CONSOLE)
    assert (undone.taken_back, undone.kept) == (1, 2)
    assert not Organisation.objects.filter(name="Hill Friends").exists()
    assert Signature.objects.filter(pk=signature.pk).exists()
    assert promise.owed.filter(organisation=called("River Sisters")).exists()


def test_reason_why_it_stays_does_not_tell_what_is_private(alliance: Alliance) -> None:
    """What was promised in private is not told apart from a signature that everybody sees."""
    run = brought_in()
    has_signed(alliance, called("Mountain Aunties"))
    promised_to(alliance, called("River Sisters"))
    undone = imports.undo(run, by=CONSOLE)
    assert [row for row, _why in undone.why] == [2, 3]
    assert len({why for _row, why in undone.why}) == 1
    told = [one.problems for one in imports.outcomes(run, Fate.LEFT_OUT)]
    assert [[one.code for one in problems] for problems in told] == [["named_elsewhere"], ["named_elsewhere"]]
    assert imports.explain(DIRECTORY, told[0][0])


def test_undoing_an_import_leaves_a_network_in_which_something_was_promised(alliance: Alliance) -> None:
    run = brought_in()
    network = Network.objects.get(country="PE")
    open_instrument(by=CONSOLE, network=network, kind="code", name="Our code")
    imports.undo(run, by=CONSOLE)
    assert Network.objects.filter(pk=network.pk).exists()


def test_removing_by_hand_is_refused_with_the_reason(alliance: Alliance) -> None:
    made = welcome_organisation(by=CONSOLE, card=Card(name="Lake Sisters", country="KE"), network=alliance.here)
    has_signed(alliance, made)
    with pytest.raises(Unacceptable) as refused:
        remove_organisation(by=CONSOLE, organisation=made)
    assert refused.value.code == "named_elsewhere"


def test_what_a_duplicate_signed_keeps_the_record_it_became_part_of(alliance: Alliance) -> None:
    kept = welcome_organisation(by=CONSOLE, card=Card(name="Lake Sisters", country="KE"), network=alliance.here)
    gone = welcome_organisation(by=CONSOLE, card=Card(name="Lake Sister", country="KE"), network=alliance.here)
    signature = has_signed(alliance, gone)
    merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason="Written down twice.")
    with pytest.raises(Unacceptable):
        remove_organisation(by=CONSOLE, organisation=kept)
    assert Signature.objects.filter(pk=signature.pk).exists()


def test_one_that_signed_on_the_page_does_not_stop_others_from_being_removed_after_their_time(
    alliance: Alliance,
) -> None:
    """A signature given here stands for good: its organisation stays, the others go."""
    code = signed.code(alliance)
    sign_for_organisation(
        by=alliance.actor("focal_point_here"), organisation=alliance.circle, version=code.first,
        shown=signed.shown(code.first), name="Juma",
    )  # fmt: skip
    for one in (alliance.circle, alliance.nile):
        for membership in one.memberships.all():
            move_membership(by=CONSOLE, membership=membership, state="withdrawn", reason="It closed.")
    Organisation.objects.filter(pk=alliance.circle.pk).update(email="circle@example.org", city="Kisumu")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=365 * 8), tick=False):
        remove_organisations_long_gone(by=CONSOLE)
    assert list(Organisation.objects.filter(pk__in=[alliance.circle.pk, alliance.nile.pk])) == [alliance.circle]
    alliance.circle.refresh_from_db()
    assert (alliance.circle.email, alliance.circle.city, alliance.circle.affiliations.count()) == ("", "", 0)
    assert alliance.circle.name == "Tumaini Circle"


def test_page_of_what_was_undone_says_why_an_organisation_stays(alliance: Alliance, client: Client) -> None:
    actor = alliance.actor("secretariat")
    run = imports.begin(DIRECTORY, by=actor, file_name="list.csv", data=LIST, scope=SCOPE)
    imports.rehearse(run, by=actor)
    imports.bring_in(run, by=actor)
    has_signed(alliance, called("Mountain Aunties"))
    client.force_login(alliance.accounts["secretariat"])
    shown = client.post(reverse("import_undo", args=[run.key]), follow=True)
    assert "Other records speak of this organisation" in shown.content.decode()
