"""Signing, taking back, revoking; for oneself, an organisation, a network; on the page, on paper, in an assembly."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, people
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.ending_signatures import revoke_signature, withdraw_signature
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.forgetting_signers import forget_signer
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.signing import Shown, sign, sign_for_organisation
from answerable.conduct.actions.signing_networks import Said, sign_for_network
from answerable.conduct.models import Adoption, HoldBack, Signature, Version
from answerable.conduct.queries import signatures
from answerable.conduct.rules.signing import Ballot
from answerable.conduct.rules.words import EndKind, Way
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE, Alliance

from . import signed
from .signed import Code

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
CARRIED = Ballot(procedure="consent", entitled=9, quorum=5, present=7, consented=True)


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def code(alliance: Alliance) -> Code:
    return signed.code(alliance)


def paper(**changes: object) -> Given:
    facts: dict[str, object] = {"signed_on": dt.date(2023, 5, 4), "language": "en", "witness": "Amara Diallo"}
    return Given(**{**facts, **changes})  # type: ignore[arg-type] # whatever a test changes


# For oneself


def test_signature_holds_name_version_language_and_fingerprint_as_shown(code: Code) -> None:
    shown = signed.shown(code.first, "ar")
    made = sign(by=code.alliance.actor("member_here"), version=code.first, shown=shown, name="  Nur  ")
    assert (made.name, made.version, made.language, made.fingerprint) == ("Nur", code.first, "ar", shown.fingerprint)
    assert (made.signed_on, made.way, made.public, made.stands) == (clock.today(), Way.PAGE, False, True)


def test_nobody_signs_a_version_that_was_superseded_while_they_read(code: Code) -> None:
    """Bad input: a superseded version."""
    shown = signed.shown(code.first)
    signed.later_version(code)
    with pytest.raises(Unacceptable, match="superseded"):
        sign(by=code.alliance.actor("member_here"), version=code.first, shown=shown, name="Nur")
    assert not Signature.objects.exists()


def test_nobody_signs_words_that_are_not_those_they_were_shown(code: Code) -> None:
    with pytest.raises(Unacceptable, match="changed_meanwhile"):
        sign(by=code.alliance.actor("member_here"), version=code.first, shown=Shown("en", "0" * 64), name="Nur")


def test_nobody_signs_in_a_language_in_which_the_text_is_not_whole(code: Code) -> None:
    with pytest.raises(Unacceptable, match="language_not_whole"):
        sign(by=code.alliance.actor("member_here"), version=code.first, shown=Shown("es", ""), name="Nur")


def test_nobody_signs_a_version_twice(code: Code) -> None:
    signed.signed_by(code, "member_here")
    with pytest.raises(Unacceptable, match="signed_already"):
        signed.signed_by(code, "member_here")


def test_two_signatures_of_one_person_cannot_both_stand(code: Code) -> None:
    one = signed.signed_by(code, "member_here")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            version=code.first, kind="person", person=one.person, signed_on=one.signed_on, entered_on=one.signed_on,
            language="en", fingerprint=one.fingerprint, by="x",
        )  # fmt: skip


def test_account_without_a_person_signs_nothing(code: Code) -> None:
    with pytest.raises(Unacceptable, match="no_person"):
        sign(by=code.alliance.actor("stranger"), version=code.first, shown=signed.shown(code.first), name="X")


def test_office_is_shown_only_if_it_is_held(code: Code) -> None:
    actor, shown = code.alliance.actor("coordinator_here"), signed.shown(code.first)
    with pytest.raises(Unacceptable, match="office_not_held"):
        sign(by=actor, version=code.first, shown=shown, name="W", office="secretariat")
    assert sign(by=actor, version=code.first, shown=shown, name="W", office="coordinator").office == "coordinator"


def test_signing_is_entered_in_the_ledger_without_a_name(code: Code) -> None:
    made = signed.signed_by(code, "member_here", name="Nur of the lake")
    entry = Entry.objects.filter(act="conduct.sign").get()
    assert entry.subject_id == str(made.key)
    assert "Nur" not in str(entry.__dict__)


def test_signing_again_leaves_the_earlier_signature_standing(code: Code) -> None:
    signed.signed_by(code, "member_here")
    second = signed.later_version(code)
    signed.signed_by(code, "member_here", second)
    assert list(Signature.objects.order_by("pk").values_list("version__label", "stands")) == [
        ("2022", True),
        ("2026", True),
    ]


def test_member_of_an_organisation_at_risk_is_never_listed(code: Code) -> None:
    """B10: a signature gives nobody away."""
    person = code.alliance.people["member_elsewhere"]
    people.affiliate(by=CONSOLE, person=person, organisation=code.alliance.shelter)
    made = signed.signed_by(code, "member_elsewhere", public=True)
    assert made.public is False
    Signature.objects.update(public=True)  # whatever a list says
    assert list(signatures.listed_publicly(code.first)) == []
    assert not signatures.may_be_proved_to(made, code.alliance.actor("secretariat"))
    assert signatures.may_be_proved_to(made, code.alliance.actor("member_elsewhere"))


# For an organisation


def test_focal_point_signs_for_the_organisation(code: Code) -> None:
    made = _organisation_signs(code, "focal_point_here")
    assert (made.organisation, made.office, made.signed_for_by) == (
        code.alliance.circle, "focal_point", code.alliance.people["focal_point_here"],
    )  # fmt: skip


def _organisation_signs(code: Code, role: str) -> Signature:
    return sign_for_organisation(
        by=code.alliance.actor(role), organisation=code.alliance.circle, version=code.first, shown=signed.shown(code.first),
        name="Neema",
    )  # fmt: skip


@pytest.mark.parametrize("role", ["member_here", "coordinator_here", "secretariat", "focal_point_elsewhere"])
def test_nobody_without_the_office_signs_for_an_organisation(code: Code, role: str) -> None:
    """Bad input: signing for an organisation without office. Record keepers enter paper instead, with a witness."""
    with pytest.raises(Unacceptable, match="no_office_there"):
        _organisation_signs(code, role)


def test_duplicate_that_was_merged_counts_as_the_one_that_stayed(code: Code) -> None:
    from answerable.alliance.actions.merging import merge_organisations

    twin = cast.twin_of(code.alliance)
    given = paper()
    enter_signatures(by=CONSOLE, version=code.first, given=given, signers=[Hand(organisation=twin)], place="0001")
    merge_organisations(by=CONSOLE, kept=code.alliance.circle, gone=twin, reason="The same.")
    assert list(signatures.signed_organisations(code.first)) == [code.alliance.circle.pk]


# For a network


def _decides(code: Code, ballot: Ballot = CARRIED, **changes: object) -> Adoption:
    facts: dict[str, object] = {"held_on": dt.date(2024, 2, 1), "body": code.alliance.body, "language": "en"}
    with_body = {**facts, **changes}
    body = with_body["body"]
    type(body).objects.filter(pk=body.pk).update(opened_on=dt.date(2020, 1, 1))  # type: ignore[attr-defined] # a body
    body.refresh_from_db()  # type: ignore[attr-defined] # a body
    return sign_for_network(
        by=code.alliance.actor("coordinator_here"), network=code.alliance.here, version=code.first, ballot=ballot,
        voices=[Said("dissent", "Not before our partners were asked.", "Rosalind")], **with_body,  # type: ignore[arg-type] # as above
    )  # fmt: skip


def test_network_signs_by_what_its_body_decided(code: Code) -> None:
    decided = _decides(code)
    made = Signature.objects.get(network=code.alliance.here)
    assert (decided.signs, decided.carried, made.adoption, made.signed_on) == (True, True, decided, dt.date(2024, 2, 1))
    assert decided.voices.get().words == "Not before our partners were asked."


def test_network_does_not_sign_without_quorum(code: Code) -> None:
    """Bad input: a decision without quorum."""
    few = Ballot(procedure="consent", entitled=9, quorum=5, present=4, consented=True)
    with pytest.raises(Unacceptable, match="no_quorum"):
        _decides(code, few)
    assert not Adoption.objects.exists()


def test_decision_against_is_written_down_and_nothing_is_signed(code: Code) -> None:
    against = Ballot(procedure="vote", entitled=9, quorum=5, present=7, in_favour=3, against=4, abstained=0)
    assert _decides(code, against).carried is False
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("ballot", "code_of"),
    [
        (Ballot("vote", 9, 5, 7, in_favour=6, against=2, abstained=1), "votes_above_present"),
        (Ballot("vote", 9, 5, 7), "votes_needed"),
        (Ballot("consent", 9, 5, 12, consented=True), "present_above_entitled"),
        (Ballot("consent", 4, 5, 4, consented=True), "quorum_above_entitled"),
    ],
)
def test_numbers_that_cannot_be_right_are_refused(code: Code, ballot: Ballot, code_of: str) -> None:
    with pytest.raises(Unacceptable, match=code_of):
        _decides(code, ballot)


def test_network_signs_through_no_other_networks_body(code: Code) -> None:
    other = bodies.open_body(by=CONSOLE, network=code.alliance.elsewhere, kind=BodyKind.STEERING, name="Other")
    with pytest.raises(Unacceptable, match="body_elsewhere"):
        _decides(code, body=other)


# Given elsewhere


def test_paper_is_entered_with_a_witness(code: Code) -> None:
    made = _entered(code, paper())
    assert [(one.way, one.witness, one.signed_on) for one in made] == [("paper", "Amara Diallo", dt.date(2023, 5, 4))]


def _entered(code: Code, given: Given, role: str = "coordinator_here", who: str = "member_here") -> list[Signature]:
    return enter_signatures(
        by=code.alliance.actor(role), version=code.first, given=given, place=code.alliance.here.path,
        signers=[Hand(person=code.alliance.people[who])],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code_of"),
    [
        (paper(witness=" "), "witness_needed"),
        (paper(signed_on=dt.date(2021, 1, 1)), "signed_before_adopted"),
        (paper(signed_on=dt.date(2090, 1, 1)), "in_the_future"),
    ],
)
def test_paper_that_cannot_be_right_is_refused(code: Code, given: Given, code_of: str) -> None:
    with pytest.raises(Unacceptable, match=code_of):
        _entered(code, given)


def test_paper_of_a_superseded_version_counts_as_of_its_day(code: Code) -> None:
    signed.later_version(code)
    fresh = Version.objects.select_related("instrument__network").get(pk=code.first.pk)
    made = enter_signatures(
        by=code.alliance.actor("coordinator_here"), version=fresh, given=paper(), place=code.alliance.here.path,
        signers=[Hand(person=code.alliance.people["member_here"])],
    )  # fmt: skip
    assert [one.version.label for one in made] == ["2022"]


def test_only_those_in_ones_care_are_entered(code: Code) -> None:
    with pytest.raises(Unacceptable, match="others_keep_them"):
        enter_signatures(
            by=code.alliance.actor("coordinator_elsewhere"), version=code.first, given=paper(),
            place=code.alliance.elsewhere.path, signers=[Hand(person=code.alliance.people["member_here"])],
        )  # fmt: skip
    with pytest.raises(Refused):
        enter_signatures(
            by=code.alliance.actor("member_here"), version=code.first, given=paper(), place=code.alliance.here.path,
            signers=[Hand(person=code.alliance.people["member_here"])],
        )  # fmt: skip


def test_list_passes_over_whoever_signed_already(code: Code) -> None:
    signed.signed_by(code, "member_here")
    hands = [Hand(person=code.alliance.people[role]) for role in ("member_here", "editor_here", "facilitator_here")]
    made = enter_signatures(
        by=code.alliance.actor("coordinator_here"), version=code.first, given=paper(way="assembly"), signers=hands,
        place=code.alliance.here.path,
    )  # fmt: skip
    assert len(made) == 2
    assert '"count": 2' in Entry.objects.filter(act="conduct.enter_signatures").get().detail


# What ends


def test_signer_takes_a_signature_back_and_may_sign_again(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    ended = withdraw_signature(by=code.alliance.actor("member_here"), signature=made, reason="I want to read it again.")
    assert (ended.kind, ended.reason) == (EndKind.WITHDRAWN, "I want to read it again.")
    assert signed.signed_by(code, "member_here").stands


def test_nobody_takes_back_anothers_signature(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    for role in ("coordinator_here", "secretariat", "focal_point_here"):
        with pytest.raises(Refused):
            withdraw_signature(by=code.alliance.actor(role), signature=made, reason="Because.")


def test_secretariat_revokes_with_a_reason_and_the_signer_is_told(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    with pytest.raises(Unacceptable, match="reason_needed"):
        revoke_signature(by=code.alliance.actor("secretariat"), signature=made, reason=" ")
    revoke_signature(by=code.alliance.actor("secretariat"), signature=made, reason="Entered by mistake.")
    made.refresh_from_db()
    assert made.stands is False
    told = Notice.objects.filter(kind="conduct.signature_revoked").get()
    assert told.account == code.alliance.accounts["member_here"]


@pytest.mark.parametrize("role", ["coordinator_here", "focal_point_here", "member_here"])
def test_nobody_else_revokes(code: Code, role: str) -> None:
    made = signed.signed_by(code, "member_here")
    with pytest.raises(Refused):
        revoke_signature(by=code.alliance.actor(role), signature=made, reason="Because.")


def test_what_ended_does_not_end_again(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    withdraw_signature(by=code.alliance.actor("member_here"), signature=made, reason="Why not.")
    with pytest.raises(Unacceptable, match="ended_already"):
        withdraw_signature(by=code.alliance.actor("member_here"), signature=made, reason="Again.")


def test_person_who_deletes_their_data_leaves_a_former_member(code: Code) -> None:
    """What was signed stays, without who signed it (security, deletion of a person)."""
    own = signed.signed_by(code, "focal_point_here")
    theirs = _organisation_signs(code, "focal_point_here")
    person = code.alliance.people["focal_point_here"]
    withdraw_signature(by=code.alliance.actor("focal_point_here"), signature=own, reason="A private reason.")
    hold_back(by=code.alliance.actor("focal_point_here"), version=code.first, words="Private.")
    forget_signer(by=CONSOLE, person=person)
    own.refresh_from_db()
    theirs.refresh_from_db()
    assert (own.person, own.name, own.end.reason) == (None, "", "")
    assert (theirs.signed_for_by, theirs.name, theirs.organisation) == (None, "", code.alliance.circle)
    assert not HoldBack.objects.exists()
