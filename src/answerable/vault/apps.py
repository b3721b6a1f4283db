from django.apps import AppConfig
from django.core.checks import Tags, register


class VaultConfig(AppConfig):
    name = "answerable.vault"
    label = "vault"

    def ready(self) -> None:
        """Has the keys looked at, and gives the importer of `kit`, which knows no ciphers, the means to seal what it keeps."""
        from answerable.kit.imports import use_sealing

        from . import fingerprint, seal, unseal
        from .checks import keys_are_whole

        register(keys_are_whole, Tags.security)
        use_sealing(seal=seal, unseal=unseal, fingerprint=lambda data: fingerprint(data, purpose="import.file"))
