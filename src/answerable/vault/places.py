"""Where a sealed thing belongs, as bytes that mean one place and no other."""

from . import primitives

NAMED = 32
Blob = bytes | memoryview  # PostgreSQL gives the one, SQLite the other


def canonical(label: str, *parts: str | int | Blob) -> bytes:
    """Returns the parts one after the other, each with its kind and length before it, so that none can run into the next."""
    return b"".join(_part(one) for one in (label, *parts))


def digest(label: str, *parts: str | int | Blob) -> bytes:
    """Returns 32 bytes that name the parts; another label names the same parts otherwise."""
    return primitives.keyed_hash(canonical(label, *parts), key=b"", purpose=label, size=NAMED)


def _part(one: str | int | Blob) -> bytes:
    if isinstance(one, int):
        kind, data = b"n", one.to_bytes(8, "big")
    else:
        kind, data = (b"t", one.encode("utf-8", "surrogatepass")) if isinstance(one, str) else (b"b", bytes(one))
    return kind + len(data).to_bytes(8, "big") + data
