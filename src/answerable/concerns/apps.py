from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "answerable.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Declares this room's messages and the links to its pages on pages below, follows places that move, and keeps those
        for which a team reads."""
        from answerable.alliance.queries.in_danger import tell_of
        from answerable.alliance.queries.unfinished import ask_before_it_ends, keep_what_stands_there
        from answerable.kit import places

        from . import notices  # noqa: F401 - declares them
        from .actions.following import _follow_the_tree
        from .pages.teams import sections as of_teams
        from .pages.texts import sections
        from .queries.emergencies import emergency_of
        from .queries.standing_there import has_team, why_not_yet

        places.follow(_follow_the_tree)
        ask_before_it_ends(why_not_yet)
        keep_what_stands_there(has_team)
        tell_of(emergency_of)
        of_teams.declare_all()
        sections.declare_all()
