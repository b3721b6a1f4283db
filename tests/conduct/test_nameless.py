"""Whoever speaks without a name cannot be told: not from the rows, the ledger, the notices, the hours or the order."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.actions.people import forget_person
from answerable.conduct.actions.clauses import Wording, write_clause
from answerable.conduct.actions.local_codes.adopting import Around, Spoken, decide
from answerable.conduct.actions.local_codes.answering import Reply, answer
from answerable.conduct.actions.local_codes.contributing import take_back
from answerable.conduct.actions.local_codes.telling import tell_of_local_codes
from answerable.conduct.models import ClauseEdit, Contribution, TakingPart, Voice
from answerable.conduct.queries import contributions
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from answerable.site.pages import own
from tests import cast
from tests.cast import CONSOLE, Alliance

from .local import Writing, consent, day, writing

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    return writing(alliance)


def said_by(local: Writing, role: str, shown_as: str, **more: object) -> Contribution:
    organisation = local.alliance.circle if shown_as == "organisation" else None
    return local.say(role, shown_as=shown_as, organisation=organisation, **more)  # type: ignore[arg-type] # by name


def rows_that_hold(needles: set[str]) -> set[str]:
    """Returns every field of every table that holds one of some values."""
    found = set()
    for model in apps.get_models():
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                if str(getattr(row, field.attname)) in needles:
                    found.add(f"{model._meta.label}.{field.name}")
    return found


@pytest.mark.parametrize("shown_as", ["nobody", "organisation"])
def test_no_row_of_this_room_names_whoever_spoke_without_a_name(local: Writing, shown_as: str) -> None:
    person = local.alliance.people["member_here"]
    account = local.alliance.accounts["member_here"]
    needles = {str(person.pk), str(person.key), str(account.pk), person.name, person.email}
    before = {one for one in rows_that_hold(needles) if not one.endswith(".id")}
    made = said_by(local, "member_here", shown_as)
    kept = {field.name: getattr(made, field.attname) for field in Contribution._meta.concrete_fields}
    assert {name for name, value in kept.items() if str(value) in needles and name != "id"} <= {
        "clause",
        "local_code",
        "organisation",
    }
    assert (made.person, made.revision) == (None, None)
    after = {one for one in rows_that_hold(needles) if not one.endswith(".id")}
    assert {one for one in after - before if not one.startswith("conduct.Contribution.")} == set()


def test_act_without_a_name_enters_the_ledger_only_as_a_number_the_day_after(
    local: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B40: nothing finer than a day, and nobody in it."""
    last = Entry.objects.order_by("-n").values_list("n", flat=True)[0]
    for role in ("member_here", "partner_here", "facilitator_here"):
        said_by(local, role, "nobody")
    assert not Entry.objects.filter(n__gt=last).exists()
    tomorrow = clock.now() + dt.timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    monkeypatch.setattr(clock, "today", tomorrow.date)
    for _ in range(2):
        tell_of_local_codes(by=CONSOLE)
    entries = list(Entry.objects.filter(n__gt=last, act="conduct.count_contributions"))
    assert [(one.actor, json.loads(one.detail)["count"]) for one in entries] == [("system:console", 3)]


def test_named_contribution_enters_the_ledger_as_its_makers_act(local: Writing) -> None:
    made = local.say("member_here")
    entry = Entry.objects.get(act="conduct.contribute")
    assert (entry.actor, entry.subject_id) == (str(local.alliance.accounts["member_here"].pk), str(made.key))


def test_notices_tell_everybody_invited_alike_whoever_spoke(local: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets a notice, and when, follows from invitations alone."""
    made = said_by(local, "member_here", "nobody")
    assert not Notice.objects.filter(kind__startswith="conduct.contrib").exists()
    answer(by=local.actor("editor_here"), contribution=made, reply=Reply("taken_up", "Yes."))
    assert not Notice.objects.filter(kind__startswith="conduct.answer").exists()
    tomorrow = clock.now() + dt.timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    monkeypatch.setattr(clock, "today", tomorrow.date)
    tell_of_local_codes(by=CONSOLE)
    queue.run_ready()
    told = set(Notice.objects.filter(kind="conduct.answers_given").values_list("account_id", flat=True))
    invited = {
        one.account_id for one in local.alliance.people.values()
        if one.account_id and one.affiliations.filter(organisation=local.alliance.circle).exists()
    }  # fmt: skip
    disabled = local.alliance.accounts["disabled_coordinator_here"].pk
    assert told == invited - {disabled}
    assert len({one.happened_at for one in Notice.objects.filter(kind="conduct.answers_given")}) == 1


def test_two_contributions_of_one_person_have_nothing_in_common(local: Writing) -> None:
    first, second = (said_by(local, "member_here", "nobody") for _ in range(2))
    assert first.maker_mark != second.maker_mark
    assert len({first.maker_mark, second.maker_mark, ""}) == 3


def test_keys_do_not_tell_in_what_order_things_came(local: Writing) -> None:
    """B41: no key follows from the one before."""
    keys = [local.say("member_here", words=f"{at}").pk for at in range(12)]
    assert keys != sorted(keys)
    assert len(set(keys)) == 12
    steps = {later - earlier for earlier, later in zip(sorted(keys), sorted(keys)[1:], strict=False)}
    assert min(steps) > 1


def test_only_the_maker_finds_it_again_and_takes_it_back(local: Writing) -> None:
    made = said_by(local, "member_here", "nobody", words="It happened to me.")
    people = local.alliance.people
    assert [one.pk for one in contributions.made_by(people["member_here"])] == [made.pk]
    assert contributions.made_by(people["editor_here"]) == []
    assert contributions.made_by(people["coordinator_here"]) == []
    with pytest.raises(Hidden):
        take_back(by=local.actor("editor_here"), person=people["editor_here"], contribution=made)
    with pytest.raises(Hidden):
        take_back(by=local.actor("editor_here"), person=people["member_here"], contribution=made)
    take_back(by=local.actor("member_here"), person=people["member_here"], contribution=made)
    made.refresh_from_db()
    assert (made.words, made.wording) == ("", "")
    assert not Entry.objects.filter(act="conduct.take_back").exists()


def test_where_names_are_asked_nobody_speaks_without_one(alliance: Alliance) -> None:
    local = writing(alliance, nameless=False)
    with pytest.raises(Unacceptable, match="names_asked"):
        said_by(local, "member_here", "nobody")


def test_database_refuses_a_row_that_names_who_gave_no_name(local: Writing) -> None:
    made = said_by(local, "member_here", "nobody")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=made.pk).update(person=local.alliance.people["member_here"])


def test_my_own_file_holds_what_i_said_with_and_without_a_name(local: Writing) -> None:
    said_by(local, "member_here", "nobody", words="Nameless words.")
    local.say("member_here", words="Named words.")
    local.say("editor_here", words="Another's words.")
    file = own.everything(local.alliance.people["member_here"], local.actor("member_here"))
    assert {one["words"] for one in file["said_of_drafts"]} == {"Nameless words.", "Named words."}


FORGET: list[Callable[[Writing], models.Model]] = [
    lambda local: local.say("editor_here", words="Named words."),
    lambda local: said_by(local, "editor_here", "nobody", words="Nameless words."),
    lambda local: said_by(local, "editor_here", "organisation", words="Words of a member."),
]


@pytest.mark.parametrize("say", FORGET)
def test_words_of_who_is_deleted_stay_and_nothing_says_whose(
    local: Writing, say: Callable[[Writing], Contribution]
) -> None:
    made, person, account = say(local), local.alliance.people["editor_here"], local.alliance.accounts["editor_here"]
    write_clause(
        by=local.actor("editor_here"), clause=local.clauses[1], language="en", wording=Wording("Open", "We show it."), revision=1
    )  # fmt: skip
    decide(
        by=CONSOLE, code=local.fresh, body=local.body, decision=consent(carried=False),
        around=Around(voices=[Spoken("dissent", "Too soon.", person.name)]),
    )  # fmt: skip
    forget_person(by=local.actor("editor_here"), person=person)
    made.refresh_from_db()
    assert (made.person, bool(made.words)) == (None, True)
    assert len(made.maker_mark) == (0 if made.shown_as == "name" else 64)  # a mark like any other: nobody’s now
    assert contributions.made_by(person) == []
    assert not ClauseEdit.objects.filter(by=str(account.pk)).exists()
    assert not TakingPart.objects.filter(person=person).exists()
    assert [one.name for one in Voice.objects.all()] == [""]


def test_waiting_and_overdue_answers_reach_the_writing_group_once(
    local: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.say("member_here", on=day(1))
    local.say("member_here", on=day(30))
    for _ in range(3):
        tell_of_local_codes(by=CONSOLE)
    group = local.alliance.accounts["editor_here"].pk
    overdue = Notice.objects.filter(kind="conduct.answers_overdue")
    assert [(one.account_id, one.times) for one in overdue] == [(group, 1)]
    assert set(Notice.objects.filter(kind="conduct.contributions_wait").values_list("account_id", flat=True)) == {group}
