from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "answerable.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Declares this room's messages, what can be found of it, where it speaks on pages below, and what must not come back."""
        from . import facts, notices, search  # noqa: F401 - declare themselves
        from .actions import forgetting, plans  # noqa: F401 - a kind of import declares itself
        from .pages import deeds, sections

        forgetting.declare()
        sections.declare_all()
        deeds.declare()
