"""Argon2 as in the product, with parameters for tests; its strength is asserted on the product's own settings."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from answerable.vault import derivation


class CheapArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 64
    parallelism = 1


REAL_COSTS = dict(derivation.COSTS)
CHEAP = derivation.Cost(memory=8192, passes=1)


def derive_cheaply() -> None:
    """The same for the keys of the safe space; a test of the real costs puts `REAL_COSTS` back for itself."""
    derivation.COSTS.update(dict.fromkeys(derivation.COSTS, CHEAP))
