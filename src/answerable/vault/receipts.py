"""A receipt: what a reporter writes down, and the only way back to what they reported.

Sixteen symbols drawn by lot (80 bits) and two that check them, shown as XXXXXX-XXXXXX-XXXXXX. From the sixteen, by one slow
derivation and the server's pepper, follow what the receipt is looked up by and the key that locks the reporter's seed.

    version · C · cost · nonce · the seed locked, bound to what it is looked up by

The seed is random, so that a receipt which somebody may have seen can be exchanged for another.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import derivation, keys, primitives
from .places import Blob
from .wraps import told_by, unwrapped, wrapped

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
DRAWN, CHECKS, GROUP = 16, 2, 6
LENGTH = DRAWN + CHECKS
LONGEST = 200  # characters typed, before anybody looks at them
RECEIPT = b"C"
ID = 16

# What people read for something else, and letters of other keyboards that look the same.
TAKEN_FOR = str.maketrans("OILUАВЕКМНРСТУХОІΑΒΕΖΗΚΜΝΡΤΥΧΟΙ", "011VABEKMHPCTYX01ABEZHKMNPTYX01")


class NotAReceipt(Exception):  # noqa: N818 - it says what was typed
    """What was typed is no receipt: `length`, `symbol` or `typo`; for a symbol, its place counted from one."""

    def __init__(self, code: str, place: int = 0) -> None:
        super().__init__(code, place)
        self.code, self.place = code, place


@dataclass(frozen=True)
class Trace:
    """Where a receipt leads: what its row is found by (16 bytes), and the key to the seed in it."""

    look_up: bytes
    key: bytes = field(repr=False)
    cost: int


def new_receipt() -> str:
    """Returns a receipt as it is shown: 80 random bits and what checks them."""
    return shown(_complete([one & 31 for one in primitives.random(DRAWN)]))


def shown(symbols: str) -> str:
    """Returns eighteen symbols in three groups."""
    return "-".join(symbols[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """Returns the eighteen symbols of what somebody typed, in any script's digits, case and grouping; `NotAReceipt`."""
    if len(typed) > LONGEST:
        raise NotAReceipt("length")
    symbols = _symbols(typed)
    for place, symbol in enumerate(symbols, start=1):
        if symbol not in SYMBOLS:
            raise NotAReceipt("symbol", place)
    if len(symbols) != LENGTH:
        raise NotAReceipt("length")
    if _complete([SYMBOLS.index(one) for one in symbols[:DRAWN]]) != symbols:
        raise NotAReceipt("typo")
    return symbols


def is_last_group(typed: str, *, of: str) -> bool:
    """Whether somebody typed the last group of a receipt, and so has it before them; `NotAReceipt` where `of` is none."""
    return len(typed) <= LONGEST and _symbols(typed) == read(of)[-GROUP:]


def look_up_and_key(typed: str, *, cost: int | None = None) -> Trace:
    """Returns where a receipt leads, by one slow derivation; `NotAReceipt` before it, `Busy`, `Unreadable` for an unknown cost."""
    symbols, number = read(typed), derivation.CURRENT if cost is None else cost
    salt = keys.peppered(b"", purpose="salt of receipts")[: derivation.SALT]
    slow = derivation.derived(symbols[:DRAWN], salt, cost=number)
    look_up = keys.peppered(slow, purpose="receipt looked up")[:ID]
    return Trace(look_up, keys.peppered(slow, purpose="receipt locks"), number)


def traces(typed: str) -> Iterator[Trace]:
    """Yields where a receipt leads by each cost in use, the newest first: one that was made before a cost was raised is found too."""
    for cost in sorted(derivation.COSTS, reverse=True):
        yield look_up_and_key(typed, cost=cost)


def wrap(seed: bytes, trace: Trace) -> bytes:
    """Returns a reporter's seed locked for a receipt."""
    return wrapped(RECEIPT, seed, key=trace.key, bound_to=trace.look_up.hex(), told=bytes([trace.cost]))


def unwrap(blob: Blob, trace: Trace) -> bytes:
    """Returns the reporter's seed; `Unreadable` where the blob was altered or belongs to another receipt."""
    return unwrapped(RECEIPT, blob, key=trace.key, bound_to=trace.look_up.hex(), told=1)


def rewrap(seed: bytes, typed: str) -> tuple[Trace, bytes]:
    """Returns a seed locked for another receipt, and where that leads; the old one opens nothing once its row is gone."""
    trace = look_up_and_key(typed)
    return trace, wrap(seed, trace)


def needs_renewal(blob: Blob) -> bool:
    """Whether to `rewrap` with the receipt that was just typed; `Unreadable`."""
    return derivation.is_outdated(told_by(RECEIPT, blob, 1)[0])


def _symbols(typed: str) -> str:
    """Returns what counts of what was typed: digits of any script as ours, letters large and plain, without signs and marks."""
    plain = unicodedata.normalize("NFKD", "".join(_digit(one) for one in typed)).upper()
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN").translate(TAKEN_FOR)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


# The checks are those of a Reed–Solomon code over 32 values: with two of them, no one or two wrong symbols pass,
# and so no swap of neighbours does; anything worse, groups in another order too, passes once in 1,024.


def _powers() -> list[int]:
    values = [1]
    for _ in range(30):
        doubled = values[-1] << 1
        values.append(doubled ^ 0b100101 if doubled & 32 else doubled)
    return values


POWER = _powers()
EXPONENT = {value: at for at, value in enumerate(POWER)}


def _times(value: int, exponent: int) -> int:
    """Returns a value times the generator to a power, among the 32."""
    return POWER[(EXPONENT[value] + exponent) % 31] if value else 0


def _complete(drawn: list[int]) -> str:
    """Returns the symbols with two more, so that both sums are nought: of each times its place, and times its place twice."""
    once, twice = 0, 0
    for place, value in enumerate(drawn):
        once, twice = once ^ _times(value, place), twice ^ _times(value, 2 * place)
    last = _times(twice ^ _times(once, DRAWN), -EXPONENT[1 ^ POWER[1]] - 2 * DRAWN - 1)
    before = _times(once ^ _times(last, DRAWN + 1), -DRAWN)
    return "".join(SYMBOLS[one] for one in (*drawn, before, last))
