from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "answerable.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Declares this room's messages."""
        from . import notices  # noqa: F401 - declares them
