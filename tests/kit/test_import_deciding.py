"""What a rehearsal asks and what people answer, on a toy kind."""

import csv
import io

import pytest
from django.utils.translation import override

from answerable.kit import imports
from answerable.kit.imports import Decision, Fate, StepRefused, Totals, Verdict
from answerable.kit.partial_dates import Order

from .shed import KEEPER, TOOLS, Keeper, begun, brought_in, rehearsed, tools

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_decisions_hold_over_a_new_rehearsal() -> None:
    brought_in("name\nscrewdriver\nwheelbarrow\n")
    run = rehearsed("name;since\nscrew driver;\nwheelbarow;\nwheel barrow;\naxe;03/04/2021\n")
    key = imports.outcomes(run, Fate.MAYBE_SAME)[0].candidates[0].key
    assert imports.rehearsal_of(run).totals == Totals(maybe_same=3, left_out=1)
    imports.decide(run, row=2, decision=Decision(Verdict.SAME, key))
    imports.decide(run, row=3, decision=Decision(Verdict.ANOTHER))
    assert imports.rehearsal_of(run).totals == Totals(added=1, changed=1, maybe_same=1, left_out=1)
    imports.say_date_order(run, Order.DAY_FIRST)
    assert imports.rehearse(run, by=KEEPER).totals == Totals(added=2, changed=1, maybe_same=1)
    assert imports.bring_in(run, by=KEEPER) == Totals(added=2, changed=1, maybe_same=1)
    assert tools() == ["axe", "screw driver", "wheelbarow", "wheelbarrow"]


def test_decisions_can_be_taken_back_and_must_fit() -> None:
    brought_in("name\nscrewdriver\n")
    run = rehearsed("name\nscrew driver\naxe\n")
    for row, decision in ((2, Decision(Verdict.SAME, "other")), (3, Decision(Verdict.ANOTHER))):
        with pytest.raises(StepRefused, match="decision_unknown"):
            imports.decide(run, row=row, decision=decision)
    with pytest.raises(StepRefused, match="row_unknown"):
        imports.decide(run, row=99, decision=Decision(Verdict.LEAVE_OUT))
    imports.decide(run, row=3, decision=Decision(Verdict.LEAVE_OUT))
    assert imports.rehearsal_of(run).totals == Totals(maybe_same=1, left_out=1)
    imports.decide(run, row=3, decision=None)
    assert imports.decision_for(run, 3) is None
    assert imports.rehearsal_of(run).totals == Totals(added=1, maybe_same=1)


def test_a_decision_whose_candidate_is_gone_asks_again() -> None:
    first = brought_in("name\nscrewdriver\n")
    run = rehearsed("name\nscrew driver\n")
    key = imports.outcomes(run, Fate.MAYBE_SAME)[0].candidates[0].key
    imports.decide(run, row=2, decision=Decision(Verdict.SAME, key))
    imports.undo(first, by=KEEPER)
    assert imports.rehearse(run, by=KEEPER).totals == Totals(added=1)


def test_answers_hold_for_the_same_file_brought_in_again() -> None:
    text = "label;since\naxe;03/04/2021\n"
    run = begun(text)
    imports.set_matching(run, {0: "name", 1: "bought"})
    imports.say_date_order(run, Order.MONTH_FIRST)
    imports.rehearse(run, by=KEEPER)
    imports.bring_in(run, by=KEEPER)
    again = begun(text)
    assert imports.rehearse(again, by=KEEPER).totals == Totals(unchanged=1)
    assert imports.matching(begun(text, scope="elsewhere")).missing == (TOOLS.columns[0],)


def test_ambiguous_dates_are_asked_about_and_not_guessed() -> None:
    run = begun("name;since\naxe;03/04/2021\nsaw;28/02/2021\n")
    rehearsal = imports.rehearse(run, by=KEEPER)
    assert rehearsal.totals == Totals(added=1, left_out=1)
    assert rehearsal.dates == imports.DateQuestion(ambiguous=1, day_first=1, month_first=0, answer=None)
    assert rehearsal.dates.likely == Order.DAY_FIRST
    imports.say_date_order(run, Order.DAY_FIRST)
    answered = imports.rehearse(run, by=KEEPER)
    assert answered.totals == Totals(added=2)
    assert answered.dates is not None
    assert answered.dates.answer == Order.DAY_FIRST


def test_rows_that_are_there_twice_are_left_out_by_name_of_the_first() -> None:
    run = rehearsed("name;no\naxe;1\nsaw;2\naxe;1\nadze;2\nfile;\nrasp;\n")
    told = [(one.row, one.problems[0].code, one.problems[0].facts) for one in imports.outcomes(run, Fate.LEFT_OUT)]
    assert told == [(4, "row_repeated", {"row": 2}), (5, "identity_twice", {"row": 3})]


def test_rows_left_out_can_be_taken_away_mended_and_brought_in() -> None:
    run = rehearsed('colour;name;since\nred;"=axe";soon\nred;saw;2021\nblue;;2020\ngrey;file;03/04/2021\n')
    data = b"".join(imports.left_out_csv(run))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["colour", "name", "since", "Row in the file", "What is wrong"]
    assert [row[:4] for row in rows[1:]] == [
        ["red", "'=axe", "soon", "2"],
        ["blue", "", "2020", "4"],
        ["grey", "file", "03/04/2021", "5"],
    ]
    assert rows[2][4] == "This must not be empty."
    again = imports.begin(TOOLS, by=KEEPER, file_name="again.csv", data=data.replace(b"soon", b"2020"))
    assert imports.rehearse(again, by=KEEPER).totals == Totals(added=1, left_out=2)
    assert imports.outcomes(again, Fate.ADDED)[0].title == "=axe"


def test_words_exist_for_every_problem_and_follow_the_language() -> None:
    run = rehearsed("name;country;was once called\naxe;Congo;\nsaw;Tanzannia;\nfile;;nothing\n" + "x" * 41 + ";;\n")
    told = [imports.explain(TOOLS, one.problems[0]) for one in imports.outcomes(run, Fate.LEFT_OUT)]
    assert told == [
        "This may be one of several countries: DR Congo, Congo (Brazzaville). Write one of these.",
        "We know no country of that name. Did you mean “Tanzania”?",
        "No tool has that name.",
        "This is longer than 40 letters. Shorten it.",
    ]
    with override("es"):
        imports.rehearse(run, by=KEEPER)
    assert imports.outcomes(run, Fate.LEFT_OUT)[1].problems[0].suggestion == "Tanzania"


def test_rehearsal_holds_for_whoever_saw_it_and_nobody_else() -> None:
    """Another may know of more, or of less: for them it is rehearsed anew, and the first one's answers hold where they can."""
    brought_in("name\nscrewdriver\n")
    run, other = rehearsed("name\nscrew driver\n"), Keeper("another")
    assert (imports.is_rehearsed_by(run, KEEPER), imports.is_rehearsed_by(run, other)) == (True, False)
    imports.decide(run, row=2, decision=Decision(Verdict.ANOTHER))
    assert imports.rehearse(run, by=other).totals == Totals(added=1)
    assert (imports.is_rehearsed_by(run, KEEPER), imports.is_rehearsed_by(run, other)) == (False, True)
    imports.bring_in(run, by=other)
    assert not imports.is_rehearsed_by(run, other)
