"""Every address says who may open it; what anybody may open is a short list that somebody decided (bar B10)."""

from collections import Counter
from pathlib import Path
from typing import Any

from .addresses import Address, every_address
from .visiting import OF_A_LANGUAGE

ADDRESSES = every_address()
LIST = Path(__file__).parent / "anonymous.txt"


def anonymous_names() -> list[str]:
    lines = (line.partition("#")[0].strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def test_address_says_who_may_open_it() -> None:
    """B10: a view is decorated with `@opens(…)`."""
    assert [str(address) for address in ADDRESSES if address.door is None] == []


def test_door_is_the_outermost_thing_but_for_methods() -> None:
    """B10: a decorator around the door that drops its mark would also hide that it is not asked."""
    assert [str(address) for address in ADDRESSES if not _is_wrapped_by_its_door(address)] == []


def _is_wrapped_by_its_door(address: Address) -> bool:
    view: Any = address.view
    while view is not None and getattr(view, "door", None) is address.door:
        view = getattr(view, "__wrapped__", None)
    return view is not None


def test_what_anybody_may_open_is_the_decided_list() -> None:
    """B10."""
    open_to_all = sorted(one.name for one in ADDRESSES if one.door is not None and not one.door.signed_in)
    assert open_to_all == sorted(anonymous_names())


def test_the_decided_list_is_in_order_without_doubles() -> None:
    assert anonymous_names() == sorted(set(anonymous_names()))


def test_every_address_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(one.name for one in ADDRESSES).items() if count > 1 or not name] == []


def test_addresses_carry_no_words_about_people() -> None:
    """Nothing that is typed, mailed or personal is ever part of an address."""
    unwanted = {"email", "name", "token", "code", "address"}
    kept = {
        "desk_network_name",
        "secretariat_kind",
        "secretariat_retire_kind",
        "secretariat_need",
        "secretariat_retire_need",
        "desk_say_service",
        "invitation_link",
        *OF_A_LANGUAGE,
    }  # here `code` names a language, a kind or a need, and the link of an invitation opens nothing without a mailed code
    assert [one.name for one in ADDRESSES if one.parameters & unwanted and one.name not in kept] == []
