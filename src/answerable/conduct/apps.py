from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "answerable.conduct"
    label = "conduct"

    def ready(self) -> None:
        """Declares this room's messages, what can be found of it, where it speaks on pages of other rooms, and what of it
        is forgotten with a person."""
        from answerable.alliance.actions.also_forgetting import also_forget

        from . import notices, search  # noqa: F401 - declare themselves
        from .actions.forgetting_signers import forget_signer
        from .actions.local_codes.forgetting import forget_contributions
        from .pages import sections_texts

        also_forget(forget_signer)
        also_forget(forget_contributions)
        sections_texts.declare_all()
