"""The pages of policies: recorded, made known and looked at again by those who speak for an organisation, read by those who belong."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from answerable.standards.actions import policies as acts
from answerable.standards.actions.policies import Adopted
from answerable.standards.models import Document, Policy
from answerable.standards.rules.saying import PolicyKind, Told
from tests import cast

from .given import CONSOLE, days
from .test_policies import KIND, adopted
from .visiting import visitor


def typed(**facts: Any) -> dict[str, Any]:
    given = {
        "about": str(KIND), "title": "Keeping children safe", "adopted_on": str(days(-3)), "review_due": str(days(300)),
        "said": "We listen.", "language": "en",
    }  # fmt: skip
    return {**given, **facts}


@pytest.mark.django_db
class TestPages:
    def test_focal_point_records_makes_known_and_looks_again(self, alliance: cast.Alliance) -> None:
        client, register = visitor(alliance, "focal_point_here"), f"/o/{alliance.circle.slug}/policies"
        assert "Not recorded" in client.get(register).content.decode()
        sent = client.post(f"{register}/new?about={KIND}", typed(file=SimpleUploadedFile("safe.txt", b"Whole text.")))
        one = Policy.objects.get()
        page = f"/policies/{one.key}"
        assert (sent.status_code, sent["Location"]) == (303, page)
        shown = client.get(page).content.decode()
        assert all(part in shown for part in ("Keeping children safe", "safe.txt", "In force", "We listen."))
        assert b"".join(client.get(f"{page}/file").streaming_content) == b"Whole text."  # type: ignore[attr-defined] # it streams
        known = {"whom": "all_staff", "on": str(days(0)), "reached": "12", "of": "19"}
        assert client.post(f"{page}/known", known).status_code == 303
        assert "12 of 19 reached" in client.get(page).content.decode()
        assert client.post(f"{page}/review", {"review_due": str(days(900))}).status_code == 303
        assert client.post(f"{page}/back", {}).status_code == 303
        assert client.get(page).status_code == 404
        assert "Taken back on" in client.get(register).content.decode()

    def test_file_that_cannot_be_opened_any_more_is_not_offered(self, alliance: cast.Alliance) -> None:
        file = SimpleUploadedFile("safe.txt", b"Whole text.")
        client, page = visitor(alliance, "focal_point_here"), f"/policies/{adopted(alliance, file=file).key}"
        assert "safe.txt" in client.get(page).content.decode()
        Document.objects.update(about=b"damaged")
        shown = client.get(page)
        assert (shown.status_code, client.get(f"{page}/file").status_code) == (200, 404)
        assert f"{page}/file" not in shown.content.decode()

    def test_second_of_one_day_is_not_recorded_as_replaced(self, alliance: cast.Alliance) -> None:
        client, new = visitor(alliance, "focal_point_here"), f"/o/{alliance.circle.slug}/policies/new"
        client.post(new, typed())
        again = client.post(new, typed(title="Keeping children safer"))
        assert list(again.context["form"].errors) == ["adopted_on"]
        assert "Keeping children safer" in again.content.decode()
        assert client.post(new, typed(title="Keeping children safer", adopted_on=str(days(-2)))).status_code == 303
        assert client.post(new, typed(about="other")).status_code == 303
        assert client.post(new, typed(about="other")).status_code == 303

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"said": ""}, "Write something, give a link, or choose a file."),
            ({"adopted_on": "2099-01-01", "review_due": "2100-01-01"}, "This day is still to come."),
            ({"review_due": "2001-01-01"}, "The end lies before the beginning."),
        ],
    )
    def test_no_stands_at_its_field_and_everything_typed_is_kept(
        self, alliance: cast.Alliance, facts: dict[str, str], words: str
    ) -> None:
        client = visitor(alliance, "focal_point_here")
        answer = client.post(f"/o/{alliance.circle.slug}/policies/new", typed(**facts))
        shown = answer.content.decode()
        assert answer.status_code == 200
        assert words in shown
        assert "Keeping children safe" in shown
        assert not Policy.objects.exists()

    def test_those_who_belong_read_it_and_the_public_never(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance)
        seen = {
            role: visitor(alliance, role).get(f"/policies/{one.key}").status_code
            for role in ("member_here", "member_elsewhere", "secretariat", "stranger")
        }
        assert seen == {"member_here": 200, "member_elsewhere": 200, "secretariat": 200, "stranger": 404}
        assert Client().get(f"/policies/{one.key}").status_code == 303

    def test_questions_to_the_database_do_not_grow_with_policies(self, alliance: cast.Alliance) -> None:
        client, page = visitor(alliance, "focal_point_here"), f"/o/{alliance.circle.slug}/policies"

        def asked() -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            return len(captured)

        for number in range(2):
            acts.make_known(
                by=CONSOLE,
                policy=adopted(alliance, about=PolicyKind.OTHER, title=f"Early {number}"),
                whom=Told.BOARD,
                on=days(0),
            )
        asked()
        before = asked()
        for number in range(6):
            acts.make_known(
                by=CONSOLE,
                policy=adopted(alliance, about=PolicyKind.OTHER, title=f"Late {number}"),
                whom=Told.BOARD,
                on=days(0),
            )
        assert asked() <= before

    def test_one_at_risk_is_hidden_with_its_policies(self, alliance: cast.Alliance) -> None:
        one = acts.adopt_policy(
            by=CONSOLE, organisation=alliance.shelter, adopted=Adopted(KIND, "Ours", days(-3), days(300), words="So.")
        )
        for page in (f"/policies/{one.key}", f"/o/{alliance.shelter.slug}/policies"):
            assert visitor(alliance, "member_elsewhere").get(page).status_code == 404
            assert visitor(alliance, "coordinator_here").get(page).status_code == 200

    def test_whoever_only_reads_changes_nothing(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance)
        client = visitor(alliance, "coordinator_here")
        assert "You speak for" not in client.get(f"/policies/{one.key}").content.decode()
        assert {client.post(f"/policies/{one.key}/{act}").status_code for act in ("known", "review", "back")} == {403}
