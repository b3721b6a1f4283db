"""The desk as its readers see it: unlocked with their own keys, ties first, then the words."""

import re

import pytest
from django.urls import reverse

from answerable.concerns import actions
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules import routing
from answerable.concerns.rules.entries import What
from tests.bars.forms import forms_of

from .at_the_desk import deed, text, world
from .world import raised

pytestmark = pytest.mark.django_db


def test_reader_sees_ties_first_then_words_then_answers() -> None:
    of = world()
    made = raised(happened="He shouted at me in the hall.").raiser
    role = of.holders(made.case)[0]
    client = of.client(role)
    assert "to check" in text(client.get(reverse("desk")))
    page = text(client.get(reverse("desk_case", args=[made.case])))
    assert "shouted" not in page
    assert "First: have you ties?" in page
    page = text(client.post(reverse("desk_ties", args=[made.case]), {"promise": "1"}))
    assert "Do you have ties" in page
    response = client.post(reverse("desk_ties", args=[made.case]), {"value": "none"})
    assert response.status_code == 303
    page = text(client.get(reverse("desk_case", args=[made.case])))
    assert "He shouted at me in the hall." in page
    address = reverse("desk_deed", args=[made.case, "answer"])
    assert "Write to the person" in text(client.get(address))
    preview = text(client.post(address, {"words_": "We hear you.", "do": "preview", "once": "a"}))
    assert "Nothing is sent yet" in preview
    assert "We hear you." in preview
    assert [one.what for one in thread_of(made).messages] == [What.TOLD]
    assert deed(client, made.case, "answer", words_="We hear you.").status_code == 303
    assert thread_of(made).messages[-1].said["words"] == "We hear you."
    for code in ("note", "safety", "summary", "consent", "grade", "parties", "reader", "aside", "begin"):
        response = client.get(reverse("desk_deed", args=[made.case, code]))
        assert response.status_code == 200, (code, response.headers)
    assert "Who opened it" in text(client.get(reverse("desk_opened", args=[made.case])))
    actions.add_words(made, words="There is more to say.")
    assert "There is more to say." in text(client.get(reverse("desk_case", args=[made.case])))


def test_search_that_takes_long_shows_what_is_found_so_far_and_goes_on_by_a_button(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a script, and with nothing of it in an address; ids of what was looked through stand on no page."""
    monkeypatch.setattr("answerable.concerns.queries.searching.AT_ONCE", 1)
    monkeypatch.setattr("answerable.concerns.queries.searching.SECONDS", 0)
    of = world()
    made = [raised(happened=words).raiser for words in ("A heron.", "A kingfisher.")]
    role = next(role for role in of.people if all(role in of.declared(one.case) for one in made))
    client, address = of.client(role), reverse("desk_search")
    first = client.post(address, {"words": "heron"})
    forms = {form.fields["rest"].chosen[0] for form in forms_of(text(first)) if "rest" in form.fields}
    assert len(forms) == 1
    assert "not all looked through yet" in text(first)
    assert str(made[1].case) not in text(first)
    last = client.post(address, {"words": "heron", "rest": forms.pop()})
    assert f"{made[0].case}" in text(last)
    assert str(made[1].case) not in text(last)
    assert "not all looked through yet" not in text(last)
    assert 'value="heron"' in text(last)
    assert "None so far." not in text(last)


def test_reader_who_promised_sees_names_apart() -> None:
    """Of whom it is about, and of who must not read, each under words of its own; before the promise none."""
    of = world()
    names = routing.Excluded(written="Zoe Keeper", written_about="Wanda Canary", written_before="Old Name")
    case = raised(excluded=names).raiser.case
    client = of.client(of.holders(case)[0])
    address = reverse("desk_ties", args=[case])
    before = text(client.get(address))
    assert not [one for one in ("Zoe Keeper", "Wanda Canary", "Old Name") if one in before]
    shown = text(client.post(address, {"promise": "1"}))
    told = dict(re.findall(r"<dt>(Names that were written[^<]*)</dt><dd><bdi>([^<]*)</bdi>", shown))
    assert told == {
        "Names that were written of whom it is about": "Wanda Canary",
        "Names that were written of who must not read": "Zoe Keeper",
        "Names that were written, of whom it is about or who must not read": "Old Name",
    }


def test_what_is_due_next_about_safety_leads_to_where_it_is_entered() -> None:
    of = world()
    made = raised(answers={"happened": "He waits at the door.", "danger": "yes"}).raiser
    role = of.declared(made.case)[0]
    client, way = of.client(role), reverse("desk_deed", args=[made.case, "safety"])
    led = f'<a class="go" href="{way}">'
    actions.answer(by=of.people[role], case=made.case, words="We have it.")
    assert led in client.get(reverse("desk_case", args=[made.case])).content.decode()
    actions.note_safety_contact(by=of.people[role], case=made.case, words="With her aunt.")
    assert led not in client.get(reverse("desk_case", args=[made.case])).content.decode()
