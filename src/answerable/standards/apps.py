from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "answerable.standards"
    label = "standards"

    def ready(self) -> None:
        """Hears what happened, so that whoever it concerns stands anew, and says what goes with a person."""
        from . import facts, notices  # noqa: F401 - declare themselves
        from .actions import following, forgetting

        following.begin()
        forgetting.declare()
