"""The pages: saying, moving, breaking, taking along; nothing that was typed is lost."""

import csv
import io
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from answerable.commitments import actions as acts
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment, Evidence
from answerable.commitments.queries import evidence as proofs
from answerable.commitments.queries.origins import Named, provide_origin
from answerable.commitments.rules.words import Origin, Remark, Shown, State
from tests import cast

from .given import WHAT, days, of_circle, of_kenya


@pytest.fixture
def client(alliance: cast.Alliance) -> Client:
    client = Client()
    client.force_login(alliance.accounts["focal_point_here"])
    return client


def mark(alliance: cast.Alliance) -> str:
    return f"/commitments/new?as=o-{alliance.circle.slug}"


def typed(**more: object) -> dict[str, object]:
    given = {
        "what": WHAT,
        "due": days(30).isoformat(),
        "to": "Nile Youth",
        "shown": "network",
        "origin": "own",
        "language": "en",
    }
    return {**given, **more}


def sent(client: Client, address: str, data: Mapping[str, object]) -> HttpResponse:
    answer = client.post(address, dict(data))
    assert isinstance(answer, HttpResponse)
    return answer


def test_one_says_what_will_be_done(alliance: cast.Alliance, client: Client) -> None:
    steps = "2026-01-05 Find a printer\r\n٢٠٢٧-٠٢-٠١ Hang them up\r\nTell the radio"
    answer = sent(
        client,
        mark(alliance),
        typed(steps=steps, to="Nile Youth\r\nUganda", to_words="the market women", to_public="on"),
    )
    made = Commitment.objects.get()
    assert answer["Location"] == f"/commitments/{made.key}"
    assert [(step.words, step.due and step.due.isoformat()) for step in made.steps.all()] == [
        ("Find a printer", "2026-01-05"), ("Hang them up", "2027-02-01"), ("Tell the radio", None),
    ]  # fmt: skip
    assert sorted(one.kind for one in made.owed.all()) == ["network", "organisation", "public", "words"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("to", "Nile", "Is one of these meant? Nile Youth"),
        ("to", "Quiet Shelter", "Nobody of this name is recorded"),
        ("to", "", "Say to whom"),
        ("due", "tomorrow", "Write the day as year"),
        ("due", "2001-01-01", "The day lies before"),
        ("what", "", "This is still empty."),
        ("steps", "2026-02-30 Hang them up", "This is no day we can read"),
    ],
)
def test_what_cannot_be_understood_stands_at_its_field(
    alliance: cast.Alliance, client: Client, field: str, value: str, words: str
) -> None:
    """A name that the reader may not know of is answered like one that nobody has (bar B03)."""
    answer = sent(client, mark(alliance), typed(more="It was asked for in May.", **{field: value}))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert words in shown
    assert "It was asked for in May." in shown
    assert Commitment.objects.count() == 0


def test_one_chooses_for_whom_one_speaks(alliance: cast.Alliance, client: Client) -> None:
    shown = client.get("/commitments/new").content.decode()
    assert "For myself" in shown
    assert f"?as=o-{alliance.circle.slug}" in shown
    assert client.get(f"/commitments/new?as=o-{alliance.nile.slug}").status_code == 403
    assert client.get(f"/commitments/new?as=n-{alliance.here.slug}").status_code == 403


def test_what_was_not_kept_becomes_something_else(alliance: cast.Alliance, client: Client) -> None:
    made = of_circle(alliance)
    address = f"/commitments/{made.key}/not-kept"
    missing = sent(
        client, address, {"said": "The printer closed.", "instead": "yes", "instead_what": "Paint it on the wall"}
    )
    assert "Say what comes in its place, and by when." in missing.content.decode()
    assert "The printer closed." in missing.content.decode()
    made.refresh_from_db()
    assert made.state == State.OPEN
    sent(
        client,
        address,
        {
            "said": "The printer closed.",
            "instead": "yes",
            "instead_what": "Paint it on the wall",
            "instead_due": days(60).isoformat(),
        },
    )
    made.refresh_from_db()
    after = made.successors.get()
    assert (made.state, after.due, after.shown) == (State.NOT_KEPT, days(60), made.shown)
    assert [one.organisation for one in after.owed.all()] == [alliance.nile]
    shown = client.get(f"/commitments/{made.key}").content.decode()
    assert "What comes in its place" in shown
    assert "The printer closed." in shown


def test_what_is_needed_only_sometimes_is_not_said_to_stay_empty(alliance: cast.Alliance, client: Client) -> None:
    """“Nothing” comes in its place: it may stay empty; something else does: it may not. The line is right for both."""
    made = of_circle(alliance)
    address, may_stay = f"/commitments/{made.key}/not-kept", "(can stay empty)"
    shown = client.get(address).content.decode()
    assert (shown.count("(needed if something else comes in its place)"), may_stay in shown) == (2, False)
    assert sent(client, address, {"said": "The printer closed.", "instead": "no"}).status_code == 303
    assert may_stay not in client.get(f"/commitments/{of_circle(alliance).key}/readers").content.decode()


def test_every_small_form_does_what_it_says(alliance: cast.Alliance, client: Client) -> None:
    made = of_circle(alliance, steps=(NewStep("One"),))
    step, base = made.steps.get(), f"/commitments/{made.key}"
    for path, data in (
        ("/day", {"due": days(40).isoformat(), "said": "The rains came early."}),
        ("/words", {"what": "Print it large"}),
        ("/language", {"language": "es", "what": "Imprimirlo grande"}),
        ("/readers", {"shown": "public"}),
        ("/steps", {"steps": "Two"}),
        ("/steps/done", {"done": [str(step.pk), "x", "9" * 30]}),
        (f"/steps/{step.pk}", {"said": "The first one", "due": ""}),
        ("/comment", {"said": "The first ones hang.", "between_us": "on"}),
        ("/release", {"said": "We are two now."}),
        ("/release", {"keeps": "1"}),
        ("/done", {"on": days(0).isoformat(), "said": "Four hundred."}),
        ("/again", {"due": days(50).isoformat(), "said": "They fell down."}),
    ):  # fmt: skip
        assert sent(client, base + path, data).status_code == 303, path
    made.refresh_from_db()
    assert (made.state, made.due, made.shown) == (State.OPEN, days(50), Shown.PUBLIC)
    assert sorted(text.what for text in made.texts.all()) == ["Imprimirlo grande", "Print it large"]
    assert [(one.words, bool(one.done_on)) for one in made.steps.all()] == [("The first one", True), ("Two", False)]
    assert [row.kind for row in made.turns.all()] == ["made", "day", "words", "shown", "asked", "state", "state", "day"]


def test_file_that_is_too_large_is_refused_beside_its_field(alliance: cast.Alliance, client: Client) -> None:
    """More than the house takes in at all is cut off as it comes in, and does not open any more."""
    made = of_circle(alliance)
    large = SimpleUploadedFile("march.mov", b"\x01" * (21 << 20))
    answer = sent(client, f"/commitments/{made.key}/evidence", {"said": "", "link": "", "file": large})
    assert answer.status_code == 200
    assert "10 MB" in answer.content.decode()
    assert not made.evidence.exists()


def test_evidence_comes_by_page(alliance: cast.Alliance, client: Client) -> None:
    made = of_circle(alliance)
    file = SimpleUploadedFile("wall.txt", b"It hangs.")
    sent(
        client,
        f"/commitments/{made.key}/evidence",
        {"words": "", "file": file, "said": "See.", "link": "example.org/wall"},
    )
    laid = Evidence.objects.get()
    assert (laid.words, laid.link) == ("See.", "https://example.org/wall")
    assert b"".join(proofs.content(laid)) == b"It hangs."
    answer = sent(client, f"/commitments/{made.key}/evidence", {"said": "", "link": "javascript:alert(1)"})
    assert answer.status_code == 200
    assert Evidence.objects.count() == 1


def test_whoever_speaks_for_several_says_for_which(alliance: cast.Alliance) -> None:
    to = (acts.To(organisation=alliance.nile), acts.To(network=alliance.elsewhere))
    made = of_circle(alliance, to=to)
    client = Client()
    client.force_login(alliance.accounts["coordinator_elsewhere"])
    assert "Speaking for" not in client.get(f"/commitments/{made.key}/comment").content.decode()
    sent(client, f"/commitments/{made.key}/comment", {"said": "We wait."})
    comment = made.comments.get()
    assert (comment.side, comment.party and comment.party.network) == ("owed", alliance.elsewhere)


def test_those_it_was_made_to_answer_by_page(alliance: cast.Alliance) -> None:
    made, client = of_circle(alliance), Client()
    client.force_login(alliance.accounts["focal_point_elsewhere"])
    acts.ask_release(by=alliance.actor("focal_point_here"), commitment=made, words="We are two now.")
    assert "We are two now." in client.get(f"/commitments/{made.key}/let-go").content.decode()
    no = sent(client, f"/commitments/{made.key}/let-go", {"agrees": "no", "said": ""})
    assert "Say why, in a sentence." in no.content.decode()
    sent(client, f"/commitments/{made.key}/let-go", {"agrees": "yes"})
    made.refresh_from_db()
    assert made.state == State.RELEASED


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/commitments?format=csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined] # a stream has it
    return list(csv.DictReader(io.StringIO(text)))


def test_lists_are_asked_and_taken_along(alliance: cast.Alliance, client: Client) -> None:
    of_circle(alliance, what="Plant forty mango trees", made_on=days(-90), due=days(-5))
    kenya = of_kenya(
        alliance,
        what="Publicar quiénes deciden",
        to=(acts.To(organisation=alliance.circle),),
        origin=Origin.WORKSHOP,
        origin_words="Mwanza",
    )
    acts.say_done(by=alliance.actor("coordinator_here"), commitment=kenya)
    of_circle(alliance, what="Only for Nile Youth", shown=Shown.PRIVATE)
    said = {
        query: sorted(row["What"] for row in rows(client, query))
        for query in ("", "&q=MANGO", "&q=quienes", "&by=tumaini", "&to=tumaini+circle", "&state=overdue", "&state=done", "&origin=workshop", f"&network={alliance.here.slug}", f"&network={alliance.local.slug}", "&by=nobody")
    }  # fmt: skip
    mango, deciding = "Plant forty mango trees", "Publicar quiénes deciden"
    assert said == {
        "": [mango, deciding], "&q=MANGO": [mango], "&q=quienes": [deciding], "&by=tumaini": [mango], "&to=tumaini+circle": [deciding],
        "&state=overdue": [mango], "&state=done": [deciding], "&origin=workshop": [deciding], f"&network={alliance.here.slug}": [mango, deciding],
        f"&network={alliance.local.slug}": [], "&by=nobody": [],
    }  # fmt: skip
    assert client.get("/commitments?format=xlsx").status_code == 200
    assert "Only for Nile Youth" in client.get("/commitments").content.decode()


def test_pages_of_rooms_below_tell_of_commitments(alliance: cast.Alliance, client: Client) -> None:
    of_circle(alliance)
    for address in (
        f"/networks/{alliance.here.slug}",
        f"/organisations/{alliance.circle.slug}",
        f"/o/{alliance.circle.slug}/",
        "/me",
        "/commitments/mine",
    ):
        assert WHAT in client.get(address).content.decode(), address
    assert WHAT in client.get(f"/organisations/{alliance.nile.slug}").content.decode()
    assert WHAT not in Client().get(f"/networks/{alliance.here.slug}").content.decode()


def test_a_room_above_names_what_it_came_from(alliance: cast.Alliance, client: Client) -> None:
    provide_origin(
        "signature", lambda key, actor, language: Named(f"Text {key}", "/texts/9") if actor.is_known else None
    )
    made = of_circle(alliance, origin=Origin.SIGNATURE, origin_id="9")
    shown = client.get(f"/commitments/{made.key}").content.decode()
    assert '<a href="/texts/9"><bdi>Text 9</bdi></a>' in shown


def test_what_one_side_says_is_text(alliance: cast.Alliance, client: Client) -> None:
    """B19: nothing of it becomes markup."""
    made = of_circle(
        alliance,
        what="<script>alert(1)</script>",
        more="<img src=x onerror=alert(1)>",
        to=(acts.To(organisation=alliance.nile), acts.To(words="<b>me</b>")),
    )
    acts.say_done(by=alliance.actor("focal_point_here"), commitment=made, words="<i>done</i>")
    acts.say(by=alliance.actor("focal_point_elsewhere"), commitment=made, words="<u>no</u>", kind=Remark.OTHERWISE)
    shown = client.get(f"/commitments/{made.key}").content.decode()
    for markup in ("<script>", "<img", "<b>me", "<i>done", "<u>no"):
        assert markup not in shown


def test_where_it_comes_from_is_kept_while_one_says_for_whom(alliance: cast.Alliance, client: Client) -> None:
    page = client.get("/commitments/new?from=signature%3A1&to=Nile").content.decode()
    assert "from=signature%3A1&amp;to=Nile&amp;as=me" in page
