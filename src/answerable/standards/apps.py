from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "answerable.standards"
    label = "standards"

    def ready(self) -> None:
        """Hears what happened, so that whoever it concerns stands anew, and says what goes with a person and where it speaks."""
        from . import facts, notices, search  # noqa: F401 - declare themselves
        from .actions import evidence_lists, following, forgetting, hearing_of_rounds, passports  # noqa: F401 - a kind of import declares itself
        from .pages import deeds
        from .pages.duties import sections as of_duties
        from .pages.mapping import sections
        from .pages.policies import sections as of_policies
        from .pages.subjects import sections as of_subjects
        from .queries import policy_rounds

        following.begin()
        hearing_of_rounds.begin()
        forgetting.declare()
        passports.declare()
        policy_rounds.declare()
        sections.declare_all()
        of_subjects.declare_all()
        deeds.declare()
        of_policies.declare_all()
        of_duties.declare_all()
