from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "answerable.site"
    label = "site"

    def ready(self) -> None:
        """Declares what must hold of the machine and the settings at every start."""
        from . import checks

        checks.declare()
