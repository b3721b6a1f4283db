from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "answerable.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Declares this room's messages and the links to its pages on pages below, and follows places that move."""
        from answerable.kit import places

        from . import notices  # noqa: F401 - declares them
        from .actions.following import _follow_the_tree
        from .pages.teams import sections as of_teams
        from .pages.texts import sections

        places.follow(_follow_the_tree)
        of_teams.declare_all()
        sections.declare_all()
