from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "answerable.conduct"
    label = "conduct"

    def ready(self) -> None:
        from . import notices  # noqa: F401 - declares this room's messages
