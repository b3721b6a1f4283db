from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "answerable.conduct"
    label = "conduct"

    def ready(self) -> None:
        """Declares this room's messages, what can be found of it, where it speaks on pages of other rooms, what of it is
        forgotten, and what its signatures and acts are called to rooms below."""
        from answerable.alliance.actions.also_forgetting import also_forget
        from answerable.alliance.queries.unfinished import ask_before_it_ends
        from answerable.commitments.queries.origins import provide_origin

        from . import facts, notices, search  # noqa: F401 - declare themselves
        from .actions import forgetting_words, signature_lists  # noqa: F401 - a kind of import declares itself
        from .actions.forgetting_signers import forget_signer
        from .actions.local_codes.forgetting import forget_contributions
        from .pages import deeds, sections_local, sections_texts
        from .queries.local_codes import why_not_yet
        from .queries.origins import signature_named

        also_forget(forget_signer)
        also_forget(forget_contributions)
        ask_before_it_ends(why_not_yet)
        forgetting_words.declare()
        provide_origin("signature", signature_named)
        sections_texts.declare_all()
        sections_local.declare_all()
        deeds.declare()
