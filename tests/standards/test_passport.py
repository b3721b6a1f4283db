"""The passport: what it says and what it never says, by link, as paper and as data."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from answerable import vault
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.alliance.actions.merging import merge_organisations
from answerable.backups import forgotten
from answerable.conduct.actions.signing import sign_for_organisation
from answerable.kit import clock, papers
from answerable.ledger.models import Entry
from answerable.standards.actions.claiming import confirm
from answerable.standards.actions.duties import Words
from answerable.standards.actions.passports import Shared, end_share, end_share_again, forget_old_shares, share_passport
from answerable.standards.actions.policies import Adopted, adopt_policy
from answerable.standards.models import PassportShare
from answerable.standards.queries import passport_links
from answerable.standards.queries.passports import passport_of
from answerable.standards.rules import passports as rules
from answerable.standards.rules.saying import PolicyKind
from answerable.standards.rules.words import Basis, Cadence
from tests import cast
from tests.conduct.signed import code, shown

from .given import CONSOLE, days, duty, said

pytestmark = pytest.mark.django_db


def shared(alliance: cast.Alliance, **facts: Any) -> Shared:
    given: dict[str, Any] = {"ends": days(90), "for_whom": "The lake fund"}
    return share_passport(by=alliance.actor("focal_point_here"), organisation=alliance.circle, **{**given, **facts})


def filled(alliance: cast.Alliance) -> None:
    """Tumaini Circle signed the code, has a policy in force and one that is not, and four duties stand differently."""
    made, by = code(alliance), alliance.actor("focal_point_here")
    sign_for_organisation(
        by=by, organisation=alliance.circle, version=made.first, shown=shown(made.first), name="Neema K."
    )
    for kind, title, due in (
        (PolicyKind.CHILD_PROTECTION, "Keeping children safe", 300),
        (PolicyKind.PARENTAL_LEAVE, "Time for parents", -5),
    ):
        adopt_policy(
            by=by,
            organisation=alliance.circle,
            adopted=Adopted(kind, title, days(-400), days(due), words="A secret of ours."),
        )
    duty("F1", cadence=Cadence.CONTINUOUS, proofs=("standards.policy.child_protection",), words=_named("Have a policy"))
    said(alliance, duty("D1", words=_named("Say it")), words="A secret of ours.")
    confirm(by=alliance.actor("coordinator_here"), claim=said(alliance, duty("C1", words=_named("Have it confirmed"))))
    said(alliance, duty("B1", words=_named("Only begin")), only_started=True)
    duty("N1", words=_named("Say nothing"))


def _named(name: str) -> dict[str, Words]:
    return {"en": Words(name, "What it means.")}


def test_it_says_what_stands_and_what_that_rests_on(alliance: cast.Alliance) -> None:
    filled(alliance)
    told = passport_of(alliance.circle, "en")
    assert (told.name, told.networks, told.issued) == ("Tumaini Circle", ("Kenya",), clock.today())
    assert [(one.text, one.version) for one in told.signed] == [("Code of conduct", "2022")]
    assert [(one.title, one.review_due) for one in told.policies] == [("Keeping children safe", days(300))]
    assert {basis: [one.name for one in group] for basis, group in told.resting_on()} == {
        Basis.CONFIRMED: ["Have it confirmed"], Basis.DECLARED: ["Say it", "Have a policy"],
    }  # fmt: skip


def test_no_person_no_words_and_nothing_that_is_missing_is_in_it(alliance: cast.Alliance) -> None:
    filled(alliance)
    made = shared(alliance)
    client = Client()
    pages = [client.get(f"/passport/{made.token}{way}").content.decode() for way in ("", ".json")]
    for page in (one.replace(made.token, "") for one in pages):  # for it is random: any two signs may be in it
        for never in ("Neema", "secret of ours", "The lake fund", "Only begin", "Say nothing", "Time for parents"):
            assert never not in page
        assert not re.search(r"\b(N1|B1)\b", page)
        assert "Have it confirmed" in page


def test_questions_do_not_grow_with_what_is_in_it(alliance: cast.Alliance, django_assert_max_num_queries: Any) -> None:
    filled(alliance)
    with django_assert_max_num_queries(45):
        passport_of(alliance.circle, "en")


def test_link_opens_for_anybody_until_it_is_over_and_a_wrong_one_looks_the_same(alliance: cast.Alliance) -> None:
    made, client = shared(alliance), Client()
    assert client.get(f"/passport/{made.token}").status_code == 200
    wrong = client.get("/passport/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
    end_share(by=alliance.actor("partner_here"), share=made.share)
    ended = client.get(f"/passport/{made.token}")
    assert (wrong.status_code, ended.status_code) == (404, 404)
    assert ended.content == wrong.content
    assert {client.get(f"/passport/{made.token}{way}").status_code for way in (".pdf", ".json")} == {404}


def test_link_is_good_through_its_last_day(alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shared(alliance, ends=days(3))
    for number, good in ((3, True), (4, False)):
        day = days(number)
        monkeypatch.setattr(passport_links, "today_of", lambda _organisation, day=day: day)
        assert bool(passport_links.by_token(made.token)) is good


def test_only_a_hash_of_the_link_is_kept_and_nothing_of_who_opens_it(alliance: cast.Alliance) -> None:
    made = shared(alliance)
    kept = str(PassportShare.objects.values().get())
    assert made.token not in kept
    entries = Entry.objects.count()
    Client().get(f"/passport/{made.token}")
    assert str(PassportShare.objects.values().get()) == kept
    assert Entry.objects.count() == entries
    assert not any(made.token in str(row) for row in Entry.objects.values())


@pytest.mark.parametrize(
    ("ends", "code_"), [(-1, "share_in_the_past"), (400, "share_too_long")]
)  # fmt: skip
def test_link_ends_within_a_year(alliance: cast.Alliance, ends: int, code_: str) -> None:
    with pytest.raises(Unacceptable) as refusal:
        shared(alliance, ends=days(ends))
    assert refusal.value.code == code_


@pytest.mark.parametrize("role", ["coordinator_here", "secretariat", "member_here", "focal_point_elsewhere"])
def test_nobody_else_shares_it_or_ends_a_link(alliance: cast.Alliance, role: str) -> None:
    made = shared(alliance)
    with pytest.raises(Refused):
        share_passport(by=alliance.actor(role), organisation=alliance.circle, ends=days(3))
    with pytest.raises(Refused):
        end_share(by=alliance.actor(role), share=made.share)


def test_ended_link_stays_ended_after_a_restore(alliance: cast.Alliance) -> None:
    made = shared(alliance)
    assert str(made.share.key) in set(forgotten._kinds["standards_passport"].standing())
    end_share_again(str(made.share.key), by=CONSOLE)
    assert passport_links.by_token(made.token) is None
    with pytest.raises(Hidden):
        end_share(by=alliance.actor("focal_point_here"), share=made.share)


def test_links_that_are_long_over_go(alliance: cast.Alliance) -> None:
    shared(alliance)
    over = shared(alliance, ends=days(1)).share
    PassportShare.objects.filter(pk=over.pk).update(ends=days(-31))
    assert forget_old_shares(by=CONSOLE, before=days(-30)) == 1
    assert not PassportShare.objects.filter(pk=over.pk).exists()
    assert PassportShare.objects.count() == 1


def test_link_of_a_duplicate_leads_to_the_record_that_stayed(alliance: cast.Alliance) -> None:
    twin = cast.twin_of(alliance)
    made = share_passport(by=CONSOLE, organisation=twin, ends=days(30))
    merge_organisations(by=CONSOLE, kept=alliance.circle, gone=twin, reason="The same people.")
    found = passport_links.by_token(made.token)
    assert found is not None
    assert found[1] == alliance.circle


def test_data_can_be_checked_by_anybody(alliance: cast.Alliance) -> None:
    """As docs/passport.md says: the plain form again, its fingerprint, and the server's signature of that."""
    filled(alliance)
    made = shared(alliance)
    told = json.loads(Client().get(f"/passport/{made.token}.json").content)
    verify, content = told["verify"], told["passport"]
    assert rules.fingerprint(content) == verify["fingerprint"]
    assert vault.signature_holds(
        rules.message(verify["fingerprint"]), bytes.fromhex(verify["signature"]), of=bytes.fromhex(verify["public_key"])
    )
    assert (content["issued"], content["expires"]) == (clock.today().isoformat(), days(90).isoformat())
    assert content["address"].endswith(f"/passport/{made.token}")
    assert [one["rests_on"] for one in content["duties"]] == [["confirmed"], ["declared"], ["declared"]]
    altered = {**content, "organisation": "Somebody else"}
    assert rules.fingerprint(altered) != verify["fingerprint"]


@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_paper_is_made(alliance: cast.Alliance, language: str) -> None:
    filled(alliance)
    made = shared(alliance)
    answer = Client().get(f"/passport/{made.token}.pdf", headers={"accept-language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_without_the_parts_that_make_paper_a_page_says_so(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_html: str) -> bytes:
        raise papers.NoPaper

    monkeypatch.setattr(papers, "as_pdf", none)
    answer = Client().get(f"/passport/{shared(alliance).token}.pdf")
    assert answer.status_code == 503
    assert "Print the page" in answer.content.decode()


def test_paper_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_facts: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr("socket.create_connection", never)
    page = '<html lang="en"><head><title>x</title></head><body><img src="http://127.0.0.1:9/x.png" alt="x"><img src="file:///etc/passwd" alt="y"></body></html>'
    assert papers.as_pdf(page).startswith(b"%PDF-")


def signed_in(alliance: cast.Alliance, role: str) -> Client:
    client = Client()
    client.force_login(alliance.accounts[role])
    return client


def test_focal_point_shares_sees_and_ends_a_link_by_page(alliance: cast.Alliance) -> None:
    client, page = signed_in(alliance, "focal_point_here"), f"/o/{alliance.circle.slug}/passport"
    assert client.get(page).status_code == 200
    form = client.get(f"{page}/share").content.decode()
    assert str(clock.today() + dt.timedelta(days=settings.PASSPORT_DAYS)) in form
    assert client.post(f"{page}/share", {"for_whom": "The lake fund", "ends": str(days(10))}).status_code == 303
    share = PassportShare.objects.get()
    mine = client.get(page).content.decode()
    assert "The lake fund" in mine
    assert f"{settings.SITE_ADDRESS}/passport/" in mine
    other = signed_in(alliance, "partner_here").get(page).content.decode()
    assert "The lake fund" in other
    assert f"{settings.SITE_ADDRESS}/passport/" not in other
    assert client.post(f"{page}/links/{share.key}/end", {}).status_code == 303
    assert "The lake fund" not in client.get(page).content.decode()
    assert client.get(f"{page}/links/{share.key}/end").status_code == 404


def test_keepers_see_it_and_share_nothing(alliance: cast.Alliance) -> None:
    shared(alliance)
    client, page = signed_in(alliance, "coordinator_here"), f"/o/{alliance.circle.slug}/passport"
    assert "The lake fund" not in client.get(page).content.decode()
    assert {client.get(f"{page}{way}").status_code for way in (".pdf", ".json")} == {200}
    assert client.get(f"{page}/share").status_code == 403


@pytest.mark.parametrize(("role", "status"), [("member_here", 403), ("member_elsewhere", 403), ("stranger", 404)])
def test_others_need_a_link(alliance: cast.Alliance, role: str, status: int) -> None:
    page = f"/o/{alliance.circle.slug}/passport"
    assert {signed_in(alliance, role).get(f"{page}{way}").status_code for way in ("", ".pdf", ".json")} == {status}


def test_no_stands_at_its_field(alliance: cast.Alliance) -> None:
    answer = signed_in(alliance, "focal_point_here").post(
        f"/o/{alliance.circle.slug}/passport/share", {"for_whom": "Somebody", "ends": "2020-01-01"}
    )
    shown_ = answer.content.decode()
    assert answer.status_code == 200
    assert "This day is past." in shown_
    assert "Somebody" in shown_
