"""All steps of coming back; each registers itself when it is read."""

from . import adding, agreeing, another_code, asking, ending, entering, filing, inbox, pacing

__all__ = ["adding", "agreeing", "another_code", "asking", "ending", "entering", "filing", "inbox", "pacing"]
