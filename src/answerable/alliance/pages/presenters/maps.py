"""The map: one circle a country, its size the number of organisations the reader may see."""

from answerable.kit.pictures import Circle, paint_map


def circles_for(numbers: dict[str, int]) -> list[Circle]:
    """Returns the circles in a fixed order, the larger ones first so that the small stay visible."""
    return [
        Circle(country, number) for country, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    ]


def painted(circles: list[Circle], *, dark: bool) -> bytes:
    return paint_map(circles, dark=dark)
