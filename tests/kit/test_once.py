"""What is asked once while a page is read."""

from answerable.kit.once import once, while_reading


def test_a_question_is_asked_once_about_each_thing_and_only_while_reading() -> None:
    asked: list[tuple[str, int]] = []

    @once
    def double(number: int, *, of: str = "") -> int:
        asked.append((of, number))
        return 2 * number

    assert (double(2), double(2)) == (4, 4)
    assert len(asked) == 2
    with while_reading():
        assert (double(2), double(2), double(3), double(3, of="eggs")) == (4, 4, 6, 6)
    assert asked[2:] == [("", 2), ("", 3), ("eggs", 3)]
    with while_reading():
        double(2)
    assert len(asked) == 6
