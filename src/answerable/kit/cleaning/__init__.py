"""Takes out of a file what it says of whoever made it, and of when, where and with what: in a process of its own.

    with cleaned(chunks) as found:
        keep(found.chunks(), found.size, found.suffix)

What is seen or heard stays. A file that cannot be read to its end, or of a kind not known here, is refused (`NotCleaned`) and
never passed on half clean. The process that reads it holds nothing else, opens no file and no connection, and is bounded in time
and memory, so that a file made to harm its reader harms that process alone.
"""

from .refusals import NotCleaned, Why
from .running import CannotClean, Cleaned, cleaned

__all__ = ["CannotClean", "Cleaned", "NotCleaned", "Why", "cleaned"]
