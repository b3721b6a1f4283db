"""The append-only, tamper-evident record of what was done, by whom, in which office.

Words: entry, chain, head, checkpoint.
It names people and places by opaque id, holds no confidential text, and is never updated or deleted from.
"""
