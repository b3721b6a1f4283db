"""Word by word: what was taken out and what was put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit.differences import PUT_IN, SAME, TAKEN_OUT, pieces

WORDS = st.lists(
    st.sampled_from(["we", "listen", ",", " ", "\n", "نصغي", "و", "हम", "सुनते", "ฟัง", "我们", "."]), max_size=25
)


@given(WORDS, WORDS)
def test_both_texts_can_be_made_again_from_their_pieces(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    found = pieces(old, new)
    assert "".join(one.words for one in found if one.kind in {SAME, TAKEN_OUT}) == old
    assert "".join(one.words for one in found if one.kind in {SAME, PUT_IN}) == new


@given(WORDS)
def test_a_text_and_itself_are_the_same(words: list[str]) -> None:
    text = "".join(words)
    assert {one.kind for one in pieces(text, text)} <= {SAME}


@pytest.mark.parametrize(
    ("before", "after", "out", "put_in"),
    [
        ("A concern is heard soon.", "A concern is heard by a date.", ["soon"], ["by a date"]),
        ("نصغي إلى الناس", "نصغي إلى النساء", ["الناس"], ["النساء"]),
        ("हम सुनते हैं।", "हम उत्तर देते हैं।", ["सुनते"], ["उत्तर देते"]),
        ("我们倾听", "我们回答", ["倾听"], ["回答"]),
    ],
)
def test_whole_words_are_told(before: str, after: str, out: list[str], put_in: list[str]) -> None:
    found = pieces(before, after)
    assert [one.words for one in found if one.kind == TAKEN_OUT] == out
    assert [one.words for one in found if one.kind == PUT_IN] == put_in
