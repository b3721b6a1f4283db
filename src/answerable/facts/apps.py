from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "answerable.facts"
    label = "facts"

    def ready(self) -> None:
        """Follows whatever acts touch."""
        from .keeping import follow

        follow()
