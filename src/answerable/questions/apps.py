from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "answerable.questions"
    label = "questions"

    def ready(self) -> None:
        """Declares what this room's acts are called in the ledger, and what is told of its rounds."""
        from . import facts  # noqa: F401 - declares itself
        from .pages import deeds

        deeds.declare()
