"""What a duplicate signed, was invited to and was asked is that of the record it became part of."""

import pytest

from answerable.access.refusals import Unacceptable
from answerable.alliance.actions.joining import merge_networks
from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.models import Kind, Organisation
from answerable.conduct.actions.ending_signatures import revoke_signature, withdraw_signature
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.local_codes.beginning import give_up_local_code
from answerable.conduct.actions.local_codes.inviting import invite_organisations
from answerable.conduct.actions.local_codes.partners import ask_partner, say_as_partner
from answerable.conduct.queries import partners, signatures, signers
from answerable.conduct.queries.standing import everybody_invited, standing_of
from answerable.kit import clock
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE, Alliance, twin_of

from . import signed
from .local import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


def merged(alliance: Alliance, twins: list[Organisation]) -> None:
    """A duplicate of a duplicate becomes part of Tumaini Circle."""
    first, second = twins
    merge_organisations(by=CONSOLE, kept=second, gone=first, reason="Written down twice.")
    merge_organisations(by=CONSOLE, kept=alliance.circle, gone=second, reason="Written down thrice.")


def test_signature_of_a_duplicate_is_that_of_the_record_that_stayed(alliance: Alliance) -> None:
    code = signed.code(alliance)
    twins = [twin_of(alliance), twin_of(alliance)]
    given = Given(clock.today(), "en", witness="Achieng Otieno")
    (made,) = enter_signatures(
        by=CONSOLE, version=code.first, given=given, signers=[Hand(organisation=twins[0])], place=alliance.root.path
    )
    merged(alliance, twins)
    (asked,) = signers.asked_of_organisation(alliance.circle)
    assert asked.standing == made
    assert signatures.signed_organisations(code.first).keys() == {alliance.circle.pk}
    withdraw_signature(by=alliance.actor("focal_point_here"), signature=signatures.with_key(made.key), reason="Ours.")  # type: ignore[arg-type] # it is there


def test_speakers_are_told_that_the_signature_of_their_organisation_was_revoked(alliance: Alliance) -> None:
    code = signed.code(alliance)
    given = Given(clock.today(), "en", witness="Achieng Otieno")
    (made,) = enter_signatures(
        by=CONSOLE, version=code.first, given=given, signers=[Hand(organisation=alliance.circle)], place=alliance.root.path
    )  # fmt: skip
    revoke_signature(by=alliance.actor("secretariat"), signature=made, reason="Nobody signed it.")
    told = Notice.objects.filter(kind="conduct.signature_revoked", url=f"/signatures/{made.key}")
    speakers = {alliance.accounts["focal_point_here"], alliance.accounts["partner_here"]}
    assert {one.account for one in told} == speakers


def test_whoever_was_invited_with_a_duplicate_takes_part(alliance: Alliance) -> None:
    local = writing(alliance)
    twins = [twin_of(alliance), twin_of(alliance)]
    local.fresh.taking_part.filter(organisation=alliance.circle).delete()
    invite_organisations(by=CONSOLE, code=local.fresh, organisations=[twins[0]])
    focal_point, today = alliance.actor("focal_point_here"), clock.today()
    assert standing_of(focal_point, local.fresh, today).contributes is False
    merged(alliance, twins)
    assert standing_of(focal_point, local.fresh, today).contributes is True
    assert alliance.accounts["focal_point_here"].pk in everybody_invited(local.fresh, today)
    assert invite_organisations(by=CONSOLE, code=local.fresh, organisations=[alliance.circle]) == 0


def test_what_a_duplicate_was_asked_is_answered_by_who_speaks_for_the_record_that_stayed(alliance: Alliance) -> None:
    local = writing(alliance)
    twins = [twin_of(alliance), twin_of(alliance)]
    twins[0].kinds.add(Kind.objects.get(code="womens_rights"))
    asked = ask_partner(by=CONSOLE, code=local.fresh, organisation=twins[0])
    merged(alliance, twins)
    (open_one,) = partners.asked_of(alliance.circle)
    say_as_partner(by=alliance.actor("focal_point_here"), asked=open_one, words="Say it more plainly.")
    assert [one.pk for one in partners.asked_by(local.fresh, alliance.actor("editor_here"))] == [asked.pk]
    assert alliance.circle not in partners.may_be_asked(CONSOLE, local.fresh, alliance.here)


@pytest.mark.parametrize("given_up", [False, True])
def test_network_that_writes_its_own_code_ends_only_when_that_is_done(given_up: bool) -> None:
    """Else nobody could decide on it any more, and whoever contributed waits for an answer."""
    made = writing(cast.small_alliance())
    alliance = made.alliance
    if given_up:
        give_up_local_code(by=alliance.actor("coordinator_here"), code=made.fresh)
        assert merge_networks(by=CONSOLE, kept=alliance.elsewhere, gone=alliance.here, reason="One place.").pk
        return
    with pytest.raises(Unacceptable, match="work_unfinished"):
        merge_networks(by=CONSOLE, kept=alliance.elsewhere, gone=alliance.here, reason="One place.")
