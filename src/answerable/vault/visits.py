"""What is open between two requests of one visit: it lies in memory alone, sealed under a key that only the visitor's cookie holds.

    version · tag of its owner (16) · second in which it began (8) · nonce (24) · what is kept, padded

A file is named after the token and opened by it; whoever reads the files alone learns how many visits there are. The second of
its last use is the file's own time. The folder is on a file system without a disk (`VISITS_FOLDER`).
"""

import fcntl
import hashlib
import json
import os
import secrets
import stat
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from answerable.kit import clock
from answerable.kit.merging import merged

from . import primitives
from .places import canonical

VERSION = 1
TOKEN = 32
TAG, HEAD = 16, 1 + 16 + 8
SMALLEST = 4096
PART = ".part"
SKEW = 2  # seconds that a file's time may lie ahead: what the file system rounds


def begin(kind: str, body: Mapping[str, Any], *, owner: str = "") -> str:
    """Opens a visit and returns its token, for a cookie and nowhere else. `owner`: whose visits can be ended together."""
    token = secrets.token_urlsafe(TOKEN)
    tag = _tag(kind, owner) if owner else primitives.random(TAG)
    _write(kind, token, tag + struct.pack(">Q", int(_now())), body)
    return token


def lay_beside(kind: str, token: str, body: Mapping[str, Any], *, of: str) -> bool:
    """Keeps something more under the token of a visit of another kind, in place of what was there; says whether that one is open."""
    with _alone(of):
        if is_open := _path(of, token).exists():
            _write(kind, token, primitives.random(TAG) + struct.pack(">Q", int(_now())), body)
    return is_open


def find(kind: str, token: str, *, idle: float, longest: float) -> dict[str, Any] | None:
    """Returns what a visit holds and notes that it was used; None where it ended, paused or lasted too long, or was altered."""
    path = _path(kind, token)
    try:
        blob, used = path.read_bytes(), path.stat().st_mtime
    except OSError:
        return None
    began, now = _began(blob), _now()  # the time after reading: another request may use it at this moment
    in_time = -SKEW <= now - used <= idle and -SKEW <= now - began <= longest
    body = _opened(kind, token, blob) if in_time else None
    if body is None:
        end(kind, token)
        return None
    _note_use(path, now)
    return body


def change(kind: str, token: str, body: Mapping[str, Any], *, since: Mapping[str, Any] | None = None) -> None:
    """Keeps something else for a visit; nothing where it has ended meanwhile.

    `since`: what was found before; what another request of the same visit changed after that stays.
    """
    with _alone(kind):
        try:
            blob = _path(kind, token).read_bytes()
        except OSError:
            return
        there = None if since is None else _opened(kind, token, blob)
        if there is not None:
            body = merged(json.loads(json.dumps(since)), json.loads(json.dumps(body)), there)
        if len(blob) >= HEAD:
            _write(kind, token, blob[1:HEAD], body)


def new_page(kind: str, token: str) -> str:
    """Returns what a page of a visit carries, so that no form from elsewhere, and of no other visit, is taken for one of its own."""
    part = secrets.token_hex(8)
    return part + _of_page(kind, token, part)


def is_page(kind: str, token: str, page: str) -> bool:
    """Whether a page was shown in this visit, however many were since."""
    plain = page.encode("utf-8", "surrogatepass")
    return secrets.compare_digest(plain[16:], _of_page(kind, token, page[:16]).encode())


def is_first(kind: str, token: str, mark: str) -> bool:
    """Whether something is done for the first time in a visit, also where two requests ask at once."""
    name = hashlib.blake2b(mark.encode(), digest_size=8).hexdigest()
    path = _path(kind, token)
    try:
        os.close(os.open(path.with_name(f"{path.name}.{name}"), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    return True


def end(kind: str, token: str) -> None:
    """Ends a visit: what it held is gone."""
    with _alone(kind):
        _remove(_path(kind, token))


def end_all_of(kind: str, owner: str) -> None:
    """Ends every visit of one owner."""
    tag = _tag(kind, owner)
    for path in _of(kind):
        if secrets.compare_digest(_head(path)[1 : 1 + TAG], tag):
            _remove(path)


def sweep(*kinds: str) -> int:
    """Removes visits that nobody came back to; returns how many. `VISIT_IDLE_SECONDS` says by kind after how long."""
    idle, removed = settings.VISIT_IDLE_SECONDS, 0
    for kind, path in ((one, path) for one in kinds or idle for path in _of(one)):
        used = _used(path)
        if not -SKEW <= _now() - used <= idle[kind]:
            _remove(path)
            removed += 1
    return removed


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """Keeps out for a moment whoever else changes or ends a visit of this kind."""
    folder = os.open(_folder(kind), os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _of_page(kind: str, token: str, part: str) -> str:
    whole = canonical("page", kind, part.encode("utf-8", "surrogatepass"))
    return primitives.keyed_hash(whole, key=_key(token), purpose="page of a visit", size=16).hex()


def _write(kind: str, token: str, head: bytes, body: Mapping[str, Any]) -> None:
    path, nonce = _path(kind, token), primitives.random(primitives.NONCE)
    told = bytes([VERSION]) + head
    sealed = primitives.encrypt(_padded(body), key=_key(token), nonce=nonce, bound=_bound(kind, told))
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(told + nonce + sealed)
    _note_use(part, _now())
    part.replace(path)


def _padded(body: Mapping[str, Any]) -> bytes:
    clear = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    whole = struct.pack(">Q", len(clear)) + clear
    return whole + bytes(max(SMALLEST, 1 << (len(whole) - 1).bit_length()) - len(whole))


def _opened(kind: str, token: str, blob: bytes) -> dict[str, Any] | None:
    told, nonce, sealed = blob[:HEAD], blob[HEAD : HEAD + primitives.NONCE], blob[HEAD + primitives.NONCE :]
    if len(blob) < HEAD + primitives.NONCE + primitives.TAG + 8 or blob[0] != VERSION:
        return None
    try:
        clear = primitives.decrypt(sealed, key=_key(token), nonce=nonce, bound=_bound(kind, told))
    except primitives.CryptoError:
        return None
    (length,) = struct.unpack(">Q", clear[:8])
    found: dict[str, Any] = json.loads(clear[8 : 8 + length].decode("utf-8", "surrogatepass"))
    return found


def _began(blob: bytes) -> int:
    return struct.unpack(">Q", blob[1 + TAG : HEAD])[0] if len(blob) >= HEAD else 0


def _key(token: str) -> bytes:
    return primitives.keyed_hash(_plain(token), key=b"", purpose="key of a visit")


def _plain(token: str) -> bytes:
    return token.encode("utf-8", "surrogatepass")[:200]


def _bound(kind: str, told: bytes) -> bytes:
    return canonical("visit", kind, told)


def _tag(kind: str, owner: str) -> bytes:
    return primitives.keyed_hash(canonical("owner of a visit", kind, owner), key=b"", purpose="visits", size=TAG)


def _path(kind: str, token: str) -> Path:
    return _folder(kind) / primitives.keyed_hash(_plain(token), key=b"", purpose="name of a visit", size=16).hex()


def _folder(kind: str) -> Path:
    """Returns the folder of a kind of visits, ours alone; refuses one that somebody else laid there."""
    whole = Path(settings.VISITS_FOLDER)
    for folder in (whole, whole / kind):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise PermissionError("the folder of visits is open to others")
    return whole / kind


def _of(kind: str) -> Iterator[Path]:
    """Yields the files of a kind; parts of a file that was never finished too, so that they are swept."""
    yield from (path for path in _folder(kind).iterdir() if "." not in path.name or path.name.endswith(PART))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return _now()


def _note_use(path: Path, now: float) -> None:
    try:
        os.utime(path, (now, now))
    except OSError:  # it was ended at the same moment
        return


def _remove(path: Path) -> None:
    for one in (path, *path.parent.glob(f"{path.name}.*")):
        one.unlink(missing_ok=True)


def _now() -> float:
    return clock.now().timestamp()
