"""Argon2 as in the product, with parameters for tests; its strength is asserted on the product's own settings."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 64
    parallelism = 1
