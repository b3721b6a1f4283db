"""What a process gives up before it reads a stranger's file: time, memory, files, the net, other programs.

The filter of calls is Linux's own (seccomp); where it cannot be set nothing is read at all.
"""

import ctypes
import os
import platform
import resource
import signal
import struct

SECONDS = 10
MOST_MEMORY = 512 * 1024 * 1024
NO_NEW_PRIVILEGES, SET_FILTER, DUMPABLE, END_WITH_PARENT = 38, 22, 4, 1
FILTER_MODE = 2
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # refuse: as if it were not permitted
LOAD, EQUAL, NOT_BELOW, ANSWER = 0x20, 0x15, 0x35, 0x06
# Numbers of what is refused, by the machine: what opens or changes files, the net and queues, processes, the system itself.
X86_64 = (
    2, 85, 257, 437, 304, 76, 77, 82, 83, 84, 86, 87, 88, 90, 91, 92, 93, 94, 133, 258, 259, 260, 263, 264, 265, 266, 268, 316,
    41, 42, 43, 44, 46, 49, 50, 53, 288, 307, 69, 240,
    56, 57, 58, 59, 322, 435, 62, 200, 234, 424, 101, 310, 311, 434, 438,
    155, 161, 165, 169, 175, 246, 272, 298, 308, 313, 319, 321, 323, 425, 426, 427,
)  # fmt: skip
AARCH64 = (
    56, 437, 265, 33, 34, 35, 36, 37, 38, 45, 46, 52, 53, 54, 55, 276,
    198, 199, 200, 201, 202, 203, 206, 211, 242, 269, 180, 189,
    220, 221, 281, 435, 129, 130, 131, 424, 117, 270, 271, 434, 438,
    40, 41, 51, 97, 104, 105, 142, 241, 268, 273, 279, 280, 282, 425, 426, 427,
)  # fmt: skip
KNOWN = {"x86_64": (0xC000003E, X86_64), "aarch64": (0xC00000B7, AARCH64)}


class NoSandboxError(OSError):
    """This machine knows no way to hold a process back; nothing may be read here."""


def enter(most_written: int) -> None:
    """Gives everything up for good; what is already open stays open."""
    for what, limit in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, most_written),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _set_filter()


def leave_with_parent(parent: int) -> None:
    """Ends this process with the one that began it, and keeps its memory from others."""
    _call(END_WITH_PARENT, signal.SIGKILL)
    _call(DUMPABLE, 0)
    if os.getppid() != parent:
        raise SystemExit(1)


def _set_filter() -> None:
    if platform.machine() not in KNOWN:
        raise NoSandboxError
    machine, refused = KNOWN[platform.machine()]
    steps = _filter(machine, refused)
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(program, len(program))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(kept)))
    _call(NO_NEW_PRIVILEGES, 1)
    _call(SET_FILTER, FILTER_MODE, ctypes.addressof(head))


def _filter(machine: int, refused: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Returns the steps: another machine's calls end the process, those of the list are refused, all others pass."""
    count = len(refused)
    return [
        (LOAD, 0, 0, 4),
        (EQUAL, 1, 0, machine),
        (ANSWER, 0, 0, KILL),
        (LOAD, 0, 0, 0),
        (NOT_BELOW, count + 1, 0, 0x40000000),  # another way to call the same
        *((EQUAL, count - at, 0, number) for at, number in enumerate(refused)),
        (ANSWER, 0, 0, ALLOW),
        (ANSWER, 0, 0, REFUSE),
    ]


def _call(what: int, *values: int) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if system.prctl(ctypes.c_int(what), *given) != 0:
        raise NoSandboxError(ctypes.get_errno(), "prctl")
