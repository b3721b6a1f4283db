"""The small ways of the desk: back from every page, what a page says of what was typed, and commas of the reader's language."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from answerable.access import second_factor
from answerable.concerns.pages.desk import view
from answerable.concerns.pages.desk.presenters import lines
from answerable.concerns.queries.standing import Ahead
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules.clocks import Due, Facts, Kind
from answerable.concerns.rules.entries import What
from answerable.kit import clock
from tests import cast

from .at_the_desk import PASSWORDS, READERS, SECRET, deed, hidden_in, signed_in, text, world
from .test_desk_door import of_the_same
from .test_team_pages import SECOND, set_up
from .world import ABOUT, raised

pytestmark = pytest.mark.django_db
NOTHING_LOST = "Nothing was lost. What you wrote is below."


def test_page_that_is_only_sent_to_leads_back() -> None:
    """Whoever changes the language on what such a page answered finds no white page."""
    of = world(*READERS[:2])
    case = raised(name="Rosalind").raiser.case
    client = of.client(of.declared(case)[0])
    key = next(iter(of.people.values())).handler.pk
    for address, back in (
        (reverse("desk_name", args=[case]), reverse("desk_case", args=[case])),
        (reverse("team_channel"), reverse("team")),
        (reverse("team_rehearsal"), reverse("team")),
        (reverse("team_hand_on", args=[key]), reverse("team_propose")),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers.get("Location")) == (303, back)
        assert signed_in(of.alliance.accounts["stranger"]).get(address).status_code == 404
        assert client.put(address).status_code == 405


def test_what_waited_shows_words_and_no_keys_of_the_form() -> None:
    of = world(*READERS[:2])
    case = raised().raiser.case
    role = of.declared(case)[0]
    client = of.client(role)
    address = reverse("desk_deed", args=[case, "grade"])
    with time_machine.travel(clock.now() + dt.timedelta(minutes=30)):
        back = of_the_same(client, of, role)
        typed = {"words_": "Ok", "severity": "3", "kinds": "VIO-02", "once": "0123456789abcdef", "seen": "1.2"}
        back.post(address, typed)
        back.post(reverse("desk_enter"), {"passphrase": PASSWORDS})
        page = text(back.get(reverse("desk_again")))
        assert page.count("<blockquote") == 1
        assert '<blockquote dir="auto">Ok</blockquote>' in page
        assert 'value="0123456789abcdef"' in page
        other = raised().raiser.case
        if role in of.holders(other):
            assert "What you had typed is still there." not in text(back.get(reverse("desk_case", args=[other])))
        assert deed(back, case, "grade", words_="Short", severity="4", kinds="VIO-02").status_code == 303
        assert back.get(reverse("desk_again")).status_code == 200, "something else was sent there: it waits on"
        taken = text(back.post(address, {**typed, "kept": "1"}))
        assert back.get(reverse("desk_again")).status_code == 200, "until it is sent, it waits on"
        sent = {**typed, "severity": "4", **{name: hidden_in(taken, name) for name in ("seen", "once")}, "do": "send"}
        assert back.post(address, sent).status_code == 303
        assert back.get(reverse("desk_again")).status_code == 303
        assert "still there" not in text(back.get(reverse("desk_enter"), follow=True))


def test_no_page_says_of_a_passphrase_that_it_is_below() -> None:
    of = world(*READERS[:2])
    case = raised().raiser.case
    role = of.declared(case)[0]
    client = of.client(role, enters=False)
    page = text(client.post(reverse("desk_enter"), {"passphrase": "not this one at all"}))
    assert "Your keys do not open with this passphrase." in page
    assert NOTHING_LOST not in page
    assert NOTHING_LOST in text(deed(of.client(role), case, "note", words_=""))


def test_naming_nobody_is_said_in_words() -> None:
    of = world(*READERS[:2])
    case = raised().raiser.case
    page = text(deed(of.client(of.declared(case)[0]), case, "parties"))
    assert "Nothing is chosen yet." in page
    assert "This is not possible as things stand." not in page


def test_grade_begins_with_what_was_said_before() -> None:
    of = world(*READERS[:2])
    case = raised().raiser.case
    client = of.client(of.declared(case)[0])
    client.get(reverse("desk_case", args=[case]))
    assert deed(client, case, "grade", kinds=["VIO-02"], severity="4", scope="Article 3").status_code == 303
    page = text(client.get(reverse("desk_deed", args=[case, "grade"])))
    assert 'value="Article 3"' in page
    (chosen,) = [one for one in page.split("<input") if 'name="severity"' in one and "checked" in one]
    assert 'value="4"' in chosen
    assert [one for one in page.split("<input") if 'value="VIO-02"' in one and "checked" in one]


def test_own_keys_lead_back_and_lock_an_open_desk() -> None:
    of = world(*READERS[:2])
    client = of.client(READERS[0])
    for name in ("my_words", "my_passphrase", "my_keys_by_words", "my_keys_anew"):
        page = text(client.get(reverse(name)))
        main = page[page.index("<main") :]
        assert f'href="{reverse("team")}"' in main or f'href="{reverse("desk_enter")}"' in main, name
        assert f'action="{reverse("desk_lock")}"' in page
        assert f'action="{reverse("desk_lock")}"' not in text(of.client(READERS[1], enters=False).get(reverse(name)))


def test_words_for_paper_are_not_lost_to_another_language() -> None:
    """They are shown once: a way to the same page in another language would take them away."""
    alliance = cast.small_alliance()
    second_factor.keep_app(alliance.accounts[READERS[0]], SECRET, step=1)
    set_up(alliance, READERS[0])
    client = signed_in(alliance.accounts[READERS[0]])
    page = text(client.post(reverse("my_keys"), {"passphrase": SECOND, "again": SECOND}))
    assert "slip paper" in page
    assert "?lang=" not in page


def test_commas_are_those_of_the_language() -> None:
    of = world(*READERS[:2])
    case = raised().raiser.case
    client = of.client(of.declared(case)[0])
    page = text(client.get(reverse("desk_case", args=[case]) + "?lang=ar", follow=True))
    assert '<p class="by"><bdi>كتب من طرحه</bdi>، ' in page
    assert "</bdi>, " not in page


def test_closing_is_asked_where_it_is_seen_and_can_be_left() -> None:
    of = world(*READERS[:2])
    client = of.client(READERS[0])
    assert f'action="{reverse("team_channel")}#close"' in text(client.get(reverse("team")))
    page = text(client.post(reverse("team_channel"), {"do": "close"}))
    asked = page[page.index('id="close"') :]
    assert "Leave it as it was" in asked


def test_fields_that_came_later_speak_our_words() -> None:
    """What a form adds once it is made is refused in the house's words as well."""
    of = world(*READERS[:2])
    page = text(of.client(READERS[0]).post(reverse("team_promises"), {"acknowledge_days": "x"}))
    assert "This is still empty." in page
    assert "This field is required." not in page
    assert "Enter a whole number." not in page


def test_no_step_is_done_before_anybody_did_it() -> None:
    alliance = cast.small_alliance()
    for role in READERS[:2]:
        second_factor.keep_app(alliance.accounts[role], SECRET, step=1)
    set_up(alliance, *READERS[:2])
    client = signed_in(alliance.accounts[READERS[0]])
    client.post(reverse("my_keys"), {"passphrase": SECOND, "again": SECOND})
    client.post(reverse("desk_enter"), {"passphrase": SECOND})
    page = text(client.get(reverse("team")))
    way = page[page.index('class="rows way"') : page.index("</ol>", page.index('class="rows way"'))]
    assert way.count("Missing") == 4
    assert "Done" not in way


def test_consent_is_seen_as_the_person_will_before_it_is_asked() -> None:
    """Nothing is chosen beforehand; to whom is asked beside its field, and nothing goes before it was looked at, in their language."""
    of = world(*READERS[:2])
    made = raised(about=replace(ABOUT, language="es")).raiser
    client, address = of.client(of.declared(made.case)[0]), reverse("desk_deed", args=[made.case, "consent"])
    page = text(client.get(address))
    assert " selected" not in page[page.index('name="purpose"') : page.index("</select>")].replace(
        'value="" selected', ""
    )
    assert "can stay empty" not in page
    assert "Nothing is chosen yet." in text(client.post(address, {"do": "preview", "classes": ["D2"]}))
    typed = {"purpose": "tell_organisation", "classes": ["D2"], "recipient": ""}
    assert "Say to whom it would go" in text(client.post(address, {**typed, "do": "preview"}))
    typed["recipient"] = "Casa Aurora"
    page = text(client.post(address, {**typed, "do": "preview"}))
    assert "Nothing is sent yet" in page
    assert "Contar a Casa Aurora lo que pasó" in page
    assert "<p>Sí · No · " in page
    assert 'lang="es"' in page
    assert [one.what for one in thread_of(made).messages] == [What.TOLD]
    assert 'value="Casa Aurora"' in text(client.post(address, {**typed, "do": "change"}))
    assert deed(client, made.case, "consent", **typed).status_code == 303


def test_look_of_the_desk_alone_is_promised_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    of, today = world(*READERS[:2]), clock.today()
    case = raised().raiser.case
    client = of.client(of.declared(case)[0])
    assert "They were promised this by" in text(client.get(reverse("desk_case", args=[case])))
    due = Due(Kind.IDLE, today, today, (), today)
    monkeypatch.setattr(view, "ahead", lambda _found: Ahead(Facts(received=today), (due,)))
    page = text(client.get(reverse("desk_case", args=[case])))
    assert "Next: Look at it again" in page
    assert "They were promised this by" not in page


def test_choices_are_parted_as_the_reader_parts_them() -> None:
    with translation.override("ar"):
        assert "؛ " in lines.to_check(1, 1)
        assert "; " not in lines.to_check(1, 1)


def test_response_teams_lead_back_to_the_secretariat() -> None:
    of = world(*READERS[:2])
    page = text(signed_in(of.alliance.accounts["secretariat"]).get(reverse("response_teams")))
    assert (
        f'<a href="{reverse("secretariat")}">Secretariat</a>' in page[page.index('class="path"') : page.index("<h1>")]
    )
