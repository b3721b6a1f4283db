from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "answerable.conduct"
    label = "conduct"

    def ready(self) -> None:
        """Declares this room's messages, and what of it is forgotten with a person."""
        from answerable.alliance.actions.also_forgetting import also_forget

        from . import notices  # noqa: F401 - declares this room's messages
        from .actions.forgetting_signers import forget_signer
        from .actions.local_codes.forgetting import forget_contributions

        also_forget(forget_signer)
        also_forget(forget_contributions)
