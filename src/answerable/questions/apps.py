from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "answerable.questions"
    label = "questions"

    def ready(self) -> None:
        """Declares what this room's acts are called, what is told of its rounds, and what must not come back."""
        from . import facts  # noqa: F401 - declares itself
        from .actions import forgetting
        from .pages import deeds

        forgetting.declare()
        deeds.declare()
