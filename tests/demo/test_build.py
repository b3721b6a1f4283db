"""The invented alliance holds everything that a page has to cope with, and is the same each time."""

import hashlib
import re
import unicodedata
from collections import Counter

import pytest
from django.db import transaction

from answerable.access.actors import Actor, actor_for
from answerable.alliance.models import (
    CountClaim,
    Membership,
    MembershipStatus,
    Network,
    NetworkMove,
    OfficeTerm,
    Organisation,
    OrganisationText,
    Person,
    SelfDeclaration,
    Term,
)
from answerable.alliance.queries import bodies, figures, networks, todo
from answerable.alliance.queries.organisations import seen_by
from answerable.alliance.rules.words import Level, MembershipState, Office, Visibility
from answerable.demo.build import Summary
from answerable.demo.people import people_to_become
from answerable.kit.clock import today
from answerable.ledger.models import Entry
from answerable.ledger.verification import verify

from .conftest import SMALL, built

pytestmark = [pytest.mark.django_db, pytest.mark.broad]


def fingerprint() -> str:
    """Everything but keys and the addresses of what is hidden, which differ each time."""
    rows = [
        *Network.objects.order_by("path").values_list("path", "slug", "opened_on"),
        *Organisation.objects.order_by("pk").values_list("name", "city", "visibility", "at_risk", "since"),
        *Organisation.objects.filter(at_risk=False, visibility="public").order_by("pk").values_list("slug"),
        *Membership.objects.order_by("organisation__pk", "network__path").values_list(
            "network__path", "state", "since"
        ),
        *Person.objects.order_by("pk").values_list("name", "email", "visibility"),
        *Term.objects.order_by("pk").values_list("person__name", "organisation__name", "starts", "ends"),
        *OfficeTerm.objects.order_by("pk").values_list("person__name", "office", "network__path", "starts", "ends"),
        *(
            (act, re.sub(r"org:\d+", "org", place))
            for act, place in Entry.objects.order_by("n").values_list("act", "place")
        ),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.slow
@pytest.mark.postgres_too
def test_demo_is_the_same_each_time() -> None:
    prints = set()
    for _ in range(2):
        with transaction.atomic():
            built(40)
            prints.add(fingerprint())
            transaction.set_rollback(True)
    assert len(prints) == 1


@pytest.mark.slow
def test_larger_demo_adds_numbered_organisations_in_bulk() -> None:
    made = built(40, scale=3)
    numbered = Organisation.objects.filter(name__regex=r" [23]$").count()
    acts = Entry.objects.filter(act="demo.welcome_copies").count()
    assert (made.organisations, numbered, acts) == (120, 80, 22)


def test_demo_has_as_much_as_it_says(small: Summary) -> None:
    counted = (Network.objects.count(), Organisation.objects.count(), Person.objects.count())
    assert (counted, small.organisations) == ((small.networks, small.organisations, small.people), SMALL)


def test_demo_reaches_every_level_and_region(small: Summary) -> None:
    levels = Counter(Network.objects.values_list("level_kind", flat=True))
    assert (levels[Level.ALLIANCE], levels[Level.REGION], levels[Level.COUNTRY], levels[Level.LOCAL] > 0) == (
        1,
        8,
        11,
        True,
    )


def test_demo_breaks_some_rules_and_keeps_others(small: Summary) -> None:
    found = bodies.compositions(bodies.national_committees())
    standings = Counter(one.verdict.standing.value for composition in found for one in composition.rules)
    assert {name for name, number in standings.items() if number} == {"kept", "ending", "broken"}


def test_demo_has_past_present_and_future_terms(small: Summary) -> None:
    day = today()
    terms = Counter((one.starts > day) - bool(one.ends and one.ends < day) for one in Term.objects.all())
    assert sorted(terms) == [-1, 0, 1]


def test_demo_has_memberships_in_every_state_with_their_history(small: Summary) -> None:
    assert set(Membership.objects.values_list("state", flat=True)) == {state.value for state in MembershipState}
    assert MembershipStatus.objects.count() > Membership.objects.count() > Organisation.objects.count() - 10


def test_demo_hides_organisations_at_risk_from_the_public(small: Summary) -> None:
    at_risk = Organisation.objects.filter(at_risk=True)
    shown = seen_by(Actor.nobody())
    assert (at_risk.exists(), shown.filter(pk__in=at_risk).exists()) == (True, False)
    assert figures.organisations_at(Actor.nobody())[Network.objects.get(depth=1).path] == shown.count()


def test_demo_mixes_who_may_see(small: Summary) -> None:
    every = {one.value for one in Visibility}
    assert set(Organisation.objects.values_list("visibility", flat=True)) == every
    assert set(Person.objects.values_list("visibility", flat=True)) == every


def test_demo_leaves_something_to_do(small: Summary) -> None:
    root = networks.root()
    assert root is not None
    codes = {gap.code for gap in todo.gaps(Actor.of_system("console"), root)}
    assert {"organisations_without_country", "organisations_without_network", "networks_without_coordinator"} <= codes


def test_demo_names_people_and_organisations_in_their_scripts(small: Summary) -> None:
    names = "".join(
        [*Organisation.objects.values_list("name", flat=True), *Person.objects.values_list("name", flat=True)]
    )
    scripts = {unicodedata.name(one).split()[0] for one in names if unicodedata.category(one)[0] == "L"}
    assert {"LATIN", "ARABIC", "DEVANAGARI", "CYRILLIC"} <= scripts
    assert {one for one in "áçãêíñéèọ" if one not in unicodedata.normalize("NFC", names)} == set()


def test_right_to_left_names_stand_where_arabic_is_written(small: Summary) -> None:
    named = Organisation.objects.filter(name_language="ar").exclude(memberships=None)
    assert set(named.values_list("memberships__network__country", flat=True)) <= {"EG", "LB"}
    assert named.exists()


def test_some_organisations_are_named_in_several_languages(small: Summary) -> None:
    languages = Counter(OrganisationText.objects.values_list("organisation", flat=True))
    assert {2, 3} <= set(languages.values())


def test_demo_addresses_lead_nowhere(small: Summary) -> None:
    sites = Organisation.objects.exclude(website="").values_list("website", flat=True)
    emails = [
        *Organisation.objects.exclude(email="").values_list("email", flat=True),
        *Person.objects.exclude(email="").values_list("email", flat=True),
    ]
    assert [one for one in [*sites, *emails] if not one.endswith(".example")] == []


def test_demo_remembers_a_move_a_closing_and_conflicting_counts(small: Summary) -> None:
    moved = Counter(NetworkMove.objects.values_list("network", flat=True))
    claimed = Counter(CountClaim.objects.values_list("network", "counted"))
    assert (max(moved.values()), max(claimed.values()) > 1) == (2, True)


def test_demo_offices_were_handed_over(small: Summary) -> None:
    ended = OfficeTerm.objects.filter(office=Office.COORDINATOR, ends__lt=today())
    assert ended.exclude(handovers=None).exists()
    assert set(OfficeTerm.objects.values_list("office", flat=True)) >= {office.value for office in Office} - {
        Office.COMMITTEE
    }


def test_demo_people_said_something_of_themselves(small: Summary) -> None:
    assert SelfDeclaration.objects.count() > 20


def test_everybody_one_can_become_sees_the_alliance(small: Summary) -> None:
    listed = people_to_become()
    assert [one.key for one in listed] == [
        "tomas", "neema", "juma", "rehema", "leila", "iracema", "aissatou", "folake", "salome", "salma", "ximena", "mira",
        "winnie", "paloma", "kiran", "ruth", "samuel", "hana",
    ]  # fmt: skip
    public = seen_by(Actor.nobody()).count()
    no_more = [one.key for one in listed if seen_by(actor_for(one.account_id, on=today())).count() <= public]
    assert no_more == ["paloma", "kiran", "ruth", "samuel", "hana"], "who only reads concerns belongs to no network"


def test_demo_ledger_holds(small: Summary) -> None:
    assert verify().ok
