"""The only room that knows ciphers: seal, open, sign, stream.

Words: seal (authenticated encryption bound to its purpose), sign, stream (files in chunks).
Nothing else imports a cipher library, and nothing leaves here in clear on disk.
"""

from .envelope import Unreadable, seal, unseal
from .keys import KeyDamaged, fingerprint, sign, signature_holds

__all__ = ["KeyDamaged", "Unreadable", "fingerprint", "seal", "sign", "signature_holds", "unseal"]
