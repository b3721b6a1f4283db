"""The only room that knows ciphers: seal, open, sign, stream.

Words: seal (authenticated encryption bound to its purpose), sign, stream (files in chunks),
box (a stream sealed to a key held elsewhere), paper (a secret as words).
Of the safe space: `people` (a seed and how it is locked), `receipts`, `compartments` (granted reader by reader),
`records` and their `chains`, `case_files`, `rosters`, `halves` (of a session), `exports`.
Nothing else imports a cipher library, and nothing leaves here in clear on disk.
"""

from .envelope import Unreadable, seal, unseal
from .files import MOST_BYTES, About, Sealed, about_file, content_of, seal_file, unseal_file
from .keys import KeyDamaged, fingerprint, public_key, public_key_of, sign, signature_holds

__all__ = [
    "MOST_BYTES", "About", "KeyDamaged", "Sealed", "Unreadable", "about_file", "content_of", "fingerprint", "public_key", "public_key_of",
    "seal", "seal_file", "sign", "signature_holds", "unseal", "unseal_file",
]  # fmt: skip
