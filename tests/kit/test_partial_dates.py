"""Dates known to the day, the month or the year."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit.partial_dates import (
    Ambiguous,
    Exact,
    Impossible,
    Order,
    PartialDateProblem,
    is_before,
    may_be_same,
    parse,
    read,
    sort_key,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021", "2021"),
        ("2021-02", "2021-02"),
        (" 2021-2-8 ", "2021-02-08"),
        ("28/02/2021", "2021-02-28"),
        ("02/28/2021", "2021-02-28"),
        ("3.4.2021", "2021-04-03"),
        ("07/07/2021", "2021-07-07"),
        ("5/2021", "2021-05"),
        ("2021-02-28 00:00:00", "2021-02-28"),
        ("٢٠٢١-٠٢-٢٨", "2021-02-28"),
        ("२०२१", "2021"),
        ("28 February 2021", "2021-02-28"),
        ("March 3rd, 2021", "2021-03-03"),
        ("3 de marzo de 2021", "2021-03-03"),
        ("1er août 2020", "2020-08-01"),
        ("fev. 2020", "2020-02"),
        ("٢٨ فبراير ٢٠٢١", "2021-02-28"),
        ("تشرين الأول 2021", "2021-10"),
        ("फ़रवरी 2021", "2021-02"),
    ],
)
def test_parse_reads_dates_as_people_write_them(text: str, iso: str) -> None:
    assert parse(text) == iso


def test_read_asks_about_what_may_be_two_dates() -> None:
    assert read("03/04/2021") == Ambiguous(day_first="2021-04-03", month_first="2021-03-04")
    assert parse("03/04/2021", order=Order.MONTH_FIRST) == "2021-03-04"
    with pytest.raises(PartialDateProblem, match="date_ambiguous"):
        parse("03/04/2021")


def test_read_tells_which_order_a_date_proves() -> None:
    assert read("28/02/2021") == Exact("2021-02-28", shown=Order.DAY_FIRST)
    assert read("02/28/2021") == Exact("2021-02-28", shown=Order.MONTH_FIRST)
    assert read("28.02.2021") == Exact("2021-02-28")


@pytest.mark.parametrize(
    ("text", "code", "nearest"),
    [
        ("31/02/2021", "day_impossible", "2021-02-28"),
        ("29/02/2021", "day_impossible", "2021-02-28"),
        ("2021-04-31", "day_impossible", "2021-04-30"),
        ("31 April 2021", "day_impossible", "2021-04-30"),
        ("2021-13", "month_impossible", "2021"),
        ("0021", "year_impossible", ""),
        ("soon", "date_unreadable", ""),
        ("12/2/21", "date_unreadable", ""),
        ("may", "date_unreadable", ""),
        ("1 2 May 2021", "date_unreadable", ""),
    ],
)
def test_read_says_why_a_date_is_impossible(text: str, code: str, nearest: str) -> None:
    reading = read(text)
    assert isinstance(reading, Impossible)
    assert (reading.code, reading.nearest) == (code, nearest)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_parse_reads_every_day_in_every_order_it_was_told(day: dt.date) -> None:
    assert parse(day.isoformat()) == day.isoformat()
    assert parse(f"{day.day}/{day.month}/{day.year}", order=Order.DAY_FIRST) in {day.isoformat()}
    assert parse(f"{day.day}.{day.month}.{day.year}") == day.isoformat()


@given(st.text(max_size=30))
def test_read_answers_anything(text: str) -> None:
    reading = read(text)
    if isinstance(reading, Exact):
        assert parse(reading.iso) == reading.iso


def test_partial_dates_compare_as_far_as_they_are_known() -> None:
    assert is_before("2020", "2021-03")
    assert not is_before("2021", "2021-03")
    assert may_be_same("2021", "2021-03-04")
    assert not may_be_same("2021-02", "2021-03")
    assert sorted(["2021-03-04", "", "2021", "2021-03", "2020-12-31"], key=sort_key) == [
        "",
        "2020-12-31",
        "2021",
        "2021-03",
        "2021-03-04",
    ]
