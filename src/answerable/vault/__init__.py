"""The only room that knows ciphers: seal, open, sign, stream.

Words: seal (authenticated encryption bound to its purpose), sign, stream (files in chunks),
box (a stream sealed to a key held elsewhere), paper (a secret as words).
Nothing else imports a cipher library, and nothing leaves here in clear on disk.
"""

from .envelope import Unreadable, seal, unseal
from .keys import KeyDamaged, fingerprint, public_key, public_key_of, sign, signature_holds

__all__ = [
    "KeyDamaged", "Unreadable", "fingerprint", "public_key", "public_key_of", "seal", "sign", "signature_holds", "unseal",
]  # fmt: skip
