from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "answerable.questions"
    label = "questions"

    def ready(self) -> None:
        """Declares what this room's acts are called in the ledger."""
        from .pages import deeds

        deeds.declare()
