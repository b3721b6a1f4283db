"""What the machine underneath could write to disk behind our back, and whether it knows the time."""

import ctypes
import resource
from pathlib import Path
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage

SWAPS = Path("/proc/swaps")
BLOCK_DEVICES = Path("/sys/block")
UNSYNCHRONISED = 5
ROOM_FOR_ITS_ANSWER = 512


def leaves_no_core_dumps(**_: Any) -> list[CheckMessage]:
    if resource.getrlimit(resource.RLIMIT_CORE)[0] == 0:
        return []
    hint = "ulimit -c 0, or LimitCORE=0 in the systemd unit."
    return [checks.Warning("A crash would write the program's memory to disk.", hint=hint, id="answerable.W030")]


def swaps_nothing_out(**_: Any) -> list[CheckMessage]:
    return [
        checks.Warning(
            f"Memory is swapped out in clear to {name}.", hint="swapoff, or encrypt it.", id="answerable.W031"
        )
        for name in swaps()
        if not is_sealed(name)
    ]


def swaps() -> list[str]:
    lines = SWAPS.read_text(encoding="utf-8").splitlines()[1:] if SWAPS.exists() else []
    return [line.split()[0] for line in lines if line.strip()]


def is_sealed(name: str) -> bool:
    """Whether a swap device lives in memory or behind dm-crypt."""
    device = Path(name).resolve().name
    if device.startswith("zram"):
        return True
    mapped = BLOCK_DEVICES / device / "dm" / "uuid"
    return mapped.exists() and mapped.read_text(encoding="utf-8").startswith("CRYPT")


def clock_is_set(**_: Any) -> list[CheckMessage]:
    if kernel_clock() != UNSYNCHRONISED:
        return []
    hint = "Switch on time synchronisation: timedatectl set-ntp true."
    return [
        checks.Warning(
            "The machine's clock is not synchronised: codes and terms depend on it.", hint=hint, id="answerable.W032"
        )
    ]


def kernel_clock() -> int:
    """Returns what the kernel says of its clock, as `adjtimex` does; -1 where it does not say."""
    ask = getattr(ctypes.CDLL(None), "adjtimex", None)
    return int(ask(ctypes.create_string_buffer(ROOM_FOR_ITS_ANSWER))) if ask else -1
