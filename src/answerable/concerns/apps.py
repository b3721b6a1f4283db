from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "answerable.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Declares this room's messages, and the links to its pages on pages below."""
        from . import notices  # noqa: F401 - declares them
        from .pages.teams import sections as of_teams
        from .pages.texts import sections

        of_teams.declare_all()
        sections.declare_all()
